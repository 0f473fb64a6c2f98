//! Printed weights in a session: what becomes of layers, biases, the run and undo, and what a person is told.
#![allow(clippy::unwrap_used)]

use two_knobs_lab::Session;
use two_knobs_lab::keras::read;
use two_knobs_lab::keras::set::{set_weights, text_of_weights};

#[test]
fn a_paste_sets_layers_and_weights() {
    let open = |link: &str| Session::open("", link).unwrap().0;
    let now = |session: &Session| {
        let layers = session.snapshot().model.layers;
        let layers: Vec<_> = layers.iter().map(|layer| (layer.units, layer.activation)).collect();
        (layers, two_knobs_lab::keras::replay::replay(session, 0).weights)
    };
    let set = |session: &mut Session, text: &str| set_weights(session, &read::weights(text).unwrap());
    let mut session = open("#w=1&b=2&epoch=3");
    set(&mut session, "[array([[200.]], dtype=float32), array([100.], dtype=float32)]").unwrap();
    let snapshot = session.snapshot();
    assert_eq!(
        (snapshot.w.value, snapshot.b.value, snapshot.loss, snapshot.training.epoch),
        (200.0, 100.0, 0.0, 3.0)
    );
    assert_eq!((snapshot.start.w, snapshot.start.b), (1.0, 2.0), "Reset goes where it went");
    let before = now(&session);
    set(&mut session, "W1: [[1. 2. 3.]] b1: [0. 0. 0.] W2: [[1.] [2.] [3.]] b2: [4.]").unwrap();
    let (layers, weights) = now(&session);
    assert_eq!(layers, [(3, "relu"), (1, "linear")]);
    assert_eq!(
        weights.iter().map(|array| array.shape.clone()).collect::<Vec<_>>(),
        [vec![1, 3], vec![3], vec![3, 1], vec![1]]
    );
    session.apply(&two_knobs_lab::Command::Undo).unwrap();
    assert_eq!(now(&session), before);
    let mut network = open("#layers=4:tanh,3:sigmoid,1");
    set(&mut network, "[[[1.0, 2.0]], [[1.0], [2.0]]]").unwrap();
    assert_eq!(now(&network).0, [(2, "tanh"), (1, "linear")]);
    assert!(network.snapshot().model.use_bias, "kernels alone are no reason to take the biases away");
    let refused = |session: &mut Session, text: &str, key: &str| {
        let before = (now(session), session.snapshot());
        assert_eq!(set(session, text).unwrap_err().key, key);
        assert_eq!((now(session), session.snapshot()), before);
    };
    let said = |link: &str, text: &str| text_of_weights(open(link), &read::weights(text).unwrap());
    for (link, text) in [
        ("#w=1&b=2&w0=5&epoch=3", "[[200.]] [100.]"),
        ("#w=1&b=2&nobias=1", "[[200.]] [100.]"),
        ("#w=1&b=2&epoch=3", "[[200.]]"),
        ("#w=1&b=2", "[[1., 2.]] [3., 4.] [[5.], [6.]] [7.]"),
        ("#layers=2,1&epoch=9", "[[200.]] [100.]"),
        ("#layers=2:tanh,1&seed=4", "[[1., 2.]] [3., 4.] [[5.], [6.]] [7.]"),
        ("#data=sqft&scale=standard", "[[80.]] [400.]"),
        ("#data=sqft&scale=standard", "[[1., 2.]] [[5.], [6.]]"),
    ] {
        let (mut by_hand, mut by_text) = (open(link), open(link));
        set(&mut by_hand, text).unwrap();
        by_text.apply(&two_knobs_lab::Command::Set(said(link, text).unwrap().set)).unwrap();
        let shown = |session: &Session| {
            let snapshot = session.snapshot();
            (now(session), snapshot.start, snapshot.training.epoch)
        };
        assert_eq!(shown(&by_text), shown(&by_hand), "{link} {text}");
    }
    assert_eq!(said("", "[[200.]] [100.]").unwrap().set, "w=200&b=100");
    assert_eq!(said("", "[[1.], [2.]] [0.]").unwrap_err().key, "read.inputs");
    // A kernel alone leaves the biases alone, and the page says so.
    for (link, text, parameters, notes) in [
        ("#w=1&b=2", "w = [[200.]]", &[200.0, 2.0][..], &["read.keptBias"][..]),
        ("#w=1&b=2", "w = 200.0, b = abc", &[200.0, 2.0], &["read.keptBias"]),
        ("#w=1&b=2", "w = [[200.]], b = 100.0", &[200.0, 100.0], &[]),
        ("#w=1&nobias=1", "[[200.]]", &[200.0], &[]),
        ("#w=1&nobias=1", "w = [[200.]], b = 100.0", &[200.0, 100.0], &["read.gotBias"]),
        (
            "#w=1&b=2",
            "[[[1.0, 2.0]], [[3.0], [4.0]]]",
            &[1.0, 2.0, 0.0, 0.0, 3.0, 4.0, 0.0],
            &["read.zeroBias"],
        ),
        (
            "#points=1,2,3&layers=1:linear",
            "[tensor([[1., 2.]])]",
            &[1.0, 2.0, 0.0],
            &["read.turned", "read.keptBias"],
        ),
    ] {
        let mut session = open(link);
        let told = set(&mut session, text).unwrap();
        assert_eq!(told.iter().map(|note| note.key).collect::<Vec<_>>(), notes, "{link} {text}");
        let now: Vec<f32> = now(&session).1.into_iter().flat_map(|array| array.values).collect();
        assert_eq!(now, parameters, "{link} {text}");
        let pasted = said(link, text).unwrap();
        assert_eq!(pasted.notes, told, "{link} {text}");
    }
    refused(&mut network, "[[1.], [2.]] [0.]", "read.inputs");
    refused(&mut network, "[[1., 2.]] [0., 0.]", "read.outputs");
    let mut large = open("#points=1e9,1&lr=0.1");
    refused(&mut large, "[[1e15]] [0.]", "refused.overflow");
    refused(&mut large, "[[1e15, 1e15]] [0., 0.] [[1e15], [1e15]] [0.]", "refused.overflow");
}
