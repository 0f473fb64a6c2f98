//! The loss map: the loss over the weight (x) and the bias (y), as a valley seen from above.
//!
//! It has three layers: [`shade()`] makes a picture of the bands between levels, which the page puts under the plot; [`axes`]
//! draws rings, frame, ticks and titles when the map changes; [`marks`] draws the marks that move.

pub(crate) mod contour;
mod grid;
mod shade;

use plotters::prelude::DrawingBackend;

use crate::axes::Layout;
use crate::clip::Rect;
use crate::error::Error;
use crate::frame::Frame;
use crate::pen::{Anchor, Dashes, Letters, MATH_SIZE, NAMED_GAP, Pen};
use crate::plot::{Axes, Axis, Plot};

pub use grid::Grid;
pub(crate) use shade::Weights;
pub use shade::shade;

/// The marks that move on the map. Points are (weight, bias); those outside the map are left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Map<'a> {
    /// Where training started, and its name.
    pub start: Option<([f64; 2], &'a str)>,
    /// Where the loss is least, and its name.
    pub best: Option<([f64; 2], &'a str)>,
    /// The present weight and bias.
    pub now: Option<[f64; 2]>,
    /// The weight and bias after the next update, drawn as an arrow from `now`.
    pub next: Option<[f64; 2]>,
    /// The path from the start to now.
    pub path: &'a [[f32; 2]],
    /// The points on the path that get a mark, such as each update or each epoch.
    pub stops: &'a [[f32; 2]],
    /// Whether `now` is drawn as a dot. A page that lays a handle there draws its own.
    pub dot: bool,
}

const LAYOUT: Layout = Layout { label_gap: 7.0, title_left: 0.0, title_above: 0.0, upright: false };
const TITLE_BELOW: f64 = 31.0;
const TITLE_ABOVE: f64 = 7.0;
const TITLE_LEFT: f64 = 34.0;
/// The arrow behind the weight's title, and its space.
const ARROW: f64 = 16.0;
/// The half length of the best point's cross.
const CROSS: f64 = 6.0;

/// Draws the rings of equal loss, the frame, ticks and titles. After the titles follow the letters w and b and an arrow
/// towards greater values. `levels` are the rings' losses.
pub fn axes<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    grid: &Grid<'_>,
    levels: &[f64],
) -> Result<(), Error> {
    let plain = Axes { x: Axis { title: "", ..axes.x }, y: Axis { title: "", ..axes.y }, ..*axes };
    let plot = Plot::new(frame.width, frame.height, &plain)?;
    let rows = grid.rows()?;
    let pen = &mut Pen::new(backend, frame)?;
    let palette = pen.palette();
    let rect = plot.rect;
    let step = [rect.width() / (grid.columns - 1) as f64, rect.height() / (rows - 1) as f64];
    for &level in levels {
        for ring in contour::rings(grid, rows, level) {
            let ring: Vec<_> =
                ring.into_iter().map(|[x, y]| [rect.left + x * step[0], rect.bottom - y * step[1]]).collect();
            pen.path(&ring, palette.loss.alpha(0.5), 1.0)?;
        }
    }
    pen.edges(&rect, palette.hair_2)?;
    let Rect { left, top, right, bottom } = rect;

    let plain = Axes { x: Axis { title: "", ..axes.x }, y: Axis { title: "", ..axes.y }, ..*axes };
    crate::axes::labels(pen, &plot, &plain, &LAYOUT)?;
    let weight = Letters::micro(palette.w_text).anchor(Anchor::End);
    let letter = Letters { math: true, size: weight.size * MATH_SIZE, ..weight };
    let below = bottom + TITLE_BELOW;
    pen.text("→", [right, below], weight)?;
    pen.text("w", [right - ARROW, below], letter)?;
    pen.text(axes.x.title, [right - ARROW - letter.width("w") - NAMED_GAP, below], weight)?;
    let bias = Letters::micro(palette.b_text);
    let title = format!("↑ {}", axes.y.title);
    let corner = [(left - TITLE_LEFT).max(2.0), top - TITLE_ABOVE];
    pen.text(&title, corner, bias)?;
    let letter = Letters { math: true, size: bias.size * MATH_SIZE, ..bias };
    pen.text("b", [corner[0] + bias.width(&title) + NAMED_GAP, corner[1]], letter)
}

