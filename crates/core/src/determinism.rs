//! Three short runs whose last bits say whether two machines compute alike.
//!
//! ```
//! let runs = two_knobs_core::determinism::fingerprints();
//! assert_eq!(runs[0].name, "tanh");
//! ```

use crate::activation::Activation;
use crate::data::Dataset;
use crate::dense::Dense;
use crate::error::Error;
use crate::loss::Loss;
use crate::network::Sequential;
use crate::optimizer::{Optimizer, Rule};
use crate::rng::Stream;
use crate::training::{Trainer, Training};

/// A run and where it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The kind of network.
    pub name: &'static str,
    /// The bits of every weight after 1,000 updates.
    pub bits: Vec<u32>,
}

/// Weights after 1,000 updates of a tanh network, a sigmoid network with binary cross-entropy and a softmax network.
/// They must be the same on every machine; `tests/fixtures/determinism.json` holds them.
pub fn fingerprints() -> Vec<Fingerprint> {
    let bce = Loss::BinaryCrossentropy { from_logits: false, label_smoothing: 0.0 };
    let cce = Loss::CategoricalCrossentropy { from_logits: false, label_smoothing: 0.0 };
    [
        ("tanh", Activation::Tanh, 1, Loss::Mse),
        ("sigmoid", Activation::Sigmoid, 1, bce),
        ("softmax", Activation::Softmax, 3, cce),
    ]
    .into_iter()
    .filter_map(|(name, activation, outputs, loss)| {
        let bits = weights_after(1000, activation, outputs, loss).ok()?;
        Some(Fingerprint { name, bits })
    })
    .collect()
}

/// 2 inputs, 5 tanh units, then the given layer; 30 rows in shuffled batches of 8.
fn weights_after(
    updates: u64,
    activation: Activation,
    outputs: usize,
    loss: Loss,
) -> Result<Vec<u32>, Error> {
    const ROWS: usize = 30;
    let x = Stream::keras(1).uniform(2 * ROWS, -2.0, 2.0);
    // The class of a row is the one of the plane's sectors it lies in.
    let class = |row: &[f32]| usize::from(row[0] * row[1] > 0.0) + usize::from(row[0] > 1.0);
    let y = match outputs {
        1 => x.chunks_exact(2).map(|row| if class(row) == 1 { 1.0 } else { 0.0 }).collect(),
        _ => x
            .chunks_exact(2)
            .flat_map(|row| (0..outputs).map(move |output| if output == class(row) { 1.0 } else { 0.0 }))
            .collect(),
    };
    let mut network =
        Sequential::new(2, vec![Dense::new(5, Activation::Tanh), Dense::new(outputs, activation)])?;
    network.initialize(7);
    let optimizer = Optimizer { rule: Rule::Sgd { momentum: 0.5, nesterov: false }, ..Optimizer::sgd(0.1) };
    let training = Training { loss, optimizer, batch_size: Some(8), shuffle: Some(3) };
    let mut trainer = Trainer::new(network, Dataset::new(x, y, 2, outputs)?, training)?;
    trainer.advance(updates, &mut ());
    Ok(trainer.network().parameters().iter().map(|w| w.to_bits()).collect())
}
