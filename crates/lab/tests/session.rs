//! The session as the page uses it: open a link, give commands, read the snapshot.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{apply, open};
use two_knobs_lab::data::datasets::DataName;
use two_knobs_lab::session::snapshot::Status;
use two_knobs_lab::{Command, Display, Session, Speed};

/// Both knobs, bit for bit.
fn bits(session: &Session) -> [u64; 2] {
    let snapshot = session.snapshot();
    [snapshot.w.value.to_bits(), snapshot.b.value.to_bits()]
}

#[test]
fn opens_on_the_lab_with_the_weights_keras_prints_after_seed_0() {
    let snapshot = open("").snapshot();
    // tests/fixtures/keras/thread_fit_sgd_mse_1000.json, initial_weights
    assert_eq!((snapshot.w.value, snapshot.b.value), (0.05433225631713867, 0.0));
    assert_eq!((snapshot.data.name, snapshot.data.rows), (DataName::Lab, 2));
    assert_eq!((snapshot.training.learning_rate, snapshot.training.batch_size), (0.1, None));
    assert!(snapshot.notices.is_empty());
}

#[test]
fn the_two_houses_lie_on_w_200_b_100() {
    let snapshot = open("#w=200&b=100").snapshot();
    assert_eq!((snapshot.loss, snapshot.r2, snapshot.misses), (0.0, Some(1.0), vec![0.0, 0.0]));
    let best = snapshot.best.unwrap();
    assert!((best.w - 200.0).abs() < 1e-9 && (best.b - 100.0).abs() < 1e-9);
    let by_hand = open("#w=140&b=60").snapshot();
    // Known numbers: errors 100 and 160, their mean square, and what SGD would do.
    assert_eq!((by_hand.loss, by_hand.misses), (17_800.0, vec![-100.0, -160.0]));
    assert!((by_hand.w.nudge - 42.0).abs() < 1e-4 && (by_hand.b.nudge - 26.0).abs() < 1e-4);
    assert!((by_hand.r2.unwrap() + 0.78).abs() < 1e-9);
    assert!((by_hand.training.limit.unwrap() - 0.2918).abs() < 1e-4);
}

#[test]
fn sliders_and_axes_fit_the_data() {
    for data in ["lab", "houses"] {
        let snapshot = open(&format!("#data={data}")).snapshot();
        assert_eq!(snapshot.w.scale, snapshot.b.scale, "{data}: arrows can be compared");
        assert_eq!(
            (snapshot.w.scale.min, snapshot.w.scale.max, snapshot.w.step),
            (-100.0, 400.0, 5.0),
            "{data}"
        );
        assert_eq!((snapshot.axes.x.min, snapshot.axes.x.max), (0.0, 3.4), "{data}");
        assert_eq!(snapshot.axes.y.ticks, [0.0, 200.0, 400.0, 600.0, 800.0], "{data}");
    }
    let line = open("#data=line").snapshot();
    let best = line.best.unwrap();
    assert!(line.w.scale.min < 0.0 && line.w.scale.max > best.w && line.b.scale.max > best.b);
    let off = open("#w=3000").snapshot();
    assert_eq!(off.axes.y, open("").snapshot().axes.y, "axes do not follow the line");
    assert_eq!(off.w.off_scale, Some(two_knobs_lab::session::snapshot::End::High));
}

#[test]
fn the_pace_changes_nothing() {
    for hash in ["#data=lab", "#data=houses&lr=0.01", "#data=line&batch=7&seed=3"] {
        let (mut at_once, mut by_steps, mut mixed) = (open(hash), open(hash), open(hash));
        at_once.advance(101);
        for _ in 0..101 {
            by_steps.advance(1);
        }
        for n in [1, 30, 2, 68] {
            mixed.advance(n);
        }
        assert_eq!(at_once.snapshot(), by_steps.snapshot(), "{hash}");
        assert_eq!(at_once.snapshot(), mixed.snapshot(), "{hash}");
        assert_eq!(at_once.curves(), by_steps.curves(), "{hash}");
    }
}

