//! One layer of neurons: a = f(x W + b).
//!
//! x has shape (batch, inputs), the kernel W (inputs, units), the bias b (units,), a (batch, units). Each column of W
//! holds the weights of one neuron; they set the slopes of its output, and its bias shifts the output.
//!
//! ```
//! use two_knobs_core::{activation::Activation, dense::Dense, network::Sequential};
//! let mut neuron = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
//! neuron.set_parameters(&[200.0, 100.0]).unwrap(); // w, b
//! assert_eq!(neuron.predict(&[1.0, 2.0]).unwrap(), [300.0, 500.0]);
//! ```

use crate::activation::Activation;
use crate::constraint::Constraint;
use crate::error::Error;
use crate::initializer::Initializer;
use crate::regularizer::Regularizer;

/// `keras.layers.Dense` with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense {
    /// Number of neurons.
    pub units: usize,
    /// The function that each neuron applies to its weighted sum.
    pub activation: Activation,
    /// Whether the neurons have a bias.
    pub use_bias: bool,
    /// The initializer of the kernel.
    pub kernel_initializer: Initializer,
    /// An int seed for the kernel; `None` takes one from the network's seed.
    pub kernel_seed: Option<i64>,
    /// The initializer of the bias.
    pub bias_initializer: Initializer,
    /// An int seed for the bias; `None` takes one from the network's seed.
    pub bias_seed: Option<i64>,
    /// The penalty on the kernel.
    pub kernel_regularizer: Regularizer,
    /// The penalty on the bias.
    pub bias_regularizer: Regularizer,
    /// The penalty on the outputs, divided by the number of rows in the batch.
    pub activity_regularizer: Regularizer,
    /// The limit on the kernel.
    pub kernel_constraint: Constraint,
    /// The limit on the bias.
    pub bias_constraint: Constraint,
}

impl Dense {
    /// A layer with Keras's defaults: a Glorot uniform kernel, a bias of zeros, no regularizer, no constraint.
    pub fn new(units: usize, activation: Activation) -> Self {
        Dense {
            units,
            activation,
            use_bias: true,
            kernel_initializer: Initializer::GlorotUniform,
            kernel_seed: None,
            bias_initializer: Initializer::Zeros,
            bias_seed: None,
            kernel_regularizer: Regularizer::NONE,
            bias_regularizer: Regularizer::NONE,
            activity_regularizer: Regularizer::NONE,
            kernel_constraint: Constraint::None,
            bias_constraint: Constraint::None,
        }
    }

    /// Refuses zero units, and regularizers, initializers and constraints that the layer cannot have.
    pub fn check(&self) -> Result<(), Error> {
        if self.units == 0 {
            return Err(Error::Units { received: "0".into() });
        }
        for regularizer in [self.kernel_regularizer, self.bias_regularizer, self.activity_regularizer] {
            regularizer.check()?;
        }
        if self.use_bias {
            self.bias_initializer.check(&[self.units])?;
            self.bias_constraint.check_bias()?;
        }
        Ok(())
    }
}
