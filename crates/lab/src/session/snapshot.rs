//! What the page paints: one flat picture of the experiment, made anew after every command and every frame.

use serde::Serialize;

use crate::data::about::Quantity;
use crate::data::datasets::DataName;
use crate::data::generated::Generator;
use crate::session::advice::Advice;
use crate::spec::limit::LimitKind;
use crate::words::message::Message;
use crate::words::nice::Axis;
use crate::words::terms::Speed;

/// Everything the page shows, except bulk (points, curve), which the charts read straight from the session.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Snapshot {
    /// The network.
    pub model: Model,
    /// The data set.
    pub data: Data,
    /// The stage's axes. They fit the data and never move under a hand.
    pub axes: Axes,
    /// The weight.
    pub w: Knob,
    /// The bias.
    pub b: Knob,
    /// The line with the smallest loss, prices included, in closed form; `null` where there is no single one.
    pub best: Option<Fit>,
    /// The best line that a bias would make possible; `null` where there is a bias.
    pub with_bias: Option<Fit>,
    /// Where a logistic neuron changes its mind: its answer is one half at this x.
    pub decision: Option<f64>,
    /// Where Reset returns to.
    pub start: Start,
    /// Where the present run began: elsewhere, where a hand turned the knobs before its first update.
    pub began: Start,
    /// The loss over all rows at the current knobs, prices included.
    pub loss: f64,
    /// The part of it that is the price of large weights, L1 and L2.
    pub penalty: f64,
    /// The same over the rows that are held out; `null` where none are.
    pub test_loss: Option<f64>,
    /// The loss's name, as the link writes it.
    pub loss_name: &'static str,
    /// The losses that can be chosen, as the link names them.
    pub loss_choices: Vec<&'static str>,
    /// The share of y's variance that the line explains, over all rows; `null` where y does not vary or is a label.
    pub r2: Option<f64>,
    /// Prediction minus y of each row, where there are at most three.
    pub misses: Vec<f64>,
    /// Training's settings and counters.
    pub training: Training,
    /// Another number whenever the loss map is another.
    pub map_version: u32,
    /// Whether there is something to undo.
    pub can_undo: bool,
    /// Whether there is something to do again.
    pub can_redo: bool,
    /// Earlier runs on the same data, the oldest first.
    pub past: Vec<Past>,
    /// Rows of the next update, where those are not all rows and at most 64.
    pub batch: Vec<u32>,
    /// The loss curve's frame.
    pub curve: CurveFrame,
    /// How far a lesson's challenge has come; `null` where none is set.
    pub challenge: Option<ChallengeState>,
    /// What of the link could not be used.
    pub notices: Vec<Message>,
}

/// How far a lesson's challenge has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChallengeState {
    /// Whether it has been met since it was set.
    pub met: bool,
    /// Whether more updates were made than it allows: Reset begins again.
    pub spent: bool,
    /// Updates since the weights last started afresh.
    pub updates: f64,
    /// How often New start was asked for.
    pub new_starts: f64,
}

/// The network shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Model {
    /// Columns of x.
    pub inputs: u32,
    /// Its layers, first to last.
    pub layers: Vec<Layer>,
    /// Whether layers have biases.
    pub use_bias: bool,
    /// How many weights and biases there are.
    pub parameters: u32,
    /// Whether it is one neuron with one input: the two knobs are all there is.
    pub is_neuron: bool,
    /// Whether it is the one neuron that draws a line.
    pub is_line: bool,
}

/// One Dense layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Layer {
    /// How many units.
    pub units: u32,
    /// Their activation, in Keras's spelling.
    pub activation: &'static str,
}

/// The data set shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// Its name.
    pub name: DataName,
    /// How many points are trained on.
    pub rows: u32,
    /// How many are held out.
    pub test_rows: u32,
    /// The share that is held out.
    pub test: f64,
    /// How many classes y counts from 0; 0 where y is a number.
    pub classes: u32,
    /// How they are generated; `null` where they are not.
    pub generator: Option<Generator>,
    /// Rises whenever the points change.
    pub version: u32,
    /// What x, or the first of two inputs, measures.
    pub x: Quantity,
    /// What the second of two inputs measures.
    pub x2: Option<Quantity>,
    /// What y measures.
    pub y: Quantity,
    /// The data sets that can be chosen.
    pub choices: Vec<DataName>,
}

/// The stage's axes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Axes {
    /// Rises whenever an axis changes.
    pub version: u32,
    /// Along the input.
    pub x: Axis,
    /// Along the output.
    pub y: Axis,
}

/// One of the two knobs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Knob {
    /// The number it stands at.
    pub value: f64,
    /// Its slider's ends and marks.
    pub scale: Axis,
    /// One press of an arrow key.
    pub step: f64,
    /// What the next SGD update would add; the greatest number of 32 bits where that is beyond all numbers.
    pub nudge: f64,
    /// The end of the slider that the value is beyond.
    pub off_scale: Option<End>,
    /// Whether SGD leaves it alone for good.
    pub frozen: bool,
    /// Whether the model has none of it.
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
    /// Its weight.
    pub w: f64,
    /// Its bias.
    pub b: f64,
    /// Its loss over all rows.
    pub loss: f64,
}

/// Where the knobs stood.
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
    /// SGD's learning rate.
    pub learning_rate: f64,
    /// The ends of its logarithmic slider, which fit the limit, and the powers of ten marked on it.
    pub rate_scale: Axis,
    /// The limit of the rate on this data; `null` where none is known.
    pub limit: Option<f64>,
    /// What the limit says.
    pub limit_kind: LimitKind,
    /// What helps; `null` unless training has diverged.
    pub advice: Option<Advice>,
    /// Rows of one update; `null` for all.
    pub batch_size: Option<u32>,
    /// Batch sizes to choose from, the current one among them, besides "all".
    pub batch_choices: Vec<u32>,
    /// The optimizer, as Keras's class is called.
    pub optimizer: &'static str,
    /// Whether inputs are standardised before training.
    pub scale: bool,
    /// The loss at which training stops.
    pub target: Option<f64>,
    /// The pace.
    pub speed: Speed,
    /// The number given to Keras's `set_random_seed`.
    pub seed: u32,
    /// Epochs completed, counted from the link's.
    pub epoch: f64,
    /// Updates made since the start.
    pub updates: f64,
    /// Whether training can go on.
    pub status: Status,
}

/// Whether training can go on, and if not, why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// It can.
    #[default]
    Ready,
    /// The weights have stopped changing: more updates are possible and do nothing.
    Settled,
    /// The next update would leave the range of numbers that a link carries; the last state within is kept.
    NonFinite,
    /// An epoch's loss has reached the target.
    Target,
    /// The rate is above the limit and the loss has passed 10,000 times its start.
    RateAboveLimit,
}

/// The loss curve's frame; its points go to the chart directly.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CurveFrame {
    /// Updates recorded since the start; 0 draws an empty curve.
    pub updates: f64,
    /// Along the epochs.
    pub x: Axis,
    /// Along the loss, logarithmic.
    pub y: Axis,
    /// Along the loss, linear.
    pub linear: Axis,
}

/// A run that is over, kept to compare.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Past {
    /// The weight it began with.
    pub w: f64,
    /// The bias it began with.
    pub b: f64,
    /// Its learning rate.
    pub learning_rate: f64,
    /// Rows of one update; `null` for all.
    pub batch_size: Option<u32>,
    /// Updates made.
    pub updates: f64,
    /// The loss over all rows at its end.
    pub loss: f64,
}
