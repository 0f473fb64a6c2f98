//! What a key of the link is; the table of all keys is in [`keys`](crate::link::keys).

use two_knobs_core::data::Dataset;
use two_knobs_core::initializer::Initializer;

use crate::link::display::Display;
use crate::spec::draft::Draft;
use crate::words::base64;
use crate::words::message::Message;
use crate::words::ranges::{COORDINATE, Limits, MAX_LAYERS, MAX_POINTS, MAX_UNITS, PARAMETER};
use crate::words::terms::Layer;
use crate::words::text::{decimal, integer, layers, points};

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Of the experiment.
    pub draft: Draft,
    /// Of the page.
    pub display: Display,
}

/// One key of the link.
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it does: see `for_docs`.
    pub about: &'static str,
    /// One use of it: see `for_docs`.
    pub example: &'static str,
    /// What it accepts, and where it goes.
    pub kind: Kind,
    /// Its value where that is not the default.
    pub write: fn(&Link) -> Option<String>,
}

/// Text that only the table of keys in docs/embedding.md shows, which a test of this crate writes. Elsewhere it is empty: no browser
/// fetches it.
pub(crate) const fn for_docs(text: &'static str) -> &'static str {
    if cfg!(test) { text } else { "" }
}

/// What the value of a key may be, and the place that it is read into.
pub enum Kind {
    /// A decimal number.
    Number(Limits, fn(&mut Link, f64)),
    /// A whole number.
    Integer(Limits, fn(&mut Link, u64)),
    /// One of the words; the function answers whether it knew the word.
    Choice(&'static str, fn(&mut Link, &str) -> bool),
    /// A word that no list holds: what is accepted, for the docs, and what is said of any other.
    Word(&'static str, fn() -> Message, fn(&mut Link, &str) -> bool),
    /// An initializer's name.
    Initializer(fn(&mut Link, Initializer)),
    /// `x,y;x,y;...` or `x1,x2,y;...`
    Points(fn(&mut Link, Dataset)),
    /// `units:activation,...`
    Layers(fn(&mut Link, Vec<Layer>)),
    /// base64url of little-endian f32.
    Parameters(fn(&mut Link, Vec<f32>)),
}

/// What is said of a value outside its limits.
pub(crate) fn ranged(key: &'static str, limits: Limits) -> Message {
    Message::new(key).number("min", limits.min).number("max", limits.max)
}

impl Key {
    /// Puts `text` into its place in `link`, or says why not.
    pub(super) fn read(&self, text: &str, link: &mut Link) -> Result<(), Message> {
        let refused = |message: Message| message.text("key", self.name);
        let range = |key, limits: Limits| refused(ranged(key, limits));
        match self.kind {
            Kind::Number(limits, set) => {
                set(link, decimal(text, limits).ok_or_else(|| range("link.number", limits))?);
            }
            Kind::Integer(limits, set) => {
                set(link, integer(text, limits).ok_or_else(|| range("link.integer", limits))?);
            }
            Kind::Choice(words, choose) => {
                if !choose(link, text) {
                    return Err(refused(Message::new("link.choice").text("choices", words)));
                }
            }
            Kind::Word(_, refusal, choose) => {
                if !choose(link, text) {
                    return Err(refused(refusal()));
                }
            }
            Kind::Initializer(set) => {
                let initializer = Initializer::from_name(text).ok();
                set(link, initializer.ok_or_else(|| refused(Message::new("link.initializer")))?);
            }
            Kind::Points(set) => set(
                link,
                points(text).ok_or_else(|| {
                    let message = Message::new("link.points").number("rows", MAX_POINTS as f64);
                    refused(message.number("max", COORDINATE.max))
                })?,
            ),
            Kind::Layers(set) => set(
                link,
                layers(text).ok_or_else(|| {
                    let message = Message::new("link.layers").number("layers", MAX_LAYERS as f64);
                    refused(message.number("units", MAX_UNITS as f64))
                })?,
            ),
            Kind::Parameters(set) => {
                let within = |values: &Vec<f32>| values.iter().all(|value| PARAMETER.hold(f64::from(*value)));
                let values = base64::read(text).filter(within);
                set(
                    link,
                    values
                        .ok_or_else(|| refused(Message::new("link.params").number("max", PARAMETER.max)))?,
                );
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::keys::KEYS;
    use crate::link::read;
    use crate::words::ranges::{COORDINATE, MAX_LAYERS, MAX_POINTS, MAX_UNITS};
    use crate::words::text::number;

    #[test]
    fn the_table_in_the_docs_is_this_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/embedding.md");
        let text = std::fs::read_to_string(path).unwrap();
        let (before, rest) = text.split_once("<!-- keys -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- end of keys -->").unwrap();
        let mut table = String::from("| key | meaning | accepts | example |\n|---|---|---|---|\n");
        for key in KEYS {
            let accepts = match key.kind {
                Kind::Number(limits, _) => {
                    format!("a number from {} to {}", number(limits.min), number(limits.max))
                }
                Kind::Integer(limits, _) => format!("a whole number from {} to {}", limits.min, limits.max),
                Kind::Choice(words, _) | Kind::Word(words, ..) => words.to_owned(),
                Kind::Initializer(_) => "a Keras initializer's name".to_owned(),
                Kind::Points(_) => {
                    format!("at most {MAX_POINTS} points, coordinates within {}", number(COORDINATE.max))
                }
                Kind::Layers(_) => format!("at most {MAX_LAYERS} layers of at most {MAX_UNITS} units"),
                Kind::Parameters(_) => "numbers within 1e15, as many as the network has".to_owned(),
            };
            table += &format!("| `{}` | {} | {accepts} | `{}` |\n", key.name, key.about, key.example);
            assert_eq!(read("", key.example).1, [], "{}", key.example);
        }
        let generated = format!("{before}<!-- keys -->\n{table}<!-- end of keys -->{after}");
        if generated != text {
            if std::env::var_os("UPDATE_DOCS").is_some() {
                std::fs::write(path, generated).unwrap();
            }
            panic!(
                "docs/embedding.md does not match the table: run UPDATE_DOCS=1 cargo test -p two-knobs-lab"
            );
        }
    }
}
