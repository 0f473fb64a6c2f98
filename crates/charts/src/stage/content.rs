//! What stands on the stage, and the part of the canvas that it keeps to.

use crate::clip::Rect;
use crate::error::Error;
use crate::frame::Frame;
use crate::plot::{Axes, Plot};

use super::curves::Curve;

/// Everything that moves on the stage.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'a> {
    /// The data: x, y.
    pub points: &'a [[f32; 2]],
    /// Data that are not trained on, drawn hollow.
    pub held_out: &'a [[f32; 2]],
    /// Rows of the next batch: ringed, and their errors drawn heavier than the others'. Empty where every row is in it.
    pub batch: &'a [u32],
    /// What the network predicts along x.
    pub fit: Curve<'a>,
    /// Where it started.
    pub start: Option<Curve<'a>>,
    /// The best it could do.
    pub best: Option<Curve<'a>>,
    /// Where it has been, the oldest first: fainter the older.
    pub trail: &'a [Curve<'a>],
    /// The gap between each point and the line.
    pub error_marks: ErrorMarks<'a>,
    /// The weight, drawn on a line.
    pub rise: Option<Rise<'a>>,
    /// The bias, drawn on a line.
    pub lift: Option<Lift<'a>>,
    /// An x that parts the data, such as the decision point of a logistic neuron.
    pub split: Option<f64>,
    /// Names at the right end of the lines.
    pub labels: LineLabels<'a>,
}

/// With more points than this, their dots lie under the lines, where [`crowd`](super::crowd) draws them once, and not
/// again every frame.
pub const CROWD: usize = 400;

/// How the gap between each point and the line is drawn. In a [crowd](CROWD) gaps are a fog that hides the data: none
/// are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ErrorMarks<'a> {
    /// Not at all.
    #[default]
    None,
    /// As a segment.
    Segments,
    /// As a square, whose area is what the loss adds up.
    Squares {
        /// What is written on each square: one for each row, or nothing.
        labels: &'a [String],
    },
}

/// The weight as the rise of the line over a run, under the tilt handle.
#[derive(Clone, Copy, Debug)]
pub struct Rise<'a> {
    /// The length of the run along x: 1, for w to be the rise itself.
    pub run: f64,
    /// What is written behind the letter w: `= 140`. Empty leaves the letter out too.
    pub label: &'a str,
    /// What the run is worth: `+1000 sq ft`. May be empty.
    pub run_label: &'a str,
}

/// The bias as the height of the line at x = 0, under the lift handle.
#[derive(Clone, Copy, Debug)]
pub enum Lift<'a> {
    /// A bar from zero to the line.
    Bar {
        /// What is written behind the letter b: `= 60`. Empty leaves the letter out too.
        label: &'a str,
    },
    /// No bias: a pin that holds the line at zero.
    Pin {
        /// What is written beside it. May be empty.
        label: &'a str,
    },
}

/// Names of the lines. Empty ones are left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct LineLabels<'a> {
    /// Of the line that the knobs turn.
    pub fit: &'a str,
    /// Of the line that Reset returns to.
    pub start: &'a str,
    /// Of the best line.
    pub best: &'a str,
}

/// Above the plot's upper edge: marks that belong to the uppermost tick are not cut in half.
const HEADROOM: f64 = 6.0;

/// The plot and the part of the canvas that marks keep to.
pub(super) fn field<'a>(frame: &Frame<'_>, axes: &Axes<'a>) -> Result<(Plot<'a>, Rect), Error> {
    let plot = Plot::new(frame.width, frame.height, axes)?;
    let clip = Rect { top: (plot.rect.top - HEADROOM).max(0.0), ..plot.rect };
    Ok((plot, clip))
}
