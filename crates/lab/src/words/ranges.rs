//! The limits of an experiment's numbers: the link, the fields and the commands accept values within these limits.

use crate::words::message::Message;

/// The least and the greatest value that the link, the fields and the commands accept for a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The least value accepted.
    pub min: f64,
    /// The greatest value accepted.
    pub max: f64,
    /// The message key for a command's number outside the limits. For a link's number the message is always
    /// `link.number`.
    pub refusal: &'static str,
}

impl Limits {
    /// Limits of a number that no control on the page sets.
    pub(crate) const fn of_links(min: f64, max: f64) -> Self {
        Self { min, max, refusal: "refused.unreadable" }
    }

    /// Whether `value` is a number within the limits.
    pub fn hold(self, value: f64) -> bool {
        value >= self.min && value <= self.max
    }
}

/// A weight or bias set by hand. At these limits the square of an error still fits in f32 for data of size 1.
pub const PARAMETER: Limits = Limits { min: -1e15, max: 1e15, refusal: "refused.parameter" };
/// Arrow-key steps of one turn.
pub const STEPS: Limits = Limits { min: -1e9, max: 1e9, refusal: "refused.parameter" };
/// One coordinate of a point.
pub const COORDINATE: Limits = Limits { min: -1e9, max: 1e9, refusal: "refused.coordinate" };
/// SGD's learning rate.
pub const LEARNING_RATE: Limits = Limits { min: 1e-12, max: 1e3, refusal: "refused.learningRate" };
/// SGD's momentum, with Keras's own limits.
pub const MOMENTUM: Limits = Limits { min: 0.0, max: 1.0, refusal: "refused.momentum" };
/// The factors of the L1 and L2 penalties, and the greatest norm of a gradient.
pub const AMOUNT: Limits = Limits { min: 0.0, max: 1e6, refusal: "refused.amount" };
/// The updates over which a schedule lowers the learning rate: Keras's `decay_steps`.
pub const DECAY_STEPS: Limits = Limits { min: 1.0, max: 1e9, refusal: "refused.decaySteps" };
/// What is left of the learning rate after that many updates: Keras's `decay_rate`.
pub const DECAY_RATE: Limits = Limits { min: 1e-6, max: 1.0, refusal: "refused.decayRate" };
/// The number given to Keras's `set_random_seed`.
pub const SEED: Limits = Limits { min: 0.0, max: u32::MAX as f64, refusal: "refused.seed" };
/// Rows of one update.
pub const BATCH_SIZE: Limits = Limits { min: 1.0, max: MAX_POINTS as f64, refusal: "refused.batchSize" };
/// The epoch at which a link may start the counter. The greatest is more than a month of training at full speed.
pub const EPOCH: Limits = Limits::of_links(0.0, 1e12);
/// The standard deviation of generated noise.
pub const NOISE: Limits = Limits { min: 0.0, max: 1e3, refusal: "refused.noise" };
/// The number of points to generate.
pub const COUNT: Limits = Limits { min: 2.0, max: MAX_POINTS as f64, refusal: "refused.count" };
/// The number of updates that one command asks for.
pub const UPDATES: Limits = Limits { min: 0.0, max: 1e9, refusal: "refused.updates" };
/// The share of the rows that is held out for the test.
pub const TEST: Limits = Limits::of_links(0.0, 0.9);
/// The loss at which training stops.
pub const TARGET: Limits = Limits { min: 0.0, max: 1e30, refusal: "refused.target" };
/// The most rows that a learner's own data may have.
pub const MAX_POINTS: usize = 10_000;
/// The units of a hidden layer that a hand sets; links name up to [`MAX_UNITS`].
pub const UNITS: Limits = Limits { min: 1.0, max: 16.0, refusal: "refused.units" };
/// The most hidden layers that a hand adds; links name up to [`MAX_LAYERS`] layers.
pub const MAX_HIDDEN: usize = 6;
/// The most layers of a network.
pub const MAX_LAYERS: usize = 8;
/// The most units of a layer.
pub const MAX_UNITS: usize = 64;

/// The number where it is within its limits; otherwise the refusal that names the limits.
pub(crate) fn within(limits: Limits, value: f64) -> Result<f64, Message> {
    let refused = || Message::new(limits.refusal).number("min", limits.min).number("max", limits.max);
    // `+ 0.0` makes -0 the ordinary zero, as links do.
    limits.hold(value).then_some(value + 0.0).ok_or_else(refused)
}

/// A whole number within limits that a `u32` can hold; otherwise the refusal that names the limits.
///
/// # Errors
/// The number is not whole, or not within the limits.
pub fn whole(limits: Limits, value: f64) -> Result<u32, Message> {
    // A number that is not whole gets the same refusal as one out of range: that sentence asks for a whole number.
    let whole = if value.fract() == 0.0 { value } else { f64::NAN };
    Ok(within(limits, whole)? as u32)
}
