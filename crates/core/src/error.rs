//! The error type of this crate, which prints the text of Keras's exception.
//!
//! ```
//! use two_knobs_core::{activation::Activation, error::Error};
//! let error = Activation::from_name("sigmod").unwrap_err();
//! assert_eq!(error.to_string(), "Could not interpret activation function identifier: sigmod");
//! # let _: &Error = &error;
//! ```

use std::fmt;

/// What went wrong. `Display` prints the text of Keras 3's exception. Where Keras has no exception, it prints a sentence that
/// says what is wrong and what to do. The page explains errors to learners with its own sentences (`www/i18n`).
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// A name that Keras does not know.
    UnknownName {
        /// What the name was meant to be.
        kind: Kind,
        /// The name as given.
        name: String,
    },
    /// `Dense(units=0)` and the like.
    Units {
        /// The value as Python prints it.
        received: String,
    },
    /// `set_weights` with a list of the wrong length.
    WeightCount {
        /// Name of the layer or model.
        layer: String,
        /// Length of the list.
        received: usize,
        /// Number of arrays the layer holds; 0 before it is built.
        expected: usize,
    },
    /// `set_weights` with an array of the wrong shape.
    WeightShape {
        /// Name of the layer or model.
        layer: String,
        /// The shape the layer holds.
        expected: Vec<usize>,
        /// The shape that was given.
        received: Vec<usize>,
    },
    /// An input whose last axis is not what the layer was built for.
    InputWidth {
        /// Name of the layer.
        layer: String,
        /// The width the layer was built for.
        expected: usize,
        /// The shape that was given; `None` prints as `None`.
        received: Vec<Option<usize>>,
        /// Set when a whole model was called, whose message includes whether the model was training.
        model_training: Option<Flag>,
    },
    /// An input with fewer than two axes.
    InputRank {
        /// Name of the layer.
        layer: String,
        /// The shape that was given.
        shape: Vec<usize>,
    },
    /// x and y with different numbers of rows.
    Cardinality {
        /// Rows of x.
        x: usize,
        /// Rows of y.
        y: usize,
    },
    /// A validation split that leaves one side empty.
    ValidationSplit {
        /// Number of rows.
        samples: usize,
        /// The split.
        split: f64,
    },
    /// `fit` before `compile`.
    NotCompiled,
    /// `compile` without a loss.
    NoLoss,
    /// A sparse label outside `0..classes`.
    Label {
        /// The first bad label.
        label: f32,
        /// Number of outputs.
        classes: usize,
        /// The labels of the batch.
        labels: Vec<f32>,
    },
    /// A learning rate that is not a Python float.
    LearningRate {
        /// The value as Python prints it.
        received: String,
    },
    /// Momentum outside `[0, 1]`, or not a float.
    Momentum,
    /// More than one clipping. Each value as Python prints it.
    Clips {
        /// `clipnorm`.
        norm: String,
        /// `clipvalue`.
        value: String,
        /// `global_clipnorm`.
        global: String,
    },
    /// A schedule with `decay_steps` of zero.
    DecaySteps {
        /// The value.
        received: i64,
    },
    /// `PiecewiseConstantDecay` with lists that do not fit.
    Piecewise {
        /// The boundaries as Python prints them.
        boundaries: String,
        /// How many.
        boundary_count: usize,
        /// The values as Python prints them.
        values: String,
        /// How many.
        value_count: usize,
    },
    /// `VarianceScaling(scale=0)`.
    Scale {
        /// The value as Python prints it.
        received: String,
    },
    /// `VarianceScaling(mode=...)` unknown.
    Mode {
        /// The name as given.
        received: String,
    },
    /// `VarianceScaling(distribution=...)` unknown.
    Distribution {
        /// The name as given.
        received: String,
    },
    /// The string "constant" as an initializer, which needs a value.
    ConstantValue,
    /// `identity` for something that is not a matrix.
    IdentityRank {
        /// The shape.
        shape: Vec<usize>,
    },
    /// `orthogonal` for a vector.
    OrthogonalRank {
        /// The shape.
        shape: Vec<usize>,
    },
    /// A negative or non-finite penalty.
    Penalty {
        /// `l1` or `l2`.
        name: &'static str,
        /// The value as Python prints it.
        received: String,
    },
    /// Reading `layer.kernel` before the layer is built.
    Unbuilt,
    /// A network without layers, or data without rows or columns.
    Empty {
        /// What is empty, such as "network".
        what: &'static str,
    },
    /// A flat list of numbers that does not fit.
    Length {
        /// What the list holds: "parameters", "x", "y".
        what: &'static str,
        /// Its length.
        received: usize,
        /// The length that fits, or the width it must be a multiple of.
        expected: usize,
    },
    /// Targets whose width the loss cannot compare with the outputs.
    Targets {
        /// Width of y.
        received: usize,
        /// Number of outputs.
        outputs: usize,
    },
    /// A norm constraint over an axis that the array does not have.
    ConstraintAxis,
}

/// True or false as Python prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag(pub bool);

/// What an unknown name was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Of an activation.
    Activation,
    /// Of an initializer.
    Initializer,
    /// Of a regularizer.
    Regularizer,
    /// Of a constraint.
    Constraint,
    /// Of a loss.
    Loss,
    /// Of an optimizer.
    Optimizer,
    /// Of a metric.
    Metric,
    /// Of a learning rate schedule.
    Schedule,
}

impl Kind {
    fn keras(self) -> &'static str {
        match self {
            Kind::Activation => "activation function",
            Kind::Initializer => "initializer",
            Kind::Regularizer => "regularizer",
            Kind::Constraint => "constraint",
            Kind::Loss => "loss",
            Kind::Optimizer => "optimizer",
            Kind::Metric => "metric",
            Kind::Schedule => "schedule",
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "True" } else { "False" })
    }
}

