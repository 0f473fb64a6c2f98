//! The loss curve in the states that the page shows, as SVG.

mod support;

use support::{Scale, axes, check, dark, light, svg};
use two_knobs_charts::curve::{self, Curve, Floor, Run};
use two_knobs_charts::{Axes, DrawingBackend, Error, Frame};

const SIZE: [f64; 2] = [414.0, 300.0];
const MARGINS: [f64; 4] = [46.0, 30.0, 14.0, 42.0];
const BATCHES: [[f32; 2]; 10] = [
    [0.0, 203_000.0],
    [0.25, 62_100.0],
    [0.5, 44_800.0],
    [0.75, 36_100.0],
    [1.0, 13_670.0],
    [1.25, 8_010.0],
    [1.5, 5_730.0],
    [2.0, 4_090.0],
    [2.5, 3_430.0],
    [3.0, 2_980.0],
];
const EPOCHS: [[f32; 2]; 10] = [
    [0.0, 203_000.0],
    [1.0, 13_670.0],
    [2.0, 4_160.0],
    [3.0, 2_985.0],
    [4.0, 3_000.0],
    [5.0, 2_778.0],
    [6.0, 2_678.0],
    [7.0, 2_581.0],
    [8.0, 2_561.0],
    [9.0, 2_446.0],
];
const RUN: Run<'_> = Run { batches: &BATCHES, epochs: &EPOCHS };

fn epochs() -> Scale {
    Scale::new([0.0, 9.0], &[0.0, 3.0, 6.0, 9.0], &["0", "3", "6", "9"], "epoch")
}

fn losses() -> Scale {
    let ticks = [1e3, 1e4, 1e5];
    Scale {
        log: true,
        ..Scale::new([500.0, 203_000.0], &ticks, &["1k", "10k", "100k"], "loss (MSE), log scale")
    }
}

fn both<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    marks: &Curve<'_>,
) -> Result<(), Error> {
    curve::axes(backend, frame, axes)?;
    curve::marks(backend, frame, axes, marks)
}

#[test]
fn a_falling_loss() {
    let (x, y) = (epochs(), losses());
    let axes = axes(&x, &y, MARGINS, "");
    let floor = Some(Floor { loss: 877.72, label: "best possible 877.72" });
    let marks = Curve { run: RUN, floor, ..Curve::default() };
    check("curve-log", SIZE, &light(), |backend, frame| both(backend, frame, &axes, &marks));
}

#[test]
fn read_at_a_point_beside_an_earlier_run() {
    let (x, y) = (epochs(), losses());
    let axes = axes(&x, &y, MARGINS, "");
    let slower = EPOCHS.map(|[epoch, loss]| [epoch, loss * (1.0 + epoch / 4.0)]);
    let marks = Curve {
        run: RUN,
        ghosts: &[Run { batches: &[], epochs: &slower }],
        floor: Some(Floor { loss: 877.72, label: "best possible 877.72" }),
        cursor: Some([4.0, 3_000.0]),
    };
    check("curve-ghost-dark", SIZE, &dark(), |backend, frame| both(backend, frame, &axes, &marks));
}

#[test]
fn a_linear_scale() {
    let x = epochs();
    let y = Scale::new([0.0, 20_000.0], &[0.0, 1e4, 2e4], &["0", "10k", "20k"], "loss (MSE)");
    let axes = axes(&x, &y, MARGINS, "");
    let floor = Some(Floor { loss: 877.72, label: "best possible 877.72" });
    let marks = Curve { run: RUN, floor, ..Curve::default() };
    check("curve-linear", SIZE, &light(), |backend, frame| both(backend, frame, &axes, &marks));
}

#[test]
fn nothing_yet() {
    let (x, y) = (epochs(), losses());
    let axes = axes(&x, &y, MARGINS, "");
    check("curve-empty", SIZE, &light(), |backend, frame| both(backend, frame, &axes, &Curve::default()));
}

#[test]
fn at_a_glance() {
    check("sparkline", [128.0, 30.0], &light(), |backend, frame| curve::sparkline(backend, frame, &EPOCHS));
}

#[test]
fn nothing_at_a_glance() {
    check("sparkline-empty", [128.0, 30.0], &light(), |backend, frame| curve::sparkline(backend, frame, &[]));
}

#[test]
fn a_sparkline_takes_any_losses() {
    for run in [
        &[[0.0, 0.0], [1.0, 0.0]][..],
        &[[0.0, f32::NAN], [1.0, 1.0]],
        &[[0.0, f32::INFINITY], [1.0, 1.0], [2.0, 3.0]],
        &[[0.0, -1.0], [1.0, f32::MAX]],
        &[[1.0, 5.0]],
    ] {
        let drawn =
            svg([128.0, 30.0], &light(), |backend, frame| curve::sparkline(backend, frame, run)).unwrap();
        assert!(!drawn.contains("NaN") && !drawn.contains("2147483647"), "{run:?}: {drawn}");
    }
}
