use plotters::prelude::DrawingBackend;

use crate::clip::Rect;
use crate::error::Error;
use crate::pen::{Anchor, Letters, Pen};
use crate::plot::Plot;

use super::content::{CROWD, ErrorMarks, Stage};
use super::curves::Curve;

/// With more rows than this, all errors are drawn thin.
const FEW: usize = 64;
/// A square with a smaller side, in CSS pixels, has no text.
const LEAST_NAMED: f64 = 20.0;

/// One error: from the line to the point, and the square beside it, in CSS pixels.
struct PointError {
    x: f64,
    point: f64,
    line: f64,
    /// The square's side, with the sign of the direction in which it grows: away from the line.
    side: f64,
}

impl PointError {
    fn square(&self) -> Rect {
        let other = self.x + self.side;
        Rect {
            left: self.x.min(other),
            right: self.x.max(other),
            top: self.point.min(self.line),
            bottom: self.point.max(self.line),
        }
    }
}

/// The error of each row whose point is on the stage.
fn errors<'a>(
    plot: &'a Plot<'_>,
    clip: &'a Rect,
    stage: &'a Stage<'_>,
) -> impl Iterator<Item = (usize, PointError)> + 'a {
    let shown = stage.error_marks != ErrorMarks::None && stage.points.len() <= CROWD;
    let rows = if shown { stage.points } else { &[] };
    rows.iter().enumerate().filter_map(move |(row, point)| {
        let [x, y] = point.map(f64::from);
        let [px, point] = plot.to_px([x, y]);
        let line = plot.to_px([x, stage.fit.at(x)])[1];
        if !clip.contains([px, point]) || !line.is_finite() {
            return None;
        }
        let rising = match stage.fit {
            Curve::Line { w, .. } => w >= 0.0,
            Curve::Points(_) => true,
        };
        // The square grows away from the line: to the left for a point above a rising line; the other cases mirror that.
        let left = (point < line) == rising;
        let side = (line - point).abs();
        Some((row, PointError { x: px, point, line, side: if left { -side } else { side } }))
    })
}

pub(super) fn draw<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    clip: &Rect,
    stage: &Stage<'_>,
) -> Result<(), Error> {
    let loss = pen.palette().loss;
    let chosen = rows_of_batch(stage);
    let squares = matches!(stage.error_marks, ErrorMarks::Squares { .. });
    for (row, error) in errors(plot, clip, stage) {
        if squares {
            let square = error.square();
            if let Some(inside) = square.intersection(clip) {
                pen.rect(&inside, loss.alpha(0.12))?;
            }
            let Rect { left, top, right, bottom } = square;
            let outline = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
            let mut runs: Vec<Vec<[f64; 2]>> = Vec::new();
            clip.clip_path(outline, |run| runs.push(run.to_vec()));
            for run in runs {
                pen.path(&run, loss.alpha(0.65), 1.25)?;
            }
        }
        if let Some(segment) = clip.clip([error.x, error.point], [error.x, error.line]) {
            let heavy =
                if chosen.is_empty() { stage.points.len() <= FEW } else { chosen.get(row) == Some(&true) };
            let (alpha, width) = if heavy { (1.0, 2.25) } else { (0.55, 1.25) };
            pen.path(&segment, loss.alpha(alpha), width)?;
        }
    }
    Ok(())
}

pub(super) fn draw_labels<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    clip: &Rect,
    stage: &Stage<'_>,
) -> Result<(), Error> {
    let ErrorMarks::Squares { labels } = stage.error_marks else { return Ok(()) };
    let letters = Letters::value(pen.palette().loss_text);
    for (row, error) in errors(plot, clip, stage) {
        let Some(label) = labels.get(row) else { continue };
        let side = error.side.abs();
        let width = letters.width(label);
        let square = error.square();
        if side < LEAST_NAMED {
            continue;
        }
        let Some(seen) = square.intersection(clip) else { continue };
        let middle = (seen.top + seen.bottom) / 2.0 + 4.5;
        let center = (seen.left + seen.right) / 2.0;
        if seen.width() >= width + 14.0 && seen.height() >= 24.0 {
            pen.text(label, [center, middle], letters.anchor(Anchor::Middle))?;
        } else if error.side < 0.0 {
            let edge = (square.left - 6.0).max(width + 2.0);
            pen.text(label, [edge, middle], letters.anchor(Anchor::End))?;
        } else {
            let edge = (square.right + 6.0).min(pen.frame().width - width - 2.0);
            pen.text(label, [edge, middle], letters)?;
        }
    }
    Ok(())
}

/// Whether each row is in the next batch; empty where no batch is marked.
pub(super) fn rows_of_batch(stage: &Stage<'_>) -> Vec<bool> {
    if stage.batch.is_empty() {
        return Vec::new();
    }
    let mut chosen = vec![false; stage.points.len()];
    for &row in stage.batch {
        if let Some(row) = chosen.get_mut(row as usize) {
            *row = true;
        }
    }
    chosen
}
