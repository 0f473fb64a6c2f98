//! Undo and redo: the experiment as it was before each change.
//!
//! Each command that changes the experiment is one step back: knobs, points, data, model, every setting of training, Reset
//! and New start, and whatever a link brought ([`Command::Set`]). Undo brings all of it back as it was when the change was
//! made, weights and epoch too; what was trained since comes again with redo. So nothing that somebody set is lost on the
//! way to an older step: its own step comes first.
//!
//! One setting stays as it is: the pace ([`Memento::spec_at`]). It says how fast training is watched and changes nothing of
//! what comes out; whoever takes back a turn of a knob does not mean it.

use crate::command::{Command, Handle, Speed};
use crate::datasets::DataName;
use crate::message::Message;
use crate::model::Model;
use crate::session::Session;
use crate::spec::Spec;

/// The experiment at one moment.
#[derive(Clone)]
pub(crate) struct Memento {
    spec: Spec,
    labels: DataName,
    parameters: Vec<f32>,
    start: Vec<f32>,
    spare_bias: f64,
    /// Updates that the trainer had made, and in which run.
    updates: u64,
    run: u64,
    /// Updates that the challenge had counted. Undo is no way to weights that count as set by hand.
    counted: u64,
}

impl Memento {
    /// The spec to return to, at the pace of now.
    fn spec_at(&self, speed: Speed) -> Spec {
        Spec { speed, ..self.spec.clone() }
    }
}

/// One kind of change. A drag is many changes of one kind; they are undone together.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Gesture {
    Weight,
    Bias,
    Knobs,
    Point(f64),
    Generator,
    LearningRate,
    Target,
    /// Never joined with the one before.
    Single,
}

impl Gesture {
    /// What kind of change a command makes; `None` where there is nothing to take back.
    pub(crate) fn of(command: &Command) -> Option<Self> {
        Some(match command {
            Command::SetWeight(_) | Command::Pull { handle: Handle::Tilt, .. } => Self::Weight,
            Command::SetBias(_) | Command::Pull { handle: Handle::Lift, .. } => Self::Bias,
            Command::SetKnobs { .. } => Self::Knobs,
            Command::MovePoint { row, .. } => Self::Point(*row),
            Command::SetGenerator { .. } => Self::Generator,
            Command::SetLearningRate(_) => Self::LearningRate,
            Command::SetTarget(_) => Self::Target,
            Command::Freeze { .. }
            | Command::SetNoBias(_)
            | Command::SetScale(_)
            | Command::SetActivation(_)
            | Command::SetLoss(_)
            | Command::Reset
            | Command::NewStart
            | Command::SetBatchSize(_)
            | Command::SetData(_)
            | Command::AddPoint { .. }
            | Command::RemovePoint(_)
            | Command::Set(_) => Self::Single,
            Command::Hold { .. }
            | Command::Settle
            | Command::Undo
            | Command::Redo
            | Command::Step
            | Command::SetSpeed(_)
            | Command::SetChallenge(_)
            | Command::DismissNotices => return None,
        })
    }
}

/// More steps back than anybody takes.
const DEPTH: usize = 50;

#[derive(Default)]
pub(crate) struct Undo {
    pub(crate) past: Vec<Memento>,
    pub(crate) future: Vec<Memento>,
    /// The change going on.
    gesture: Option<Gesture>,
}

impl Undo {
    /// Whether a change of this kind goes on with the last one, so that there is nothing to remember.
    pub(crate) fn goes_on(&self, gesture: Gesture) -> bool {
        gesture != Gesture::Single && self.gesture == Some(gesture)
    }

    /// The change that was going on is over.
    pub(crate) fn settle(&mut self) {
        self.gesture = None;
    }

    /// Training ends the change that was going on, but for a learning rate that is turned while training runs.
    pub(crate) fn settle_by_training(&mut self) {
        self.gesture = self.gesture.filter(|gesture| *gesture == Gesture::LearningRate);
    }

    /// A challenge begins to count: what was before it is not counted.
    pub(crate) fn count_afresh(&mut self) {
        self.past.iter_mut().chain(&mut self.future).for_each(|memento| memento.counted = 0);
    }
}

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

    /// Remembers what was before a change. What has changed nothing is no step.
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

    /// The experiment of that moment, and what was until now. Where nothing was trained since, the run goes on.
    fn restore(&mut self, memento: &Memento) -> Result<Memento, Message> {
        let spec = memento.spec_at(self.spec.speed);
        let mut model = Model::new(&spec)?;
        model.trainer.set_parameters(&memento.parameters)?;
        model.trainer.set_updates(memento.updates);
        // Nothing below can fail.
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
    (a.data, a.generator, a.test, &a.own) == (b.data, b.generator, b.test, &b.own)
}

/// Whether losses can be compared: the same data, model and loss.
fn same_problem(a: &Spec, b: &Spec) -> bool {
    same_data(a, b)
        && (&a.layers, a.use_bias, a.scale, a.loss, a.l1, a.l2)
            == (&b.layers, b.use_bias, b.scale, b.loss, b.l1, b.l2)
}
