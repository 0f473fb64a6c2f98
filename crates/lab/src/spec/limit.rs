//! The largest learning rate for a line before SGD diverges, and the default learning rate of a link that names none.

use serde::Serialize;
use two_knobs_core::analysis::{Curvature, largest_rate};
use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;

use crate::data::datasets;
use crate::spec::Spec;
use crate::words::nice;
use crate::words::ranges::LEARNING_RATE;
use crate::words::terms::{OptimizerName, ScheduleName};

/// What a limit of the learning rate means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum LimitKind {
    /// SGD diverges with a rate above the limit.
    #[default]
    Diverges,
    /// SGD does not diverge with a rate up to the limit, in any order of batches of this size. Above it, some orders
    /// diverge.
    Safe,
    /// The limit is that of all rows at once; with momentum, the limit for smaller batches is not known.
    AllRows,
}

/// A limit of the learning rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limit {
    pub(crate) rate: f64,
    pub(crate) kind: LimitKind,
}

impl Spec {
    /// The rate above which SGD diverges on `data`, scaled as in training, with all rows at once. It is known for a
    /// line under MSE. L2 adds to the curvature along w; L1 bends the loss only at 0; a clipped gradient never
    /// diverges.
    pub(crate) fn limit(&self, data: &Dataset) -> Option<f64> {
        // A rate above the limit that falls below it in time need not diverge.
        if self.schedule != ScheduleName::Constant {
            return None;
        }
        self.largest_rate_for(data, all_rows(data), self.frozen_knobs())
    }

    /// The limit for batches of the present size.
    pub(crate) fn batch_limit(&self, data: &Dataset) -> Option<Limit> {
        let all = self.limit(data)?;
        let rows = data.rows();
        let size = self.batch_size.map_or(rows, |size| size as usize).clamp(1, rows);
        let told = |rate, kind| Some(Limit { rate, kind });
        if size == rows {
            return told(all, LimitKind::Diverges);
        }
        if self.momentum > 0.0 {
            return told(all, LimitKind::AllRows);
        }
        if self.shuffle {
            // A batch can hold any rows. The last batch has the fewest rows, so its loss can have the largest
            // curvature.
            let least = if rows.is_multiple_of(size) { size } else { rows % size };
            return told(
                self.largest_rate_for(data, Curvature::of_any_batch(data, least), self.frozen_knobs())?,
                LimitKind::Safe,
            );
        }
        let xs: Vec<f64> = first_column(data).collect();
        let batches = xs.chunks(size).map(|batch| Curvature::of(batch.iter().copied()));
        let rates = batches.filter_map(|batch| self.largest_rate_for(data, batch, self.frozen_knobs()));
        let least = rates.fold(f64::INFINITY, f64::min);
        told(least, LimitKind::Safe).filter(|limit| limit.rate.is_finite())
    }

    /// The largest rate with which SGD does not diverge if every batch has this curvature and these knobs are frozen.
    fn largest_rate_for(&self, data: &Dataset, curvature: Curvature, lock: [bool; 2]) -> Option<f64> {
        let known = self.optimizer == OptimizerName::Sgd
            && self.clip == 0.0
            && self.loss == Loss::Mse
            && self.is_line(data);
        let turns = [!lock[0], self.use_bias && !lock[1]];
        let steepest = curvature.steepest(self.l2, turns);
        known.then(|| largest_rate(steepest, self.momentum, self.nesterov))?
    }

    /// The rate of a link that names none. It depends only on the limit of plain SGD, as it always did, so that links
    /// keep their meaning.
    pub(crate) fn default_rate(&self, data: &Dataset) -> f64 {
        let plain = self.momentum == 0.0 && self.l1 == 0.0 && self.l2 == 0.0;
        self.own_rate(if plain { self.largest_rate_for(data, all_rows(data), [false; 2]) } else { None })
    }

    /// The data set's own learning rate, if that is below the limit; otherwise 0.4 times the limit, rounded down.
    pub(crate) fn own_rate(&self, limit: Option<f64>) -> f64 {
        match (datasets::about(self.data).learning_rate, limit) {
            (Some(rate), Some(limit)) if rate < limit => rate,
            (_, Some(limit)) => nice::round_down(limit * 0.4).clamp(LEARNING_RATE.min, LEARNING_RATE.max),
            (Some(rate), None) => rate,
            (None, None) => 0.01,
        }
    }
}

fn first_column(data: &Dataset) -> impl Iterator<Item = f64> {
    data.x.iter().step_by(data.inputs).map(|x| f64::from(*x))
}

fn all_rows(data: &Dataset) -> Curvature {
    Curvature::of(first_column(data))
}
