//! What can be chosen. It seldom changes, so it does not travel with every snapshot: the snapshot says when it has changed.

use serde::Serialize;
use two_knobs_core::loss::Loss;

use crate::data::datasets::DataName;
use crate::data::losses;
use crate::session::Session;

/// What can be chosen for an experiment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Choices {
    /// The data sets.
    pub data: Vec<DataName>,
    /// The losses, as the link names them.
    pub losses: Vec<&'static str>,
}

/// What y is, as far as losses ask.
#[derive(Clone, Copy, PartialEq)]
enum Targets {
    Numbers,
    /// 0 or 1, or between them.
    Labels,
    /// Each class has a unit of its own in the last layer.
    Classes,
}

impl Session {
    /// What can be chosen.
    pub fn choices(&self) -> Choices {
        let has_own = self.spec.own.is_some();
        let offered = |name: &DataName| *name != DataName::Points || has_own;
        let targets = self.targets();
        // Cross-entropies ask for labels, the categorical one for a unit for each.
        let fits = |loss: &Loss| match loss {
            Loss::CategoricalCrossentropy { .. } => targets == Targets::Classes,
            Loss::BinaryCrossentropy { .. } => targets == Targets::Labels,
            _ => targets != Targets::Classes,
        };
        Choices {
            data: DataName::NAMES.iter().map(|(_, name)| *name).filter(offered).collect(),
            losses: losses::LOSSES.iter().filter(|(_, loss)| fits(loss)).map(|(name, _)| *name).collect(),
        }
    }

    /// Another number for other choices, in any experiment: made of all that they depend on.
    pub(crate) fn choices_version(&self) -> u32 {
        2 * self.targets() as u32 + u32::from(self.spec.own.is_some())
    }

    fn targets(&self) -> Targets {
        if self.model.trainer.network().outputs() > 1 {
            Targets::Classes
        } else if self.data().y.iter().all(|y| (0.0..=1.0).contains(y)) {
            Targets::Labels
        } else {
            Targets::Numbers
        }
    }
}
