//! The plane as SVG and as pixels: two inputs and the predictions over them.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod support;

use plotters::prelude::DrawingBackend;
use support::{Scale, axes, check, dark, light, svg};
use two_knobs_charts::map::Grid;
use two_knobs_charts::plane::{self, Plane, Predictions};
use two_knobs_charts::{Axes, Error, Frame, Palette};

const SIZE: [f64; 2] = [300.0, 300.0];
const MARGINS: [f64; 4] = [20.0, 20.0, 20.0, 20.0];
const COLUMNS: usize = 21;

fn scale() -> Scale {
    Scale::new([-1.0, 1.0], &[], &[], "")
}

/// One number for each node of a grid from -1 to 1, from the top.
fn over(value: impl Fn(f32, f32) -> f32) -> Vec<f32> {
    let along = |i: usize| i as f32 / (COLUMNS - 1) as f32 * 2.0 - 1.0;
    (0..COLUMNS * COLUMNS).map(|i| value(along(i % COLUMNS), -along(i / COLUMNS))).collect()
}

/// A probability that is high within a disc in the upper left quarter.
fn hill() -> Vec<f32> {
    over(|x1, x2| 1.0 / (1.0 + (8.0 * ((x1 + 0.3).hypot(x2 - 0.3) - 0.5)).exp()))
}

fn four() -> [[f32; 3]; 5] {
    [[-0.5, 0.5, 1.0], [0.5, 0.5, 0.0], [-0.5, -0.5, 2.0], [0.5, -0.5, 3.0], [2.0, 0.0, 1.0]]
}

/// The red channel of a pixel; green and blue are as light.
fn red(predictions: &Predictions<'_>, palette: &Palette, [x, y]: [usize; 2]) -> u8 {
    let picture = plane::shade(predictions, palette, 40, 20).unwrap();
    assert_eq!(picture.len(), 40 * 20 * 4);
    picture[(y * 40 + x) * 4]
}

/// Draws all layers over the picture, from below.
fn layers<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    plane: &Plane<'_>,
) -> Result<(), Error> {
    plane::axes(backend, frame, axes)?;
    plane::dots(backend, frame, axes, plane)?;
    plane::outlines(backend, frame, axes, &plane.predictions)?;
    plane::marks(backend, frame, axes, plane)
}

#[test]
fn points_of_four_classes_and_a_region() {
    let (x, y) = (scale(), scale());
    let axes = axes(&x, &y, MARGINS, "");
    let grid = Grid { values: &hill(), columns: COLUMNS };
    let held_out = four().map(|[x1, x2, y]| [x1 + 0.2, x2 + 0.1, y]);
    let marks = Plane {
        predictions: Predictions::Probability { grid },
        points: &four(),
        held_out: &held_out,
        batch: &[0, 1, 9],
    };
    check("plane-dark", SIZE, &dark(), |backend, frame| layers(backend, frame, &axes, &marks));
}

#[test]
fn the_region_is_told_by_its_grey_in_both_themes() {
    let values = hill();
    let probability = Predictions::Probability { grid: Grid { values: &values, columns: COLUMNS } };
    let numbers =
        Predictions::Numbers { grid: Grid { values: &values, columns: COLUMNS }, low: 0.0, high: 1.0 };
    let pairs: Vec<f32> = values.iter().flat_map(|&yes| [1.0 - yes, yes]).collect();
    let classes = Predictions::Classes { values: &pairs, columns: COLUMNS, classes: 2 };
    for palette in [light(), dark()] {
        for predictions in [probability, numbers, classes] {
            // The upper left is inside, the lower right is outside.
            let [inside, outside] = [[14, 7], [36, 17]].map(|at| red(&predictions, &palette, at));
            assert!(inside.abs_diff(outside) > 50, "{inside} {outside}");
            assert!(outside.abs_diff(palette.surface.0) < 10, "{outside}");
            assert!(inside.abs_diff(palette.ink.0) > 100, "{inside}: no ink could be read on it");
        }
    }
}

#[test]
fn numbers_that_are_none_are_the_surface() {
    for value in [f32::NAN, f32::NEG_INFINITY] {
        let grid = Grid { values: &[value; 4], columns: 2 };
        let numbers = Predictions::Numbers { grid, low: 0.0, high: 1.0 };
        assert_eq!(red(&numbers, &light(), [0, 0]), 255);
        assert_eq!(
            red(&Predictions::Classes { values: &[value; 12], columns: 2, classes: 3 }, &light(), [0, 0]),
            255
        );
    }
}

#[test]
fn what_is_no_grid_or_no_range_is_refused() {
    let refused = |predictions: Predictions<'_>| {
        assert!(plane::shade(&predictions, &light(), 2, 2).is_err(), "{predictions:?}");
        let (x, y) = (scale(), scale());
        let marks = Plane { predictions, points: &[], held_out: &[], batch: &[] };
        let axes = axes(&x, &y, MARGINS, "");
        assert!(svg(SIZE, &light(), |backend, frame| layers(backend, frame, &axes, &marks)).is_err());
    };
    for (values, columns, classes) in
        [(0, 0, 0), (8, 2, 0), (8, 0, 2), (7, 2, 2), (4, 2, 2), (8, usize::MAX, 2)]
    {
        let values = vec![0.0; values];
        refused(Predictions::Classes { values: &values, columns, classes });
        refused(Predictions::Probability { grid: Grid { values: &values[..values.len() / 4], columns } });
    }
    for [low, high] in [[1.0, 0.0], [f64::NAN, 0.0], [0.0, f64::INFINITY]] {
        refused(Predictions::Numbers { grid: Grid { values: &[0.0; 4], columns: 2 }, low, high });
    }
}

#[test]
fn a_plane_of_any_size_is_drawn_or_refused() {
    let (x, y) = (scale(), scale());
    let axes = axes(&x, &y, MARGINS, "");
    let grid = Grid { values: &[0.0, 1.0, f32::NAN, 1.0, 0.0, 1.0], columns: 2 };
    let three = [0.0, 1.0, 2.0, 2.0, 1.0, 0.0, 1.0, 3.0, 0.0, 0.0, 0.0, f32::INFINITY];
    let mut drawn = 0;
    for predictions in [
        Predictions::Numbers { grid, low: 0.0, high: 0.0 },
        Predictions::Probability { grid },
        Predictions::Classes { values: &three, columns: 2, classes: 3 },
    ] {
        let odd = [[f32::NAN, 0.0, 1.0], [0.0, 0.0, f32::NAN], [0.1, 0.1, f32::INFINITY], [0.2, 0.2, -7.0]];
        let marks = Plane { predictions, points: &four(), held_out: &odd, batch: &[0] };
        for width in (1..=120).step_by(3) {
            for height in (1..=120).step_by(3) {
                let size = [f64::from(width), f64::from(height)];
                match svg(size, &light(), |backend, frame| layers(backend, frame, &axes, &marks)) {
                    Ok(text) => {
                        assert!(!text.contains("NaN") && !text.contains("inf"));
                        drawn += 1;
                    }
                    Err(error) => assert!(matches!(error, Error::Size { .. }), "{size:?}: {error}"),
                }
            }
        }
    }
    assert!(drawn > 1_000);
}
