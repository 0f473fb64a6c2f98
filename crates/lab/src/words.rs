//! What every room may use: messages, numbers and their ranges, values as text, values as they come from outside.

pub(crate) mod base64;
pub(crate) mod choices;
mod decimal;
pub mod input;
pub mod message;
pub mod nice;
pub mod ranges;
pub mod terms;
pub(crate) mod text;
