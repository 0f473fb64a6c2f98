//! Training, one update at a time: forward, loss, gradient, SGD, limits.
//!
//! [`Trainer::advance`] makes updates and calls an [`Observer`] after each. Where an update is not finite, or the observer does
//! not accept it, the trainer stays at the state before that update and returns [`Stop::Diverged`]. The bits of the result do
//! not depend on how the updates are split into calls.
//!
//! ```
//! use two_knobs_core::{activation::Activation, data::Dataset, dense::Dense, network::Sequential};
//! use two_knobs_core::training::{Stop, Trainer, Training};
//! let network = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
//! let data = Dataset::new(vec![1000.0, 2000.0], vec![300.0, 500.0], 1, 1).unwrap(); // square feet: far too large
//! let mut trainer = Trainer::new(network, data, Training::default()).unwrap();
//! assert!(matches!(trainer.advance(1000, &mut ()), Stop::Diverged(_)));
//! assert!(trainer.network().parameters().iter().all(|w| w.is_finite()));
//! ```

use std::ops::{ControlFlow, Range};

use crate::batches::{Batch, Batches};
use crate::data::Dataset;
use crate::engine::Engine;
use crate::error::Error;
use crate::evaluation_memory::EvaluationMemory;
use crate::loss::Loss;
use crate::metric::Metric;
use crate::network::Sequential;
use crate::optimizer::{Memory, Optimizer};

/// How to train.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Training {
    /// The loss that training reduces.
    pub loss: Loss,
    /// The optimizer.
    pub optimizer: Optimizer,
    /// Rows in a batch; None takes all rows.
    pub batch_size: Option<usize>,
    /// Seed of a fresh permutation each epoch; None keeps the order.
    pub shuffle: Option<u32>,
}

/// Watches a run. Every method has a default: watch nothing, accept everything.
pub trait Observer {
    /// Called after each update, with the number of updates so far, the batch's loss before the update and the parameters
    /// after it.
    fn update(&mut self, updates: u64, batch_loss: f32, parameters: &[f32]) {
        let _ = (updates, batch_loss, parameters);
    }

    /// For how many updates from now on [`Observer::update`] need not be called.
    fn skip(&self) -> u64 {
        0
    }

    /// Called after `updates` updates were made without calling [`Observer::update`].
    fn skipped(&mut self, updates: u64) {
        let _ = updates;
    }

    /// Called after an update that takes a parameter beyond [`Trainer::set_trusted_size`]; the trainer's network already has the
    /// new parameters. On false the trainer takes the update back and the run has diverged.
    fn accepts(&mut self, trainer: &Trainer) -> bool {
        let _ = trainer;
        true
    }

    /// Called after each epoch, with its number (from 1), its loss as Keras computes it (each batch's loss before its update,
    /// weighted by rows) and the parameters. `Break` stops the run.
    fn epoch(&mut self, epoch: u64, loss: f32, parameters: &[f32]) -> ControlFlow<()> {
        let _ = (epoch, loss, parameters);
        ControlFlow::Continue(())
    }
}

impl Observer for () {}

/// Why [`Trainer::advance`] returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// All updates were made.
    Done,
    /// The run diverged; the trainer stays at the last update before that.
    Diverged(Divergence),
    /// The observer asked to stop.
    Observer,
}

/// How a run diverged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divergence {
    /// A loss or a parameter would have been infinite or not a number, or the observer did not accept it.
    NonFinite,
    /// The batch loss exceeded [`Trainer::set_divergence_limit`].
    RateAboveLimit,
}

