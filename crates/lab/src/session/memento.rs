//! The experiment as it was before a change, and the changes that undo and redo know.

use crate::data::datasets::DataName;
use crate::session::command::{Command, Handle, KnobName};
use crate::spec::Spec;
use crate::words::terms::Speed;

/// The experiment at one moment.
#[derive(Clone)]
pub(crate) struct Memento {
    pub(super) spec: Spec,
    pub(super) labels: DataName,
    pub(super) parameters: Vec<f32>,
    pub(super) start: Vec<f32>,
    pub(super) spare_bias: f64,
    /// Updates that the trainer had made, and in which run.
    pub(super) updates: u64,
    pub(super) run: u64,
    /// Updates that the challenge had counted. Undo is no way to weights that count as set by hand.
    pub(super) counted: u64,
}

impl Memento {
    /// The spec to return to, at the pace of now.
    pub(super) fn spec_at(&self, speed: Speed) -> Spec {
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
            Command::Turn { knob: KnobName::W, .. } => Self::Weight,
            Command::Turn { knob: KnobName::B, .. } => Self::Bias,
            Command::SetKnobs { .. } | Command::Pull { handle: Handle::Both, .. } => Self::Knobs,
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
pub(crate) const DEPTH: usize = 50;

#[derive(Default)]
pub(crate) struct Undo {
    pub(crate) past: Vec<Memento>,
    pub(crate) future: Vec<Memento>,
    /// The change going on.
    pub(super) gesture: Option<Gesture>,
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
