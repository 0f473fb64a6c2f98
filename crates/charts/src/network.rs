//! A network's diagram: a tile for each input and unit, an edge for each weight, a dot for each bias.
//!
//! An edge is wider the larger its weight is among the layer's; it is dashed where the weight is negative, so that nobody
//! needs colours to see the sign. A unit's tile shows the unit's own output over the input: a curve over one input, a
//! grey map over two. Maps are pixels, by [`shade`], and lie under what [`marks`] draws.

mod hit;
mod layout;

pub use hit::{Hit, hit};
pub use layout::{Column, LABELLED, Layout, Shape};

use plotters::prelude::DrawingBackend;

use crate::clip::Rect;
use crate::error::Error;
use crate::frame::{Frame, Palette};
use crate::map::{Grid, Weights, contour};
use crate::pen::{Anchor, Dashes, Letters, Pen};
use layout::pieces;

/// The narrowest and the widest edge, in CSS pixels. Between small tiles, where many edges meet, the widest are narrower.
const WIDTHS: [f64; 2] = [0.75, 6.0];
/// The widest edge, as a part of a tile's side, and at least this wide.
const WIDEST: [f64; 2] = [0.1, 2.5];
/// With more edges than this, only the pointed unit's are drawn in full.
const CROWD: usize = 200;
/// The opacity of the other edges then.
const FAINT: f64 = 0.35;
/// The opacity of the ink where a map is darkest.
const DARKEST: f64 = 0.42;

/// The weights of one layer.
#[derive(Clone, Copy, Debug)]
pub struct LayerWeights<'a> {
    /// One row for each input, as `get_weights()` returns it.
    pub kernel: &'a [f32],
    /// One number for each unit; empty without biases.
    pub bias: &'a [f32],
}

/// The output of one unit, or one input, over the axes of the stage.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// Over one input, from left to right; over two, row by row from the top.
    pub values: &'a [f32],
    /// Columns of a map; 0 for a curve.
    pub columns: usize,
    /// The output at the foot of a curve, or the lightest of a map.
    pub low: f64,
    /// The output at the top of a curve, or the darkest of a map.
    pub high: f64,
}

/// The place of a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The layer.
    pub layer: usize,
    /// The input, or the unit of the layer before.
    pub input: usize,
    /// The unit.
    pub unit: usize,
}

/// Everything that is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Network<'a> {
    /// Where everything has its place.
    pub layout: &'a Layout,
    /// The names of the inputs.
    pub names: &'a [String],
    /// Each layer's weights.
    pub layers: &'a [LayerWeights<'a>],
    /// The inputs' pictures, then those of all units.
    pub pictures: &'a [Picture<'a>],
    /// The weight that is the knob w.
    pub held: Place,
    /// The unit pointed at, whose edges are drawn in full; layer 0 is the inputs.
    pub pointed: Option<[usize; 2]>,
    /// The weight named in the pill, and its value.
    pub named: Option<(Place, &'a str)>,
    /// The biases in words, for tiles that have room: those of all units, the first layer's first.
    pub biases: &'a [String],
}

/// The room that the inputs' names need, in CSS pixels.
pub fn names_width(names: &[String]) -> f64 {
    let letters = Letters::micro(crate::frame::Rgb::default());
    names.iter().map(|name| letters.width(name)).fold(0.0, f64::max)
}

/// The pixels of a map, as `putImageData` takes them: `width` by `height`, four bytes each, row by row from the top.
pub fn shade(
    picture: &Picture<'_>,
    palette: &Palette,
    width: usize,
    height: usize,
) -> Result<Vec<u8>, Error> {
    let Picture { values, columns, low, high } = *picture;
    let rows = values.len().checked_div(columns).unwrap_or(0);
    if rows < 2 || columns < 2 || rows * columns != values.len() {
        return Err(Error::Grid { columns, values: values.len() });
    }
    let greys: Vec<[u8; 4]> = (0..=u8::MAX)
        .map(|step| {
            let grey = palette.ink.over(palette.surface, DARKEST * f64::from(step) / 255.0);
            [grey.0, grey.1, grey.2, u8::MAX]
        })
        .collect();
    let scale = if high > low { 255.0 / (high - low) as f32 } else { 0.0 };
    let across = Weights::new(width, columns);
    let mut pixels = Vec::with_capacity(width * height * 4);
    for Weights { first, part } in Weights::new(height, rows) {
        let line = |row: usize| values.get(row * columns..(row + 1) * columns).unwrap_or_default();
        let (upper, lower) = (line(first), line(first + 1));
        for &Weights { first, part: right } in &across {
            let mix = |line: &[f32]| match line.get(first..first + 2) {
                Some([from, to]) => from + (to - from) * right,
                _ => f32::NAN,
            };
            let (upper, lower) = (mix(upper), mix(lower));
            let value = upper + (lower - upper) * part;
            // A number that is none becomes 0: the surface.
            let step = ((value - low as f32) * scale + 0.5) as u8;
            pixels.extend_from_slice(greys.get(usize::from(step)).unwrap_or(&[0; 4]));
        }
    }
    Ok(pixels)
}

