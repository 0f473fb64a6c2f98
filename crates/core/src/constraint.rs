//! Constraints: limits that are applied to the weights after every update.
//!
//! With n the length (square root of the sum of squares) of a kernel's column, or over another axis:
//! `max_norm` w clip(n, 0, M) / (n + 1e-7), `unit_norm` w / (n + 1e-7), `min_max_norm` w d / (n + 1e-7) with
//! d = rate clip(n, min, max) + (1 - rate) n; `non_neg` max(w, 0). A bias has one axis and one length.
//!
//! ```
//! use two_knobs_core::constraint::Constraint;
//! let mut kernel = [3.0, 4.0]; // (inputs 2, units 1): one column of length 5
//! Constraint::from_name("unit_norm").unwrap().apply(&mut kernel, 1);
//! assert!((kernel[0] - 0.6).abs() < 1e-6 && (kernel[1] - 0.8).abs() < 1e-6);
//! ```

use crate::error::{Error, Kind};

/// Keras's constraints with their arguments.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the arguments carry Keras's names
pub enum Constraint {
    #[default]
    None,
    NonNeg,
    MaxNorm {
        max_value: f32,
        axis: Axis,
    },
    UnitNorm {
        axis: Axis,
    },
    MinMaxNorm {
        min_value: f32,
        max_value: f32,
        rate: f32,
        axis: Axis,
    },
}

/// The numbers whose length a norm constraint limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// Axis 0: the weights into one unit.
    #[default]
    Inputs,
    /// Axis 1: the weights out of one input.
    Units,
    /// Both: the whole array.
    Both,
}

/// Keras's epsilon, which avoids a division by a length of zero.
const EPSILON: f32 = 1e-7;

impl Constraint {
    /// `non_neg`, `max_norm`, `unit_norm` or `min_max_norm` (also as class names), with Keras's defaults.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        let axis = Axis::Inputs;
        match name {
            "non_neg" | "NonNeg" => Ok(Constraint::NonNeg),
            "max_norm" | "MaxNorm" => Ok(Constraint::MaxNorm { max_value: 2.0, axis }),
            "unit_norm" | "UnitNorm" => Ok(Constraint::UnitNorm { axis }),
            "min_max_norm" | "MinMaxNorm" => {
                Ok(Constraint::MinMaxNorm { min_value: 0.0, max_value: 1.0, rate: 1.0, axis })
            }
            _ => Err(Error::UnknownName { kind: Kind::Constraint, name: name.into() }),
        }
    }

    /// Refuses a constraint that a bias cannot have: one over another axis than 0.
    pub fn check_bias(&self) -> Result<(), Error> {
        match self.axis() {
            Some(Axis::Units | Axis::Both) => Err(Error::ConstraintAxis),
            _ => Ok(()),
        }
    }

    fn axis(&self) -> Option<Axis> {
        match *self {
            Constraint::None | Constraint::NonNeg => None,
            Constraint::MaxNorm { axis, .. }
            | Constraint::UnitNorm { axis }
            | Constraint::MinMaxNorm { axis, .. } => Some(axis),
        }
    }

    /// Applies the limit to weights of shape (rows, `columns`), row-major. A bias is one column.
    pub fn apply(&self, weights: &mut [f32], columns: usize) {
        match self.axis() {
            None if *self == Constraint::NonNeg => {
                weights.iter_mut().for_each(|w| *w = if *w < 0.0 { 0.0 } else { *w });
            }
            None => {}
            Some(Axis::Inputs) => {
                (0..columns).for_each(|column| self.scale(weights, || (column..).step_by(columns)));
            }
            Some(Axis::Units) => weights.chunks_exact_mut(columns).for_each(|row| self.scale(row, || 0..)),
            Some(Axis::Both) => self.scale(weights, || 0..),
        }
    }

    /// Scales the weights at the given indices to the length that the constraint requires.
    fn scale<I: Iterator<Item = usize>>(&self, weights: &mut [f32], places: impl Fn() -> I) {
        let end = weights.len();
        let places = || places().take_while(|&place| place < end);
        let norm = places().map(|place| weights[place] * weights[place]).sum::<f32>().sqrt();
        let wanted = match *self {
            Constraint::None | Constraint::NonNeg => return,
            Constraint::UnitNorm { .. } => 1.0,
            Constraint::MaxNorm { max_value, .. } => clip(norm, 0.0, max_value),
            Constraint::MinMaxNorm { min_value, max_value, rate, .. } => {
                rate * clip(norm, min_value, max_value) + (1.0 - rate) * norm
            }
        };
        let factor = wanted / (EPSILON + norm);
        places().for_each(|place| weights[place] *= factor);
    }
}

/// The value limited to a range; NaN stays NaN.
fn clip(value: f32, low: f32, high: f32) -> f32 {
    if value < low {
        low
    } else if value > high {
        high
    } else {
        value
    }
}
