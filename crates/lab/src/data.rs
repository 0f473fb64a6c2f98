//! The data: which sets there are, their points, what is done to them before training.

pub mod datasets;
pub(crate) mod losses;
pub mod names;
pub mod scaling;
