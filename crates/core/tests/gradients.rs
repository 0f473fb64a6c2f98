//! Gradients against central differences, for every activation, loss and regularizer.
//!
//! The loss is f32, so its noise is about 1e-7 of its size. With a step of 2^-7 a central difference is off by noise / step =
//! 1e-5 of the loss, plus step^2 / 6 = 1e-5 of the third derivative. The tolerance is about fifty times both.
//! Kinks are left out. The differences themselves show a kink: where the function is smooth, halving the step halves the
//! bend (the right slope minus the left slope) and leaves the central difference unchanged.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::dense::Dense;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::Sequential;
use two_knobs_core::optimizer::Optimizer;
use two_knobs_core::regularizer::Regularizer;
use two_knobs_core::rng::Stream;
use two_knobs_core::training::{Trainer, Training};

const STEP: f32 = 1.0 / 128.0;
const TOLERANCE: f64 = 2e-3;

/// Targets that a loss accepts.
fn targets(loss: Loss, rows: usize, outputs: usize, seed: i64) -> (Vec<f32>, usize) {
    let draws = Stream::keras(seed).uniform(rows * outputs, 0.1, 1.0);
    let class = |row: usize| (draws[row * outputs] * 1000.0) as usize % outputs;
    match loss {
        Loss::SparseCategoricalCrossentropy { .. } => ((0..rows).map(|row| class(row) as f32).collect(), 1),
        // TensorFlow's slope of the categorical cross-entropy takes targets that sum to 1.
        Loss::CategoricalCrossentropy { .. } => {
            let one_hot = |row| (0..outputs).map(move |output| if output == class(row) { 1.0 } else { 0.0 });
            ((0..rows).flat_map(one_hot).collect(), outputs)
        }
        Loss::BinaryCrossentropy { .. } => (draws.iter().map(|d| (d * 2.0).floor()).collect(), outputs),
        Loss::Hinge | Loss::SquaredHinge => {
            (draws.iter().map(|d| if *d > 0.5 { 1.0 } else { -1.0 }).collect(), outputs)
        }
        _ => (draws, outputs),
    }
}

/// Activations whose outputs are probabilities, for losses that accept nothing else.
fn suits(loss: Loss, activation: Activation) -> bool {
    match loss {
        Loss::KlDivergence | Loss::Poisson => {
            matches!(activation, Activation::Softmax | Activation::Sigmoid | Activation::Softplus)
        }
        Loss::BinaryCrossentropy { from_logits: false, .. }
        | Loss::CategoricalCrossentropy { from_logits: false, .. }
        | Loss::SparseCategoricalCrossentropy { from_logits: false } => {
            matches!(activation, Activation::Softmax | Activation::Sigmoid | Activation::HardSigmoid)
        }
        _ => true,
    }
}

fn every_loss() -> Vec<Loss> {
    let mut losses = Loss::ALL.to_vec();
    losses.push(Loss::Huber { delta: 0.25 });
    losses.push(Loss::BinaryCrossentropy { from_logits: true, label_smoothing: 0.1 });
    losses.push(Loss::CategoricalCrossentropy { from_logits: true, label_smoothing: 0.1 });
    losses.push(Loss::CategoricalCrossentropy { from_logits: false, label_smoothing: 0.2 });
    losses.push(Loss::SparseCategoricalCrossentropy { from_logits: true });
    losses
}

fn every_activation() -> Vec<Activation> {
    let mut activations = Activation::ALL.to_vec();
    activations.push(Activation::Gelu { approximate: true });
    activations.push(Activation::ReluWith { negative_slope: 0.1, max_value: Some(1.5), threshold: 0.2 });
    activations.push(Activation::Celu { alpha: 2.0 });
    activations
}

