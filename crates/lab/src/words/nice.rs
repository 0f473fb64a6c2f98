//! Round numbers for people: steps of 1, 2 or 5 times a power of ten, and axes with ticks at such steps.

use serde::Serialize;

use crate::words::decimal::{TEN, parse};

/// One axis or scale: its ends and its ticks. `min < max`; all numbers are finite.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Axis {
    /// The value at the low end.
    pub min: f64,
    /// The value at the high end.
    pub max: f64,
    /// The values with a tick, rising, between the ends.
    pub ticks: Vec<f64>,
}

impl Axis {
    /// Whether the value lies between the ends.
    pub(crate) fn holds(&self, value: f64) -> bool {
        value >= self.min && value <= self.max
    }

    /// The value, or the end that it is beyond.
    pub(crate) fn nearest(&self, value: f64) -> f64 {
        // Unlike `clamp` this is total.
        value.max(self.min).min(self.max)
    }
}

/// The power of ten at or below `value` (> 0, finite). Repeated steps, unlike a logarithm, give the same bits on every
/// machine.
fn decade(value: f64) -> f64 {
    let mut decade: f64 = 1.0;
    while decade > value {
        decade /= 10.0;
    }
    while decade * 10.0 <= value {
        decade *= 10.0;
    }
    decade
}

/// The power of ten at or above `value` (> 0, finite).
pub fn decade_above(value: f64) -> f64 {
    let low = decade(value);
    clean(if low < value { low * 10.0 } else { low })
}

