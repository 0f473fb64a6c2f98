//! The stage: the data, the line through it, and the two knobs on it.
//!
//! The x axis and the y axis are linear here; [`Axis::log`](crate::Axis) is for the loss curve.

mod content;
mod curves;
mod error_marks;
mod knobs;
mod line_labels;
mod points;
mod values;

use plotters::prelude::DrawingBackend;

use crate::axes::Layout;
use crate::clip::Rect;
use crate::error::Error;
use crate::frame::Frame;
use crate::pen::{Dashes, Pen};
use crate::plot::Axes;

use content::field;
use values::Surroundings;

pub use content::{CROWD, ErrorMarks, Lift, LineLabels, Rise, Stage};
pub use curves::Curve;
pub use knobs::{Handles, handles};

pub(crate) const LAYOUT: Layout =
    Layout { label_gap: 20.0, title_left: 42.0, title_above: 11.0, upright: true };
pub(crate) const DOTTED: Dashes = Dashes { on: 2.0, off: 6.0, round: true };

/// Draws the grid, axes through zero, ticks and titles, which stay while the knobs turn.
pub fn axes<DB: DrawingBackend>(backend: &mut DB, frame: &Frame<'_>, axes: &Axes<'_>) -> Result<(), Error> {
    let (plot, _) = field(frame, axes)?;
    crate::axes::draw(&mut Pen::new(backend, frame)?, &plot, axes, &LAYOUT)
}

/// Draws the dots of more than [`CROWD`] points over the axes, when the points or the axes change. Does nothing for
/// fewer: those are among the [`marks`].
pub fn crowd<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    points: &[[f32; 2]],
) -> Result<(), Error> {
    let (plot, clip) = field(frame, axes)?;
    points::draw_crowd(&mut Pen::new(backend, frame)?, &plot, &clip, points)
}

/// Draws everything that moves, over the same axes. It clears nothing: the caller passes a clear canvas.
pub fn marks<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    stage: &Stage<'_>,
) -> Result<(), Error> {
    let (plot, clip) = field(frame, axes)?;
    let pen = &mut Pen::new(backend, frame)?;
    let palette = pen.palette();

    if let Some(start) = stage.start {
        start.draw_thick(pen, &plot, &clip, palette.ghost, 5.0)?;
    }
    for (i, past) in stage.trail.iter().enumerate() {
        let age = (i + 1) as f64 / stage.trail.len() as f64;
        past.visible(&plot, &clip, |run| pen.path(run, palette.edge.alpha(0.05 + 0.8 * age), 1.25))?;
    }
    for part in stage.parts {
        part.visible(&plot, &clip, |run| pen.path(run, palette.edge, 1.25))?;
    }
    if let Some(best) = stage.best {
        best.visible(&plot, &clip, |run| pen.dashed(run, palette.best, 2.0, DOTTED))?;
    }
    if let Some(x) = stage.split.filter(|&x| plot.x.contains(x)) {
        let [x, _] = plot.to_px([x, plot.y.min]);
        let dashes = Dashes { on: 7.0, off: 5.0, round: false };
        pen.dashed(&[[x, plot.rect.bottom], [x, plot.rect.top]], palette.ink_3, 1.5, dashes)?;
    }
    error_marks::draw(pen, &plot, &clip, stage)?;
    if stage.points.len() > CROWD {
        // Over many points in the same colour the line needs an outline.
        stage.fit.draw_thick(pen, &plot, &clip, palette.surface, 7.0)?;
    }
    stage.fit.draw_thick(pen, &plot, &clip, palette.ink, 2.75)?;
    error_marks::draw_labels(pen, &plot, &clip, stage)?;
    let names = line_labels::place(frame, &plot, &clip, stage)?;
    if let Curve::Line { w, b } = stage.fit {
        let taken: Vec<Rect> = names.iter().map(|name| name.area(&plot)).collect();
        let handles = knobs::place(&plot, [w, b]);
        let around = Surroundings {
            plot: &plot,
            clip: &clip,
            line: [w, b],
            handles: [handles.tilt, handles.lift],
            names: &taken,
            width: frame.width,
        };
        if let Some(rise) = &stage.rise {
            knobs::draw_rise(pen, &around, &handles, rise)?;
        }
        if let Some(lift) = &stage.lift {
            knobs::draw_lift(pen, &around, lift)?;
        }
    }
    points::draw(pen, &plot, &clip, stage)?;
    line_labels::draw(pen, &plot, &names)
}
