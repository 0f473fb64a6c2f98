//! The stage in the states that the page shows, as SVG.

mod support;

use support::{Scale, axes, check, dark, light, words};
use two_knobs_charts::stage::{self, Curve, ErrorMarks, Lift, LineLabels, Rise, Stage};
use two_knobs_charts::{Axes, DrawingBackend, Error, Frame};

const TWO_HOUSES: [[f32; 2]; 2] = [[1.0, 300.0], [2.0, 500.0]];
const HOUSES: [[f32; 2]; 14] = [
    [0.7, 262.0],
    [0.9, 255.0],
    [1.0, 322.0],
    [1.2, 318.0],
    [1.4, 402.0],
    [1.5, 356.0],
    [1.7, 462.0],
    [1.8, 425.0],
    [2.0, 520.0],
    [2.2, 512.0],
    [2.4, 622.0],
    [2.5, 566.0],
    [2.8, 690.0],
    [3.0, 664.0],
];
const WIDE: [f64; 2] = [766.0, 358.0];
const WIDE_MARGINS: [f64; 4] = [62.0, 26.0, 84.0, 40.0];
const PHONE: [f64; 2] = [390.0, 270.0];
const PHONE_MARGINS: [f64; 4] = [48.0, 22.0, 14.0, 38.0];
const LABELS: LineLabels<'_> = LineLabels { fit: "your line", start: "start", best: "best fit" };

fn size() -> Scale {
    Scale::new([0.0, 3.4], &[0.0, 1.0, 2.0, 3.0], &["0", "1", "2", "3"], "size (1000 sq ft)")
}

fn price() -> Scale {
    Scale::new(
        [-50.0, 800.0],
        &[0.0, 200.0, 400.0, 600.0, 800.0],
        &["0", "200", "400", "600", "800"],
        "price ($1000s)",
    )
}

fn both<DB: DrawingBackend>(
    backend: &mut DB,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    stage: &Stage<'_>,
) -> Result<(), Error> {
    stage::axes(backend, frame, axes)?;
    stage::marks(backend, frame, axes, stage)
}

