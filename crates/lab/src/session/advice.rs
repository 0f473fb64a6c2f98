//! What helps where training has diverged. Nothing is offered that was not tried: from the same start, in the same order of
//! batches, for up to 20,000 updates.

use std::iter::{once, successors};

use serde::Serialize;
use two_knobs_core::training::{Stop, Trainer};

use crate::spec::Spec;
use crate::spec::model::Model;
use crate::words::nice;
use crate::words::ranges::LEARNING_RATE;

/// What helps where training has diverged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Advice {
    /// A learning rate with which training from the same start lowers the loss, as it does with twice that rate; `null` where
    /// none was found.
    pub rate: Option<f64>,
    /// Whether training does so on scaled inputs, at the rate they come with.
    pub scale: bool,
    /// Where no rate was found: what there would have to be less of for one.
    pub less: Option<Less>,
}

/// A setting that leaves no learning rate to offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Less {
    /// SGD keeps too much of the last step.
    Momentum,
    /// Large weights cost too much.
    Penalty,
}

/// The updates of a trial, where they cost little: an order of batches that is too much for momentum shows late.
const UPDATES: u64 = 20_000;
/// Fewer say nothing.
const LEAST_UPDATES: u64 = 50;
/// What all trials together may cost, in multiplications: about a fifth of a second.
const BUDGET: u64 = 200_000_000;
/// The share of it that one trial may take.
const TRIALS: u64 = 8;
/// An update costs so much besides its rows.
const OVERHEAD: u64 = 64;
/// The next rate to try is this part of the last, rounded down.
const NEXT: f64 = 0.4;

/// What helps from the start that Reset returns to.
pub(crate) fn find(spec: &Spec, model: &Model, start: &[f32]) -> Advice {
    let mut budget = BUDGET;
    let start = |other: &Model| other.carry(model, start);
    let rate = find_rate(spec, start, &mut budget);
    let with = |other: Spec, budget: &mut u64| find_rate(&other, start, budget).is_some();
    let scale = !spec.scale && {
        let mut scaled = Spec { scale: true, ..spec.clone() };
        Trial::new(&scaled, start).is_some_and(|mut trial| {
            scaled.learning_rate = scaled.own_rate(trial.limit());
            trial.lowers(&scaled, scaled.learning_rate, &mut budget)
        })
    };
    let less = if rate.is_some() {
        None
    } else if spec.momentum > 0.0 && with(Spec { momentum: 0.0, ..spec.clone() }, &mut budget) {
        Some(Less::Momentum)
    } else if (spec.l1 > 0.0 || spec.l2 > 0.0) && with(Spec { l1: 0.0, l2: 0.0, ..spec.clone() }, &mut budget)
    {
        Some(Less::Penalty)
    } else {
        None
    };
    Advice { rate, scale, less }
}

/// The first of some rates below the present one that lowers the loss, and of which the double does too: an offer is no
/// narrow escape. The first is the one that a link to this data means, then they fall from the limit's.
fn find_rate(spec: &Spec, start: impl Fn(&Model) -> Vec<f32>, budget: &mut u64) -> Option<f64> {
    let mut trial = Trial::new(spec, start)?;
    let limit = trial.limit();
    let usual = spec.default_rate(trial.model.trainer.data());
    let first = Some(spec.own_rate(limit)).filter(|rate| *rate < spec.learning_rate);
    let falling =
        successors(Some(first.unwrap_or_else(|| next(spec.learning_rate))), |rate| Some(next(*rate)));
    let rates = once(usual).chain(falling.take_while(|rate| *rate >= LEARNING_RATE.min));
    for rate in rates.filter(|rate| *rate < spec.learning_rate) {
        if *budget == 0 {
            return None;
        }
        if [2.0 * rate, rate].into_iter().all(|rate| trial.lowers(spec, rate, budget)) {
            return Some(rate);
        }
    }
    None
}

fn next(rate: f64) -> f64 {
    nice::round_down(rate * NEXT)
}

/// Training from the start that is compared with.
struct Trial {
    model: Model,
    trainer: Trainer,
    start: Vec<f32>,
    loss: f32,
}

impl Trial {
    fn new(spec: &Spec, start: impl Fn(&Model) -> Vec<f32>) -> Option<Self> {
        let model = Model::new(spec).ok()?;
        let start = start(&model);
        let mut trainer = model.trainer.clone();
        trainer.set_frozen(frozen(spec, &model));
        trainer.set_parameters(&start).ok()?;
        let loss = trainer.loss();
        Some(Self { model, trainer, start, loss })
    }

    /// The limit that is known of the batches taken.
    fn limit(&self) -> Option<f64> {
        self.model.batch_limit.map(|limit| limit.rate)
    }

    /// Whether training at this rate lowers the loss. What it costs is taken off the budget.
    fn lowers(&mut self, spec: &Spec, rate: f64, budget: &mut u64) -> bool {
        let Self { trainer, start, loss, .. } = self;
        trainer.set_optimizer(Spec { learning_rate: rate, own: None, ..spec.clone() }.optimizer());
        trainer.restart();
        let rows = trainer.next_batch().len() as u64;
        let cost = OVERHEAD + 3 * rows * start.len() as u64;
        let updates = UPDATES.min((BUDGET / TRIALS).min(*budget) / cost);
        let stands = trainer.set_parameters(start).is_ok();
        let done = updates >= LEAST_UPDATES && stands && trainer.advance(updates, &mut ()) == Stop::Done;
        *budget =
            budget.saturating_sub(cost * if done { updates } else { trainer.updates().max(LEAST_UPDATES) });
        done && trainer.loss() < *loss
    }
}

fn frozen(spec: &Spec, model: &Model) -> Vec<bool> {
    let mut frozen = vec![false; model.seeded.len()];
    for (index, lock) in model.knobs.iter().zip(spec.lock) {
        if let Some(index) = *index {
            frozen[index] = lock;
        }
    }
    frozen
}
