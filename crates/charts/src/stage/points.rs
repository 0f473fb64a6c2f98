use plotters::prelude::DrawingBackend;

use crate::clip::Rect;
use crate::error::Error;
use crate::pen::Pen;
use crate::plot::Plot;

use super::content::{CROWD, Stage};
use super::error_marks::rows_of_batch;

/// The radius of a dot and the width of its halo, in CSS pixels: the more dots, the smaller, so that they stay apart.
fn size(rows: usize) -> (f64, f64) {
    match rows {
        0..=8 => (5.5, 2.0),
        9..=100 => (4.0, 2.0),
        101..=400 => (3.0, 1.5),
        401..=2000 => (2.25, 0.0),
        _ => (1.5, 0.0),
    }
}

/// The distance from a dot's rim to its ring, in CSS pixels.
const RING: f64 = 5.0;

/// Draws the dots that lie under the line because they are many.
pub(super) fn draw_crowd<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    clip: &Rect,
    points: &[[f32; 2]],
) -> Result<(), Error> {
    if points.len() <= CROWD {
        return Ok(());
    }
    let (radius, _) = size(points.len());
    let ink = pen.palette().ink;
    for center in points.iter().map(|point| plot.to_px(point.map(f64::from))) {
        if clip.contains(center) {
            pen.disc(center, radius, ink)?;
        }
    }
    Ok(())
}

/// Draws the dots that lie over the line, and all rings.
pub(super) fn draw<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    clip: &Rect,
    stage: &Stage<'_>,
) -> Result<(), Error> {
    let palette = pen.palette();
    let (radius, halo) = size(stage.points.len());
    let chosen = rows_of_batch(stage);
    let few = stage.points.len() <= CROWD;
    // Held-out points are hollow.
    for center in stage.held_out.iter().map(|point| plot.to_px(point.map(f64::from))) {
        if clip.contains(center) {
            pen.disc(center, radius + 0.5, palette.surface)?;
            pen.ring(center, radius - 0.5, palette.ink, 1.25)?;
        }
    }
    if !few && chosen.is_empty() {
        return Ok(());
    }
    for (row, point) in stage.points.iter().enumerate() {
        let ringed = chosen.get(row) == Some(&true);
        if !few && !ringed {
            continue;
        }
        let center = plot.to_px(point.map(f64::from));
        if !clip.contains(center) {
            continue;
        }
        if ringed && !few {
            pen.ring(center, radius + RING, palette.surface, 5.0)?;
        }
        if ringed {
            pen.ring(center, radius + RING, palette.ink, 1.5)?;
        }
        if halo > 0.0 {
            pen.disc(center, radius + halo, palette.surface)?;
        }
        pen.disc(center, radius, palette.ink)?;
    }
    Ok(())
}
