//! The held-out rows: training does not use them, so that the loss over them is a test.

use std::cell::RefCell;

use two_knobs_core::data::Dataset;
use two_knobs_core::training::Trainer;

/// The held-out rows, and a trainer that computes the loss over them.
pub(crate) struct Test {
    /// The rows, as the page shows them.
    pub(crate) data: Dataset,
    /// Computes the loss over the rows, and never trains. It is a cell, because computing a loss changes nothing
    /// outside.
    pub(crate) judge: RefCell<Trainer>,
}
