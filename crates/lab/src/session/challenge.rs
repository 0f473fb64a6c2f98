//! The challenge that a lesson sets for a learner, and the learner's progress.

use crate::session::snapshot::ChallengeState;
use crate::words::input::Input;
use crate::words::message::Message;
use crate::words::ranges::{PARAMETER, TARGET};

/// What a lesson asks for. All conditions that are given must hold at the same time. A lesson's file uses the same
/// names.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename_all = "camelCase", optional_fields))]
pub struct Challenge {
    /// The loss over all rows is below this.
    pub loss_below: Option<f64>,
    /// The weight is within these two numbers, ends included.
    pub w: Option<[f64; 2]>,
    /// The model has a bias, and it is within these two numbers, ends included.
    pub b: Option<[f64; 2]>,
    /// No update has been made since the weights last started afresh (Reset, New start, the lesson's opening).
    pub by_hand: Option<bool>,
    /// At most this many updates were made since the weights last started afresh.
    pub updates_at_most: Option<f64>,
    /// At least this many updates were made since the weights last started afresh.
    pub updates_at_least: Option<f64>,
    /// The model has no bias; `false`: it has one.
    pub no_bias: Option<bool>,
    /// Inputs are scaled before training; `false`: they are not.
    pub scaled: Option<bool>,
    /// Training has diverged since the challenge was set; `false`: it has not.
    pub diverged: Option<bool>,
    /// The weights have stopped changing; `false`: they have not.
    pub settled: Option<bool>,
    /// At least this many New starts were made since the challenge was set.
    pub new_starts_at_least: Option<f64>,
}

impl Challenge {
    /// Reads the challenge of a lesson's file; a condition that is left out or `null` is not asked for.
    ///
    /// # Errors
    /// When the file names an unknown condition, or a value has the wrong type.
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

    /// Returns the challenge if its numbers can be met.
    ///
    /// # Errors
    /// `refused.challenge` if the challenge asks for nothing, or a number is not finite, not whole or out of its range.
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

    /// Whether more updates alone could meet the challenge.
    pub(super) fn hopes_for_updates(&self, task: &Task) -> bool {
        let spent = self.updates_at_most.is_some_and(|most| task.updates as f64 > most);
        !spent && self.by_hand != Some(true)
    }
}

/// A challenge in progress.
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
    /// Counts updates from 0 again, because the weights have started afresh; `new` says that New start was asked for.
    pub(crate) fn restart(&mut self, new: bool) {
        self.updates = 0;
        self.new_starts = self.new_starts.saturating_add(u32::from(new));
    }

    /// The progress that the snapshot carries.
    pub(crate) fn state(&self) -> ChallengeState {
        ChallengeState {
            met: self.met,
            spent: !self.met && self.updates > 0 && !self.challenge.hopes_for_updates(self),
            updates: self.updates as f64,
            new_starts: f64::from(self.new_starts),
        }
    }
}
