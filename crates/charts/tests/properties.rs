//! Properties that every drawing has, for any numbers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod support;

use proptest::prelude::*;
use support::{Scale, axes, light, svg};
use two_knobs_charts::stage::{self, Curve, ErrorMarks, Lift, LineLabels, Rise, Stage};
use two_knobs_charts::{Axes, Axis, Error, Margins, Plot, Rect, SUBPIXELS};

const SIZE: [f64; 2] = [640.0, 300.0];
const MARGINS: [f64; 4] = [60.0, 20.0, 80.0, 40.0];

fn scales(x: [f64; 2], y: [f64; 2]) -> (Scale, Scale) {
    (Scale::new(x, &[x[0], x[1]], &[], ""), Scale::new(y, &[y[0], y[1]], &[], ""))
}

/// The numbers of an attribute such as ` points="1,2 3,4 "` or ` x="5"`, wherever it stands in a line.
fn numbers(line: &str, attribute: &str) -> Vec<i64> {
    let start = line.find(&format!(" {attribute}=\"")).map(|at| at + attribute.len() + 3);
    let value = start.and_then(|start| line[start..].split('"').next()).unwrap_or("");
    value.split([' ', ',']).filter(|word| !word.is_empty()).map(|word| word.parse().unwrap()).collect()
}

fn draw(axes: &Axes<'_>, stage: &Stage<'_>) -> String {
    svg(SIZE, &light(), |backend, frame| {
        stage::axes(backend, frame, axes)?;
        stage::marks(backend, frame, axes, stage)
    })
    .unwrap()
}

fn stage<'a>(points: &'a [[f32; 2]], labels: &'a [String], w: f64, b: f64) -> Stage<'a> {
    let fit = Curve::Line { w, b };
    Stage {
        points,
        held_out: &[],
        batch: &[0, 2],
        fit,
        start: Some(fit),
        best: Some(fit),
        trail: &[],
        parts: &[],
        error_marks: ErrorMarks::Squares { labels },
        rise: Some(Rise { run: 1.0, label: "= w", run_label: "+1" }),
        lift: Some(Lift::Bar { label: "= b" }),
        split: Some(w),
        labels: LineLabels { fit: "fit", start: "start", best: "best" },
    }
}

fn coordinate() -> impl Strategy<Value = f64> {
    prop_oneof![-50.0..400.0_f64, -1e4..1e4_f64, -1e12..1e12_f64]
}

