//! What somebody said of an experiment, before it is checked as a whole.

use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::initializer::Initializer;
use two_knobs_core::loss::Loss;

use crate::command::Speed;
use crate::datasets::DataName;
use crate::losses::{MAX_CLASSES, classes};
use crate::message::Message;
use crate::spec::{Layer, OptimizerName, Spec};

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

impl Draft {
    /// The experiment that this describes. Where its data, loss and layers don't go together, what can't be used is left
    /// out, and told where it was asked for.
    ///
    /// # Errors
    /// Where there are no points.
    pub fn spec(&self, notices: &mut Vec<Message>) -> Result<Spec, Error> {
        let spec = Spec::new(self)?;
        let categorical = matches!(spec.loss, Loss::CategoricalCrossentropy { .. });
        let units = spec.layers.last().map_or(1, |last| last.units);
        if !categorical && units == 1 {
            return Ok(spec);
        }
        let data = spec.dataset()?;
        if categorical && classes(&data).is_none() {
            let message = Message::new("link.classes").text("key", "loss").number("max", MAX_CLASSES as f64);
            notices.push(message);
            return Self { loss: None, ..self.clone() }.spec(notices);
        }
        if units == spec.outputs(&data) {
            return Ok(spec);
        }
        let mut own = Spec::new(&Self { layers: None, ..self.clone() })?;
        let outputs = own.outputs(&data);
        if let Some(last) = own.layers.last_mut().filter(|last| last.units != outputs) {
            // The data's own network has another end: the same, with the units that the loss asks for.
            let activation = if outputs > 1 { Activation::Softmax } else { Activation::Linear };
            *last = Layer { units: outputs, activation };
        }
        if self.layers.is_some() {
            notices.push(Message::new("link.outputs").text("key", "layers").number("count", outputs as f64));
        }
        Ok(own)
    }
}
