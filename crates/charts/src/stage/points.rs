use plotters::prelude::DrawingBackend;

use crate::pen::Pen;
use crate::{Error, Plot, Rect};

use super::Stage;
use super::misses::rows_of_batch;

/// The radius of a dot and the width of its halo: the more dots, the smaller, so that they stay apart.
fn size(rows: usize) -> (f64, f64) {
    match rows {
        0..=8 => (5.5, 2.0),
        9..=100 => (4.0, 2.0),
        101..=400 => (3.0, 1.5),
        401..=2000 => (2.25, 0.0),
        _ => (1.5, 0.0),
    }
}

/// From a dot's centre to its ring, beyond its radius.
const RING: f64 = 5.0;

pub(super) fn draw<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    clip: &Rect,
    stage: &Stage<'_>,
) -> Result<(), Error> {
    let palette = pen.palette();
    let (radius, halo) = size(stage.points.len());
    let chosen = rows_of_batch(stage);
    for (row, point) in stage.points.iter().enumerate() {
        let center = plot.to_px(point.map(f64::from));
        if !clip.contains(center) {
            continue;
        }
        if chosen.get(row) == Some(&true) {
            pen.ring(center, radius + RING, palette.ink, 1.5)?;
        }
        if halo > 0.0 {
            pen.disc(center, radius + halo, palette.surface)?;
        }
        pen.disc(center, radius, palette.ink)?;
    }
    Ok(())
}
