//! A checked description of one experiment: everything a link can say about it, with defaults filled in and every
//! value within its limits. Past this line nothing needs checking again.

use crate::command::Speed;
use crate::datasets::DataName;

/// The least and the greatest value of a number: what the link, the fields and the commands accept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The least value accepted.
    pub min: f64,
    /// The greatest value accepted.
    pub max: f64,
}

impl Limits {
    /// Whether `value` is a number within the limits.
    pub fn hold(self, value: f64) -> bool {
        value >= self.min && value <= self.max
    }
}

/// A weight or bias set by hand. The square of a miss at these limits still fits in f32 with data of size 1.
pub const PARAMETER: Limits = Limits { min: -1e15, max: 1e15 };
/// One coordinate of a point.
pub const COORDINATE: Limits = Limits { min: -1e9, max: 1e9 };
/// SGD's learning rate.
pub const LEARNING_RATE: Limits = Limits { min: 1e-12, max: 1e3 };
/// The number given to Keras's `set_random_seed`.
pub const SEED: Limits = Limits { min: 0.0, max: u32::MAX as f64 };
/// The epoch a link may start its counter at.
pub const EPOCH: Limits = Limits { min: 0.0, max: 1e9 };
/// Rows of own data.
pub const MAX_POINTS: usize = 10_000;

/// One experiment. `None` means "the default": the data set's, or for weights the seed's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spec {
    /// Which data set.
    pub data: DataName,
    /// The learner's own points, used when `data` says so.
    pub points: Vec<[f32; 2]>,
    /// The seed of the start weights and of shuffling.
    pub seed: u32,
    /// The current weight and bias; `None` takes the seed's.
    pub knobs: [Option<f32>; 2],
    /// Where Reset returns to; `None` takes `knobs`.
    pub start: [Option<f32>; 2],
    /// SGD's learning rate; `None` takes the data set's.
    pub learning_rate: Option<f64>,
    /// Rows of one update; `None` takes the data set's, `Some(None)` all rows.
    pub batch_size: Option<Option<u32>>,
    /// The pace.
    pub speed: Speed,
    /// The epoch counter.
    pub epoch: u64,
}
