//! How many answers are right where y is a class: the shapes that the snapshot carries.

use serde::Serialize;

/// How many answers are right.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Classes {
    /// The share of the rows whose class is answered.
    pub accuracy: f64,
    /// The same share of the held-out rows; `null` where no rows are held out.
    pub test_accuracy: Option<f64>,
    /// For each class of y, how many of its rows are answered with each class.
    pub confusions: Vec<Vec<u32>>,
}
