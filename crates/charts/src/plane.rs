//! The plane: data with two inputs seen from above, over a picture of what the network predicts.
//!
//! It has three layers, from below: the picture of the predictions, by [`shade()`]; the scales by [`axes`] and all points by
//! [`dots`]; the regions' outlines by [`outlines`] and the next batch by [`marks`], every frame. A browser draws many points
//! slowly, so the points are drawn once and not in every frame.

use plotters::prelude::DrawingBackend;

use crate::error::Error;
use crate::frame::{Frame, Palette, Rgb};
use crate::map::{Grid, Weights, contour};
use crate::pen::Pen;
use crate::plot::{Axes, Plot};
use crate::stage::{CROWD, LAYOUT};

/// A network's predictions at the nodes of a grid that spans both axes from end to end.
///
/// All three take their rows **from the top**, the greatest x2 first, unlike the loss map's [`Grid`]; in a row the
/// lowest x1 comes first.
#[derive(Clone, Copy, Debug)]
pub enum Predictions<'a> {
    /// One number at each node; the points' y are numbers too.
    Numbers {
        /// The numbers, row by row from the top.
        grid: Grid<'a>,
        /// Numbers up to this are as light as the background.
        low: f64,
        /// Numbers from this on are darkest.
        high: f64,
    },
    /// The probability of class 1 at each node. The class's region is where the probability is 0.5 or more.
    Probability {
        /// The probabilities, row by row from the top.
        grid: Grid<'a>,
    },
    /// One number per class at each node: the class of the greatest number wins, the first of equal ones.
    Classes {
        /// Row by row from the top; in a row node by node, the numbers of one node side by side.
        values: &'a [f32],
        /// Nodes in a row.
        columns: usize,
        /// Numbers at a node.
        classes: usize,
    },
}

/// Everything over the picture of the predictions.
#[derive(Clone, Copy, Debug)]
pub struct Plane<'a> {
    /// The network's predictions.
    pub predictions: Predictions<'a>,
    /// The data to train on: x1, x2, y. Where y is a class, it is the class's number.
    pub points: &'a [[f32; 3]],
    /// The data held out: drawn hollow, or thinner.
    pub held_out: &'a [[f32; 3]],
    /// Rows of `points` that are the next batch: ringed.
    pub batch: &'a [u32],
}

/// The number of greys from the lightest to the darkest: more than a screen can show.
const STEPS: usize = 512;
/// The opacity of the ink at the darkest points, so low that marks in ink stay readable on them.
const DARKEST: f64 = 0.42;
/// The opacity of the ink where the probability is just at 0.5, and just below.
const YES: f64 = 0.3;
const NO: f64 = 0.06;
/// The distance from a mark's rim to its ring, in CSS pixels.
const RING: f64 = 5.0;

impl Predictions<'_> {
    /// Values, nodes in a row, rows, and numbers at a node; refuses fewer than 2 by 2 nodes.
    fn checked(&self) -> Result<(&[f32], usize, usize, usize), Error> {
        let (values, columns, classes) = match *self {
            Self::Numbers { grid, low, high } => {
                if !(low.is_finite() && high.is_finite() && low <= high) {
                    return Err(Error::Range { min: low, max: high });
                }
                (grid.values, grid.columns, 1)
            }
            Self::Probability { grid } => (grid.values, grid.columns, 1),
            Self::Classes { values, columns, classes } => (values, columns, classes),
        };
        let line = columns.saturating_mul(classes);
        let rows = values.len().checked_div(line).unwrap_or(0);
        if rows >= 2 && columns >= 2 && rows * line == values.len() {
            Ok((values, columns, rows, classes))
        } else {
            Err(Error::Grid { columns, values: values.len() })
        }
    }

    /// The opacity of the ink at a node with these numbers; 0 where one is not finite.
    fn depth(&self, numbers: &[f32]) -> f64 {
        let first = numbers.first().map_or(f64::NAN, |&number| f64::from(number));
        match *self {
            _ if numbers.len() < 2 && first.is_nan() => 0.0,
            Self::Numbers { low, high, .. } => {
                let part = if high > low { (first - low) / (high - low) } else { 0.5 };
                DARKEST * part.clamp(0.0, 1.0)
            }
            Self::Probability { .. } if first >= 0.5 => {
                YES + (DARKEST - YES) * (2.0 * first - 1.0).clamp(0.0, 1.0)
            }
            Self::Probability { .. } => NO * (2.0 * first).clamp(0.0, 1.0),
            Self::Classes { classes, .. } => {
                DARKEST * winner(numbers) as f64 / classes.saturating_sub(1).max(1) as f64
            }
        }
    }
}

/// The index of the greatest number, the first of equal ones.
fn winner(numbers: &[f32]) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (class, &number) in numbers.iter().enumerate() {
        if number > best.1 {
            best = (class, number);
        }
    }
    best.0
}

fn grey(palette: &Palette, depth: f64) -> Rgb {
    palette.ink.over(palette.surface, depth)
}

