//! The trainer's promises: the same bits however the updates are split into calls, the last finite state, frozen parameters.
#![allow(clippy::unwrap_used)]

use std::ops::ControlFlow;

use proptest::prelude::*;
use two_knobs_core::activation::Activation;
use two_knobs_core::analysis;
use two_knobs_core::data::Dataset;
use two_knobs_core::dense::Dense;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::{Sequential, Tensor};
use two_knobs_core::optimizer::{Optimizer, Rule};
use two_knobs_core::rng::{Stream, permutation};
use two_knobs_core::training::{Divergence, Observer, Stop, Trainer, Training};

fn line(rows: usize) -> Dataset {
    let x = Stream::keras(1).uniform(rows, -1.0, 1.0);
    let y = x.iter().map(|x| 2.0 * x + 1.0).collect();
    Dataset::new(x, y, 1, 1).unwrap()
}

fn neuron(rate: f32, batch_size: Option<usize>, shuffle: Option<u32>, rows: usize) -> Trainer {
    let network = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
    Trainer::new(
        network,
        line(rows),
        Training { loss: Loss::Mse, optimizer: Optimizer::sgd(rate), batch_size, shuffle },
    )
    .unwrap()
}

fn deep(batch_size: Option<usize>, shuffle: Option<u32>) -> Trainer {
    let rule = Rule::Sgd { momentum: 0.9, nesterov: true };
    deep_by(rule, batch_size, shuffle)
}

fn deep_by(rule: Rule, batch_size: Option<usize>, shuffle: Option<u32>) -> Trainer {
    let layers = vec![Dense::new(5, Activation::Tanh), Dense::new(1, Activation::Linear)];
    let optimizer = Optimizer { rule, weight_decay: Some(0.01), ..Optimizer::default() };
    let training = Training { loss: Loss::Mse, optimizer, batch_size, shuffle };
    Trainer::new(Sequential::new(1, layers).unwrap(), line(23), training).unwrap()
}

fn bits(trainer: &Trainer) -> Vec<u32> {
    trainer.network().parameters().iter().map(|w| w.to_bits()).collect()
}

/// Records every call.
#[derive(Default, PartialEq, Debug)]
struct Recorder {
    updates: Vec<(u64, u32)>,
    epochs: Vec<(u64, u32)>,
}

impl Observer for Recorder {
    fn update(&mut self, updates: u64, loss: f32, _: &[f32]) {
        self.updates.push((updates, loss.to_bits()));
    }
    fn epoch(&mut self, epoch: u64, loss: f32, _: &[f32]) -> ControlFlow<()> {
        self.epochs.push((epoch, loss.to_bits()));
        ControlFlow::Continue(())
    }
}

/// Skips seven updates after each one that it is called for; counts all.
#[derive(Default)]
struct Skipper {
    skip: u64,
    counted: u64,
    epochs: Vec<(u64, u32)>,
}

