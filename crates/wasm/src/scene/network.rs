//! A network's diagram, from the session's weights and its units' pictures.

use plotters_canvas::CanvasBackend;
use two_knobs_charts::network::{self, Hit, LABELLED, LayerWeights, Layout, Network, Picture, Place, Shape};
use two_knobs_charts::{Error, Frame, Palette, Rect};
use two_knobs_lab::session::outputs::Units;

use super::Scene;
use crate::diagram::{ColumnPlace, NetworkDrawn, TilePlace, Under, UnderKind};
use crate::picture::{Chart, Drawn, NetworkMarks, Sheet};

/// Columns and rows of a unit's map, and of a map on a small tile.
const CELLS: [usize; 2] = [24, 16];
/// Smaller tiles have small maps.
const SMALL: f64 = 30.0;
/// How far from an edge a pointer may be, in CSS pixels.
const REACH: f64 = 9.0;

/// A map's pixels, its size and its upper left corner, in the canvas's pixels.
type Pixels = (Vec<u8>, [u32; 2], [f64; 2]);

impl Scene<'_> {
    /// The places of a network's diagram; `None` for another chart.
    pub(crate) fn layout(&self, sheet: &Sheet, chart: &Chart) -> Option<Layout> {
        let Chart::Network(marks) = chart else { return None };
        let model = &self.snapshot.model;
        let units: Vec<usize> = model.layers.iter().map(|layer| layer.units as usize).collect();
        let kernel = self.session.layers().next().map_or(0, |[kernel, _]| kernel.len());
        let inputs = kernel.checked_div(units.first().copied().unwrap_or(1)).unwrap_or(1);
        let shape = Shape { inputs, units: &units, names: network::names_width(&marks.names) };
        Some(Layout::new(sheet.width, sheet.height, &shape))
    }

    /// The pixels of all maps of a diagram.
    pub(crate) fn maps<'b>(
        &'b self,
        layout: &'b Layout,
        palette: &'b Palette,
        scale: f64,
    ) -> impl Iterator<Item = Result<Pixels, Error>> + 'b {
        let tiles = tiles(layout)
            .enumerate()
            .filter(move |(_, (column, _))| !(layout.bar && column + 1 == layout.columns.len()));
        let units = self.session.units(cells(layout));
        tiles.filter(move |_| self.is_plane()).filter_map(move |(index, (_, tile))| {
            let size = [tile.width(), tile.height()].map(|side| (side * scale).round().max(1.0) as u32);
            let picture = picture(&units, index)?;
            let [columns, rows] = size.map(|side| side as usize);
            let pixels = network::shade(&picture, palette, columns, rows);
            let from = [tile.left, tile.top].map(|at| (at * scale).round());
            Some(pixels.map(|pixels| (pixels, size, from)))
        })
    }

    /// Draws a network's diagram over its maps.
    pub(crate) fn network(
        &self,
        backend: &mut CanvasBackend,
        frame: &Frame<'_>,
        layout: &Layout,
        marks: &NetworkMarks,
    ) -> Result<Option<Drawn>, Error> {
        let units = self.session.units(cells(layout));
        let pictures: Vec<_> = (0..units.reach.len()).filter_map(|index| picture(&units, index)).collect();
        let layers: Vec<_> =
            self.session.layers().map(|[kernel, bias]| LayerWeights { kernel, bias }).collect();
        let weight = |place: Place| {
            let units = layout.columns.get(place.layer + 1)?.tiles.len();
            let index = (place.unit < units).then_some(place.input * units + place.unit)?;
            layers.get(place.layer)?.kernel.get(index).map(|weight| f64::from(*weight))
        };
        let under = cursor(marks).and_then(|at| network::hit(layout, at, REACH)).map(|hit| match hit {
            Hit::Weight { layer, input, unit } => {
                let value = weight(Place { layer, input, unit });
                let dashed = value.is_some_and(|value| value < 0.0);
                under(UnderKind::Weight, [layer, input, unit], value, dashed)
            }
            Hit::Bias { layer, unit } => {
                let bias = layers.get(layer).and_then(|weights| weights.bias.get(unit));
                under(UnderKind::Bias, [layer, 0, unit], bias.map(|bias| f64::from(*bias)), false)
            }
            Hit::Unit { layer, unit } => under(UnderKind::Unit, [layer, 0, unit], None, false),
            Hit::Input { input } => under(UnderKind::Input, [0, input, 0], None, false),
        });
        let held = self.held();
        let named = match under {
            Some(Under { kind: UnderKind::Weight, layer, input, unit, .. }) => {
                Place { layer: layer as usize, input: input as usize, unit: unit as usize }
            }
            _ => marks.named.as_ref().and_then(|place| place_of(place)).unwrap_or(held),
        };
        let pointed = match under {
            Some(Under { kind: UnderKind::Unit | UnderKind::Bias, layer, unit, .. }) => {
                Some([layer as usize + 1, unit as usize])
            }
            Some(Under { kind: UnderKind::Input, input, .. }) => Some([0, input as usize]),
            _ => marks.focus.as_deref().and_then(|focus| match *focus {
                [column, row] => Some([column as usize, row as usize]),
                _ => None,
            }),
        };
        let value = weight(named);
        let text = value.map(|value| said(value, &marks.point));
        let biases: Vec<String> = if layout.side >= LABELLED {
            layers
                .iter()
                .zip(layout.columns.iter().skip(1))
                .flat_map(|(weights, column)| {
                    let bias = |unit: usize| weights.bias.get(unit).copied();
                    (0..column.tiles.len()).map(move |unit| {
                        bias(unit).map_or(String::new(), |bias| said(bias.into(), &marks.point))
                    })
                })
                .collect()
        } else {
            Vec::new()
        };
        network::marks(
            backend,
            frame,
            &Network {
                layout,
                names: &marks.names,
                layers: &layers,
                pictures: &pictures,
                held,
                pointed,
                named: text.as_deref().map(|text| (named, text)),
                biases: &biases,
            },
        )?;
        let columns = |layout: &Layout| layout.columns.iter().map(column).collect();
        Ok(Some(Drawn::Network(NetworkDrawn {
            width: layout.width,
            height: layout.height,
            dot: layout.dot_radius(),
            held: [held.layer, held.input, held.unit].map(|at| at as u32),
            under,
            named: value,
            at: layout.middle(named.layer, named.input, named.unit),
            columns: marks.places.then(|| columns(layout)),
        })))
    }

    /// The weight that is the knob w.
    fn held(&self) -> Place {
        let held = self.snapshot.held;
        Place { layer: held.layer, input: held.input, unit: held.unit }
    }
}

