//! What the lab says has a sentence in the page's catalogue, and brings the values that the sentence puts in. That no key lacks a
//! sentence is checked by `cargo xtask check` for all sources; here for the names that only come together while the page runs.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use support::{input, open};

use two_knobs_lab::data::about::Quantity;
use two_knobs_lab::data::datasets::DataName;
use two_knobs_lab::keras::{npz, read};
use two_knobs_lab::paste::read_points;
use two_knobs_lab::{Command, Message};

/// All of the catalogue's English.
fn english() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/i18n");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let files = ["en.json", "en.more.json"].map(|name| serde_json::from_str(&read(name)).unwrap());
    files.into_iter().flat_map(|file: BTreeMap<String, String>| file).collect()
}

/// What a session says of a link.
fn notices(link: &str) -> Vec<Message> {
    open(link).snapshot().notices.clone()
}

/// Why a command, as the page writes it, is refused.
fn refusal(link: &str, command: &str) -> Message {
    let command = input(&serde_json::from_str(command).unwrap());
    Command::read(&command).and_then(|command| open(link).apply(&command)).unwrap_err()
}

#[test]
fn every_sentence_gets_its_values() {
    let keys =
        ["w", "lr", "seed", "n", "data", "loss", "init", "points", "layers", "params", "lesson", "lang"];
    let long = "x".repeat(500_000);
    let links =
        [&format!("#w={long}"), "#nothing=1", "#data=points", "#params=AAAA", "#data=xor&layers=2:relu"];
    let refused = [
        ("", r#"{ "setWeight": 1e300 }"#),
        ("", r#"{ "setLearningRate": 0 }"#),
        ("", r#"{ "setBatchSize": 0 }"#),
        ("", r#"{ "setTarget": -1 }"#),
        ("", r#"{ "setData": "points" }"#),
        ("", r#"{ "setLoss": "none" }"#),
        ("", r#"{ "setActivation": "none" }"#),
        ("", r#"{ "setChallenge": {} }"#),
        ("", r#"{ "removePoint": 99 }"#),
        ("", r#"{ "addPoint": { "x": 1e300, "y": 0 } }"#),
        ("", r#""undo""#),
        ("", r#""redo""#),
        ("#nobias=1", r#"{ "setBias": 1 }"#),
        ("#points=1,2", r#"{ "removePoint": 0 }"#),
        ("#data=line", r#"{ "setGenerator": { "n": 1, "noise": -1, "seed": 1 } }"#),
        ("#data=line", r#"{ "setGenerator": { "n": 0, "noise": 1, "seed": 1 } }"#),
        ("#data=xor", r#"{ "addPoint": { "x": 1, "y": 1 } }"#),
        ("#data=sine", r#"{ "pull": { "handle": "tilt", "x": 1, "y": 1 } }"#),
    ];
    let pasted = [
        "",
        &long,
        "1,2,3,4",
        "1,2\n1,2,3",
        "1,a\n2,b\n3,4",
        "1,2\n1,1e300",
        "1,\"2",
        "x = [1, 2]\ny = [1]",
        "x = [1e20]\ny = [1]",
        "[[[1]]]",
    ];
    let printed = [
        "",
        &long,
        "[]",
        "[1, ..., 2]",
        "[[1.], [2., 3.]]",
        "[[1.]",
        "[array([[a]])]",
        "[1.]",
        "[[[[1.]]]]",
        "[[inf]]",
        "[[1e20]]",
        "[array([[1.]]), array([1., 2.])]",
        "[array([[1., 2.]]), array([[1.]])]",
    ];
    let mut said: Vec<Message> = keys.iter().flat_map(|key| notices(&format!("#{key}=!"))).collect();
    said.extend(links.into_iter().flat_map(notices));
    said.extend(refused.map(|(link, command)| refusal(link, command)));
    said.extend(pasted.into_iter().filter_map(|text| read_points(text).err()));
    said.extend(printed.into_iter().filter_map(|text| read::weights(text).err()));
    said.extend([&b"nothing"[..], b"PK\x03\x04"].into_iter().filter_map(|file| npz::weights(file).err()));

    let english = english();
    for Message { key, values } in &said {
        let sentence = english.get(&format!("{key}.other")).or_else(|| english.get(*key));
        let sentence = sentence.unwrap_or_else(|| panic!("{key} has no sentence"));
        let wanted =
            sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
        for name in wanted {
            assert!(values.iter().any(|(given, _)| *given == name), "{key} wants {name}: {values:?}");
        }
    }
    let different: BTreeSet<&str> = said.iter().map(|message| message.key).collect();
    assert!(different.len() >= 45, "only {different:?}");
}

#[test]
fn all_that_is_measured_and_every_loss_has_its_words() {
    let english = english();
    let check = |key: String| assert!(english.contains_key(&key), "{key} has no sentence");
    for &(name, _) in DataName::NAMES {
        if name == "points" {
            continue;
        }
        let session = open(&format!("#data={name}"));
        let data = &session.snapshot().data;
        for Quantity { name, unit } in [Some(data.x), data.x2, Some(data.y)].into_iter().flatten() {
            check(format!("quantity.{name}"));
            if let Some(unit) = unit {
                check(format!("unit.{unit}"));
            }
        }
        if session.snapshot().model.inputs == 1 {
            check(format!("run.{}", data.x.unit.unwrap_or("none")));
        }
        for loss in &session.choices().losses {
            check(format!("loss.{loss}"));
            check(format!("loss.mean.{loss}.other"));
            check(format!("table.{loss}"));
        }
    }
}