#[test]
fn training_the_noisy_houses_comes_close_to_the_best_line() {
    let mut session = open("#data=houses");
    session.advance(20_000);
    let snapshot = session.snapshot();
    assert!(snapshot.loss < 1.05 * snapshot.best.unwrap().loss, "{}", snapshot.loss);
    assert_eq!((snapshot.training.epoch, snapshot.training.updates), (5_000.0, 20_000.0));
}

#[test]
fn too_large_a_rate_ends_in_a_state_that_can_be_shown() {
    let mut session = open("#lr=0.5");
    session.advance(1_000_000);
    let snapshot = session.snapshot();
    assert_eq!(snapshot.training.status, Status::RateAboveLimit);
    assert_eq!(snapshot.training.updates, 6.0, "as in the mock: stopped after 6 updates");
    assert_eq!(snapshot.training.advice.unwrap().rate, Some(0.1));
    assert!(snapshot.loss.is_finite() && snapshot.w.value.is_finite() && snapshot.b.value.is_finite());
    let before = bits(&session);
    session.advance(10);
    assert_eq!(bits(&session), before, "training goes on only after a change");
    apply(&mut session, Command::SetLearningRate(0.1));
    session.advance(100_000);
    assert_eq!(session.snapshot().training.status, Status::Settled);
    assert!(session.snapshot().loss < 1e-6);
}

#[test]
fn a_link_far_out_stops_at_the_last_finite_numbers() {
    let mut session = open("#points=1000000000,1000000000;-1000000000,3&w=1e15&b=-1e15&lr=1000&batch=1");
    session.advance(100);
    let snapshot = session.snapshot();
    assert_ne!(snapshot.training.status, Status::Ready);
    assert!(snapshot.w.value.is_finite() && snapshot.b.value.is_finite());
}

#[test]
fn training_pauses_when_the_weights_stop_changing() {
    let mut session = open("#data=lab");
    session.advance(100_000);
    let settled = session.snapshot();
    assert_eq!(settled.training.status, Status::Settled);
    assert!(settled.loss < 1e-6);
    let stepped = apply(&mut session, Command::Step);
    assert_eq!(stepped.training.status, Status::Settled);
    assert_eq!(
        (stepped.w.value, stepped.b.value),
        (settled.w.value, settled.b.value),
        "more updates change nothing"
    );
    let moved = apply(&mut session, Command::SetWeight(0.0));
    assert_eq!(moved.training.status, Status::Ready, "a hand on a knob makes work for SGD again");
}

#[test]
fn reset_returns_to_the_same_start_and_new_start_takes_the_next_seed() {
    let mut session = open("#data=houses&w0=-20&b0=30&w=1");
    let opened = session.snapshot();
    assert_eq!((opened.w.value, opened.start.w, opened.start.b), (1.0, -20.0, 30.0));
    session.advance(50);
    let first_run = session.snapshot();
    let reset = apply(&mut session, Command::Reset);
    assert_eq!(
        (reset.w.value, reset.b.value, reset.training.epoch, reset.training.updates),
        (-20.0, 30.0, 0.0, 0.0)
    );
    assert!(session.curves()[0].is_empty());
    session.advance(50);
    apply(&mut session, Command::Reset);
    session.advance(50);
    assert_ne!(first_run.w.value, session.snapshot().w.value, "the first run began elsewhere");

    let fresh = apply(&mut session, Command::NewStart);
    assert_eq!((fresh.training.seed, fresh.b.value, fresh.training.updates), (1, 0.0, 0.0));
    assert_eq!(fresh.w.value, open("#seed=1").snapshot().w.value);
    assert_eq!(fresh.w.value, fresh.start.w);
}

#[test]
fn the_same_start_trains_the_same_again() {
    let mut session = open("#data=houses");
    session.advance(77);
    let first = bits(&session);
    apply(&mut session, Command::Reset);
    session.advance(77);
    assert_eq!(bits(&session), first);
}

#[test]
fn sgd_leaves_a_held_knob_alone() {
    let mut session = open("#data=houses");
    apply(&mut session, Command::SetWeight(120.0));
    apply(&mut session, Command::Hold { w: true, b: false });
    session.advance(40);
    let held = session.snapshot();
    assert_eq!((held.w.value, held.w.nudge), (120.0, 0.0));
    assert_ne!(held.b.value, 0.0);
    apply(&mut session, Command::Hold { w: false, b: false });
    session.advance(1);
    assert_ne!(session.snapshot().w.value, 120.0);
}

