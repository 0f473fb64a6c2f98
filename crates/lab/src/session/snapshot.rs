//! The snapshot: the state of the experiment for the page, made anew after every command and every frame.

use serde::Serialize;

use crate::data::about::Quantity;
use crate::data::datasets::DataName;
use crate::data::generated::Generator;
use crate::session::advice::Advice;
use crate::spec::limit::LimitKind;
use crate::words::message::Message;
use crate::words::nice::Axis;
use crate::words::terms::{OptimizerName, ScheduleName, Speed};

/// Everything the page shows, except points and curves, which the charts read from the session because they are large.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// The network.
    pub model: Model,
    /// The data set.
    pub data: Data,
    /// The stage's axes. They fit the data and do not move during a drag.
    pub axes: Axes,
    /// The weight.
    pub w: Knob,
    /// The bias.
    pub b: Knob,
    /// The line with the smallest loss, penalties included, in closed form; `null` where there is no single best line.
    pub best: Option<Fit>,
    /// The best line with a bias, for a model without one; `null` where there is a bias.
    pub with_bias: Option<Fit>,
    /// The x at which a logistic neuron predicts one half, so that its decision changes there; `null` for other models.
    pub decision: Option<f64>,
    /// The knob values that Reset returns to.
    pub start: Start,
    /// The knob values at which the present run began. They differ from `start` if a hand turned a knob before the
    /// run's first update.
    pub began: Start,
    /// The loss over all rows at the current parameters, penalties included.
    pub loss: f64,
    /// The part of the loss that is the L1 and L2 penalty on large weights.
    pub penalty: f64,
    /// The loss over the held-out rows; `null` where no rows are held out.
    pub test_loss: Option<f64>,
    /// The loss's name in the link.
    pub loss_name: &'static str,
    /// The share of y's variance that the line explains, over all rows; `null` where y does not vary or is a label.
    pub r2: Option<f64>,
    /// The error (prediction - y) of each row; empty if there are more than three rows.
    pub misses: Vec<f64>,
    /// Training's settings and counters.
    pub training: Training,
    /// A number that changes whenever [`crate::Session::choices`] does, also from one experiment to another.
    pub choices_version: u32,
    /// A number that changes whenever the loss map does.
    pub map_version: u32,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to redo.
    pub can_redo: bool,
    /// Earlier runs on the same data, the oldest first.
    pub past: Vec<Past>,
    /// Rows of the next update's batch; empty if the batch has all rows or more than 64.
    pub batch: Vec<u32>,
    /// The loss curve's frame.
    pub curve: CurveFrame,
    /// How far a lesson's challenge has come; `null` where none is set.
    pub challenge: Option<ChallengeState>,
    /// The parts of the link that could not be used.
    pub notices: Vec<Message>,
}

/// How far a lesson's challenge has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChallengeState {
    /// Whether the challenge has been met since it was set.
    pub met: bool,
    /// Whether more updates were made than the challenge allows, so that only Reset or New start can help.
    pub spent: bool,
    /// Updates since the weights last started afresh.
    pub updates: f64,
    /// How many New starts were made.
    pub new_starts: f64,
}

/// The network shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Model {
    /// Columns of x.
    pub inputs: u32,
    /// The layers, first to last.
    pub layers: Vec<Layer>,
    /// Whether layers have biases.
    pub use_bias: bool,
    /// How many weights and biases there are.
    pub parameters: u32,
    /// The kernels' initializer, in Keras's spelling.
    pub kernel_initializer: &'static str,
    /// The biases' initializer.
    pub bias_initializer: &'static str,
    /// What the last change of the layers did; `null` once something else has changed.
    pub news: Option<Message>,
    /// Whether the network is one neuron with one input, so that the two knobs are all its parameters.
    pub is_neuron: bool,
    /// Whether the network is one linear neuron with one input, so that it draws a line.
    pub is_line: bool,
}

/// One Dense layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Layer {
    /// The kernel's rows.
    pub inputs: u32,
    /// How many weights and biases the layer has.
    pub parameters: u32,
    /// Whether the layer has a bias.
    pub use_bias: bool,
    /// The number of units.
    pub units: u32,
    /// The units' activation, in Keras's spelling.
    pub activation: &'static str,
}

/// The data set shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// The data set's name.
    pub name: DataName,
    /// How many points are trained on.
    pub rows: u32,
    /// How many points are held out.
    pub test_rows: u32,
    /// The share of the points that is held out.
    pub test: f64,
    /// How many classes y numbers from 0; 0 where y is not a class.
    pub classes: u32,
    /// How the points are generated; `null` where they are not generated.
    pub generator: Option<Generator>,
    /// Rises whenever the points change.
    pub version: u32,
    /// What x, or the first of two inputs, measures.
    pub x: Quantity,
    /// What the second of two inputs measures.
    pub x2: Option<Quantity>,
    /// What y measures.
    pub y: Quantity,
}

