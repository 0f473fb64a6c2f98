//! The fastest road for the smallest network: one linear neuron on one input, mean squared error, plain SGD.
//!
//! p = b + w x; with e = p - y the loss is mean e^2, and its slopes are mean 2 e x (for w) and mean 2 e (for b). The
//! general engine computes the same sums in the same order through blocks in memory; here w, b and all sums stay in
//! registers. The results are equal (`tests/neuron.rs`), an update is some thirty times as fast.

use crate::activation::Activation;
use crate::constraint::Constraint;
use crate::lanes::{LANES, Lanes};
use crate::loss::Loss;
use crate::network::Sequential;
use crate::optimizer::{Clip, Sgd};
use crate::schedule::Schedule;

/// A neuron out of its network.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neuron {
    pub(crate) parameters: [f32; 2],
    use_bias: bool,
    rate: f32,
}

/// What one batch says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) loss: f32,
    pub(crate) next: [f32; 2],
}

impl Neuron {
    /// The neuron of a network that is nothing more than one, trained in the plainest way.
    pub(crate) fn of(network: &Sequential, loss: Loss, optimizer: &Sgd) -> Option<Self> {
        let ([layer], 1, 1) = (network.layers(), network.inputs(), network.outputs()) else { return None };
        let Schedule::Constant(rate) = optimizer.learning_rate else { return None };
        let plain_layer = layer.activation == Activation::Linear
            && !layer.kernel_regularizer.is_on()
            && !layer.bias_regularizer.is_on()
            && !layer.activity_regularizer.is_on()
            && layer.kernel_constraint == Constraint::None
            && layer.bias_constraint == Constraint::None;
        let plain_descent =
            optimizer.momentum == 0.0 && optimizer.weight_decay.is_none() && optimizer.clip == Clip::None;
        let parameters = match *network.parameters() {
            [w, b] => [w, b],
            [w] => [w, 0.0],
            _ => return None,
        };
        let fits = loss == Loss::Mse && plain_layer && plain_descent;
        fits.then_some(Neuron { parameters, use_bias: layer.use_bias, rate })
    }

    /// The parameters the network has: w, and b if there is one.
    #[inline(always)]
    pub(crate) fn in_use(&self) -> &[f32] {
        &self.parameters[..if self.use_bias { 2 } else { 1 }]
    }

    /// The parameters after a step against these slopes.
    #[inline(always)]
    fn step(&self, slopes: [f32; 2]) -> [f32; 2] {
        let [w, b] = self.parameters;
        [w - self.rate * slopes[0], if self.use_bias { b - self.rate * slopes[1] } else { b }]
    }

    /// A batch of one row.
    #[inline(always)]
    pub(crate) fn one(&self, x: f32, y: f32) -> Answer {
        let [w, b] = self.parameters;
        let error = (b + w * x) - y;
        let slope = 2.0 * error;
        Answer { loss: error * error, next: self.step([x * slope, slope]) }
    }

    /// A packed batch of at least one row.
    #[inline(always)]
    pub(crate) fn batch(&self, x: &[Lanes], y: &[Lanes], rows: usize) -> Answer {
        let [w, b] = self.parameters.map(Lanes::splat);
        let scale = 1.0 / rows as f32;
        let mut sums = [Lanes::ZERO; 3];
        let mut add = |x: Lanes, y: Lanes, real: usize| {
            let error = ((b + w * x) - y).keep(real);
            let slope = error.map(|e| 2.0 * e * scale);
            sums[0] += error * error;
            sums[1] += x * slope;
            sums[2] += slope;
        };
        let last = x.len() - 1;
        for (x, y) in x[..last].iter().zip(y) {
            add(*x, *y, LANES);
        }
        add(x[last], y[last], rows - last * LANES);
        let [total, w, b] = sums.map(Lanes::sum);
        Answer { loss: total * scale, next: self.step([w, b]) }
    }
}