/// A shape as Python prints a tuple: `()`, `(3,)`, `(2, 3)`.
fn tuple<T: fmt::Display>(shape: &[T]) -> String {
    match shape {
        [one] => format!("({one},)"),
        many => format!("({})", many.iter().map(T::to_string).collect::<Vec<_>>().join(", ")),
    }
}

/// A shape whose unknown axes print as `None`.
fn partial(shape: &[Option<usize>]) -> String {
    tuple(&shape.iter().map(|axis| axis.map_or("None".into(), |n| n.to_string())).collect::<Vec<_>>())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::UnknownName { kind, name } => {
                write!(f, "Could not interpret {} identifier: {name}", kind.keras())
            }
            Error::Units { received } => write!(
                f,
                "Received an invalid value for `units`, expected a positive integer. Received: units={received}"
            ),
            Error::WeightCount { layer, received, expected } => write!(
                f,
                "You called `set_weights(weights)` on layer '{layer}' with a weight list of length {received}, \
                 but the layer was expecting {expected} weights."
            ),
            Error::WeightShape { layer, expected, received } => write!(
                f,
                "Layer {layer} weight shape {} is not compatible with provided weight shape {}.",
                tuple(expected),
                tuple(received)
            ),
            Error::InputWidth { layer, expected, received, model_training } => {
                let shape = partial(received);
                let cause = format!(
                    "Input 0 with name 'None' of layer '{layer}' is incompatible with the layer: expected axis -1 of \
                     input shape to have value {expected}, but received input with shape {shape}"
                );
                match model_training {
                    None => f.write_str(&cause),
                    Some(training) => write!(
                        f,
                        "Exception encountered when calling Sequential.call().\n\n{cause}\n\nArguments received by \
                         Sequential.call():\n  • inputs=tf.Tensor(shape={shape}, dtype=float32)\n  • \
                         training={training}\n  • mask=None\n  • kwargs=<class 'inspect._empty'>"
                    ),
                }
            }
            Error::InputRank { layer, shape } => write!(
                f,
                "Input 0 with name 'None' of layer '{layer}' is incompatible with the layer: expected min_ndim=2, \
                 found ndim={}. Full shape received: {}",
                shape.len(),
                tuple(shape)
            ),
            Error::Cardinality { x, y } => write!(
                f,
                "Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.'x' sizes: \
                 {x}\n'y' sizes: {y}\n"
            ),
            Error::ValidationSplit { samples, split } => write!(
                f,
                "Training data contains {samples} samples, which is not sufficient to split it into a validation and \
                 training set as specified by `validation_split={split:?}`. Either provide more data, or a different \
                 value for the `validation_split` argument."
            ),
            Error::NotCompiled => f.write_str("You must call `compile()` before using the model."),
            Error::NoLoss => f.write_str("No loss to compute. Provide a `loss` argument in `compile()`."),
            Error::Label { label, classes, labels } => write!(
                f,
                "Received a label value of {label} which is outside the valid range of [0, {classes}).  Label values: {}",
                labels.iter().map(f32::to_string).collect::<Vec<_>>().join(" ")
            ),
            Error::LearningRate { received } => write!(
                f,
                "Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or a callable \
                 (that takes in the current iteration value and returns the corresponding learning rate value). \
                 Received instead: learning_rate={received}"
            ),
            Error::Momentum => f.write_str("`momentum` must be a float between [0, 1]."),
            Error::Clips { norm, value, global } => write!(
                f,
                "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received: clipnorm={norm}, \
                 clipvalue={value}, global_clipnorm={global}"
            ),
            Error::DecaySteps { received } => {
                write!(f, "Argument `decay_steps` must be > 0. Received: decay_steps={received}")
            }
            Error::Piecewise { boundaries, boundary_count, values, value_count } => write!(
                f,
                "The length of boundaries should be 1 less than the length of values. Received: \
                 boundaries={boundaries} of length {boundary_count}, and values={values} of length {value_count}."
            ),
            Error::Scale { received } => {
                write!(f, "Argument `scale` must be positive float. Received: scale={received}")
            }
            Error::Mode { received } => write!(
                f,
                "Invalid `mode` argument: {received}. Please use one of {{'fan_in', 'fan_out', 'fan_avg'}}"
            ),
            Error::Distribution { received } => write!(
                f,
                "Invalid `distribution` argument: {received}.Please use one of {{'uniform', 'truncated_normal', \
                 'untruncated_normal'}}"
            ),
            Error::ConstantValue => f.write_str("'value'"),
            Error::IdentityRank { shape } => write!(
                f,
                "Identity matrix initializer can only be used for 2D matrices. Received: shape={} of rank {}.",
                tuple(shape),
                shape.len()
            ),
            Error::OrthogonalRank { shape } => write!(
                f,
                "The tensor to initialize must be at least two-dimensional. Received: shape={} of rank {}.",
                tuple(shape),
                shape.len()
            ),
            Error::Penalty { name, received } => write!(
                f,
                "Invalid value for argument {name}: expected a non-negative float.Received: {name}={received}"
            ),
            Error::Unbuilt => f.write_str("You must build the layer before accessing `kernel`."),
            Error::Empty { what } => write!(f, "The {what} is empty. Add at least one."),
            Error::Length { what, received, expected } => {
                write!(f, "There are {received} numbers in {what}, which does not fit {expected}.")
            }
            Error::Targets { received, outputs } => write!(
                f,
                "Each row of y has {received} numbers, but the network gives {outputs}, and this loss cannot compare \
                 them. Make the two widths equal."
            ),
            Error::ConstraintAxis => {
                f.write_str("A bias has one axis only: let its constraint work along axis 0.")
            }
        }
    }
}

impl std::error::Error for Error {}
