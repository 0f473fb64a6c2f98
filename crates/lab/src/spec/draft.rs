//! What somebody said of an experiment, before it is checked as a whole.

use two_knobs_core::data::Dataset;
use two_knobs_core::initializer::Initializer;
use two_knobs_core::loss::Loss;

use crate::data::names::DataName;
use crate::words::terms::{Layer, OptimizerName, Speed};

/// What a link says of an experiment; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Which data set.
    pub data: Option<DataName>,
    /// The learner's own points, one or two inputs and one output.
    pub points: Option<Dataset>,
    /// Of generated data: the standard deviation of the noise.
    pub noise: Option<f64>,
    /// Of generated data: how many points.
    pub n: Option<u32>,
    /// Of generated data: which of the many.
    pub data_seed: Option<u32>,
    /// Of generated data: the share of the rows that is held out to test on.
    pub test: Option<f64>,
    /// The network's layers.
    pub layers: Option<Vec<Layer>>,
    /// Whether layers have biases.
    pub use_bias: Option<bool>,
    /// Current weight and bias of a single neuron.
    pub knobs: [Option<f32>; 2],
    /// The weight and bias that Reset returns to.
    pub start: [Option<f32>; 2],
    /// Current parameters of a network, in the order of `get_weights`.
    pub params: Option<Vec<f32>>,
    /// The parameters that Reset returns to.
    pub params0: Option<Vec<f32>>,
    /// Kernels' initializer.
    pub kernel_initializer: Option<Initializer>,
    /// Biases' initializer.
    pub bias_initializer: Option<Initializer>,
    /// The number given to Keras's `set_random_seed`.
    pub seed: Option<u32>,
    /// The loss.
    pub loss: Option<Loss>,
    /// The optimizer.
    pub optimizer: Option<OptimizerName>,
    /// Its learning rate.
    pub learning_rate: Option<f64>,
    /// SGD's or RMSprop's momentum.
    pub momentum: Option<f64>,
    /// SGD's look-ahead.
    pub nesterov: Option<bool>,
    /// Rows of one update; `Some(None)` for all.
    pub batch_size: Option<Option<u32>>,
    /// Price of the kernels' absolute values.
    pub l1: Option<f64>,
    /// Price of the kernels' squares.
    pub l2: Option<f64>,
    /// Keras's `clipnorm`.
    pub clip: Option<f64>,
    /// Whether each epoch shuffles the rows.
    pub shuffle: Option<bool>,
    /// Whether inputs are standardised before training.
    pub scale: Option<bool>,
    /// The loss at which training stops.
    pub target: Option<f64>,
    /// Which knobs SGD leaves alone.
    pub lock: Option<[bool; 2]>,
    /// The pace.
    pub speed: Option<Speed>,
    /// The epoch counter.
    pub epoch: Option<u64>,
}
