//! An array as it was printed.

use two_knobs_core::network::Tensor;

/// One array that was printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The label before the array, such as `w`, or the path of a variable.
    pub name: Option<String>,
    /// The array's shape and numbers; infinity and NaN are kept as printed.
    pub tensor: Tensor,
    /// Whether the array is in PyTorch's order, where a kernel has a row for each unit. Keras's kernels have a row for
    /// each input.
    pub by_unit: bool,
}
