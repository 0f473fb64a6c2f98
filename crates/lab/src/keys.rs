//! The link's grammar: one row for each key, with what it accepts, where that goes, and how it is written.

use crate::base64;
use crate::command::Speed;
use crate::datasets::DataName;
use crate::key::ranged;
pub use crate::key::{Key, Kind};
use crate::link::{Part, Tab, Theme};
use crate::losses::{LOSSES, loss};
use crate::message::Message;
use crate::spec::{
    AMOUNT, BATCH_SIZE, COUNT, EPOCH, LEARNING_RATE, Limits, MOMENTUM, NOISE, OptimizerName, PARAMETER, SEED,
    TARGET, TEST,
};
use crate::text::{integer, number, write_layers, write_points};

/// Letters of a lesson's name.
const LONGEST_LESSON: usize = 40;
const VERSION: Limits = Limits { min: 1.0, max: 1.0 };
const DATA: &str = "lab, houses, sqft, origin, flat, outlier, line, anscombe1, anscombe2, anscombe3, anscombe4, tumor, points, sine, step, abs, cubic, circle, xor, gauss, spiral, coffee, plane, gaussians, blobs";
const SCALES: [(&str, bool); 2] = [("none", false), ("standard", true)];
const SWITCH: [(&str, bool); 2] = [("0", false), ("1", true)];
const LOCKS: [(&str, [bool; 2]); 4] =
    [("none", [false; 2]), ("w", [true, false]), ("b", [false, true]), ("w,b", [true; 2])];

