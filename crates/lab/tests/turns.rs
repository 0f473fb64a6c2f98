//! How far a key turns a knob, and where the point on the loss map brings both.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{apply, knobs, open};
use two_knobs_lab::Command;
use two_knobs_lab::session::command::{Handle, KnobName};

#[test]
fn keys_turn_a_knob_by_steps() {
    let step = open("#w=140&b=60").snapshot().w.step;
    assert_eq!(step, 5.0);
    let turned = |hash: &str, knob: KnobName, steps: f64, from: Option<f64>| {
        let mut session = open(hash);
        apply(&mut session, Command::Turn { knob, steps, from })
    };
    let check = |hash: &str, knob, steps, from, expected: [f64; 2]| {
        assert_eq!(knobs(&turned(hash, knob, steps, from)), expected, "{hash} {steps} {from:?}");
    };
    use KnobName::{B, W};
    check("#w=140&b=60", W, 1.0, None, [145.0, 60.0]);
    check("#w=140&b=60", W, -10.0, None, [90.0, 60.0]);
    check("#w=140&b=60", B, 0.1, None, [140.0, 60.5]);
    check("#w=140&b=60", B, -0.3, None, [140.0, 58.5]);
    check("#w=140&b=60", W, 2.0, Some(100.0), [110.0, 60.0]);
    // Decimal steps lead to decimals, as near as a parameter of 32 bits comes to them.
    check("#data=line&w=0.1&b=0", W, 1.0, None, [f64::from(0.12f32), 0.0]);
    // A knob on its scale stays there; one that is off it moves freely.
    let scale = open("#w=140&b=60").snapshot().w.scale;
    check("#w=140&b=60", W, 1e6, None, [scale.max, 60.0]);
    check("#w=140&b=60", W, -1e6, None, [scale.min, 60.0]);
    check("#w=5000&b=60", W, -1.0, None, [4995.0, 60.0]);
    let mut session = open("#w=140&b=60");
    for (knob, steps, from) in [
        (W, f64::NAN, None),
        (W, f64::INFINITY, None),
        (W, 1e10, None),
        (B, 1.0, Some(f64::NAN)),
        (B, 1.0, Some(1e16)),
    ] {
        let refused = session.apply(&Command::Turn { knob, steps, from }).unwrap_err();
        assert_eq!(refused.key, "refused.parameter", "{steps} {from:?}");
    }
    assert_eq!(knobs(&session.snapshot()), [140.0, 60.0]);
    let no_bias = open("#nobias=1").apply(&Command::Turn { knob: B, steps: 1.0, from: None }).unwrap_err();
    assert_eq!(no_bias.key, "refused.noBias");
    // Several turns of one knob are one step back.
    for _ in 0..3 {
        apply(&mut session, Command::Turn { knob: W, steps: 1.0, from: None });
    }
    assert_eq!(knobs(&apply(&mut session, Command::Undo)), [140.0, 60.0]);
}

#[test]
fn the_point_on_the_loss_map_turns_both_knobs() {
    let pulled = |hash: &str, x: f64, y: f64| {
        knobs(&apply(&mut open(hash), Command::Pull { handle: Handle::Both, x, y }))
    };
    assert_eq!(pulled("#w=140&b=60", 200.4, 99.6), [200.5, 99.5], "to a tenth of a step");
    let snapshot = open("#w=140&b=60").snapshot();
    assert_eq!(pulled("#w=140&b=60", 1e6, -1e6), [snapshot.w.scale.max, snapshot.b.scale.min]);
    assert_eq!(pulled("#nobias=1&w=140", 200.4, 99.6), [200.5, 0.0], "no bias, none to turn");
    assert_eq!(pulled("#data=xor&layers=2:tanh,1:tanh", 0.5, 0.25), [0.5, 0.25], "a network's map too");
    let refused = open("").apply(&Command::Pull { handle: Handle::Both, x: f64::NAN, y: 0.0 }).unwrap_err();
    assert_eq!(refused.key, "refused.parameter");
}
