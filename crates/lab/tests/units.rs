//! The pictures of a network's units.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::open;
use two_knobs_lab::Session;

/// The outputs of one input or unit at the corners of a map: upper left, upper right, lower left, lower right.
fn corners(session: &Session, picture: usize) -> [f32; 4] {
    let units = session.units(24);
    let values = &units.values[picture * units.points..(picture + 1) * units.points];
    [values[0], values[23], values[23 * 24], values[24 * 24 - 1]]
}

#[test]
fn a_units_map_is_its_own_output() {
    let session = open("#data=xor&layers=2:tanh,1:sigmoid&seed=3");
    let ([[kernel, bias], _], axes) =
        (<[_; 2]>::try_from(session.layers().collect::<Vec<_>>()).unwrap(), session.snapshot().axes);
    let x = [axes.x.min, axes.x.max, axes.x.min, axes.x.max].map(|x| x as f32);
    let y = [axes.y.max, axes.y.max, axes.y.min, axes.y.min].map(|y| y as f32);
    assert_eq!((corners(&session, 0), corners(&session, 1)), (x, y));
    for unit in [0, 1] {
        let found = corners(&session, 2 + unit);
        for corner in 0..4 {
            let sum = x[corner] * kernel[unit] + y[corner] * kernel[2 + unit] + bias[unit];
            assert!((found[corner] - sum.tanh()).abs() < 1e-5, "{unit} {corner}");
        }
    }
    assert_eq!(session.units(24).reach[2..], [[-1.0, 1.0], [-1.0, 1.0], [0.0, 1.0]]);
}

#[test]
fn pictures_follow_training_the_shape_and_the_scale() {
    let mut session = open("#data=sine&layers=3:relu,1:linear&scale=standard");
    let before = session.units(24).values.clone();
    assert_eq!((before.len(), session.units(24).columns), (60 * 5, 0));
    session.advance(20);
    let after = session.units(24).values.clone();
    assert_eq!(before[..60], after[..60]);
    assert_ne!(before[60..], after[60..]);
    let answers = {
        let axis = session.snapshot().axes.x;
        session.answers(&[axis.min as f32, axis.max as f32])
    };
    assert_eq!([after[4 * 60], after[5 * 60 - 1]], answers[..]);
    let undone = open("#data=sine&layers=4:relu,1:linear");
    assert_eq!(undone.units(24).values.len(), 60 * 6);
}

#[test]
fn the_parts_and_the_last_bias_are_the_curve() {
    let mut session = open("#data=sine&layers=5:relu,1:linear&seed=1");
    session.advance(50);
    let parts = session.parts();
    let bias = session.layers().last().unwrap()[1][0];
    assert_eq!(parts.len(), 5);
    for point in 0..60 {
        let sum: f32 = parts.iter().map(|part| part[point][1]).sum::<f32>() + bias;
        let answer = session.answers(&[parts[0][point][0]])[0];
        assert!((sum - answer).abs() < 1e-4, "{point}: {sum} {answer}");
    }
    for hash in ["#data=sine&layers=5:relu,1:tanh", "#data=sine&layers=3:relu,2:relu,1:linear", "#data=lab"] {
        assert!(open(hash).parts().is_empty(), "{hash}");
    }
}