/// Draws edges, tiles, dots, names and the pill. It wipes nothing first: the maps lie below.
pub fn marks<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    network: &Network<'_>,
) -> Result<(), Error> {
    let pen = &mut Pen::new(backend, frame)?;
    edges(pen, network)?;
    let mut pictures = network.pictures.iter();
    for (column, Column { tiles, .. }) in network.layout.columns.iter().enumerate() {
        let is_bar = network.layout.bar && column + 1 == network.layout.columns.len();
        for (row, tile) in tiles.iter().enumerate() {
            let held = column == network.held.layer + 1 && row == network.held.unit;
            let picture = pictures.next();
            if is_bar {
                bar(pen, tile, held)?;
            } else if let Some(picture) = picture {
                output(pen, tile, picture)?;
                rim(pen, tile, held)?;
            }
            if column == 0 {
                let name = network.names.get(row).map_or("", String::as_str);
                let letters = Letters::micro(pen.palette().ink).anchor(Anchor::End).halo();
                pen.text(name, [tile.left - 7.0, tile.top / 2.0 + tile.bottom / 2.0 + 4.0], letters)?;
            }
        }
    }
    dots(pen, network)?;
    if let Some((place, text)) = network.named {
        pill(pen, network.layout, place, text)?;
    }
    Ok(())
}

fn edges<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, network: &Network<'_>) -> Result<(), Error> {
    let Network { layout, layers, held, .. } = *network;
    let crowded = layers.iter().map(|layer| layer.kernel.len()).sum::<usize>() > CROWD;
    let [column, row] = network.pointed.unwrap_or([held.layer + 1, held.unit]);
    let ink = pen.palette().w;
    let widest = (layout.side * WIDEST[0]).clamp(WIDEST[1], WIDTHS[1]);
    // The edges that stand out are drawn over the others.
    for over in [false, true] {
        for (layer, weights) in layers.iter().enumerate() {
            let units = layout.columns.get(layer + 1).map_or(1, |column| column.tiles.len()).max(1);
            let largest = weights.kernel.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
            for (index, &weight) in weights.kernel.iter().enumerate() {
                let place = Place { layer, input: index / units, unit: index % units };
                let own =
                    (layer + 1 == column && place.unit == row) || (layer == column && place.input == row);
                if (own || place == held) != over {
                    continue;
                }
                let Some(curve) = layout.edge(layer, place.input, place.unit) else { continue };
                let part = if largest > 0.0 { (weight.abs() / largest).sqrt() } else { 0.0 };
                let width = WIDTHS[0] + (widest - WIDTHS[0]) * f64::from(part);
                let points: Vec<_> = pieces(curve).collect();
                if place == held {
                    pen.path(&points, ink.alpha(0.18), width + 8.0)?;
                }
                let paint = ink.alpha(if crowded && !over { FAINT } else { 1.0 });
                if weight < 0.0 {
                    let dashes =
                        Dashes { on: (width * 0.9).max(3.5), off: (width * 0.7).max(3.0), round: false };
                    pen.dashed(&points, paint, width, dashes)?;
                } else {
                    pen.path(&points, paint, width)?;
                }
            }
        }
    }
    Ok(())
}

/// A unit's output in its tile: the curve, or the outline at the middle of a map, whose greys lie below already.
fn output<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    tile: &Rect,
    &Picture { values, columns, low, high }: &Picture<'_>,
) -> Result<(), Error> {
    let ink = pen.palette().ink;
    let line = if tile.width() < 30.0 { 1.25 } else { 1.75 };
    if columns > 1 {
        let rows = values.len() / columns;
        if rows < 2 || tile.width() < 30.0 {
            return Ok(());
        }
        let step = [tile.width() / (columns - 1) as f64, tile.height() / (rows - 1) as f64];
        for ring in contour::rings(&Grid { values, columns }, rows, low / 2.0 + high / 2.0) {
            let ring: Vec<_> =
                ring.iter().map(|[x, y]| [tile.left + x * step[0], tile.top + y * step[1]]).collect();
            pen.path(&ring, ink.alpha(0.75), 1.25)?;
        }
        return Ok(());
    }
    pen.rect(tile, pen.palette().surface)?;
    let room = Rect {
        left: tile.left + 2.0,
        top: tile.top + 4.0,
        right: tile.right - 2.0,
        bottom: tile.bottom - 4.0,
    };
    let step = room.width() / values.len().saturating_sub(1).max(1) as f64;
    let height =
        |value: f64| room.bottom - room.height() * (value - low) / (high - low).max(f64::MIN_POSITIVE);
    if low < 0.0 && high > 0.0 {
        let zero = height(0.0);
        pen.hairline([room.left, zero], [room.right, zero], pen.palette().hair_2)?;
    }
    let points = values.iter().enumerate();
    let points = points.map(|(index, &y)| [room.left + step * index as f64, height(f64::from(y))]);
    let mut failed = Ok(());
    room.clip_path(points, |run| {
        if failed.is_ok() {
            failed = pen.path(run, ink, line);
        }
    });
    failed
}

