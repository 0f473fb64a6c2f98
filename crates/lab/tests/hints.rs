//! What goes wrong is said on the spot, and only where it goes wrong.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{apply, knobs, open};
use two_knobs_lab::session::faults::{Fault, NoteKind, Trouble};
use two_knobs_lab::session::snapshot::Status;
use two_knobs_lab::{Command, Session, Snapshot};

fn troubles(snapshot: &Snapshot) -> Vec<Trouble> {
    let trouble = |fault| match fault {
        Fault::Training(trouble) => Some(trouble),
        Fault::Pairing(_) => None,
    };
    snapshot.hints.iter().filter_map(|hint| trouble(hint.fault)).collect()
}

/// A link's `params` from numbers.
fn with(link: &str, parameters: &[f32]) -> Session {
    let bytes: Vec<u8> = parameters.iter().flat_map(|value| value.to_le_bytes()).collect();
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        (0..=chunk.len())
            .for_each(|digit| text.push(digits[(bits >> (18 - 6 * digit) & 63) as usize] as char));
    }
    let session = open(&format!("{link}&params={text}"));
    assert_eq!(session.snapshot().notices, vec![], "{link}");
    session
}

#[test]
fn twins_are_units_with_the_same_start_and_the_same_slopes() {
    for init in ["ones", "zeros"] {
        let mut session = open(&format!("#data=xor&layers=3:tanh,1:sigmoid&init={init}"));
        session.advance(50);
        let snapshot = session.snapshot();
        assert!(troubles(&snapshot).contains(&Trouble::Twins), "{init}");
        let twins: Vec<_> =
            snapshot.notes.iter().filter(|note| note.kind == NoteKind::Twin).map(|note| note.unit).collect();
        assert_eq!(twins, [1, 2], "{init}");
        assert!(snapshot.notes.iter().all(|note| note.like != Some(note.unit)));
    }
    let mut random = open("#data=xor&layers=3:tanh,1:sigmoid");
    random.advance(50);
    assert!(!troubles(&random.snapshot()).contains(&Trouble::Twins));
    let mut mended = open("#data=xor&layers=3:tanh,1:sigmoid&init=ones");
    apply(&mut mended, Command::Set("init=glorot_uniform".into()));
    assert!(!troubles(&apply(&mut mended, Command::NewStart)).contains(&Trouble::Twins));
}

#[test]
fn dead_and_stuck_units_are_named() {
    let kinds = |session: &Session| {
        session.snapshot().notes.iter().map(|note| (note.unit, note.kind)).collect::<Vec<_>>()
    };
    let rows = "#points=0,0;1,1;2,0";
    // Kernel, biases, kernel, bias: the first unit never rises above 0.
    let relu = with(&format!("{rows}&layers=2:relu,1:linear"), &[1.0, 1.0, -5.0, 0.0, 1.0, 1.0, 0.0]);
    assert_eq!(kinds(&relu), [(0, NoteKind::AlwaysZero)]);
    assert_eq!(troubles(&relu.snapshot()), [Trouble::Dead]);
    let sigmoid = with(
        &format!("{rows}&layers=3:sigmoid,1:linear"),
        &[1.0, 1.0, 1.0, 20.0, -20.0, 0.0, 1.0, 1.0, 1.0, 0.0],
    );
    assert_eq!(kinds(&sigmoid), [(0, NoteKind::StuckHigh), (1, NoteKind::StuckLow)]);
    let tanh = with(&format!("{rows}&layers=2:tanh,1:linear"), &[1.0, 1.0, 20.0, -20.0, 1.0, 1.0, 0.0]);
    assert_eq!(kinds(&tanh), [(0, NoteKind::StuckHigh), (1, NoteKind::StuckLow)]);
    assert_eq!(troubles(&tanh.snapshot()), [Trouble::Stuck]);
    // A steep step between the points is no fault.
    let step = with(&format!("{rows}&layers=1:sigmoid,1:linear"), &[100.0, -50.0, 1.0, 0.0]);
    assert_eq!(kinds(&step), []);
}

#[test]
fn the_coffee_network_of_the_course_answers_as_the_course_says() {
    let parameters =
        [-8.94, 0.29, 12.89, -0.17, -7.34, 10.79, -9.87, -9.28, 1.01, -31.38, -27.86, -32.79, 15.54];
    let link = "#points=-0.4671,0.4159,1;-0.4671,3.1631,0&layers=3:sigmoid,1:sigmoid";
    let session = with(link, &parameters);
    let answers = session.answers(&[-0.4671, 0.4159, -0.4671, 3.1631]);
    assert!((answers[0] - 0.962_374).abs() < 1e-5, "{answers:?}");
    assert!((answers[1] / 3.0317e-8 - 1.0).abs() < 1e-3, "{answers:?}");
}

