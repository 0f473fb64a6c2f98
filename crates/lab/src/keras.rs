//! Keras on paper: what Python prints of weights, read back; and what to run in Python to have this experiment there.

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
