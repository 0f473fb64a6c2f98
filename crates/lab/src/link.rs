//! The link: an experiment's state as text that a person can read and write, such as `#data=houses&lr=0.03`.
//!
//! Any text at all can be read: what is good is used, what is not becomes a notice that names the key and its limits
//! and never repeats the value. Old links keep their meaning for ever. The table [`KEYS`] is the whole grammar: each
//! row says how its key is read into a [`Link`] and how it is written out of one.

use serde::{Deserialize, Serialize};

use crate::command::Speed;
use crate::datasets::DataName;
use crate::message::Message;
use crate::spec::{COORDINATE, EPOCH, LEARNING_RATE, Limits, MAX_POINTS, PARAMETER, SEED, Spec};

/// Longer texts are not read at all: 10,000 points fit, and nothing else is long.
pub const MAX_LENGTH: usize = 400_000;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Of the experiment.
    pub spec: Spec,
    /// Of the page.
    pub display: Display,
}

/// What a link carries of the page rather than of the experiment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Display {
    /// The compact view for course pages.
    pub embed: bool,
    /// The colours.
    pub theme: Theme,
}

/// The colour theme asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark ink on a light page.
    Light,
    /// Light ink on a dark page.
    Dark,
}

impl Theme {
    const NAMES: [(&'static str, Self); 3] = [("auto", Self::Auto), ("light", Self::Light), ("dark", Self::Dark)];
}

/// One key of the link.
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// What it accepts, and where it goes.
    pub kind: Kind,
    /// Its value where that is not the default.
    pub write: fn(&Link) -> Option<String>,
}

/// What the value of a key may be, and the place that it is read into.
pub enum Kind {
    /// A decimal number.
    Number(Limits, fn(&mut Link, f64)),
    /// A whole number.
    Integer(Limits, fn(&mut Link, u64)),
    /// One of the words; the function answers whether it knew the word.
    Choice(&'static str, fn(&mut Link, &str) -> bool),
    /// `x,y;x,y;...`
    Points(fn(&mut Link, Vec<[f32; 2]>)),
}

const VERSION: Limits = Limits { min: 1.0, max: 1.0 };
const ROWS: Limits = Limits { min: 1.0, max: MAX_POINTS as f64 };

/// Every key, in the order links are written.
pub const KEYS: &[Key] = &[
    Key {
        name: "v",
        about: "schema version",
        kind: Kind::Integer(VERSION, |_, _| ()),
        // Links say their version only once there is more than one to tell apart.
        write: |_| None,
    },
    Key {
        name: "data",
        about: "a named data set, or points for own data",
        kind: Kind::Choice("lab, houses, line, points", |link, word| {
            choose(word, &DataName::NAMES, &mut link.spec.data)
        }),
        write: |link| {
            // `points=` says it already.
            (link.spec.data != DataName::Points).then(|| chosen(link.spec.data, &DataName::NAMES))?
        },
    },
    Key {
        name: "points",
        about: "own data: x,y;x,y;...",
        kind: Kind::Points(|link, points| link.spec.points = points),
        write: |link| {
            let rows = link.spec.points.iter().map(|[x, y]| format!("{},{}", number(*x), number(*y)));
            (link.spec.data == DataName::Points).then(|| rows.collect::<Vec<_>>().join(";"))
        },
    },
    Key {
        name: "w",
        about: "current weight of a single neuron",
        kind: Kind::Number(PARAMETER, |link, value| link.spec.knobs[0] = Some(value as f32)),
        write: |link| link.spec.knobs[0].map(number),
    },
    Key {
        name: "b",
        about: "current bias of a single neuron",
        kind: Kind::Number(PARAMETER, |link, value| link.spec.knobs[1] = Some(value as f32)),
        write: |link| link.spec.knobs[1].map(number),
    },
    Key {
        name: "w0",
        about: "the weight that Reset returns to",
        kind: Kind::Number(PARAMETER, |link, value| link.spec.start[0] = Some(value as f32)),
        write: |link| link.spec.start[0].map(number),
    },
    Key {
        name: "b0",
        about: "the bias that Reset returns to",
        kind: Kind::Number(PARAMETER, |link, value| link.spec.start[1] = Some(value as f32)),
        write: |link| link.spec.start[1].map(number),
    },
    Key {
        name: "seed",
        about: "the number given to Keras's set_random_seed",
        kind: Kind::Integer(SEED, |link, value| link.spec.seed = value as u32),
        write: |link| (link.spec.seed != 0).then(|| link.spec.seed.to_string()),
    },
    Key {
        name: "lr",
        about: "SGD's learning rate",
        kind: Kind::Number(LEARNING_RATE, |link, value| link.spec.learning_rate = Some(value)),
        write: |link| link.spec.learning_rate.map(number),
    },
    Key {
        name: "batch",
        about: "rows of one update, or all",
        kind: Kind::Choice("all, 1 to 10000", |link, word| {
            let rows = if word == "all" { Some(None) } else { integer(word, ROWS).map(|rows| Some(rows as u32)) };
            link.spec.batch_size = rows.or(link.spec.batch_size);
            rows.is_some()
        }),
        write: |link| link.spec.batch_size.map(|rows| rows.map_or("all".into(), |rows| rows.to_string())),
    },
    Key {
        name: "speed",
        about: "updates a frame",
        kind: Kind::Choice("1, 10, 100, max", |link, word| choose(word, &Speed::NAMES, &mut link.spec.speed)),
        write: |link| chosen(link.spec.speed, &Speed::NAMES),
    },
    Key {
        name: "epoch",
        about: "counter shown",
        kind: Kind::Integer(EPOCH, |link, value| link.spec.epoch = value),
        write: |link| (link.spec.epoch != 0).then(|| link.spec.epoch.to_string()),
    },
    Key {
        name: "embed",
        about: "1 = compact view for iframes",
        kind: Kind::Choice("0, 1", |link, word| {
            choose(word, &[("0", false), ("1", true)], &mut link.display.embed)
        }),
        write: |link| link.display.embed.then(|| "1".into()),
    },
    Key {
        name: "theme",
        about: "light, dark, auto",
        kind: Kind::Choice("light, dark, auto", |link, word| {
            choose(word, &Theme::NAMES, &mut link.display.theme)
        }),
        write: |link| chosen(link.display.theme, &Theme::NAMES),
    },
];

/// Reads a link from an address's query and hash, with or without their `?` and `#`. The hash wins. What could not be
/// used is said in messages, at most one a key.
pub fn read(query: &str, hash: &str) -> (Link, Vec<Message>) {
    let mut link = Link::default();
    let mut notices: Vec<Message> = Vec::new();
    let query = query.strip_prefix('?').unwrap_or(query);
    let hash = hash.strip_prefix('#').unwrap_or(hash);
    // WordPress writes `#?secret=...` behind every embedded address.
    let hash = hash.strip_prefix('?').unwrap_or(hash);
    let mut named = Vec::new();
    for (text, in_hash) in [(query, false), (hash, true)] {
        if text.len() > MAX_LENGTH {
            notices.push(Message::new("link.long").number("limit", MAX_LENGTH as f64));
            continue;
        }
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let notice = match KEYS.iter().find(|key| key.name == name) {
                Some(key) => {
                    named.push(key.name);
                    key.read(&decode(value), &mut link)
                }
                // Hosts hang parameters of their own on a query; only in the hash is an unknown key a slip.
                None => (in_hash && name != "secret").then(|| Message::new("link.unknown")),
            };
            notices.extend(notice.filter(|notice| !notices.contains(notice)));
        }
    }
    if named.contains(&"points") && !named.contains(&"data") {
        link.spec.data = DataName::Points;
    }
    if link.spec.data == DataName::Points && link.spec.points.is_empty() {
        link.spec.data = DataName::default();
        if !named.contains(&"points") {
            notices.push(Message::new("link.noPoints").text("key", "points"));
        }
    }
    (link, notices)
}

/// The shortest link that says all of `link`: `#` and the keys that differ from the defaults, or nothing at all.
pub fn write(link: &Link) -> String {
    let pairs: Vec<String> =
        KEYS.iter().filter_map(|key| (key.write)(link).map(|value| format!("{}={value}", key.name))).collect();
    if pairs.is_empty() { String::new() } else { format!("#{}", pairs.join("&")) }
}

impl Key {
    /// Puts `text` into its place in `link`, or says why not.
    fn read(&self, text: &str, link: &mut Link) -> Option<Message> {
        let refuse = |message: Message| Some(message.text("key", self.name));
        let range = |key, limits: Limits| Message::new(key).number("min", limits.min).number("max", limits.max);
        match self.kind {
            Kind::Number(limits, set) => match decimal(text, limits) {
                Some(value) => set(link, value),
                None => return refuse(range("link.number", limits)),
            },
            Kind::Integer(limits, set) => match integer(text, limits) {
                Some(value) => set(link, value),
                None => return refuse(range("link.integer", limits)),
            },
            Kind::Choice(words, choose) => {
                if !choose(link, text) {
                    return refuse(Message::new("link.choice").text("choices", words));
                }
            }
            Kind::Points(set) => match points(text) {
                Some(points) => set(link, points),
                None => {
                    let message = Message::new("link.points").number("rows", MAX_POINTS as f64);
                    return refuse(message.number("max", COORDINATE.max));
                }
            },
        }
        None
    }
}

/// The number that `text` writes in plain or scientific decimals, within the limits.
pub fn decimal(text: &str, limits: Limits) -> Option<f64> {
    // Rust would read `inf` and `nan` too.
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    let value: f64 = if plain { text.parse().ok()? } else { return None };
    // `+ 0.0` makes -0 the ordinary zero.
    limits.hold(value).then_some(value + 0.0)
}

fn integer(text: &str, limits: Limits) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value: u64 = if digits { text.parse().ok()? } else { return None };
    limits.hold(value as f64).then_some(value)
}