fn rim<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, tile: &Rect, held: bool) -> Result<(), Error> {
    let palette = pen.palette();
    let (rgb, width) = if held { (palette.ink, 2.5) } else { (palette.edge, 1.0) };
    let &Rect { left, top, right, bottom } = tile;
    let corners = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top], [right, top]];
    pen.path(&corners, rgb, width)
}

/// The last layer's only unit: a bar, and a line to the chart, which is its picture.
fn bar<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, tile: &Rect, held: bool) -> Result<(), Error> {
    let palette = pen.palette();
    let (rgb, width) = if held { (palette.ink, 3.0) } else { (palette.edge, 2.0) };
    let middle = tile.top / 2.0 + tile.bottom / 2.0;
    pen.path(&[[tile.left, tile.top], [tile.left, tile.bottom]], rgb, width)?;
    pen.path(&[[tile.left, middle], [tile.right + 40.0, middle]], palette.edge, 1.5)
}

fn dots<DB: DrawingBackend>(pen: &mut Pen<'_, DB>, network: &Network<'_>) -> Result<(), Error> {
    let Network { layout, layers, held, biases, .. } = *network;
    let palette = pen.palette();
    let radius = layout.dot_radius();
    let mut texts = biases.iter();
    for (layer, weights) in layers.iter().enumerate() {
        let units = layout.columns.get(layer + 1).map_or(0, |column| column.tiles.len());
        for unit in 0..units {
            let text = texts.next();
            let (Some(dot), Some(bias)) = (layout.dot(layer, unit), weights.bias.get(unit)) else { continue };
            let is_held = (layer, unit) == (held.layer, held.unit);
            pen.disc(dot, radius + 1.5, palette.surface)?;
            pen.disc(dot, radius, palette.b)?;
            // A chevron says the sign: up, or down.
            let (size, way) = (radius * 0.42, if *bias < 0.0 { -1.0 } else { 1.0 });
            let chevron = [
                [dot[0] - size, dot[1] + way * size * 0.5],
                [dot[0], dot[1] - way * size * 0.5],
                [dot[0] + size, dot[1] + way * size * 0.5],
            ];
            pen.path(&chevron, palette.surface, (radius / 4.0).max(1.0))?;
            if let Some(text) = text.filter(|_| layout.side >= LABELLED) {
                let letters = Letters { bold: is_held, halo: true, ..Letters::micro(palette.b_text) };
                pen.named("b", text, [dot[0] + radius + 11.0, dot[1] + 14.0], letters)?;
            }
        }
    }
    Ok(())
}

/// Names a weight, on its edge.
fn pill<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    layout: &Layout,
    place: Place,
    text: &str,
) -> Result<(), Error> {
    let Some([x, y]) = layout.middle(place.layer, place.input, place.unit) else { return Ok(()) };
    let palette = pen.palette();
    let letters = Letters { bold: true, ..Letters::micro(palette.w_text) };
    let half = letters.width(text) / 2.0 + 22.0;
    let x = x.clamp(half + 1.0, (layout.width - half - 1.0).max(half + 1.0));
    // Round ends: a thick line would need them from the backend, so they are discs.
    for (extra, rgb) in [(1.5, palette.w), (0.0, palette.surface)] {
        let [tall, wide] = [11.0 + extra, half - 11.0];
        pen.disc([x - wide, y], tall, rgb)?;
        pen.disc([x + wide, y], tall, rgb)?;
        pen.rect(&Rect { left: x - wide, top: y - tall, right: x + wide, bottom: y + tall }, rgb)?;
    }
    let left = x - half + 13.0;
    pen.polygon([[left - 4.5, y], [left, y - 4.5], [left + 4.5, y], [left, y + 4.5]].as_slice(), palette.w)?;
    pen.named("w", text, [left + 19.0, y + 4.5], letters)
}
