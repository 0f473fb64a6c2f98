//! Undo and redo: what was before each change of knobs, data or model.

use crate::datasets::DataName;
use crate::spec::Spec;

/// Everything that a hand can change, as it was. Settings of training (rate, batch, pace) are part of the spec and come
/// back with it only where the data or the model do.
#[derive(Clone)]
pub(crate) struct Memento {
    pub(crate) spec: Spec,
    pub(crate) labels: DataName,
    pub(crate) parameters: Vec<f32>,
    pub(crate) start: Vec<f32>,
    pub(crate) spare_bias: f64,
}

/// One kind of change. A drag is many changes of one kind; they are undone together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gesture {
    Weight,
    Bias,
    Knobs,
    Point(usize),
    Generator,
    /// Never joined with the one before.
    Single,
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

    /// Remembers what was before a change.
    pub(crate) fn remember(&mut self, gesture: Gesture, before: Memento) {
        self.gesture = Some(gesture);
        self.future.clear();
        self.past.push(before);
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
    }

    /// The change that was going on is over.
    pub(crate) fn settle(&mut self) {
        self.gesture = None;
    }
}
