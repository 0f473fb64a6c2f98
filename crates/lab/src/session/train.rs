//! Training: how many updates are made, and why they stop.

use std::ops::ControlFlow;

use two_knobs_core::training::{Divergence, Observer, Stop, Trainer};

use crate::session::run::Run;
use crate::session::snapshot::Status;
use crate::session::{Session, advice};
use crate::spec::held_out::Test;
use crate::spec::model::Model;
use crate::spec::readable::Readable;

impl Session {
    /// Makes at most `updates` SGD updates. It makes fewer if training diverges or reaches its target, and then none
    /// until something changes. `advance(n + m)` leaves the same bits as `advance(n)` and then `advance(m)`.
    pub fn advance(&mut self, updates: u32) {
        self.make(updates, false);
    }

    /// Makes the updates. A single step that a person asks for goes beyond the target.
    pub(crate) fn make(&mut self, updates: u32, by_hand: bool) {
        if self.status == Status::Target && !by_hand {
            return;
        }
        // A hand that holds a knob has not let go, so its change goes on while training runs.
        if self.held == [false; 2] {
            self.undo.settle_by_training();
        }
        let mut left = u64::from(updates);
        while left > 0 {
            let piece = if self.watches_updates() { 1 } else { left };
            let before = self.run.updates;
            self.advance_trainer(piece);
            self.count_updates(self.run.updates - before);
            self.judge();
            left = if matches!(self.status, Status::Ready | Status::Settled) { left - piece } else { 0 };
        }
        if self.held == [false; 2] {
            self.view.grow_knobs(&self.spec, &self.model);
        }
    }

    fn advance_trainer(&mut self, updates: u64) {
        let Model { trainer, rule, test, .. } = &mut self.model;
        let stop = trainer.advance(updates, &mut Watch { run: &mut self.run, rule, test: test.as_ref() });
        self.status = match stop {
            Stop::Diverged(Divergence::NonFinite) => Status::NonFinite,
            Stop::Diverged(Divergence::RateAboveLimit) => Status::RateAboveLimit,
            Stop::Observer => Status::Target,
            Stop::Done if self.run.settled => Status::Settled,
            Stop::Done => Status::Ready,
        };
        if matches!(stop, Stop::Diverged(_)) && self.advice.is_none() {
            self.advice = Some(advice::find(&self.spec, &self.model, &self.start));
        }
    }
}

/// Records the run, and lets the rule say which parameters may be kept.
struct Watch<'a> {
    run: &'a mut Run,
    rule: &'a Readable,
    test: Option<&'a Test>,
}

impl Observer for Watch<'_> {
    #[inline]
    fn update(&mut self, updates: u64, batch_loss: f32, parameters: &[f32]) {
        self.run.update(updates, batch_loss, parameters);
    }

    #[inline]
    fn skip(&self) -> u64 {
        self.run.skip()
    }

    #[inline]
    fn skipped(&mut self, updates: u64) {
        self.run.skipped(updates);
    }

    fn accepts(&mut self, trainer: &Trainer) -> bool {
        self.rule.holds(trainer, self.test)
    }

    fn epoch(&mut self, epoch: u64, loss: f32, parameters: &[f32]) -> ControlFlow<()> {
        self.run.epoch(epoch, loss, parameters)
    }
}
