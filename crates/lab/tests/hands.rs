//! Changes by hand: handles, points, switches, undo.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use proptest::prelude::*;
use support::{apply, knobs, link, open};
use two_knobs_core::analysis;
use two_knobs_core::data::Dataset;
use two_knobs_lab::data::datasets::DataName;
use two_knobs_lab::data::generated::Generator;
use two_knobs_lab::session::command::Handle;
use two_knobs_lab::session::snapshot::Status;
use two_knobs_lab::{Command, Session};

#[test]
fn a_handle_pulls_the_line_through_the_hand() {
    let mut session = open("#w=140&b=60");
    let tilted = apply(&mut session, Command::Pull { handle: Handle::Tilt, x: 3.0, y: 660.0 });
    assert_eq!(knobs(&tilted), [200.0, 60.0]);
    let lifted = apply(&mut session, Command::Pull { handle: Handle::Lift, x: 0.0, y: 100.0 });
    assert_eq!(knobs(&lifted), [200.0, 100.0]);
    // A logistic neuron's curve passes through the pointer too; where it cannot, it comes near.
    let mut logistic = open("#data=tumor&w=2&b=-4.5");
    let half = apply(&mut logistic, Command::Pull { handle: Handle::Tilt, x: 3.0, y: 0.5 });
    assert_eq!(half.decision, Some(3.0));
    apply(&mut logistic, Command::Pull { handle: Handle::Lift, x: 0.0, y: 7.0 });
    assert!(apply(&mut logistic, Command::Settle).b.value.is_finite());
}

#[test]
fn points_are_added_moved_and_removed_under_the_same_names() {
    let mut session = open("#data=lab&w=200&b=100");
    let added = apply(&mut session, Command::AddPoint { x: 3.0, y: 400.0 });
    assert_eq!((added.data.name, added.data.rows), (DataName::Points, 3));
    assert_eq!((added.data.x.name, added.data.y.name), ("size", "price"));
    assert_eq!(knobs(&added), [200.0, 100.0], "the knobs stay");
    let moved = apply(&mut session, Command::MovePoint { row: 2.0, x: 3.0, y: 700.0 });
    assert_eq!(moved.loss, 0.0);
    let removed = apply(&mut session, Command::RemovePoint(0.0));
    assert_eq!((removed.data.rows, session.points()), (2, &[[2.0, 500.0], [3.0, 700.0]][..]));
    apply(&mut session, Command::RemovePoint(0.0));
    assert_eq!(session.apply(&Command::RemovePoint(0.0)).unwrap_err().key, "refused.lastPoint");
    assert_eq!(session.apply(&Command::RemovePoint(7.0)).unwrap_err().key, "refused.noSuchPoint");
    let far = Command::AddPoint { x: 1e12, y: 0.0 };
    assert_eq!(session.apply(&far).unwrap_err().key, "refused.coordinate");
    assert_eq!(link(&session), "#points=3,700&w=200&b=100&lr=0.1");
}

#[test]
fn a_slider_that_must_reach_further_moves_no_axis() {
    let mut session = open("");
    let before = session.snapshot();
    let after = apply(&mut session, Command::AddPoint { x: 2.6, y: 150.0 });
    assert!(before.b.scale.max < after.best.unwrap().b && after.best.unwrap().b < after.b.scale.max);
    assert_eq!([after.axes.x, after.axes.y], [before.axes.x, before.axes.y]);
}

#[test]
fn axes_wait_for_the_hand_to_let_go() {
    let mut session = open("#data=lab");
    let before = session.snapshot().axes;
    let dragging = apply(&mut session, Command::MovePoint { row: 1.0, x: 3.0, y: 5_000.0 });
    assert_eq!(dragging.axes, before);
    let settled = apply(&mut session, Command::Settle);
    assert!(settled.axes.y.max >= 5_000.0 && settled.axes.version > before.version);
}

