//! Training, one update at a time: forward, loss, gradient, SGD, limits.
//!
//! [`Trainer::advance`] makes updates and tells an [`Observer`] about each. An update that is not finite, or that the observer
//! does not bear, is not made: the trainer stays at the state before it and says so. Any number of updates may be made in any number of calls; the bits
//! are the same.
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
    /// What to make small.
    pub loss: Loss,
    /// How.
    pub optimizer: Optimizer,
    /// Rows in a batch; None takes all.
    pub batch_size: Option<usize>,
    /// Seed of a fresh permutation each epoch; None keeps the order.
    pub shuffle: Option<u32>,
}

/// Watches a run. Every method has a default that does nothing.
pub trait Observer {
    /// After each update: how many there were, the batch's loss before it, the parameters after it.
    fn update(&mut self, updates: u64, batch_loss: f32, parameters: &[f32]) {
        let _ = (updates, batch_loss, parameters);
    }

    /// How many updates from now on it need not hear of.
    fn rest(&self) -> u64 {
        0
    }

    /// So many of those were made.
    fn passed(&mut self, updates: u64) {
        let _ = updates;
    }

    /// Asked about an update that leads beyond [`Trainer::set_calm`]: whether the network, which stands there already, may
    /// stay. Where not, the update is taken back and the run has diverged.
    fn bears(&mut self, trainer: &Trainer) -> bool {
        let _ = trainer;
        true
    }

    /// After each epoch: its number from 1, Keras's loss of it (each batch's loss before its update, weighted by rows),
    /// the parameters. `Break` stops the run.
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
    /// The next update would leave the finite numbers, or the caller's limit was passed.
    Diverged(Divergence),
    /// The observer asked to stop.
    Observer,
}

/// How a run diverged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Divergence {
    /// A loss or a parameter was about to be infinite or not a number, or the observer did not bear it.
    NonFinite,
    /// The batch loss passed [`Trainer::set_divergence_limit`].
    RateAboveLimit,
}

/// A network, its data, and how far training has come.
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
    /// Parameters up to this size stand without a question.
    pub(crate) calm: f32,
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

/// What an update changes, kept so that it can be taken back.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) parameters: Vec<f32>,
    pub(crate) memory: Memory,
}

impl Trainer {
    /// Refuses data that does not fit the network or the loss, and settings that cannot be.
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
            calm: f32::MAX,
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

    /// One update as Keras makes it, wherever it leads.
    pub(crate) fn plain_update(&mut self) -> f32 {
        let number = self.updates % self.batches.count();
        let loss = self.batch_gradient(number);
        self.descend();
        self.count(loss, self.batches.size_of(number));
        loss
    }

    /// The loss of a batch of the epoch, its gradient left in the engine.
    pub(crate) fn batch_gradient(&mut self, number: u64) -> f32 {
        let Batch { x, y, rows } = self.batches.get(number);
        let (parameters, loss) = (self.network.parameters(), self.training.loss);
        self.engine.forward(parameters, x, rows);
        let value = self.engine.loss(loss, parameters, y, rows);
        self.engine.backward(loss, parameters, x, rows);
        value
    }

    /// The optimizer's step and the constraints; frozen parameters take no part.
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

    /// A metric of the batch of the last update, before that update, and the batch's rows.
    pub(crate) fn last_batch(&self, metric: Metric) -> (f32, usize) {
        let Batch { y, rows, .. } = self.batches.get((self.updates - 1) % self.batches.count());
        (metric.batch(self.engine.outputs(rows), y, rows), rows)
    }

    /// At the end of an epoch: its loss; the next epoch's order is laid out.
    pub(crate) fn finish_epoch(&mut self) -> Option<f32> {
        if !self.updates.is_multiple_of(self.batches.count()) {
            return None;
        }
        if self.batches.is_shuffled() {
            self.batches.arrange(&self.data, self.epoch());
        }
        Some(self.mean.take())
    }

    /// Updates made.
    pub fn updates(&self) -> u64 {
        self.updates
    }

    /// Epochs completed.
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

    /// How it is trained.
    pub fn training(&self) -> &Training {
        &self.training
    }

    /// Whether the run has diverged, and how.
    pub fn divergence(&self) -> Option<Divergence> {
        self.diverged
    }

    /// Sets the parameters; counters go on and momentum is kept.
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<(), Error> {
        self.network.set_parameters(parameters)?;
        self.diverged = None;
        Ok(())
    }

    /// Sets the optimizer; counters are kept, and what is remembered too where the new one remembers the same.
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

    /// Which parameters SGD leaves out, one flag per flat parameter; an empty list frees all.
    pub fn set_frozen(&mut self, mut frozen: Vec<bool>) {
        let any = frozen.contains(&true);
        frozen.resize(self.network.parameters().len(), false);
        self.frozen = if any { frozen } else { Vec::new() };
    }

    /// A batch loss above which the run counts as diverged.
    pub fn set_divergence_limit(&mut self, limit: Option<f32>) {
        self.limit = limit;
    }

    /// The size of a parameter beyond which each update is first put to [`Observer::bears`]; every finite one stands where
    /// none is set.
    pub fn set_calm(&mut self, calm: f32) {
        self.calm = calm.min(f32::MAX);
    }

    /// Counters, order and what the optimizer remembers as at the start; the parameters stay.
    pub fn restart(&mut self) {
        self.set_updates(0);
    }

    /// Counters and order as after that many updates, of which the optimizer remembers nothing.
    pub fn set_updates(&mut self, updates: u64) {
        self.updates = updates;
        self.memory.clear();
        self.mean = EpochMean::default();
        self.diverged = None;
        self.batches.arrange(&self.data, self.epoch());
    }

    /// The rows of the next update, by their number in the data.
    pub fn next_batch(&self) -> Vec<usize> {
        self.batches.rows_of(self.updates % self.batches.count()).to_vec()
    }
}
