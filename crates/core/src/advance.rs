//! The loop of training: updates that are checked before they count, epoch by epoch.
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
use crate::neuron::{Answer, Calm, Neuron};
use crate::training::{Divergence, Observer, Stop, Trainer};

impl Trainer {
    /// Makes up to that many updates. `advance(n + m)` ends in the same bits as `advance(n)` then `advance(m)`.
    ///
    /// After divergence nothing moves until the parameters or the optimizer are set, or the run restarts.
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

    /// Updates that end with the epoch or before.
    fn advance_within_epoch(&mut self, updates: u64, observer: &mut impl Observer) -> Result<(), Divergence> {
        let first = self.updates % self.batches.count();
        for number in first..first + updates {
            let loss = self.careful_update(number, observer)?;
            observer.update(self.updates, loss, self.network.parameters());
        }
        Ok(())
    }

    /// The same for a network that is one plain neuron.
    fn advance_neuron(
        &mut self,
        mut neuron: Neuron,
        updates: u64,
        observer: &mut impl Observer,
    ) -> Result<(), Divergence> {
        let limit = self.limit.unwrap_or(f32::MAX).min(f32::MAX);
        let calm = Calm::within(self.calm);
        let first = self.updates % self.batches.count();
        let (mut mean, mut done, mut result) = (self.mean, self.updates, Ok(()));
        let single = self.batches.size() == 1;
        let mut diverges = false;
        let mut number = first;
        while number < first + updates {
            // What the observer need not hear of goes in one run. One that diverges is made again update by update.
            let quiet = observer.rest().min(first + updates - number);
            if single && quiet > 0 && !diverges {
                let (xs, ys) = self.batches.single_rows(number, quiet);
                diverges = !neuron.run(xs, ys, limit, calm, &mut mean);
                if !diverges {
                    observer.passed(quiet);
                    (number, done) = (number + quiet, done + quiet);
                    continue;
                }
            }
            let Batch { x, y, rows } = self.batches.get(number);
            let answer = match (single, x, y) {
                (true, [x, ..], [y, ..]) => neuron.one(x.array()[0], y.array()[0]),
                _ => neuron.batch(x, y, rows),
            };
            let Answer { loss, next } = answer;
            // Comparisons that infinity and NaN fail: two, where asking each number would take four.
            if !(loss <= limit && calm.holds(next)) {
                result = self.may_stand(&neuron, answer, limit, observer);
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

    /// Whether a neuron's update that is out of the ordinary may be made all the same.
    #[cold]
    fn may_stand(
        &mut self,
        neuron: &Neuron,
        Answer { loss, next }: Answer,
        limit: f32,
        observer: &mut impl Observer,
    ) -> Result<(), Divergence> {
        if loss.is_finite() && loss > limit {
            return Err(Divergence::RateAboveLimit);
        }
        let mut after = *neuron;
        after.parameters = next;
        self.network.parameters_mut().copy_from_slice(after.in_use());
        let stands = loss.is_finite() && self.stands(observer);
        stands.then_some(()).ok_or(Divergence::NonFinite)
    }

    /// Whether the network may stand where an update has led it, beyond what is calm.
    #[cold]
    fn stands(&self, observer: &mut impl Observer) -> bool {
        self.network.parameters().iter().all(|w| w.is_finite()) && observer.bears(self)
    }

    /// The update of that batch of the epoch, unless it would diverge: then nothing changes.
    fn careful_update(&mut self, number: u64, observer: &mut impl Observer) -> Result<f32, Divergence> {
        let loss = self.batch_gradient(number);
        if !loss.is_finite() {
            return Err(Divergence::NonFinite);
        }
        if self.limit.is_some_and(|limit| loss > limit) {
            return Err(Divergence::RateAboveLimit);
        }
        let optimizer = &self.training.optimizer;
        if self.frozen.is_empty() && !self.constrained && optimizer.is_plain() {
            // By far the most frequent way: the next parameters are written beside the present ones and take their place.
            let rate = optimizer.learning_rate.at(self.updates);
            let present = self.network.parameters().iter().zip(self.engine.gradient());
            // All are looked at, since a loop that may not stop early is SIMD. What is not finite is not calm.
            let (mut calm, bound) = (true, self.calm);
            for (next, (w, g)) in self.before.parameters.iter_mut().zip(present) {
                *next = w - rate * *g;
                calm &= next.abs() <= bound;
            }
            self.network.swap_parameters(&mut self.before.parameters);
            if !calm && !self.stands(observer) {
                self.network.swap_parameters(&mut self.before.parameters);
                return Err(Divergence::NonFinite);
            }
            self.count(loss, self.batches.size_of(number));
            return Ok(loss);
        }
        self.before.parameters.copy_from_slice(self.network.parameters());
        self.before.memory.copy_from(&self.memory);
        self.descend();
        let calm = self.network.parameters().iter().all(|w| w.abs() <= self.calm);
        if !calm && !self.stands(observer) {
            self.network.parameters_mut().copy_from_slice(&self.before.parameters);
            self.memory.copy_from(&self.before.memory);
            return Err(Divergence::NonFinite);
        }
        self.count(loss, self.batches.size_of(number));
        Ok(loss)
    }
}
