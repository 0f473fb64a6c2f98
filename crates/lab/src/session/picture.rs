//! Makes the snapshot of the session's present state.

use two_knobs_core::analysis::LinearFit;
use two_knobs_core::dense::Dense;
use two_knobs_core::loss::Loss;

use crate::data::{datasets, losses};
use crate::session::Session;
use crate::session::challenge::Task;
use crate::session::run::PastRun;
use crate::session::snapshot::{
    Axes, CurveFrame, Data, End, Fit, Knob, Layer, Model, Past, Snapshot, Start, Training,
};
use crate::words::nice;

/// The batch sizes that the page offers, besides all rows.
const BATCH_SIZES: [u32; 9] = [1, 2, 4, 8, 10, 16, 32, 64, 128];
/// The largest batch whose rows get rings on the stage.
const RINGED: usize = 64;
/// The lowest possible end of the loss curve's axis, as a fraction of the axis's greatest value.
const CURVE_REACH: f64 = 1e-9;

impl Session {
    /// The snapshot of the experiment's present state.
    pub fn snapshot(&self) -> Snapshot {
        let loss = f64::from(self.model.trainer.loss());
        let now = self.model.shown(self.parameters());
        let nudges = self.nudges(now);
        let [w, b] = [0, 1].map(|knob| self.knob(knob, now[knob], nudges[knob]));
        let stood = |parameters: &[f32]| {
            let [w, b] = self.model.shown(parameters);
            Start { w, b }
        };
        let fit = |line: &LinearFit| Fit { w: line.w, b: line.b, loss: line.loss };
        Snapshot {
            model: self.model_view(),
            data: self.data_view(),
            axes: Axes { version: self.view.version, x: self.view.x.clone(), y: self.view.y.clone() },
            w,
            b,
            best: self.model.best.as_ref().map(fit),
            with_bias: self.model.with_bias.as_ref().map(fit),
            decision: self.decision(),
            start: stood(&self.start),
            began: stood(&self.run.start),
            loss,
            penalty: f64::from(self.model.trainer.network().penalty()),
            test_loss: self.test_loss(),
            loss_name: losses::loss_name(self.spec.loss),
            r2: self.r2(loss),
            misses: self.misses(),
            training: self.training(),
            choices_version: self.choices_version(),
            map_version: self.map_version(),
            can_undo: !self.undo.past.is_empty(),
            can_redo: !self.undo.future.is_empty(),
            past: self.past.iter().map(past).collect(),
            batch: self.ringed(),
            curve: self.curve(loss),
            challenge: self.task.as_ref().map(Task::state),
            notices: self.notices.clone(),
        }
    }

    /// What the next update would add to each knob, in the units shown.
    fn nudges(&self, now: [f64; 2]) -> [f64; 2] {
        let change = self.next_update();
        if self.model.scaling.is_none() {
            return self.model.knobs.map(|index| index.map_or(0.0, |index| f64::from(change[index])));
        }
        let after: Vec<f32> = self.parameters().iter().zip(&change).map(|(now, by)| now + by).collect();
        let after = self.model.shown(&after);
        [after[0] - now[0], after[1] - now[1]]
    }

    fn model_view(&self) -> Model {
        let network = self.model.trainer.network();
        let layer = |(index, layer): (usize, &Dense)| {
            let (kernel, bias) = (network.kernel_range(index), network.bias_range(index));
            Layer {
                inputs: (kernel.len() / layer.units) as u32,
                parameters: (kernel.len() + bias.map_or(0, |bias| bias.len())) as u32,
                use_bias: layer.use_bias,
                units: layer.units as u32,
                activation: layer.activation.name(),
            }
        };
        Model {
            inputs: self.data().inputs as u32,
            layers: network.layers().iter().enumerate().map(layer).collect(),
            use_bias: self.spec.use_bias,
            parameters: self.parameters().len() as u32,
            kernel_initializer: self.spec.kernel_initializer.name(),
            bias_initializer: self.spec.bias_initializer.name(),
            news: self.news.clone().filter(|_| self.run.updates == 0),
            is_neuron: self.spec.is_neuron(self.data()),
            is_line: self.spec.is_line(self.data()),
        }
    }

    fn data_view(&self) -> Data {
        let about = datasets::named(self.spec.data, self.labels);
        Data {
            name: self.spec.data,
            rows: self.data().rows() as u32,
            test_rows: self.model.test.as_ref().map_or(0, |test| test.data.rows() as u32),
            test: self.spec.test,
            classes: about.classes as u32,
            generator: about.generator.map(|_| self.spec.generator()),
            version: self.view.data_version,
            x: about.x,
            x2: about.x2,
            y: about.y,
        }
    }

    fn knob(&self, knob: usize, value: f64, nudge: f64) -> Knob {
        let scale = &self.view.knobs[knob];
        let off_scale = match value {
            value if value < scale.min => Some(End::Low),
            value if value > scale.max => Some(End::High),
            _ => None,
        };
        Knob {
            value,
            scale: scale.clone(),
            step: self.view.step(knob),
            nudge,
            off_scale,
            frozen: self.spec.lock[knob],
            off: self.model.knobs[knob].is_none(),
        }
    }

