//! What is remembered of the updates since the start, seen by watching the trainer.

use std::ops::ControlFlow;

use two_knobs_core::training::Observer;

use crate::history::Curve;

/// The run since the start: its loss curve, and whether it has settled.
#[derive(Default)]
pub(crate) struct Run {
    /// `[epochs, loss]` of each batch, as it was before its update.
    pub(crate) batches: Curve,
    /// `[epochs, loss]` of each epoch: Keras's sample-weighted mean over its batches, placed at their middle.
    pub(crate) epochs: Curve,
    /// Where the run began, in epochs.
    pub(crate) first_epoch: f64,
    /// Updates seen.
    pub(crate) updates: u64,
    batches_per_epoch: f64,
    /// Whether the last epoch changed nothing.
    pub(crate) settled: bool,
    /// The weights at the end of the last two epochs.
    ends: [Vec<f32>; 2],
}

impl Run {
    /// Forgets what was; updates count from this epoch on.
    pub(crate) fn begin(&mut self, epoch: u64, batches_per_epoch: u64) {
        self.batches.clear();
        self.epochs.clear();
        self.updates = 0;
        self.first_epoch = epoch as f64;
        self.batches_per_epoch = batches_per_epoch as f64;
        self.unsettle();
    }

    /// Forgets how the last epochs ended.
    pub(crate) fn unsettle(&mut self) {
        self.settled = false;
        self.ends.iter_mut().for_each(Vec::clear);
    }
}

impl Observer for Run {
    #[inline]
    fn update(&mut self, updates: u64, batch_loss: f32, _: &[f32]) {
        self.updates += 1;
        let batches_per_epoch = self.batches_per_epoch;
        self.batches.push(|| [((updates - 1) as f64 / batches_per_epoch) as f32, batch_loss]);
    }

    /// Training has settled when an epoch ends on the very weights of the one before, or of the one before that: rounding
    /// can leave SGD stepping to and fro between neighbouring numbers for ever.
    fn epoch(&mut self, epoch: u64, loss: f32, parameters: &[f32]) -> ControlFlow<()> {
        let batches_per_epoch = self.batches_per_epoch;
        self.epochs.push(|| [(epoch as f64 - 0.5 - 0.5 / batches_per_epoch) as f32, loss]);
        self.settled = self.ends.iter().any(|end| end == parameters);
        self.ends.swap(0, 1);
        self.ends[0].clear();
        self.ends[0].extend_from_slice(parameters);
        ControlFlow::Continue(())
    }
}
