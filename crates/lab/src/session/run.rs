//! What is remembered of the updates since the start, seen by watching the trainer.

use std::ops::ControlFlow;

use two_knobs_core::training::Observer;

use crate::session::history::Curves;

/// The run since the start: its loss curve, the way of the knobs, and whether it has settled.
#[derive(Default)]
pub(crate) struct Run {
    /// Of each update: `[epochs, loss]` of its batch before it, and `[w, b]` after it, as they are trained; a bias that
    /// is not there is 0.
    updated: Curves<2>,
    /// `[epochs, loss]` of each epoch: Keras's sample-weighted mean over its batches, placed at their middle.
    ended: Curves<1>,
    /// Which run it is: no two of a session have the same number.
    pub(crate) number: u64,
    /// The parameters that the run began with.
    pub(crate) start: Vec<f32>,
    /// Where the run began, in epochs.
    pub(crate) first_epoch: f64,
    /// Updates seen.
    pub(crate) updates: u64,
    batches_per_epoch: f64,
    knobs: [Option<usize>; 2],
    /// The loss of an epoch that ends the run.
    target: f32,
    /// Whether the last epoch changed nothing.
    pub(crate) settled: bool,
    /// The weights at the end of the last two epochs.
    ends: [Vec<f32>; 2],
    pub(crate) stretch: Stretch,
}

/// The last piece of a run in which nobody but SGD had a hand: a turn of a knob, another rate or another lock begins a new
/// one. Keras's `fit` does the same again from where it began, which is what the notebook shows.
#[derive(Default)]
pub(crate) struct Stretch {
    /// The parameters that it began with, as they are trained.
    pub(crate) from: Vec<f32>,
    /// Updates on the trainer's counter when it began.
    pub(crate) first: u64,
    /// Which knobs SGD leaves out.
    pub(crate) frozen: [bool; 2],
    /// Whether the run had made updates before, which an optimizer with a memory does not forget.
    pub(crate) is_later: bool,
}

/// A run that is over, kept to compare.
#[derive(Clone, Debug)]
pub struct PastRun {
    /// The weight and bias it began with.
    pub start: [f64; 2],
    /// Its learning rate at the end.
    pub learning_rate: f64,
    /// Rows of one update; `None` for all.
    pub batch_size: Option<u32>,
    /// Updates made.
    pub updates: f64,
    /// The loss over all rows at its end.
    pub loss: f64,
    /// `[epochs since its begin, loss]`.
    pub epochs: Vec<[f32; 2]>,
}

impl Run {
    /// Forgets what was; updates count from this epoch on, knobs from these parameters.
    pub(crate) fn begin(
        &mut self,
        epoch: u64,
        batches_per_epoch: u64,
        knobs: [Option<usize>; 2],
        parameters: &[f32],
    ) {
        self.number += 1;
        self.updated.clear();
        self.ended.clear();
        self.start.clear();
        self.start.extend_from_slice(parameters);
        self.updates = 0;
        self.first_epoch = epoch as f64;
        self.batches_per_epoch = batches_per_epoch as f64;
        self.knobs = knobs;
        self.unsettle();
    }

    /// `[epochs, loss]` of each batch, as it was before its update.
    pub(crate) fn batches(&self) -> &[[f32; 2]] {
        self.updated.points(0)
    }

    /// `[w, b]` after each update, as they are trained.
    pub(crate) fn path(&self) -> &[[f32; 2]] {
        self.updated.points(1)
    }

    /// `[epochs, loss]` of each epoch.
    pub(crate) fn epochs(&self) -> &[[f32; 2]] {
        self.ended.points(0)
    }

    /// The loss of an epoch that ends the run; `None` for no end.
    pub(crate) fn set_target(&mut self, target: Option<f64>) {
        self.target = target.map_or(f32::NEG_INFINITY, |target| target as f32);
    }

    /// Begins a new stretch where the trainer stands.
    pub(crate) fn mark(&mut self, first: u64, frozen: [bool; 2], parameters: &[f32]) {
        self.stretch.from.clear();
        self.stretch.from.extend_from_slice(parameters);
        (self.stretch.first, self.stretch.frozen) = (first, frozen);
        self.stretch.is_later = self.updates > 0;
    }

    /// Forgets how the last epochs ended.
    pub(crate) fn unsettle(&mut self) {
        self.settled = false;
        self.ends.iter_mut().for_each(Vec::clear);
    }

    /// The curve of the epochs, or of the batches before the second epoch, counted from the run's begin.
    pub(crate) fn curve_from_zero(&self) -> Vec<[f32; 2]> {
        let points = if self.epochs().len() > 1 { self.epochs() } else { self.batches() };
        points.iter().map(|[epoch, loss]| [epoch - self.first_epoch as f32, *loss]).collect()
    }
}

impl Observer for Run {
    #[inline]
    fn update(&mut self, updates: u64, batch_loss: f32, parameters: &[f32]) {
        self.updates += 1;
        let (batches_per_epoch, knobs) = (self.batches_per_epoch, self.knobs);
        self.updated.push(|| {
            let knob = |index: Option<usize>| index.and_then(|index| parameters.get(index)).copied();
            [
                [((updates - 1) as f64 / batches_per_epoch) as f32, batch_loss],
                knobs.map(|index| knob(index).unwrap_or(0.0)),
            ]
        });
    }

    fn skip(&self) -> u64 {
        self.updated.rest()
    }

    fn skipped(&mut self, updates: u64) {
        self.updates += updates;
        self.updated.pass(updates);
    }

    /// Training has settled when an epoch ends on the very weights of the one before, or of the one before that: rounding
    /// can leave SGD stepping to and fro between neighbouring numbers for ever.
    fn epoch(&mut self, epoch: u64, loss: f32, parameters: &[f32]) -> ControlFlow<()> {
        let batches_per_epoch = self.batches_per_epoch;
        // Keras adds the losses of an epoch in 32 bits: the sum may be infinite where none of them is.
        if loss.is_finite() {
            self.ended.push(|| [[(epoch as f64 - 0.5 - 0.5 / batches_per_epoch) as f32, loss]]);
        }
        self.settled = self.ends.iter().any(|end| end == parameters);
        self.ends.swap(0, 1);
        self.ends[0].clear();
        self.ends[0].extend_from_slice(parameters);
        if loss <= self.target { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
