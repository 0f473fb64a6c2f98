//! The lessons' files: each opens, asks for something that is not so already, and says it in few plain words.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;
use support::input;
use two_knobs_lab::link::Part;
use two_knobs_lab::session::challenge::Challenge;
use two_knobs_lab::{Command, Session};

/// What a lesson's `show` can list besides the parts of the link.
const OWN_PARTS: [&str; 3] = ["loss", "newstart", "code"];
/// Words of a lesson's text: what is read before a hand reaches for a knob.
const MOST_WORDS: usize = 60;

fn read(path: &str) -> Value {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../www").join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

struct Lesson {
    name: String,
    title: String,
    file: Value,
}

fn lessons() -> Vec<Lesson> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let index = read("lessons/index.json");
    let entry = |entry: &Value| Lesson {
        name: text(&entry["name"]),
        title: text(&entry["title"]),
        file: read(&format!("lessons/{}.json", text(&entry["name"]))),
    };
    index.as_array().unwrap().iter().map(entry).collect()
}

fn words() -> BTreeMap<String, String> {
    serde_json::from_value(read("i18n/en.lessons.json")).unwrap()
}

/// Every sentence of a lesson: by its key, or as it stands.
fn sentences(lesson: &Lesson) -> Vec<String> {
    let (file, words) = (&lesson.file, words());
    let parts = [&file["text"], &file["question"], &file["challenge"]["text"], &file["challenge"]["done"]];
    let answers = file["answers"].as_array().unwrap().iter();
    let said = answers.flat_map(|answer| [&answer["text"], &answer["says"]]);
    let key = |key: &Value| {
        key.as_str().unwrap_or_else(|| panic!("{}: a sentence is missing", lesson.name)).to_owned()
    };
    let keys = parts.into_iter().chain(said).map(key).chain([lesson.title.clone()]);
    keys.map(|key| words.get(&key).cloned().unwrap_or(key)).collect()
}

#[test]
fn every_lesson_opens_and_asks_for_what_is_not_so_yet() {
    for Lesson { name, file, .. } in lessons() {
        let (mut session, display) = Session::open("", file["link"].as_str().unwrap()).unwrap();
        assert_eq!(session.snapshot().notices, [], "{name}");
        assert!(!display.bare && display.lesson.is_none() && display.show.is_none(), "{name}");
        let asks = Challenge::read(&input(&file["challenge"]["asks"])).unwrap();
        session.apply(&Command::SetChallenge(Some(asks))).unwrap();
        assert!(!session.snapshot().challenge.unwrap().met, "{name} is done before it has begun");
    }
}

#[test]
fn every_lesson_shows_parts_that_there_are() {
    let known = |part: &str| OWN_PARTS.contains(&part) || Part::NAMES.iter().any(|(name, _)| *name == part);
    for Lesson { name, file, .. } in lessons() {
        for part in file["show"].as_array().into_iter().flatten() {
            assert!(known(part.as_str().unwrap()), "{name}: {part}");
        }
    }
}

#[test]
fn every_lesson_asks_first_and_one_answer_is_right() {
    for Lesson { name, file, .. } in lessons() {
        let answers = file["answers"].as_array().unwrap();
        let right = answers.iter().filter(|answer| answer["right"] == true).count();
        assert!((2..=4).contains(&answers.len()) && right == 1, "{name}");
    }
}

#[test]
fn texts_are_short_and_plain() {
    let words = words();
    for lesson in lessons() {
        let sentences = sentences(&lesson);
        let count = sentences[0].split_whitespace().count();
        assert!(count <= MOST_WORDS, "{}: {count} words", lesson.name);
        for sentence in &sentences {
            let plain = !sentence.contains('!') && !sentence.contains("simply") && !sentence.is_empty();
            assert!(plain, "{}: {sentence}", lesson.name);
            assert!(!sentence.starts_with(&lesson.name), "{sentence} is a key without words");
            for term in terms(sentence) {
                assert!(words.contains_key(&format!("term.{term}")), "{}: [{term}]", lesson.name);
            }
        }
    }
}

/// The terms that a sentence marks: `[weight]`, `[weights|weight]`; code, which may hold brackets, apart.
fn terms(sentence: &str) -> Vec<String> {
    let without_code: String = sentence.split('`').step_by(2).collect();
    let marked = without_code.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
    marked.map(|(term, _)| term.rsplit('|').next().unwrap_or(term).replace(' ', "-")).collect()
}

#[test]
fn terms_are_explained_in_two_sentences() {
    let words = words();
    let terms = words.iter().filter(|(key, _)| key.starts_with("term.") && !key.ends_with(".name"));
    let mut count = 0;
    for (key, text) in terms {
        let code: String = text.split('`').step_by(2).collect::<Vec<_>>().join("x");
        let sentences = code.split(". ").count();
        assert_eq!((sentences, code.ends_with('.')), (2, true), "{key}: {text}");
        assert!(words.contains_key(&format!("{key}.name")), "{key}");
        count += 1;
    }
    assert!(count >= 10, "{count} terms");
}

#[test]
fn marks_are_read_as_the_page_reads_them() {
    assert_eq!(
        terms("a [weight] and `[[200]]`, [learning rate], [units|unit]"),
        ["weight", "learning-rate", "unit"]
    );
}
