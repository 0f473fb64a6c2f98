//! What a key of the link is; the table of all keys is in [`keys`](crate::keys).

use two_knobs_core::data::Dataset;
use two_knobs_core::initializer::Initializer;

use crate::link::Link;
use crate::spec::{Layer, Limits};

/// One key of the link.
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    /// One use of it.
    pub example: &'static str,
    /// What it accepts, and where it goes.
    pub kind: Kind,
    /// Its value where that is not the default.
    pub write: fn(&Link) -> Option<String>,
}

/// What the value of a key may be, and the place that it is read into.
pub enum Kind {
    /// A decimal number.
    Number(Limits, fn(&mut Link, f64)),
    /// A whole number.
    Integer(Limits, fn(&mut Link, u64)),
    /// One of the words; the function answers whether it knew the word.
    Choice(&'static str, fn(&mut Link, &str) -> bool),
    /// An initializer's name.
    Initializer(fn(&mut Link, Initializer)),
    /// `x,y;x,y;...` or `x1,x2,y;...`
    Points(fn(&mut Link, Dataset)),
    /// `units:activation,...`
    Layers(fn(&mut Link, Vec<Layer>)),
    /// base64url of little-endian f32.
    Parameters(fn(&mut Link, Vec<f32>)),
}
