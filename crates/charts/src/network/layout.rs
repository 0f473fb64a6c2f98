//! Where a network's diagram has its tiles, dots and edges: plain geometry, without a backend.
//!
//! Columns stand evenly, the inputs' first; the tiles of a column are centred. A tile is as large as the widest column
//! allows, between [`LEAST`] and [`MOST`] CSS pixels. Where even the smallest tiles have no room, the diagram is larger
//! than the sheet, and the page scrolls it.

use crate::clip::Rect;

/// The largest side of a tile.
const MOST: f64 = 64.0;
/// The smallest side of a tile.
const LEAST: f64 = 22.0;
/// The smallest tile under which there is room for its bias in numbers.
pub const LABELLED: f64 = 44.0;
/// The space between tiles, and between tiles that have a number below them.
const GAP: f64 = 8.0;
const LABELLED_GAP: f64 = 28.0;
/// The largest side of an input's tile.
const INPUT: f64 = 50.0;
/// Width and greatest height of the last layer's only unit: a bar that the edges end at, since the chart beside the
/// diagram is its picture.
const BAR: [f64; 2] = [16.0, 56.0];
/// The smallest distance between the left edges of two columns.
const PITCH: f64 = 56.0;
/// The least room between a tile and the next column's, for the edges.
const EDGES: f64 = 34.0;
/// The space over the columns: for headings on one line, or on three.
const HEADS: [f64; 2] = [28.0, 50.0];
/// Narrower columns have headings on three lines.
const NARROW: f64 = 140.0;
const FOOT: f64 = 12.0;

/// What a diagram is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape<'a> {
    /// The number of inputs.
    pub inputs: usize,
    /// The number of units of each layer, the first layer's first.
    pub units: &'a [usize],
    /// The room for the inputs' names, in CSS pixels.
    pub names: f64,
}

/// One column of tiles.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// From the top.
    pub tiles: Vec<Rect>,
    /// Where the column's heading has its place.
    pub heading: Rect,
}

/// A diagram's geometry, in CSS pixels from its upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The width of the drawing; more than the sheet's where the sheet is too narrow.
    pub width: f64,
    /// The height of the drawing; more than the sheet's where the sheet is too low.
    pub height: f64,
    /// The side of a unit's tile.
    pub side: f64,
    /// The inputs, then each layer.
    pub columns: Vec<Column>,
    /// Whether the last column is a bar.
    pub bar: bool,
}

impl Layout {
    /// The layout on a sheet of this size.
    pub fn new(width: f64, height: f64, shape: &Shape<'_>) -> Self {
        let bar = shape.units.last() == Some(&1);
        let tiles = if bar { shape.units.len() - 1 } else { shape.units.len() };
        let columns = shape.units.len() + 1;
        let most = shape.units[..tiles].iter().copied().chain([shape.inputs, 1]).max().unwrap_or(1) as f64;
        let left = shape.names + 8.0;
        let room = |side: f64| left + if bar { BAR[0] + 60.0 } else { side + 20.0 };
        let steps = (columns - 1).max(1) as f64;
        let pitch = |side: f64| ((width - room(side)) / steps).max(PITCH);
        let head = HEADS[usize::from(pitch(LABELLED) < NARROW)];
        let free = height - head - FOOT;
        let across = pitch(MOST) - EDGES;
        let labelled = (free / most - LABELLED_GAP).min(MOST).min(across);
        let (side, gap) = if labelled >= LABELLED {
            (labelled, LABELLED_GAP)
        } else {
            let side = (free + GAP) / most - GAP;
            (side.min(across).clamp(LEAST, LABELLED - 1.0), GAP)
        };
        let pitch = pitch(side);
        let tall = most * side + (most - 1.0) * gap + if gap == GAP { 0.0 } else { LABELLED_GAP - GAP };
        let height = height.max(head + tall + FOOT);
        let width = width.max(room(side) + steps * pitch);
        let middle = head + (height - head - FOOT - if gap == GAP { 0.0 } else { LABELLED_GAP - GAP }) / 2.0;
        let column = |index: usize| {
            let units = index.checked_sub(1).map_or(shape.inputs, |layer| shape.units[layer]);
            let is_bar = bar && index + 1 == columns;
            let size = match index {
                _ if is_bar => [BAR[0], side.clamp(LEAST, BAR[1])],
                0 => [side.min(INPUT); 2],
                _ => [side; 2],
            };
            let start = left + index as f64 * pitch + if index == 0 { 0.0 } else { (side - size[0]) / 2.0 };
            let start = if is_bar { left + index as f64 * pitch } else { start };
            let tile = |row: usize| {
                let center = middle + (row as f64 - (units as f64 - 1.0) / 2.0) * (side + gap);
                let top = (center - size[1] / 2.0).round();
                Rect {
                    left: start.round(),
                    top,
                    right: start.round() + size[0].floor(),
                    bottom: top + size[1].floor(),
                }
            };
            let center = start + size[0] / 2.0;
            // The bar's centre is nearer to its neighbour's than other columns' centres are.
            let nearer = if bar && index + 2 >= columns { (side - BAR[0]) / 2.0 } else { 0.0 };
            let half = ((pitch - nearer) / 2.0 - 1.0).min(100.0);
            let heading = Rect {
                left: (center - half).max(0.0),
                top: 0.0,
                right: (center + half).min(width),
                bottom: head,
            };
            Column { tiles: (0..units).map(tile).collect(), heading }
        };
        Self { width, height, side, columns: (0..columns).map(column).collect(), bar }
    }

