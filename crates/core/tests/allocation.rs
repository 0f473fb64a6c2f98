//! Steady training and drawing allocate nothing.
#![allow(clippy::unwrap_used)]

use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::dense::Dense;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::Sequential;
use two_knobs_core::optimizer::{Clip, Optimizer, Rule};
use two_knobs_core::predictor::{Points, Predictor};
use two_knobs_core::regularizer::Regularizer;
use two_knobs_core::rng::Stream;
use two_knobs_core::training::{Trainer, Training};

fn trainer(
    widths: &[usize],
    last: Activation,
    loss: Loss,
    optimizer: Optimizer,
    shuffle: Option<u32>,
) -> Trainer {
    let end = widths.len() - 2;
    let layer = |(place, units): (usize, &usize)| {
        let mut dense = Dense::new(*units, if place == end { last } else { Activation::Tanh });
        dense.activity_regularizer = Regularizer { l1: 0.0, l2: if end > 0 { 0.01 } else { 0.0 } };
        dense
    };
    let network = Sequential::new(widths[0], widths[1..].iter().enumerate().map(layer).collect()).unwrap();
    let outputs = if loss.takes_labels() { 1 } else { widths[end + 1] };
    let x = Stream::keras(1).uniform(100 * widths[0], -1.0, 1.0);
    let y = Stream::keras(2).uniform(100 * outputs, 0.0, 1.9).iter().map(|y| y.floor()).collect();
    let data = Dataset::new(x, y, widths[0], outputs).unwrap();
    Trainer::new(network, data, Training { loss, optimizer, batch_size: Some(10), shuffle }).unwrap()
}

#[test]
fn nothing_is_allocated() {
    let momentum = Optimizer {
        rule: Rule::Sgd { momentum: 0.9, nesterov: false },
        clip: Clip::GlobalNorm(1.0),
        ..Optimizer::default()
    };
    let named = |name: &str| Loss::from_name(name).unwrap();
    for (widths, last, loss, optimizer) in [
        (&[1, 1][..], Activation::Linear, Loss::Mse, Optimizer::default()),
        (&[2, 4, 2, 1], Activation::Tanh, Loss::Mse, Optimizer::default()),
        (&[2, 4, 1], Activation::Sigmoid, named("bce"), momentum.clone()),
        (&[2, 6, 3], Activation::Softmax, named("sparse_categorical_crossentropy"), momentum.clone()),
        (&[2, 6, 3], Activation::Relu, named("sparse_categorical_crossentropy"), momentum.clone()),
        (&[2, 4, 2, 1], Activation::Tanh, Loss::Mse, Optimizer::from_name("rmsprop").unwrap()),
        (&[2, 4, 2, 1], Activation::Tanh, Loss::Mse, Optimizer::from_name("adam").unwrap()),
        (&[2, 6, 3], Activation::Softplus, named("kl_divergence"), momentum),
    ] {
        for shuffle in [None, Some(1)] {
            let mut trainer = trainer(widths, last, loss, optimizer.clone(), shuffle);
            let used = allocation_counter::measure(|| {
                trainer.advance(1000, &mut ());
            });
            assert_eq!((trainer.updates(), used.count_total), (1000, 0), "{widths:?} {loss:?} {shuffle:?}");
            let asked = (trainer.loss(), trainer.next_update());
            let mut again = (0.0, Vec::new());
            let used = allocation_counter::measure(|| again = (trainer.loss(), trainer.next_update()));
            // The one allocation is the returned list.
            assert_eq!((used.count_total, again), (1, asked), "{widths:?} {loss:?} asked again");
            let network = trainer.network();
            let (mut predictor, mut predictions) =
                (Predictor::new(network), vec![0.0; 100 * network.outputs()]);
            let used = allocation_counter::measure(|| {
                predictor.predict(network, &trainer.data().x, &mut predictions).unwrap();
            });
            assert_eq!(used.count_total, 0, "{widths:?} predictions");
            let (points, packed) =
                (Points::new(&trainer.data().x, network.inputs()).unwrap(), predictions.clone());
            let used = allocation_counter::measure(|| {
                predictor.predict_points(network, &points, &mut predictions).unwrap();
            });
            assert_eq!((used.count_total, &predictions), (0, &packed), "{widths:?} points");
            let units: usize = widths[1..].iter().sum();
            let mut outputs = vec![0.0; units * 100];
            let used = allocation_counter::measure(|| {
                predictor.units_points(network, &points, &mut outputs).unwrap();
            });
            let last = network.outputs();
            let of_last = |at: usize| outputs[(units - last + at % last) * 100 + at / last];
            let row_by_row: Vec<f32> = (0..100 * last).map(of_last).collect();
            assert_eq!((used.count_total, &row_by_row), (0, &packed), "{widths:?} units");
        }
    }
}