/// Usual sizes, and every other size that a float can have.
fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![-10.0..10.0_f64, -1e3..1e3_f64, -1e38..1e38_f64, Just(0.0), Just(1e-300), Just(-1e300)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_clipped_segment_lies_on_the_whole_one(
        from in [coordinate(), coordinate()],
        to in [coordinate(), coordinate()],
    ) {
        let rect = Rect { left: 20.0, top: 10.0, right: 320.0, bottom: 160.0 };
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let length = dx.hypot(dy);
        // Rounding alone moves a point by this much when its segment's ends are that far away.
        let tolerance = 1e-12 * length.max(1e3) + 1e-9;
        let clipped = rect.clip(from, to);
        for end in clipped.iter().flatten() {
            prop_assert!(rect.contains(*end), "{end:?}");
            let beside = (dx * (end[1] - from[1]) - dy * (end[0] - from[0])) / length.max(1e-300);
            prop_assert!(beside.abs() <= tolerance, "{end:?} is {beside} beside the line");
        }
        if let Some([start, end]) = clipped {
            let part = [end[0] - start[0], end[1] - start[1]];
            prop_assert!(part[0] * dx + part[1] * dy >= -tolerance * length, "turned around");
        }
        // Every part that is inside is drawn.
        for i in 0..=16 {
            let at = [from[0] + dx * f64::from(i) / 16.0, from[1] + dy * f64::from(i) / 16.0];
            let inner = Rect { left: 20.1, top: 10.1, right: 319.9, bottom: 159.9 };
            if inner.contains(at) {
                let [start, end] = clipped.expect("a part inside");
                let way = (start[0] - at[0]) * (end[0] - at[0]) + (start[1] - at[1]) * (end[1] - at[1]);
                prop_assert!(way <= tolerance * length, "{at:?} is cut off");
            }
        }
    }

    #[test]
    fn a_line_is_drawn_with_its_own_slope(w in -500.0..500.0_f64, b in -2000.0..2000.0_f64) {
        let (x, y) = scales([-1.0, 4.0], [-100.0, 900.0]);
        let axes = axes(&x, &y, MARGINS, "");
        let trail = [Curve::Line { w, b }];
        let marks = Stage { trail: &trail, error_marks: ErrorMarks::None, lift: None, rise: None, start: None, best: None,
            split: None, ..stage(&[], &[], f64::NAN, 0.0) };
        let drawn = svg(SIZE, &light(), |backend, frame| stage::marks(backend, frame, &axes, &marks)).unwrap();
        let plot = Plot::new(SIZE[0], SIZE[1], &axes).unwrap();
        let [at_zero, at_one] = [[0.0, b], [1.0, w + b]].map(|point| plot.to_px(point));
        for line in drawn.lines().filter(|line| line.starts_with("<polyline")) {
            let ends = numbers(line, "points");
            let [x0, y0, x1, y1] = [ends[0], ends[1], ends[2], ends[3]].map(|unit| unit as f64 / SUBPIXELS);
            let expected = (at_one[1] - at_zero[1]) / (at_one[0] - at_zero[0]);
            // Each end is rounded to a unit.
            prop_assert!((y1 - y0 - expected * (x1 - x0)).abs() <= (1.0 + expected.abs()) / SUBPIXELS, "{line}");
        }
    }

    #[test]
    fn squares_are_square(x in 0.5..3.5_f32, y in 100.0..700.0_f32, w in -200.0..200.0_f64, b in 0.0..800.0_f64) {
        let (horizontal, vertical) = scales([-2.0, 6.0], [-1500.0, 2500.0]);
        let axes = axes(&horizontal, &vertical, MARGINS, "");
        let points = [[x, y]];
        let drawn = draw(&axes, &stage(&points, &[], w, b));
        let wash = drawn.lines().find(|line| line.starts_with("<rect") && line.contains("opacity=\"0.12\""));
        if let Some(wash) = wash {
            let [width, height] = ["width", "height"].map(|side| numbers(wash, side)[0]);
            prop_assert!((width - height).abs() <= 1, "{wash}");
            let plot = Plot::new(SIZE[0], SIZE[1], &axes).unwrap();
            let x = f64::from(x);
            let error = plot.to_px([x, w * x + b])[1] - plot.to_px([x, f64::from(y)])[1];
            prop_assert!((height as f64 / SUBPIXELS - error.abs()).abs() <= 1.0 / SUBPIXELS, "{wash}");
        }
    }

    #[test]
    fn everything_stays_on_the_canvas(
        w in any_number(),
        b in any_number(),
        points in prop::collection::vec([any::<f32>(), any::<f32>()], 0..6),
        near in prop::collection::vec([-2.0..6.0_f32, -50.0..900.0_f32], 0..6),
    ) {
        let (x, y) = scales([-2.0, 6.0], [-50.0, 900.0]);
        let axes = axes(&x, &y, MARGINS, "");
        let labels = vec!["12,345²".to_owned(); 12];
        let points: Vec<_> = points.into_iter().chain(near).collect();
        let drawn = draw(&axes, &stage(&points, &labels, w, b));
        prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
        // Dots, rings and halos may reach a little over the edge.
        let room = 16 * SUBPIXELS as i64;
        let [width, height] = SIZE.map(|side| (side * SUBPIXELS) as i64);
        for line in drawn.lines().skip(1) {
            let points = numbers(line, "points");
            let xs = points.iter().step_by(2).copied().chain(numbers(line, "x")).chain(numbers(line, "cx"));
            let ys = points.iter().skip(1).step_by(2).copied().chain(numbers(line, "y")).chain(numbers(line, "cy"));
            for x in xs {
                prop_assert!((-room..=width + room).contains(&x), "{line}");
            }
            for y in ys {
                prop_assert!((-room..=height + room).contains(&y), "{line}");
            }
        }
    }

    #[test]
    fn handles_stay_in_the_plot_and_on_a_line_that_crosses_it(w in any_number(), b in any_number()) {
        let (x, y) = scales([-2.0, 6.0], [-50.0, 900.0]);
        let axes = axes(&x, &y, MARGINS, "");
        let plot = Plot::new(SIZE[0], SIZE[1], &axes).unwrap();
        let mut handles = None;
        svg(SIZE, &light(), |_, frame| {
            handles = Some(stage::handles(frame, &axes, w, b)?);
            Ok(())
        })
        .unwrap();
        let handles = handles.unwrap();
        prop_assert!(plot.rect.contains(handles.tilt), "{handles:?}");
        prop_assert!(plot.rect.contains(handles.lift), "{handles:?}");
        if w.abs() < 1e3 && (0.0..800.0).contains(&(w + b)) {
            let on_line = plot.to_px([handles.tilt_x, w * handles.tilt_x + b]);
            prop_assert!((on_line[1] - handles.tilt[1]).abs() < 1e-3 * (1.0 + w.abs()), "{handles:?} {on_line:?}");
        }
    }

    #[test]
    fn pixels_lead_back_to_values(x in -2.0..6.0_f64, y in 1e-6..1e6_f64) {
        let axes = Axes {
            x: Axis { min: -2.0, max: 6.0, ..Axis::default() },
            y: Axis { min: 1e-6, max: 1e6, log: true, ..Axis::default() },
            margins: Margins::default(),
            note: "",
        };
        let plot = Plot::new(SIZE[0], SIZE[1], &axes).unwrap();
        let [back_x, back_y] = plot.from_px(plot.to_px([x, y]));
        prop_assert!((back_x - x).abs() < 1e-9 && (back_y / y - 1.0).abs() < 1e-9, "{back_x} {back_y}");
    }
}