/// The stage's axes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Axes {
    /// Rises whenever an axis changes.
    pub version: u32,
    /// The axis of the input.
    pub x: Axis,
    /// The axis of the output.
    pub y: Axis,
}

/// One of the two knobs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Knob {
    /// The knob's value.
    pub value: f64,
    /// The slider's ends and marks.
    pub scale: Axis,
    /// How much one press of an arrow key changes the value.
    pub step: f64,
    /// What the next SGD update would add, limited to the largest 32-bit number.
    pub nudge: f64,
    /// The end of the slider that the value is beyond.
    pub off_scale: Option<End>,
    /// Whether the knob is frozen: SGD never changes it.
    pub frozen: bool,
    /// Whether the model lacks this parameter.
    pub off: bool,
}

/// An end of a slider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum End {
    /// The least value.
    Low,
    /// The greatest value.
    High,
}

/// A line and how well it fits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Fit {
    /// The line's weight.
    pub w: f64,
    /// The line's bias.
    pub b: f64,
    /// The line's loss over all rows.
    pub loss: f64,
}

/// The knobs' values at a start.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Start {
    /// The weight.
    pub w: f64,
    /// The bias.
    pub b: f64,
}

/// Training's settings and counters.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Training {
    /// The optimizer's learning rate.
    pub learning_rate: f64,
    /// The ends of the learning rate's logarithmic slider, which fit the limit, and the powers of ten marked on it.
    pub rate_scale: Axis,
    /// The limit of the learning rate on this data; `null` where no limit is known.
    pub limit: Option<f64>,
    /// The kind of the limit.
    pub limit_kind: LimitKind,
    /// What helps after training has diverged; `null` otherwise.
    pub advice: Option<Advice>,
    /// Rows of one update; `null` means all rows.
    pub batch_size: Option<u32>,
    /// Batch sizes to choose from, the current one among them, besides "all".
    pub batch_choices: Vec<u32>,
    /// The settings that the panel holds.
    pub settings: TrainingSettings,
    /// The name of the optimizer's class in Keras.
    pub optimizer: &'static str,
    /// Whether inputs are standardised before training.
    pub scale: bool,
    /// The loss at which training stops.
    pub target: Option<f64>,
    /// The pace: updates per frame.
    pub speed: Speed,
    /// The number given to Keras's `set_random_seed`.
    pub seed: u32,
    /// Epochs completed, counted on from the link's epoch.
    pub epoch: f64,
    /// Updates made since the run began.
    pub updates: f64,
    /// Whether training can go on, and if not, why.
    pub status: Status,
}

/// The settings of training that the page's panel holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TrainingSettings {
    /// The optimizer, by its name in the link.
    pub optimizer: OptimizerName,
    /// The momentum of SGD and RMSprop.
    pub momentum: f64,
    /// Whether SGD looks ahead along its momentum.
    pub nesterov: bool,
    /// The factor of the penalty on the kernels' absolute values.
    pub l1: f64,
    /// The factor of the penalty on the kernels' squares.
    pub l2: f64,
    /// The longest gradient of each kernel and bias; 0 means no limit.
    pub clip: f64,
    /// Whether each epoch shuffles the rows.
    pub shuffle: bool,
    /// How the learning rate changes while training goes on.
    pub schedule: ScheduleName,
    /// The schedule's `decay_steps`.
    pub decay_steps: u32,
    /// The schedule's `decay_rate`.
    pub decay_rate: f64,
    /// The learning rate of the next update, which a schedule has lowered.
    pub rate_now: f64,
    /// Whether the optimizer has a momentum.
    pub has_momentum: bool,
    /// Whether the optimizer can look ahead along its momentum.
    pub has_nesterov: bool,
}

/// Whether training can go on, and if not, why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// Training can go on.
    #[default]
    Ready,
    /// The weights have stopped changing: more updates are possible and do nothing.
    Settled,
    /// The next update would leave the range of numbers that a link carries; the last state within that range is kept.
    NonFinite,
    /// An epoch's loss has reached the target.
    Target,
    /// The learning rate is above the limit, and the loss is more than 10,000 times the loss at the start.
    RateAboveLimit,
}

/// The loss curve's axes; the chart reads the curve's points from the session.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CurveFrame {
    /// Updates recorded since the start; 0 draws an empty curve.
    pub updates: f64,
    /// The axis of the epochs.
    pub x: Axis,
    /// The logarithmic axis of the loss.
    pub y: Axis,
    /// The linear axis of the loss.
    pub linear: Axis,
}

/// A finished run, kept for comparison.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Past {
    /// The weight at the run's start.
    pub w: f64,
    /// The bias at the run's start.
    pub b: f64,
    /// The run's learning rate.
    pub learning_rate: f64,
    /// Rows of one update; `null` means all rows.
    pub batch_size: Option<u32>,
    /// Updates made.
    pub updates: f64,
    /// The loss over all rows at the run's end.
    pub loss: f64,
}
