//! The content of the stage, and the part of the canvas in which it is drawn.

use crate::clip::Rect;
use crate::error::Error;
use crate::frame::Frame;
use crate::plot::{Axes, Plot};

use super::curves::Curve;

/// Everything that moves on the stage.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'a> {
    /// The training data: x, y.
    pub points: &'a [[f32; 2]],
    /// The held-out data, drawn hollow.
    pub held_out: &'a [[f32; 2]],
    /// Rows of the next batch: ringed, and their errors drawn heavier than the others'. Empty where every row is in it.
    pub batch: &'a [u32],
    /// What the network predicts along x.
    pub fit: Curve<'a>,
    /// The prediction at the weights that Reset returns to.
    pub start: Option<Curve<'a>>,
    /// The line with the smallest loss.
    pub best: Option<Curve<'a>>,
    /// Earlier predictions, the oldest first; older ones are drawn fainter.
    pub trail: &'a [Curve<'a>],
    /// What each part of a network adds to the prediction: thin, under the prediction.
    pub parts: &'a [Curve<'a>],
    /// How the error of each point is drawn.
    pub error_marks: ErrorMarks<'a>,
    /// The weight, drawn on a line.
    pub rise: Option<Rise<'a>>,
    /// The bias, drawn on a line.
    pub lift: Option<Lift<'a>>,
    /// An x that divides the data, such as the decision point of a logistic neuron.
    pub split: Option<f64>,
    /// The lines' names, at their right ends.
    pub labels: LineLabels<'a>,
}

/// With more points than this, their dots lie under the lines, where [`crowd`](super::crowd) draws them once instead of in
/// every frame.
pub const CROWD: usize = 400;

/// How the error of each point, its vertical distance to the line, is drawn. For a [crowd](CROWD) of points no errors are
/// drawn, since they would hide the data.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ErrorMarks<'a> {
    /// Errors are not drawn.
    #[default]
    None,
    /// As a segment.
    Segments,
    /// As a square, whose area is the squared error that the loss sums.
    Squares {
        /// The texts on the squares: one for each row, or an empty list.
        labels: &'a [String],
    },
}

/// The weight as the rise of the line over a run, under the tilt handle.
#[derive(Clone, Copy, Debug)]
pub struct Rise<'a> {
    /// The length of the run along x: 1, for w to be the rise itself.
    pub run: f64,
    /// The text after the letter w: `= 140`. An empty text leaves the letter out too.
    pub label: &'a str,
    /// The text of the run: `+1000 sq ft`. May be empty.
    pub run_label: &'a str,
}

/// The bias as the height of the line at x = 0, under the lift handle.
#[derive(Clone, Copy, Debug)]
pub enum Lift<'a> {
    /// A bar from zero to the line.
    Bar {
        /// The text after the letter b: `= 60`. An empty text leaves the letter out too.
        label: &'a str,
    },
    /// No bias: a pin that holds the line at zero.
    Pin {
        /// The text beside the pin. May be empty.
        label: &'a str,
    },
}

/// Names of the lines. Empty names are left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct LineLabels<'a> {
    /// Of the line that the knobs turn.
    pub fit: &'a str,
    /// Of the line that Reset returns to.
    pub start: &'a str,
    /// Of the best line.
    pub best: &'a str,
}

/// The height above the plot's upper edge where marks may be drawn, so that marks at the uppermost tick are not cut in half.
const HEADROOM: f64 = 6.0;

/// The plot, and the part of the canvas in which marks are drawn.
pub(super) fn field<'a>(frame: &Frame<'_>, axes: &Axes<'a>) -> Result<(Plot<'a>, Rect), Error> {
    let plot = Plot::new(frame.width, frame.height, axes)?;
    let clip = Rect { top: (plot.rect.top - HEADROOM).max(0.0), ..plot.rect };
    Ok((plot, clip))
}