impl Observer for Skipper {
    fn update(&mut self, updates: u64, _: f32, _: &[f32]) {
        self.counted += 1;
        self.skip = 7;
        assert_eq!(updates, self.counted);
    }
    fn skip(&self) -> u64 {
        self.skip
    }
    fn skipped(&mut self, updates: u64) {
        self.counted += updates;
        self.skip -= updates;
    }
    fn epoch(&mut self, epoch: u64, loss: f32, _: &[f32]) -> ControlFlow<()> {
        self.epochs.push((epoch, loss.to_bits()));
        ControlFlow::Continue(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_observer_that_skips_updates_changes_no_bit(
        rate in prop::sample::select(vec![0.01_f32, 0.5, 3.0, 1e6]), limit in prop::option::of(10.0_f32..1e4),
        updates in 1u64..600,
    ) {
        let [mut all, mut few] = [(); 2].map(|()| neuron(rate, Some(1), Some(3), 23));
        all.set_divergence_limit(limit);
        few.set_divergence_limit(limit);
        let (mut recorder, mut skipper) = (Recorder::default(), Skipper::default());
        prop_assert_eq!(all.advance(updates, &mut recorder), few.advance(updates, &mut skipper));
        prop_assert_eq!(bits(&all), bits(&few));
        prop_assert_eq!((recorder.updates.len() as u64, recorder.epochs), (skipper.counted, skipper.epochs));
        prop_assert_eq!(all.updates(), few.updates());
    }

    #[test]
    fn dealing_updates_out_changes_no_bit(
        parts in prop::collection::vec(0_u64..40, 1..6), batch in 1_usize..30, shuffle in prop::option::of(0_u32..9),
        rule in prop::option::of(prop::sample::select(vec![Rule::default(), Rule::rmsprop(0.0), Rule::ADAM])),
    ) {
        let new = || match rule {
            None => neuron(0.1, Some(batch), shuffle, 23),
            Some(rule) => deep_by(rule, Some(batch), shuffle),
        };
        let (mut whole, mut dealt, mut diaries) = (new(), new(), [Recorder::default(), Recorder::default()]);
        whole.advance(parts.iter().sum(), &mut diaries[0]);
        for part in parts {
            dealt.advance(part, &mut diaries[1]);
        }
        prop_assert_eq!(bits(&whole), bits(&dealt));
        prop_assert_eq!(&diaries[0], &diaries[1]);
        prop_assert_eq!((whole.updates(), whole.epoch()), (dealt.updates(), dealt.epoch()));
    }

    #[test]
    fn set_weights_of_get_weights_is_the_identity(seed in any::<u32>(), units in 1_usize..7) {
        let layers = vec![Dense::new(units, Activation::Relu), Dense::new(2, Activation::Softmax)];
        let mut network = Sequential::new(3, layers).unwrap();
        network.initialize(seed);
        let before = network.clone();
        network.set_weights(&before.get_weights()).unwrap();
        prop_assert_eq!(network, before);
    }

    /// Compares the special case for one neuron with the general engine, which a frozen flag or a zero penalty selects.
    #[test]
    fn the_neuron_agrees_with_the_engine(batch in 1_usize..30, updates in 1_u64..200, rate in 0.001_f32..0.3) {
        let (mut fast, mut general) = (neuron(rate, Some(batch), None, 23), neuron(rate, Some(batch), None, 23));
        let mut optimizer = general.training().optimizer.clone();
        optimizer.weight_decay = Some(0.0);
        general.set_optimizer(optimizer);
        fast.advance(updates, &mut ());
        general.advance(updates, &mut ());
        for (a, b) in fast.network().parameters().iter().zip(general.network().parameters()) {
            // The two round in different orders; over all updates they differ by a few units in the last place.
            prop_assert!((a - b).abs() <= 2e-6 * b.abs().max(1.0), "{} {}", a, b);
        }
    }
}

#[test]
fn divergence_keeps_the_last_finite_state() {
    for batch in [None, Some(1), Some(4)] {
        let mut trainer = neuron(5.0, batch, None, 23);
        assert_eq!(trainer.advance(100_000, &mut ()), Stop::Diverged(Divergence::NonFinite));
        let (updates, stuck) = (trainer.updates(), bits(&trainer));
        assert!(trainer.network().parameters().iter().all(|w| w.is_finite()) && updates > 3);
        assert_eq!(trainer.advance(1, &mut ()), Stop::Diverged(Divergence::NonFinite));
        assert_eq!((trainer.updates(), bits(&trainer)), (updates, stuck));
        trainer.set_parameters(&[0.0, 0.0]).unwrap();
        assert_eq!(trainer.advance(1, &mut ()), Stop::Done);
    }
    let mut deep = deep(None, None);
    deep.set_optimizer(Optimizer::sgd(1e30));
    assert_eq!(deep.advance(100, &mut ()), Stop::Diverged(Divergence::NonFinite));
    assert!(deep.network().parameters().iter().all(|w| w.is_finite()));
}

#[test]
fn a_limit_on_the_loss_stops_earlier() {
    let mut trainer = neuron(5.0, None, None, 23);
    trainer.set_divergence_limit(Some(1e6));
    assert_eq!(trainer.advance(1000, &mut ()), Stop::Diverged(Divergence::RateAboveLimit));
    assert!(trainer.updates() < 20);
    trainer.restart();
    trainer.set_parameters(&[0.0, 0.0]).unwrap();
    trainer.set_optimizer(Optimizer::default());
    assert_eq!((trainer.updates(), trainer.advance(50, &mut ())), (0, Stop::Done));
}

#[test]
fn the_largest_stable_rate_is_where_training_turns() {
    let limit = analysis::largest_stable_learning_rate(&line(23), true).unwrap() as f32;
    let settles = |rate: f32| {
        let mut trainer = neuron(rate, None, None, 23);
        trainer.advance(3000, &mut ()) == Stop::Done && trainer.loss() < 1.0
    };
    assert!(settles(0.97 * limit) && !settles(1.03 * limit));
}

#[test]
fn frozen_parameters_stay() {
    for mut trainer in [neuron(0.1, Some(5), None, 23), deep(Some(5), None)] {
        let before = trainer.network().parameters().to_vec();
        let mut frozen = vec![false; before.len()];
        frozen[0] = true;
        trainer.set_frozen(frozen);
        assert_eq!(trainer.next_update()[0], 0.0);
        trainer.advance(20, &mut ());
        let after = trainer.network().parameters();
        assert_eq!(after[0], before[0]);
        assert!(after[1..].iter().zip(&before[1..]).all(|(a, b)| a != b));
        trainer.set_frozen(Vec::new());
        trainer.advance(1, &mut ());
        assert_ne!(trainer.network().parameters()[0], before[0]);
    }
}

#[test]
fn the_next_update_is_foretold() {
    let mut trainer = deep(Some(4), Some(1));
    for _ in 0..20 {
        let (before, change) = (trainer.network().parameters().to_vec(), trainer.next_update());
        let told: Vec<f32> = before.iter().zip(change).map(|(w, change)| w + change).collect();
        trainer.advance(1, &mut ());
        for (told, after) in told.iter().zip(trainer.network().parameters()) {
            assert!((told - after).abs() <= 1e-6);
        }
    }
}

#[test]
fn every_epoch_has_its_own_order_and_can_be_returned_to() {
    let mut trainer = neuron(0.1, Some(10), Some(4), 23);
    let mut orders = Vec::new();
    for epoch in 0..3 {
        let mut rows = Vec::new();
        for _ in 0..3 {
            rows.extend(trainer.next_batch());
            trainer.advance(1, &mut ());
        }
        assert_eq!(rows, permutation(4, epoch, 23));
        orders.push(rows);
    }
    assert!(orders[0] != orders[1] && orders[1] != orders[2]);
    trainer.set_updates(4);
    assert_eq!((trainer.epoch(), trainer.next_batch()), (1, orders[1][10..20].to_vec()));
}

#[test]
fn a_failed_call_changes_nothing() {
    let mut network = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
    let before = network.clone();
    let array = |shape: &[usize]| Tensor { shape: shape.into(), values: vec![9.0] };
    assert!(network.set_weights(&[array(&[1, 1]), array(&[1, 1])]).is_err());
    assert!(network.set_parameters(&[1.0]).is_err());
    assert_eq!(network, before);
}

/// A restart or another rule clears the optimizer's memory; another rate keeps it.
#[test]
fn an_optimizer_remembers_its_own_run_only() {
    for rule in [Rule::Sgd { momentum: 0.9, nesterov: false }, Rule::rmsprop(0.0), Rule::ADAM] {
        let mut trainer = deep_by(rule, None, None);
        let start = trainer.network().parameters().to_vec();
        let first = trainer.next_update();
        trainer.advance(5, &mut ());
        trainer.set_parameters(&start).unwrap();
        assert_ne!(trainer.next_update(), first, "{rule:?} remembers nothing");
        let remembered = trainer.next_update();
        let (optimizer, faster) = (trainer.training().optimizer.clone(), Optimizer::sgd(0.02).learning_rate);
        trainer.set_optimizer(Optimizer { learning_rate: faster, ..optimizer.clone() });
        trainer.set_optimizer(optimizer.clone());
        assert_eq!(trainer.next_update(), remembered, "{rule:?} forgets with the rate");
        trainer.set_optimizer(Optimizer::default());
        trainer.set_optimizer(optimizer);
        assert_eq!(trainer.next_update(), first, "{rule:?} remembers another run");
        trainer.advance(5, &mut ());
        trainer.restart();
        trainer.set_parameters(&start).unwrap();
        assert_eq!(trainer.next_update(), first, "{rule:?} survives a restart");
    }
}

#[test]
fn a_frozen_parameter_keeps_what_is_remembered_of_it() {
    for rule in [Rule::rmsprop(0.0), Rule::ADAM] {
        let mut trainer = deep_by(rule, None, None);
        trainer.advance(3, &mut ());
        let (before, wished) = (trainer.network().parameters()[0], trainer.next_update());
        trainer.set_frozen(vec![true]);
        assert_eq!(trainer.next_update()[0], 0.0);
        trainer.advance(1, &mut ());
        assert_eq!(trainer.network().parameters()[0], before);
        assert!(wished[0] != 0.0 && trainer.next_update()[1] != 0.0);
    }
}
