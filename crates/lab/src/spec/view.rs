//! The layout of the stage: axes and slider ranges.

use two_knobs_core::activation::Activation;
use two_knobs_core::analysis::{self, LinearFit};

use crate::data::datasets;
use crate::data::datasets::DataName;
use crate::spec::Spec;
use crate::spec::model::Model;
use crate::words::nice::{self, Axis};

/// Facts for drawing that depend only on the data and the kind of model, computed once.
pub(crate) struct View {
    /// Rises whenever the axes change.
    pub(crate) version: u32,
    /// Rises whenever the points change.
    pub(crate) data_version: u32,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    pub(crate) knobs: [Axis; 2],
    /// The variance of y: the mean squared distance from its mean.
    pub(crate) y_variance: f64,
    /// `[x, y]` of each row, where there is one input.
    pub(crate) points: Vec<[f32; 2]>,
}

/// For a neuron with a bounded activation, the sliders reach so far that its sum can change by this over the stage.
const BOUNDED: f64 = 20.0;

/// How far the sliders of a network reach at least: its weights begin near 1 for any data.
const NETWORK: f64 = 2.0;

impl View {
    /// Makes axes that hold the points, zero and the best line, and sliders that hold zero and twice the best knob
    /// values.
    pub(crate) fn fit(spec: &Spec, model: &Model, labels: DataName) -> Self {
        let about = datasets::named(spec.data, labels);
        // A model without a bias gets the scales of the best line with a bias, so that nothing jumps when the bias
        // goes.
        let (data, best) = (&model.data, model.with_bias.as_ref().or(model.best.as_ref()));
        if data.inputs == 2 {
            return Self::of_plane(about.x_reach, model);
        }
        let (x_low, x_high) = reach(data.x.iter());
        let pad = 0.13 * (x_high - x_low);
        let own = [if x_low < 0.0 { x_low - pad } else { 0.0 }, x_high + pad];
        let [x_min, x_max] =
            about.x_reach.filter(|[low, high]| x_low >= *low && x_high <= *high).unwrap_or(own);
        let x = nice::axis(x_min, x_max, 5.0);
        let (low, high) = reach(data.y.iter());
        let activation = spec.layers.last().map(|layer| layer.activation);
        let bounded = matches!(activation, Some(Activation::Sigmoid | Activation::Tanh));
        let ends = best.iter().flat_map(|line| [x.min, x.max].map(|x| line.w * x + line.b));
        let (low, high) = ends.fold((low, high), |(low, high), y| (low.min(y), high.max(y)));
        let mut y = if bounded && low >= -1.0 && high <= 1.0 {
            // Predictions stay between these bounds; leave a margin, so that the curve near a bound can be seen.
            let low = if activation == Some(Activation::Tanh) { -1.0 } else { low };
            let step = if low < 0.0 { 0.5 } else { 0.25 };
            Axis { min: low - 0.1, max: 1.1, ticks: nice::multiples(low, 1.0, step) }
        } else {
            nice::axis_on_ticks(low, high, 5.0)
        };
        if y.min == 0.0 {
            // Leave room below zero for the ends of handles and for lines that start a little lower.
            y.min = -0.0625 * y.max;
        }
        let knobs = if !spec.is_neuron(data) {
            knobs_around(model)
        } else if bounded {
            let tilt = BOUNDED / (x.max - x.min);
            [nice::axis_on_ticks(-tilt, tilt, 5.0), nice::axis_on_ticks(-BOUNDED / 2.0, BOUNDED / 2.0, 5.0)]
        } else {
            // Other unbounded neurons need about the same range as a line.
            linear_knobs(analysis::best_line(data, true).as_ref(), &x, &y)
        };
        let mut view = Self { version: 1, data_version: 0, x, y, knobs, y_variance: 0.0, points: Vec::new() };
        view.follow(model);
        view
    }

    /// Makes the axes for two inputs: the first along x, the second along y. The axes need not hold zero.
    fn of_plane(told: Option<[f64; 2]>, model: &Model) -> Self {
        let axis = |column: usize| {
            let values = || model.data.x.iter().skip(column).step_by(2).map(|x| f64::from(*x));
            let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
            let pad = if high > low { 0.06 * (high - low) } else { 1.0 };
            let [low, high] =
                told.filter(|[from, to]| low >= *from && high <= *to).unwrap_or([low - pad, high + pad]);
            nice::axis(low, high, 5.0)
        };
        let [x, y] = [axis(0), axis(1)];
        let knobs = knobs_around(model);
        let mut view = Self { version: 1, data_version: 0, x, y, knobs, y_variance: 0.0, points: Vec::new() };
        view.follow(model);
        view
    }

