//! How the experiment is laid out for the eye: axes, slider ranges, and the snapshot made from all of it.

use two_knobs_core::analysis::LinearFit;

use crate::datasets::{About, DataName};
use crate::nice::{self, Axis};
use crate::session::{B, Session, W};
use crate::snapshot::{Axes, CurveFrame, Data, End, Fit, Knob, Snapshot, Start, Training};

/// What depends on the data alone, worked out once.
pub(crate) struct View {
    /// Rises whenever the rest changes.
    pub(crate) version: u32,
    x: Axis,
    y: Axis,
    knobs: [Axis; 2],
    /// The mean squared distance of y from its mean.
    pub(crate) y_variance: f64,
}

/// The batch sizes offered, besides all rows.
const BATCH_SIZES: [u32; 9] = [1, 2, 4, 8, 10, 16, 32, 64, 128];
/// The most rows of a batch that are ringed on the stage.
const RINGED: usize = 64;
/// The least part of its greatest value that the loss curve's axis reaches down to.
const CURVE_REACH: f64 = 1e-9;

impl View {
    /// Axes that hold the points, zero, and the best line across the stage; sliders that hold zero and the best knobs
    /// with as much again beyond them.
    pub(crate) fn fit(about: &About, points: &[[f32; 2]], best: Option<&LinearFit>) -> Self {
        let (x_low, x_high) = reach(points.iter().map(|point| f64::from(point[0])));
        let [x_min, x_max] = about.x_reach.unwrap_or_else(|| {
            let pad = 0.13 * (x_high - x_low);
            [if x_low < 0.0 { x_low - pad } else { 0.0 }, x_high + pad]
        });
        let x = nice::axis(x_min, x_max, 5.0);
        let ends = best.iter().flat_map(|line| [x.min, x.max].map(|x| line.w * x + line.b));
        let (low, high) = reach(points.iter().map(|point| f64::from(point[1])).chain(ends));
        let mut y = nice::axis_on_ticks(low, high, 5.0);
        if y.min == 0.0 {
            // Room below zero for the ends of handles and for lines that start a little lower.
            y.min = -0.0625 * y.max;
        }
        let best = best.map_or([0.0, 0.0], |line| [line.w, line.b]);
        let spread = y.max - y.min;
        let knobs = if best[W].abs().max(best[B].abs()) < 20.0 * best[W].abs().min(best[B].abs()) {
            // One range for both where the data allows, so that their arrows can be compared.
            let both = knob_scale(best[W].min(best[B]), best[W].max(best[B]), spread);
            [both.clone(), both]
        } else {
            [knob_scale(best[W], best[W], spread / (x.max - x.min)), knob_scale(best[B], best[B], spread)]
        };
        Self { version: 1, x, y, knobs, y_variance: variance(points) }
    }
}

/// The least and the greatest of the values and zero.
fn reach(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((0.0, 0.0), |(low, high), value| (low.min(value), high.max(value)))
}

/// A slider about the best values `low..=high`; `otherwise` is its size where the best is zero.
fn knob_scale(low: f64, high: f64, otherwise: f64) -> Axis {
    let (mut low, mut high) = (2.0 * low.min(0.0), 2.0 * high.max(0.0));
    let size = if low == high { otherwise } else { high.max(-low) };
    high = high.max(size / 4.0);
    low = low.min(-size / 4.0);
    nice::axis_on_ticks(low, high, 5.0)
}

fn variance(points: &[[f32; 2]]) -> f64 {
    let n = points.len() as f64;
    let mean = points.iter().map(|point| f64::from(point[1])).sum::<f64>() / n;
    points.iter().map(|point| (f64::from(point[1]) - mean) * (f64::from(point[1]) - mean)).sum::<f64>() / n
}

impl Session {
    /// The picture of the experiment as it stands.
    pub fn snapshot(&self) -> Snapshot {
        let loss = f64::from(self.trainer.loss());
        let nudges = self.trainer.next_update();
        Snapshot {
            data: Data {
                name: self.data,
                rows: self.points.len() as u32,
                version: self.view.version,
                x: self.about.x,
                y: self.about.y,
                choices: DataName::NAMES
                    .map(|(_, name)| name)
                    .into_iter()
                    .filter(|name| *name != DataName::Points || !self.own_points.is_empty())
                    .collect(),
            },
            axes: Axes { version: self.view.version, x: self.view.x.clone(), y: self.view.y.clone() },
            w: self.knob(W, &nudges),
            b: self.knob(B, &nudges),
            best: self.best.as_ref().map(|line| Fit { w: line.w, b: line.b, loss: line.loss }),
            start: Start { w: f64::from(self.start[W]), b: f64::from(self.start[B]) },
            loss,
            loss_name: "mse",
            r2: (self.view.y_variance > 0.0).then(|| 1.0 - loss / self.view.y_variance),
            misses: self.misses(),
            training: self.training(),
            batch: self.ringed(),
            curve: self.curve(loss),
            notices: self.notices.clone(),
        }
    }

    fn knob(&self, index: usize, nudges: &[f32]) -> Knob {
        let value = f64::from(self.trainer.network().parameters()[index]);
        let scale = &self.view.knobs[index];
        let off_scale = match value {
            value if value < scale.min => Some(End::Low),
            value if value > scale.max => Some(End::High),
            _ => None,
        };
        Knob {
            value,
            scale: scale.clone(),
            step: nice::round_down((scale.max - scale.min) / 100.0),
            nudge: f64::from(nudges[index]),
            off_scale,
        }
    }

    fn misses(&self) -> Vec<f64> {
        let [w, b] = [W, B].map(|index| self.trainer.network().parameters()[index]);
        let few = if self.points.len() <= 3 { self.points.as_slice() } else { &[] };
        few.iter().map(|[x, y]| f64::from(w * x + b - y)).collect()
    }

    fn training(&self) -> Training {
        let rows = self.points.len() as u32;
        let mut batch_choices: Vec<u32> = BATCH_SIZES.into_iter().filter(|size| *size < rows).collect();
        if let Some(size) = self.batch_size.filter(|size| !batch_choices.contains(size)) {
            batch_choices.push(size);
            batch_choices.sort_unstable();
        }
        let rate_top = nice::log_axis(1e-12, self.limit.unwrap_or(0.5).clamp(1e-9, 1e3), 20).max;
        Training {
            learning_rate: self.learning_rate,
            rate_scale: nice::log_axis(rate_top / 1000.0, rate_top, 4),
            limit: self.limit,
            suggested: self.suggested_rate(),
            batch_size: self.batch_size,
            batch_choices,
            speed: self.speed,
            seed: self.seed,
            epoch: self.trainer.epoch() as f64,
            updates: self.run.updates as f64,
            status: self.status,
        }
    }

    fn ringed(&self) -> Vec<u32> {
        let size = self.batch_size.map_or(usize::MAX, |size| size as usize);
        if size >= self.points.len() || size > RINGED {
            return Vec::new();
        }
        self.trainer.next_batch().into_iter().map(|row| row as u32).collect()
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
        let (low, high) = positive.fold((f64::MAX, 0.0f64), |(low, high), loss| (low.min(loss), high.max(loss)));
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
