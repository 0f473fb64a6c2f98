//! Small words of an experiment: a layer, an optimizer's name, a pace.

use two_knobs_core::activation::Activation;

/// One Dense layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// How many units.
    pub units: usize,
    /// Their activation.
    pub activation: Activation,
}

/// An optimizer's name, as the link and Keras's `compile` write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OptimizerName {
    /// `keras.optimizers.SGD`
    #[default]
    Sgd,
    /// `keras.optimizers.RMSprop`
    Rmsprop,
    /// `keras.optimizers.Adam`
    Adam,
}

impl OptimizerName {
    /// All of them with their names in the link.
    pub const NAMES: [(&'static str, Self); 3] =
        [("sgd", Self::Sgd), ("rmsprop", Self::Rmsprop), ("adam", Self::Adam)];

    /// The class in `keras.optimizers`.
    pub fn class(self) -> &'static str {
        ["SGD", "RMSprop", "Adam"][self as usize]
    }
}

/// The pace of training, in updates a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
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