fn points(text: &str) -> Option<Vec<[f32; 2]>> {
    let mut points = Vec::new();
    for row in text.split(';').filter(|row| !row.is_empty()) {
        let (x, y) = row.split_once(',')?;
        points.push([decimal(x.trim(), COORDINATE)? as f32, decimal(y.trim(), COORDINATE)? as f32]);
        if points.len() > MAX_POINTS {
            return None;
        }
    }
    (!points.is_empty()).then_some(points)
}

fn choose<T: Copy>(word: &str, names: &[(&str, T)], place: &mut T) -> bool {
    let found = names.iter().find(|(name, _)| *name == word);
    if let Some((_, value)) = found {
        *place = *value;
    }
    found.is_some()
}

fn chosen<T: Copy + PartialEq + Default>(value: T, names: &[(&str, T)]) -> Option<String> {
    let (name, _) = names.iter().find(|(_, other)| *other == value)?;
    (value != T::default()).then(|| (*name).to_owned())
}

/// The shortest decimal that reads back as the same number, scientific where that is shorter.
fn number<T: std::fmt::Display + std::fmt::LowerExp>(value: T) -> String {
    let (plain, scientific) = (format!("{value}"), format!("{value:e}"));
    if scientific.len() < plain.len() { scientific } else { plain }
}

