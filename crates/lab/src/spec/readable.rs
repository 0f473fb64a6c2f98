//! The rule that says which weights and biases may be kept: those that a link can carry and a person can read.
//! Parameters from every source (a link, a hand, training, other data) must pass it, so the page never shows an
//! infinite number or none.

use two_knobs_core::data::Dataset;
use two_knobs_core::network::Sequential;
use two_knobs_core::predictor::Predictor;
use two_knobs_core::training::Trainer;

use crate::data::scaling::Scaling;
use crate::spec::Spec;
use crate::spec::held_out::Test;
use crate::words::ranges::PARAMETER;

/// Losses and predictions that stay below this need not be computed: they are far inside the range of 32 bits.
const SMALL: f64 = 1e36;
/// The powers of two between which the trusted size is searched.
const POWERS: [i32; 2] = [-30, 49];

/// The rule for one network on its data. A link accepts each parameter; and these are finite: the loss over all rows
/// and over the held-out rows, penalties included, the predictions for them, and the knobs in the data's units.
pub(crate) struct Readable {
    /// The largest input, scaled as in training, and the largest target, both without sign.
    inputs: f64,
    targets: f64,
    /// The factors l1 and l2.
    penalties: [f64; 2],
    /// The scaling of a single neuron's input.
    scaling: Option<Scaling>,
    /// If no parameter is larger than this, without sign, the rule holds.
    pub(crate) trusted_size: f32,
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
        let scaled = !scaling.is_none()
            && scaling.features.is_empty()
            && network.inputs() == 1
            && network.parameters().len() <= 2;
        let mut rule = Self {
            inputs: largest(all().flat_map(|data| &data.x)),
            targets: largest(all().flat_map(|data| &data.y)),
            penalties: [spec.l1, spec.l2],
            scaling: scaled.then(|| scaling.clone()),
            trusted_size: 0.0,
        };
        let fits = |power: i32| {
            let size = 2.0f32.powi(power);
            rule.is_small(network, &vec![size; network.parameters().len()]).then_some(size)
        };
        let [mut low, mut high] = POWERS;
        let mut trusted_size = fits(low).unwrap_or(0.0);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            match fits(middle) {
                Some(size) => (low, trusted_size) = (middle, size),
                None => high = middle - 1,
            }
        }
        rule.trusted_size = trusted_size;
        rule
    }

    /// Whether the rule holds for the trainer's parameters.
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

    /// Whether bounds alone, without any row, show that loss and predictions stay far inside the range of 32 bits.
    fn is_small(&self, network: &Sequential, parameters: &[f32]) -> bool {
        let most = largest(parameters);
        let [l1, l2] = self.penalties;
        let miss = network.reach(parameters, self.inputs) + self.targets + 2.0;
        let penalty = parameters.len() as f64 * (l1 * most + l2 * most * most);
        let shown = self.scaling.as_ref().map_or(most, |scaling| {
            let [w, b] = scaling.to_shown([most, 0.0]);
            w.abs() + b.abs() + most
        });
        miss * miss + penalty <= SMALL && shown <= SMALL
    }

    /// Whether the knobs of a neuron on scaled inputs are finite 32-bit numbers in the data's units.
    fn shows(&self, parameters: &[f32]) -> bool {
        let knob = |index: usize| parameters.get(index).map_or(0.0, |value| f64::from(*value));
        let shown = self.scaling.as_ref().map(|scaling| scaling.to_shown([knob(0), knob(1)]));
        shown.into_iter().flatten().all(|value| (value as f32).is_finite())
    }
}

/// Whether the loss and the predictions for all rows are finite numbers.
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
