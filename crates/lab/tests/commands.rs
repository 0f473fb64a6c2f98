//! What a page or a host may send: every command is tried with every kind of wrong value. Each is refused in a sentence,
//! and nothing has changed then.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};
use support::input;
use two_knobs_lab::words::message::Value;
use two_knobs_lab::{Command, Display, Input, Message, Session, Snapshot};

/// Every kind of value, by the name that the table knows it by.
fn samples() -> Vec<(&'static str, Input)> {
    let text = |text: &str| Input::Text(text.to_owned());
    vec![
        ("null", Input::Null),
        ("true", Input::Switch(true)),
        ("NaN", Input::Number(f64::NAN)),
        ("Infinity", Input::Number(f64::INFINITY)),
        ("-Infinity", Input::Number(f64::NEG_INFINITY)),
        ("-1", Input::Number(-1.0)),
        ("0", Input::Number(0.0)),
        ("1.5", Input::Number(1.5)),
        ("1e99", Input::Number(1e99)),
        ("4294967296", Input::Number(4_294_967_296.0)),
        ("empty", text("")),
        ("EVIL", text("EVIL")),
        ("\"1\"", text("1")),
        ("long", text(&"w=1&".repeat(200_000))),
        ("[]", Input::List(vec![])),
        ("[1]", Input::List(vec![Input::Number(1.0)])),
        ("[NaN,1]", Input::List(vec![Input::Number(f64::NAN), Input::Number(1.0)])),
        ("[2,1]", Input::List(vec![Input::Number(2.0), Input::Number(1.0)])),
        ("{}", Input::Fields(vec![])),
        ("{EVIL}", Input::Fields(vec![("EVIL".to_owned(), Input::Number(1.0))])),
        ("other", Input::Other),
    ]
}

const ANY: &str = "-1 0 1.5";

