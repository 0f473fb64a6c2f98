//! What helps after training has diverged. Each offer has been tried first: from the same start, with the same order of
//! batches, for up to 20,000 updates.

use std::iter::{once, successors};

use serde::Serialize;
use two_knobs_core::training::{Stop, Trainer};

use crate::spec::Spec;
use crate::spec::model::Model;
use crate::words::nice;
use crate::words::ranges::LEARNING_RATE;

/// What helps after training has diverged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Advice {
    /// A learning rate that lowers the loss from the same start, as twice this rate does too; `null` if none was found.
    pub rate: Option<f64>,
    /// Whether scaled inputs, with the learning rate chosen for them, lower the loss.
    pub scale: bool,
    /// If no rate was found: the setting that must become smaller before one works.
    pub less: Option<Less>,
}

/// A setting that is too large for every learning rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Less {
    /// SGD carries too much of the last update into the next one.
    Momentum,
    /// The L1 or L2 penalty on large weights is too strong.
    Penalty,
}

/// The most updates in a trial. They are many, because with momentum a bad order of batches can show late.
const UPDATES: u64 = 20_000;
/// A trial with fewer updates shows nothing.
const LEAST_UPDATES: u64 = 50;
/// The most multiplications for all trials together: about 0.2 seconds.
const BUDGET: u64 = 200_000_000;
/// One trial may use one part in this many of the budget.
const TRIALS: u64 = 8;
/// The multiplications that an update costs besides those for its rows.
const OVERHEAD: u64 = 64;
/// The next rate to try is the last rate times this, rounded down.
const NEXT: f64 = 0.4;

/// Finds what helps when training begins at the parameters that Reset returns to.
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

/// Finds the first rate below the present one that lowers the loss, as twice that rate does too: so an offered rate is
/// not close to diverging. The default rate of a link to this data is tried first, then falling rates.
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

/// A trainer whose trials all begin at `start`; `loss` is the loss there.
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
        trainer.set_frozen(model.frozen(spec));
        trainer.set_parameters(&start).ok()?;
        let loss = trainer.loss();
        Some(Self { model, trainer, start, loss })
    }

    /// The known limit of the learning rate for the present batches.
    fn limit(&self) -> Option<f64> {
        self.model.batch_limit.map(|limit| limit.rate)
    }

    /// Whether training at this rate lowers the loss. The trial's cost is subtracted from the budget.
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