#[test]
fn a_stuck_xor_is_neither_solved_nor_diverged() {
    let link = "#points=0,0,0;0,1,1;1,0,1;1,1,0&layers=2:sigmoid,1:sigmoid&loss=mse&batch=all&lr=1";
    // The same first layer ends there with one output kernel, and solves the task with another.
    let trained = |out: [f32; 2]| {
        let kernel = [-0.126_926_9, -0.935_742_7, -0.844_955_8, 0.817_365_2];
        let mut session = with(link, &[&kernel[..], &[0.0, 0.0], &out, &[0.0]].concat());
        session.advance(10_000);
        session.snapshot()
    };
    let snapshot = trained([-0.9, 0.6]);
    assert!((snapshot.loss - 0.1254).abs() < 1e-4, "{}", snapshot.loss);
    assert!(matches!(snapshot.training.status, Status::Ready | Status::Settled));
    assert!(troubles(&snapshot).contains(&Trouble::Plateau));
    assert!(snapshot.classes.unwrap().accuracy < 1.0);
    let snapshot = trained([0.9, 0.6]);
    assert!(snapshot.loss < 0.001, "{}", snapshot.loss);
    assert!(!troubles(&snapshot).contains(&Trouble::Plateau));
    assert_eq!(snapshot.classes.unwrap().accuracy, 1.0);
}

#[test]
fn exploding_gradients_offer_a_clip_that_holds() {
    let mut session = open("#data=cubic&layers=8:relu,8:relu,1:linear&lr=50&batch=all");
    session.advance(500);
    assert!(troubles(&session.snapshot()).contains(&Trouble::Exploding));
    apply(&mut session, Command::Reset);
    apply(&mut session, Command::SetClip(1.0));
    session.advance(500);
    assert!(!troubles(&session.snapshot()).contains(&Trouble::Exploding));
    assert_eq!(session.snapshot().training.status, Status::Ready);
}

#[test]
fn the_right_values_with_a_penalty() {
    let mut session = open("#points=0,0&w=1&b=0&lr=0.3&l2=10&batch=all");
    assert!((session.snapshot().training.limit.unwrap() - 0.1).abs() < 1e-9);
    for expected in [-5.0, 25.0, -125.0, 625.0] {
        session.advance(1);
        assert!((knobs(&session.snapshot())[0] / expected - 1.0).abs() < 1e-6);
        assert_eq!(session.snapshot().loss, 0.0, "the data's own loss");
    }
    let mut session = open("#points=1,300;2,500&l2=10&batch=all");
    assert!((session.snapshot().training.limit.unwrap() - 0.078_787_1).abs() < 1e-7);
    session.advance(20_000);
    let snapshot = session.snapshot();
    let best = snapshot.best.unwrap();
    for (w, b) in [(best.w, best.b), (snapshot.w.value, snapshot.b.value)] {
        assert!((w - 4.878_049).abs() < 1e-3 && (b - 392.682_927).abs() < 1e-2, "{w} {b}");
    }
    assert!((snapshot.loss - 9_518.144).abs() < 0.1, "{}", snapshot.loss);
    assert!((snapshot.loss + snapshot.penalty - 9_756.097_6).abs() < 0.05);
    assert!((best.loss - 9_756.097_6).abs() < 0.01);
}

#[test]
fn right_and_wrong_answers_are_counted() {
    let counts = |link: &str| open(link).snapshot().classes;
    let xor = counts("#data=xor&n=40&test=0.25").unwrap();
    assert_eq!(xor.confusions.iter().flatten().sum::<u32>(), 30);
    assert!((0.0..=1.0).contains(&xor.test_accuracy.unwrap()));
    assert_eq!(counts("#data=blobs").unwrap().confusions.len(), 4);
    assert_eq!(counts("#data=houses"), None);
    // A neuron that answers 1 from x = 1.5 on.
    let split = counts("#points=0,0;1,0;2,1;3,0&layers=1:sigmoid&w=10&b=-15").unwrap();
    assert_eq!(split.confusions, [[2, 1], [0, 1]]);
    assert_eq!((split.accuracy, split.test_accuracy), (0.75, None));
}
