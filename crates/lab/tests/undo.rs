//! Undo, step by step: what is one step, what comes back and what stays.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{link, open};
use two_knobs_lab::session::challenge::Challenge;
use two_knobs_lab::{Command, Session, Speed};

#[test]
fn every_setting_that_a_link_brought_goes_again() {
    let mut session = open("#data=houses");
    let before = link(&session);
    for told in [
        "l2=0.5&momentum=0.9&init=he_normal",
        "l1=0.1&clip=2&nesterov=1&binit=ones",
        "lr=0.5&batch=2&shuffle=0",
        "opt=adam&seed=3",
        "lock=w,b&epoch=7",
    ] {
        session.apply(&Command::Set(told.into())).unwrap();
        let after = link(&session);
        assert_ne!(after, before);
        session.apply(&Command::Undo).unwrap();
        assert_eq!((link(&session), session.snapshot().can_undo), (before.clone(), false), "{told}");
        session.apply(&Command::Redo).unwrap();
        assert_eq!(link(&session), after, "{told}");
        session.apply(&Command::Undo).unwrap();
    }
}

#[test]
fn old_data_come_back_with_their_own_weights() {
    let mut session = open("#points=1e9,1;-1e9,2&w=1");
    let before = link(&session);
    // Weights too large for the points before.
    session.apply(&Command::Set("data=lab&w=1e15".into())).unwrap();
    let after = link(&session);
    session.apply(&Command::Undo).unwrap();
    assert_eq!(link(&session), before);
    session.apply(&Command::Redo).unwrap();
    assert_eq!(link(&session), after);
}

#[test]
fn another_network_begins_at_epoch_0() {
    let epoch = |session: &Session| session.snapshot().training.epoch;
    let mut session = open("#data=houses&epoch=5");
    session.apply(&Command::Set("layers=4:tanh,1".into())).unwrap();
    assert_eq!(epoch(&session), 0.0);
    assert_eq!(link(&session), "#data=houses&layers=4:tanh,1:linear", "at the seed's weights");
    session.apply(&Command::SetWeight(0.5)).unwrap();
    session.advance(40);
    let trained = (epoch(&session), session.snapshot().w.value);
    // The same network under another name keeps its weights and goes on.
    for told in ["layers=4:tanh,1", "layers=4:relu,1", "lr=0.001", "nobias=0"] {
        session.apply(&Command::Set(told.into())).unwrap();
        assert_eq!((epoch(&session), session.snapshot().w.value), trained, "{told}");
    }
    session.apply(&Command::Set("data=circle".into())).unwrap();
    let circle = "#data=circle&layers=4:relu,1:linear&lr=1e-3";
    assert_eq!((epoch(&session), link(&session).as_str()), (0.0, circle), "other inputs, other kernels");
    session.apply(&Command::Set("data=lab&epoch=3".into())).unwrap();
    assert_eq!(epoch(&session), 3.0, "a link may say otherwise");
}

#[test]
fn reset_and_new_start_are_taken_back() {
    let mut session = open("#data=houses&w0=-20&b0=30&w=1");
    session.advance(50);
    let trained = link(&session);
    session.apply(&Command::Reset).unwrap();
    session.advance(3);
    session.apply(&Command::NewStart).unwrap();
    let fresh = session.snapshot();
    assert_eq!((fresh.training.seed, fresh.can_undo), (1, true));
    session.apply(&Command::Undo).unwrap();
    assert_eq!(session.snapshot().training.seed, 0);
    session.apply(&Command::Undo).unwrap();
    assert_eq!(link(&session), trained);
    assert_eq!(session.snapshot().past.len(), 2, "the runs stay to compare");
    session.apply(&Command::Redo).unwrap();
    session.apply(&Command::Redo).unwrap();
    assert_eq!(session.snapshot().w.value, fresh.w.value);
}

#[test]
fn settings_of_training_are_steps_of_their_own() {
    let mut session = open("#data=houses&w=1&b=2");
    session.apply(&Command::SetWeight(3.0)).unwrap();
    // Turning a slider while training runs is one step.
    for rate in [0.01, 0.02, 0.03] {
        session.apply(&Command::SetLearningRate(rate)).unwrap();
        session.advance(1);
    }
    session.apply(&Command::Settle).unwrap();
    session.apply(&Command::SetLearningRate(0.04)).unwrap();
    session.apply(&Command::SetBatchSize(None)).unwrap();
    session.apply(&Command::Freeze { w: false, b: true }).unwrap();
    session.apply(&Command::SetSpeed(Speed::Ten)).unwrap();
    for target in [Some(3.0), Some(30.0)] {
        session.apply(&Command::SetTarget(target)).unwrap();
    }
    let mut seen = Vec::new();
    while session.snapshot().can_undo {
        session.apply(&Command::Undo).unwrap();
        let snapshot = session.snapshot();
        seen.push((
            snapshot.training.target,
            snapshot.b.frozen,
            snapshot.training.batch_size,
            snapshot.training.learning_rate,
            snapshot.w.value == 1.0,
        ));
        assert_eq!(snapshot.training.speed, Speed::Ten, "the pace stays");
    }
    assert_eq!(
        seen,
        [
            (None, true, None, 0.04, false),
            (None, false, None, 0.04, false),
            (None, false, Some(4), 0.04, false),
            (None, false, Some(4), 0.03, false),
            (None, false, Some(4), 0.03, false),
            (None, false, Some(4), 0.03, true),
        ]
    );
}

#[test]
fn a_hand_that_drags_while_training_runs_makes_one_step() {
    let mut session = open("#data=houses&w=1&b=2");
    session.apply(&Command::Hold { w: true, b: false }).unwrap();
    for value in [10.0, 20.0, 30.0] {
        session.apply(&Command::SetWeight(value)).unwrap();
        session.advance(2);
    }
    session.apply(&Command::Settle).unwrap();
    session.apply(&Command::Undo).unwrap();
    assert_eq!(link(&session), "#data=houses&w=1&b=2");
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut session = open("#w=1&b=2");
    for command in [
        Command::SetWeight(1.0),
        Command::Reset,
        Command::SetNoBias(false),
        Command::SetLearningRate(0.1),
        Command::Set(String::new()),
        Command::Set("w=1".into()),
        Command::Set("speed=10".into()),
    ] {
        session.apply(&command).unwrap();
        assert!(!session.snapshot().can_undo, "{command:?}");
    }
}

#[test]
fn undo_makes_no_training_by_hand() {
    let mut session = open("#w=140&b=60");
    let by_hand = Challenge { by_hand: Some(true), loss_below: Some(10.0), ..Challenge::default() };
    session.apply(&Command::SetChallenge(Some(by_hand))).unwrap();
    session.advance(5_000);
    session.apply(&Command::Reset).unwrap();
    session.apply(&Command::Undo).unwrap();
    let challenge = session.snapshot().challenge.unwrap();
    assert!(session.snapshot().loss < 10.0 && !challenge.met && challenge.spent);
    session.apply(&Command::Redo).unwrap();
    session.apply(&Command::SetKnobs { w: 200.0, b: 100.0 }).unwrap();
    assert!(session.snapshot().challenge.unwrap().met);
}

#[test]
fn points_of_ones_own_keep_their_axes_names_under_a_host_that_sets() {
    let mut session = open("");
    session.apply(&Command::AddPoint { x: 3.0, y: 700.0 }).unwrap();
    session.apply(&Command::Set("w=12".into())).unwrap();
    assert_eq!(session.snapshot().data.x.name, "size");
}