/// Compares the gradient that plain SGD of rate 1 follows with differences of the loss; returns how many were compared.
fn check(trainer: &Trainer) -> Result<usize, TestCaseError> {
    let parameters = trainer.network().parameters().to_vec();
    let gradient: Vec<f64> = trainer.next_update().iter().map(|change| -f64::from(*change)).collect();
    let mut at = trainer.clone();
    let mut loss = |place: usize, step: f32| {
        let mut moved = parameters.clone();
        moved[place] += step;
        at.set_parameters(&moved).unwrap();
        (f64::from(at.loss()), f64::from(moved[place]))
    };
    let mut compared = 0;
    for (place, gradient) in gradient.into_iter().enumerate() {
        let (middle, _) = loss(place, 0.0);
        // The central difference, and how much the slope rises from the left side to the right.
        let mut slope = |step: f32| {
            let ((high, right), (low, left)) = (loss(place, step), loss(place, -step));
            let width = (right - left) / 2.0;
            ((high - low) / (2.0 * width), (high - 2.0 * middle + low) / width)
        };
        let [(wide, wide_bend), (narrow, narrow_bend), (fine, fine_bend)] =
            [STEP, 0.5 * STEP, 0.25 * STEP].map(&mut slope);
        let allowed = TOLERANCE * (1.0 + f64::from(trainer.loss()).abs()).max(narrow.abs());
        // Three steps, since two can miss several kinks within one step.
        let apart = (wide - narrow).abs().max((narrow - fine).abs());
        let kink = (2.0 * narrow_bend - wide_bend).abs().max((2.0 * fine_bend - narrow_bend).abs());
        if apart < 0.25 * allowed && kink < allowed {
            compared += 1;
            let off = (narrow - gradient).abs();
            prop_assert!(off <= allowed, "parameter {place}: {gradient} but the loss rises by {narrow}");
        }
    }
    Ok(compared)
}

fn trainer(layers: Vec<Dense>, loss: Loss, inputs: usize, rows: usize, seed: u32) -> Trainer {
    let mut network = Sequential::new(inputs, layers).unwrap();
    network.initialize(seed);
    let (y, columns) = targets(loss, rows, network.outputs(), i64::from(seed));
    let x = Stream::keras(i64::from(seed) + 1).uniform(rows * inputs, -1.5, 1.5);
    let data = Dataset::new(x, y, inputs, columns).unwrap();
    let optimizer = Optimizer::sgd(1.0);
    Trainer::new(network, data, Training { loss, optimizer, ..Training::default() }).unwrap()
}

// The cases are fixed, since a few shapes and seeds hide several kinks within one step.
proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, rng_seed: RngSeed::Fixed(3), ..ProptestConfig::default() })]

    #[test]
    fn every_activation_and_loss(
        inputs in 1_usize..=7, hidden in 1_usize..=7, outputs in 1_usize..=7, rows in 1_usize..=5, seed in 0_u32..100_000,
        l1 in prop_oneof![Just(0.0_f32), Just(0.02)], l2 in prop_oneof![Just(0.0_f32), Just(0.05)],
    ) {
        let (mut compared, mut seen) = (0, 0);
        let regularizer = Regularizer { l1, l2 };
        for activation in every_activation() {
            for loss in every_loss().into_iter().filter(|loss| suits(*loss, activation)) {
                let mut first = Dense::new(hidden, Activation::Tanh);
                (first.kernel_regularizer, first.bias_regularizer) = (regularizer, Regularizer { l1: 0.0, l2 });
                let mut last = Dense::new(outputs, activation);
                last.activity_regularizer = regularizer;
                last.bias_initializer = two_knobs_core::initializer::Initializer::Constant { value: 0.3 };
                let trainer = trainer(vec![first, last], loss, inputs, rows, seed);
                seen += trainer.network().parameters().len();
                compared += check(&trainer).map_err(|error| {
                    TestCaseError::fail(format!("{activation:?} {loss:?}: {error}"))
                })?;
            }
        }
        prop_assert!(compared * 4 > seen * 3, "only {compared} of {seen} compared");
    }

    #[test]
    fn every_hidden_activation(
        inputs in 1_usize..=7, hidden in 1_usize..=7, rows in 1_usize..=5, seed in 0_u32..100_000,
        l2 in prop_oneof![Just(0.0_f32), Just(0.05)],
    ) {
        for activation in every_activation() {
            let mut first = Dense::new(hidden, activation);
            first.activity_regularizer = Regularizer { l1: 0.0, l2 };
            first.bias_initializer = two_knobs_core::initializer::Initializer::Constant { value: 0.2 };
            let trainer = trainer(vec![first, Dense::new(2, Activation::Linear)], Loss::Mse, inputs, rows, seed);
            check(&trainer).map_err(|error| TestCaseError::fail(format!("{activation:?}: {error}")))?;
        }
    }
}
