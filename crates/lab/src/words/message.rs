//! What the lab says, without the words: a key into the page's catalogue (`www/i18n`), and the values that the sentence
//! needs.

use serde::{Serialize, Serializer};
use two_knobs_core::Error;

/// A sentence for a person, as a catalogue key and its values. The catalogue holds the words in every language.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Message {
    /// The key in the catalogue, such as `link.number`.
    pub key: &'static str,
    /// The values of the sentence's placeholders, by their names.
    #[serde(serialize_with = "as_map")]
    #[cfg_attr(feature = "typescript", ts(type = "Record<string, Value>"))]
    pub values: Vec<(&'static str, Value)>,
}

/// A placeholder's value. Numbers travel as numbers, so that the page writes them in its language's way.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Value {
    /// A number, formatted by the page.
    Number(f64),
    /// Literal text: a key of the link, a name of the code.
    Text(String),
}

impl Message {
    /// A message without values.
    pub fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    /// The same message with one more number.
    pub fn number(mut self, name: &'static str, value: f64) -> Self {
        self.values.push((name, Value::Number(value)));
        self
    }

    /// The same message with one more piece of literal text.
    pub fn text(mut self, name: &'static str, value: &str) -> Self {
        self.values.push((name, Value::Text(value.to_owned())));
        self
    }
}

/// The values are a list in Rust, because there are few, and a map on the page.
fn as_map<S: Serializer>(values: &[(&'static str, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(values.iter().map(|(name, value)| (name, value)))
}

impl From<Error> for Message {
    /// The lab checks everything that a person can ask for, and refuses it with a message that says what to do, before core
    /// sees it. So the page need not carry Keras's error texts (docs/decisions/0012-one-webassembly.md); the notebook
    /// prints those.
    fn from(_: Error) -> Self {
        Self::new("refused.core")
    }
}
