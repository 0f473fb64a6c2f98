//! Carries out each command completely, or changes nothing.

use crate::session::Session;
use crate::session::command::Command;
use crate::session::layers::LayerChange;
use crate::session::memento::Gesture;
use crate::spec::Spec;
use crate::spec::model::Model;
use crate::words::message::Message;
use crate::words::ranges::{BATCH_SIZE, LEARNING_RATE, TARGET, whole, within};

impl Session {
    /// Carries out a command completely.
    ///
    /// # Errors
    /// A message that says why the command was refused; then nothing has changed.
    pub fn apply(&mut self, command: &Command) -> Result<(), Message> {
        let gesture = Gesture::of(command).filter(|gesture| !self.undo.goes_on(*gesture));
        let before = gesture.map(|gesture| (gesture, self.memento()));
        self.carry_out(command)?;
        if let Some((gesture, before)) = before {
            self.remember(gesture, before);
        }
        self.judge();
        Ok(())
    }

    /// Each arm first checks that its command can be carried out, and only then changes the session.
    fn carry_out(&mut self, command: &Command) -> Result<(), Message> {
        match *command {
            Command::SetWeight(value) => self.turn([Some(value), None])?,
            Command::SetBias(value) => self.turn([None, Some(value)])?,
            Command::SetKnobs { w, b } => self.turn([Some(w), self.model.knobs[1].map(|_| b)])?,
            Command::Turn { knob, steps, from } => self.turn_by(knob, steps, from)?,
            Command::Pull { handle, x, y } => self.pull(handle, x, y)?,
            Command::Hold { w, b } => {
                self.held = [w, b];
                self.freeze();
                self.mark();
            }
            Command::Settle => self.settle(),
            Command::Undo => self.step_back()?,
            Command::Redo => self.step_forward()?,
            Command::Freeze { w, b } => {
                self.spec.lock = [w, b];
                self.model.follow_lock(&self.spec);
                self.freeze();
                self.arm();
            }
            Command::SetNoBias(on) => self.set_no_bias(on)?,
            Command::SetScale(on) => self.set_scale(on)?,
            Command::SetActivation(ref name) => self.set_activation(name)?,
            Command::SetLoss(ref name) => self.set_loss(name)?,
            Command::SetTarget(target) => {
                self.spec.target = target.map(|target| within(TARGET, target)).transpose()?;
                self.run.set_target(self.spec.target);
                self.arm();
            }
            Command::Step => self.make(1, true),
            Command::Reset => {
                let past = self.past_run();
                self.model.trainer.set_parameters(&self.start)?;
                self.model.trainer.restart();
                self.keep_run(past);
                self.begin();
                self.task.iter_mut().for_each(|task| task.restart(false));
            }
            Command::NewStart => {
                let spec = Spec { seed: self.spec.seed.wrapping_add(1), ..self.spec.clone() };
                let mut model = Model::new(&spec)?;
                let seeded = model.seeded.clone();
                if !model.may_keep(&seeded) {
                    return Err(Message::new("refused.overflow"));
                }
                self.keep_run(self.past_run());
                (self.model, self.spec) = (model, spec);
                self.start.clone_from(&self.model.seeded);
                self.begin();
                self.task.iter_mut().for_each(|task| task.restart(true));
            }
            Command::SetLearningRate(value) => {
                self.spec.learning_rate = within(LEARNING_RATE, value)?;
                self.model.trainer.set_optimizer(self.spec.optimizer());
                self.arm();
            }
            Command::SetBatchSize(value) => {
                let batch_size = value.map(|rows| whole(BATCH_SIZE, rows)).transpose()?;
                let spec = Spec { batch_size, ..self.spec.clone() };
                let past = self.past_run();
                self.rebuild(spec)?;
                self.keep_run(past);
            }
            Command::SetOptimizer(_)
            | Command::SetMomentum(_)
            | Command::SetNesterov(_)
            | Command::SetL1(_)
            | Command::SetL2(_)
            | Command::SetClip(_)
            | Command::SetShuffle(_)
            | Command::SetSchedule { .. } => self.set_training(command)?,
            Command::AddLayer => self.add_layer()?,
            Command::RemoveLayer(layer) => self.remove_layer(layer)?,
            Command::MoveLayer { layer, to } => self.move_layer(layer, to)?,
            Command::SetLayer { layer, units, ref activation } => {
                self.set_layer(layer, LayerChange { units, activation: activation.as_deref() })?;
            }
            Command::SetInitializer { ref kernel, ref bias } => {
                self.set_initializers(kernel.as_deref(), bias.as_deref())?;
            }
            Command::SetSeed(seed) => self.set_seed(seed)?,
            Command::SetSpeed(value) => self.spec.speed = value,
            Command::SetData(name) => self.choose_data(name)?,
            Command::SetGenerator { noise, n, seed } => self.set_generator([noise, n, seed])?,
            Command::AddPoint { x, y } => self.add_point(x, y)?,
            Command::MovePoint { row, x, y } => self.move_point(row, x, y)?,
            Command::RemovePoint(row) => self.remove_point(row)?,
            Command::Set(ref text) => self.set(text)?,
            Command::SetChallenge(ref challenge) => self.set_challenge(challenge.as_ref())?,
            Command::DismissNotices => self.notices.clear(),
        }
        Ok(())
    }
}