/// Colours the predictions in greys: a picture of `width` by `height` pixels, four bytes each (red, green, blue, alpha), row
/// by row from the top, as `putImageData` takes them. Values between the grid's are interpolated bilinearly, for each class by
/// itself, so the grid may be coarser than the picture.
pub fn shade(
    predictions: &Predictions<'_>,
    palette: &Palette,
    width: usize,
    height: usize,
) -> Result<Vec<u8>, Error> {
    let (values, columns, rows, classes) = predictions.checked()?;
    let line = columns * classes;
    let greys = greys(palette);
    let across = Weights::new(width, columns);
    let mut picture = Vec::with_capacity(width * height * 4);
    let mut row = vec![0.0_f32; line];
    let mut numbers = vec![0.0_f32; classes];
    for Weights { first, part } in Weights::new(height, rows) {
        // Interpolate first between the two rows of the grid around this line of the picture, then along the line.
        let pair = [first, first + 1].map(|row| values.get(row * line..(row + 1) * line).unwrap_or_default());
        mix(&mut row, pair, part);
        for &Weights { first, part } in &across {
            let pair = [first, first + 1]
                .map(|column| row.get(column * classes..(column + 1) * classes).unwrap_or_default());
            mix(&mut numbers, pair, part);
            let step = predictions.depth(&numbers) * (STEPS as f64 / DARKEST);
            picture.extend_from_slice(greys.get((step + 0.5) as usize).unwrap_or(&[0; 4]));
        }
    }
    Ok(picture)
}

/// The opaque greys from the lightest to the darkest, computed once per picture instead of once per pixel.
fn greys(palette: &Palette) -> Vec<[u8; 4]> {
    let grey = |step| {
        let Rgb(red, green, blue) = grey(palette, DARKEST * step as f64 / STEPS as f64);
        [red, green, blue, u8::MAX]
    };
    (0..=STEPS).map(grey).collect()
}

fn mix(mixed: &mut [f32], [from, to]: [&[f32]; 2], part: f32) {
    for ((mixed, from), to) in mixed.iter_mut().zip(from).zip(to) {
        *mixed = from + (to - from) * part;
    }
}

/// Draws the lines on which the answer is in the middle, or on which another class wins, and the plot's frame. Like
/// [`dots`] and [`marks`] it wipes nothing first: hand in a clean canvas.
pub fn outlines<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    predictions: &Predictions<'_>,
) -> Result<(), Error> {
    let rect = Plot::new(frame.width, frame.height, axes)?.rect;
    let (values, columns, rows, classes) = predictions.checked()?;
    let pen = &mut Pen::new(backend, frame)?;
    let step = [rect.width() / (columns - 1) as f64, rect.height() / (rows - 1) as f64];
    let ink = pen.palette().ink;
    let mut outline = |values: &[f32], level: f64, strength: f64| {
        for line in contour::rings(&Grid { values, columns }, rows, level) {
            let line: Vec<_> =
                line.into_iter().map(|[x, y]| [rect.left + x * step[0], rect.top + y * step[1]]).collect();
            pen.path(&line, ink.alpha(strength), 1.5)?;
        }
        Ok::<_, Error>(())
    };
    match *predictions {
        Predictions::Numbers { low, high, .. } => outline(values, low / 2.0 + high / 2.0, 0.6)?,
        Predictions::Probability { .. } => outline(values, 0.5, 1.0)?,
        Predictions::Classes { .. } => {
            // A border is where a class is as strong as the strongest other. The last has none that no other has.
            for class in 0..classes - 1 {
                let lead: Vec<f32> = values
                    .chunks_exact(classes)
                    .map(|numbers| {
                        let own = numbers.get(class).copied().unwrap_or(f32::NAN);
                        let others = numbers.iter().enumerate().filter(|&(other, _)| other != class);
                        own - others.map(|(_, &number)| number).fold(f32::NEG_INFINITY, f32::max)
                    })
                    .collect();
                outline(&lead, 0.0, 1.0)?;
            }
        }
    }
    pen.edges(&rect, pen.palette().hair_2)
}

/// Draws the ticks' labels and the titles. There are no grid lines, since they would cover the predictions.
pub fn axes<DB: DrawingBackend>(backend: &mut DB, frame: &Frame<'_>, axes: &Axes<'_>) -> Result<(), Error> {
    let plot = Plot::new(frame.width, frame.height, axes)?;
    crate::axes::labels(&mut Pen::new(backend, frame)?, &plot, axes, &LAYOUT)
}

/// Draws all points, the held out ones first. Class 0 is a cross, 1 a dot, 2 a triangle, 3 a square, others are dots;
/// among numbers, each is a dot with its value's grey inside. Points outside the plot are left out.
pub fn dots<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    plane: &Plane<'_>,
) -> Result<(), Error> {
    let plot = Plot::new(frame.width, frame.height, axes)?;
    plane.predictions.checked()?;
    let pen = &mut Pen::new(backend, frame)?;
    let size = plane.size();
    for (points, hollow) in [(plane.held_out, true), (plane.points, false)] {
        for (center, y) in points.iter().filter_map(|point| seen(&plot, point)) {
            mark(pen, &plane.predictions, center, y, &size, hollow)?;
        }
    }
    Ok(())
}

