//! Layers by hand: what fits is kept, the rest is the seed's, and Undo brings the old network back.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use proptest::prelude::*;
use support::{apply, link, open};
use two_knobs_lab::keras::npz;
use two_knobs_lab::words::message::Value;
use two_knobs_lab::{Command, Session};

fn units(layer: f64, units: f64) -> Command {
    Command::SetLayer { layer, units: Some(units), activation: None }
}

fn activation(layer: f64, name: &str) -> Command {
    Command::SetLayer { layer, units: None, activation: Some(name.into()) }
}

/// The layers as a link writes them.
fn layers(session: &Session) -> String {
    let all = session.snapshot().model.layers;
    all.iter().map(|layer| format!("{}:{}", layer.units, layer.activation)).collect::<Vec<_>>().join(",")
}

/// Kernel and bias of each layer.
fn weights(session: &Session) -> Vec<Vec<f32>> {
    let arrays = npz::read(&npz::file(session)).unwrap();
    arrays.into_iter().map(|array| array.tensor.values).collect()
}

fn refusal(session: &mut Session, command: &Command) -> &'static str {
    session.apply(command).unwrap_err().key
}

#[test]
fn a_layer_keeps_what_fits_and_the_rest_is_the_seeds() {
    let mut session = open("#data=xor&layers=3:tanh,2:relu,1:sigmoid&seed=4");
    session.advance(50);
    let before = weights(&session);
    let after = apply(&mut session, units(0.0, 5.0));
    let fresh = weights(&open("#data=xor&layers=5:tanh,2:relu,1:sigmoid&seed=4"));
    let wide = weights(&session);
    // The kernel is (2, 5): of each row the first three values are kept.
    assert_eq!([&wide[0][..3], &wide[0][5..8]], [&before[0][..3], &before[0][3..]]);
    assert_eq!([&wide[0][3..5], &wide[0][8..]], [&fresh[0][3..5], &fresh[0][8..]]);
    assert_eq!((&wide[1][..3], &wide[1][3..]), (&before[1][..], &fresh[1][3..]));
    // The next kernel is (5, 2): its first three rows are kept.
    assert_eq!((&wide[2][..6], &wide[2][6..]), (&before[2][..], &fresh[2][6..]));
    assert_eq!(wide[3..], before[3..]);
    assert_eq!(after.training.epoch, 0.0);
    let news = after.model.news.unwrap();
    assert_eq!(news.key, "layers.units");
    assert_eq!(
        news.values,
        [("count", Value::Number(5.0)), ("layer", Value::Number(1.0)), ("seed", Value::Number(4.0))]
    );
    // Reset returns to where epoch 0 began; what was done is told until something else changes.
    session.advance(9);
    assert_eq!(session.snapshot().model.news, None);
    apply(&mut session, Command::Reset);
    assert_eq!(weights(&session), wide);
}

#[test]
fn layers_keep_their_own_weights_when_others_come_go_and_move() {
    let mut session = open("#data=xor&layers=3:tanh,3:relu,1:sigmoid");
    session.advance(50);
    let before = weights(&session);
    apply(&mut session, Command::AddLayer);
    assert_eq!(layers(&session), "3:tanh,3:relu,3:relu,1:sigmoid");
    let added = weights(&session);
    assert_eq!((&added[..4], &added[6..]), (&before[..4], &before[4..]));
    apply(&mut session, Command::MoveLayer { layer: 1.0, to: 2.0 });
    assert_eq!((&weights(&session)[2..4], &weights(&session)[4..6]), (&added[4..6], &added[2..4]));
    apply(&mut session, Command::RemoveLayer(1.0));
    assert_eq!(weights(&session), before);
    assert_eq!(layers(&session), "3:tanh,3:relu,1:sigmoid");
}

#[test]
fn undo_brings_the_old_network_back_and_typing_is_one_step() {
    let mut session = open("#data=xor&layers=12:tanh,1:sigmoid");
    session.advance(30);
    let before = (link(&session), weights(&session));
    // Somebody types 14 over 12: the 1 alone would cost eleven units.
    apply(&mut session, units(0.0, 1.0));
    apply(&mut session, units(0.0, 14.0));
    assert_eq!(weights(&session)[0][..12], before.1[0][..12]);
    apply(&mut session, Command::Settle);
    let after = link(&session);
    apply(&mut session, Command::Undo);
    assert_eq!((link(&session), weights(&session)), before);
    apply(&mut session, Command::Redo);
    assert_eq!(link(&session), after);
    for command in [
        Command::AddLayer,
        Command::RemoveLayer(0.0),
        activation(0.0, "relu"),
        Command::SetInitializer { kernel: Some("ones".into()), bias: None },
        Command::SetSeed(9.0),
    ] {
        apply(&mut session, &command);
        assert_ne!(link(&session), after, "{command:?}");
        apply(&mut session, Command::Undo);
        assert_eq!(link(&session), after, "{command:?}");
    }
}