    /// The tile of a layer's unit.
    pub fn unit(&self, layer: usize, unit: usize) -> Option<Rect> {
        self.columns.get(layer + 1)?.tiles.get(unit).copied()
    }

    /// The radius of a bias's dot.
    pub fn dot_radius(&self) -> f64 {
        (self.side / 8.0).clamp(4.0, 7.0)
    }

    /// The centre of the dot of a unit's bias, at the lower left corner of the unit's tile.
    pub fn dot(&self, layer: usize, unit: usize) -> Option<[f64; 2]> {
        self.unit(layer, unit).map(|tile| [tile.left, tile.bottom])
    }

    /// The curve of one weight: its ends and, between them, its two control points (a cubic Bezier curve).
    pub fn edge(&self, layer: usize, input: usize, unit: usize) -> Option<[[f64; 2]; 4]> {
        let column = self.columns.get(layer)?;
        let (from, to) = (column.tiles.get(input)?, self.unit(layer, unit)?);
        // The edges' ends are spread over the middle half of the tile's side, so that they can be told apart.
        let count = column.tiles.len() as f64;
        let spread = ((input as f64 + 0.5) / count - 0.5) * to.height() * 0.5;
        let start = [from.right, from.top / 2.0 + from.bottom / 2.0];
        let end = [to.left, to.top / 2.0 + to.bottom / 2.0 + spread];
        let bend = (end[0] - start[0]) / 2.0;
        Some([start, [start[0] + bend, start[1]], [end[0] - bend, end[1]], end])
    }

    /// The point on a weight's edge at which its name stands.
    pub fn middle(&self, layer: usize, input: usize, unit: usize) -> Option<[f64; 2]> {
        self.edge(layer, input, unit).map(|curve| along(curve, 0.45))
    }
}

/// A point of a Bezier curve; `part` runs from 0 to 1.
pub(crate) fn along([a, b, c, d]: [[f64; 2]; 4], part: f64) -> [f64; 2] {
    let rest = 1.0 - part;
    let [p, q, r, s] =
        [rest * rest * rest, 3.0 * rest * rest * part, 3.0 * rest * part * part, part * part * part];
    [0, 1].map(|axis| p * a[axis] + q * b[axis] + r * c[axis] + s * d[axis])
}

/// A Bezier curve as straight pieces, few where it is short or flat.
pub(crate) fn pieces(curve: [[f64; 2]; 4]) -> impl Iterator<Item = [f64; 2]> {
    let rise = (curve[3][1] - curve[0][1]).abs();
    let count = if rise < 2.0 { 1 } else { (6.0 + rise / 12.0).min(24.0) as usize };
    (0..=count).map(move |piece| along(curve, piece as f64 / count as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPES: [(usize, &[usize]); 6] = [
        (1, &[3, 1]),
        (2, &[3, 1]),
        (2, &[8, 8, 8, 1]),
        (2, &[16, 16, 16, 16, 16, 16, 1]),
        (7, &[4, 3]),
        (2, &[64, 1]),
    ];

    #[test]
    fn nothing_overlaps_and_everything_is_inside() {
        for (inputs, units) in SHAPES {
            for width in (280..=900).step_by(20) {
                for height in (220..=520).step_by(20) {
                    let (width, height) = (f64::from(width), f64::from(height));
                    let layout = Layout::new(width, height, &Shape { inputs, units, names: 40.0 });
                    let told = format!("{inputs}-{units:?} on {width} by {height}");
                    assert!(layout.width >= width && layout.height >= height, "{told}");
                    assert!((LEAST..=MOST).contains(&layout.side), "{told}: {}", layout.side);
                    let all = Rect { left: 0.0, top: 0.0, right: layout.width, bottom: layout.height };
                    let rects =
                        layout.columns.iter().flat_map(|column| column.tiles.iter().chain([&column.heading]));
                    let rects: Vec<_> = rects.copied().collect();
                    for (index, rect) in rects.iter().enumerate() {
                        assert!(rect.width() > 0.0 && rect.height() > 0.0, "{told}: {rect:?}");
                        assert!(all.contains([rect.left, rect.top]), "{told}: {rect:?}");
                        assert!(all.contains([rect.right, rect.bottom]), "{told}: {rect:?}");
                        for other in &rects[..index] {
                            assert_eq!(rect.intersection(other), None, "{told}: {rect:?} {other:?}");
                        }
                    }
                    let gaps = layout.columns.windows(2);
                    let gap = |pair: &[Column]| pair[1].tiles[0].left - pair[0].tiles[0].right;
                    assert!(gaps.map(gap).all(|gap| gap >= 20.0), "{told}");
                }
            }
        }
    }

    #[test]
    fn tiles_are_as_large_as_the_widest_column_allows() {
        for (inputs, units, side, larger) in [
            (2, &[3, 1][..], 64.0, [false, false]),
            (2, &[8, 8, 8, 1], 32.0, [false, false]),
            (2, &[16; 6], 22.0, [false, true]),
        ] {
            let layout = Layout::new(500.0, 358.0, &Shape { inputs, units, names: 40.0 });
            assert!((layout.side - side).abs() < 3.0, "{units:?}: {}", layout.side);
            assert_eq!([layout.width > 500.0, layout.height > 358.0], larger, "{units:?}");
        }
    }
}
