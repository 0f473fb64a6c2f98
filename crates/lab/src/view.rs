//! How the experiment is laid out for the eye: axes, slider ranges, and the snapshot made from all of it.

use two_knobs_core::analysis::LinearFit;
use two_knobs_core::data::Dataset;

use crate::datasets::{self, DataName};
use crate::nice::{self, Axis};
use crate::session::Session;
use crate::snapshot::{Axes, CurveFrame, Data, End, Fit, Knob, Layer, Model, Snapshot, Start, Training};
use crate::spec::Spec;

/// What depends on the data alone, worked out once.
pub(crate) struct View {
    /// Rises whenever the rest changes.
    pub(crate) version: u32,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    knobs: [Axis; 2],
    /// The mean squared distance of y from its mean.
    pub(crate) y_variance: f64,
    /// `[x, y]` of each row, where there is one input.
    pub(crate) points: Vec<[f32; 2]>,
}

/// The batch sizes offered, besides all rows.
const BATCH_SIZES: [u32; 9] = [1, 2, 4, 8, 10, 16, 32, 64, 128];
/// The most rows of a batch that are ringed on the stage.
const RINGED: usize = 64;
/// The least part of its greatest value that the loss curve's axis reaches down to.
const CURVE_REACH: f64 = 1e-9;

/// How many pieces a curve on the stage has.
const CURVE_PIECES: usize = 200;

impl View {
    /// Axes that hold the points, zero, and the best line across the stage; sliders that hold zero and the best knobs
    /// with as much again beyond them.
    pub(crate) fn fit(spec: &Spec, data: &Dataset, best: Option<&LinearFit>) -> Self {
        let about = datasets::about(spec.data);
        let (x_low, x_high) = reach(data.x.iter());
        let [x_min, x_max] = about.x_reach.unwrap_or_else(|| {
            let pad = 0.13 * (x_high - x_low);
            [if x_low < 0.0 { x_low - pad } else { 0.0 }, x_high + pad]
        });
        let x = nice::axis(x_min, x_max, 5.0);
        let (low, high) = reach(data.y.iter());
        let ends = best.iter().flat_map(|line| [x.min, x.max].map(|x| line.w * x + line.b));
        let (low, high) = ends.fold((low, high), |(low, high), y| (low.min(y), high.max(y)));
        let mut y = nice::axis_on_ticks(low, high, 5.0);
        if y.min == 0.0 {
            // Room below zero for the ends of handles and for lines that start a little lower.
            y.min = -0.0625 * y.max;
        }
        let single = spec.is_line(data);
        // A network's weights are of the order of 1 whatever its data.
        let spread = if single { y.max - y.min } else { 8.0 };
        let [w, b] = best.map_or([0.0, 0.0], |line| [line.w, line.b]);
        let knobs = if w.abs().max(b.abs()) < 20.0 * w.abs().min(b.abs()) {
            // One range for both where the data allows, so that their arrows can be compared.
            let both = knob_scale(w.min(b), w.max(b), spread);
            [both.clone(), both]
        } else {
            [
                knob_scale(w, w, if single { spread / (x.max - x.min) } else { spread }),
                knob_scale(b, b, spread),
            ]
        };
        let points = if data.inputs == 1 { &data.x[..] } else { &[] };
        let points: Vec<[f32; 2]> = points.iter().zip(&data.y).map(|(x, y)| [*x, *y]).collect();
        Self { version: 1, x, y, knobs, y_variance: variance(&data.y), points }
    }
}

/// The least and the greatest of the values and zero.
fn reach<'a>(values: impl Iterator<Item = &'a f32>) -> (f64, f64) {
    values
        .map(|value| f64::from(*value))
        .fold((0.0, 0.0), |(low, high), value| (low.min(value), high.max(value)))
}

/// A slider about the best values `low..=high`; `otherwise` is its size where the best is zero.
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

impl Session {
    /// The picture of the experiment as it stands.
    pub fn snapshot(&self) -> Snapshot {
        let loss = f64::from(self.trainer.loss());
        let nudges = self.trainer.next_update();
        let [w, b] = [0, 1].map(|knob| self.knob(knob, &nudges));
        let start = self.knobs.map(|index| index.map_or(0.0, |index| f64::from(self.start[index])));
        Snapshot {
            model: self.model(),
            data: self.data_view(),
            axes: Axes { version: self.view.version, x: self.view.x.clone(), y: self.view.y.clone() },
            w,
            b,
            best: self.best.as_ref().map(|line| Fit { w: line.w, b: line.b, loss: line.loss }),
            start: Start { w: start[0], b: start[1] },
            loss,
            loss_name: self.spec.loss.name(),
            r2: self.r2(loss),
            misses: self.misses(),
            training: self.training(),
            batch: self.ringed(),
            curve: self.curve(loss),
            notices: self.notices.clone(),
        }
    }

    fn model(&self) -> Model {
        let layer = |layer: &crate::spec::Layer| Layer {
            units: layer.units as u32,
            activation: layer.activation.name(),
        };
        Model {
            inputs: self.data().inputs as u32,
            layers: self.spec.layers.iter().map(layer).collect(),
            use_bias: self.spec.use_bias,
            parameters: self.trainer.network().parameters().len() as u32,
            is_line: self.spec.is_line(self.data()),
        }
    }