#[test]
fn the_nudge_is_the_step_that_is_taken() {
    for hash in ["#data=houses", "#data=lab&w=140&b=60", "#data=line&batch=3"] {
        let mut session = open(hash);
        for _ in 0..9 {
            let before = session.snapshot();
            let after = apply(&mut session, Command::Step);
            for (before, after) in [(&before.w, &after.w), (&before.b, &after.b)] {
                let slip = (before.value + before.nudge - after.value).abs();
                assert!(slip <= 1e-6 * before.value.abs().max(after.value.abs()), "{hash}: {slip}");
            }
        }
    }
}

#[test]
fn a_refused_command_changes_nothing() {
    let mut session = open("#data=houses");
    session.advance(10);
    let before = session.snapshot();
    for command in [
        Command::SetWeight(f64::NAN),
        Command::SetBias(f64::INFINITY),
        Command::SetWeight(1e16),
        Command::SetLearningRate(0.0),
        Command::SetLearningRate(-1.0),
        Command::SetBatchSize(Some(0.0)),
        Command::SetData(DataName::Points),
    ] {
        assert!(session.apply(&command).is_err(), "{command:?}");
        assert_eq!(session.snapshot(), before, "{command:?}");
    }
}

#[test]
fn a_link_restores_the_state() {
    let mut session = open("#data=houses&seed=4");
    apply(&mut session, Command::SetSpeed(Speed::Hundred));
    apply(&mut session, Command::SetBatchSize(Some(2.0)));
    apply(&mut session, Command::SetLearningRate(0.013));
    session.advance(70);
    let link = session.link(&Display::default()).unwrap();
    let again = open(&link);
    let (mut left, mut right) = (session.snapshot(), again.snapshot());
    // The curve and the count of updates belong to the run, not to the link.
    left.curve = right.curve.clone();
    left.training.updates = 0.0;
    right.training.updates = 0.0;
    // Versions count changes seen by the page, undo what was done in this session.
    left.data.version = right.data.version;
    left.map_version = right.map_version;
    left.began = right.began;
    left.can_undo = right.can_undo;
    left.past.clear();
    assert_eq!(left, right);
    assert_eq!(again.link(&Display::default()).unwrap(), link);
}

#[test]
fn an_untouched_experiment_has_an_empty_link() {
    assert_eq!(open("").link(&Display::default()).unwrap(), "");
    assert_eq!(open("#data=houses&lr=0.03&batch=4").link(&Display::default()).unwrap(), "#data=houses");
    assert_eq!(open("#w=200&b=100").link(&Display::default()).unwrap(), "#w=200&b=100");
    assert_eq!(open("#w=1&w0=1").link(&Display::default()).unwrap(), "#w=1");
}

#[test]
fn changing_the_data_keeps_the_seed_and_the_own_points() {
    let mut session = open("#points=1,2;2,4;3,7&seed=5");
    let houses = apply(&mut session, Command::SetData(DataName::Houses));
    assert_eq!((houses.data.rows, houses.training.seed, houses.training.batch_size), (14, 5, Some(4)));
    let own = apply(&mut session, Command::SetData(DataName::Points));
    assert_eq!(own.data.rows, 3);
    assert!(own.data.version > houses.data.version);
}

#[test]
fn any_own_points_can_be_opened_and_trained() {
    for points in
        ["0,0", "1,1;1,2", "5,5;5,5", "-1000000000,1000000000;1000000000,-1000000000", "0,1e-9;1e-9,0"]
    {
        let mut session = open(&format!("#points={points}"));
        session.advance(1000);
        let snapshot = session.snapshot();
        assert!(snapshot.w.value.is_finite() && snapshot.b.value.is_finite(), "{points}");
        assert!(
            snapshot.axes.x.min < snapshot.axes.x.max && snapshot.axes.y.min < snapshot.axes.y.max,
            "{points}"
        );
        assert!(snapshot.w.scale.min < snapshot.w.scale.max && snapshot.w.step > 0.0, "{points}");
    }
}
