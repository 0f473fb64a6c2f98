//! Weights and experiments as Python writes them: reads what Python prints of weights, and writes the Python that runs
//! this experiment.

pub mod float;
mod label;
mod npy;
pub mod npz;
pub(crate) mod paper;
pub mod print;
pub mod printed;
pub mod python;
pub mod read;
pub mod replay;
pub mod script;
pub mod set;
pub mod weights;
mod words;
mod zip;
