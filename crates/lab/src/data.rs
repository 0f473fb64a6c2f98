//! The data: which sets there are, their points, what is done to them before training.

pub mod about;
pub mod datasets;
pub mod generated;
pub(crate) mod losses;
pub mod scaling;
mod tables;
