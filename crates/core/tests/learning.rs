//! Networks learn what they should: XOR, a noisy line, three blobs.
#![allow(clippy::unwrap_used)]

use two_knobs_core::activation::Activation;
use two_knobs_core::analysis::best_line;
use two_knobs_core::data::Dataset;
use two_knobs_core::dense::Dense;
use two_knobs_core::fit::Fit;
use two_knobs_core::loss::Loss;
use two_knobs_core::metric::Metric;
use two_knobs_core::network::Sequential;
use two_knobs_core::optimizer::{Optimizer, Rule};
use two_knobs_core::rng::Stream;

fn sgd(rate: f32, momentum: f32) -> Optimizer {
    Optimizer { rule: Rule::Sgd { momentum, nesterov: false }, ..Optimizer::sgd(rate) }
}

#[test]
fn xor() {
    let x = vec![0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0];
    let data = Dataset::new(x.clone(), vec![0.0, 1.0, 1.0, 0.0], 2, 1).unwrap();
    let mut model =
        Sequential::new(2, vec![Dense::new(8, Activation::Tanh), Dense::new(1, Activation::Sigmoid)])
            .unwrap();
    let loss = Loss::from_name("binary_crossentropy").unwrap();
    model
        .fit(&data, &Fit { loss, optimizer: sgd(0.5, 0.9), epochs: 500, ..Fit::default() }, &mut ())
        .unwrap();
    let predictions: Vec<bool> = model.predict(&x).unwrap().iter().map(|p| *p > 0.5).collect();
    assert_eq!(predictions, [false, true, true, false]);
}

#[test]
fn noisy_line() {
    let x = Stream::keras(3).uniform(200, -1.0, 1.0);
    let noise = Stream::keras(4).normal(200, 0.0, 0.1);
    let y = x.iter().zip(&noise).map(|(x, noise)| 3.0 * x - 2.0 + noise).collect();
    let data = Dataset::new(x, y, 1, 1).unwrap();
    let mut model = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
    let fit = Fit { optimizer: sgd(0.1, 0.0), batch_size: Some(200), epochs: 1000, ..Fit::default() };
    model.fit(&data, &fit, &mut ()).unwrap();
    let best = best_line(&data, true).unwrap();
    let [w, b] = *model.parameters() else { unreachable!() };
    assert!((f64::from(w) - best.w).abs() < 1e-4 && (f64::from(b) - best.b).abs() < 1e-4, "{w} {b} {best:?}");
    assert!((best.w - 3.0).abs() < 0.05 && (best.b + 2.0).abs() < 0.05);
}

#[test]
fn three_blobs() {
    let centres = [[0.0, 2.0], [2.0, -1.0], [-2.0, -1.0]];
    let noise = Stream::keras(5).normal(300, 0.0, 0.5);
    let point = |row: usize| [0, 1].map(|axis| centres[row % 3][axis] + noise[2 * row + axis]);
    let x: Vec<f32> = (0..150).flat_map(point).collect();
    let data = Dataset::new(x, (0..150).map(|row| (row % 3) as f32).collect(), 2, 1).unwrap();
    let layers = vec![Dense::new(8, Activation::Relu), Dense::new(3, Activation::Softmax)];
    let mut model = Sequential::new(2, layers).unwrap();
    let loss = Loss::from_name("sparse_categorical_crossentropy").unwrap();
    let metrics = vec![Metric::Accuracy];
    let fit = Fit { loss, metrics, optimizer: sgd(0.1, 0.0), epochs: 50, shuffle: Some(0), ..Fit::default() };
    let history = model.fit(&data, &fit, &mut ()).unwrap();
    let accuracy = history.metrics[0].last().copied().unwrap();
    assert!(accuracy > 0.97, "{accuracy}");
}