/// A command's name, a value that is carried out, and of each of its places the samples that are carried out there.
type Row = (&'static str, Json, Vec<(&'static str, &'static str)>);

/// Each command that takes a value; a place without a name is the whole value, else a field of it.
fn table() -> Vec<Row> {
    let whole = |accepted| vec![("", accepted)];
    vec![
        ("setWeight", json!(3.0), whole("-1 0 1.5 4294967296")),
        ("setBias", json!(3.0), whole("-1 0 1.5 4294967296")),
        (
            "setKnobs",
            json!({ "w": 3.0, "b": 3.0 }),
            vec![("w", "-1 0 1.5 4294967296"), ("b", "-1 0 1.5 4294967296")],
        ),
        (
            "turn",
            json!({ "knob": "w", "steps": 2.0, "from": 3.0 }),
            vec![("knob", ""), ("steps", ANY), ("from", "null -1 0 1.5 4294967296")],
        ),
        (
            "pull",
            json!({ "handle": "tilt", "x": 2.0, "y": 300.0 }),
            // A line can't be tilted by the point that it turns about.
            vec![("handle", ""), ("x", "-1 1.5"), ("y", ANY)],
        ),
        ("hold", json!({ "w": false, "b": true }), vec![("w", "true"), ("b", "true")]),
        ("freeze", json!({ "w": false, "b": true }), vec![("w", "true"), ("b", "true")]),
        ("setNoBias", json!(true), whole("true")),
        ("setScale", json!(true), whole("true")),
        ("setActivation", json!("relu"), whole("")),
        ("removeLayer", json!(0.0), whole("0")),
        ("moveLayer", json!({ "layer": 0.0, "to": 1.0 }), vec![("layer", "0"), ("to", "0")]),
        (
            "setLayer",
            json!({ "layer": 0.0, "units": 3.0, "activation": "relu" }),
            vec![("layer", "0"), ("units", "null"), ("activation", "null")],
        ),
        (
            "setInitializer",
            json!({ "kernel": "he_normal", "bias": "ones" }),
            vec![("kernel", "null"), ("bias", "null")],
        ),
        ("setSeed", json!(3.0), whole("0")),
        ("setLoss", json!("mae"), whole("")),
        ("setTarget", json!(10.0), whole("null 0 1.5 4294967296")),
        ("setLearningRate", json!(0.1), whole("1.5")),
        ("setBatchSize", json!(2.0), whole("null")),
        ("setOptimizer", json!("adam"), whole("")),
        ("setMomentum", json!(0.9), whole("0")),
        ("setNesterov", json!(true), whole("true")),
        ("setL1", json!(0.1), whole("0 1.5")),
        ("setL2", json!(0.1), whole("0 1.5")),
        ("setClip", json!(0.1), whole("0 1.5")),
        ("setShuffle", json!(false), whole("true")),
        (
            "setSchedule",
            json!({ "schedule": "cosine", "steps": 100.0, "rate": 0.5 }),
            vec![("schedule", ""), ("steps", ""), ("rate", "")],
        ),
        ("setSpeed", json!("10"), whole("\"1\"")),
        ("setData", json!("houses"), whole("")),
        (
            "setGenerator",
            json!({ "noise": 0.1, "n": 10.0, "seed": 2.0 }),
            vec![("noise", "0 1.5"), ("n", ""), ("seed", "0")],
        ),
        ("addPoint", json!({ "x": 3.0, "y": 3.0 }), vec![("x", ANY), ("y", ANY)]),
        ("movePoint", json!({ "row": 1.0, "x": 3.0, "y": 3.0 }), vec![("row", "0"), ("x", ANY), ("y", ANY)]),
        ("removePoint", json!(1.0), whole("0")),
        ("set", json!("w=3"), whole("empty")),
        ("setChallenge", json!({ "lossBelow": 10.0 }), whole("null")),
        (
            "setChallenge",
            json!({
                "lossBelow": 10.0, "w": [1.0, 2.0], "b": [1.0, 2.0], "byHand": true, "updatesAtMost": 3.0,
                "updatesAtLeast": 3.0, "noBias": true, "scaled": true, "diverged": true, "settled": true,
                "newStartsAtLeast": 3.0,
            }),
            vec![
                ("lossBelow", "null 1.5 4294967296"),
                ("w", "null"),
                ("b", "null"),
                ("byHand", "null true"),
                ("updatesAtMost", "null 0"),
                ("updatesAtLeast", "null 0"),
                ("noBias", "null true"),
                ("scaled", "null true"),
                ("diverged", "null true"),
                ("settled", "null true"),
                ("newStartsAtLeast", "null 0"),
            ],
        ),
    ]
}

/// Commands without a value.
const BARE: [&str; 8] = ["settle", "undo", "redo", "step", "reset", "newStart", "addLayer", "dismissNotices"];

/// Something to undo, something to redo, some updates made, and a notice; for commands about layers, layers.
fn session(sent: &Input) -> Session {
    let about_layers =
        matches!(sent, Input::Fields(fields) if fields.iter().any(|(name, _)| name.ends_with("Layer")));
    let link = if about_layers { "#layers=2:tanh,2,1&EVIL=1" } else { "#w=140&b=60&EVIL=1" };
    let mut session = Session::open("", link).unwrap().0;
    session.apply(&Command::SetWeight(150.0)).unwrap();
    session.apply(&Command::SetBias(70.0)).unwrap();
    session.apply(&Command::Undo).unwrap();
    session.advance(3);
    session
}

fn state(session: &Session) -> (Snapshot, String) {
    (session.snapshot(), session.link(&Display::default()).unwrap())
}

fn send(session: &mut Session, sent: &Input) -> Result<(), Message> {
    session.apply(&Command::read(sent)?)
}

fn named(name: &str, value: Input) -> Input {
    Input::Fields(vec![(name.to_owned(), value)])
}

/// Refused in a sentence that the page has, and nothing has changed.
fn refused(catalogue: &BTreeMap<String, String>, sent: &Input) {
    let mut session = session(sent);
    let before = state(&session);
    let message = send(&mut session, sent).expect_err(&format!("{sent:.200?} was carried out"));
    assert_eq!(state(&session), before, "{sent:.200?}");
    sentence(catalogue, &message);
}

/// The sentence of a message, all of whose values are there; numbers need not be readable.
fn sentence(catalogue: &BTreeMap<String, String>, Message { key, values }: &Message) {
    let mut sentence = catalogue.get(*key).unwrap_or_else(|| panic!("{key} has no sentence")).clone();
    for (name, value) in values {
        if let Value::Number(number) = value {
            assert!(number.is_finite(), "{key}: {name}");
        }
        sentence = sentence.replace(&format!("{{{name}}}"), "");
    }
    assert!(!sentence.contains('{'), "{key}: {sentence}");
}

fn catalogue() -> BTreeMap<String, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/i18n/en.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_command_that_the_page_knows_is_tried() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../wasm/src/wire.d.ts");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, rest) = text.split_once("export type Command = ").unwrap();
    let (declared, _) = rest.split_once(";\nexport").unwrap();
    let declared: BTreeSet<&str> = declared.split('"').skip(1).step_by(2).collect();
    let tried: BTreeSet<&str> = table().iter().map(|(name, ..)| *name).chain(BARE).collect();
    assert_eq!(tried, declared);
}

