//! The link: an experiment's state as text that a person can read and write, such as `#data=houses&lr=0.03`.
//!
//! Any text can be read. Good values are used; every other value becomes a notice that names the key and its limits and
//! never repeats the value. Old links keep their meaning for ever. The grammar is the tables of keys, one row for each
//! key: settings in `spec/settings.rs`, all others in `link/keys.rs`.

pub(crate) mod display;
mod keys;

use crate::data::datasets::DataName;
use crate::spec::Draft;
use crate::spec::key::Key;
use crate::words::message::Message;
use crate::words::text::decode;
pub use display::{Display, Part, Tab, Theme};

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The part about the experiment.
    pub draft: Draft,
    /// The part about the page.
    pub display: Display,
}

/// The names of all keys, in the order in which links are written.
pub fn names() -> impl Iterator<Item = &'static str> {
    keys::of_experiment().map(|key| key.name).chain(keys::OF_PAGE.iter().map(|key| key.name))
}

/// Longer texts are not read at all. 10,000 points fit within this length, and no other value is as long.
pub const MAX_LENGTH: usize = 400_000;

/// Reads a link from an address's query and hash, with or without their `?` and `#`. The hash takes precedence. Each
/// value that could not be used gives a message, at most one for each key.
pub fn read(query: &str, hash: &str) -> (Link, Vec<Message>) {
    let mut link = Link::default();
    let query = query.strip_prefix('?').unwrap_or(query);
    let (named, mut notices) = read_keys(&mut link, query, false);
    let (in_hash, more) = read_keys(&mut link, without_mark(hash), true);
    notices.extend(more.into_iter().filter(|notice| !notices.contains(notice)).collect::<Vec<_>>());
    let draft = &mut link.draft;
    if draft.points.is_some() && draft.data.is_none() {
        draft.data = Some(DataName::Points);
    }
    if draft.data == Some(DataName::Points) && draft.points.is_none() {
        draft.data = None;
        if !named.contains(&"points") && !in_hash.contains(&"points") {
            notices.push(Message::new("link.noPoints").text("key", "points"));
        }
    }
    (link, notices)
}

/// Reads a hash into `link`. Keys whose values cannot be used stay as they are in `link`.
pub(crate) fn read_into(link: &mut Link, hash: &str) {
    read_keys(link, without_mark(hash), true);
}

/// WordPress writes `#?secret=...` behind every address that it embeds, even behind an address with a hash.
fn without_mark(hash: &str) -> &str {
    let hash = hash.strip_prefix('#').unwrap_or(hash);
    let hash = hash.split_once("#?secret=").map_or(hash, |(own, _)| own);
    hash.strip_prefix('?').unwrap_or(hash)
}

/// Returns the keys that the text names, and the messages about values that could not be used.
fn read_keys(link: &mut Link, text: &str, in_hash: bool) -> (Vec<&'static str>, Vec<Message>) {
    let (mut named, mut notices) = (Vec::new(), Vec::new());
    if text.len() > MAX_LENGTH {
        notices.push(Message::new("link.long").number("limit", MAX_LENGTH as f64));
        return (named, notices);
    }
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decode(value);
        let found = read_key(keys::of_experiment(), name, &value, &mut link.draft)
            .or_else(|| read_key(keys::OF_PAGE.iter(), name, &value, &mut link.display));
        let notice = match found {
            Some((name, read)) => {
                named.push(name);
                read.err()
            }
            // Sites add parameters of their own to a query, so an unknown key is reported in the hash only.
            None => (in_hash && name != "secret").then(|| Message::new("link.unknown")),
        };
        notices.extend(notice.filter(|notice| !notices.contains(notice)));
    }
    (named, notices)
}

/// Reads the value of the key called `name`, if `keys` has that key. Returns the key's name, and the message where the
/// value could not be used.
fn read_key<T: 'static>(
    mut keys: impl Iterator<Item = &'static Key<T>>,
    name: &str,
    value: &str,
    into: &mut T,
) -> Option<(&'static str, Result<(), Message>)> {
    let key = keys.find(|key| key.name == name)?;
    Some((key.name, (key.read)(value, into).map_err(|message| message.text("key", key.name))))
}