#[test]
fn every_change_can_be_undone_and_done_again() {
    let mut session = open("#w=140&b=60");
    for value in [150.0, 160.0, 170.0] {
        apply(&mut session, Command::SetWeight(value));
    }
    apply(&mut session, Command::Settle);
    apply(&mut session, Command::SetWeight(180.0));
    apply(&mut session, Command::SetBias(90.0));
    apply(&mut session, Command::AddPoint { x: 3.0, y: 400.0 });
    for y in [410.0, 420.0] {
        apply(&mut session, Command::MovePoint { row: 2.0, x: 3.0, y });
    }
    apply(&mut session, Command::SetNoBias(true));
    apply(&mut session, Command::SetData(DataName::Houses));
    let end = link(&session);
    let mut back = Vec::new();
    while session.snapshot().can_undo {
        apply(&mut session, Command::Undo);
        back.push(link(&session));
    }
    assert_eq!(
        back,
        [
            "#points=1,300;2,500;3,420&nobias=1&w=180&w0=140&lr=0.1",
            "#points=1,300;2,500;3,420&w=180&b=90&w0=140&b0=60&lr=0.1",
            "#points=1,300;2,500;3,400&w=180&b=90&w0=140&b0=60&lr=0.1",
            "#w=180&b=90&w0=140&b0=60",
            "#w=180&b=60&w0=140",
            "#w=170&b=60&w0=140",
            "#w=140&b=60",
        ]
    );
    while session.snapshot().can_redo {
        apply(&mut session, Command::Redo);
    }
    assert_eq!(link(&session), end);
    assert_eq!(session.apply(&Command::Redo).unwrap_err().key, "refused.redo");
}

#[test]
fn without_a_bias_the_best_line_passes_through_zero() {
    let mut session = open("#w=260&b=100");
    let off = apply(&mut session, Command::SetNoBias(true));
    assert_eq!((knobs(&off), off.b.off, off.model.parameters), ([260.0, 0.0], true, 1));
    assert_eq!(off.loss, 1_000.0, "as in the mock");
    let (best, with_bias) = (off.best.unwrap(), off.with_bias.unwrap());
    assert_eq!((best.w, best.b, best.loss), (260.0, 0.0, 1_000.0));
    assert!(with_bias.loss < 1e-20);
    assert_eq!(session.apply(&Command::SetBias(1.0)).unwrap_err().key, "refused.noBias");
    let on = apply(&mut session, Command::SetNoBias(false));
    assert_eq!((knobs(&on), on.b.off), ([260.0, 100.0], false), "the bias comes back as it was");
}

#[test]
fn sgd_leaves_out_what_is_frozen() {
    let mut session = open("#w=140&b=60");
    let frozen = apply(&mut session, Command::Freeze { w: false, b: true });
    assert_eq!((frozen.b.nudge, frozen.b.frozen), (0.0, true));
    session.advance(500);
    let snapshot = session.snapshot();
    assert_eq!(snapshot.b.value, 60.0);
    // The best w for b = 60: sum of x (y - 60) over sum of x squared.
    assert!((snapshot.w.value - 224.0).abs() < 1e-3);
    assert!(link(&session).contains("lock=b"));
}

#[test]
fn scaled_inputs_train_where_plain_ones_cannot() {
    let mut session = open("#data=sqft");
    let plain = session.snapshot();
    assert!(plain.training.limit.unwrap() < 1e-6);
    let best = plain.best.unwrap();
    apply(&mut session, Command::SetWeight(0.1));
    let scaled = apply(&mut session, Command::SetScale(true));
    assert!((scaled.w.value - 0.1).abs() < 1e-7, "the line stays where it is");
    let whole = apply(&mut session, Command::SetBatchSize(None));
    assert!((whole.training.limit.unwrap() - 1.0).abs() < 1e-5);
    session.advance(2_000);
    let trained = session.snapshot();
    assert!((trained.w.value / best.w - 1.0).abs() < 1e-4, "{} {}", trained.w.value, best.w);
    assert!((trained.b.value / best.b - 1.0).abs() < 1e-4);
    // A reload is the same to the last bit; so is switching off and on, to what f32 can hold.
    let reopened = open(&link(&session));
    assert_eq!(knobs(&reopened.snapshot()), knobs(&trained));
    let off = apply(&mut session, Command::SetScale(false));
    assert!((off.w.value / trained.w.value - 1.0).abs() < 1e-6);
    // Turning one knob leaves the other where it shows.
    let mut session = open("#data=sqft&scale=standard&w=0.2&b=100");
    let turned = apply(&mut session, Command::SetWeight(0.15));
    assert!((turned.b.value - 100.0).abs() < 1e-3 && (turned.w.value - 0.15).abs() < 1e-7);
}

