//! The training that led to the session's present parameters.

use serde::{Deserialize, Serialize};

use crate::session::Session;
use crate::words::base64;
use crate::words::places::write_parameters;
use crate::words::terms::OptimizerName;

/// The training that the notebook runs: the updates since a person last changed something.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Trained {
    /// The parameters at its start, as a link's `params` writes them.
    pub from: String,
    /// The trainer's count of updates at its start.
    pub first: f64,
    /// Updates made since its start; never 0.
    pub updates: f64,
    /// The parameters that SGD left out, as a link's `lock` writes them.
    pub frozen: String,
    /// Whether the optimizer remembered updates from before, which no new one in Keras does.
    pub warm: bool,
}

impl Session {
    /// The training since a person last changed something; `None` if there were no updates since. A link does not carry
    /// it.
    pub fn trained(&self) -> Option<Trained> {
        let (stretch, spec) = (&self.run.stretch, &self.spec);
        let updates = self.model.trainer.updates().saturating_sub(stretch.first);
        let remembers = spec.optimizer != OptimizerName::Sgd || spec.momentum > 0.0;
        (updates > 0).then(|| Trained {
            from: base64::write(&stretch.from),
            first: stretch.first as f64,
            updates: updates as f64,
            frozen: write_parameters(&stretch.frozen),
            warm: stretch.is_later && remembers,
        })
    }
}
