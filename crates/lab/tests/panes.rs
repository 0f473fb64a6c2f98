//! The data of the panes beside the stage.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::open;
use two_knobs_lab::{Command, Session};

#[test]
fn the_tables_last_column_has_the_loss_as_its_mean() {
    for hash in [
        "#w=140&b=60",
        "#data=houses&w=140&b=60&loss=mae",
        "#data=houses&w=190&b=90&loss=huber",
        "#data=tumor&w=2&b=-4.5",
        // So sure that the probability is 1 in f32 and its rounded logarithm would be wrong.
        "#data=tumor&w=60&b=10",
        "#data=line&layers=3:tanh,1:linear&seed=2",
        "#points=1,2,1;2,1,0;3,3,1&layers=1:sigmoid",
    ] {
        let session = open(hash);
        let table = session.table();
        assert_eq!(
            (table.inputs, table.values.len() as u32),
            (session.snapshot().model.inputs, table.stride * session.snapshot().data.rows)
        );
        let columns = table.stride as usize;
        let rows = table.values.chunks(columns);
        let mean = rows.clone().map(|row| f64::from(row[columns - 1])).sum::<f64>() / rows.len() as f64;
        let loss = session.snapshot().loss;
        assert!((mean - loss).abs() <= 1e-5 * loss, "{hash}: mean {mean}, loss {loss}");
        for row in rows {
            let [y, guess, miss] = [3, 2, 1].map(|back| row[columns - 1 - back]);
            assert_eq!(miss, guess - y, "{hash}");
        }
    }
}

#[test]
fn the_maps_version_changes_with_the_map() {
    let version = |session: &Session| session.snapshot().map_version;
    // A neuron's map stays while its own knobs turn.
    let mut neuron = open("#data=houses");
    let before = version(&neuron);
    neuron.advance(30);
    assert_eq!(version(&neuron), before);
    neuron.apply(&Command::MovePoint { row: 0.0, x: 1.0, y: 1.0 }).unwrap();
    assert_ne!(version(&neuron), before);
    // A network's changes with every other weight, by training as by undo, and does not with the knobs.
    let mut network = open("#data=line&layers=3:tanh,1:linear");
    let before = version(&network);
    network.apply(&Command::SetWeight(0.5)).unwrap();
    assert_eq!(version(&network), before);
    network.advance(20);
    assert_ne!(version(&network), before);
    network.apply(&Command::Undo).unwrap();
    assert_eq!(version(&network), before);
    network.advance(1);
    let trained = version(&network);
    network.apply(&Command::MovePoint { row: 0.0, x: 1.0, y: 1.0 }).unwrap();
    assert_ne!(version(&network), trained);
}

#[test]
fn a_run_begins_where_the_hand_left_the_knobs() {
    let mut session = open("#w=140&b=60");
    let began = |session: &Session| [session.snapshot().began.w, session.snapshot().began.b];
    session.apply(&Command::SetKnobs { w: 300.0, b: 20.0 }).unwrap();
    assert_eq!(began(&session), [300.0, 20.0]);
    session.advance(3);
    session.apply(&Command::SetWeight(7.0)).unwrap();
    assert_eq!(began(&session), [300.0, 20.0], "the run goes on");
    assert_eq!(session.path()[0], [300.0, 20.0]);
    session.apply(&Command::Reset).unwrap();
    let past = &session.snapshot().past[0];
    assert_eq!([past.w, past.b], [300.0, 20.0]);
    assert_eq!(began(&session), [140.0, 60.0], "Reset goes back to the link's start");
}