#[test]
fn training_stops_at_its_target() {
    let mut session = open("#data=lab&target=10");
    session.advance(100_000);
    let reached = session.snapshot();
    assert_eq!(reached.training.status, Status::Target);
    assert!(reached.loss < 10.0 && reached.loss > 1.0, "{}", reached.loss);
    let mut by_steps = open("#data=lab&target=10");
    (0..100_000).for_each(|_| by_steps.advance(1));
    assert_eq!(by_steps.snapshot(), reached);
    let stepped = apply(&mut session, Command::Step);
    assert_eq!(stepped.training.updates, reached.training.updates + 1.0, "a step by hand goes on");
    let cleared = apply(&mut session, Command::SetTarget(None));
    assert_eq!((cleared.training.status, cleared.training.target), (Status::Ready, None));
}

#[test]
fn the_logistic_neuron_of_the_lab() {
    let mut session = open("#data=tumor&w=2&b=-4.5");
    let snapshot = session.snapshot();
    assert_eq!((snapshot.loss_name, snapshot.model.layers[0].activation), ("bce", "sigmoid"));
    assert_eq!(snapshot.decision, Some(2.25));
    assert_eq!((snapshot.best, snapshot.r2, snapshot.training.limit), (None, None, None));
    assert!((-10.0..=10.0).contains(&snapshot.b.value) && snapshot.b.off_scale.is_none());
    let before = snapshot.loss;
    session.advance(1_000);
    assert!(session.snapshot().loss < before);
    assert_eq!(open("#data=tumor&loss=mse").snapshot().loss_name, "mse");
    assert_eq!(open("#points=1,0;2,1&layers=1:sigmoid").snapshot().loss_name, "bce");
    assert_eq!(open("#points=1,0;2,1").snapshot().loss_name, "mse");
}

#[test]
fn activation_and_loss_can_be_chosen() {
    let mut session = open("#data=tumor");
    let relu = apply(&mut session, Command::SetActivation("relu".into()));
    assert_eq!((relu.model.layers[0].activation, relu.loss_name), ("relu", "mse"));
    let sigmoid = apply(&mut session, Command::SetActivation("sigmoid".into()));
    assert_eq!(sigmoid.loss_name, "bce", "the loss goes with the activation");
    let mae = apply(&mut session, Command::SetLoss("mae".into()));
    assert_eq!(mae.loss_name, "mae");
    assert_eq!(session.apply(&Command::SetLoss("EVIL".into())).unwrap_err().key, "refused.loss");
    assert_eq!(session.apply(&Command::SetActivation("EVIL".into())).unwrap_err().key, "refused.activation");
    assert_eq!(link(&session), "#data=tumor&loss=mae");
    assert!(!open("#data=lab").choices().losses.contains(&"bce"));
}

#[test]
fn generated_points_follow_their_settings() {
    let mut session = open("#data=line&n=1000&noise=0.1&dataseed=3");
    let snapshot = session.snapshot();
    let generator = Generator { noise: 0.1, n: 1000, seed: 3 };
    assert_eq!((snapshot.data.rows, snapshot.data.generator), (1000, Some(generator)));
    let fewer = apply(&mut session, Command::SetGenerator { noise: 0.1, n: 10.0, seed: 3.0 });
    assert_eq!(fewer.data.rows, 10);
    assert_eq!(link(&session), "#data=line&noise=0.1&n=10&dataseed=3");
    let none = Command::SetGenerator { noise: 0.1, n: 0.0, seed: 3.0 };
    assert_eq!(session.apply(&none).unwrap_err().key, "refused.count");
}

