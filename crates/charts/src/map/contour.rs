//! Lines of equal value on a grid, by marching squares.

use super::grid::Grid;

/// An edge between two neighbouring values of the grid: twice the index of its lower or left value, plus 1 for a vertical
/// edge.
type Edge = usize;

/// For each edge that a line crosses, the edges it is linked with: at most two, since an edge belongs to at most two cells.
struct Links(Vec<[Option<Edge>; 2]>);

impl Links {
    fn join(&mut self, one: Edge, other: Edge) {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(free) =
                self.0.get_mut(from).and_then(|link| link.iter_mut().find(|end| end.is_none()))
            {
                *free = Some(to);
            }
        }
    }

    /// Removes one link of an edge, at both ends.
    fn follow(&mut self, from: Edge) -> Option<Edge> {
        let to = self.0.get_mut(from)?.iter_mut().find_map(Option::take)?;
        let back = self.0.get_mut(to)?.iter_mut().find(|end| **end == Some(from))?;
        *back = None;
        Some(to)
    }

    fn ends(&self, edge: Edge) -> usize {
        self.0.get(edge).map_or(0, |link| link.iter().flatten().count())
    }
}

/// The polylines on which the grid's values, linear between neighbours, are `level`. Points are columns and rows, from 0.
/// A closed ring ends where it begins. Cells with a value that is not finite are left out.
pub(crate) fn rings(grid: &Grid<'_>, rows: usize, level: f64) -> Vec<Vec<[f64; 2]>> {
    let columns = grid.columns;
    let value = |column: usize, row: usize| f64::from(grid.values[row * columns + column]);
    let mut links = Links(vec![[None; 2]; 2 * rows * columns]);
    for row in 0..rows - 1 {
        for column in 0..columns - 1 {
            // Counter-clockwise from the lower left.
            let corners = [
                value(column, row),
                value(column + 1, row),
                value(column + 1, row + 1),
                value(column, row + 1),
            ];
            if !corners.iter().all(|corner| corner.is_finite()) {
                continue;
            }
            let at = 2 * (row * columns + column);
            let [bottom, left, right, top] = [at, at + 1, at + 3, at + 2 * columns];
            let below = corners.map(|corner| corner < level);
            match below {
                [true, true, true, true] | [false, false, false, false] => {}
                [true, false, false, false] | [false, true, true, true] => links.join(left, bottom),
                [false, true, false, false] | [true, false, true, true] => links.join(bottom, right),
                [false, false, true, false] | [true, true, false, true] => links.join(right, top),
                [false, false, false, true] | [true, true, true, false] => links.join(top, left),
                [true, true, false, false] | [false, false, true, true] => links.join(left, right),
                [false, true, true, false] | [true, false, false, true] => links.join(bottom, top),
                [true, false, true, false] | [false, true, false, true] => {
                    // A saddle: the value in the middle decides which two of the four corners are joined.
                    let middle = corners.iter().sum::<f64>() / 4.0 < level;
                    if middle == below[0] {
                        links.join(bottom, right);
                        links.join(top, left);
                    } else {
                        links.join(left, bottom);
                        links.join(right, top);
                    }
                }
            }
        }
    }

    let crossing = |edge: Edge| {
        let (column, row) = (edge / 2 % columns, edge / 2 / columns);
        let up = edge % 2;
        let from = value(column, row);
        let to = value(column + 1 - up, row + up);
        let part = ((level - from) / (to - from)).clamp(0.0, 1.0);
        if up == 1 { [column as f64, row as f64 + part] } else { [column as f64 + part, row as f64] }
    };
    let mut lines = Vec::new();
    // First the lines that end at the grid's border; the remaining links form rings.
    for ends in [1, 2] {
        for first in 0..links.0.len() {
            if links.ends(first) != ends {
                continue;
            }
            let mut line = vec![crossing(first)];
            let mut edge = first;
            while let Some(next) = links.follow(edge) {
                line.push(crossing(next));
                edge = next;
            }
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f32], columns: usize, level: f64, expected: &[&[[f64; 2]]]) {
        let lines = rings(&Grid { values, columns }, values.len() / columns, level);
        assert_eq!(lines, expected, "{values:?}");
    }

    #[test]
    fn lines_and_rings() {
        check(&[0.0, 1.0, 0.0, 1.0], 2, 0.5, &[&[[0.5, 0.0], [0.5, 1.0]]]);
        check(&[0.0, 0.0, 1.0, 1.0], 2, 0.25, &[&[[0.0, 0.25], [1.0, 0.25]]]);
        check(&[1.0, 1.0, 1.0, 1.0], 2, 0.5, &[]);
        check(&[0.0, 1.0, f32::NAN, 1.0], 2, 0.5, &[]);
        let hole = [2.0, 2.0, 2.0, 2.0, 0.0, 2.0, 2.0, 2.0, 2.0];
        let ring = [[1.0, 0.5], [0.5, 1.0], [1.0, 1.5], [1.5, 1.0], [1.0, 0.5]];
        let [ring] = [rings(&Grid { values: &hole, columns: 3 }, 3, 1.0)].map(|lines| (lines, ring));
        assert_eq!(ring.0.len(), 1);
        assert!(ring.1.iter().all(|point| ring.0[0].contains(point)), "{:?}", ring.0);
        assert_eq!(ring.0[0].first(), ring.0[0].last());
    }

    #[test]
    fn a_saddle_has_two_lines() {
        assert_eq!(rings(&Grid { values: &[0.0, 2.0, 2.0, 0.0], columns: 2 }, 2, 0.9).len(), 2);
        assert_eq!(rings(&Grid { values: &[0.0, 2.0, 2.0, 0.0], columns: 2 }, 2, 1.1).len(), 2);
    }

    #[test]
    fn the_rings_of_a_bowl_are_round() {
        let values: Vec<f32> = (0..41 * 41)
            .map(|i| [(i % 41) as f32 - 20.0, (i / 41) as f32 - 20.0].map(|d| d * d).iter().sum())
            .collect();
        let lines = rings(&Grid { values: &values, columns: 41 }, 41, 100.0);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first(), lines[0].last());
        for [x, y] in &lines[0] {
            assert!(((x - 20.0).hypot(y - 20.0) - 10.0).abs() < 0.02, "{x} {y}");
        }
    }
}
