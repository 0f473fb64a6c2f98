#![doc = include_str!("../README.md")]

pub mod activation;
pub mod analysis;
mod batches;
pub mod constraint;
mod cross_entropy;
pub mod data;
pub mod dense;
mod engine;
pub mod error;
pub mod fit;
pub mod initializer;
mod kernels;
mod lanes;
pub mod loss;
pub mod metric;
pub mod network;
mod neuron;
pub mod optimizer;
pub mod portable;
pub mod regularizer;
pub mod rng;
pub mod schedule;
pub mod training;

pub use error::Error;