    /// The share of y's variance that the line explains. For MSE without penalties the loss is the mean squared error.
    fn r2(&self, loss: f64) -> Option<f64> {
        let square = match self.spec.loss {
            Loss::BinaryCrossentropy { .. } | Loss::CategoricalCrossentropy { .. } => return None,
            Loss::Mse if self.spec.l1 == 0.0 && self.spec.l2 == 0.0 => loss,
            _ => {
                let answers = self.guesses(&self.data().x);
                let squares =
                    answers.iter().zip(&self.data().y).map(|(p, y)| f64::from(p - y) * f64::from(p - y));
                squares.sum::<f64>() / self.data().rows() as f64
            }
        };
        (self.view.y_variance > 0.0).then(|| 1.0 - square / self.view.y_variance)
    }

    fn misses(&self) -> Vec<f64> {
        if self.data().rows() > 3 {
            return Vec::new();
        }
        let answers = self.guesses(&self.data().x);
        answers.iter().zip(&self.data().y).map(|(answer, y)| f64::from(answer - y)).collect()
    }

    fn training(&self) -> Training {
        let spec = &self.spec;
        let rows = self.data().rows() as u32;
        let mut batch_choices: Vec<u32> = BATCH_SIZES.into_iter().filter(|size| *size < rows).collect();
        if let Some(size) = spec.batch_size.filter(|size| !batch_choices.contains(size)) {
            let place = batch_choices.partition_point(|choice| *choice < size);
            batch_choices.insert(place, size);
        }
        let limit = self.model.batch_limit.map(|limit| limit.rate);
        let top = nice::decade_above(limit.unwrap_or(0.5).clamp(1e-9, 1e3));
        Training {
            learning_rate: spec.learning_rate,
            rate_scale: nice::log_axis(top / 1000.0, top, 4),
            limit,
            limit_kind: self.model.batch_limit.map(|limit| limit.kind).unwrap_or_default(),
            advice: self.advice,
            batch_size: spec.batch_size,
            batch_choices,
            scale: spec.scale,
            optimizer: spec.optimizer.class(),
            settings: self.training_settings(),
            target: spec.target,
            speed: spec.speed,
            seed: spec.seed,
            epoch: self.model.trainer.epoch() as f64,
            updates: self.run.updates as f64,
            status: self.status,
        }
    }

    fn ringed(&self) -> Vec<u32> {
        let size = self.spec.batch_size.map_or(usize::MAX, |size| size as usize);
        if size >= self.data().rows() || size > RINGED {
            return Vec::new();
        }
        self.model.trainer.next_batch().into_iter().map(|row| row as u32).collect()
    }

    /// The run's present position on the loss curve, in epochs.
    pub fn progress(&self) -> f64 {
        self.run.first_epoch + self.run.updates as f64 / self.batches_per_epoch() as f64
    }

    /// The run's first position on the loss curve, in epochs.
    pub fn first_epoch(&self) -> f64 {
        self.run.first_epoch
    }

    /// `[epochs, loss]` of each batch and of each epoch of the run.
    pub fn curves(&self) -> [&[[f32; 2]]; 2] {
        [self.run.batches(), self.run.epochs()]
    }

    /// Earlier runs on the same data, the oldest first.
    pub fn past(&self) -> &[PastRun] {
        &self.past
    }

    fn curve(&self, loss: f64) -> CurveFrame {
        let ghosts = self.past.iter().flat_map(|run| &run.epochs);
        let own = self.curves().into_iter().flatten();
        let losses = own.chain(ghosts.clone()).map(|point| f64::from(point[1]));
        let positive = losses.chain([loss]).filter(|loss| *loss > 0.0 && loss.is_finite());
        let (low, high) =
            positive.fold((f64::MAX, 0.0f64), |(low, high), loss| (low.min(loss), high.max(loss)));
        let high = if high > 0.0 { high } else { 1.0 };
        // Leave room below the curve for the loss to fall, and reach the best possible loss if the axis can show it.
        let low = low.min(high * 1e-3).max(high * CURVE_REACH);
        let best = self.model.best.as_ref().map(|best| best.loss).filter(|best| *best > high * 1e-6);
        let low = best.map_or(low, |best| best.min(low));
        let begin = self.run.first_epoch;
        let longest = ghosts.map(|point| f64::from(point[0])).fold(10.0, f64::max);
        CurveFrame {
            updates: self.run.updates as f64,
            x: nice::axis_on_ticks(begin, self.progress().max(begin + longest), 5.0),
            y: nice::log_axis(low, high, 5),
            linear: nice::axis_on_ticks(0.0, high, 5.0),
        }
    }
}

fn past(run: &PastRun) -> Past {
    Past {
        w: run.start[0],
        b: run.start[1],
        learning_rate: run.learning_rate,
        batch_size: run.batch_size,
        updates: run.updates,
        loss: run.loss,
    }
}