#[test]
fn a_host_sets_what_it_names_and_nothing_else() {
    let mut session = open("#data=houses&w=100&b=50&w0=1&b0=2&seed=4");
    session.advance(28);
    let at = |session: &Session| knobs(&session.snapshot());
    let [_, b] = at(&session);
    apply(&mut session, Command::Set("w=12".into()));
    assert_eq!(at(&session), [12.0, b]);
    let snapshot = apply(&mut session, Command::Set("#lr=0.01&batch=all".into()));
    assert_eq!((knobs(&snapshot), snapshot.training.learning_rate), ([12.0, b], 0.01));
    assert_eq!((snapshot.start.w, snapshot.start.b, snapshot.training.seed), (1.0, 2.0, 4));
    let before = link(&session);
    for bad in ["w=EVIL", "EVIL=1", "w=1&data=EVIL", "points=1"] {
        assert!(session.apply(&Command::Set(bad.into())).is_err(), "{bad}");
        assert_eq!(link(&session), before, "{bad}");
    }
    let own = apply(&mut session, Command::Set("points=1,2;3,4".into()));
    assert_eq!((own.data.name, own.data.rows, own.w.value), (DataName::Points, 2, 12.0));
    let named = apply(&mut session, Command::Set("data=lab".into()));
    assert_eq!((named.data.name, named.w.value), (DataName::Lab, 12.0));
}

#[test]
fn one_step_is_the_mocks_arithmetic() {
    let mut session = open("#w=140&b=60");
    let step = session.step().unwrap();
    let misses: Vec<f64> = step.rows.iter().map(|row| row.miss).collect();
    assert_eq!((misses, step.batch, step.total), (vec![-100.0, -160.0], 2, 2));
    assert_eq!((step.mean_pull_x, step.mean_pull, step.factor), (-210.0, -130.0, 2.0));
    apply(&mut session, Command::Step);
    assert_eq!(knobs(&session.snapshot()), step.after);
    // Whatever the neuron and the loss, the formula leads where SGD goes.
    for hash in [
        "#data=houses&w=100&b=200",
        "#data=houses&loss=mae&lr=1",
        "#data=houses&loss=huber",
        "#data=tumor&w=2&b=-4.5",
        "#data=tumor&loss=mse&w=0.3",
        "#data=tumor&layers=1:tanh&w=0.3",
        "#data=houses&layers=1:relu&w=100",
        "#data=sqft&scale=standard",
    ] {
        let step = open(hash).step().unwrap();
        let by = |mean: f64| step.learning_rate * step.factor * mean;
        let formula = [step.before[0] - by(step.mean_pull_x), step.before[1] - by(step.mean_pull)];
        for (formula, after) in formula.iter().zip(step.after) {
            assert!((formula - after).abs() < 1e-4 * (1.0 + after.abs()), "{hash}: {formula} {after}");
        }
    }
    assert!(open("#layers=4:tanh,1").step().is_none());
}

#[test]
fn the_map_shows_the_loss_at_both_knobs() {
    let session = open("#data=lab");
    let (map, snapshot) = (session.loss_map(), session.snapshot());
    let rows = map.values.len() / map.columns;
    let at = |column: usize, row: usize| f64::from(map.values[row * map.columns + column]);
    let value = |scale: &two_knobs_lab::words::nice::Axis, index: usize, count: usize| {
        scale.min + (scale.max - scale.min) * index as f64 / (count - 1) as f64
    };
    for (column, row) in [(0, 0), (64, 0), (20, 30), (64, 48)] {
        let (w, b) = (value(&snapshot.w.scale, column, map.columns), value(&snapshot.b.scale, row, rows));
        let loss = open(&format!("#w={w}&b={b}")).snapshot().loss;
        assert!((at(column, row) - loss).abs() <= 1e-5 * loss, "{w} {b}");
    }
    assert!(map.levels.is_sorted() && map.levels[0] > 0.0);
    assert_eq!(open("#layers=4:tanh,1").loss_map().values.len(), 33 * 25);
}

