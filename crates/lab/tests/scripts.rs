//! The exported Python, as text. `UPDATE_SCRIPTS=1 cargo test -p two-knobs-lab --test scripts` writes new files and fails
//! that run; `tests/fixtures/verify_keras.py` runs such scripts in real Keras.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use two_knobs_lab::keras::read;
use two_knobs_lab::keras::replay::replay;
use two_knobs_lab::keras::script::{Flavour, script, weights_json, weights_python};
use two_knobs_lab::{Command, Session};

fn open(link: &str) -> Session {
    let (session, _) = Session::open("", link).unwrap();
    assert_eq!(session.snapshot().notices, [], "{link}");
    session
}

#[test]
fn scripts_as_they_were_looked_at() {
    let mut changed = Vec::new();
    for (name, link, flavour, epochs) in [
        ("lab", "#w=200&b=100&shuffle=0", Flavour::TfKeras, 10),
        ("tumor", "#data=tumor&w=2&b=-4.5&lock=b&batch=2", Flavour::Keras, 100),
        (
            "houses_sgd",
            "#data=houses&nobias=1&momentum=0.9&nesterov=1&clip=1&l1=0.01&l2=0.001&loss=mae",
            Flavour::Keras,
            0,
        ),
        ("sqft_scaled", "#data=sqft&scale=standard&lr=0.1&shuffle=0", Flavour::TfKeras, 50),
        (
            "xor",
            "#points=0,0,0;0,1,1;1,0,1;1,1,0&layers=4:tanh,1:sigmoid&lr=0.5&seed=2&lock=w,b&shuffle=0",
            Flavour::TfKeras,
            200,
        ),
    ] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/fixtures/scripts/{name}.py"));
        let text = script(&open(link), flavour, epochs);
        if std::fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            if std::env::var_os("UPDATE_SCRIPTS").is_some() {
                std::fs::write(&path, &text).unwrap();
            }
            changed.push(name);
        }
    }
    assert!(
        changed.is_empty(),
        "{changed:?} differ: run UPDATE_SCRIPTS=1 cargo test -p two-knobs-lab --test scripts, and look"
    );
}

#[test]
fn what_goes_out_comes_in_again() {
    for link in [
        "#w=200&b=100",
        "#w=-0.1&b=1e-9&nobias=1",
        "#data=sqft&scale=standard",
        "#data=line&layers=9:tanh,5:relu,1&seed=3",
        "#points=0,0,0;0,1,1&layers=64:relu,64:relu,1&init=he_normal",
    ] {
        let session = open(link);
        let expected: Vec<f32> =
            replay(&session, 0).weights.into_iter().flat_map(|array| array.values).collect();
        let whole = script(&session, Flavour::Keras, 1);
        let (_, set) = whole.split_once("model.set_weights(").unwrap();
        let (set, _) = set.split_once("\n])\n").unwrap();
        for text in [weights_json(&session), weights_python(&session), format!("{set}\n]")] {
            let weights = read::weights(&text).unwrap_or_else(|message| panic!("{message:?}\n{text}"));
            assert_eq!(weights.parameters(), expected, "{link}\n{text}");
        }
        let json: serde_json::Value = serde_json::from_str(&weights_json(&session)).unwrap();
        assert!(json.is_array());
    }
}

#[test]
fn a_replay_is_what_the_page_does() {
    for link in [
        "#data=houses",
        "#data=tumor&batch=2&momentum=0.5&lock=w",
        "#data=line&layers=3:tanh,1&scale=standard",
    ] {
        let mut session = open(link);
        let replay = replay(&session, 7);
        while session.snapshot().training.epoch < 7.0 {
            session.apply(&Command::Step).unwrap();
        }
        let now: Vec<f32> = weights(&session);
        assert_eq!(
            replay.weights.iter().flat_map(|array| array.values.clone()).collect::<Vec<_>>(),
            now,
            "{link}"
        );
        assert_eq!(replay.loss.len(), 7);
    }
    // Keras does not stop where the page does.
    let diverging = replay(&open("#lr=5"), 60);
    assert!(diverging.loss.iter().any(|loss| !loss.is_finite()) && diverging.json().contains("NaN"));
}

fn weights(session: &Session) -> Vec<f32> {
    read::weights(&weights_json(session)).unwrap().parameters()
}