/// A network, its data, and the progress of its training.
#[derive(Clone, Debug)]
pub struct Trainer {
    pub(crate) network: Sequential,
    pub(crate) data: Dataset,
    pub(crate) training: Training,
    pub(crate) batches: Batches,
    pub(crate) engine: Engine,
    pub(crate) variables: Vec<Range<usize>>,
    pub(crate) memory: Memory,
    pub(crate) frozen: Vec<bool>,
    /// Whether the network has constraints.
    pub(crate) constrained: bool,
    pub(crate) limit: Option<f32>,
    /// Parameters up to this size need no [`Observer::accepts`].
    pub(crate) trusted_size: f32,
    pub(crate) diverged: Option<Divergence>,
    pub(crate) updates: u64,
    pub(crate) mean: EpochMean,
    pub(crate) before: Snapshot,
    pub(crate) evaluation: EvaluationMemory,
}

/// Keras's running mean of the batch losses of an epoch, in f32 as Keras keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct EpochMean {
    total: f32,
    rows: f32,
}

impl EpochMean {
    #[inline(always)]
    pub(crate) fn add(&mut self, value: f32, rows: usize) {
        self.total += value * rows as f32;
        self.rows += rows as f32;
    }

    pub(crate) fn take(&mut self) -> f32 {
        let mean = self.total / self.rows;
        *self = EpochMean::default();
        mean
    }
}

/// A copy of what an update changes, from before the update, so that the update can be taken back.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) parameters: Vec<f32>,
    pub(crate) memory: Memory,
}

impl Trainer {
    /// Refuses data that does not fit the network or the loss, and invalid settings.
    pub fn new(network: Sequential, data: Dataset, training: Training) -> Result<Self, Error> {
        if data.inputs != network.inputs() {
            return Err(network.width_error(vec![None, Some(data.inputs)], true));
        }
        training.loss.check_widths(data.outputs, network.outputs())?;
        training.loss.check_labels(&data.y, network.outputs())?;
        training.optimizer.check()?;
        let batches = Batches::new(&data, training.batch_size, training.shuffle);
        let count = network.parameters().len();
        let memory = Memory::new(training.optimizer.rule, count);
        Ok(Trainer {
            engine: Engine::new(&network, batches.size()),
            constrained: network.is_constrained(),
            variables: network.variables(),
            frozen: Vec::new(),
            limit: None,
            trusted_size: f32::MAX,
            diverged: None,
            updates: 0,
            mean: EpochMean::default(),
            evaluation: EvaluationMemory::default(),
            before: Snapshot { parameters: vec![0.0; count], memory: memory.clone() },
            memory,
            network,
            data,
            training,
            batches,
        })
    }

    /// One update as Keras makes it: it may lead to infinity or NaN.
    pub(crate) fn unchecked_update(&mut self) -> f32 {
        let number = self.updates % self.batches.count();
        let loss = self.batch_gradient(number);
        self.descend();
        self.count(loss, self.batches.size_of(number));
        loss
    }

    /// The loss of batch `number` of the epoch; the engine keeps the gradient.
    pub(crate) fn batch_gradient(&mut self, number: u64) -> f32 {
        let Batch { x, y, rows } = self.batches.get(number);
        let (parameters, loss) = (self.network.parameters(), self.training.loss);
        self.engine.forward(parameters, x, rows);
        let value = self.engine.loss(loss, parameters, y, rows);
        self.engine.backward(loss, parameters, x, rows);
        value
    }

    /// The optimizer's step, then the constraints; frozen parameters do not change.
    pub(crate) fn descend(&mut self) {
        let gradient = self.engine.gradient();
        let parameters = self.network.parameters_mut();
        if self.frozen.is_empty() {
            self.training.optimizer.step(
                self.updates,
                parameters,
                gradient,
                &mut self.memory,
                &self.variables,
            );
            self.network.constrain();
            return;
        }
        self.before.parameters.copy_from_slice(parameters);
        self.before.memory.copy_from(&self.memory);
        gradient.iter_mut().zip(&self.frozen).filter(|(_, frozen)| **frozen).for_each(|(g, _)| *g = 0.0);
        self.training.optimizer.step(self.updates, parameters, gradient, &mut self.memory, &self.variables);
        self.network.constrain();
        let parameters = self.network.parameters_mut();
        for i in (0..self.frozen.len()).filter(|&i| self.frozen[i]) {
            parameters[i] = self.before.parameters[i];
            self.memory.copy_of(&self.before.memory, i, parameters.len());
        }
    }