/// Every key, in the order links are written.
pub const KEYS: &[Key] = &[
    Key {
        name: "v",
        about: "schema version",
        example: "v=1",
        // Links say their version only once there is more than one to tell apart.
        kind: Kind::Integer(VERSION, |_, _| ()),
        write: |_| None,
    },
    Key {
        name: "data",
        about: "a named data set, or points for own data",
        example: "data=houses",
        // `points=` says by itself that the data are own.
        kind: Kind::Choice(DATA, |link, word| {
            named(word, &DataName::NAMES).map(|value| link.draft.data = Some(value)).is_some()
        }),
        write: |link| {
            link.draft
                .data
                .filter(|data| *data != DataName::Points)
                .map(|data| name_of(data, &DataName::NAMES))
        },
    },
    Key {
        name: "points",
        about: "own data: x,y;x,y;... (two inputs: x1,x2,y)",
        example: "points=1,300;2,500",
        kind: Kind::Points(|link, points| link.draft.points = Some(points)),
        write: |link| link.draft.points.as_ref().map(write_points),
    },
    Key {
        name: "noise",
        about: "of generated data: standard deviation of the noise on y, or on the inputs where y is a class",
        example: "noise=0.1",
        kind: Kind::Number(NOISE, |link, value| link.draft.noise = Some(value)),
        write: |link| link.draft.noise.map(number),
    },
    Key {
        name: "n",
        about: "of generated data: how many points",
        example: "n=100",
        kind: Kind::Integer(COUNT, |link, value| link.draft.n = Some(value as u32)),
        write: |link| link.draft.n.map(|n| n.to_string()),
    },
    Key {
        name: "dataseed",
        about: "of generated data: another number, other points",
        example: "dataseed=1",
        kind: Kind::Integer(SEED, |link, value| link.draft.data_seed = Some(value as u32)),
        write: |link| link.draft.data_seed.map(|seed| seed.to_string()),
    },
    Key {
        name: "test",
        about: "of generated data: the share of the rows that is held out to test on",
        example: "test=0.2",
        kind: Kind::Number(TEST, |link, value| link.draft.test = Some(value)),
        write: |link| link.draft.test.map(number),
    },
    Key {
        name: "layers",
        about: "units:activation, ...; the last has one unit, with loss=cce one for each class",
        example: "layers=8:relu,1:linear",
        kind: Kind::Layers(|link, layers| link.draft.layers = Some(layers)),
        write: |link| link.draft.layers.as_deref().map(write_layers),
    },
    Key {
        name: "nobias",
        about: "1 = use_bias=False",
        example: "nobias=1",
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|none| link.draft.use_bias = Some(!none)).is_some()
        }),
        write: |link| link.draft.use_bias.map(|use_bias| name_of(!use_bias, &SWITCH)),
    },
    Key {
        name: "w",
        about: "current weight of a single neuron",
        example: "w=200",
        kind: Kind::Number(PARAMETER, |link, value| link.draft.knobs[0] = Some(value as f32)),
        write: |link| link.draft.knobs[0].map(number),
    },
    Key {
        name: "b",
        about: "current bias of a single neuron",
        example: "b=100",
        kind: Kind::Number(PARAMETER, |link, value| link.draft.knobs[1] = Some(value as f32)),
        write: |link| link.draft.knobs[1].map(number),
    },
    Key {
        name: "w0",
        about: "the weight that Reset returns to",
        example: "w0=-1.03",
        kind: Kind::Number(PARAMETER, |link, value| link.draft.start[0] = Some(value as f32)),
        write: |link| link.draft.start[0].map(number),
    },
    Key {
        name: "b0",
        about: "the bias that Reset returns to",
        example: "b0=0",
        kind: Kind::Number(PARAMETER, |link, value| link.draft.start[1] = Some(value as f32)),
        write: |link| link.draft.start[1].map(number),
    },
    Key {
        name: "params",
        about: "current weights of any network: base64url of little-endian f32, in the order of get_weights",
        example: "params=AABIQwAAyEI",
        kind: Kind::Parameters(|link, values| link.draft.params = Some(values)),
        write: |link| link.draft.params.as_deref().map(base64::write),
    },
    Key {
        name: "params0",
        about: "the weights that Reset returns to, likewise",
        example: "params0=AACAvwAAAAA",
        kind: Kind::Parameters(|link, values| link.draft.params0 = Some(values)),
        write: |link| link.draft.params0.as_deref().map(base64::write),
    },
    Key {
        name: "init",
        about: "initializer of the kernels",
        example: "init=he_normal",
        kind: Kind::Initializer(|link, initializer| link.draft.kernel_initializer = Some(initializer)),
        write: |link| link.draft.kernel_initializer.as_ref().map(|initializer| initializer.name().to_owned()),
    },
    Key {
        name: "binit",
        about: "initializer of the biases",
        example: "binit=ones",
        kind: Kind::Initializer(|link, initializer| link.draft.bias_initializer = Some(initializer)),
        write: |link| link.draft.bias_initializer.as_ref().map(|initializer| initializer.name().to_owned()),
    },
    Key {
        name: "seed",
        about: "the number given to Keras's set_random_seed",
        example: "seed=7",
        kind: Kind::Integer(SEED, |link, value| link.draft.seed = Some(value as u32)),
        write: |link| link.draft.seed.map(|seed| seed.to_string()),
    },
    Key {
        name: "loss",
        about: "the loss",
        example: "loss=mae",
        kind: Kind::Choice("mse, mae, huber, bce, cce", |link, word| {
            loss(word).map(|loss| link.draft.loss = Some(loss)).is_some()
        }),
        write: |link| link.draft.loss.map(|loss| name_of(loss, &LOSSES)),
    },
    Key {
        name: "opt",
        about: "the optimizer",
        example: "opt=adam",
        kind: Kind::Choice("sgd, rmsprop, adam", |link, word| {
            named(word, &OptimizerName::NAMES).map(|value| link.draft.optimizer = Some(value)).is_some()
        }),
        write: |link| link.draft.optimizer.map(|optimizer| name_of(optimizer, &OptimizerName::NAMES)),
    },
    Key {
        name: "lr",
        about: "the optimizer's learning rate",
        example: "lr=0.1",
        kind: Kind::Number(LEARNING_RATE, |link, value| link.draft.learning_rate = Some(value)),
        write: |link| link.draft.learning_rate.map(number),
    },
    Key {
        name: "momentum",
        about: "momentum of sgd and rmsprop",
        example: "momentum=0.9",
        kind: Kind::Number(MOMENTUM, |link, value| link.draft.momentum = Some(value)),
        write: |link| link.draft.momentum.map(number),
    },
    Key {
        name: "nesterov",
        about: "1 = SGD's look-ahead along the momentum",
        example: "nesterov=1",
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|value| link.draft.nesterov = Some(value)).is_some()
        }),
        write: |link| link.draft.nesterov.map(|on| name_of(on, &SWITCH)),
    },
    Key {
        name: "batch",
        about: "rows of one update, or all",
        example: "batch=2",
        kind: Kind::Word(
            "all, 1 to 10000",
            || ranged("link.rows", BATCH_SIZE),
            |link, word| {
                let rows = if word == "all" {
                    Some(None)
                } else {
                    integer(word, BATCH_SIZE).map(|rows| Some(rows as u32))
                };
                link.draft.batch_size = rows.or(link.draft.batch_size);
                rows.is_some()
            },
        ),
        write: |link| link.draft.batch_size.map(|rows| rows.map_or("all".into(), |rows| rows.to_string())),
    },
    Key {
        name: "l1",
        about: "price of the kernels' absolute values",
        example: "l1=0.01",
        kind: Kind::Number(AMOUNT, |link, value| link.draft.l1 = Some(value)),
        write: |link| link.draft.l1.map(number),
    },
    Key {
        name: "l2",
        about: "price of the kernels' squares",
        example: "l2=0.01",
        kind: Kind::Number(AMOUNT, |link, value| link.draft.l2 = Some(value)),
        write: |link| link.draft.l2.map(number),
    },
    Key {
        name: "clip",
        about: "clipnorm: the longest gradient of each kernel and bias; 0 = off",
        example: "clip=1",
        kind: Kind::Number(AMOUNT, |link, value| link.draft.clip = Some(value)),
        write: |link| link.draft.clip.map(number),
    },
    Key {
        name: "shuffle",
        about: "0 keeps the order of the rows",
        example: "shuffle=0",
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|value| link.draft.shuffle = Some(value)).is_some()
        }),
        write: |link| link.draft.shuffle.map(|on| name_of(on, &SWITCH)),
    },
    Key {
        name: "scale",
        about: "standard brings each input to mean 0 and standard deviation 1 before training; w and b stay in the data's own units",
        example: "scale=standard",
        kind: Kind::Choice("none, standard", |link, word| {
            named(word, &SCALES).map(|on| link.draft.scale = Some(on)).is_some()
        }),
        write: |link| link.draft.scale.map(|on| name_of(on, &SCALES)),
    },
    Key {
        name: "target",
        about: "training stops when an epoch's loss is not above this",
        example: "target=10",
        kind: Kind::Number(TARGET, |link, value| link.draft.target = Some(value)),
        write: |link| link.draft.target.map(number),
    },
    Key {
        name: "lock",
        about: "knobs that training leaves alone",
        example: "lock=b",
        kind: Kind::Choice("w, b, w,b, none", |link, word| {
            named(word, &LOCKS).map(|value| link.draft.lock = Some(value)).is_some()
        }),
        write: |link| link.draft.lock.map(|lock| name_of(lock, &LOCKS)),
    },
    Key {
        name: "speed",
        about: "updates a frame",
        example: "speed=10",
        kind: Kind::Choice("1, 10, 100, max", |link, word| {
            named(word, &Speed::NAMES).map(|value| link.draft.speed = Some(value)).is_some()
        }),
        write: |link| link.draft.speed.map(|speed| name_of(speed, &Speed::NAMES)),
    },
    Key {
        name: "epoch",
        about: "counter shown",
        example: "epoch=20",
        kind: Kind::Integer(EPOCH, |link, value| link.draft.epoch = Some(value)),
        write: |link| link.draft.epoch.map(|epoch| epoch.to_string()),
    },
    Key {
        name: "embed",
        about: "1 = compact view for iframes",
        example: "embed=1",
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|on| link.display.embed = on).is_some()
        }),
        write: |link| link.display.embed.then(|| "1".into()),
    },
    Key {
        name: "theme",
        about: "light, dark, auto",
        example: "theme=dark",
        kind: Kind::Choice(Theme::LIST, |link, word| {
            named(word, Theme::NAMES).map(|theme| link.display.theme = theme).is_some()
        }),
        write: |link| (link.display.theme != Theme::Auto).then(|| name_of(link.display.theme, Theme::NAMES)),
    },
    Key {
        name: "lesson",
        about: "open lesson",
        example: "lesson=why-both",
        kind: Kind::Word(
            "the name of a lesson's file, such as why-both",
            || Message::new("link.lesson"),
            |link, word| {
                let letters = word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
                let known = letters && (1..=LONGEST_LESSON).contains(&word.len());
                if known {
                    link.display.lesson = Some(word.to_owned());
                }
                known
            },
        ),
        write: |link| link.display.lesson.clone(),
    },
    Key {
        name: "show",
        about: "what is visible, comma separated: parts of the page, and marks on the stage and the knobs; Train, Step and Reset are always there",
        example: "show=stage,knobs,train,best",
        kind: Kind::Choice(Part::LIST, |link, words| {
            let parts: Option<Vec<Part>> = words.split(',').map(|word| named(word, Part::NAMES)).collect();
            let parts = parts.map(|mut parts| {
                parts.sort_unstable();
                parts.dedup();
                parts
            });
            let known = parts.is_some();
            link.display.show = parts.or(link.display.show.take());
            known
        }),
        write: |link| {
            let name = |part: &Part| name_of(*part, Part::NAMES);
            link.display.show.as_ref().map(|parts| parts.iter().map(name).collect::<Vec<_>>().join(","))
        },
    },
    Key {
        name: "tab",
        about: "open insight tab: notebook, loss-map, loss-curve, one-step, numbers",
        example: "tab=loss-map",
        kind: Kind::Choice(Tab::LIST, |link, word| {
            named(word, Tab::NAMES).map(|tab| link.display.tab = Some(tab)).is_some()
        }),
        write: |link| link.display.tab.map(|tab| name_of(tab, Tab::NAMES)),
    },
    Key {
        name: "lang",
        about: "language tag; English where the language is not there yet",
        example: "lang=es",
        kind: Kind::Word(
            "a language tag such as en or pt-BR",
            || Message::new("link.lang"),
            |link, word| {
                let tag = |word: &str| {
                    let letters = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
                    letters && (2..=35).contains(&word.len()) && word.as_bytes()[0].is_ascii_alphabetic()
                };
                let known = tag(word);
                if known {
                    link.display.lang = Some(word.to_owned());
                }
                known
            },
        ),
        write: |link| link.display.lang.clone(),
    },
    Key {
        name: "autoplay",
        about: "1 = training starts when the page comes into view",
        example: "autoplay=1",
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|on| link.display.autoplay = on).is_some()
        }),
        write: |link| link.display.autoplay.then(|| "1".into()),
    },
];

fn named<T: Copy>(word: &str, names: &[(&str, T)]) -> Option<T> {
    names.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

fn name_of<T: PartialEq + Copy>(value: T, names: &[(&str, T)]) -> String {
    names.iter().find(|(_, other)| *other == value).map_or(String::new(), |(name, _)| (*name).to_owned())
}
