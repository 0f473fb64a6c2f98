//! The saved states that undo and redo return to, and the kinds of changes that they know.

use crate::data::datasets::DataName;
use crate::session::command::{Command, Handle, KnobName};
use crate::spec::Spec;
use crate::words::terms::{ScheduleName, Speed};

/// The experiment's state at one moment.
#[derive(Clone)]
pub(crate) struct Memento {
    pub(super) spec: Spec,
    pub(super) labels: DataName,
    pub(super) parameters: Vec<f32>,
    pub(super) start: Vec<f32>,
    pub(super) spare_bias: f64,
    /// The trainer's count of updates, and the run's number.
    pub(super) updates: u64,
    pub(super) run: u64,
    /// Updates that the challenge had counted. Undo restores the count, so that trained weights never count as set by
    /// hand.
    pub(super) counted: u64,
}

impl Memento {
    /// The saved spec, with the present pace.
    pub(super) fn spec_at(&self, speed: Speed) -> Spec {
        Spec { speed, ..self.spec.clone() }
    }
}

/// The kind of a change. A drag is many changes of one kind, and Undo takes all of them back together.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Gesture {
    Weight,
    Bias,
    Knobs,
    Point(f64),
    Generator,
    LearningRate,
    Target,
    Momentum,
    L1,
    L2,
    Clip,
    Schedule(ScheduleName),
    /// The units of a layer.
    Units(f64),
    Seed,
    /// A change that is never joined with the change before.
    Single,
}

impl Gesture {
    /// The kind of change that a command makes; `None` for a command that Undo does not take back.
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
            Command::SetMomentum(_) => Self::Momentum,
            Command::SetL1(_) => Self::L1,
            Command::SetL2(_) => Self::L2,
            Command::SetClip(_) => Self::Clip,
            Command::SetSchedule { schedule, .. } => Self::Schedule(*schedule),
            Command::SetLayer { layer, units: Some(_), activation: None } => Self::Units(*layer),
            Command::SetSeed(_) => Self::Seed,
            Command::Freeze { .. }
            | Command::AddLayer
            | Command::RemoveLayer(_)
            | Command::MoveLayer { .. }
            | Command::SetLayer { .. }
            | Command::SetInitializer { .. }
            | Command::SetNoBias(_)
            | Command::SetScale(_)
            | Command::SetActivation(_)
            | Command::SetLoss(_)
            | Command::Reset
            | Command::NewStart
            | Command::SetBatchSize(_)
            | Command::SetOptimizer(_)
            | Command::SetNesterov(_)
            | Command::SetShuffle(_)
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

/// The most saved states: more than anybody takes back.
pub(crate) const DEPTH: usize = 50;

#[derive(Default)]
pub(crate) struct Undo {
    pub(crate) past: Vec<Memento>,
    pub(crate) future: Vec<Memento>,
    /// The kind of the change that is in progress.
    pub(super) gesture: Option<Gesture>,
}

impl Undo {
    /// Whether a change of this kind continues the change in progress, so that no new state has to be saved.
    pub(crate) fn goes_on(&self, gesture: Gesture) -> bool {
        gesture != Gesture::Single && self.gesture == Some(gesture)
    }

    /// Ends the change in progress.
    pub(crate) fn settle(&mut self) {
        self.gesture = None;
    }

    /// Ends the change in progress, because training runs. A change of the learning rate goes on: it can be turned
    /// meanwhile.
    pub(crate) fn settle_by_training(&mut self) {
        self.gesture = self.gesture.filter(|gesture| *gesture == Gesture::LearningRate);
    }

    /// Sets the saved counts to 0: a new challenge does not count updates made before it was set.
    pub(crate) fn count_afresh(&mut self) {
        self.past.iter_mut().chain(&mut self.future).for_each(|memento| memento.counted = 0);
    }
}
