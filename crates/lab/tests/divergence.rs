//! Divergence: the state that is kept, the limit before it, and the offer after it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use proptest::prelude::*;
use support::{apply, open};
use two_knobs_lab::notebook::{CellName, Notebook, NotebookState};
use two_knobs_lab::{Command, Display, Session, Snapshot};

/// The words of everything that the page shows of it: Rust writes a number that is none as `NaN` or `inf`.
fn shown(session: &Session) -> String {
    let table = session.table();
    // The predictions of an untrained network are Keras's own.
    let mut notebook = Notebook::of(session, &NotebookState::default());
    notebook.cells.retain(|cell| cell.name != CellName::Call);
    let curves = (session.curves(), session.past(), session.progress());
    format!("{:?}", (session.snapshot(), session.step(), table, notebook, curves, session.path()))
}

/// Each number that is not finite, with its context.
fn no_numbers(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_inclusive(|c: char| !c.is_alphanumeric()).collect();
    let ends: Vec<usize> = words
        .iter()
        .scan(0, |end, word| {
            Some({
                *end += word.len();
                *end
            })
        })
        .collect();
    let is_none =
        |word: &str| matches!(word.trim_end_matches(|c: char| !c.is_alphanumeric()), "NaN" | "nan" | "inf");
    let around = |index: usize| &text[ends[index.saturating_sub(12)]..ends[index]];
    (0..words.len()).filter(|index| is_none(words[*index])).map(around).collect()
}

/// Its own link opens without a notice in the very same place.
fn check_link(session: &Session, about: &str) {
    let link = session.link(&Display::default()).unwrap();
    let again = open(&link);
    let (left, right) = (session.snapshot(), again.snapshot());
    assert_eq!(right.notices, [], "{about}: {link}");
    assert_eq!(again.link(&Display::default()).unwrap(), link, "{about}");
    let bits = |snapshot: &Snapshot| {
        [snapshot.w.value, snapshot.b.value, snapshot.start.w, snapshot.start.b, snapshot.loss]
            .map(f64::to_bits)
    };
    assert_eq!(bits(&left), bits(&right), "{about}: {link}");
    assert_eq!(left.training.learning_rate, right.training.learning_rate, "{about}: {link}");
    let answers = |session: &Session| -> Vec<u32> {
        session.table().values.iter().map(|value| value.to_bits()).collect()
    };
    assert_eq!(answers(session), answers(&again), "{about}: {link}");
}

fn check(session: &Session, about: &str) {
    let text = shown(session);
    assert_eq!(no_numbers(&text), [""; 0], "{about}");
    check_link(session, about);
}

/// x = 0..200, y = 2 x.
fn long_line() -> String {
    let points: Vec<String> = (0..200).map(|x| format!("{x},{}", 2 * x)).collect();
    format!("#points={}", points.join(";"))
}

#[test]
fn what_diverges_can_be_carried_and_read() {
    let long = format!("{}&w=0&b=0&batch=1&shuffle=0&lr=0.00005", long_line());
    for hash in [
        &long[..],
        "#momentum=0.99&lr=0.1",
        "#data=houses&momentum=0.99",
        "#points=0,0&w=1&b=0&lr=0.3&l2=10&batch=all",
        "#data=spiral&l2=10",
        "#data=spiral&l2=10&opt=adam&lr=100",
        "#data=sine&test=0.3&lr=5",
        "#data=sqft&lr=1000&momentum=0.9&nesterov=1",
        "#data=sqft&lr=1000&scale=standard&momentum=0.9",
        "#points=1000000000,1000000000;-1000000000,3&w=1e15&b=-1e15&lr=1000&batch=1",
        "#points=0,0;1e9,1&shuffle=0&batch=1&lr=1000&w=1",
        "#points=1,1;2,0&layers=1:exponential&loss=bce&lr=100",
        "#points=1,1;2,3&layers=4:exponential,4:exponential,1:linear&lr=1",
        "#data=blobs&lr=1000&l2=0.1",
        "#data=line&layers=8:relu,8:relu,8:relu,1:linear&lr=100&loss=mae",
        "#points=0,1;1e-30,2&scale=standard&lr=1",
    ] {
        let mut session = open(hash);
        for _ in 0..25 {
            session.advance(1);
            check(&session, hash);
        }
        session.advance(5_000);
        check(&session, hash);
        for command in [Command::SetScale(true), Command::Reset, Command::NewStart, Command::Undo] {
            let _ = session.apply(&command);
            check(&session, hash);
        }
    }
}

/// What is far out is taken from no side: the rule is one for links, hands, starts and data.
#[test]
fn what_could_not_be_carried_is_not_taken() {
    let scaled = open("#points=0,0;1e9,1&scale=standard&w=1e15&b=0");
    assert_eq!(scaled.snapshot().notices[0].key, "link.overflow", "trained on scaled inputs it is 5e23");
    let start = open("#points=0,0;1e9,1&w=1&w0=1e15");
    assert_eq!(start.snapshot().notices[0].key, "link.overflow", "Reset would lead there");
    check(&start, "start");
    let mut seed = open("#points=0,0;1e9,1&layers=4:exponential,1:linear");
    assert_eq!(seed.snapshot().notices[0].key, "link.overflow");
    check(&seed, "a seed that is too large for its data");
    seed.advance(100);
    check(&seed, "a seed that is too large for its data");
    let mut wide = open("#points=0,0;1,1&w=1e15");
    assert!(wide.apply(&Command::MovePoint { row: 1.0, x: 1e9, y: 1.0 }).is_err());
    check(&wide, "a point moved away");
    let mut zero = open("#w=5&b=5");
    apply(&mut zero, &Command::SetKnobs { w: -0.0, b: -0.0 });
    check(&zero, "a negative zero");
    check(&open("#params=AAAAgAAAAIA"), "a negative zero from a link");
}

