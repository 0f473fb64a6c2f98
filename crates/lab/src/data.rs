//! The data: the data sets, their points, and how the points are prepared for training.

pub mod about;
pub mod datasets;
pub mod features;
pub mod generated;
pub(crate) mod losses;
pub mod scaling;
mod tables;
