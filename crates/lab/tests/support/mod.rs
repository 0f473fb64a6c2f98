//! What tests share.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::Value;
use two_knobs_lab::Input;

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
