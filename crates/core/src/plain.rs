//! Each error as a plain sentence: what is wrong, and what to do about it.

use crate::error::{Error, tuple};

impl Error {
    /// One sentence or two for a learner: what is wrong, and what to do.
    pub fn plain(&self) -> String {
        match self {
            Error::UnknownName { kind, name } => {
                let (what, try_one) = kind.plain();
                format!("\"{name}\" is not {what} Keras knows (names are case-sensitive). Try {try_one}.")
            }
            Error::Units { received } => {
                format!("A layer needs at least one neuron, and a whole number of them: {received} is neither. Try units=1.")
            }
            Error::WeightCount { received, expected: 0, .. } => format!(
                "The layer has no weights yet, so it cannot take {received}. Call it on data, or build it, first."
            ),
            Error::WeightCount { received, expected, .. } => format!(
                "The list holds {received} arrays, but there are {expected} to set: a kernel and, with a bias, a bias \
                 for each layer. Pass them in the order get_weights() returns them."
            ),
            Error::WeightShape { expected, received, .. } => format!(
                "An array has shape {}, but the layer keeps {} there (a kernel is inputs by units, a bias is units). \
                 Reshape it, for example with np.array(...).reshape({}).",
                tuple(received),
                tuple(expected),
                tuple(expected)
            ),
            Error::InputWidth { expected, received, .. } => format!(
                "Each row has {} numbers, but the layer was built for {expected}. Pass rows of {expected}, or build \
                 the layer anew.",
                received.last().copied().flatten().unwrap_or(0)
            ),
            Error::InputRank { shape, .. } => format!(
                "The input has shape {}, but a layer wants rows and columns. Write x.reshape(-1, 1) to make one column.",
                tuple(shape)
            ),
            Error::Cardinality { x, y } => {
                format!("There are {x} rows of x but {y} of y. Each row of x needs its answer in y.")
            }
            Error::ValidationSplit { samples, split } => format!(
                "Keeping {split} of {samples} rows for validation leaves one side empty. Use more rows or another share."
            ),
            Error::NotCompiled => "The model does not know its loss and optimizer yet. Call compile() first.".into(),
            Error::NoLoss => "Training needs to know what to make small. Give compile() a loss, such as \"mse\".".into(),
            Error::Label { label, classes, .. } => format!(
                "The label {label} has no output of its own: {classes} outputs take whole labels from 0 to {}. Add \
                 outputs or correct the label.",
                classes.saturating_sub(1)
            ),
            Error::LearningRate { received } => format!(
                "The learning rate {received} is not a number with a decimal point. Write it as one, for example 1.0 \
                 instead of 1."
            ),
            Error::Momentum => "Momentum must be a number with a decimal point from 0.0 to 1.0. Try 0.9.".into(),
            Error::Clips { .. } => "Two kinds of gradient clipping are on. Keep one of them.".into(),
            Error::DecaySteps { received } => {
                format!("A schedule needs at least one step to decay over, not {received}. Try 1000.")
            }
            Error::Piecewise { boundary_count, value_count, .. } => format!(
                "{boundary_count} boundaries cut the time into {} pieces, but there are {value_count} values. Give one \
                 value more than boundaries.",
                boundary_count + 1
            ),
            Error::Scale { received } => format!("The scale must be above zero, not {received}. Try 1.0."),
            Error::Mode { received } => {
                format!("\"{received}\" is not a way to count connections. Use fan_in, fan_out or fan_avg.")
            }
            Error::Distribution { received } => format!(
                "\"{received}\" is not a distribution. Use uniform, truncated_normal or untruncated_normal."
            ),
            Error::ConstantValue => {
                "A constant needs its value, which the bare name cannot say. Write Constant(0.5) instead of \"constant\"."
                    .into()
            }
            Error::IdentityRank { .. } => {
                "The identity is a matrix, so it can fill a kernel but not a bias. Use zeros for the bias.".into()
            }
            Error::OrthogonalRank { .. } => {
                "An orthogonal start is a matrix, so it can fill a kernel but not a bias. Use zeros for the bias.".into()
            }
            Error::Penalty { name, received } => {
                format!("The penalty {name}={received} must be zero or more. Use a small number such as 0.01.")
            }
            Error::Unbuilt => {
                "The layer has no kernel yet: it is made when the layer first sees the width of its input. Call it on \
                 data first."
                    .into()
            }
            Error::Empty { what } => format!("The {what} is empty. Add at least one."),
            Error::Length { what, received, expected } => {
                format!("There are {received} numbers in {what}, which does not fit {expected}.")
            }
            Error::Targets { received, outputs } => format!(
                "Each row of y has {received} numbers, but the network gives {outputs}, and this loss cannot compare \
                 them. Make the two widths equal."
            ),
            Error::ConstraintAxis => "A bias has one axis only: let its constraint work along axis 0.".into(),
        }
    }
}
