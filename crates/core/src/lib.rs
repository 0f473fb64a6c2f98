#![doc = include_str!("../README.md")]

pub mod activation;
mod advance;
pub mod analysis;
mod batches;
pub mod constraint;
mod cross_entropy;
pub mod data;
pub mod dense;
pub mod determinism;
mod engine;
pub mod error;
mod evaluation;
mod evaluation_memory;
pub mod fit;
pub mod initializer;
mod kernels;
mod lanes;
pub mod layer;
pub mod loss;
mod loss_loops;
pub mod metric;
pub mod network;
mod neuron;
pub mod optimizer;
pub mod portable;
pub mod predictor;
pub mod python;
mod reach;
pub mod regularizer;
pub mod rng;
pub mod schedule;
pub mod training;

pub use error::Error;
