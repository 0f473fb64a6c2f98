//! Native speed of the benchmark's works (`tests/bench/works/W1.json` to `W5.json`): `cargo bench -p two-knobs-core`.
//!
//! Prints samples per second, the best of several rounds, and the loss that the browser benchmark compares. W6 is the
//! forward pass of W3's network over a grid of 100 x 100.
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a bench that cannot read its work should stop

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::Value;
use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::dense::Dense;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::Sequential;
use two_knobs_core::optimizer::Optimizer;
use two_knobs_core::predictor::Predictor;
use two_knobs_core::training::{Trainer, Training};

struct Work {
    network: Sequential,
    data: Dataset,
    training: Training,
    check_epochs: u64,
}

fn numbers(value: &Value) -> Vec<f32> {
    value.as_array().unwrap().iter().map(|n| n.as_f64().unwrap() as f32).collect()
}

fn read(folder: &Path, name: &str) -> Work {
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    let work: Value = serde_json::from_str(&text).unwrap();
    let sizes: Vec<_> = numbers(&work["sizes"]).into_iter().map(|n| n as usize).collect();
    let activations = [Activation::Linear, Activation::Tanh, Activation::Relu];
    let chosen = numbers(&work["acts"]).into_iter().map(|n| activations[n as usize]);
    let layers =
        sizes[1..].iter().zip(chosen).map(|(&units, activation)| Dense::new(units, activation)).collect();
    let mut network = Sequential::new(sizes[0], layers).unwrap();
    network.set_parameters(&numbers(&work["w"])).unwrap();
    // The work defines its gradient for half the squared error.
    let rate = work["lr"].as_f64().unwrap() as f32 / 2.0;
    let optimizer = Optimizer::sgd(rate);
    let batch_size = work["bs"].as_u64().map(|size| size as usize);
    let data = Dataset::new(numbers(&work["x"]), numbers(&work["y"]), sizes[0], 1).unwrap();
    let check_epochs = work["ck"].as_u64().unwrap();
    Work {
        network,
        data,
        training: Training { loss: Loss::Mse, optimizer, batch_size, shuffle: None },
        check_epochs,
    }
}

/// Samples per second: the best of about a hundred short rounds.
fn best(mut samples: impl FnMut() -> u64) -> f64 {
    let mut best = 0.0_f64;
    for _ in 0..300 {
        let (start, mut count) = (Instant::now(), 0);
        while start.elapsed() < Duration::from_micros(500) {
            count += samples();
        }
        best = best.max(count as f64 / start.elapsed().as_secs_f64());
    }
    best
}

fn main() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bench/works");
    let folder = std::env::var_os("BENCH_WORKS").map_or(default, Into::into);
    for name in ["W1", "W2", "W3", "W4", "W5"] {
        let work = read(&folder, name);
        let rows = work.data.rows();
        let updates = rows.div_ceil(work.training.batch_size.unwrap_or(rows)) as u64;
        let new = || Trainer::new(work.network.clone(), work.data.clone(), work.training.clone()).unwrap();
        let mut checked = new();
        checked.advance(updates * work.check_epochs, &mut ());
        let mut trainer = new();
        let epochs = 2000 / rows as u64;
        let speed = best(|| {
            trainer.advance(updates * epochs, &mut ());
            rows as u64 * epochs
        });
        println!("{name} {:9.2} M samples/s, loss {:.9}", speed / 1e6, checked.loss());
    }
    let work = read(&folder, "W3");
    let axis = |i: usize| -6.0 + 12.0 * i as f32 / 99.0;
    let grid: Vec<f32> = (0..10_000).flat_map(|i| [axis(i % 100), -axis(i / 100)]).collect();
    let (mut predictor, mut predictions) = (Predictor::new(&work.network), vec![0.0; 10_000]);
    let speed = best(|| {
        predictor.predict(&work.network, &grid, &mut predictions).unwrap();
        10_000
    });
    println!("W6 {:9.2} M samples/s, sum {:.4}", speed / 1e6, predictions.iter().sum::<f32>());
}