    /// Takes over the model's present points, without moving an axis.
    pub(crate) fn follow(&mut self, model: &Model) {
        let data = &model.data;
        let x = if data.inputs == 1 { &data.x[..] } else { &[] };
        self.points.clear();
        self.points.extend(x.iter().zip(&data.y).map(|(x, y)| [*x, *y]));
        self.y_variance = variance(&data.y);
        self.data_version += 1;
    }

    /// Sets the versions to those that follow another view's.
    pub(crate) fn versions_after(&mut self, before: &View) {
        self.version = before.version + 1;
        self.data_version = before.data_version + 1;
    }

    /// Keeps the axes of the view before if they hold every point, and its sliders if they reach the best knob values,
    /// so that nothing moves under a hand.
    pub(crate) fn keep(&mut self, before: &View, model: &Model) {
        let on_stage = |[x, y]: &[f32; 2]| before.x.holds(f64::from(*x)) && before.y.holds(f64::from(*y));
        if self.points.iter().all(on_stage) {
            self.x.clone_from(&before.x);
            self.y.clone_from(&before.y);
        }
        let [w, b] = &before.knobs;
        if model.best.is_none_or(|best| w.holds(best.w) && b.holds(best.b)) {
            self.knobs.clone_from(&before.knobs);
        }
    }

    /// Fits the sliders of a network to the knobs' values; a neuron's sliders fit the data.
    pub(crate) fn fit_knobs(&mut self, spec: &Spec, model: &Model) {
        if !spec.is_neuron(&model.data) {
            self.knobs = knobs_around(model);
        }
    }

    /// Lets the sliders of a network grow where a value is beyond their ends.
    pub(crate) fn grow_knobs(&mut self, spec: &Spec, model: &Model) {
        let now = model.shown(model.trainer.network().parameters());
        if now.iter().zip(&self.knobs).any(|(value, scale)| !scale.holds(*value)) {
            self.fit_knobs(spec, model);
        }
    }

    pub(crate) fn laid_out_as(&self, other: &View) -> bool {
        (&self.x, &self.y, &self.knobs) == (&other.x, &other.y, &other.knobs)
    }

    /// How much one press of an arrow key changes a knob: about a hundredth of its slider.
    pub(crate) fn step(&self, knob: usize) -> f64 {
        nice::round_down((self.knobs[knob].max - self.knobs[knob].min) / 100.0)
    }
}

/// Sliders around the best line's knob values, or around zero if there is no best line.
fn linear_knobs(best: Option<&LinearFit>, x: &Axis, y: &Axis) -> [Axis; 2] {
    let spread = y.max - y.min;
    let [w, b] = best.map_or([0.0, 0.0], |line| [line.w, line.b]);
    if w.abs().max(b.abs()) < 20.0 * w.abs().min(b.abs()) {
        // If the values are of similar size, both sliders get one range, so that their arrows can be compared.
        let both = knob_scale(w.min(b), w.max(b), spread);
        return [both.clone(), both];
    }
    [knob_scale(w, w, spread / (x.max - x.min)), knob_scale(b, b, spread)]
}

/// The sliders of a network's knobs: one range for both, as far below zero as above, which holds both values.
fn knobs_around(model: &Model) -> [Axis; 2] {
    let [w, b] = model.shown(model.trainer.network().parameters());
    let reach = w.abs().max(b.abs()).max(NETWORK);
    let both = nice::axis_on_ticks(-reach, reach, 6.0);
    [both.clone(), both]
}

/// The least and the greatest of the values and zero.
fn reach<'a>(values: impl Iterator<Item = &'a f32>) -> (f64, f64) {
    values
        .map(|value| f64::from(*value))
        .fold((0.0, 0.0), |(low, high), value| (low.min(value), high.max(value)))
}

/// A slider that holds zero and the best values `low..=high`; `otherwise` is its size if both are zero.
fn knob_scale(low: f64, high: f64, otherwise: f64) -> Axis {
    let (mut low, mut high) = (2.0 * low.min(0.0), 2.0 * high.max(0.0));
    let size = if low == high { otherwise } else { high.max(-low) };
    high = high.max(size / 4.0);
    low = low.min(-size / 4.0);
    nice::axis_on_ticks(low, high, 5.0)
}

fn variance(y: &[f32]) -> f64 {
    let mean_of = |f: &dyn Fn(f64) -> f64| y.iter().map(|y| f(f64::from(*y))).sum::<f64>() / y.len() as f64;
    let mean = mean_of(&|y| y);
    mean_of(&|y| (y - mean) * (y - mean))
}
