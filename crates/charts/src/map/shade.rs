use crate::error::Error;
use crate::frame::{Palette, Rgb};

use super::grid::Grid;

/// The opacity of the loss's colour outside all rings.
const HILL: f64 = 0.34;
/// The share of the background that each ring mixes into the colour inside it.
const RING: f64 = 0.3;

/// Colours the bands between levels: a picture of `width` by `height` pixels, four bytes each (red, green, blue, alpha),
/// row by row from the top, as `putImageData` takes them. Values between the grid's are interpolated bilinearly, so the grid
/// may be coarser than the picture. A value that is not finite counts as outside all rings.
pub fn shade(
    grid: &Grid<'_>,
    levels: &[f64],
    palette: &Palette,
    width: usize,
    height: usize,
) -> Result<Vec<u8>, Error> {
    let rows = grid.rows()?;
    let bands = bands(palette, levels.len());
    let columns = Weights::new(width, grid.columns);
    let mut picture = Vec::with_capacity(width * height * 4);
    let mut row = vec![0.0_f32; grid.columns];
    for line in Weights::new(height, rows).into_iter().rev() {
        // Interpolate first between the two rows of the grid around this line of the picture, then along the line.
        let below = grid.values.chunks_exact(grid.columns).nth(line.first).unwrap_or_default();
        let above = grid.values.chunks_exact(grid.columns).nth(line.first + 1).unwrap_or_default();
        for ((value, below), above) in row.iter_mut().zip(below).zip(above) {
            *value = below + (above - below) * line.part;
        }
        for column in &columns {
            let pair = row.get(column.first..column.first + 2);
            let value = pair.map_or(f32::NAN, |pair| pair[0] + (pair[1] - pair[0]) * column.part);
            let rings = levels.iter().filter(|&&level| f64::from(value) < level).count();
            let Rgb(red, green, blue) = bands.get(rings).copied().unwrap_or_default();
            picture.extend_from_slice(&[red, green, blue, u8::MAX]);
        }
    }
    Ok(picture)
}

/// The colours outside all rings, inside one, inside two, ...
fn bands(palette: &Palette, rings: usize) -> Vec<Rgb> {
    let hill = palette.loss.over(palette.surface, HILL);
    let inside = |band: &Rgb| Some(palette.surface.over(*band, RING));
    std::iter::successors(Some(hill), inside).take(rings + 1).collect()
}

/// The index of the grid value before a pixel's centre, and the share of the next value in the interpolation.
#[derive(Clone, Copy)]
pub(crate) struct Weights {
    pub(crate) first: usize,
    pub(crate) part: f32,
}

impl Weights {
    pub(crate) fn new(pixels: usize, values: usize) -> Vec<Self> {
        let spans = values - 1;
        (0..pixels)
            .map(|pixel| {
                let at = (pixel as f64 + 0.5) / pixels as f64 * spans as f64;
                let first = (at as usize).min(spans - 1);
                Self { first, part: (at - first as f64) as f32 }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette() -> Palette {
        Palette { surface: Rgb(255, 255, 255), ..Palette::default() }
    }

    fn reds(values: &[f32], columns: usize, levels: &[f64], size: [usize; 2]) -> Vec<u8> {
        let picture = shade(&Grid { values, columns }, levels, &palette(), size[0], size[1]).unwrap();
        picture.chunks(4).map(|pixel| pixel[0]).collect()
    }

    #[test]
    fn bands_are_lighter_inside_and_the_lowest_bias_is_at_the_foot() {
        // Values rise with x and, more, with y.
        assert_eq!(reds(&[0.0, 1.0, 2.0, 3.0], 2, &[2.0, 1.0], [2, 2]), [194, 168, 212, 194]);
        assert_eq!(reds(&[0.0, f32::NAN, 0.0, 0.0], 2, &[1.0], [1, 1]), [168]);
    }

    #[test]
    fn a_grid_that_is_none_is_refused() {
        for (values, columns) in [(0, 0), (3, 2), (4, 1), (2, 2), (4, 4)] {
            let values = vec![0.0; values];
            assert!(shade(&Grid { values: &values, columns }, &[], &palette(), 2, 2).is_err(), "{columns}");
        }
    }
}