#[test]
fn a_rate_set_by_hand_is_in_the_link() {
    for hash in ["#points=1,300;2,500&momentum=0.9", "#points=1,300;2,500&l2=1", "#data=houses&clip=1"] {
        for rate in [0.01, 0.02, 0.05, 0.1, 0.03] {
            let mut session = open(hash);
            apply(&mut session, Command::SetLearningRate(rate));
            check_link(&session, hash);
        }
    }
}

#[test]
fn the_pace_changes_nothing_where_training_blows_up() {
    let long = format!("{}&w=0&b=0&batch=1&shuffle=0&lr=0.00005", long_line());
    for hash in [&long[..], "#data=spiral&l2=10&lr=3", "#data=houses&momentum=0.99&lr=0.3", "#data=sine&lr=9"]
    {
        let (mut at_once, mut by_steps) = (open(hash), open(hash));
        at_once.advance(3_000);
        (0..3_000).for_each(|_| by_steps.advance(1));
        assert_eq!(at_once.snapshot(), by_steps.snapshot(), "{hash}");
    }
}

const DATA: [&str; 16] = [
    "data=lab",
    "data=houses",
    "data=sqft",
    "data=line&test=0.3",
    "data=tumor",
    "data=sine&n=20",
    "data=xor&n=20&test=0.5",
    "data=blobs&n=20",
    "data=plane&n=20",
    "points=0,0",
    "points=1,300;2,500",
    "points=0,0;1e9,1e9;-1e9,5",
    "points=1e-40,1;2e-40,5",
    "points=1e9,0;1.0001e9,1",
    "points=0,0,1;1e9,-1e9,0",
    "points=0,0;1,1;5,0",
];

const NETWORKS: [&str; 14] = [
    "",
    "1:linear",
    "1:relu",
    "1:sigmoid",
    "1:exponential",
    "2:exponential,1:linear",
    "3:tanh,1:linear",
    "4:relu,4:relu,1:linear",
    "8:selu,1:exponential",
    "2:softplus,2:log_softmax,1:linear",
    "8:leaky_relu,8:mish,8:gelu,1:linear",
    "3:softmax,1:sigmoid",
    "2:elu,1:log_sigmoid",
    "1:softsign",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whatever is trained, however it ends.
    #[test]
    fn any_training_can_be_carried_and_read(
        data in 0..DATA.len(),
        network in 0..NETWORKS.len(),
        knobs in proptest::option::of((-1.0..1.0f64, -1.0..1.0f64, 0..16i32)),
        rate in (-12.0..3.0f64),
        (momentum, nesterov) in (0..4usize, any::<bool>()),
        (l1, l2) in (0..4usize, 0..5usize),
        optimizer in 0..3usize,
        (batch, shuffle) in (0..4usize, any::<bool>()),
        (scale, nobias, clip) in (any::<bool>(), any::<bool>(), 0..4usize),
        loss in 0..5usize,
        seed in 0..5u32,
        acts in proptest::collection::vec((0..12usize, 1..200u32), 1..8),
    ) {
        let mut hash = format!(
            "#{}&lr={}&momentum={}&nesterov={}&l1={}&l2={}&opt={}&batch={}&shuffle={}&nobias={}&seed={seed}&clip={}",
            DATA[data],
            10f64.powf(rate),
            [0.0, 0.0, 0.9, 1.0][momentum],
            u8::from(nesterov),
            [0.0, 0.0, 1.0, 1e6][l1],
            [0.0, 0.0, 1.0, 10.0, 1e6][l2],
            ["sgd", "rmsprop", "adam"][optimizer],
            ["1", "2", "3", "all"][batch],
            u8::from(shuffle),
            u8::from(nobias),
            [0, 0, 0, 1][clip],
        );
        if !NETWORKS[network].is_empty() {
            hash += &format!("&layers={}", NETWORKS[network]);
        }
        if loss > 0 {
            hash += &format!("&loss={}", ["", "mae", "huber", "bce", "mse"][loss]);
        }
        if scale {
            hash += "&scale=standard";
        }
        if let Some((w, b, size)) = knobs {
            hash += &format!("&w={}&b={}", w * 10f64.powi(size), b * 10f64.powi(size));
        }
        let mut session = open(&hash);
        check(&session, &hash);
        for (act, count) in acts {
            let about = format!("{hash}, act {act}");
            let command = match act {
                0 => Command::Step,
                1 => Command::Reset,
                2 => Command::NewStart,
                3 => Command::SetScale(!scale),
                4 => Command::SetNoBias(!nobias),
                5 => Command::SetLearningRate(f64::from(count)),
                6 => Command::AddPoint { x: 1e9, y: -1e9 },
                7 => Command::Undo,
                8 => Command::SetLoss("mae".into()),
                _ => {
                    session.advance(count * if act == 11 { 20 } else { 1 });
                    check(&session, &about);
                    continue;
                }
            };
            let _ = session.apply(&command);
            check(&session, &about);
        }
    }
}
