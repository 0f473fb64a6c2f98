//! Which weights and biases may be kept: those that a link carries and a person reads. Wherever they come from (a link, a
//! hand, training, other data), what does not fit this rule is not taken, so nothing shown is ever infinite or no number.

use std::ops::ControlFlow;

use two_knobs_core::data::Dataset;
use two_knobs_core::network::Sequential;
use two_knobs_core::predictor::Predictor;
use two_knobs_core::training::{Observer, Trainer};

use crate::model::Test;
use crate::run::Run;
use crate::scaling::Scaling;
use crate::spec::{PARAMETER, Spec};

/// Losses and answers that are sure to stay below this need not be worked out: nothing near it leaves 32 bits.
const SMALL: f64 = 1e36;
/// The powers of two between which the calm size is sought.
const POWERS: [i32; 2] = [-30, 49];

/// The rule for one network on its data: each parameter is one that a link accepts, the loss over all rows and over those held
/// out is a number, prices included, and so are the answers to them, and the knobs in the data's units.
pub(crate) struct Readable {
    /// No input, as it is trained on, and no target is larger.
    inputs: f64,
    targets: f64,
    /// l1 and l2.
    prices: [f64; 2],
    /// How one neuron's input is scaled.
    scaling: Option<Scaling>,
    /// Parameters up to this size fit the rule whatever they are.
    pub(crate) calm: f32,
}

impl Readable {
    pub(crate) fn new(
        spec: &Spec,
        trained: &Dataset,
        test: Option<&Test>,
        scaling: &Scaling,
        network: &Sequential,
    ) -> Self {
        let held_out = test.map(|test| test.judge.borrow().data().clone());
        let all = || [Some(trained), held_out.as_ref()].into_iter().flatten();
        let scaled = !scaling.is_none() && network.inputs() == 1 && network.parameters().len() <= 2;
        let mut rule = Self {
            inputs: largest(all().flat_map(|data| &data.x)),
            targets: largest(all().flat_map(|data| &data.y)),
            prices: [spec.l1, spec.l2],
            scaling: scaled.then(|| scaling.clone()),
            calm: 0.0,
        };
        let fits = |power: i32| {
            let size = 2.0f32.powi(power);
            rule.is_small(network, &vec![size; network.parameters().len()]).then_some(size)
        };
        let [mut low, mut high] = POWERS;
        let mut calm = fits(low).unwrap_or(0.0);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            match fits(middle) {
                Some(size) => (low, calm) = (middle, size),
                None => high = middle - 1,
            }
        }
        rule.calm = calm;
        rule
    }

    /// Whether the rule holds where the trainer stands.
    pub(crate) fn holds(&self, trainer: &Trainer, test: Option<&Test>) -> bool {
        let network = trainer.network();
        let parameters = network.parameters();
        parameters.iter().all(|value| PARAMETER.hold(f64::from(*value)))
            && (self.is_small(network, parameters)
                || (self.shows(parameters)
                    && answers_all(trainer)
                    && test.is_none_or(|test| {
                        let mut judge = test.judge.borrow_mut();
                        judge.set_parameters(parameters).is_ok() && answers_all(&judge)
                    })))
    }

    /// Whether loss and answers are far from leaving 32 bits, known without a look at any row.
    fn is_small(&self, network: &Sequential, parameters: &[f32]) -> bool {
        let most = largest(parameters);
        let [l1, l2] = self.prices;
        let miss = network.reach(parameters, self.inputs) + self.targets + 2.0;
        let price = parameters.len() as f64 * (l1 * most + l2 * most * most);
        let shown = self.scaling.as_ref().map_or(most, |scaling| {
            let [w, b] = scaling.to_shown([most, 0.0]);
            w.abs() + b.abs() + most
        });
        miss * miss + price <= SMALL && shown <= SMALL
    }

    /// Whether the knobs of a neuron on scaled inputs are numbers of 32 bits in the data's units.
    fn shows(&self, parameters: &[f32]) -> bool {
        let knob = |index: usize| parameters.get(index).map_or(0.0, |value| f64::from(*value));
        let shown = self.scaling.as_ref().map(|scaling| scaling.to_shown([knob(0), knob(1)]));
        shown.into_iter().flatten().all(|value| (value as f32).is_finite())
    }
}

/// Whether the loss and the answers to all rows are numbers.
fn answers_all(trainer: &Trainer) -> bool {
    let (network, data) = (trainer.network(), trainer.data());
    let mut answers = vec![0.0; data.rows() * network.outputs()];
    trainer.loss().is_finite()
        && Predictor::new(network).predict(network, &data.x, &mut answers).is_ok()
        && answers.iter().all(|answer| answer.is_finite())
}

fn largest<'a>(values: impl IntoIterator<Item = &'a f32>) -> f64 {
    values.into_iter().fold(0.0, |most, value| f64::from(value.abs()).max(most))
}

/// A run that is watched by the rule.
pub(crate) struct Watch<'a> {
    pub(crate) run: &'a mut Run,
    pub(crate) rule: &'a Readable,
    pub(crate) test: Option<&'a Test>,
}

impl Observer for Watch<'_> {
    #[inline]
    fn update(&mut self, updates: u64, batch_loss: f32, parameters: &[f32]) {
        self.run.update(updates, batch_loss, parameters);
    }

    #[inline]
    fn skip(&self) -> u64 {
        self.run.skip()
    }

    #[inline]
    fn skipped(&mut self, updates: u64) {
        self.run.skipped(updates);
    }

    fn accepts(&mut self, trainer: &Trainer) -> bool {
        self.rule.holds(trainer, self.test)
    }

    fn epoch(&mut self, epoch: u64, loss: f32, parameters: &[f32]) -> ControlFlow<()> {
        self.run.epoch(epoch, loss, parameters)
    }
}