/// A stage with a line only.
fn bare(fit: Curve<'_>) -> Stage<'_> {
    Stage {
        points: &[],
        held_out: &[],
        batch: &[],
        fit,
        start: None,
        best: None,
        trail: &[],
        parts: &[],
        error_marks: ErrorMarks::None,
        rise: None,
        lift: None,
        split: None,
        labels: LineLabels { fit: "your line", ..LineLabels::default() },
    }
}

fn lab(error_marks: ErrorMarks<'_>) -> Stage<'_> {
    Stage {
        points: &TWO_HOUSES,
        start: Some(Curve::Line { w: -1.03, b: 0.0 }),
        best: Some(Curve::Line { w: 200.0, b: 100.0 }),
        error_marks,
        rise: Some(Rise { run: 1.0, label: "= 140", run_label: "+1000 sq ft" }),
        lift: Some(Lift::Bar { label: "= 60" }),
        labels: LABELS,
        ..bare(Curve::Line { w: 140.0, b: 60.0 })
    }
}

const TRAIL: [Curve<'_>; 4] = [
    Curve::Line { w: 29.2, b: 184.6 },
    Curve::Line { w: 45.0, b: 193.6 },
    Curve::Line { w: 87.6, b: 214.3 },
    Curve::Line { w: 109.9, b: 223.3 },
];

fn training() -> Stage<'static> {
    Stage {
        points: &HOUSES,
        held_out: &[],
        batch: &[1, 5, 9, 12],
        start: Some(Curve::Line { w: -60.0, b: 150.0 }),
        best: Some(Curve::Line { w: 196.6, b: 103.0 }),
        trail: &TRAIL,
        parts: &[],
        error_marks: ErrorMarks::Segments,
        lift: Some(Lift::Bar { label: "" }),
        labels: LABELS,
        ..bare(Curve::Line { w: 140.41, b: 210.27 })
    }
}

#[test]
fn the_two_houses() {
    let (x, y, squares) = (size(), price(), words(&["100²", "160²"]));
    let axes = axes(&x, &y, WIDE_MARGINS, "Drag a dot, or click to add one");
    let stage = lab(ErrorMarks::Squares { labels: &squares });
    check("stage-lab-light", WIDE, &light(), |backend, frame| both(backend, frame, &axes, &stage));
}

#[test]
fn the_two_houses_in_the_dark() {
    let (x, y, squares) = (size(), price(), words(&["100²", "160²"]));
    let axes = axes(&x, &y, WIDE_MARGINS, "Drag a dot, or click to add one");
    let stage = lab(ErrorMarks::Squares { labels: &squares });
    check("stage-lab-dark", WIDE, &dark(), |backend, frame| both(backend, frame, &axes, &stage));
}

#[test]
fn a_phone_has_no_room_at_the_right() {
    let (x, y, squares) = (size(), price(), words(&["100²", "160²"]));
    let axes = axes(&x, &y, PHONE_MARGINS, "");
    let stage = lab(ErrorMarks::Squares { labels: &squares });
    check("stage-lab-phone", PHONE, &light(), |backend, frame| both(backend, frame, &axes, &stage));
}

#[test]
fn training_on_fourteen_houses() {
    let (x, y) = (size(), price());
    let axes = axes(&x, &y, WIDE_MARGINS, "Ringed: the 4 houses in this batch");
    check("stage-training", WIDE, &light(), |backend, frame| both(backend, frame, &axes, &training()));
}

#[test]
fn training_on_a_phone_in_the_dark() {
    let (x, y) = (size(), price());
    let axes = axes(&x, &y, PHONE_MARGINS, "");
    check("stage-training-phone-dark", PHONE, &dark(), |backend, frame| {
        both(backend, frame, &axes, &training())
    });
}

#[test]
fn a_crowd_lies_under_the_line() {
    let (x, y) = (size(), price());
    let axes = axes(&x, &y, WIDE_MARGINS, "");
    let points: Vec<[f32; 2]> = (0..500)
        .map(|i| {
            let [along, beside] = [0.618_034, 0.754_878].map(|part| (i as f32 * part).fract());
            [3.4 * along, 150.0 + 140.0 * 3.4 * along + 120.0 * beside]
        })
        .collect();
    let stage = Stage { points: &points, batch: &[3, 77], trail: &[], ..training() };
    check("stage-crowd", WIDE, &light(), |backend, frame| {
        stage::axes(backend, frame, &axes)?;
        stage::crowd(backend, frame, &axes, &points)?;
        stage::marks(backend, frame, &axes, &stage)
    });
}

#[test]
fn a_line_that_leaves_the_plot() {
    let (x, y, squares) = (size(), price(), words(&["480²", "660²"]));
    let axes = axes(&x, &y, WIDE_MARGINS, "");
    let stage = Stage {
        fit: Curve::Line { w: 380.0, b: 400.0 },
        rise: Some(Rise { run: 1.0, label: "= 380", run_label: "+1000 sq ft" }),
        lift: Some(Lift::Bar { label: "= 400" }),
        ..lab(ErrorMarks::Squares { labels: &squares })
    };
    check("stage-leaves", WIDE, &light(), |backend, frame| both(backend, frame, &axes, &stage));
}

#[test]
fn a_falling_line_below_zero() {
    let x = size();
    let y = Scale::new([-600.0, 800.0], &[-400.0, 0.0, 400.0, 800.0], &["−400", "0", "400", "800"], "price");
    let squares = words(&["700²", "1,000²"]);
    let axes = axes(&x, &y, WIDE_MARGINS, "");
    let stage = Stage {
        fit: Curve::Line { w: -100.0, b: -120.0 },
        rise: Some(Rise { run: 1.0, label: "= −100", run_label: "+1000 sq ft" }),
        lift: Some(Lift::Bar { label: "= −120" }),
        ..lab(ErrorMarks::Squares { labels: &squares })
    };
    check("stage-falling", WIDE, &light(), |backend, frame| both(backend, frame, &axes, &stage));
}

#[test]
fn a_diverged_line_is_not_drawn() {
    let (x, y) = (size(), price());
    let axes = axes(&x, &y, WIDE_MARGINS, "");
    let stage = Stage { fit: Curve::Line { w: -38_680.65, b: -23_914.17 }, ..training() };
    check("stage-diverged", WIDE, &light(), |backend, frame| both(backend, frame, &axes, &stage));
}

#[test]
fn without_a_bias_the_line_is_pinned() {
    let (x, y, squares) = (size(), price(), words(&["40²", "20²"]));
    let axes = axes(&x, &y, WIDE_MARGINS, "Drag a dot, or click to add one");
    let stage = Stage {
        fit: Curve::Line { w: 260.0, b: 0.0 },
        start: None,
        rise: Some(Rise { run: 1.0, label: "= 260", run_label: "+1000 sq ft" }),
        lift: Some(Lift::Pin { label: "pinned to zero: no bias" }),
        labels: LineLabels { best: "with bias", ..LABELS },
        ..lab(ErrorMarks::Squares { labels: &squares })
    };
    check("stage-no-bias", WIDE, &light(), |backend, frame| both(backend, frame, &axes, &stage));
}

#[test]
fn an_s_curve_and_its_decision_point() {
    let x = Scale::new([0.0, 5.0], &[0.0, 1.0, 2.0, 3.0, 4.0, 5.0], &["0", "1", "2", "3", "4", "5"], "size");
    let y = Scale::new([-0.2, 1.2], &[0.0, 0.5, 1.0], &["0", "0.5", "1"], "malignant");
    let axes = axes(&x, &y, WIDE_MARGINS, "");
    let points = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0].map(|x: f32| [x, if x > 2.2 { 1.0 } else { 0.0 }]);
    // A rational approximation of the logistic curve, since a platform's exponential would change the snapshot.
    let curve: Vec<[f32; 2]> = (0..=100)
        .map(|i| {
            let x = i as f32 / 20.0;
            let z = (2.0 * x - 4.5) / 2.0;
            [x, 0.5 + 0.5 * z / (1.0 + z.abs())]
        })
        .collect();
    let stage = Stage {
        points: &points,
        error_marks: ErrorMarks::Segments,
        split: Some(2.25),
        labels: LABELS,
        ..bare(Curve::Points(&curve))
    };
    check("stage-s-curve", WIDE, &light(), |backend, frame| both(backend, frame, &axes, &stage));
}

#[test]
fn numbers_on_a_flat_line_stand_clear_of_it() {
    let (x, y) = (size(), price());
    let stage = |labels| Stage {
        fit: Curve::Line { w: 0.05, b: 0.0 },
        rise: Some(Rise { run: 1.0, label: "= 0.05", run_label: "+1000 sq ft" }),
        lift: Some(Lift::Bar { label: "= 0" }),
        labels,
        ..lab(ErrorMarks::Segments)
    };
    let axes = axes(&x, &y, WIDE_MARGINS, "");
    check("stage-flat", WIDE, &light(), |backend, frame| both(backend, frame, &axes, &stage(LABELS)));
}

#[test]
fn numbers_on_a_flat_line_stand_clear_of_it_on_a_phone() {
    let (x, y) = (size(), price());
    let axes = axes(&x, &y, PHONE_MARGINS, "");
    let stage = Stage {
        fit: Curve::Line { w: 0.05, b: 0.0 },
        rise: Some(Rise { run: 1.0, label: "= 0.05", run_label: "" }),
        lift: Some(Lift::Bar { label: "= 0" }),
        ..lab(ErrorMarks::Segments)
    };
    check("stage-flat-phone", PHONE, &light(), |backend, frame| both(backend, frame, &axes, &stage));
}
