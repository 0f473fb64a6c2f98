//! What a pointer is on, in a network's diagram.

use super::layout::{Layout, pieces};

/// A part of the diagram. Layers, inputs and units count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// The edge of a weight.
    Weight {
        /// The layer that the weight belongs to.
        layer: usize,
        /// The input, or the unit of the layer before.
        input: usize,
        /// The unit.
        unit: usize,
    },
    /// The dot of a unit's bias.
    Bias {
        /// The unit's layer.
        layer: usize,
        /// The unit.
        unit: usize,
    },
    /// A unit's tile.
    Unit {
        /// The unit's layer.
        layer: usize,
        /// The unit.
        unit: usize,
    },
    /// An input's tile.
    Input {
        /// The input.
        input: usize,
    },
}

/// The part at a point: dots first, which lie on tiles, then tiles, then the nearest edge within `reach` CSS pixels.
pub fn hit(layout: &Layout, [x, y]: [f64; 2], reach: f64) -> Option<Hit> {
    let near = |[left, top]: [f64; 2]| (left - x).hypot(top - y);
    let units = || {
        let columns = layout.columns.iter().skip(1).enumerate();
        columns.flat_map(|(layer, column)| (0..column.tiles.len()).map(move |unit| (layer, unit)))
    };
    let radius = layout.dot_radius() + 2.0;
    let dot =
        |&(layer, unit): &(usize, usize)| layout.dot(layer, unit).is_some_and(|dot| near(dot) <= radius);
    if let Some((layer, unit)) = units().find(dot) {
        return Some(Hit::Bias { layer, unit });
    }
    if let Some((layer, unit)) =
        units().find(|&(layer, unit)| layout.unit(layer, unit).is_some_and(|tile| tile.contains([x, y])))
    {
        return Some(Hit::Unit { layer, unit });
    }
    let inputs = layout.columns.first().map_or(&[][..], |column| &column.tiles);
    if let Some(input) = inputs.iter().position(|tile| tile.contains([x, y])) {
        return Some(Hit::Input { input });
    }
    // Only the edges of one gap between columns can be near.
    let layer = layout.columns.windows(2).position(|pair| {
        let side = |column: usize| pair.get(column).and_then(|column| column.tiles.first());
        side(0).zip(side(1)).is_some_and(|(from, to)| (from.right..=to.left).contains(&x))
    })?;
    let count = |column: usize| layout.columns.get(column).map_or(0, |column| column.tiles.len());
    let mut best = (reach, None);
    for input in 0..count(layer) {
        for unit in 0..count(layer + 1) {
            let Some(curve) = layout.edge(layer, input, unit) else { continue };
            let mut before: Option<[f64; 2]> = None;
            for point in pieces(curve) {
                let apart = before.map_or(f64::MAX, |from| distance([x, y], from, point));
                if apart < best.0 {
                    best = (apart, Some(Hit::Weight { layer, input, unit }));
                }
                before = Some(point);
            }
        }
    }
    best.1
}

/// The distance from a point to a segment.
fn distance([x, y]: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    let length = dx * dx + dy * dy;
    let part = if length > 0.0 { ((x - from[0]) * dx + (y - from[1]) * dy) / length } else { 0.0 };
    let part = part.clamp(0.0, 1.0);
    (from[0] + part * dx - x).hypot(from[1] + part * dy - y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::layout::{Shape, along};

    #[test]
    fn every_part_is_found_where_it_is_drawn() {
        for (inputs, units) in [(1, &[3, 1][..]), (2, &[8, 8, 1]), (2, &[16; 6])] {
            let layout = Layout::new(505.0, 358.0, &Shape { inputs, units, names: 40.0 });
            let middle =
                |tile: &crate::Rect| [tile.left / 2.0 + tile.right / 2.0, tile.top / 2.0 + tile.bottom / 2.0];
            for (input, tile) in layout.columns[0].tiles.iter().enumerate() {
                assert_eq!(hit(&layout, middle(tile), 8.0), Some(Hit::Input { input }));
            }
            let mut below = inputs;
            for (layer, &count) in units.iter().enumerate() {
                for unit in 0..count {
                    let tile = layout.unit(layer, unit).unwrap();
                    assert_eq!(hit(&layout, middle(&tile), 8.0), Some(Hit::Unit { layer, unit }));
                    let dot = layout.dot(layer, unit).unwrap();
                    assert_eq!(hit(&layout, dot, 8.0), Some(Hit::Bias { layer, unit }));
                    if below > 8 {
                        continue;
                    }
                    for input in 0..below {
                        // Somewhere on each edge, it is the nearest.
                        let curve = layout.edge(layer, input, unit).unwrap();
                        let found = (1..100).any(|part| {
                            let point = along(curve, f64::from(part) / 100.0);
                            hit(&layout, point, 8.0) == Some(Hit::Weight { layer, input, unit })
                        });
                        assert!(found, "{layer} {input} {unit} of {units:?}");
                    }
                }
                below = count;
            }
            assert_eq!(hit(&layout, [-50.0, 10.0], 8.0), None);
        }
    }
}
