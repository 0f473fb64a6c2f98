//! Rows that are held out of training, to test on.

use std::cell::RefCell;

use two_knobs_core::data::Dataset;
use two_knobs_core::training::Trainer;

/// Rows that are held out of training.
pub(crate) struct Test {
    /// As they are shown.
    pub(crate) data: Dataset,
    /// Never trains: knows the loss over them. A cell, since asking changes nothing that can be seen.
    pub(crate) judge: RefCell<Trainer>,
}
