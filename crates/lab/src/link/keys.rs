//! The link's grammar: one row for each key, with what it accepts, where that goes, and how it is written.

use crate::data::losses::{LOSSES, loss};
use crate::data::names::DataName;
use crate::link::display::{Part, Tab, Theme, is_language, is_lesson};
use crate::link::key::{Key, Kind};
use crate::link::key::{for_docs, ranged};
use crate::words::base64;
use crate::words::message::Message;
use crate::words::ranges::{
    AMOUNT, BATCH_SIZE, COUNT, EPOCH, LEARNING_RATE, Limits, MOMENTUM, NOISE, PARAMETER, SEED, TARGET, TEST,
};
use crate::words::terms::{OptimizerName, Speed};
use crate::words::text::{integer, number, write_layers, write_points};

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
        about: for_docs("schema version"),
        example: for_docs("v=1"),
        // Links say their version only once there is more than one to tell apart.
        kind: Kind::Integer(VERSION, |_, _| ()),
        write: |_| None,
    },
    Key {
        name: "data",
        about: for_docs("a named data set, or points for own data"),
        example: for_docs("data=houses"),
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
        about: for_docs("own data: x,y;x,y;... (two inputs: x1,x2,y)"),
        example: for_docs("points=1,300;2,500"),
        kind: Kind::Points(|link, points| link.draft.points = Some(points)),
        write: |link| link.draft.points.as_ref().map(write_points),
    },
    Key {
        name: "noise",
        about: for_docs(
            "of generated data: standard deviation of the noise on y, or on the inputs where y is a class",
        ),
        example: for_docs("noise=0.1"),
        kind: Kind::Number(NOISE, |link, value| link.draft.noise = Some(value)),
        write: |link| link.draft.noise.map(number),
    },
    Key {
        name: "n",
        about: for_docs("of generated data: how many points"),
        example: for_docs("n=100"),
        kind: Kind::Integer(COUNT, |link, value| link.draft.n = Some(value as u32)),
        write: |link| link.draft.n.map(|n| n.to_string()),
    },
    Key {
        name: "dataseed",
        about: for_docs("of generated data: another number, other points"),
        example: for_docs("dataseed=1"),
        kind: Kind::Integer(SEED, |link, value| link.draft.data_seed = Some(value as u32)),
        write: |link| link.draft.data_seed.map(|seed| seed.to_string()),
    },
    Key {
        name: "test",
        about: for_docs("of generated data: the share of the rows that is held out to test on"),
        example: for_docs("test=0.2"),
        kind: Kind::Number(TEST, |link, value| link.draft.test = Some(value)),
        write: |link| link.draft.test.map(number),
    },
    Key {
        name: "layers",
        about: for_docs("units:activation, ...; the last has one unit, with loss=cce one for each class"),
        example: for_docs("layers=8:relu,1:linear"),
        kind: Kind::Layers(|link, layers| link.draft.layers = Some(layers)),
        write: |link| link.draft.layers.as_deref().map(write_layers),
    },
    Key {
        name: "nobias",
        about: for_docs("1 = use_bias=False"),
        example: for_docs("nobias=1"),
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|none| link.draft.use_bias = Some(!none)).is_some()
        }),
        write: |link| link.draft.use_bias.map(|use_bias| name_of(!use_bias, &SWITCH)),
    },
    Key {
        name: "w",
        about: for_docs("current weight of a single neuron"),
        example: for_docs("w=200"),
        kind: Kind::Number(PARAMETER, |link, value| link.draft.knobs[0] = Some(value as f32)),
        write: |link| link.draft.knobs[0].map(number),
    },
    Key {
        name: "b",
        about: for_docs("current bias of a single neuron"),
        example: for_docs("b=100"),
        kind: Kind::Number(PARAMETER, |link, value| link.draft.knobs[1] = Some(value as f32)),
        write: |link| link.draft.knobs[1].map(number),
    },
    Key {
        name: "w0",
        about: for_docs("the weight that Reset returns to"),
        example: for_docs("w0=-1.03"),
        kind: Kind::Number(PARAMETER, |link, value| link.draft.start[0] = Some(value as f32)),
        write: |link| link.draft.start[0].map(number),
    },
    Key {
        name: "b0",
        about: for_docs("the bias that Reset returns to"),
        example: for_docs("b0=0"),
        kind: Kind::Number(PARAMETER, |link, value| link.draft.start[1] = Some(value as f32)),
        write: |link| link.draft.start[1].map(number),
    },
    Key {
        name: "params",
        about: for_docs(
            "current weights of any network: base64url of little-endian f32, in the order of get_weights",
        ),
        example: for_docs("params=AABIQwAAyEI"),
        kind: Kind::Parameters(|link, values| link.draft.params = Some(values)),
        write: |link| link.draft.params.as_deref().map(base64::write),
    },
    Key {
        name: "params0",
        about: for_docs("the weights that Reset returns to, likewise"),
        example: for_docs("params0=AACAvwAAAAA"),
        kind: Kind::Parameters(|link, values| link.draft.params0 = Some(values)),
        write: |link| link.draft.params0.as_deref().map(base64::write),
    },
    Key {
        name: "init",
        about: for_docs("initializer of the kernels"),
        example: for_docs("init=he_normal"),
        kind: Kind::Initializer(|link, initializer| link.draft.kernel_initializer = Some(initializer)),
        write: |link| link.draft.kernel_initializer.as_ref().map(|initializer| initializer.name().to_owned()),
    },
    Key {
        name: "binit",
        about: for_docs("initializer of the biases"),
        example: for_docs("binit=ones"),
        kind: Kind::Initializer(|link, initializer| link.draft.bias_initializer = Some(initializer)),
        write: |link| link.draft.bias_initializer.as_ref().map(|initializer| initializer.name().to_owned()),
    },
    Key {
        name: "seed",
        about: for_docs("the number given to Keras's set_random_seed"),
        example: for_docs("seed=7"),
        kind: Kind::Integer(SEED, |link, value| link.draft.seed = Some(value as u32)),
        write: |link| link.draft.seed.map(|seed| seed.to_string()),
    },
    Key {
        name: "loss",
        about: for_docs("the loss"),
        example: for_docs("loss=mae"),
        kind: Kind::Choice("mse, mae, huber, bce, cce", |link, word| {
            loss(word).map(|loss| link.draft.loss = Some(loss)).is_some()
        }),
        write: |link| link.draft.loss.map(|loss| name_of(loss, &LOSSES)),
    },
    Key {
        name: "opt",
        about: for_docs("the optimizer"),
        example: for_docs("opt=adam"),
        kind: Kind::Choice("sgd, rmsprop, adam", |link, word| {
            named(word, &OptimizerName::NAMES).map(|value| link.draft.optimizer = Some(value)).is_some()
        }),
        write: |link| link.draft.optimizer.map(|optimizer| name_of(optimizer, &OptimizerName::NAMES)),
    },
    Key {
        name: "lr",
        about: for_docs("the optimizer's learning rate"),
        example: for_docs("lr=0.1"),
        kind: Kind::Number(LEARNING_RATE, |link, value| link.draft.learning_rate = Some(value)),
        write: |link| link.draft.learning_rate.map(number),
    },
    Key {
        name: "momentum",
        about: for_docs("momentum of sgd and rmsprop"),
        example: for_docs("momentum=0.9"),
        kind: Kind::Number(MOMENTUM, |link, value| link.draft.momentum = Some(value)),
        write: |link| link.draft.momentum.map(number),
    },
    Key {
        name: "nesterov",
        about: for_docs("1 = SGD's look-ahead along the momentum"),
        example: for_docs("nesterov=1"),
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|value| link.draft.nesterov = Some(value)).is_some()
        }),
        write: |link| link.draft.nesterov.map(|on| name_of(on, &SWITCH)),
    },
    Key {
        name: "batch",
        about: for_docs("rows of one update, or all"),
        example: for_docs("batch=2"),
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
        about: for_docs("price of the kernels' absolute values"),
        example: for_docs("l1=0.01"),
        kind: Kind::Number(AMOUNT, |link, value| link.draft.l1 = Some(value)),
        write: |link| link.draft.l1.map(number),
    },
    Key {
        name: "l2",
        about: for_docs("price of the kernels' squares"),
        example: for_docs("l2=0.01"),
        kind: Kind::Number(AMOUNT, |link, value| link.draft.l2 = Some(value)),
        write: |link| link.draft.l2.map(number),
    },
    Key {
        name: "clip",
        about: for_docs("clipnorm: the longest gradient of each kernel and bias; 0 = off"),
        example: for_docs("clip=1"),
        kind: Kind::Number(AMOUNT, |link, value| link.draft.clip = Some(value)),
        write: |link| link.draft.clip.map(number),
    },
    Key {
        name: "shuffle",
        about: for_docs("0 keeps the order of the rows"),
        example: for_docs("shuffle=0"),
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|value| link.draft.shuffle = Some(value)).is_some()
        }),
        write: |link| link.draft.shuffle.map(|on| name_of(on, &SWITCH)),
    },
    Key {
        name: "scale",
        about: for_docs(
            "standard brings each input to mean 0 and standard deviation 1 before training; w and b stay in the data's own units",
        ),
        example: for_docs("scale=standard"),
        kind: Kind::Choice("none, standard", |link, word| {
            named(word, &SCALES).map(|on| link.draft.scale = Some(on)).is_some()
        }),
        write: |link| link.draft.scale.map(|on| name_of(on, &SCALES)),
    },
    Key {
        name: "target",
        about: for_docs("training stops when an epoch's loss is not above this"),
        example: for_docs("target=10"),
        kind: Kind::Number(TARGET, |link, value| link.draft.target = Some(value)),
        write: |link| link.draft.target.map(number),
    },
    Key {
        name: "lock",
        about: for_docs("knobs that training leaves alone"),
        example: for_docs("lock=b"),
        kind: Kind::Choice("w, b, w,b, none", |link, word| {
            named(word, &LOCKS).map(|value| link.draft.lock = Some(value)).is_some()
        }),
        write: |link| link.draft.lock.map(|lock| name_of(lock, &LOCKS)),
    },
    Key {
        name: "speed",
        about: for_docs("updates a frame"),
        example: for_docs("speed=10"),
        kind: Kind::Choice("1, 10, 100, max", |link, word| {
            named(word, &Speed::NAMES).map(|value| link.draft.speed = Some(value)).is_some()
        }),
        write: |link| link.draft.speed.map(|speed| name_of(speed, &Speed::NAMES)),
    },
    Key {
        name: "epoch",
        about: for_docs("counter shown"),
        example: for_docs("epoch=20"),
        kind: Kind::Integer(EPOCH, |link, value| link.draft.epoch = Some(value)),
        write: |link| link.draft.epoch.map(|epoch| epoch.to_string()),
    },
    Key {
        name: "embed",
        about: for_docs("1 = compact view for iframes"),
        example: for_docs("embed=1"),
        kind: Kind::Choice("0, 1", |link, word| {
            named(word, &SWITCH).map(|on| link.display.embed = on).is_some()
        }),
        write: |link| link.display.embed.then(|| "1".into()),
    },
    Key {
        name: "theme",
        about: for_docs("light, dark, auto"),
        example: for_docs("theme=dark"),
        kind: Kind::Choice(Theme::LIST, |link, word| {
            named(word, Theme::NAMES).map(|theme| link.display.theme = theme).is_some()
        }),
        write: |link| (link.display.theme != Theme::Auto).then(|| name_of(link.display.theme, Theme::NAMES)),
    },
    Key {
        name: "lesson",
        about: for_docs("open lesson"),
        example: for_docs("lesson=why-both"),
        kind: Kind::Word(
            "the name of a lesson's file, such as why-both",
            || Message::new("link.lesson"),
            |link, word| {
                let known = is_lesson(word);
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
        about: for_docs(
            "what is visible, comma separated: parts of the page, and marks on the stage and the knobs; Train, Step and Reset are always there",
        ),
        example: for_docs("show=stage,knobs,train,best"),
        kind: Kind::Choice(Part::LIST, |link, words| {
            let asked: Option<Vec<Part>> = words.split(',').map(|word| named(word, Part::NAMES)).collect();
            // Each once, in the order of their names.
            let all = Part::NAMES.iter().map(|(_, part)| *part);
            let parts = asked.map(|asked| all.filter(|part| asked.contains(part)).collect());
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
        about: for_docs("open insight tab: notebook, loss-map, loss-curve, one-step, numbers"),
        example: for_docs("tab=loss-map"),
        kind: Kind::Choice(Tab::LIST, |link, word| {
            named(word, Tab::NAMES).map(|tab| link.display.tab = Some(tab)).is_some()
        }),
        write: |link| link.display.tab.map(|tab| name_of(tab, Tab::NAMES)),
    },
    Key {
        name: "lang",
        about: for_docs("language tag; English where the language is not there yet"),
        example: for_docs("lang=es"),
        kind: Kind::Word(
            "a language tag such as en or pt-BR",
            || Message::new("link.lang"),
            |link, word| {
                let known = is_language(word);
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
        about: for_docs("1 = training starts when the page comes into view"),
        example: for_docs("autoplay=1"),
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