/// The largest of 1, 2, 5 times a power of ten that is not above `value`. 1 where `value` is not a positive number.
pub fn round_down(value: f64) -> f64 {
    if !(value.is_finite() && value > f64::MIN_POSITIVE) {
        return 1.0;
    }
    let decade = decade(value);
    // A tolerance of one part in 1e9: 0.3 / 0.1 must count as 3, although the quotient in binary is slightly less.
    let mantissa = value / decade * (1.0 + 1e-9);
    let round = if mantissa >= 10.0 {
        10.0
    } else if mantissa >= 5.0 {
        5.0
    } else if mantissa >= 2.0 {
        2.0
    } else {
        1.0
    };
    clean(round * decade)
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `value`.
pub fn round_up(value: f64) -> f64 {
    let down = round_down(value);
    if down >= value * (1.0 - 1e-9) {
        return down;
    }
    let double = clean(down * 2.0);
    if round_down(double) == double && double >= value * (1.0 - 1e-9) {
        double
    } else {
        clean(round_down(down * 2.5))
    }
}

/// The nearest number with 12 significant decimal digits: 0.30000000000000004 becomes 0.3.
pub fn clean(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let size = value.abs();
    let scaled = |power: usize| if power < 11 { size / TEN[11 - power] } else { size * TEN[power - 11] };
    match (0..11 + TEN.len()).find(|power| (1e11..1e12).contains(&scaled(*power))) {
        // A whole number below 2^53 divided by an exact power of ten: the quotient is rounded once, to the nearest
        // number.
        Some(power) if power < 11 => (scaled(power).round() * TEN[11 - power]).copysign(value),
        Some(power) => (scaled(power).round() / TEN[power - 11]).copysign(value),
        None => parse(&format!("{value:.11e}")).unwrap_or(value),
    }
}

/// The multiples of `step` from `min` to `max`; at most 100 of them.
pub fn multiples(min: f64, max: f64, step: f64) -> Vec<f64> {
    let first = (min / step - 1e-9).ceil();
    let last = (max / step + 1e-9).floor().min(first + 99.0);
    let mut ticks = Vec::new();
    let mut k = first;
    while k <= last {
        // `+ 0.0` turns -0 into 0.
        ticks.push(clean(k * step) + 0.0);
        k += 1.0;
    }
    ticks
}

/// An axis from `min` to `max` with about `count` ticks; the ends stay as they are.
pub fn axis(min: f64, max: f64, count: f64) -> Axis {
    let (min, max) = widen(min, max);
    let step = round_up((max - min) / count);
    Axis { min, max, ticks: multiples(min, max, step) }
}

/// An axis that reaches at least from `min` to `max` and ends on ticks.
pub fn axis_on_ticks(min: f64, max: f64, count: f64) -> Axis {
    let (min, max) = widen(min, max);
    let step = round_up((max - min) / count);
    let (low, high) = (clean((min / step + 1e-9).floor() * step), clean((max / step - 1e-9).ceil() * step));
    Axis { min: low, max: high, ticks: multiples(low, high, step) }
}

/// A logarithmic axis over whole powers of ten that holds `min` to `max` (both > 0), with at most `count` ticks.
pub fn log_axis(min: f64, max: f64, count: usize) -> Axis {
    let low = decade(min);
    let mut high = decade_above(max);
    if high <= low {
        high = low * 10.0;
    }
    let mut powers = vec![];
    let mut power = low;
    while power <= high * (1.0 + 1e-9) {
        powers.push(clean(power));
        power *= 10.0;
    }
    let every = powers.len().div_ceil(count.max(1)).max(1);
    Axis { min: clean(low), max: clean(high), ticks: powers.into_iter().step_by(every).collect() }
}

/// Moves ends that are equal or nearly equal apart, so that the axis can be drawn.
fn widen(min: f64, max: f64) -> (f64, f64) {
    let size = min.abs().max(max.abs());
    if max - min > size * 1e-9 {
        return (min, max);
    }
    let half = if size == 0.0 { 1.0 } else { size / 2.0 };
    (min - half, max + half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn round_numbers() {
        let check = |value: f64, down: f64, up: f64| {
            assert_eq!((round_down(value), round_up(value)), (down, up), "{value}");
        };
        check(1.0, 1.0, 1.0);
        check(0.3, 0.2, 0.5);
        check(0.1, 0.1, 0.1);
        check(99.0, 50.0, 100.0);
        check(5e-7, 5e-7, 5e-7);
        check(3e12, 2e12, 5e12);
    }

    #[test]
    fn axes() {
        assert_eq!(axis(0.0, 3.4, 4.0).ticks, [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(
            axis_on_ticks(-100.0, 380.0, 5.0),
            Axis { min: -100.0, max: 400.0, ticks: vec![-100.0, 0.0, 100.0, 200.0, 300.0, 400.0] }
        );
        assert_eq!(axis(2.0, 2.0, 4.0), Axis { min: 1.0, max: 3.0, ticks: vec![1.0, 1.5, 2.0, 2.5, 3.0] });
        assert_eq!(log_axis(3.0, 45_000.0, 6).ticks, [1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0]);
        assert_eq!(log_axis(1.0, 1.0, 6), Axis { min: 1.0, max: 10.0, ticks: vec![1.0, 10.0] });
    }

    proptest! {
        #[test]
        fn clean_numbers_are_the_nearest_to_their_decimals(
            digits in 1u32..10_000_000, exponent in -40i32..40, off in -3i64..=3, negative: bool,
        ) {
            let decimal: f64 = format!("{digits}e{exponent}").parse().unwrap();
            let near = f64::from_bits(decimal.to_bits().wrapping_add_signed(off));
            let sign = if negative { -1.0 } else { 1.0 };
            prop_assert_eq!(clean(sign * near), sign * decimal);
        }

        #[test]
        fn every_axis_can_be_drawn(min in -1e15f64..1e15, span in 0.0f64..1e15) {
            for axis in [axis(min, min + span, 5.0), axis_on_ticks(min, min + span, 5.0)] {
                prop_assert!(axis.min < axis.max && axis.min.is_finite() && axis.max.is_finite());
                prop_assert!(axis.ticks.len() <= 100);
                prop_assert!(axis.ticks.windows(2).all(|pair| pair[0] < pair[1]));
            }
        }
    }
}
