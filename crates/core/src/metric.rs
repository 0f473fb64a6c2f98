//! Metrics, which training reports beside the loss: mean squared error, mean absolute error, accuracy.
//!
//! The shapes decide what accuracy compares, as in Keras: for one output, whether it is above 0.5, with the target; for
//! several outputs and one label per row, the index of the largest output with the label; otherwise the index of the largest
//! output with that of the largest target.
//!
//! ```
//! use two_knobs_core::metric::Metric;
//! assert_eq!(Metric::from_name("acc").unwrap(), Metric::Accuracy);
//! assert_eq!(Metric::Accuracy.of(&[0.9, 0.2], 1, &[1.0, 1.0], 1), 0.5);
//! ```

use crate::error::{Error, Kind};
use crate::lanes::{self, LANES, Lanes};

/// Keras's metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Mean squared error.
    Mse,
    /// Mean absolute error.
    Mae,
    /// The share of rows whose prediction is right.
    Accuracy,
}

impl Metric {
    /// `mse`, `mae`, `accuracy` and their other names.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "mse" | "MSE" | "mean_squared_error" | "MeanSquaredError" => Ok(Metric::Mse),
            "mae" | "MAE" | "mean_absolute_error" | "MeanAbsoluteError" => Ok(Metric::Mae),
            "accuracy" | "acc" => Ok(Metric::Accuracy),
            _ => Err(Error::UnknownName { kind: Kind::Metric, name: name.into() }),
        }
    }

    /// The metric's key in a history.
    pub fn name(&self) -> &'static str {
        match self {
            Metric::Mse => "mse",
            Metric::Mae => "mae",
            Metric::Accuracy => "accuracy",
        }
    }

    /// The metric of rows that are not packed (row-major, `outputs` and `targets` wide).
    pub fn of(&self, p: &[f32], outputs: usize, y: &[f32], targets: usize) -> f32 {
        let rows = (p.len() / outputs.max(1)).min(y.len() / targets.max(1));
        let chunks = lanes::chunks(rows);
        let mut packed = [vec![Lanes::ZERO; chunks * outputs], vec![Lanes::ZERO; chunks * targets]];
        lanes::pack(p, outputs, 0..rows, &mut packed[0]);
        lanes::pack(y, targets, 0..rows, &mut packed[1]);
        self.batch(&packed[0], &packed[1], rows)
    }

    /// The mean over the rows of a packed batch.
    pub(crate) fn batch(&self, p: &[Lanes], y: &[Lanes], rows: usize) -> f32 {
        let chunks = lanes::chunks(rows);
        let (outputs, targets) = (p.len() / chunks, y.len() / chunks);
        let columns = outputs.max(targets);
        let at = |block: &[Lanes], column: usize, row: usize| {
            block[column * chunks + row / LANES].array()[row % LANES]
        };
        let mean = |f: fn(f32, f32) -> f32, row: usize| {
            let pair =
                |column: usize| (at(p, column.min(outputs - 1), row), at(y, column.min(targets - 1), row));
            (0..columns).map(pair).map(|(p, y)| f(p, y)).sum::<f32>() / columns as f32
        };
        let largest = |block: &[Lanes], columns: usize, row: usize| {
            (1..columns).fold(
                0,
                |best, column| if at(block, column, row) > at(block, best, row) { column } else { best },
            )
        };
        let of_row = |row: usize| match self {
            Metric::Mse => mean(|p, y| (p - y) * (p - y), row),
            Metric::Mae => mean(|p, y| (p - y).abs(), row),
            Metric::Accuracy if outputs == 1 => {
                mean(|p, y| right((if p > 0.5 { 1.0 } else { 0.0 }) == y), row)
            }
            Metric::Accuracy if targets == 1 => right(largest(p, outputs, row) as f32 == at(y, 0, row)),
            Metric::Accuracy => right(largest(p, outputs, row) == largest(y, targets, row)),
        };
        (0..rows).map(of_row).sum::<f32>() / rows as f32
    }
}

fn right(is_right: bool) -> f32 {
    if is_right { 1.0 } else { 0.0 }
}
