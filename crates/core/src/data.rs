//! Rows to learn from: x of shape (rows, inputs), y of shape (rows, outputs), row-major.
//!
//! ```
//! use two_knobs_core::data::Dataset;
//! let houses = Dataset::new(vec![1.0, 2.0], vec![300.0, 500.0], 1, 1).unwrap();
//! assert_eq!(houses.rows(), 2);
//! ```

use crate::error::Error;

/// A table of inputs and targets. Sparse labels are one column of class numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// (rows, inputs), row-major.
    pub x: Vec<f32>,
    /// (rows, outputs), row-major.
    pub y: Vec<f32>,
    /// Columns of x.
    pub inputs: usize,
    /// Columns of y.
    pub outputs: usize,
}

impl Dataset {
    /// Refuses an empty table, and x and y with different numbers of rows.
    pub fn new(x: Vec<f32>, y: Vec<f32>, inputs: usize, outputs: usize) -> Result<Self, Error> {
        if x.is_empty() || inputs == 0 || outputs == 0 {
            return Err(Error::Empty { what: "data" });
        }
        for (what, received, expected) in [("x", x.len(), inputs), ("y", y.len(), outputs)] {
            if received % expected != 0 {
                return Err(Error::Length { what, received, expected });
            }
        }
        if x.len() / inputs != y.len() / outputs {
            return Err(Error::Cardinality { x: x.len() / inputs, y: y.len() / outputs });
        }
        Ok(Dataset { x, y, inputs, outputs })
    }

    /// Number of rows; at least one.
    pub fn rows(&self) -> usize {
        self.x.len() / self.inputs
    }

    /// The first rows and the rest, as `validation_split` cuts: `floor(rows * (1 - split))` rows to train on.
    pub fn split(&self, validation: f64) -> Result<(Dataset, Dataset), Error> {
        let rows = self.rows();
        let at = (rows as f64 * (1.0 - validation)).floor();
        if !(at >= 1.0 && at < rows as f64) {
            return Err(Error::ValidationSplit { samples: rows, split: validation });
        }
        let (x, y) =
            (self.x.split_at(at as usize * self.inputs), self.y.split_at(at as usize * self.outputs));
        let (inputs, outputs) = (self.inputs, self.outputs);
        let part = |x: &[f32], y: &[f32]| Dataset { x: x.into(), y: y.into(), inputs, outputs };
        Ok((part(x.0, y.0), part(x.1, y.1)))
    }
}
