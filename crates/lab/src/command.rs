//! Everything a person or a host page can ask of the experiment.

use serde::Deserialize;

use crate::datasets::DataName;

/// One request. [`crate::Session::apply`] either carries it out wholly or refuses it and changes nothing.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Command {
    /// Turns the weight knob to a value; beyond the slider's range too.
    SetWeight(f64),
    /// Turns the bias knob to a value.
    SetBias(f64),
    /// Says which knobs a hand is on: SGD leaves those out until the hand lets go.
    Hold {
        /// A hand is on the weight.
        w: bool,
        /// A hand is on the bias.
        b: bool,
    },
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
    /// The person has read the notices.
    DismissNotices,
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
