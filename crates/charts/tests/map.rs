//! The loss map of the two houses, as SVG.

mod support;

use support::{Scale, axes, check, dark, light};
use two_knobs_charts::map::{self, Grid, Map};
use two_knobs_charts::{Axes, DrawingBackend, Error, Frame};

const SIZE: [f64; 2] = [418.0, 306.0];
const MARGINS: [f64; 4] = [42.0, 24.0, 8.0, 36.0];
const COLUMNS: usize = 93;
const ROWS: usize = 62;
const LEVELS: [f64; 7] = [400.0, 4_000.0, 16_000.0, 42_000.0, 90_000.0, 160_000.0, 260_000.0];

fn weights() -> Scale {
    Scale::new([-100.0, 400.0], &[0.0, 100.0, 200.0, 300.0], &["0", "100", "200", "300"], "weight")
}

fn biases() -> Scale {
    Scale::new([-100.0, 400.0], &[0.0, 100.0, 200.0, 300.0], &["0", "100", "200", "300"], "bias")
}

/// The mean squared error of the two houses.
fn losses() -> Vec<f32> {
    let along = |i: usize, n: usize| -100.0 + 500.0 * i as f64 / (n - 1) as f64;
    let loss = |w: f64, b: f64| ((w + b - 300.0).powi(2) + (2.0 * w + b - 500.0).powi(2)) / 2.0;
    (0..ROWS * COLUMNS).map(|i| loss(along(i % COLUMNS, COLUMNS), along(i / COLUMNS, ROWS)) as f32).collect()
}

fn both<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    marks: &Map<'_>,
) -> Result<(), Error> {
    map::axes(backend, frame, axes, &Grid { values: &losses(), columns: COLUMNS }, &LEVELS)?;
    map::marks(backend, frame, axes, marks)
}

#[test]
fn the_next_step_by_hand() {
    let (x, y) = (weights(), biases());
    let axes = axes(&x, &y, MARGINS, "");
    let marks = Map {
        start: Some(([-1.03, 0.0], "start")),
        best: Some(([200.0, 100.0], "best fit")),
        now: Some([140.0, 60.0]),
        next: Some([182.0, 86.0]),
        dot: true,
        ..Map::default()
    };
    check("map-light", SIZE, &light(), |backend, frame| both(backend, frame, &axes, &marks));
}

#[test]
fn the_way_of_training_in_the_dark() {
    let (x, y) = (weights(), biases());
    let axes = axes(&x, &y, MARGINS, "");
    let path = [
        [-60.0, 150.0],
        [29.2, 184.6],
        [45.0, 193.6],
        [87.6, 214.3],
        [109.9, 223.3],
        [130.0, 228.0],
        [140.4, 210.3],
    ];
    let marks = Map {
        start: Some(([-60.0, 150.0], "start")),
        best: Some(([390.0, 395.0], "best fit")),
        now: Some([140.4, 210.3]),
        path: &path,
        stops: &path,
        dot: true,
        ..Map::default()
    };
    check("map-path-dark", SIZE, &dark(), |backend, frame| both(backend, frame, &axes, &marks));
}
