//! The same run ends in the same bits everywhere. The golden file was written by this test natively on x86-64 (set
//! BLESS_DETERMINISM=1 to write it anew after a deliberate change of arithmetic); the browsers read it too.
#![allow(clippy::unwrap_used)] // a golden file that cannot be read fails the test

use serde_json::{Map, Value, json};
use two_knobs_core::determinism::fingerprints;

#[test]
fn same_bits_as_everywhere() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/determinism.json");
    let runs: Map<String, Value> =
        fingerprints().into_iter().map(|run| (run.name.into(), json!(run.bits))).collect();
    assert_eq!(runs.len(), 3);
    if std::env::var_os("BLESS_DETERMINISM").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&runs).unwrap() + "\n").unwrap();
    }
    let golden: Map<String, Value> = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(runs, golden, "the arithmetic changed");
}
