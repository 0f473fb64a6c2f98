//! Places in a network: which weight a knob is, and which parameters are frozen.

use std::fmt::Write as _;

use serde::Serialize;

use crate::words::ranges::{Limits, MAX_LAYERS, MAX_UNITS};
use crate::words::text::integer;

/// The place of one weight, counted from 0 as NumPy counts: `W1[2, 1]` of the first layer is layer 0, input 2, unit 1.
/// The bias of the same unit belongs to the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Place {
    /// The layer.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub layer: usize,
    /// The layer's input: a row of its kernel.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub input: usize,
    /// The layer's unit: a column of its kernel.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub unit: usize,
}

/// One parameter of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    /// The last layer's first weight. Only links say it (`w`); a [`crate::spec::Spec`] has the place instead.
    FirstWeight,
    /// The last layer's first bias. Only links say it (`b`).
    FirstBias,
    /// The weight at a place.
    Weight(Place),
    /// The bias of a unit.
    Bias {
        /// The unit's layer.
        layer: usize,
        /// The unit.
        unit: usize,
    },
}

impl Parameter {
    /// The name that links give a parameter of one neuron.
    pub(crate) fn of_neuron(self) -> Self {
        match self {
            Self::Weight(_) | Self::FirstWeight => Self::FirstWeight,
            Self::Bias { .. } | Self::FirstBias => Self::FirstBias,
        }
    }
}

impl Place {
    /// The weight at this place.
    pub(crate) fn weight(self) -> Parameter {
        Parameter::Weight(self)
    }

    /// The bias of this place's unit.
    pub(crate) fn bias(self) -> Parameter {
        Parameter::Bias { layer: self.layer, unit: self.unit }
    }

    /// Reads `layer,input,unit`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        match parameter(text)? {
            Parameter::Weight(place) => Some(place),
            _ => None,
        }
    }

    /// Writes `layer,input,unit`.
    pub(crate) fn write(self) -> String {
        format!("{},{},{}", self.layer, self.input, self.unit)
    }
}

/// A number of a layer, an input or a unit.
pub(crate) fn index(text: &str, count: usize) -> Option<usize> {
    integer(text, Limits::of_links(0.0, count as f64 - 1.0)).map(|index| index as usize)
}

/// Reads `w`, `b`, `layer,input,unit` or `layer,b,unit`.
fn parameter(text: &str) -> Option<Parameter> {
    match text {
        "w" => return Some(Parameter::FirstWeight),
        "b" => return Some(Parameter::FirstBias),
        _ => {}
    }
    let mut words = text.split(',');
    let layer = index(words.next()?, MAX_LAYERS)?;
    let (row, unit) = (words.next()?, index(words.next()?, MAX_UNITS)?);
    match (words.next(), row) {
        (Some(_), _) => None,
        (None, "b") => Some(Parameter::Bias { layer, unit }),
        (None, row) => Some(Parameter::Weight(Place { layer, input: index(row, MAX_UNITS)?, unit })),
    }
}

/// Reads parameters between semicolons, `none`, or `w,b`, which is one neuron's weight and bias. Each comes once, in order.
pub(crate) fn parameters(text: &str) -> Option<Vec<Parameter>> {
    let mut list: Vec<Parameter> = match text {
        "none" => Vec::new(),
        "w,b" => vec![Parameter::FirstWeight, Parameter::FirstBias],
        _ => text.split(';').map(parameter).collect::<Option<_>>()?,
    };
    list.sort_unstable();
    list.dedup();
    Some(list)
}

/// Writes parameters as [`parameters`] reads them.
pub(crate) fn write_parameters(list: &[Parameter]) -> String {
    match list {
        [] => return "none".into(),
        [Parameter::FirstWeight, Parameter::FirstBias] => return "w,b".into(),
        _ => {}
    }
    let mut text = String::new();
    for (number, parameter) in list.iter().enumerate() {
        text += if number > 0 { ";" } else { "" };
        // Writing to a `String` never fails.
        let _ = match parameter {
            Parameter::FirstWeight => text.write_str("w"),
            Parameter::FirstBias => text.write_str("b"),
            Parameter::Weight(place) => text.write_str(&place.write()),
            Parameter::Bias { layer, unit } => write!(text, "{layer},b,{unit}"),
        };
    }
    text
}