/// Draws the marks over the same axes. It clears nothing: the caller passes a clear canvas.
pub fn marks<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    map: &Map<'_>,
) -> Result<(), Error> {
    let plot = Plot::new(frame.width, frame.height, axes)?;
    let pen = &mut Pen::new(backend, frame)?;
    let palette = pen.palette();
    let rect = plot.rect;
    let place = |point: [f64; 2]| Some(plot.to_px(point)).filter(|&at| rect.contains(at));

    let now = map.now.and_then(place);
    if let Some(at) = now {
        pen.dashed(&[at, [at[0], rect.bottom]], palette.w, 2.0, Dashes { on: 4.0, off: 3.0, round: false })?;
        pen.dashed(&[at, [rect.left, at[1]]], palette.b, 2.0, Dashes { on: 1.0, off: 4.0, round: true })?;
    }
    let mut result = Ok(());
    rect.clip_path(map.path.iter().map(|point| plot.to_px(point.map(f64::from))), |run| {
        if result.is_ok() {
            result = pen.path(run, palette.ink, 1.75);
        }
    });
    result?;
    for at in map.stops.iter().filter_map(|stop| place(stop.map(f64::from))) {
        pen.disc(at, 2.2, palette.ink)?;
    }
    if let Some((at, name)) = map.start.and_then(|(at, name)| Some((place(at)?, name))) {
        pen.disc(at, 5.5, palette.ink_3)?;
        pen.disc(at, 3.5, palette.surface)?;
        let below = if at[1] + 24.0 <= rect.bottom { at[1] + 19.0 } else { at[1] - 11.0 };
        let letters = Letters::micro(palette.ink_2).anchor(Anchor::Middle).halo();
        let half = letters.width(name) / 2.0;
        let x = at[0].max(rect.left + half).min(rect.right - half);
        pen.text(name, [x, below], letters)?;
    }
    if let Some(([x, y], name)) = map.best.and_then(|(at, name)| Some((place(at)?, name))) {
        let round = Dashes { on: 4.0 * CROSS, off: 1.0, round: true };
        pen.dashed(&[[x, y - CROSS], [x, y + CROSS]], palette.best, 2.5, round)?;
        pen.dashed(&[[x - CROSS, y], [x + CROSS, y]], palette.best, 2.5, round)?;
        let letters = Letters::micro(palette.best_text).halo();
        let above = if y - 20.0 >= rect.top { y - 7.0 } else { y + 16.0 };
        if x + 9.0 + letters.width(name) <= rect.right {
            pen.text(name, [x + 9.0, above], letters)?;
        } else {
            pen.text(name, [x - 9.0, above], letters.anchor(Anchor::End))?;
        }
    }
    let Some(at) = now else { return Ok(()) };
    if let Some(next) = map.next.map(|next| plot.to_px(next)) {
        arrow(pen, &rect, at, next)?;
    }
    if map.dot {
        pen.disc(at, 8.25, palette.surface)?;
        pen.disc(at, 5.75, palette.ink)?;
    }
    Ok(())
}

/// Draws the arrow of the next update. An arrow too short to show its head beside the dot is left out.
fn arrow<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    rect: &Rect,
    from: [f64; 2],
    to: [f64; 2],
) -> Result<(), Error> {
    const HEAD: f64 = 8.0;
    const SHORTEST: f64 = 14.0;
    let Some([from, tip]) = rect.clip(from, to) else { return Ok(()) };
    let [dx, dy] = [tip[0] - from[0], tip[1] - from[1]];
    let length = (dx * dx + dy * dy).sqrt();
    if length < SHORTEST {
        return Ok(());
    }
    let ink = pen.palette().ink;
    pen.path(&[from, tip], ink, 2.0)?;
    // The arrow head's two lines go back from the tip, 30 degrees to each side.
    let [back_x, back_y] = [-dx / length * HEAD, -dy / length * HEAD];
    let (sin, cos) = (0.5, 0.866);
    let barb = |sin: f64| [tip[0] + back_x * cos - back_y * sin, tip[1] + back_x * sin + back_y * cos];
    pen.path(&[barb(sin), tip, barb(-sin)], ink, 2.0)
}
