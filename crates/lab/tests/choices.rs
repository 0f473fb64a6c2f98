//! What can be chosen, and that its version tells of every change.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;

use support::open;
use two_knobs_lab::Command;

#[test]
fn other_choices_have_another_version() {
    let links = [
        ("#data=lab", "mse"),
        ("#data=tumor", "bce"),
        ("#data=xor&layers=4:tanh,1:tanh", "mse"),
        ("#data=blobs", "cce"),
        ("#points=1,2;3,4", "mse"),
        ("#points=1,0;3,1", "bce"),
    ];
    let mut seen = BTreeMap::new();
    for (link, loss) in links {
        let session = open(link);
        let choices = session.choices();
        assert!(choices.losses.contains(&loss), "{link}: {choices:?}");
        let version = session.snapshot().choices_version;
        assert_eq!(*seen.entry(version).or_insert_with(|| choices.clone()), choices, "{link}");
    }
    assert_eq!(seen.len(), 5);
}

#[test]
fn a_point_moved_by_hand_changes_the_choices_and_their_version() {
    let mut session = open("#data=tumor");
    let before = (session.choices(), session.snapshot().choices_version);
    session.apply(&Command::MovePoint { row: 0.0, x: 1.0, y: 3.0 }).unwrap();
    let after = (session.choices(), session.snapshot().choices_version);
    assert_ne!(before.0, after.0);
    assert_ne!(before.1, after.1);
}
