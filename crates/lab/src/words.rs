//! What every other folder may use: messages, limits of numbers, values as text, and values as they come from outside.

pub(crate) mod base64;
pub(crate) mod choices;
mod decimal;
pub mod input;
pub mod message;
pub mod nice;
pub mod places;
pub mod ranges;
pub mod terms;
pub(crate) mod text;
