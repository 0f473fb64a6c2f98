//! The loss curve: the loss over the updates and over the epochs.

use plotters::prelude::DrawingBackend;

use crate::axes::Layout;
use crate::clip::Rect;
use crate::error::Error;
use crate::frame::Frame;
use crate::pen::{Anchor, Dashes, Letters, Pen};
use crate::plot::{Axes, Plot};
use crate::stage::DOTTED;

/// One run of training. Points are x (epochs or updates, the unit of the axis) and loss.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run<'a> {
    /// After each batch: thin.
    pub batches: &'a [[f32; 2]],
    /// After each epoch: thick.
    pub epochs: &'a [[f32; 2]],
}

impl<'a> Run<'a> {
    /// The last loss of the run.
    fn last(&self) -> Option<&'a [f32; 2]> {
        let later = |one: &&[f32; 2], other: &&[f32; 2]| one[0].total_cmp(&other[0]);
        // Where both lines end at the same x, the epoch's loss: its line is the thick one.
        [self.batches.last(), self.epochs.last()].into_iter().flatten().max_by(later)
    }
}

/// The least loss that any line can have on this data.
#[derive(Clone, Copy, Debug)]
pub struct Floor<'a> {
    /// The loss.
    pub loss: f64,
    /// Its label: name and number.
    pub label: &'a str,
}

/// Everything that changes on the loss curve while training.
#[derive(Clone, Copy, Debug, Default)]
pub struct Curve<'a> {
    /// The present run.
    pub run: Run<'a>,
    /// Earlier runs, to compare with.
    pub ghosts: &'a [Run<'a>],
    /// The best possible loss.
    pub floor: Option<Floor<'a>>,
    /// The point under the reader's cursor.
    pub cursor: Option<[f64; 2]>,
}

const LAYOUT: Layout = Layout { label_gap: 8.0, title_left: 0.0, title_above: 9.0, upright: false };
/// The side of the square at the end of a run, in CSS pixels.
const NOW: f64 = 8.5;
const SPARK_NOW: f64 = 4.5;

/// Draws the grid, ticks and titles, which stay while the curve grows.
pub fn axes<DB: DrawingBackend>(backend: &mut DB, frame: &Frame<'_>, axes: &Axes<'_>) -> Result<(), Error> {
    let plot = Plot::new(frame.width, frame.height, axes)?;
    crate::axes::draw(&mut Pen::new(backend, frame)?, &plot, axes, &LAYOUT)
}

/// Draws the curves over the same axes. It clears nothing: the caller passes a clear canvas.
pub fn marks<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    curve: &Curve<'_>,
) -> Result<(), Error> {
    let plot = Plot::new(frame.width, frame.height, axes)?;
    let pen = &mut Pen::new(backend, frame)?;
    let palette = pen.palette();
    let Rect { left, right, bottom, .. } = plot.rect;

    for ghost in curve.ghosts {
        let points = if ghost.epochs.len() > 1 { ghost.epochs } else { ghost.batches };
        line(pen, &plot, points, |pen, run| pen.path(run, palette.ghost, 2.0))?;
    }
    if let Some(floor) = curve.floor.filter(|floor| plot.y.contains(floor.loss)) {
        let [_, y] = plot.to_px([plot.x.min, floor.loss]);
        pen.dashed(&[[left, y], [right, y]], palette.best, 2.0, DOTTED)?;
    }
    line(pen, &plot, curve.run.batches, |pen, run| pen.path(run, palette.loss, 1.5))?;
    line(pen, &plot, curve.run.epochs, |pen, run| pen.path(run, palette.loss, 3.0))?;
    if let Some(floor) = curve.floor.filter(|floor| plot.y.contains(floor.loss)) {
        let [_, y] = plot.to_px([plot.x.min, floor.loss]);
        // The label stands below the floor, where the curve never is, or above it where the ticks' labels are in the way.
        let baseline = if y + 16.0 <= bottom + 6.5 { y + 16.0 } else { y - 8.0 };
        let letters = Letters::micro(palette.best_text).anchor(Anchor::End).halo();
        pen.text(floor.label, [right, baseline], letters)?;
    }
    if let Some(cursor) = curve.cursor {
        let at = plot.to_px(cursor);
        if plot.rect.contains(at) {
            pen.hairline([at[0], plot.rect.top], [at[0], bottom], palette.edge)?;
            pen.disc(at, 6.0, palette.surface)?;
            pen.disc(at, 4.5, palette.loss)?;
        }
    }
    if let Some(&last) = curve.run.last() {
        let at = plot.to_px(last.map(f64::from));
        if plot.rect.contains(at) {
            square(pen, at, NOW)?;
        }
    }
    Ok(())
}