    fn data_view(&self) -> Data {
        let about = datasets::about(self.spec.data);
        let offered = |name: &DataName| *name != DataName::Points || self.spec.own.is_some();
        Data {
            name: self.spec.data,
            rows: self.data().rows() as u32,
            version: self.view.version,
            x: about.x,
            y: about.y,
            choices: DataName::NAMES.map(|(_, name)| name).into_iter().filter(offered).collect(),
        }
    }

    fn knob(&self, knob: usize, nudges: &[f32]) -> Knob {
        let of = |values: &[f32]| self.knobs[knob].map_or(0.0, |index| f64::from(values[index]));
        let value = of(self.trainer.network().parameters());
        let scale = &self.view.knobs[knob];
        let off_scale = match value {
            value if value < scale.min => Some(End::Low),
            value if value > scale.max => Some(End::High),
            _ => None,
        };
        let step = nice::round_down((scale.max - scale.min) / 100.0);
        Knob { value, scale: scale.clone(), step, nudge: of(nudges), off_scale }
    }

    /// What the loss says of the line, in squares: for MSE without prices the loss itself is the mean square.
    fn r2(&self, loss: f64) -> Option<f64> {
        let square = match self.spec.loss {
            two_knobs_core::loss::Loss::Mse if self.spec.l1 == 0.0 && self.spec.l2 == 0.0 => loss,
            _ => {
                let predictions = self.trainer.network().predict(&self.data().x).ok()?;
                let squares =
                    predictions.iter().zip(&self.data().y).map(|(p, y)| f64::from(p - y) * f64::from(p - y));
                squares.sum::<f64>() / self.data().rows() as f64
            }
        };
        (self.view.y_variance > 0.0).then(|| 1.0 - square / self.view.y_variance)
    }

    fn misses(&self) -> Vec<f64> {
        if self.data().rows() > 3 {
            return Vec::new();
        }
        let predictions = self.trainer.network().predict(&self.data().x).unwrap_or_default();
        predictions.iter().zip(&self.data().y).map(|(prediction, y)| f64::from(prediction - y)).collect()
    }

    fn training(&self) -> Training {
        let spec = &self.spec;
        let rows = self.data().rows() as u32;
        let mut batch_choices: Vec<u32> = BATCH_SIZES.into_iter().filter(|size| *size < rows).collect();
        if let Some(size) = spec.batch_size.filter(|size| !batch_choices.contains(size)) {
            let place = batch_choices.partition_point(|choice| *choice < size);
            batch_choices.insert(place, size);
        }
        let top = nice::decade_above(self.limit.unwrap_or(0.5).clamp(1e-9, 1e3));
        Training {
            learning_rate: spec.learning_rate,
            rate_scale: nice::log_axis(top / 1000.0, top, 4),
            limit: self.limit,
            suggested: spec.own_rate(self.limit),
            batch_size: spec.batch_size,
            batch_choices,
            speed: spec.speed,
            seed: spec.seed,
            epoch: self.trainer.epoch() as f64,
            updates: self.run.updates as f64,
            status: self.status,
        }
    }

    fn ringed(&self) -> Vec<u32> {
        let size = self.spec.batch_size.map_or(usize::MAX, |size| size as usize);
        if size >= self.data().rows() || size > RINGED {
            return Vec::new();
        }
        self.trainer.next_batch().into_iter().map(|row| row as u32).collect()
    }

    /// `[x, y]` of each row, where there is one input.
    pub fn points(&self) -> &[[f32; 2]] {
        &self.view.points
    }

    /// What the network says along the stage's x axis; for a line its two ends. Empty with two inputs.
    pub fn fitted(&self) -> Vec<[f32; 2]> {
        if self.data().inputs != 1 {
            return Vec::new();
        }
        let pieces = if self.spec.is_line(self.data()) { 1 } else { CURVE_PIECES };
        let Axis { min, max, .. } = self.view.x;
        let x: Vec<f32> =
            (0..=pieces).map(|piece| (min + (max - min) * piece as f64 / pieces as f64) as f32).collect();
        let y = self.trainer.network().predict(&x).unwrap_or_default();
        x.into_iter().zip(y).map(|(x, y)| [x, y]).collect()
    }

    /// Where the run stands on the loss curve, in epochs.
    pub fn progress(&self) -> f64 {
        self.run.first_epoch + self.run.updates as f64 / self.batches_per_epoch() as f64
    }

    /// `[epochs, loss]` of each batch and of each epoch of the run.
    pub fn curves(&self) -> [&[[f32; 2]]; 2] {
        [self.run.batches.points(), self.run.epochs.points()]
    }

    fn curve(&self, loss: f64) -> CurveFrame {
        let losses = self.curves().into_iter().flatten().map(|point| f64::from(point[1]));
        let positive = losses.chain([loss]).filter(|loss| *loss > 0.0 && loss.is_finite());
        let (low, high) =
            positive.fold((f64::MAX, 0.0f64), |(low, high), loss| (low.min(loss), high.max(loss)));
        let high = if high > 0.0 { high } else { 1.0 };
        // Room for the curve to fall into before it does, and the best possible loss where it can be shown.
        let low = low.min(high * 1e-3).max(high * CURVE_REACH);
        let best = self.best.as_ref().map(|best| best.loss).filter(|best| *best > high * 1e-6);
        let low = best.map_or(low, |best| best.min(low));
        let begin = self.run.first_epoch;
        CurveFrame {
            updates: self.run.updates as f64,
            x: nice::axis_on_ticks(begin, self.progress().max(begin + 10.0), 5.0),
            y: nice::log_axis(low, high, 5),
        }
    }
}
