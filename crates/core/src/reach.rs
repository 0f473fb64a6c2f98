//! An upper bound on a network's outputs, computed from its parameters and the range of its inputs.
//!
//! ```
//! use two_knobs_core::{activation::Activation, dense::Dense, network::Sequential};
//! let neuron = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
//! assert_eq!(neuron.reach(&[-200.0, 100.0], 2.0), 500.0); // for x from -2 to 2
//! ```

use crate::activation::Activation;
use crate::network::Sequential;
use crate::portable::exp_f64;

impl Sequential {
    /// A bound on the size of every sum and every output of all layers, for inputs between -`size` and `size`.
    pub fn reach(&self, parameters: &[f32], mut size: f64) -> f64 {
        let mut most = size;
        for (layer, slots) in self.layers().iter().zip(self.slots()) {
            let kernel = parameters.get(slots.kernel.clone()).unwrap_or_default();
            let bias = slots.bias.clone().and_then(|bias| parameters.get(bias)).unwrap_or_default();
            let absolute = |w: &f32| f64::from(w.abs());
            let sum = |unit: usize| {
                let weights = kernel.iter().skip(unit).step_by(layer.units).map(absolute).sum::<f64>();
                weights * size + bias.get(unit).map_or(0.0, absolute)
            };
            let widest = (0..layer.units).map(sum).fold(0.0, f64::max);
            size = layer.activation.reach(widest);
            most = most.max(widest).max(size);
        }
        most
    }
}

impl Activation {
    /// A bound on the size of the outputs for sums between -`size` and `size`.
    fn reach(&self, size: f64) -> f64 {
        match *self {
            Activation::Linear | Activation::Relu => size,
            Activation::Exponential => exp_f64(size),
            Activation::Sigmoid
            | Activation::HardSigmoid
            | Activation::Tanh
            | Activation::HardTanh
            | Activation::Softsign
            | Activation::Softmax => 1.0,
            Activation::Relu6 => 6.0,
            Activation::ReluWith { negative_slope, max_value, threshold } => {
                let offset = f64::from(threshold.abs()) + f64::from(max_value.unwrap_or(0.0).abs());
                (1.0 + f64::from(negative_slope.abs())) * (size + offset)
            }
            Activation::LeakyRelu { negative_slope } => size * f64::from(negative_slope.abs()).max(1.0),
            Activation::Elu { alpha } | Activation::Celu { alpha } => size.max(f64::from(alpha.abs())),
            // Of the others selu is the steepest, with slope 1.76; log-softmax doubles the size and adds ln(units).
            _ => 2.0 * size + 10.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_output_exceeds_it(size in 0.0..80.0f64, part in -1.0..1.0f64, index in 0..Activation::ALL.len()) {
            let activation = Activation::ALL[index];
            let output = f64::from(activation.value((size * part) as f32));
            prop_assert!(output.abs() <= activation.reach(size) * (1.0 + 1e-6), "{activation:?} {output}");
        }
    }
}
