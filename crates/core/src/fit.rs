//! `fit` and `evaluate` as Keras runs them: epochs of batches, a history, a validation split.
//!
//! The history's loss of an epoch is the mean of its batches' losses, each taken before its update and weighted by its
//! rows; validation comes after the epoch. Nothing stops a diverging run: as in Keras it goes on to infinity and NaN.
//!
//! ```
//! use two_knobs_core::{activation::Activation, data::Dataset, dense::Dense, fit::Fit, network::Sequential};
//! let mut model = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
//! let data = Dataset::new(vec![1.0, 2.0], vec![300.0, 500.0], 1, 1).unwrap();
//! let history = model.fit(&data, &Fit { epochs: 3, ..Fit::default() }, &mut ()).unwrap();
//! assert_eq!(history.loss[0], 169_929.38); // what Keras prints after set_random_seed(0)
//! ```

use crate::batches::Batches;
use crate::data::Dataset;
use crate::engine::Engine;
use crate::error::Error;
use crate::loss::Loss;
use crate::metric::Metric;
use crate::network::Sequential;
use crate::optimizer::Optimizer;
use crate::training::{EpochMean, Observer, Trainer, Training};

/// The arguments of `compile` and `fit`.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The loss that training reduces.
    pub loss: Loss,
    /// The optimizer.
    pub optimizer: Optimizer,
    /// Metrics to report beside the loss.
    pub metrics: Vec<Metric>,
    /// Rows in a batch; None and 0 are Keras's 32.
    pub batch_size: Option<usize>,
    /// How often training goes through the data.
    pub epochs: u64,
    /// Seed of a fresh permutation each epoch; None keeps the order.
    pub shuffle: Option<u32>,
    /// The share of rows, taken from the end, that is kept for validation; 0 keeps none.
    pub validation_split: f64,
}

impl Default for Fit {
    fn default() -> Self {
        Fit {
            loss: Loss::Mse,
            optimizer: Optimizer::default(),
            metrics: Vec::new(),
            batch_size: None,
            epochs: 1,
            shuffle: None,
            validation_split: 0.0,
        }
    }
}

/// What `fit` returns: each list has one number per epoch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// `history["loss"]`.
    pub loss: Vec<f32>,
    /// One list per metric, in the order of [`Fit::metrics`].
    pub metrics: Vec<Vec<f32>>,
    /// `history["val_loss"]`; empty without validation.
    pub val_loss: Vec<f32>,
    /// One list per metric, over the validation rows.
    pub val_metrics: Vec<Vec<f32>>,
}

/// Keras's batch size where none is given.
const BATCH_SIZE: usize = 32;

fn batch_size(given: Option<usize>) -> usize {
    given.filter(|&size| size > 0).unwrap_or(BATCH_SIZE)
}

impl Sequential {
    /// Trains in place. On an error nothing changes. An observer that breaks ends the run after that epoch.
    pub fn fit(&mut self, data: &Dataset, fit: &Fit, observer: &mut impl Observer) -> Result<History, Error> {
        let (train, validation) = match fit.validation_split {
            0.0 => (data.clone(), None),
            split => {
                let (train, validation) = data.split(split)?;
                (train, Some(validation))
            }
        };
        let training = Training {
            loss: fit.loss,
            optimizer: fit.optimizer.clone(),
            batch_size: Some(batch_size(fit.batch_size)),
            shuffle: fit.shuffle,
        };
        let mut trainer = Trainer::new(self.clone(), train, training)?;
        let count = fit.metrics.len();
        let mut history =
            History { metrics: vec![vec![]; count], val_metrics: vec![vec![]; count], ..History::default() };
        let mut means = vec![EpochMean::default(); count];
        while trainer.epoch() < fit.epochs {
            let loss = trainer.unchecked_update();
            for (mean, metric) in means.iter_mut().zip(&fit.metrics) {
                let (value, rows) = trainer.last_batch(*metric);
                mean.add(value, rows);
            }
            observer.update(trainer.updates(), loss, trainer.network().parameters());
            let Some(loss) = trainer.finish_epoch() else { continue };
            history.loss.push(loss);
            history.metrics.iter_mut().zip(&mut means).for_each(|(values, mean)| values.push(mean.take()));
            if let Some(validation) = &validation {
                let values =
                    trainer.network().evaluate(validation, fit.loss, &fit.metrics, fit.batch_size)?;
                history.val_loss.extend(values.first());
                history.val_metrics.iter_mut().zip(&values[1..]).for_each(|(list, value)| list.push(*value));
            }
            if observer.epoch(trainer.epoch(), loss, trainer.network().parameters()).is_break() {
                break;
            }
        }
        self.set_parameters(trainer.network().parameters())?;
        Ok(history)
    }

    /// The loss, penalties included, and the metrics over all rows, batch by batch as Keras weighs them.
    pub fn evaluate(
        &self,
        data: &Dataset,
        loss: Loss,
        metrics: &[Metric],
        batch: Option<usize>,
    ) -> Result<Vec<f32>, Error> {
        if data.inputs != self.inputs() {
            return Err(self.width_error(vec![None, Some(data.inputs)], false));
        }
        loss.check_widths(data.outputs, self.outputs())?;
        loss.check_labels(&data.y, self.outputs())?;
        let batches = Batches::new(data, Some(batch_size(batch)), None);
        let mut engine = Engine::new(self, batches.size());
        let mut means = vec![EpochMean::default(); 1 + metrics.len()];
        for batch in (0..batches.count()).map(|number| batches.get(number)) {
            engine.forward(self.parameters(), batch.x, batch.rows);
            means[0].add(engine.loss(loss, self.parameters(), batch.y, batch.rows), batch.rows);
            for (mean, metric) in means[1..].iter_mut().zip(metrics) {
                mean.add(metric.batch(engine.outputs(batch.rows), batch.y, batch.rows), batch.rows);
            }
        }
        Ok(means.iter_mut().map(EpochMean::take).collect())
    }
}

impl Trainer {
    /// Trains for `epochs` epochs as Keras does: nothing stops a run that diverges. Frozen parameters do not change. Returns
    /// each epoch's loss.
    pub fn fit(&mut self, epochs: u64) -> Vec<f32> {
        let end = self.epoch() + epochs;
        let mut losses = Vec::new();
        while self.epoch() < end {
            self.unchecked_update();
            losses.extend(self.finish_epoch());
        }
        losses
    }
}
