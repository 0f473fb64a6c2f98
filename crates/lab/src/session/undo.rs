//! Undo and redo: undo brings back the state before a change, redo the state after it.
//!
//! Each command that changes the experiment is one undo step: knobs, points, data, model, every training setting, Reset
//! and New start, and a link's text ([`Command::Set`](crate::Command::Set)). Undo brings the whole state before the
//! change back, weights and epoch too; redo brings back what was trained since. No setting is lost on the way to an
//! older step, because the setting's own step comes first.
//!
//! Undo leaves one setting as it is: the pace ([`Memento::spec_at`]). The pace changes no result, and a person who
//! takes back a turn of a knob does not mean the pace.

use crate::session::Session;
use crate::session::memento::{DEPTH, Gesture, Memento, Undo};
use crate::spec::Spec;
use crate::spec::model::Model;
use crate::words::message::Message;

impl Session {
    pub(crate) fn memento(&self) -> Memento {
        Memento {
            spec: self.spec.clone(),
            labels: self.labels,
            parameters: self.parameters().to_vec(),
            start: self.start.clone(),
            spare_bias: self.spare_bias,
            updates: self.model.trainer.updates(),
            run: self.run.number,
            counted: self.task.as_ref().map_or(0, |task| task.updates),
        }
    }

    /// Saves the state before a change, unless the change had no effect.
    pub(crate) fn remember(&mut self, gesture: Gesture, before: Memento) {
        let is_same = before.updates == self.model.trainer.updates()
            && before.labels == self.labels
            && before.parameters == self.parameters()
            && before.start == self.start
            && before.spec_at(self.spec.speed) == self.spec;
        if is_same {
            return;
        }
        let Undo { past, future, gesture: going_on } = &mut self.undo;
        *going_on = Some(gesture);
        future.clear();
        past.push(before);
        if past.len() > DEPTH {
            past.remove(0);
        }
    }

    pub(crate) fn step_back(&mut self) -> Result<(), Message> {
        let Some(memento) = self.undo.past.pop() else { return Err(Message::new("refused.undo")) };
        match self.restore(&memento) {
            Ok(now) => self.undo.future.push(now),
            Err(refused) => {
                self.undo.past.push(memento);
                return Err(refused);
            }
        }
        Ok(())
    }

    pub(crate) fn step_forward(&mut self) -> Result<(), Message> {
        let Some(memento) = self.undo.future.pop() else { return Err(Message::new("refused.redo")) };
        match self.restore(&memento) {
            Ok(now) => self.undo.past.push(now),
            Err(refused) => {
                self.undo.future.push(memento);
                return Err(refused);
            }
        }
        Ok(())
    }

    /// Brings back a saved state, and returns the present one. If nothing was trained since the save, the run goes on.
    fn restore(&mut self, memento: &Memento) -> Result<Memento, Message> {
        let spec = memento.spec_at(self.spec.speed);
        let mut model = Model::new(&spec)?;
        model.trainer.set_parameters(&memento.parameters)?;
        model.trainer.set_updates(memento.updates);
        // From here on nothing can fail, so the change is complete or not made at all.
        let (now, past_run) = (self.memento(), self.past_run());
        let (same_data, same_problem) = (same_data(&spec, &self.spec), same_problem(&spec, &self.spec));
        let goes_on = memento.run == self.run.number && memento.updates == self.model.trainer.updates();
        let is_relabelled = memento.labels != self.labels || spec.layers != self.spec.layers;
        (self.model, self.spec) = (model, spec);
        self.labels = memento.labels;
        self.start.clone_from(&memento.start);
        self.spare_bias = memento.spare_bias;
        if let Some(task) = &mut self.task {
            task.updates = memento.counted;
        }
        self.undo.settle();
        if !same_data {
            self.view.follow(&self.model);
        }
        if !same_problem {
            self.past.clear();
            self.refit(is_relabelled);
        } else if !goes_on {
            self.keep_run(past_run);
        }
        if goes_on {
            self.go_on();
        } else {
            self.begin();
        }
        Ok(now)
    }
}

fn same_data(a: &Spec, b: &Spec) -> bool {
    (a.data, a.generator(), a.test, &a.own, &a.features)
        == (b.data, b.generator(), b.test, &b.own, &b.features)
}

/// Whether losses under both specs can be compared: the data, the model, the loss and the penalties are the same.
fn same_problem(a: &Spec, b: &Spec) -> bool {
    same_data(a, b)
        && (&a.layers, a.use_bias, a.scale, a.loss, a.l1, a.l2)
            == (&b.layers, b.use_bias, b.scale, b.loss, b.l1, b.l2)
}
