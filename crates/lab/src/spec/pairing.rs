//! Whether the output's activation and the loss go together, and what repairs them.

use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;

use crate::spec::Spec;
use crate::words::choices::choices;

choices! {
    /// Why the output's activation and the loss don't go together.
    Mismatch {
        /// Softmax over a single unit answers 1 to every row.
        LoneSoftmax = "loneSoftmax",
        /// Categorical cross-entropy needs answers that sum to 1, as softmax gives.
        NeedsSoftmax = "needsSoftmax",
        /// Binary cross-entropy needs answers from 0 to 1, and this activation leaves that range.
        NeedsSigmoid = "needsSigmoid",
        /// The activation cannot reach some values of y.
        OutOfReach = "outOfReach",
        /// With a sigmoid output and labels 0 and 1, this loss has small slopes where the answer is most wrong.
        FlatLoss = "flatLoss",
    }
}

/// A mismatch, and what repairs it: another activation or another loss, by their names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pairing {
    /// Why they don't go together.
    pub mismatch: Mismatch,
    /// The activation that goes together with the loss.
    pub activation: Option<Activation>,
    /// The loss that goes together with the activation, by its name in the link.
    pub loss: Option<&'static str>,
}

impl Spec {
    /// Why the output's activation and the loss don't go together; `None` where they do.
    pub fn pairing(&self, data: &Dataset) -> Option<Pairing> {
        let last = self.layers.last()?;
        let labels = data.y.iter().all(|y| *y == 0.0 || *y == 1.0);
        let [low, high] = reach(last.activation);
        let told =
            |mismatch, activation, loss| Some(Pairing { mismatch, activation: Some(activation), loss });
        let is_softmax = last.activation == Activation::Softmax;
        match self.loss {
            _ if is_softmax && last.units == 1 => {
                let other = if labels { Activation::Sigmoid } else { Activation::Linear };
                told(Mismatch::LoneSoftmax, other, None)
            }
            Loss::CategoricalCrossentropy { .. } if !is_softmax => {
                told(Mismatch::NeedsSoftmax, Activation::Softmax, None)
            }
            Loss::CategoricalCrossentropy { .. } => None,
            Loss::BinaryCrossentropy { .. } if low < 0.0 || high > 1.0 => {
                told(Mismatch::NeedsSigmoid, Activation::Sigmoid, Some("mse"))
            }
            Loss::BinaryCrossentropy { .. } => None,
            _ if data.y.iter().any(|y| *y < low || *y > high) => {
                told(Mismatch::OutOfReach, Activation::Linear, None)
            }
            _ if labels && last.activation == Activation::Sigmoid => {
                Some(Pairing { mismatch: Mismatch::FlatLoss, activation: None, loss: Some("bce") })
            }
            _ => None,
        }
    }
}

/// The least and the greatest answer of an activation.
fn reach(activation: Activation) -> [f32; 2] {
    match activation {
        Activation::Sigmoid | Activation::HardSigmoid | Activation::Softmax => [0.0, 1.0],
        Activation::Tanh | Activation::HardTanh | Activation::Softsign => [-1.0, 1.0],
        Activation::Relu | Activation::Softplus | Activation::Exponential => [0.0, f32::INFINITY],
        Activation::Relu6 => [0.0, 6.0],
        Activation::LogSigmoid | Activation::LogSoftmax => [f32::NEG_INFINITY, 0.0],
        _ => [f32::NEG_INFINITY, f32::INFINITY],
    }
}
