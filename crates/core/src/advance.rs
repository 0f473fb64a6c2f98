//! The training loop: epoch by epoch, checking each update before the trainer keeps it.
//!
//! ```
//! use two_knobs_core::{activation::Activation, data::Dataset, dense::Dense, network::Sequential};
//! use two_knobs_core::training::{Stop, Trainer, Training};
//! let network = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
//! let data = Dataset::new(vec![1.0, 2.0], vec![300.0, 500.0], 1, 1).unwrap();
//! let mut trainer = Trainer::new(network, data, Training::default()).unwrap();
//! assert_eq!((trainer.advance(10, &mut ()), trainer.epoch()), (Stop::Done, 10));
//! ```

use crate::batches::Batch;
use crate::neuron::{Neuron, Trusted, Update};
use crate::training::{Divergence, Observer, Stop, Trainer};

impl Trainer {
    /// Makes up to `updates` updates. `advance(n + m)` ends in the same bits as `advance(n)` and then `advance(m)`.
    ///
    /// After divergence it makes no update until the parameters or the optimizer are set, or the run restarts.
    pub fn advance(&mut self, updates: u64, observer: &mut impl Observer) -> Stop {
        if let Some(divergence) = self.diverged {
            return Stop::Diverged(divergence);
        }
        let mut left = updates;
        while left > 0 {
            let of_epoch = left.min(self.batches.count() - self.updates % self.batches.count());
            left -= of_epoch;
            let result = match Neuron::of(&self.network, self.training.loss, &self.training.optimizer) {
                Some(neuron) if self.frozen.is_empty() => self.advance_neuron(neuron, of_epoch, observer),
                _ => self.advance_within_epoch(of_epoch, observer),
            };
            if let Err(divergence) = result {
                self.diverged = Some(divergence);
                return Stop::Diverged(divergence);
            }
            let Some(loss) = self.finish_epoch() else { continue };
            if observer.epoch(self.epoch(), loss, self.network.parameters()).is_break() {
                return Stop::Observer;
            }
        }
        Stop::Done
    }

    /// Makes updates that do not go past the end of the epoch.
    fn advance_within_epoch(&mut self, updates: u64, observer: &mut impl Observer) -> Result<(), Divergence> {
        let first = self.updates % self.batches.count();
        for number in first..first + updates {
            let loss = self.checked_update(number, observer)?;
            observer.update(self.updates, loss, self.network.parameters());
        }
        Ok(())
    }

    /// [`Trainer::advance_within_epoch`] for a network that is one linear neuron under plain SGD.
    fn advance_neuron(
        &mut self,
        mut neuron: Neuron,
        updates: u64,
        observer: &mut impl Observer,
    ) -> Result<(), Divergence> {
        let limit = self.limit.unwrap_or(f32::MAX).min(f32::MAX);
        let trusted = Trusted::within(self.trusted_size);
        let first = self.updates % self.batches.count();
        let (mut mean, mut done, mut result) = (self.mean, self.updates, Ok(()));
        let single = self.batches.size() == 1;
        let mut diverges = false;
        let mut number = first;
        while number < first + updates {
            // Updates that the observer skips are made in one run. A run that diverges is repeated update by update.
            let skip = observer.skip().min(first + updates - number);
            if single && skip > 0 && !diverges {
                let (xs, ys) = self.batches.single_rows(number, skip);
                diverges = !neuron.run(xs, ys, limit, trusted, &mut mean);
                if !diverges {
                    observer.skipped(skip);
                    (number, done) = (number + skip, done + skip);
                    continue;
                }
            }
            let Batch { x, y, rows } = self.batches.get(number);
            let update = match (single, x, y) {
                (true, [x, ..], [y, ..]) => neuron.one(x.array()[0], y.array()[0]),
                _ => neuron.batch(x, y, rows),
            };
            let Update { loss, next } = update;
            // Infinity and NaN fail these two comparisons; checking each number by itself would take four.
            if !(loss <= limit && trusted.covers(next)) {
                result = self.check_neuron(&neuron, update, limit, observer);
                if result.is_err() {
                    break;
                }
            }
            neuron.parameters = next;
            mean.add(loss, rows);
            (number, done) = (number + 1, done + 1);
            observer.update(done, loss, neuron.in_use());
        }
        (self.mean, self.updates) = (mean, done);
        self.network.parameters_mut().copy_from_slice(neuron.in_use());
        result
    }

    /// Checks a neuron's update that exceeds the limit or the trusted size: Ok where the observer accepts it.
    #[cold]
    fn check_neuron(
        &mut self,
        neuron: &Neuron,
        Update { loss, next }: Update,
        limit: f32,
        observer: &mut impl Observer,
    ) -> Result<(), Divergence> {
        if loss.is_finite() && loss > limit {
            return Err(Divergence::RateAboveLimit);
        }
        let mut after = *neuron;
        after.parameters = next;
        self.network.parameters_mut().copy_from_slice(after.in_use());
        let accepted = loss.is_finite() && self.is_accepted(observer);
        accepted.then_some(()).ok_or(Divergence::NonFinite)
    }

    /// Whether the parameters, of which one exceeds the trusted size, are finite and accepted by the observer.
    #[cold]
    fn is_accepted(&self, observer: &mut impl Observer) -> bool {
        self.network.parameters().iter().all(|w| w.is_finite()) && observer.accepts(self)
    }

    /// Makes the update for batch `number` of the epoch. An update that diverges changes nothing.
    fn checked_update(&mut self, number: u64, observer: &mut impl Observer) -> Result<f32, Divergence> {
        let loss = self.batch_gradient(number);
        if !loss.is_finite() {
            return Err(Divergence::NonFinite);
        }
        if self.limit.is_some_and(|limit| loss > limit) {
            return Err(Divergence::RateAboveLimit);
        }
        let optimizer = &self.training.optimizer;
        if self.frozen.is_empty() && !self.constrained && optimizer.is_plain_sgd() {
            // The most frequent case: the next parameters are computed into a second list, which is then exchanged.
            let rate = optimizer.learning_rate.at(self.updates);
            let present = self.network.parameters().iter().zip(self.engine.gradient());
            // The loop checks every parameter without stopping early, so that it becomes SIMD. NaN and infinity fail the check.
            let (mut trusted, bound) = (true, self.trusted_size);
            for (next, (w, g)) in self.before.parameters.iter_mut().zip(present) {
                *next = w - rate * *g;
                trusted &= next.abs() <= bound;
            }
            self.network.swap_parameters(&mut self.before.parameters);
            if !trusted && !self.is_accepted(observer) {
                self.network.swap_parameters(&mut self.before.parameters);
                return Err(Divergence::NonFinite);
            }
            self.count(loss, self.batches.size_of(number));
            return Ok(loss);
        }
        self.before.parameters.copy_from_slice(self.network.parameters());
        self.before.memory.copy_from(&self.memory);
        self.descend();
        let trusted = self.network.parameters().iter().all(|w| w.abs() <= self.trusted_size);
        if !trusted && !self.is_accepted(observer) {
            self.network.parameters_mut().copy_from_slice(&self.before.parameters);
            self.memory.copy_from(&self.before.memory);
            return Err(Divergence::NonFinite);
        }
        self.count(loss, self.batches.size_of(number));
        Ok(loss)
    }
}