/// Draws the next batch: rings, and its points once more over them.
pub fn marks<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    plane: &Plane<'_>,
) -> Result<(), Error> {
    let plot = Plot::new(frame.width, frame.height, axes)?;
    plane.predictions.checked()?;
    let pen = &mut Pen::new(backend, frame)?;
    let (size, palette) = (plane.size(), pen.palette());
    let batch = plane.batch.iter().filter_map(|&row| plane.points.get(row as usize));
    for (center, y) in batch.filter_map(|point| seen(&plot, point)) {
        if plane.points.len() > CROWD {
            pen.ring(center, size.radius + RING, palette.surface, 5.0)?;
        }
        pen.ring(center, size.radius + RING, palette.ink, 1.5)?;
        mark(pen, &plane.predictions, center, y, &size, false)?;
    }
    Ok(())
}

/// A point's position on the plot and its y; `None` where it lies outside.
fn seen(plot: &Plot<'_>, &[x1, x2, y]: &[f32; 3]) -> Option<([f64; 2], f32)> {
    let center = plot.to_px([x1, x2].map(f64::from));
    plot.rect.contains(center).then_some((center, y))
}

impl Plane<'_> {
    fn size(&self) -> Size {
        Size::of(self.points.len() + self.held_out.len())
    }
}

/// The size of marks: the more points there are, the smaller, so that they stay apart.
struct Size {
    radius: f64,
    halo: f64,
    /// The width of a cross's lines and of edges, in CSS pixels; thinner for held-out points.
    line: f64,
}

impl Size {
    fn of(rows: usize) -> Self {
        let (radius, halo, line) = match rows {
            0..=100 => (4.0, 2.0, 2.0),
            101..=400 => (3.25, 1.5, 1.75),
            401..=2000 => (2.5, 1.0, 1.5),
            _ => (1.5, 0.0, 1.0),
        };
        Self { radius, halo, line }
    }
}

fn mark<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    predictions: &Predictions<'_>,
    center: [f64; 2],
    y: f32,
    &Size { radius, halo, line }: &Size,
    hollow: bool,
) -> Result<(), Error> {
    let palette = pen.palette();
    let line = if hollow { line / 2.0 } else { line };
    let at = |[right, down]: [f64; 2], size: f64| [center[0] + right * size, center[1] + down * size];
    if matches!(predictions, Predictions::Numbers { .. }) {
        let radius = if hollow { 0.75 * radius } else { radius };
        if halo > 0.0 {
            pen.disc(center, radius + halo, palette.surface)?;
        }
        pen.disc(center, radius, palette.ink)?;
        return pen.disc(center, (radius - line / 2.0).max(0.0), grey(palette, predictions.depth(&[y])));
    }
    // Corners at distance 1 from the centre, and how far a corner must move outwards so that the edges move by 1.
    let (corners, farther): (&[[f64; 2]], f64) = match y.round() {
        0.0 => {
            let diagonals = [[[-1.0, -1.0], [1.0, 1.0]], [[-1.0, 1.0], [1.0, -1.0]]];
            let ways = [(halo, palette.surface, line + halo), (0.0, palette.ink, line)];
            for (longer, rgb, width) in ways.into_iter().filter(|way| halo > 0.0 || way.1 == palette.ink) {
                for ends in diagonals {
                    pen.path(&ends.map(|end| at(end, 0.85 * radius + longer / 3.0)), rgb, width)?;
                }
            }
            return Ok(());
        }
        2.0 => (&[[0.0, -1.0], [0.866, 0.5], [-0.866, 0.5], [0.0, -1.0]], 2.0),
        3.0 => (&[[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8], [-0.8, -0.8]], 1.25),
        _ => (&[], 1.0),
    };
    // The surface around, the ink, and for the hollow the surface inside.
    let inside = if hollow { (radius - line).max(0.0) } else { 0.0 };
    let radius = if corners.len() == 4 { 1.25 * radius } else { radius };
    let inside = if corners.is_empty() || !hollow { inside } else { (radius - farther * line).max(0.0) };
    let layers =
        [(radius + farther * halo, palette.surface), (radius, palette.ink), (inside, palette.surface)];
    for (i, (size, rgb)) in layers.into_iter().enumerate() {
        if size <= 0.0 || (i == 0 && halo == 0.0) {
            continue;
        }
        if corners.is_empty() {
            pen.disc(center, size, rgb)?;
        } else {
            let corners: Vec<_> = corners.iter().map(|&corner| at(corner, size)).collect();
            pen.polygon(&corners, rgb)?;
        }
    }
    Ok(())
}
