//! Links of version 1 and what each must open with, for ever: they stand in other people's course notes.
//!
//! tests/fixtures/golden_links.json is written by hand and only ever grows. Each row names a link and those parts of the
//! snapshot and of the display that the link is about; `after` says where the knobs are after that many updates, for keys
//! that a snapshot does not show. Where this test fails, the change is wrong, not the row.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use two_knobs_lab::Session;
use two_knobs_lab::link;

const GOLDEN: &str = include_str!("../../../tests/fixtures/golden_links.json");

/// Single precision, through ten updates at most.
const TOLERANCE: f64 = 1e-5;

/// Whether `actual` has everything that `expected` names; objects may have more.
fn holds(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            expected.iter().all(|(name, value)| actual.get(name).is_some_and(|found| holds(value, found)))
        }
        (Value::Array(expected), Value::Array(actual)) => {
            expected.len() == actual.len() && expected.iter().zip(actual).all(|(a, b)| holds(a, b))
        }
        (Value::Number(expected), Value::Number(actual)) => {
            let (expected, actual) = (expected.as_f64().unwrap(), actual.as_f64().unwrap());
            (expected - actual).abs() <= TOLERANCE * expected.abs().max(1.0)
        }
        _ => expected == actual,
    }
}

fn rows() -> Vec<Value> {
    serde_json::from_str(GOLDEN).unwrap()
}

#[test]
fn every_golden_link_opens_as_it_always_has() {
    for row in rows() {
        let link = row["link"].as_str().unwrap();
        let (mut session, display) = Session::open("", link).unwrap();
        let snapshot = serde_json::to_value(session.snapshot()).unwrap();
        assert_eq!(snapshot["notices"], json!([]), "{link}");
        let display = serde_json::to_value(display).unwrap();
        for (part, actual) in [("snapshot", &snapshot), ("display", &display)] {
            let expected = row.get(part).cloned().unwrap_or(json!({}));
            assert!(holds(&expected, actual), "{link}: {part} is no longer {expected}:\n{actual}");
        }
        if let Some(after) = row.get("after") {
            session.advance(u32::try_from(after["updates"].as_u64().unwrap()).unwrap());
            let snapshot = session.snapshot();
            let (w, b) = (snapshot.w.value, snapshot.b.value);
            let (updates, epoch) = (snapshot.training.updates, snapshot.training.epoch);
            let actual = json!({ "updates": updates, "w": w, "b": b, "epoch": epoch });
            assert!(holds(after, &actual), "{link}: no longer {after} but {actual}");
        }
    }
}

#[test]
fn every_key_has_a_golden_link() {
    let links: Vec<String> = rows().iter().map(|row| row["link"].as_str().unwrap().to_owned()).collect();
    for name in link::names() {
        let mark = format!("{name}=");
        let named =
            |link: &String| link.trim_start_matches('#').split('&').any(|pair| pair.starts_with(&mark));
        assert!(links.iter().any(named), "no golden link names {name}");
    }
}

#[test]
fn a_state_that_has_changed_is_noticed() {
    let expected = json!({ "w": { "value": 200 }, "show": ["stage"] });
    assert!(holds(&expected, &json!({ "w": { "value": 200.001, "step": 5 }, "show": ["stage"], "b": 1 })));
    for other in [
        json!({ "w": { "value": 201 }, "show": ["stage"] }),
        json!({ "w": { "value": 200 }, "show": ["stage", "best"] }),
        json!({ "w": {}, "show": ["stage"] }),
        json!({ "w": { "value": 200 }, "show": null }),
    ] {
        assert!(!holds(&expected, &other), "{other}");
    }
}