/// Draws the run's loss over the whole of a small canvas, on a logarithmic scale where all losses are above zero. With fewer
/// than two points it draws an empty line.
pub fn sparkline<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    run: &[[f32; 2]],
) -> Result<(), Error> {
    // Leave room for the square on the right.
    let [left, right, above] = [3.0, 7.0, 4.0];
    let pen = &mut Pen::new(backend, frame)?;
    let palette = pen.palette();
    let rect = Rect { left, top: above, right: frame.width - right, bottom: frame.height - above };
    if rect.width() < 1.0 || rect.height() < 1.0 {
        return Err(Error::Size { width: rect.width(), height: rect.height() });
    }
    let finite =
        || run.iter().map(|point| point.map(f64::from)).filter(|point| point.iter().all(|v| v.is_finite()));
    let log = finite().all(|[_, loss]| loss > 0.0);
    let scaled = || finite().map(|[x, loss]| [x, if log { loss.ln() } else { loss }]);
    let bound =
        |axis: usize, pick: fn(f64, f64) -> f64| scaled().map(|point| point[axis]).fold(f64::NAN, pick);
    let [x_min, x_max, y_min, y_max] =
        [bound(0, f64::min), bound(0, f64::max), bound(1, f64::min), bound(1, f64::max)];
    // One point makes no line.
    if x_max.is_nan() || x_max <= x_min {
        let middle = frame.height / 2.0;
        let dashes = Dashes { on: 2.0, off: 4.0, round: false };
        return pen.dashed(&[[rect.left, middle], [frame.width - left, middle]], palette.hair_2, 1.5, dashes);
    }
    let height = if y_max > y_min { rect.height() / (y_max - y_min) } else { 0.0 };
    let points: Vec<_> = scaled()
        .map(|[x, y]| {
            [rect.left + (x - x_min) / (x_max - x_min) * rect.width(), rect.bottom - (y - y_min) * height]
        })
        .collect();
    pen.path(&points, palette.loss, 1.5)?;
    points.last().map_or(Ok(()), |&last| square(pen, last, SPARK_NOW))
}

/// Draws a polyline, given in data units, clipped to the plot.
fn line<'a, DB: DrawingBackend>(
    pen: &mut Pen<'a, DB>,
    plot: &Plot<'_>,
    points: &[[f32; 2]],
    mut draw: impl FnMut(&mut Pen<'a, DB>, &[[f64; 2]]) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut result = Ok(());
    plot.rect.clip_path(points.iter().map(|point| plot.to_px(point.map(f64::from))), |run| {
        if result.is_ok() {
            result = draw(pen, run);
        }
    });
    result
}

/// Draws the mark of the present loss: a square with a thin halo.
fn square<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, [x, y]: [f64; 2], side: f64) -> Result<(), Error> {
    let palette = pen.palette();
    let around = |half: f64| Rect { left: x - half, top: y - half, right: x + half, bottom: y + half };
    pen.rect(&around(side / 2.0 + 1.5), palette.surface)?;
    pen.rect(&around(side / 2.0), palette.loss)
}
