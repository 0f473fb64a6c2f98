//! What a lesson asks a learner to bring about, and whether it has come about.

use crate::session::snapshot::ChallengeState;
use crate::words::input::Input;
use crate::words::message::Message;
use crate::words::ranges::{PARAMETER, TARGET};

/// What a lesson asks for: all that is named must hold at the same time. The names are those of a lesson's file.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename_all = "camelCase", optional_fields))]
pub struct Challenge {
    /// The loss over all rows is below this.
    pub loss_below: Option<f64>,
    /// The weight is within these two numbers, ends included.
    pub w: Option<[f64; 2]>,
    /// The bias likewise; the model has one.
    pub b: Option<[f64; 2]>,
    /// No update has been made since the weights last started afresh (Reset, New start, the lesson's opening).
    pub by_hand: Option<bool>,
    /// At most so many updates since then.
    pub updates_at_most: Option<f64>,
    /// At least so many updates since then.
    pub updates_at_least: Option<f64>,
    /// The model has no bias; `false`: it has one.
    pub no_bias: Option<bool>,
    /// Inputs are scaled before training; `false`: they are not.
    pub scaled: Option<bool>,
    /// Training has diverged since the challenge was set; `false`: it has not.
    pub diverged: Option<bool>,
    /// The weights have stopped changing; `false`: they have not.
    pub settled: Option<bool>,
    /// New start has been asked for so often since the challenge was set.
    pub new_starts_at_least: Option<f64>,
}

impl Challenge {
    /// The challenge that a lesson's file writes; what it leaves out or writes as `null` is not asked for.
    ///
    /// # Errors
    /// Where it names what cannot be asked for, or a value has another type.
    pub fn read(input: &Input) -> Result<Self, Message> {
        let [loss_below, w, b, by_hand, at_most, at_least, no_bias, scaled, diverged, settled, new_starts] =
            input.some_of([
                "lossBelow",
                "w",
                "b",
                "byHand",
                "updatesAtMost",
                "updatesAtLeast",
                "noBias",
                "scaled",
                "diverged",
                "settled",
                "newStartsAtLeast",
            ])?;
        Ok(Self {
            loss_below: loss_below.optional(Input::number)?,
            w: w.optional(Input::ends)?,
            b: b.optional(Input::ends)?,
            by_hand: by_hand.optional(Input::switch)?,
            updates_at_most: at_most.optional(Input::number)?,
            updates_at_least: at_least.optional(Input::number)?,
            no_bias: no_bias.optional(Input::switch)?,
            scaled: scaled.optional(Input::switch)?,
            diverged: diverged.optional(Input::switch)?,
            settled: settled.optional(Input::switch)?,
            new_starts_at_least: new_starts.optional(Input::number)?,
        })
    }

    /// The challenge, where its numbers can be met.
    ///
    /// # Errors
    /// `refused.challenge` where it asks for nothing, or a number is not finite, not whole or out of its range.
    pub(super) fn checked(&self) -> Result<Self, Message> {
        let within = |range: [f64; 2]| range.iter().all(|end| PARAMETER.hold(*end)) && range[0] <= range[1];
        let count = |count: f64| (0.0..=1e9).contains(&count) && count.fract() == 0.0;
        let sound = self.loss_below.is_none_or(|loss| loss > 0.0 && TARGET.hold(loss))
            && self.w.is_none_or(within)
            && self.b.is_none_or(within)
            && [self.updates_at_most, self.updates_at_least, self.new_starts_at_least]
                .into_iter()
                .flatten()
                .all(count);
        let sound = sound && *self != Self::default();
        sound.then(|| self.clone()).ok_or_else(|| Message::new("refused.challenge"))
    }

    /// Whether more updates alone may bring it about.
    pub(super) fn hopes_for_updates(&self, task: &Task) -> bool {
        let spent = self.updates_at_most.is_some_and(|most| task.updates as f64 > most);
        !spent && self.by_hand != Some(true)
    }
}

/// A challenge under way.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(super) challenge: Challenge,
    pub(super) met: bool,
    /// Updates since the weights last started afresh.
    pub(crate) updates: u64,
    pub(super) new_starts: u32,
    pub(super) diverged: bool,
}

impl Task {
    /// The weights have started afresh.
    pub(crate) fn restart(&mut self, new: bool) {
        self.updates = 0;
        self.new_starts = self.new_starts.saturating_add(u32::from(new));
    }

    /// What the page is told.
    pub(crate) fn state(&self) -> ChallengeState {
        ChallengeState {
            met: self.met,
            spent: !self.met && self.updates > 0 && !self.challenge.hopes_for_updates(self),
            updates: self.updates as f64,
            new_starts: f64::from(self.new_starts),
        }
    }
}