#[test]
fn ranges_that_no_drawing_could_show_are_refused() {
    let refused = |min: f64, max: f64, log: bool| {
        let bad = Axis { min, max, log, ..Axis::default() };
        let good = Axis { min: 0.0, max: 1.0, ..Axis::default() };
        for (x, y) in [(bad, good), (good, bad)] {
            let axes = Axes { x, y, ..Axes::default() };
            let error = Plot::new(100.0, 100.0, &axes).map(|_| ()).unwrap_err();
            // NaN is not equal to itself.
            assert!(matches!(error, Error::Range { .. }), "{min} {max}: {error}");
        }
    };
    refused(f64::NAN, f64::NAN, false);
    refused(0.0, f64::INFINITY, false);
    refused(f64::NEG_INFINITY, 0.0, false);
    refused(-1.7e308, 1.7e308, false);
    refused(0.0, 0.0, false);
    refused(1.0, 0.0, false);
    refused(1e9, 1e9 + 1e-3, false);
    refused(0.0, 1e-300, false);
    refused(0.0, 1.0, true);
    refused(-1.0, 1.0, true);
}

#[test]
fn a_stage_of_any_size_is_drawn_or_refused() {
    let (x, y) = scales([0.0, 3.4], [-50.0, 800.0]);
    let axes = axes(&x, &y, MARGINS, "note");
    let labels = ["1".to_owned(), "2".to_owned()];
    let points = [[1.0, 300.0], [2.0, 500.0]];
    let mut drawn = 0;
    for width in (1..=250).step_by(3) {
        for height in 1..=120 {
            let size = [f64::from(width), f64::from(height)];
            for [w, b] in [[0.0, 0.0], [200.0, 100.0], [-900.0, 790.0]] {
                let result = svg(size, &light(), |backend, frame| {
                    stage::axes(backend, frame, &axes)?;
                    stage::marks(backend, frame, &axes, &stage(&points, &labels, w, b))
                });
                match result {
                    Ok(_) => drawn += 1,
                    Err(error) => assert!(matches!(error, Error::Size { .. }), "{size:?}: {error}"),
                }
            }
        }
    }
    assert!(drawn > 1_000);
}

#[test]
fn sizes_that_leave_no_plot_are_refused() {
    let refused = |size: [f64; 2]| {
        let (x, y) = scales([0.0, 1.0], [0.0, 1.0]);
        let axes = axes(&x, &y, MARGINS, "");
        let drawn = svg(size, &light(), |backend, frame| stage::axes(backend, frame, &axes));
        assert!(matches!(drawn, Err(Error::Size { .. })), "{size:?}");
    };
    refused([0.0, 0.0]);
    refused([100.0, 300.0]);
    refused([f64::NAN, 300.0]);
    refused([f64::INFINITY, 300.0]);
    refused([1e9, 300.0]);
}
