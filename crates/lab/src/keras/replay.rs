//! Runs here what Keras's `fit` would run from the present weights: the same epochs, even where they diverge.

use two_knobs_core::network::Tensor;

use crate::keras::python::float;
use crate::session::Session;

/// The result of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// `get_weights()` after the run. With scaled inputs these are the weights of the scaled inputs.
    pub weights: Vec<Tensor>,
    /// `history["loss"]`: the loss of each epoch.
    pub loss: Vec<f32>,
}

/// Fits a copy of the session for `epochs` epochs. Unlike [`Session::advance`], and like Keras, this never stops early:
/// a diverging run goes on to infinity and NaN.
pub fn replay(session: &Session, epochs: u64) -> Replay {
    let mut trainer = session.model.trainer.clone();
    let loss = trainer.fit(epochs);
    Replay { weights: trainer.network().get_weights(), loss }
}

impl Replay {
    /// `{"weights": [...], "loss": [...]}` with every number in full, as Python's `json.dumps` writes it, also `NaN`
    /// and `Infinity`.
    pub fn json(&self) -> String {
        let weights: Vec<_> =
            self.weights.iter().map(|tensor| nested(&tensor.shape, &tensor.values)).collect();
        format!(
            "{{\"weights\": [{}], \"loss\": {}}}",
            weights.join(", "),
            nested(&[self.loss.len()], &self.loss)
        )
    }
}

fn nested(shape: &[usize], values: &[f32]) -> String {
    let [_, rest @ ..] = shape else { return values.iter().map(|value| number(*value)).collect() };
    let size = rest.iter().product::<usize>().max(1);
    let parts: Vec<_> = values.chunks(size).map(|part| nested(rest, part)).collect();
    format!("[{}]", parts.join(", "))
}

fn number(value: f32) -> String {
    match value {
        value if value.is_nan() => "NaN".into(),
        f32::INFINITY => "Infinity".into(),
        f32::NEG_INFINITY => "-Infinity".into(),
        value => float(f64::from(value)),
    }
}
