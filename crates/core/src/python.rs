//! Python values as a notebook writes them, where Keras distinguishes 1 from 1.0.
//!
//! ```
//! use two_knobs_core::python::{self, Value};
//! assert!(python::learning_rate(&Value::Float(1.0)).is_ok());
//! let error = python::learning_rate(&Value::Int(1)).unwrap_err();
//! assert!(error.to_string().ends_with("Received instead: learning_rate=1"));
//! ```

use std::fmt;

use crate::error::Error;
use crate::schedule::Schedule;

/// A Python value; prints as `str()` prints it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `1`
    Int(i64),
    /// `1.0`
    Float(f64),
    /// `'1'`
    Text(String),
    /// `None`
    None,
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Int(value) => value.fmt(f),
            Value::Float(value) => write!(f, "{value:?}"),
            Value::Text(value) => f.write_str(value),
            Value::None => f.write_str("None"),
        }
    }
}

/// `Dense(units=...)`: a positive whole number.
pub fn units(value: &Value) -> Result<usize, Error> {
    match value {
        Value::Int(units) if *units > 0 => Ok(*units as usize),
        other => Err(Error::Units { received: other.to_string() }),
    }
}

/// `SGD(learning_rate=...)`: a float, whatever its sign.
pub fn learning_rate(value: &Value) -> Result<Schedule, Error> {
    match value {
        Value::Float(rate) => Ok(Schedule::Constant(*rate as f32)),
        other => Err(Error::LearningRate { received: other.to_string() }),
    }
}

/// `SGD(momentum=...)`: a float from 0 to 1.
pub fn momentum(value: &Value) -> Result<f32, Error> {
    match value {
        Value::Float(momentum) if (0.0..=1.0).contains(momentum) => Ok(*momentum as f32),
        _ => Err(Error::Momentum),
    }
}
