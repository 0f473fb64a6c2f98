//! Axes, which all charts share: the grid, the axes through zero, ticks and titles.

use plotters::prelude::DrawingBackend;

use crate::error::Error;
use crate::pen::{Anchor, Letters, Pen};
use crate::plot::{Axes, Axis, Plot};

/// Distances that differ between charts, in CSS pixels.
pub(crate) struct Layout {
    /// From the y axis's labels to the plot.
    pub(crate) label_gap: f64,
    /// From the plot's left edge to the y axis's title.
    pub(crate) title_left: f64,
    /// From the plot's top to the baseline of the y axis's title.
    pub(crate) title_above: f64,
    /// Whether to draw vertical grid lines at the x axis's ticks, and the axes through zero.
    pub(crate) upright: bool,
}

/// Distances of text baselines below the plot's lower edge, in CSS pixels.
const LABELS_BELOW: f64 = 18.0;
pub(crate) const TITLE_BELOW: f64 = 34.0;
/// The least gap between a note and a title on one line, in CSS pixels; with less the note is left out.
const NOTE_GAP: f64 = 12.0;

/// The ticks that lie on the axis, each with its index.
fn ticks(axis: &Axis<'_>) -> impl Iterator<Item = (usize, f64)> {
    axis.ticks.iter().copied().enumerate().filter(|&(_, tick)| axis.contains(tick))
}

pub(crate) fn draw<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    axes: &Axes<'_>,
    layout: &Layout,
) -> Result<(), Error> {
    let palette = pen.palette();
    let rect = plot.rect;
    for (_, tick) in ticks(&plot.y) {
        let [_, y] = plot.to_px([plot.x.min, tick]);
        pen.hairline([rect.left, y], [rect.right, y], palette.grid)?;
    }
    if layout.upright {
        for (_, tick) in ticks(&plot.x) {
            let [x, _] = plot.to_px([tick, plot.y.min]);
            pen.hairline([x, rect.top], [x, rect.bottom], palette.grid)?;
        }
        let [x, y] = plot.to_px([0.0, 0.0]);
        if plot.y.contains(0.0) {
            pen.hairline([rect.left, y], [rect.right, y], palette.edge)?;
        }
        if plot.x.contains(0.0) {
            pen.hairline([x, rect.top], [x, rect.bottom], palette.edge)?;
        }
    }

    labels(pen, plot, axes, layout)
}

/// Draws the ticks' labels, the titles and the note.
pub(crate) fn labels<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    axes: &Axes<'_>,
    layout: &Layout,
) -> Result<(), Error> {
    let rect = plot.rect;
    let letters = Letters::micro(pen.palette().ink_3);
    for (i, tick) in ticks(&plot.y) {
        let [_, y] = plot.to_px([plot.x.min, tick]);
        let label = plot.y.labels.get(i).map_or("", String::as_str);
        pen.text(label, [rect.left - layout.label_gap, y + 4.0], letters.anchor(Anchor::End))?;
    }
    for (i, tick) in ticks(&plot.x) {
        let [x, _] = plot.to_px([tick, plot.y.min]);
        let label = plot.x.labels.get(i).map_or("", String::as_str);
        pen.text(label, [x, rect.bottom + LABELS_BELOW], letters.anchor(Anchor::Middle))?;
    }

    let title = [(rect.left - layout.title_left).max(2.0), rect.top - layout.title_above];
    pen.text(plot.y.title, title, letters)?;
    let below = rect.bottom + TITLE_BELOW;
    pen.text(plot.x.title, [rect.right, below], letters.anchor(Anchor::End))?;
    let room = rect.width() - letters.width(plot.x.title) - NOTE_GAP;
    if letters.width(axes.note) <= room { pen.text(axes.note, [rect.left, below], letters) } else { Ok(()) }
}
