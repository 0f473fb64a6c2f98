//! The same link and the same number of updates give the same bits everywhere: here natively, in
//! `tests/browser/determinism.spec.js` in browsers, against one file.
//!
//! `UPDATE_BITS=1 cargo test -p two-knobs-lab --test determinism` writes the file anew and fails that run.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde::{Deserialize, Serialize};
use two_knobs_lab::{Display, Session};

/// A link, and the link to where it is after so many updates; its `params` hold the weights' bits.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Case {
    name: String,
    link: String,
    updates: u32,
    after: String,
}

const LINKS: [(&str, &str); 4] = [
    ("tanh", "#data=line&layers=8:tanh,1:linear&lr=0.05&seed=1"),
    (
        "sigmoid and BCE",
        "#points=0,0;1,0;2,0;3,1;4,1;5,1&layers=4:tanh,1:sigmoid&loss=bce&lr=0.3&batch=2&seed=2",
    ),
    ("softmax", "#data=line&layers=6:softmax,1:linear&lr=0.05&batch=7&seed=3&momentum=0.9"),
    ("one neuron", "#data=houses&lr=0.01&seed=4"),
];

fn run((name, link): (&str, &str)) -> Case {
    let (mut session, _) = Session::open("", link).unwrap();
    session.advance(1000);
    assert_eq!(session.snapshot().training.updates, 1000.0, "{name}");
    let after = session.link(&Display::default()).unwrap();
    Case { name: name.into(), link: link.into(), updates: 1000, after }
}

#[test]
fn a_thousand_updates_end_on_the_recorded_bits() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/link_bits.json");
    let run: Vec<Case> = LINKS.into_iter().map(run).collect();
    if std::env::var_os("UPDATE_BITS").is_some() {
        std::fs::write(path, serde_json::to_string_pretty(&run).unwrap() + "\n").unwrap();
        panic!("written: look at the diff, then run the test again");
    }
    let recorded: Vec<Case> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(run, recorded);
}
