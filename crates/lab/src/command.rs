//! Everything a person or a host page can ask of the experiment.

use serde::Deserialize;

use crate::challenge::Challenge;
use crate::datasets::{DataName, Generator};

/// One request. [`crate::Session::apply`] either carries it out wholly or refuses it and changes nothing.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Command {
    /// Turns the weight knob to a value; beyond the slider's range too.
    SetWeight(f64),
    /// Turns the bias knob to a value.
    SetBias(f64),
    /// Turns both knobs at once.
    SetKnobs {
        /// The weight.
        w: f64,
        /// The bias.
        b: f64,
    },
    /// Pulls the neuron's line by a handle, so that it passes through a point of the stage.
    Pull {
        /// By which handle.
        handle: Handle,
        /// Where the handle is, along x.
        x: f64,
        /// Where it is pulled to, along y.
        y: f64,
    },
    /// Says which knobs a hand is on: SGD leaves those out until the hand lets go.
    Hold {
        /// A hand is on the weight.
        w: bool,
        /// A hand is on the bias.
        b: bool,
    },
    /// The hand has let go: what follows is a new change, to be undone by itself.
    Settle,
    /// Takes back the last change of knobs, data or model.
    Undo,
    /// Makes it again.
    Redo,
    /// Which knobs SGD leaves alone for good.
    Freeze {
        /// The weight.
        w: bool,
        /// The bias.
        b: bool,
    },
    /// Takes the biases away, or gives them back.
    SetNoBias(bool),
    /// Standardises the inputs before training, or not; the line stays where it is.
    SetScale(bool),
    /// The last layer's activation, in Keras's spelling.
    SetActivation(String),
    /// The loss, as the link names it.
    SetLoss(String),
    /// The loss at which training stops; `null` for none.
    SetTarget(Option<f64>),
    /// One SGD update.
    Step,
    /// Back to the same start: weights, counters and loss curve.
    Reset,
    /// The weights of the next seed, as a fresh start.
    NewStart,
    /// SGD's learning rate, within [`crate::spec::LEARNING_RATE`].
    SetLearningRate(f64),
    /// How many rows SGD looks at for one update, at least 1; `null` takes all.
    SetBatchSize(Option<u32>),
    /// How many updates a frame makes.
    SetSpeed(Speed),
    /// Another data set, with its own learning rate and batch size; the seed stays.
    SetData(DataName),
    /// How generated data are made.
    SetGenerator(Generator),
    /// One more point.
    AddPoint {
        /// Its input.
        x: f64,
        /// Its target.
        y: f64,
    },
    /// Another place for a point.
    MovePoint {
        /// Its row.
        row: u32,
        /// Its input.
        x: f64,
        /// Its target.
        y: f64,
    },
    /// One point less.
    RemovePoint(u32),
    /// What a link's text says; keys that it does not name stay as they are.
    Set(String),
    /// What a lesson asks for, counted from now; `null` for nothing.
    SetChallenge(Option<Challenge>),
    /// The person has read the notices.
    DismissNotices,
}

/// The handles on the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Handle {
    /// Turns the weight; the bias stays.
    Tilt,
    /// Turns the bias; the weight stays.
    Lift,
}

/// The pace of training, in updates a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Speed {
    /// One update a frame: every step can be seen.
    #[default]
    #[serde(rename = "1")]
    One,
    /// Ten updates a frame.
    #[serde(rename = "10")]
    Ten,
    /// A hundred updates a frame.
    #[serde(rename = "100")]
    Hundred,
    /// As many as the frame has time for.
    #[serde(rename = "max")]
    Max,
}

impl Speed {
    /// All paces with the names the link and the page use.
    pub const NAMES: [(&'static str, Self); 4] =
        [("1", Self::One), ("10", Self::Ten), ("100", Self::Hundred), ("max", Self::Max)];
}
