//! What the drawing of a network's diagram returns to the page. Layers, inputs and units count from 0.

use serde::Serialize;

/// The places in the diagram, and what is under the pointer.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct NetworkDrawn {
    /// The drawing's width in CSS pixels; more than the sheet's where the sheet is too narrow.
    pub width: f64,
    /// The drawing's height in CSS pixels; more than the sheet's where the sheet is too low.
    pub height: f64,
    /// The radius of a bias's dot, whose centre is its tile's lower left corner.
    pub dot: f64,
    /// The weight that is the knob w: layer, input, unit.
    pub held: [u32; 3],
    /// What is under the pointer; `null` where nothing is.
    pub under: Option<Under>,
    /// The weight that the pill names.
    pub named: Option<f64>,
    /// Where the pill is: the middle of its edge, in CSS pixels.
    pub at: Option<[f64; 2]>,
    /// The columns, the inputs' first; `null` unless the places were asked for.
    pub columns: Option<Vec<ColumnPlace>>,
}

/// The part of the diagram under the pointer.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Under {
    pub kind: UnderKind,
    pub layer: u32,
    /// The weight's input, or the input itself; 0 for a bias or a unit.
    pub input: u32,
    pub unit: u32,
    /// The weight or the bias; `null` for a unit or an input.
    pub value: Option<f64>,
    /// Whether the weight's edge is dashed, because the weight is negative.
    pub dashed: bool,
}

/// Which part it is.
#[derive(Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum UnderKind {
    Weight,
    Bias,
    Unit,
    Input,
}

/// One column's place, in CSS pixels.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ColumnPlace {
    /// The heading's place, at the top.
    pub heading: TilePlace,
    /// From the top.
    pub tiles: Vec<TilePlace>,
}

/// The place of a tile, in CSS pixels from the drawing's upper left corner.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct TilePlace {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}
