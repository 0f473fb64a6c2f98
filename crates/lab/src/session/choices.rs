//! The data sets and losses that can be chosen. They seldom change, so they are not part of every snapshot: the
//! snapshot says when they have changed.

use serde::Serialize;
use two_knobs_core::loss::Loss;

use crate::data::datasets::DataName;
use crate::data::losses;
use crate::session::Session;

/// The data sets and losses that can be chosen for an experiment.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Choices {
    /// The data sets.
    pub data: Vec<DataName>,
    /// The losses, by their names in the link.
    pub losses: Vec<&'static str>,
}

/// The kind of y, which decides which losses fit.
#[derive(Clone, Copy, PartialEq)]
enum Targets {
    Numbers,
    /// From 0 to 1.
    Labels,
    /// Classes, each with its own unit in the last layer.
    Classes,
}

impl Session {
    /// The data sets and losses that can be chosen.
    pub fn choices(&self) -> Choices {
        let has_own = self.spec.own.is_some();
        let offered = |name: &DataName| *name != DataName::Points || has_own;
        let targets = self.targets();
        // Binary cross-entropy needs labels; categorical cross-entropy needs one unit for each class.
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

    /// A number that differs whenever the choices differ, also between experiments: it is made of all that they depend
    /// on.
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