fn cells(layout: &Layout) -> usize {
    CELLS[usize::from(layout.side < SMALL)]
}

/// All tiles with their columns, in the order of the pictures.
fn tiles(layout: &Layout) -> impl Iterator<Item = (usize, &Rect)> {
    layout
        .columns
        .iter()
        .enumerate()
        .flat_map(|(index, column)| column.tiles.iter().map(move |tile| (index, tile)))
}

fn picture(units: &Units, index: usize) -> Option<Picture<'_>> {
    let values = units.values.get(index * units.points..(index + 1) * units.points)?;
    let [low, high] = *units.reach.get(index)?;
    Some(Picture { values, columns: units.columns, low, high })
}

fn cursor(marks: &NetworkMarks) -> Option<[f64; 2]> {
    marks.cursor.as_deref()?.try_into().ok()
}

fn place_of(place: &[f64]) -> Option<Place> {
    let [layer, input, unit] = *<&[f64; 3]>::try_from(place).ok()?;
    Some(Place { layer: layer as usize, input: input as usize, unit: unit as usize })
}

fn under(kind: UnderKind, [layer, input, unit]: [usize; 3], value: Option<f64>, dashed: bool) -> Under {
    Under { kind, layer: layer as u32, input: input as u32, unit: unit as u32, value, dashed }
}

/// A number behind its letter: `= 12.89`, as the page writes numbers of this size.
fn said(value: f64, point: &str) -> String {
    let size = value.abs();
    let digits = if size < 999.995 {
        format!("{size:.2}")
    } else if size < 99_999.5 {
        format!("{size:.0}")
    } else {
        format!("{size:.1e}")
    };
    let sign =
        if value < 0.0 && digits.bytes().any(|digit| (b'1'..=b'9').contains(&digit)) { "−" } else { "" };
    format!("= {sign}{}", digits.replace('.', point))
}

fn column(column: &network::Column) -> ColumnPlace {
    ColumnPlace { heading: place(&column.heading), tiles: column.tiles.iter().map(place).collect() }
}

fn place(rect: &Rect) -> TilePlace {
    TilePlace { x: rect.left, y: rect.top, width: rect.width(), height: rect.height() }
}