#[test]
fn earlier_runs_stay_to_compare() {
    let mut session = open("#data=lab&w0=0&b0=0");
    session.advance(20);
    let first = session.snapshot().loss;
    apply(&mut session, Command::Reset);
    apply(&mut session, Command::SetLearningRate(0.2));
    session.advance(30);
    let snapshot = apply(&mut session, Command::NewStart);
    let [one, two] = snapshot.past.as_slice() else { panic!("{:?}", snapshot.past) };
    assert_eq!((one.updates, one.learning_rate, one.loss), (20.0, 0.1, first));
    assert_eq!((two.updates, two.learning_rate, two.w), (30.0, 0.2, 0.0));
    assert_eq!(session.past()[0].epochs.len(), 20);
    let other = apply(&mut session, Command::SetData(DataName::Houses));
    assert!(other.past.is_empty(), "other data, nothing to compare");
}

#[test]
fn the_way_is_remembered() {
    let mut session = open("#w0=0&b0=0&w=0&b=0");
    assert!(session.path().is_empty() && session.trail().is_empty());
    session.advance(16);
    let path = session.path();
    assert_eq!((path.len(), path[0]), (18, [0.0, 0.0]));
    let last = session.snapshot();
    assert_eq!(path[17].map(f64::from), knobs(&last));
    assert_eq!(session.trail().len(), 4);
}

fn any_data() -> impl Strategy<Value = Dataset> {
    proptest::collection::vec((-3.0f32..3.0, -5.0f32..5.0), 2..12).prop_map(|rows| {
        let (x, y) = rows.into_iter().unzip();
        Dataset::new(x, y, 1, 1).unwrap()
    })
}

fn points(data: &Dataset) -> String {
    let row = |(x, y): (&f32, &f32)| format!("{x},{y}");
    data.x.iter().zip(&data.y).map(row).collect::<Vec<_>>().join(";")
}

proptest! {
    #[test]
    fn the_closed_form_beats_every_line(data in any_data(), w in -9.0..9.0f64, b in -9.0..9.0f64, bias in any::<bool>()) {
        if let Some(best) = analysis::best_line(&data, bias) {
            let b = if bias { b } else { 0.0 };
            let squares = data.x.iter().zip(&data.y).map(|(x, y)| {
                let miss = w * f64::from(*x) + b - f64::from(*y);
                miss * miss
            });
            let loss = squares.sum::<f64>() / data.rows() as f64;
            prop_assert!(best.loss <= loss * (1.0 + 1e-9) + 1e-12);
        }
    }

    #[test]
    fn the_limit_parts_what_converges_from_what_diverges(data in any_data(), bias in any::<bool>()) {
        let nobias = u8::from(!bias);
        let hash = |rate: f64| format!("#points={}&batch=all&nobias={nobias}&w=5&b=5&lr={rate}", points(&data));
        let limit = open(&hash(0.01)).snapshot().training.limit.unwrap();
        prop_assume!(limit < 100.0);
        let mut below = open(&hash(limit * 0.97));
        let start = below.snapshot().loss;
        below.advance(3_000);
        prop_assert!(below.snapshot().loss <= start, "below the limit the loss does not grow");
        let mut above = open(&hash(limit * 1.05));
        prop_assume!(above.snapshot().loss > 1.001 * above.snapshot().best.map_or(0.0, |best| best.loss) + 1e-3);
        above.advance(20_000);
        // Only a start without any part along the steepest direction could stay; none is drawn so exactly.
        let status = above.snapshot().training.status;
        prop_assert!(matches!(status, Status::RateAboveLimit | Status::NonFinite), "{status:?}");
    }
}
