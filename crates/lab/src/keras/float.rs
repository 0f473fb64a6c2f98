//! NumPy's two types of floating-point numbers.

use std::fmt::{Display, LowerExp};
use std::str::FromStr;

/// A number type of NumPy's: f32, which prints its name, and f64, which goes without saying.
pub trait Float: Copy + PartialEq + Display + LowerExp + FromStr + Into<f64> {
    /// Arrays with a number this large print scientifically.
    const LARGE: f64;
    /// A number this large prints scientifically where it stands alone.
    const LARGE_SCALAR: f64;
    /// What `repr` adds.
    const DTYPE: &'static str;
    /// Whether two sizes are too far apart for one width, in the type's own arithmetic.
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
