//! The record of a training run, made by observing the trainer.

use std::ops::ControlFlow;

use two_knobs_core::training::Observer;

use crate::session::history::Curves;
use crate::words::places::Parameter;

/// One training run: its loss curve, the path of the knobs, and whether training has settled.
#[derive(Default)]
pub(crate) struct Run {
    /// For each update: `[epochs, loss]` of its batch before the update, and `[w, b]` after it, as the trainer holds
    /// them; a missing bias is 0.
    updated: Curves<2>,
    /// For each epoch: `[epochs, loss]`, with Keras's sample-weighted mean over the batches, placed at their middle.
    ended: Curves<1>,
    /// The run's number, unique within a session.
    pub(crate) number: u64,
    /// The parameters that the run began with.
    pub(crate) start: Vec<f32>,
    /// The position where the run began, in epochs.
    pub(crate) first_epoch: f64,
    /// Updates made in this run.
    pub(crate) updates: u64,
    batches_per_epoch: f64,
    knobs: [Option<usize>; 2],
    /// The loss of an epoch that ends the run.
    target: f32,
    /// Whether the last epoch ended with the weights of one of the two epochs before it.
    pub(crate) settled: bool,
    /// The weights at the end of the last two epochs.
    ends: [Vec<f32>; 2],
    pub(crate) stretch: Stretch,
}

/// The last part of a run in which only SGD changed the parameters. A turn of a knob, another learning rate or another
/// lock begins a new stretch. Keras's `fit` repeats the stretch from its first parameters; the notebook shows that.
#[derive(Default)]
pub(crate) struct Stretch {
    /// The parameters that the stretch began with, as the trainer holds them.
    pub(crate) from: Vec<f32>,
    /// The trainer's count of updates when the stretch began.
    pub(crate) first: u64,
    /// The parameters that SGD leaves out, besides those of layers that are not trainable.
    pub(crate) frozen: Vec<Parameter>,
    /// Whether the run had made updates before, which an optimizer with a memory does not forget.
    pub(crate) is_later: bool,
}

/// A finished run, kept for comparison.
#[derive(Clone, Debug)]
pub struct PastRun {
    /// The weight and bias at the run's start.
    pub start: [f64; 2],
    /// The learning rate at the run's end.
    pub learning_rate: f64,
    /// Rows of one update; `None` for all.
    pub batch_size: Option<u32>,
    /// Updates made.
    pub updates: f64,
    /// The loss over all rows at the run's end.
    pub loss: f64,
    /// `[epochs since the run's start, loss]`.
    pub epochs: Vec<[f32; 2]>,
}

impl Run {
    /// Begins a new run and forgets the old one. The new run begins at this epoch, with these parameters.
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

    /// `[epochs, loss]` of each batch, with the loss before the batch's update.
    pub(crate) fn batches(&self) -> &[[f32; 2]] {
        self.updated.points(0)
    }

    /// Records the parameters of other knobs from now on.
    pub(crate) fn hold(&mut self, knobs: [Option<usize>; 2]) {
        self.knobs = knobs;
    }

    /// `[w, b]` after each update, as they are trained.
    pub(crate) fn path(&self) -> &[[f32; 2]] {
        self.updated.points(1)
    }

    /// `[epochs, loss]` of each epoch.
    pub(crate) fn epochs(&self) -> &[[f32; 2]] {
        self.ended.points(0)
    }

    /// Sets the loss at which an epoch ends the run; `None` means that none does.
    pub(crate) fn set_target(&mut self, target: Option<f64>) {
        self.target = target.map_or(f32::NEG_INFINITY, |target| target as f32);
    }

    /// Begins a new stretch where the trainer stands.
    pub(crate) fn mark(&mut self, first: u64, frozen: Vec<Parameter>, parameters: &[f32]) {
        self.stretch.from.clear();
        self.stretch.from.extend_from_slice(parameters);
        (self.stretch.first, self.stretch.frozen) = (first, frozen);
        self.stretch.is_later = self.updates > 0;
    }

    /// Forgets the weights at the end of the last epochs.
    pub(crate) fn unsettle(&mut self) {
        self.settled = false;
        self.ends.iter_mut().for_each(Vec::clear);
    }

    /// The curve of the epochs, or of the batches until there are two epochs, counted from the run's start.
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

    /// Training has settled when an epoch ends with exactly the weights of one of the two epochs before it: rounding
    /// can make SGD step to and fro between two neighbouring numbers for ever.
    fn epoch(&mut self, epoch: u64, loss: f32, parameters: &[f32]) -> ControlFlow<()> {
        let batches_per_epoch = self.batches_per_epoch;
        // Keras adds the losses of an epoch in 32 bits, so the sum can be infinite although each loss is finite.
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
