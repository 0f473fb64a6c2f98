//! The settings of training that the page's panel holds: changing them, and showing them.

use crate::session::Session;
use crate::session::command::Command;
use crate::session::snapshot::TrainingSettings;
use crate::spec::Spec;
use crate::words::message::Message;
use crate::words::ranges::{AMOUNT, DECAY_RATE, DECAY_STEPS, MOMENTUM, whole, within};
use crate::words::terms::{OptimizerName, ScheduleName};

impl Session {
    /// Changes a setting of training. The weights and the epoch stay, and a new run begins.
    pub(crate) fn set_training(&mut self, command: &Command) -> Result<(), Message> {
        let mut spec = self.spec.clone();
        match *command {
            Command::SetOptimizer(optimizer) => spec.optimizer = optimizer,
            Command::SetMomentum(value) => spec.momentum = within(MOMENTUM, value)?,
            Command::SetNesterov(on) => spec.nesterov = on,
            Command::SetL1(value) => spec.l1 = within(AMOUNT, value)?,
            Command::SetL2(value) => spec.l2 = within(AMOUNT, value)?,
            Command::SetClip(value) => spec.clip = within(AMOUNT, value)?,
            Command::SetShuffle(on) => spec.shuffle = on,
            Command::SetSchedule { schedule, steps, rate } => {
                spec.schedule = schedule;
                spec.decay_steps = whole(DECAY_STEPS, steps)?;
                spec.decay_rate = within(DECAY_RATE, rate)?;
            }
            _ => {}
        }
        if spec == self.spec {
            return Ok(());
        }
        // Losses with another penalty can't be compared.
        let is_comparable = (spec.l1, spec.l2) == (self.spec.l1, self.spec.l2);
        let past = self.past_run().filter(|_| is_comparable);
        self.rebuild(spec)?;
        if is_comparable {
            self.keep_run(past);
        } else {
            self.past.clear();
            self.refit(true);
        }
        Ok(())
    }

    pub(crate) fn training_settings(&self) -> TrainingSettings {
        let Spec {
            optimizer,
            momentum,
            nesterov,
            l1,
            l2,
            clip,
            shuffle,
            schedule,
            decay_steps,
            decay_rate,
            ..
        } = self.spec;
        let trainer = &self.model.trainer;
        TrainingSettings {
            optimizer,
            momentum,
            nesterov,
            l1,
            l2,
            clip,
            shuffle,
            schedule,
            decay_steps,
            decay_rate,
            rate_now: match schedule {
                ScheduleName::Constant => self.spec.learning_rate,
                _ => f64::from(trainer.training().optimizer.learning_rate.at(trainer.updates())),
            },
            has_momentum: optimizer != OptimizerName::Adam,
            has_nesterov: optimizer == OptimizerName::Sgd,
        }
    }
}
