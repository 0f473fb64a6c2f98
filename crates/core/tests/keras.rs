//! Agreement with real Keras: every fixture of a folder, by the pass rule of `tests/fixtures/SCHEMA.md`.
//!
//! The folder is the environment's KERAS_FIXTURES, by default `tests/fixtures/keras` at the top of the repository. A
//! relative path is looked up from there. Any fixture of the schema will do.
#![allow(clippy::unwrap_used, clippy::panic)] // a fixture that cannot be read fails the test

mod keras {
    pub(crate) mod compare;
    pub(crate) mod spec;
    pub(crate) mod tables;
    pub(crate) mod train;
}

use std::path::{Path, PathBuf};

use keras::{compare::Tally, tables, train};
use serde_json::Value;

fn folder() -> PathBuf {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let given = std::env::var_os("KERAS_FIXTURES").map(PathBuf::from);
    top.join(given.unwrap_or_else(|| "tests/fixtures/keras".into()))
}

#[test]
#[allow(clippy::print_stdout)] // the counts are the point
fn agrees_with_keras() {
    let folder = folder();
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    assert!(!paths.is_empty(), "no fixture in {}", folder.display());
    let mut tally = Tally::default();
    for path in &paths {
        let fixture: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(fixture["schema"], 1, "{}", path.display());
        tally.start(&path.file_stem().unwrap().to_string_lossy());
        match fixture["kind"].as_str().unwrap() {
            "train" => train::check(&fixture, &mut tally),
            "activation_table" => tables::activations(&fixture, &mut tally),
            "loss_table" => tables::losses(&fixture, &mut tally),
            "schedule_table" => tables::schedules(&fixture, &mut tally),
            "initializer_stats" => tables::initializer_stats(&fixture, &mut tally),
            "initializer_exact" => tables::initializer_exact(&fixture, &mut tally),
            other => tally.fail(&format!("unknown kind {other}")),
        }
    }
    println!("{} fixtures, {} quantities, {} numbers compared", paths.len(), tally.quantities, tally.numbers);
    assert!(tally.failures.is_empty(), "\n{}", tally.failures.join("\n"));
}
