//! Small types that many files use: a layer, an optimizer's name, a pace.

use two_knobs_core::activation::Activation;

use crate::words::choices::choices;

/// One Dense layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// The number of units.
    pub units: usize,
    /// The units' activation.
    pub activation: Activation,
    /// Whether the units have a bias.
    pub use_bias: bool,
}

impl Layer {
    /// A layer whose units have a bias.
    pub const fn new(units: usize, activation: Activation) -> Self {
        Self { units, activation, use_bias: true }
    }
}

choices! {
    /// An optimizer's name, as the link and Keras's `compile` write it.
    #[derive(Default)]
    OptimizerName {
        /// `keras.optimizers.SGD`
        #[default]
        Sgd = "sgd",
        /// `keras.optimizers.RMSprop`
        Rmsprop = "rmsprop",
        /// `keras.optimizers.Adam`
        Adam = "adam",
    }
}

impl OptimizerName {
    /// The class in `keras.optimizers`.
    pub fn class(self) -> &'static str {
        match self {
            Self::Sgd => "SGD",
            Self::Rmsprop => "RMSprop",
            Self::Adam => "Adam",
        }
    }
}

choices! {
    /// How the learning rate changes while training goes on.
    #[derive(Default)]
    ScheduleName {
        /// The same rate for ever.
        #[default]
        Constant = "constant",
        /// `keras.optimizers.schedules.ExponentialDecay`: after each `decay_steps` updates, `decay_rate` times as much.
        Exponential = "exponential",
        /// `keras.optimizers.schedules.CosineDecay`: down to 0 after `decay_steps` updates, slowly at both ends.
        Cosine = "cosine",
    }
}

choices! {
    /// The pace of training, in updates per frame.
    #[derive(Default)]
    Speed {
        /// One update per frame: every update can be seen.
        #[default]
        One = "1",
        /// Ten updates per frame.
        Ten = "10",
        /// A hundred updates per frame.
        Hundred = "100",
        /// As many updates as a frame has time for.
        Max = "max",
    }
}