/// The shortest link that says all of `link`: `#` and the keys whose values differ from the defaults, or an empty text.
pub fn write(link: &Link) -> String {
    fn pairs<T: 'static>(keys: impl Iterator<Item = &'static Key<T>>, from: &T) -> Vec<String> {
        keys.filter_map(|key| (key.write)(from).map(|value| format!("{}={value}", key.name))).collect()
    }
    let pairs =
        [pairs(keys::of_experiment(), &link.draft), pairs(keys::OF_PAGE.iter(), &link.display)].concat();
    if pairs.is_empty() { String::new() } else { format!("#{}", pairs.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::places::{Parameter, Place};
    use crate::words::ranges::{MAX_LAYERS, MAX_UNITS};
    use crate::words::terms::{Layer, OptimizerName, Speed};
    use proptest::prelude::*;
    use two_knobs_core::activation::Activation;
    use two_knobs_core::data::Dataset;
    use two_knobs_core::initializer::Initializer;
    use two_knobs_core::loss::Loss;

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
        check("#w=200&b=100#?secret=abc123", |link| link.draft.knobs = [Some(200.0), Some(100.0)]);
        check("#v=1&data=houses", |link| link.draft.data = Some(DataName::Houses));
        check("#w=200&b=100", |link| link.draft.knobs = [Some(200.0), Some(100.0)]);
        check("#w0=-1.03&b0=0", |link| link.draft.start = [Some(-1.03), Some(0.0)]);
        check("#points=1,300;2,500", |link| {
            link.draft.data = Some(DataName::Points);
            link.draft.points = Dataset::new(vec![1.0, 2.0], vec![300.0, 500.0], 1, 1).ok();
        });
        check("#points=1%2C300%3B2%2C500", |link| {
            link.draft.data = Some(DataName::Points);
            link.draft.points = Dataset::new(vec![1.0, 2.0], vec![300.0, 500.0], 1, 1).ok();
        });
        check("#lr=0.5&batch=2&seed=7", |link| {
            link.draft.learning_rate = Some(0.5);
            link.draft.batch_size = Some(Some(2));
            link.draft.seed = Some(7);
        });
        check("#batch=all&speed=max&epoch=20", |link| {
            link.draft.batch_size = Some(None);
            link.draft.speed = Some(Speed::Max);
            link.draft.epoch = Some(20);
        });
        check("#points=0,0,1;0,1,0&layers=4:tanh,1:sigmoid&nobias=1&loss=binary_crossentropy", |link| {
            link.draft.data = Some(DataName::Points);
            link.draft.points = Dataset::new(vec![0.0, 0.0, 0.0, 1.0], vec![1.0, 0.0], 2, 1).ok();
            let layer = Layer::new;
            link.draft.layers = Some(vec![layer(4, Activation::Tanh), layer(1, Activation::Sigmoid)]);
            link.draft.use_bias = Some(false);
            link.draft.loss = Loss::from_name("bce").ok();
        });
        check(
            "#params=AABIQwAAyEI&init=he_normal&momentum=0.9&nesterov=1&l2=0.01&clip=1&shuffle=0&lock=w",
            |link| {
                link.draft.params = Some(vec![200.0, 100.0]);
                link.draft.kernel_initializer = Some(Initializer::HeNormal);
                link.draft.momentum = Some(0.9);
                link.draft.nesterov = Some(true);
                link.draft.l2 = Some(0.01);
                link.draft.clip = Some(1.0);
                link.draft.shuffle = Some(false);
                link.draft.lock = Some(vec![Parameter::FirstWeight]);
            },
        );
        check("#embed=1&theme=dark", |link| {
            link.display = Display { embed: true, theme: Theme::Dark, ..Display::default() }
        });
        check("#lesson=why-both&show=train,best,stage&lang=pt-BR&autoplay=1", |link| {
            link.display.lesson = Some("why-both".into());
            link.display.show = Some(vec![Part::Stage, Part::Train, Part::Best]);
            link.display.lang = Some("pt-BR".into());
            link.display.autoplay = true;
        });
        check("#tab=loss-map", |link| link.display.tab = Some(Tab::LossMap));
    }

    #[test]
    fn the_hash_wins_over_the_query() {
        let (link, notices) = read("?w=1&b=2&utm_source=course", "#w=3");
        assert_eq!((link.draft.knobs, notices), ([Some(3.0), Some(2.0)], vec![]));
    }

    #[test]
    fn bad_values_fall_back_and_are_named_without_their_text() {
        let check = |hash: &str, key: &str, message: &str| {
            let (link, notices) = read("", hash);
            assert_eq!(link, Link::default(), "{hash}");
            let [notice] = notices.as_slice() else { panic!("{hash}: {notices:?}") };
            assert_eq!(notice.key, message, "{hash}");
            assert_eq!(notice.values.iter().any(|(name, _)| *name == "key"), !key.is_empty(), "{hash}");
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
        check("#batch=0", "batch", "link.rows");
        check("#v=2", "v", "link.integer");
        check("#layers=8:EVIL,1", "layers", "link.layers");
        check("#layers=65,1", "layers", "link.layers");
        check("#layers=1,1,1,1,1,1,1,1,1", "layers", "link.layers");
        check("#params=EVIL!", "params", "link.params");
        check("#params=AADAfw", "params", "link.params"); // a NaN
        check("#init=EVIL", "init", "link.initializer");
        check("#opt=EVIL", "opt", "link.choice");
        check("#test=1", "test", "link.number");
        check("#loss=cosine_similarity", "loss", "link.choice");
        check("#points=1,2;1,2,3", "points", "link.points");
        check("#lesson=EVIL", "lesson", "link.lesson");
        check("#lesson=../evil", "lesson", "link.lesson");
        check("#EVIL=1", "", "link.unknown");
        check("#w=EVIL&w=EVIL2", "w", "link.number");
        check(&format!("#points={}", "1,2;".repeat(10_001)), "points", "link.points");
        check(&format!("#{}", "x".repeat(MAX_LENGTH + 1)), "", "link.long");
    }

    fn any_draft() -> impl Strategy<Value = Draft> {
        fn maybe<T: Strategy + 'static>(values: T) -> BoxedStrategy<Option<T::Value>> {
            proptest::option::of(values).boxed()
        }
        let knob = || maybe(-1e6f32..1e6);
        let points = (1..3usize, 1..6usize).prop_flat_map(|(inputs, rows)| {
            (
                proptest::collection::vec(-1e6f32..1e6, rows * inputs),
                proptest::collection::vec(-1e6f32..1e6, rows),
            )
                .prop_map(move |(x, y)| Dataset::new(x, y, inputs, 1).unwrap())
        });
        let layer = (1..=MAX_UNITS, 0..Activation::ALL.len());
        let layers = proptest::collection::vec(layer, 0..MAX_LAYERS).prop_map(|layers| {
            let layer = |(units, index): (usize, usize)| Layer::new(units, Activation::ALL[index]);
            layers.into_iter().chain([(1, 0)]).map(layer).collect::<Vec<_>>()
        });
        let model =
            (maybe(layers), maybe(any::<bool>()), maybe(proptest::collection::vec(-1e6f32..1e6, 1..9)));
        let sgd = (maybe(1e-9f64..10.0), maybe(0.0..=1.0), maybe(any::<bool>()), maybe(maybe(1..10_000u32)));
        let rest = (
            maybe(any::<u32>()),
            maybe(0..1_000_000u64),
            maybe(proptest::sample::subsequence(
                vec![
                    Parameter::FirstWeight,
                    Parameter::FirstBias,
                    Place { layer: 0, input: 3, unit: 1 }.weight(),
                    Place { layer: 2, input: 0, unit: 1 }.bias(),
                ],
                0..5,
            )),
            maybe(0..4usize),
            maybe(0..3usize),
            maybe(0.0..0.9f64),
        );
        (maybe(points), 0..24usize, [knob(), knob()], [knob(), knob()], model, sgd, rest).prop_map(
            |(points, data, knobs, start, (layers, use_bias, params), sgd, rest)| {
                let (seed, epoch, lock, speed, optimizer, test) = rest;
                Draft {
                    data: Some(if points.is_some() {
                        DataName::Points
                    } else {
                        DataName::NAMES[data + usize::from(data >= 12)].1
                    }),
                    points,
                    layers,
                    use_bias,
                    knobs,
                    start,
                    params0: params.clone(),
                    params,
                    seed,
                    optimizer: optimizer.map(|index| OptimizerName::NAMES[index].1),
                    test,
                    learning_rate: sgd.0,
                    momentum: sgd.1,
                    nesterov: sgd.2,
                    batch_size: sgd.3,
                    lock,
                    speed: speed.map(|index| Speed::NAMES[index].1),
                    epoch,
                    ..Draft::default()
                }
            },
        )
    }

    fn any_display() -> impl Strategy<Value = Display> {
        let pick = |index: usize| Part::NAMES.get(index).map(|(_, part)| *part);
        let show = proptest::collection::btree_set(0..Part::NAMES.len(), 1..8);
        let show = show.prop_map(move |parts| parts.into_iter().filter_map(pick).collect::<Vec<_>>());
        let flags = (any::<bool>(), any::<bool>());
        (
            flags,
            0..3usize,
            0..6usize,
            proptest::option::of("[a-z0-9-]{1,40}"),
            proptest::option::of(show),
            proptest::option::of("[a-z]{2}"),
        )
            .prop_map(|((embed, autoplay), theme, tab, lesson, show, lang)| Display {
                embed,
                autoplay,
                theme: Theme::NAMES[theme].1,
                tab: Tab::NAMES.get(tab).map(|(_, tab)| *tab),
                lesson,
                bare: false,
                show,
                lang,
            })
    }

    proptest! {
        #[test]
        fn every_state_survives_its_link(draft in any_draft(), display in any_display()) {
            let link = Link { draft, display };
            prop_assert_eq!(read("", &write(&link)), (link, vec![]));
        }

        #[test]
        fn any_text_can_be_read(text in "\\PC*") {
            let (link, _) = read(&text, &text);
            prop_assert_eq!(read("", &write(&link)).0, link);
        }

        #[test]
        fn any_text_of_our_alphabet_can_be_read(text in "[#?&=;,.%+eE0-9a-z-]{0,60}|(w|b|lr|points|batch|epoch|layers|params)=[-+.,;eE0-9%]{0,20}") {
            let (link, _) = read(&text, &text);
            prop_assert_eq!(read("", &write(&link)).0, link);
        }
    }
}
