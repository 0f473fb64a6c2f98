//! An array as it was printed.

use two_knobs_core::network::Tensor;

/// One array that was printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The label before it, such as `w`, or a variable's path.
    pub name: Option<String>,
    /// Its shape and its numbers; infinity and NaN are kept as printed.
    pub tensor: Tensor,
    /// Whether a kernel has a row for each unit, as PyTorch's have; Keras's have one for each input.
    pub by_unit: bool,
}
