//! Undo is exact, and a refused command changes nothing, after any commands and before any others.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use proptest::prelude::*;
use support::{link, open};
use two_knobs_lab::data::datasets::DataName;
use two_knobs_lab::session::challenge::Challenge;
use two_knobs_lab::session::command::{Handle, KnobName};
use two_knobs_lab::words::terms::{OptimizerName, ScheduleName};
use two_knobs_lab::{Command, Session, Speed};

/// The link without the keys that undo does not change.
fn restored(session: &Session) -> String {
    let link = link(session);
    let stays = |pair: &&str| !pair.starts_with("speed=");
    link.trim_start_matches('#').split('&').filter(stays).collect::<Vec<_>>().join("&")
}

/// All that can be seen of a session, as text: that is the same where a number is none.
fn state(session: &Session) -> String {
    format!("{:?} {} {:?}", session.snapshot(), link(session), session.curves())
}

fn undo(session: &mut Session) -> String {
    session.apply(&Command::Undo).unwrap();
    restored(session)
}

/// Something that happens to a session.
#[derive(Clone, Debug)]
enum Deed {
    Ask(Command),
    Train(u32),
}

/// Where Undo leads back behind it.
fn is_undoable(command: &Command) -> bool {
    !matches!(
        command,
        Command::Hold { .. }
            | Command::Settle
            | Command::Undo
            | Command::Redo
            | Command::Step
            | Command::SetSpeed(_)
            | Command::SetChallenge(_)
            | Command::DismissNotices
    )
}

const OPENED: [&str; 8] = [
    "",
    "#data=houses&w=100&b=50&w0=1&b0=2&seed=4",
    "#points=1e9,1;-1e9,2&w=1",
    "#data=sqft&scale=standard",
    "#data=xor&n=20",
    "#data=line&layers=4:tanh,1&n=9&momentum=0.9",
    "#data=tumor&lr=3",
    "#lr=0.5&opt=rmsprop&epoch=12",
];

const LINKS: [&str; 47] = [
    "",
    "l2=0.5&momentum=0.9&init=he_normal",
    "data=lab&w=1e15",
    "layers=4:tanh,1",
    "layers=4:relu,1",
    "layers=3,2:tanh,1",
    "layers=1:sigmoid",
    "layers=1",
    "layers=4:softmax&loss=cce",
    "w=3&b=4",
    "w=3",
    "w0=5&b0=6",
    "w=1&b=2&w0=1e15&b0=-1e15",
    "points=1e9,1;-1e9,2&w=1",
    "points=1,2,0;3,4,1",
    "points=1,2;3,5;4,1",
    "points=0,0;1,1;2,0;3,1",
    "data=xor",
    "data=spiral&n=12",
    "data=blobs&n=12",
    "data=gauss&n=20&test=0.3",
    "data=line&n=9&noise=0.2",
    "data=sine",
    "data=sqft",
    "data=houses",
    "nobias=1",
    "nobias=0",
    "scale=standard",
    "scale=none",
    "batch=2",
    "batch=all",
    "opt=adam",
    "opt=sgd&nesterov=1&momentum=0.5",
    "lock=b",
    "lock=none",
    "speed=10&target=3",
    "seed=4",
    "epoch=7",
    "lr=0.5&shuffle=0",
    "loss=mae",
    "loss=bce",
    "params=AABIQwAAyEI",
    "params=AABIQwAAyEI&params0=AACAPwAAAAA",
    "w=EVIL",
    "w=1&EVIL=1",
    "clip=1&l1=0.1&binit=ones",
    "schedule=exponential&decaysteps=20&decayrate=0.9",
];

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => -9.0..9.0f64,
        1 => prop::sample::select(vec![0.0, -0.0, 300.0, 1e7, 1e9, 1e15, -1e15]),
        1 => prop::sample::select(vec![f64::NAN, f64::INFINITY, -1e99, 2e15]),
    ]
}