#[test]
fn a_neuron_grows_into_a_network() {
    let mut session = open("#data=line&w=2&b=1");
    let before = session.snapshot().model;
    assert_eq!((before.layers[0].inputs, before.layers[0].parameters), (1, 2));
    let after = apply(&mut session, Command::AddLayer).model;
    assert_eq!(layers(&session), "4:tanh,1:linear");
    let counts: Vec<_> = after.layers.iter().map(|layer| (layer.inputs, layer.parameters)).collect();
    assert_eq!((counts, after.parameters), (vec![(1, 8), (4, 5)], 13));
    assert_eq!((weights(&session)[2][0], weights(&session)[3][0]), (2.0, 1.0));
    // Loss and learning rate follow, unless others were chosen.
    let mut tumor = open("#data=tumor&layers=1:sigmoid");
    assert_eq!(apply(&mut tumor, activation(0.0, "linear")).loss_name, "mse");
    let mut chosen = open("#data=tumor&layers=1:sigmoid&loss=mae&lr=0.7");
    let kept = apply(&mut chosen, activation(0.0, "tanh"));
    assert_eq!((kept.loss_name, kept.training.learning_rate), ("mae", 0.7));
}

#[test]
fn what_no_hand_can_set_is_refused() {
    let mut session = open("#data=xor&layers=2:tanh,1:sigmoid");
    assert_eq!(refusal(&mut session, &units(1.0, 2.0)), "refused.outputUnits");
    assert_eq!(refusal(&mut session, &units(0.0, 17.0)), "refused.units");
    assert_eq!(refusal(&mut session, &units(2.0, 3.0)), "refused.noSuchLayer");
    assert_eq!(refusal(&mut session, &Command::RemoveLayer(1.0)), "refused.output");
    assert_eq!(refusal(&mut session, &Command::MoveLayer { layer: 0.0, to: 1.0 }), "refused.output");
    assert_eq!(refusal(&mut session, &activation(0.0, "EVIL")), "refused.activation");
    let bias = |name: &str| Command::SetInitializer { kernel: None, bias: Some(name.into()) };
    assert_eq!(refusal(&mut session, &bias("orthogonal")), "refused.initializer");
    (0..5).for_each(|_| drop(apply(&mut session, Command::AddLayer)));
    assert_eq!(session.snapshot().model.layers.len(), 7);
    assert_eq!(refusal(&mut session, &Command::AddLayer), "refused.hidden");
    // Links reach further than hands.
    let mut wide = open("#data=xor&layers=64:tanh,1:sigmoid");
    assert_eq!(layers(&wide), "64:tanh,1:sigmoid");
    assert_eq!(apply(&mut wide, Command::AddLayer).model.layers[1].units, 64);
}

proptest! {
    #[test]
    fn no_sequence_of_changes_panics(
        deeds in prop::collection::vec((0..7u8, 0..8u8, 0..18u8, 0..20u32), 1..20),
        opened in prop::sample::select(vec!["", "#data=xor", "#data=blobs", "#data=sqft&scale=standard", "#nobias=1"]),
    ) {
        let mut session = open(opened);
        for (deed, layer, number, updates) in deeds {
            let (layer, number) = (f64::from(layer), f64::from(number));
            let command = match deed {
                0 | 1 => Command::AddLayer,
                2 => Command::RemoveLayer(layer),
                3 => Command::MoveLayer { layer, to: number },
                4 => units(layer, number),
                5 => activation(layer, if number < 9.0 { "relu" } else { "softmax" }),
                _ => Command::SetSeed(number),
            };
            let was = link(&session);
            if session.apply(&command).is_err() {
                prop_assert_eq!(link(&session), was);
            }
            session.advance(updates);
            // A link to any of these networks opens it.
            let again = open(&link(&session));
            prop_assert_eq!(again.snapshot().notices, vec![]);
            prop_assert_eq!(link(&again), link(&session));
        }
    }
}
