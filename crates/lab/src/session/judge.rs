//! Checks after every change whether a challenge is met.

use crate::session::Session;
use crate::session::challenge::{Challenge, Task};
use crate::session::snapshot::Status;
use crate::words::message::Message;

impl Session {
    /// Sets a challenge, or removes it.
    pub(crate) fn set_challenge(&mut self, challenge: Option<&Challenge>) -> Result<(), Message> {
        let challenge = challenge.map(Challenge::checked).transpose()?;
        let task = |challenge| Task { challenge, met: false, updates: 0, new_starts: 0, diverged: false };
        self.task = challenge.map(task);
        self.undo.count_afresh();
        Ok(())
    }

    /// Whether the challenge must be checked after each single update. This way it is met after the same update at any
    /// pace, even between two frames.
    pub(crate) fn watches_updates(&self) -> bool {
        self.task.as_ref().is_some_and(|task| !task.met && task.challenge.hopes_for_updates(task))
    }

    /// Adds updates to the challenge's count, and records whether training diverged.
    pub(crate) fn count_updates(&mut self, updates: u64) {
        let diverged = matches!(self.status, Status::NonFinite | Status::RateAboveLimit);
        if let Some(task) = &mut self.task {
            task.updates += updates;
            task.diverged |= diverged;
        }
    }

    /// Checks whether the challenge is met; once met, it stays met.
    pub(crate) fn judge(&mut self) {
        let met = self.task.as_ref().is_some_and(|task| task.met || self.meets(task));
        if let Some(task) = &mut self.task {
            task.met = met;
        }
    }

    fn meets(&self, task: &Task) -> bool {
        let Challenge {
            loss_below,
            w,
            b,
            by_hand,
            updates_at_most,
            updates_at_least,
            no_bias,
            scaled,
            diverged,
            settled,
            new_starts_at_least,
        } = &task.challenge;
        let (updates, new_starts) = (task.updates as f64, f64::from(task.new_starts));
        let is = |wanted: &Option<bool>, is: bool| wanted.is_none_or(|wanted| wanted == is);
        let knobs = self.model.shown(self.parameters());
        let within = |range: &Option<[f64; 2]>, knob: usize| {
            range.is_none_or(|[low, high]| {
                self.model.knobs[knob].is_some() && knobs[knob] >= low && knobs[knob] <= high
            })
        };
        is(by_hand, task.updates == 0)
            && updates_at_most.is_none_or(|most| updates <= most)
            && updates_at_least.is_none_or(|least| updates >= least)
            && new_starts_at_least.is_none_or(|least| new_starts >= least)
            && is(no_bias, !self.spec.use_bias)
            && is(scaled, self.spec.scale)
            && is(diverged, task.diverged)
            && is(settled, self.status == Status::Settled)
            && within(w, 0)
            && within(b, 1)
            && loss_below.is_none_or(|bound| self.model.loss() < bound)
    }
}