#[test]
fn every_command_refuses_every_kind_of_wrong_value() {
    let catalogue = catalogue();
    for (name, good, places) in table() {
        let good = input(&good);
        let sent = named(name, good.clone());
        send(&mut session(&sent), &sent).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        refused(&catalogue, &Input::Text(name.to_owned()));
        // A field that takes null may be left out.
        let optional: Vec<&str> = places
            .iter()
            .filter(|(_, accepted)| accepted.starts_with("null"))
            .map(|(place, _)| *place)
            .collect();
        for (place, accepted) in places {
            let accepted: Vec<&str> = accepted.split(' ').collect();
            for (kind, sample) in samples() {
                let value = match &good {
                    _ if place.is_empty() => sample,
                    Input::Fields(fields) => {
                        let field = |(name, value): &(String, Input)| {
                            (name.clone(), if name == place { sample.clone() } else { value.clone() })
                        };
                        Input::Fields(fields.iter().map(field).collect())
                    }
                    _ => panic!("{name} has no fields"),
                };
                let sent = named(name, value);
                if accepted.contains(&kind) {
                    let answer = send(&mut session(&sent), &sent);
                    assert!(answer.is_ok(), "{name} {place} {kind}: {answer:?}");
                } else {
                    refused(&catalogue, &sent);
                }
            }
        }
        if let Input::Fields(fields) = &good {
            let mut more = fields.clone();
            more.push(("EVIL".to_owned(), Input::Number(1.0)));
            refused(&catalogue, &named(name, Input::Fields(more)));
            for missing in fields
                .iter()
                .filter(|(field, _)| name != "setChallenge" && !optional.contains(&field.as_str()))
            {
                let fewer = fields.iter().filter(|field| *field != missing).cloned().collect();
                refused(&catalogue, &named(name, Input::Fields(fewer)));
            }
        }
    }
}

#[test]
fn what_is_no_command_is_refused() {
    let catalogue = catalogue();
    for name in BARE {
        let sent = Input::Text(name.to_owned());
        send(&mut session(&sent), &sent).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        samples().into_iter().for_each(|(_, sample)| refused(&catalogue, &named(name, sample)));
    }
    for (_, sample) in samples() {
        refused(&catalogue, &sample);
        refused(&catalogue, &named("EVIL", sample));
    }
    let two = [("setWeight", 1.0), ("setBias", 1.0)];
    refused(
        &catalogue,
        &Input::Fields(two.map(|(name, value)| (name.to_owned(), Input::Number(value))).to_vec()),
    );
}

#[test]
fn what_the_page_says_of_itself_is_read_or_refused() {
    let good = json!({
        "embed": true, "theme": "dark", "tab": "loss-map", "lesson": "why-both", "show": ["stage", "best"],
        "lang": "pt-BR", "autoplay": false, "bare": false,
    });
    let display = Display::read(&input(&good)).unwrap();
    let session = Session::open("", "").unwrap().0;
    assert_eq!(
        session.link(&display).unwrap(),
        "#embed=1&theme=dark&lesson=why-both&show=stage,best&tab=loss-map&lang=pt-BR"
    );
    let catalogue = catalogue();
    let Input::Fields(fields) = input(&good) else { panic!("no fields") };
    for (index, (name, _)) in fields.iter().enumerate() {
        let accepted = match name.as_str() {
            "tab" => "null",
            "lesson" => "null \"1\"",
            "show" => "null []",
            "lang" => "null",
            "theme" => "",
            _ => "true",
        };
        for (kind, sample) in samples() {
            let mut sent = fields.clone();
            sent[index].1 = sample;
            let is_language = name == "lang" && kind == "EVIL";
            match Display::read(&Input::Fields(sent)) {
                Ok(_) => {
                    assert!(is_language || accepted.split(' ').any(|word| word == kind), "{name} {kind}");
                }
                Err(message) => sentence(&catalogue, &message),
            }
        }
    }
    for (kind, sample) in samples() {
        assert!(Display::read(&sample).is_err(), "{kind}");
    }
}