    pub(crate) fn count(&mut self, loss: f32, rows: usize) {
        self.mean.add(loss, rows);
        self.updates += 1;
    }

    /// The metric over the last update's batch, with the predictions from before that update; and the batch's number of rows.
    pub(crate) fn last_batch(&self, metric: Metric) -> (f32, usize) {
        let Batch { y, rows, .. } = self.batches.get((self.updates - 1) % self.batches.count());
        (metric.batch(self.engine.outputs(rows), y, rows), rows)
    }

    /// At the end of an epoch, returns its loss and arranges the rows for the next epoch; None elsewhere.
    pub(crate) fn finish_epoch(&mut self) -> Option<f32> {
        if !self.updates.is_multiple_of(self.batches.count()) {
            return None;
        }
        if self.batches.is_shuffled() {
            self.batches.arrange(&self.data, self.epoch());
        }
        Some(self.mean.take())
    }

    /// The number of updates made.
    pub fn updates(&self) -> u64 {
        self.updates
    }

    /// The number of epochs completed.
    pub fn epoch(&self) -> u64 {
        self.updates / self.batches.count()
    }

    /// The network at its present parameters.
    pub fn network(&self) -> &Sequential {
        &self.network
    }

    /// The data.
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// The training settings.
    pub fn training(&self) -> &Training {
        &self.training
    }

    /// Whether the run has diverged, and how.
    pub fn divergence(&self) -> Option<Divergence> {
        self.diverged
    }

    /// Sets the parameters; the counters and the optimizer's memory stay.
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<(), Error> {
        self.network.set_parameters(parameters)?;
        self.diverged = None;
        Ok(())
    }

    /// Sets the optimizer; the counters stay, and so does the optimizer's memory where the new rule uses the same memory.
    pub fn set_optimizer(&mut self, optimizer: Optimizer) {
        let count = self.network.parameters().len();
        let same =
            std::mem::discriminant(&optimizer.rule) == std::mem::discriminant(&self.training.optimizer.rule);
        if !same || !self.memory.serves(optimizer.rule, count) {
            self.memory = Memory::new(optimizer.rule, count);
            self.before.memory = self.memory.clone();
            self.evaluation = EvaluationMemory::default();
        }
        self.training.optimizer = optimizer;
        self.diverged = None;
    }

    /// Sets which parameters training leaves unchanged, one flag per parameter; an empty list freezes none.
    pub fn set_frozen(&mut self, mut frozen: Vec<bool>) {
        let any = frozen.contains(&true);
        frozen.resize(self.network.parameters().len(), false);
        self.frozen = if any { frozen } else { Vec::new() };
    }

    /// Sets the batch loss above which the run counts as diverged; None sets no limit.
    pub fn set_divergence_limit(&mut self, limit: Option<f32>) {
        self.limit = limit;
    }

    /// Sets the size of a parameter beyond which the trainer calls [`Observer::accepts`] after each update. Without this call,
    /// every finite parameter is accepted.
    pub fn set_trusted_size(&mut self, size: f32) {
        self.trusted_size = size.min(f32::MAX);
    }

    /// Sets the counters, the order of rows and the optimizer's memory back to the start; the parameters stay.
    pub fn restart(&mut self) {
        self.set_updates(0);
    }

    /// Sets the counters and the order of rows as after `updates` updates; the optimizer's memory is cleared.
    pub fn set_updates(&mut self, updates: u64) {
        self.updates = updates;
        self.memory.clear();
        self.mean = EpochMean::default();
        self.diverged = None;
        self.batches.arrange(&self.data, self.epoch());
    }

    /// The rows of the next update, by their index in the data.
    pub fn next_batch(&self) -> Vec<usize> {
        self.batches.rows_of(self.updates % self.batches.count()).to_vec()
    }
}