/// Percent-decodes; a stray `%` stays as it is, bytes that are no UTF-8 become the replacement character.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        let escaped = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn golden_links_of_version_1() {
        let check = |hash: &str, change: fn(&mut Link)| {
            let mut expected = Link::default();
            change(&mut expected);
            assert_eq!(read("", hash), (expected, vec![]), "{hash}");
        };
        check("", |_| ());
        check("#", |_| ());
        check("#?secret=abc123", |_| ());
        check("#v=1&data=houses", |link| link.spec.data = DataName::Houses);
        check("#w=200&b=100", |link| link.spec.knobs = [Some(200.0), Some(100.0)]);
        check("#w0=-1.03&b0=0", |link| link.spec.start = [Some(-1.03), Some(0.0)]);
        check("#points=1,300;2,500", |link| {
            link.spec.data = DataName::Points;
            link.spec.points = vec![[1.0, 300.0], [2.0, 500.0]];
        });
        check("#points=1%2C300%3B2%2C500", |link| {
            link.spec.data = DataName::Points;
            link.spec.points = vec![[1.0, 300.0], [2.0, 500.0]];
        });
        check("#lr=0.5&batch=2&seed=7", |link| {
            link.spec.learning_rate = Some(0.5);
            link.spec.batch_size = Some(Some(2));
            link.spec.seed = 7;
        });
        check("#batch=all&speed=max&epoch=20", |link| {
            link.spec.batch_size = Some(None);
            link.spec.speed = Speed::Max;
            link.spec.epoch = 20;
        });
        check("#embed=1&theme=dark", |link| link.display = Display { embed: true, theme: Theme::Dark });
    }

    #[test]
    fn the_hash_wins_over_the_query() {
        let (link, notices) = read("?w=1&b=2&utm_source=course", "#w=3");
        assert_eq!((link.spec.knobs, notices), ([Some(3.0), Some(2.0)], vec![]));
    }

    #[test]
    fn bad_values_fall_back_and_are_named_without_their_text() {
        let check = |hash: &str, key: &str, message: &str| {
            let (link, notices) = read("", hash);
            assert_eq!(link, Link::default(), "{hash}");
            let [notice] = notices.as_slice() else { panic!("{hash}: {notices:?}") };
            assert_eq!(notice.key, message, "{hash}");
            assert_eq!(notice.values.get("key").is_some(), !key.is_empty(), "{hash}");
            assert!(!format!("{notice:?}").contains("EVIL"), "{hash}");
        };
        check("#w=EVIL", "w", "link.number");
        check("#w=nan", "w", "link.number");
        check("#w=inf", "w", "link.number");
        check("#w=1e300", "w", "link.number");
        check("#lr=0", "lr", "link.number");
        check("#lr=-1", "lr", "link.number");
        check("#seed=-1", "seed", "link.integer");
        check("#seed=1.5", "seed", "link.integer");
        check("#seed=99999999999", "seed", "link.integer");
        check("#data=EVIL", "data", "link.choice");
        check("#data=points", "points", "link.noPoints");
        check("#points=", "points", "link.points");
        check("#points=1,2;EVIL", "points", "link.points");
        check("#batch=0", "batch", "link.choice");
        check("#v=2", "v", "link.integer");
        check("#EVIL=1", "", "link.unknown");
        check("#w=EVIL&w=EVIL2", "w", "link.number");
        check(&format!("#points={}", "1,2;".repeat(10_001)), "points", "link.points");
        check(&format!("#{}", "x".repeat(MAX_LENGTH + 1)), "", "link.long");
    }

    fn any_link() -> impl Strategy<Value = Link> {
        let knob = || proptest::option::of(-1e6f32..1e6);
        let points = proptest::collection::vec([-1e6f32..1e6, -1e6f32..1e6], 1..6);
        (0..4usize, points, [knob(), knob()], [knob(), knob()], any::<u32>(), proptest::option::of(1e-9f64..10.0), 0..5u32, 0..4usize, 0..1000u64, any::<bool>(), 0..3usize)
            .prop_map(|(data, points, knobs, start, seed, learning_rate, batch, speed, epoch, embed, theme)| {
                let data = DataName::NAMES[data].1;
                Link {
                    spec: Spec {
                        data,
                        points: if data == DataName::Points { points } else { vec![] },
                        seed,
                        knobs,
                        start,
                        learning_rate,
                        batch_size: [None, Some(None), Some(Some(1)), Some(Some(32)), Some(Some(10_000))][batch as usize],
                        speed: Speed::NAMES[speed].1,
                        epoch,
                    },
                    display: Display { embed, theme: Theme::NAMES[theme].1 },
                }
            })
    }

    proptest! {
        #[test]
        fn every_state_survives_its_link(link in any_link()) {
            prop_assert_eq!(read("", &write(&link)), (link, vec![]));
        }

        #[test]
        fn any_text_can_be_read(text in "\\PC*") {
            let (link, _) = read(&text, &text);
            prop_assert_eq!(read("", &write(&link)).0, link);
        }

        #[test]
        fn any_text_of_our_alphabet_can_be_read(text in "[#?&=;,.%+eE0-9a-z-]{0,60}|(w|b|lr|points|batch|epoch)=[-+.,;eE0-9%]{0,20}") {
            let (link, _) = read(&text, &text);
            prop_assert_eq!(read("", &write(&link)).0, link);
        }
    }
}