fn count() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (0..20u32).prop_map(f64::from),
        1 => prop::sample::select(vec![-1.0, 1.5, f64::NAN, 1e99]),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    let text = |words: &[&str]| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        prop::sample::select(words)
    };
    let handle = || prop::sample::select(vec![Handle::Tilt, Handle::Lift, Handle::Both]);
    let knob = || prop::sample::select(vec![KnobName::W, KnobName::B]);
    let by_hand =
        prop_oneof![
            number().prop_map(Command::SetWeight),
            number().prop_map(Command::SetBias),
            (number(), number()).prop_map(|(w, b)| Command::SetKnobs { w, b }),
            (knob(), number(), proptest::option::of(number()))
                .prop_map(|(knob, steps, from)| Command::Turn { knob, steps, from }),
            (handle(), number(), number()).prop_map(|(handle, x, y)| Command::Pull { handle, x, y }),
            any::<[bool; 2]>().prop_map(|[w, b]| Command::Hold { w, b }),
            Just(Command::Settle),
        ];
    let points = prop_oneof![
        (number(), number()).prop_map(|(x, y)| Command::AddPoint { x, y }),
        (count(), number(), number()).prop_map(|(row, x, y)| Command::MovePoint { row, x, y }),
        count().prop_map(Command::RemovePoint),
        (number(), count(), count()).prop_map(|(noise, n, seed)| Command::SetGenerator { noise, n, seed }),
        (0..DataName::NAMES.len()).prop_map(|index| Command::SetData(DataName::NAMES[index].1)),
    ];
    let model = prop_oneof![
        any::<bool>().prop_map(Command::SetNoBias),
        any::<bool>().prop_map(Command::SetScale),
        text(&["linear", "relu", "tanh", "sigmoid", "softmax", "EVIL"]).prop_map(Command::SetActivation),
        Just(Command::AddLayer),
        count().prop_map(Command::RemoveLayer),
        (count(), count()).prop_map(|(layer, to)| Command::MoveLayer { layer, to }),
        (count(), prop::option::of(count()), prop::option::of(text(&["relu", "sigmoid", "EVIL"])))
            .prop_map(|(layer, units, activation)| Command::SetLayer { layer, units, activation }),
        (
            prop::option::of(text(&["he_normal", "ones", "orthogonal"])),
            prop::option::of(text(&["ones", "identity"]))
        )
            .prop_map(|(kernel, bias)| Command::SetInitializer { kernel, bias }),
        count().prop_map(Command::SetSeed),
        text(&["mse", "mae", "huber", "bce", "cce", "EVIL"]).prop_map(Command::SetLoss),
    ];
    let training = prop_oneof![
        Just(Command::Step),
        Just(Command::Reset),
        Just(Command::NewStart),
        prop_oneof![0.01..0.5f64, number()].prop_map(Command::SetLearningRate),
        prop::option::of(count()).prop_map(Command::SetBatchSize),
        any::<[bool; 2]>().prop_map(|[w, b]| Command::Freeze { w, b }),
        prop::option::of(number()).prop_map(Command::SetTarget),
        (0..3usize).prop_map(|index| Command::SetOptimizer(OptimizerName::NAMES[index].1)),
        prop_oneof![0.0..1.0f64, number()].prop_map(Command::SetMomentum),
        any::<bool>().prop_map(Command::SetNesterov),
        prop_oneof![0.0..0.5f64, number()].prop_map(Command::SetL1),
        prop_oneof![0.0..0.5f64, number()].prop_map(Command::SetL2),
        number().prop_map(Command::SetClip),
        any::<bool>().prop_map(Command::SetShuffle),
        (0..3usize, count(), prop_oneof![0.1..1.0f64, number()]).prop_map(|(index, steps, rate)| {
            Command::SetSchedule { schedule: ScheduleName::NAMES[index].1, steps, rate }
        }),
        (0..4usize).prop_map(|index| Command::SetSpeed(Speed::NAMES[index].1)),
    ];
    let rest = prop_oneof![
        Just(Command::DismissNotices),
        Just(Command::SetChallenge(None)),
        number().prop_map(|loss| {
            Command::SetChallenge(Some(Challenge {
                loss_below: Some(loss),
                by_hand: Some(true),
                ..Challenge::default()
            }))
        }),
    ];
    prop_oneof![
        3 => by_hand,
        2 => points,
        2 => model,
        3 => training,
        4 => text(&LINKS).prop_map(Command::Set),
        1 => rest,
    ]
}

fn deeds() -> impl Strategy<Value = (&'static str, Vec<Deed>)> {
    let again = prop_oneof![Just(Command::Undo), Just(Command::Redo)];
    let deed = prop_oneof![
        6 => command().prop_map(Deed::Ask),
        2 => again.prop_map(Deed::Ask),
        2 => (1..30u32).prop_map(Deed::Train),
    ];
    (prop::sample::select(OPENED.to_vec()), prop::collection::vec(deed, 1..16))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_refused_leaves_everything_as_it_was((hash, deeds) in deeds()) {
        // The other session never gets the refused command.
        let (mut session, mut other) = (open(hash), open(hash));
        for deed in deeds {
            match &deed {
                Deed::Train(updates) => {
                    session.advance(*updates);
                    other.advance(*updates);
                }
                Deed::Ask(command) => {
                    let before = state(&session);
                    if session.apply(command).is_err() {
                        prop_assert_eq!(state(&session), before, "{:?}", command);
                    } else {
                        prop_assert!(other.apply(command).is_ok(), "{command:?} was refused elsewhere");
                    }
                }
            }
            prop_assert_eq!(state(&session), state(&other), "after {:?}", deed);
        }
        session.advance(7);
        other.advance(7);
        while session.apply(&Command::Undo).is_ok() {
            prop_assert!(other.apply(&Command::Undo).is_ok());
            prop_assert_eq!(state(&session), state(&other));
        }
    }

    #[test]
    fn undo_leads_back_and_redo_forth((hash, deeds) in deeds(), updates in 0..9u32) {
        let mut session = open(hash);
        let mut before = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Train(updates) => session.advance(updates),
                Deed::Ask(Command::Undo | Command::Redo) => (),
                Deed::Ask(command) => {
                    // A drag is many commands that are undone together: here each is let go.
                    session.apply(&Command::Settle).unwrap();
                    let was = restored(&session);
                    if session.apply(&command).is_ok() && is_undoable(&command) && restored(&session) != was {
                        // At once, and after training.
                        let now = restored(&session);
                        prop_assert_eq!(undo(&mut session), was.clone(), "{:?}", command);
                        session.apply(&Command::Redo).unwrap();
                        prop_assert_eq!(restored(&session), now, "{:?}", command);
                        session.advance(updates);
                        before.push(was);
                    }
                }
            }
        }
        // All the way back. A change that no link tells of is a step of its own.
        let mut after = Vec::new();
        while session.snapshot().can_undo {
            after.push(restored(&session));
            let there = undo(&mut session);
            if before.last() == Some(&there) {
                before.pop();
            }
        }
        prop_assert_eq!(before, Vec::<String>::new());
        // And forth again.
        while let Some(link) = after.pop() {
            session.apply(&Command::Redo).unwrap();
            prop_assert_eq!(restored(&session), link);
        }
        prop_assert!(!session.snapshot().can_redo);
    }
}
