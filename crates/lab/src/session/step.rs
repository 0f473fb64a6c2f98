//! One step: the arithmetic of the next update, with the numbers of its batch.

use serde::Serialize;
use two_knobs_core::activation::Activation;
use two_knobs_core::loss::Loss;

use crate::session::Session;
use crate::words::terms::OptimizerName;

/// The parts of a neuron's next update: `new = old - rate * factor * mean(pull * x)` for w; for b, `mean(pull)`
/// replaces `mean(pull * x)`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// The batch's rows, at most the first 12.
    pub rows: Vec<StepRow>,
    /// How many rows the batch has.
    pub batch: u32,
    /// How many rows there are.
    pub total: u32,
    /// The factor that the loss's derivative has before each pull: 2 for squared errors, otherwise 1.
    pub factor: f64,
    /// Whether each row's pull equals its error (`miss`), so that the pull needs no column of its own.
    pub pull_is_miss: bool,
    /// The mean of the pulls times x.
    pub mean_pull_x: f64,
    /// The mean of the pulls.
    pub mean_pull: f64,
    /// The learning rate.
    pub learning_rate: f64,
    /// `[w, b]` now, as the trainer holds them: with scaled inputs, not in the data's units.
    pub before: [f64; 2],
    /// `[w, b]` after the update.
    pub after: [f64; 2],
    /// Whether the update is more than the formula: another optimizer, momentum, a penalty or a clipped gradient.
    pub more: bool,
}

/// One row of the batch.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StepRow {
    /// The row's number in the data, from 0.
    pub row: u32,
    /// The row's input, scaled as in training.
    pub x: f64,
    /// The row's target.
    pub y: f64,
    /// The neuron's prediction.
    pub guess: f64,
    /// The error: the prediction minus the target.
    pub miss: f64,
    /// The derivative of the row's loss by the neuron's sum `w x + b`, divided by the factor.
    pub pull: f64,
}

/// The most rows shown.
const SHOWN: usize = 12;

/// Limits a number to the range of 32 bits; not-a-number becomes 0.
fn number(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(f64::from(f32::MIN), f64::from(f32::MAX)) }
}

impl Session {
    /// What the next update would add to each parameter. After divergence the change can be infinite, so it is limited.
    pub(crate) fn next_update(&self) -> Vec<f32> {
        let change = self.model.trainer.next_update();
        change.into_iter().map(|change| number(f64::from(change)) as f32).collect()
    }

    /// The parts of the next update; `None` for networks.
    pub fn step(&self) -> Option<Step> {
        if !self.spec.is_neuron(self.data()) {
            return None;
        }
        let trainer = &self.model.trainer;
        let (parameters, data) = (self.parameters(), trainer.data());
        let change = self.next_update();
        let knobs = |values: &[f32]| {
            self.model.knobs.map(|index| index.map_or(0.0, |index| f64::from(values[index])))
        };
        let (before, by) = (knobs(parameters), knobs(&change));
        let (activation, loss) = (self.spec.layers[0].activation, self.spec.loss);
        let factor = if loss == Loss::Mse { 2.0 } else { 1.0 };
        let logistic = activation == Activation::Sigmoid && matches!(loss, Loss::BinaryCrossentropy { .. });
        let row = |row: usize| {
            let (x, y) = (f64::from(data.x[row]), f64::from(data.y[row]));
            let sum = (before[0] * x + before[1]) as f32;
            let guess = f64::from(activation.value(sum));
            // Computed from the logits, as Keras does: a clipped probability would lose the error.
            let pull = if logistic {
                guess - y
            } else {
                let slope = loss.of(&[guess as f32], 1, &[y as f32], 1);
                let slope = slope.map_or(0.0, |(_, gradient)| f64::from(gradient[0]));
                slope * f64::from(activation.derivative(sum)) / factor
            };
            StepRow { row: row as u32, x, y, guess, miss: guess - y, pull: number(pull) }
        };
        let mut in_batch = vec![false; data.rows()];
        for row in trainer.next_batch() {
            in_batch[row] = true;
        }
        // The table lists the rows in the order of the data.
        let rows: Vec<StepRow> = (0..data.rows()).filter(|row| in_batch[*row]).map(row).collect();
        let mean = |of: fn(&StepRow) -> f64| rows.iter().map(of).sum::<f64>() / rows.len() as f64;
        let spec = &self.spec;
        Some(Step {
            batch: rows.len() as u32,
            total: data.rows() as u32,
            factor,
            pull_is_miss: logistic || (loss == Loss::Mse && activation == Activation::Linear),
            mean_pull_x: mean(|row| row.pull * row.x),
            mean_pull: mean(|row| row.pull),
            rows: rows.into_iter().take(SHOWN).collect(),
            learning_rate: spec.learning_rate,
            before,
            after: [before[0] + by[0], before[1] + by[1]],
            more: spec.optimizer != OptimizerName::Sgd
                || spec.momentum > 0.0
                || spec.l1 > 0.0
                || spec.l2 > 0.0
                || spec.clip > 0.0,
        })
    }
}
