//! The training settings: each is one undo step, keeps the weights, and trains as Keras does.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{apply, knobs, link, open};
use two_knobs_lab::keras::script::{Flavour, script};
use two_knobs_lab::words::terms::{OptimizerName, ScheduleName};
use two_knobs_lab::{Command, Session};

const START: &str = "#points=1,300;2,500&w=1&b=2&batch=all";

fn schedule(schedule: ScheduleName, steps: f64, rate: f64) -> Command {
    Command::SetSchedule { schedule, steps, rate }
}

#[test]
fn each_setting_reaches_the_link_keeps_the_weights_and_is_one_undo_step() {
    let rows = [
        (Command::SetOptimizer(OptimizerName::Adam), "opt=adam"),
        (Command::SetMomentum(0.9), "momentum=0.9"),
        (Command::SetNesterov(true), "nesterov=1"),
        (Command::SetL1(0.5), "l1=0.5"),
        (Command::SetL2(0.5), "l2=0.5"),
        (Command::SetClip(1.0), "clip=1"),
        (Command::SetShuffle(false), "shuffle=0"),
        (schedule(ScheduleName::Cosine, 1000.0, 0.5), "schedule=cosine"),
        (schedule(ScheduleName::Exponential, 10.0, 0.9), "schedule=exponential&decaysteps=10&decayrate=0.9"),
    ];
    for (command, keys) in rows {
        let mut session = open(START);
        session.advance(3);
        let before = (link(&session), knobs(&session.snapshot()));
        let after = apply(&mut session, &command);
        assert_eq!(knobs(&after), before.1, "{keys}");
        assert_eq!(after.training.epoch, 3.0, "{keys}");
        assert!(link(&session).contains(keys), "{keys}: {}", link(&session));
        apply(&mut session, Command::Undo);
        assert_eq!((link(&session), knobs(&session.snapshot())), before, "{keys}");
    }
}

#[test]
fn digits_typed_one_after_the_other_are_one_step() {
    let mut session = open(START);
    for value in [0.0, 0.9, 0.95] {
        apply(&mut session, Command::SetMomentum(value));
    }
    apply(&mut session, Command::Settle);
    assert!(!apply(&mut session, Command::Undo).can_undo);
}

#[test]
fn only_what_the_optimizer_has_is_offered() {
    let has = |hash: &str| {
        let settings = open(hash).snapshot().training.settings;
        (settings.has_momentum, settings.has_nesterov)
    };
    assert_eq!(has("#opt=sgd"), (true, true));
    assert_eq!(has("#opt=rmsprop"), (true, false));
    assert_eq!(has("#opt=adam"), (false, false));
}

fn rate_after(session: &mut Session, updates: u32) -> f64 {
    session.advance(updates);
    session.snapshot().training.settings.rate_now
}

#[test]
fn schedules_lower_the_rate_as_keras_computes_it() {
    // keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5)(10) and CosineDecay(0.1, 10)(5), (10).
    let mut exponential = open("#points=1,300;2,500&lr=0.1&schedule=exponential&decaysteps=10&decayrate=0.5");
    assert_eq!(exponential.snapshot().training.settings.rate_now, f64::from(0.1f32));
    assert!((rate_after(&mut exponential, 10) - 0.05).abs() < 1e-8);
    let mut cosine = open("#points=1,300;2,500&lr=0.1&schedule=cosine&decaysteps=10");
    assert!((rate_after(&mut cosine, 5) - 0.05).abs() < 1e-8);
    assert!(rate_after(&mut cosine, 5).abs() < 1e-9);
    // A rate that falls has no limit above which it is sure to diverge.
    assert_eq!(cosine.snapshot().training.limit, None);
    // Updates by one and by many leave the same bits.
    let (mut one, mut many) = (open(START), open(START));
    for session in [&mut one, &mut many] {
        apply(session, schedule(ScheduleName::Exponential, 7.0, 0.9));
    }
    (0..40).for_each(|_| one.advance(1));
    many.advance(40);
    assert_eq!(knobs(&one.snapshot()), knobs(&many.snapshot()));
}

#[test]
fn the_script_writes_keras_schedules() {
    let mut session = open(START);
    apply(&mut session, schedule(ScheduleName::Exponential, 10.0, 0.9));
    session.advance(4);
    let text = script(&session, Flavour::Keras, 1);
    let rate =
        "learning_rate=keras.optimizers.schedules.ExponentialDecay(0.1, decay_steps=10, decay_rate=0.9)";
    assert!(text.contains(rate), "{text}");
    assert!(text.contains("model.optimizer.iterations.assign(4)"), "{text}");
    apply(&mut session, schedule(ScheduleName::Cosine, 20.0, 0.9));
    let text = script(&session, Flavour::TfKeras, 1);
    assert!(text.contains("tf.keras.optimizers.schedules.CosineDecay(0.1, decay_steps=20)"), "{text}");
}
