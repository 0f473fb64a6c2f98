//! NumPy's two types of floating-point numbers.

use std::fmt::{Display, LowerExp};
use std::str::FromStr;

/// One of NumPy's number types: f32, whose name `repr` prints, and f64, whose name it leaves out.
pub trait Float: Copy + PartialEq + Display + LowerExp + FromStr + Into<f64> {
    /// An array with a number of this size or larger is printed scientifically.
    const LARGE: f64;
    /// A single number of this size or larger is printed scientifically.
    const LARGE_SCALAR: f64;
    /// The type, as `repr` prints it behind the numbers.
    const DTYPE: &'static str;
    /// Whether the least and the greatest size are too far apart for one width, computed in this type.
    fn is_far(least: f64, greatest: f64) -> bool;
}

impl Float for f32 {
    const LARGE: f64 = 1e6;
    const LARGE_SCALAR: f64 = 1e6;
    const DTYPE: &'static str = "dtype=float32";

    fn is_far(least: f64, greatest: f64) -> bool {
        let (least, greatest) = (least as f32, greatest as f32);
        least < 0.0001 || greatest / least > 1000.0
    }
}

impl Float for f64 {
    const LARGE: f64 = 1e8;
    const LARGE_SCALAR: f64 = 1e16;
    const DTYPE: &'static str = "";

    fn is_far(least: f64, greatest: f64) -> bool {
        least < 0.0001 || greatest / least > 1000.0
    }
}
