//! What tests share.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test uses some of it")]

use std::borrow::Borrow;

use serde_json::Value;
use two_knobs_lab::{Command, Display, Input, Session, Snapshot};

/// The experiment of a link, whatever of the link could not be used.
pub(crate) fn open(hash: &str) -> Session {
    Session::open("", hash).unwrap().0
}

/// Carries out a command that is not refused.
pub(crate) fn apply(session: &mut Session, command: impl Borrow<Command>) -> Snapshot {
    session.apply(command.borrow()).unwrap();
    session.snapshot()
}

/// The link of the experiment alone.
pub(crate) fn link(session: &Session) -> String {
    session.link(&Display::default()).unwrap()
}

/// The values of the weight and the bias.
pub(crate) fn knobs(snapshot: &Snapshot) -> [f64; 2] {
    [snapshot.w.value, snapshot.b.value]
}

/// JSON as the page would send it.
pub(crate) fn input(json: &Value) -> Input {
    match json {
        Value::Null => Input::Null,
        Value::Bool(on) => Input::Switch(*on),
        Value::Number(number) => Input::Number(number.as_f64().unwrap()),
        Value::String(text) => Input::Text(text.clone()),
        Value::Array(items) => Input::List(items.iter().map(input).collect()),
        Value::Object(fields) => {
            Input::Fields(fields.iter().map(|(name, value)| (name.clone(), input(value))).collect())
        }
    }
}
