//! What goes wrong, said where it is seen: each hint follows from the present state alone.

use two_knobs_core::initializer::Initializer;
use two_knobs_core::loss::Loss;

use crate::session::Session;
use crate::session::faults::{Fault, Hint, Note, NoteKind, Repair, Trouble};
use crate::session::snapshot::Status;

/// A run is on a plateau when its loss has fallen by less than this share in its second half ...
const FALL: f32 = 0.005;
/// ... of at least so many recorded epochs ...
const EPOCHS: usize = 200;
/// ... and is still more than this share of the loss of one answer for all rows.
const LARGE: f64 = 0.05;

impl Session {
    /// What goes wrong at a state with these units and this loss.
    pub(crate) fn hints(&self, loss: f64, notes: &[Note]) -> Vec<Hint> {
        let mut hints = Vec::new();
        if let Some(pairing) = self.spec.pairing(self.data()) {
            let activation = pairing.activation.map(|activation| Repair::Activation(activation.name()));
            let repairs = activation.into_iter().chain(pairing.loss.map(Repair::Loss)).collect();
            hints.push(hint(Fault::Pairing(pairing.mismatch), None, 0, repairs));
        }
        let is_deep = self.spec.layers.len() > 1;
        if is_deep
            && self.spec.clip == 0.0
            && matches!(self.status, Status::NonFinite | Status::RateAboveLimit)
        {
            hints.push(hint(Fault::Training(Trouble::Exploding), None, 0, vec![Repair::Clip(1.0)]));
        }
        for layer in 0..self.spec.layers.len().saturating_sub(1) {
            hints.extend(self.layer_hints(layer as u32, notes));
        }
        if is_deep && self.is_on_plateau(loss) {
            hints.push(hint(Fault::Training(Trouble::Plateau), None, 0, vec![Repair::NewStart]));
        }
        hints
    }

    fn layer_hints(&self, layer: u32, notes: &[Note]) -> Vec<Hint> {
        let count = |kinds: &[NoteKind]| {
            notes.iter().filter(|note| note.layer == layer && kinds.contains(&note.kind)).count() as u32
        };
        let twins = if self.spec.kernel_initializer.is_random() {
            Repair::NewStart
        } else {
            Repair::Initializer(Initializer::GlorotUniform.name())
        };
        let rows = [
            (Trouble::Twins, &[NoteKind::Twin][..], twins),
            (Trouble::Dead, &[NoteKind::AlwaysZero], Repair::NewStart),
            (Trouble::Stuck, &[NoteKind::StuckLow, NoteKind::StuckHigh], Repair::NewStart),
        ];
        let told = rows.into_iter().map(|(trouble, kinds, repair)| (trouble, count(kinds), repair));
        told.filter(|(_, units, _)| *units > 0)
            .map(|(trouble, units, repair)| hint(Fault::Training(trouble), Some(layer), units, vec![repair]))
            .collect()
    }

    /// Whether the loss has stopped falling although it is large: SGD is stuck, which is not the same as done.
    fn is_on_plateau(&self, loss: f64) -> bool {
        let epochs = self.run.epochs();
        let flat = match epochs {
            [.., last] if epochs.len() >= EPOCHS => {
                let middle = epochs[epochs.len() / 2][1];
                middle - last[1] < FALL * middle
            }
            _ => false,
        };
        let at_rest = flat || self.status == Status::Settled;
        at_rest && self.loss_of_one_answer().is_some_and(|base| loss > LARGE * base)
    }

    /// The loss of the best single answer for all rows, or about so; `None` where it is not known.
    fn loss_of_one_answer(&self) -> Option<f64> {
        match self.spec.loss {
            Loss::Mse => Some(self.view.y_variance),
            Loss::BinaryCrossentropy { .. } | Loss::CategoricalCrossentropy { .. } => {
                Some(std::f64::consts::LN_2)
            }
            _ => None,
        }
    }
}

fn hint(fault: Fault, layer: Option<u32>, units: u32, repairs: Vec<Repair>) -> Hint {
    Hint { fault, layer, units, repairs }
}
