//! The training that has led to where the session stands.

use serde::{Deserialize, Serialize};

use crate::session::Session;
use crate::words::base64;
use crate::words::terms::OptimizerName;

/// The training that the notebook runs: what SGD alone did, from where a hand last left it to where the session stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Trained {
    /// The parameters that it began with, as a link's `params` writes them.
    pub from: String,
    /// Updates on the counter when it began.
    pub first: f64,
    /// Updates made since; never 0.
    pub updates: f64,
    /// Which knobs SGD left out, weight and bias.
    pub frozen: [bool; 2],
    /// Whether the optimizer remembered updates from before, which no new one in Keras does.
    pub warm: bool,
}

impl Session {
    /// The training that has led here since a hand last had a part in it; `None` where there were no updates since. A link
    /// does not carry it.
    pub fn trained(&self) -> Option<Trained> {
        let (stretch, spec) = (&self.run.stretch, &self.spec);
        let updates = self.model.trainer.updates().saturating_sub(stretch.first);
        let remembers = spec.optimizer != OptimizerName::Sgd || spec.momentum > 0.0;
        (updates > 0).then(|| Trained {
            from: base64::write(&stretch.from),
            first: stretch.first as f64,
            updates: updates as f64,
            frozen: stretch.frozen,
            warm: stretch.is_later && remembers,
        })
    }
}
