//! A knob is a place: holding another weight, freezing it, its slider, its link.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{apply, knobs, link, open};
use two_knobs_lab::keras::script::{Flavour, script};
use two_knobs_lab::words::places::Place;
use two_knobs_lab::{Command, Session};

fn choose(layer: usize, input: usize, unit: usize) -> Command {
    Command::Choose { layer: layer as f64, input: input as f64, unit: unit as f64 }
}

#[test]
fn a_link_opens_at_the_last_layers_first_weight_or_at_the_weight_it_names() {
    let held = |hash: &str| open(hash).snapshot().held;
    assert_eq!(held("#data=coffee"), Place { layer: 1, input: 0, unit: 0 });
    assert_eq!(held("#data=coffee&hold=0,1,2"), Place { layer: 0, input: 1, unit: 2 });
    // A place that the network does not have is said, and the default is held.
    let (session, _) = Session::open("", "#data=coffee&hold=0,2,2").unwrap();
    let snapshot = session.snapshot();
    assert_eq!(snapshot.held, Place { layer: 1, input: 0, unit: 0 });
    assert_eq!(snapshot.notices.iter().map(|notice| notice.key).collect::<Vec<_>>(), ["link.place"]);
}

#[test]
fn a_chosen_weight_and_its_units_bias_are_the_knobs() {
    let mut session = open("#data=coffee&seed=3");
    let before = session.snapshot();
    let held = apply(&mut session, choose(0, 1, 2));
    assert_eq!(link(&session), "#data=coffee&hold=0,1,2&seed=3");
    assert_eq!(held.weights.len(), 2);
    assert_eq!(held.weights[1], held.w.value);
    assert_eq!((held.loss, held.can_undo), (before.loss, false));
    let turned = apply(&mut session, Command::SetKnobs { w: 5.0, b: -1.0 });
    assert_eq!((knobs(&turned), turned.weights[1]), ([5.0, -1.0], 5.0));
    assert_ne!(turned.loss, held.loss);
    // The default place is left out of the link; undo comes back to the weight that was turned.
    apply(&mut session, choose(1, 0, 0));
    assert!(!link(&session).contains("hold="));
    assert_eq!(apply(&mut session, Command::Undo).held, Place { layer: 0, input: 1, unit: 2 });
    for (layer, input, unit) in [(2, 0, 0), (0, 2, 0), (0, 0, 3), (1, 3, 0)] {
        assert_eq!(session.apply(&choose(layer, input, unit)).unwrap_err().key, "refused.noSuchWeight");
    }
}

#[test]
fn freezing_belongs_to_the_place() {
    let mut session = open("#data=coffee&batch=all&seed=3");
    apply(&mut session, choose(0, 1, 2));
    apply(&mut session, Command::Freeze { w: true, b: false });
    assert_eq!(link(&session), "#data=coffee&hold=0,1,2&seed=3&batch=all&lock=0,1,2");
    let other = apply(&mut session, choose(0, 0, 1));
    assert_eq!([other.w.frozen, other.b.frozen], [false; 2]);
    session.advance(20);
    let trained = apply(&mut session, choose(0, 1, 2));
    assert!(trained.w.frozen && !trained.b.frozen);
    assert_eq!(trained.w.value, trained.start.w, "frozen although another weight was held while training");
    assert_ne!(trained.b.value, trained.start.b);
    assert_eq!(trained.w.nudge, 0.0);
    let text = script(&session, Flavour::Keras, 3);
    assert!(text.contains("keep[0][1, 2] = 0.0\n"), "{text}");
}

#[test]
fn a_layer_that_is_not_trainable_stays() {
    let mut session = open("#data=coffee&frozen=0&seed=3&lock=1,b,0");
    let before = apply(&mut session, choose(0, 1, 2));
    assert!(before.w.frozen && before.b.frozen);
    session.advance(50);
    let after = session.snapshot();
    assert_eq!((after.w.value, after.b.value), (before.w.value, before.b.value));
    assert_ne!(after.loss, before.loss, "the other layer is trained");
    let text = script(&session, Flavour::Keras, 3);
    assert!(text.contains("model.layers[0].trainable = False\n"), "{text}");
    assert!(text.contains("model.layers[1].bias.trainable = False  # frozen\n"), "{text}");
}

#[test]
fn a_layer_can_be_without_biases() {
    let session = open("#data=coffee&layers=3:sigmoid:nobias,1:sigmoid&hold=0,1,2");
    let snapshot = session.snapshot();
    assert!(snapshot.b.off && !snapshot.w.off);
    assert_eq!(snapshot.model.parameters, 6 + 4);
    let text = script(&session, Flavour::Keras, 3);
    assert!(text.contains("Dense(units=3, activation='sigmoid', use_bias=False, name='layer1')"), "{text}");
    assert!(text.contains("Dense(units=1, activation='sigmoid', name='layer2')"), "{text}");
    assert_eq!(link(&session), "#data=coffee&layers=3:sigmoid:nobias,1:sigmoid&hold=0,1,2");
    // Where no layer has biases, the link says it once.
    let none = open("#data=coffee&layers=3:sigmoid:nobias,1:sigmoid:nobias");
    assert_eq!(link(&none), "#data=coffee&nobias=1");
}

#[test]
fn a_networks_slider_holds_its_weight_and_grows_when_training_passes_its_end() {
    let mut session = open("#data=coffee");
    assert_eq!([session.snapshot().w.scale.min, session.snapshot().w.scale.max], [-2.0, 2.0]);
    // While a hand holds the knob, nothing moves under it.
    apply(&mut session, Command::Hold { w: true, b: false });
    let far = apply(&mut session, Command::SetWeight(12.9));
    assert!(far.w.off_scale.is_some());
    apply(&mut session, Command::Hold { w: false, b: false });
    let settled = apply(&mut session, Command::Settle);
    assert_eq!((settled.w.scale.max, settled.b.scale.max, settled.w.off_scale), (15.0, 15.0, None));
    let mut session = open("#data=xor&layers=1:linear&loss=mse&opt=adam&lr=1&batch=all");
    session.advance(200);
    assert_eq!(session.snapshot().w.off_scale, None);
}

#[test]
fn new_layers_keep_the_places_that_they_have() {
    let mut session = open("#data=coffee&hold=0,1,2&lock=0,1,2;0,0,0&frozen=1");
    let smaller = apply(&mut session, Command::Set("layers=2:sigmoid,1:sigmoid".into()));
    assert_eq!(smaller.held, Place { layer: 1, input: 0, unit: 0 });
    assert!(link(&session).ends_with("&frozen=1&lock=0,0,0"), "{}", link(&session));
    let refused = session.apply(&Command::Set("hold=5,0,0".into())).unwrap_err();
    assert_eq!(refused.key, "link.place");
}
