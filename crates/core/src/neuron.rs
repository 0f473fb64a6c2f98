//! The fastest road for the smallest network: one linear neuron on one input, mean squared error, plain SGD.
//!
//! With e = w x + b - y the loss is mean e^2, and its slopes are mean 2 e x (for w) and mean 2 e (for b). The general
//! engine computes the same through blocks in memory; here w, b and all sums stay in registers. What bounds the speed is
//! that each update waits for the one before, so the arithmetic is laid out to be short from w to the next w: w x +
//! (b - y), and the rate and the factors of the mean are multiplied beforehand. The two roads differ by roundings only
//! (`tests/training.rs`); measured, this one is thirty times as fast for batches of one row.

use crate::activation::Activation;
use crate::constraint::Constraint;
use crate::lanes::{LANES, Lanes};
use crate::loss::Loss;
use crate::network::Sequential;
use crate::optimizer::Optimizer;
use crate::portable::Real;
use crate::schedule::Schedule;
use crate::training::EpochMean;

/// A neuron out of its network.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neuron {
    pub(crate) parameters: [f32; 2],
    use_bias: bool,
    rate: f32,
}

/// How far w and b may lie from zero together before somebody asks about them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calm {
    square: f32,
}

impl Calm {
    /// Where neither is larger than `size`.
    pub(crate) fn within(size: f32) -> Self {
        Calm { square: (size * size).min(f32::MAX) }
    }

    /// Whether they are that near. What is not finite never is.
    #[inline(always)]
    pub(crate) fn holds(self, [w, b]: [f32; 2]) -> bool {
        w * w + b * b <= self.square
    }
}

/// What one batch says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) loss: f32,
    pub(crate) next: [f32; 2],
}

impl Neuron {
    /// The neuron of a network that is nothing more than one, trained in the plainest way.
    pub(crate) fn of(network: &Sequential, loss: Loss, optimizer: &Optimizer) -> Option<Self> {
        let ([layer], 1, 1) = (network.layers(), network.inputs(), network.outputs()) else { return None };
        let Schedule::Constant(rate) = optimizer.learning_rate else { return None };
        let plain_layer = layer.activation == Activation::Linear
            && !layer.kernel_regularizer.is_on()
            && !layer.bias_regularizer.is_on()
            && !layer.activity_regularizer.is_on()
            && layer.kernel_constraint == Constraint::None
            && layer.bias_constraint == Constraint::None;
        let parameters = match *network.parameters() {
            [w, b] => [w, b],
            [w] => [w, 0.0],
            _ => return None,
        };
        let fits = loss == Loss::Mse && plain_layer && optimizer.is_plain();
        fits.then_some(Neuron { parameters, use_bias: layer.use_bias, rate })
    }

    /// The parameters the network has: w, and b if there is one.
    #[inline(always)]
    pub(crate) fn in_use(&self) -> &[f32] {
        &self.parameters[..if self.use_bias { 2 } else { 1 }]
    }

    /// The parameters after a step of this size, against the sums of e x and e.
    #[inline(always)]
    fn step(&self, size: f32, of_w: f32, of_b: f32) -> [f32; 2] {
        let [w, b] = self.parameters;
        [w - size * of_w, if self.use_bias { b - size * of_b } else { b }]
    }

    /// A batch of one row.
    #[inline(always)]
    pub(crate) fn one(&self, x: f32, y: f32) -> Answer {
        let [w, b] = self.parameters;
        let error = w * x + (b - y);
        let size = 2.0 * self.rate;
        let next = [w - (size * x) * error, if self.use_bias { b - size * error } else { b }];
        Answer { loss: error * error, next }
    }

    /// Batches of one row, one after the other, their losses added to the epoch's mean; false where one of them diverges, and
    /// then nothing has changed. That is asked at the end, of what was remembered on the way.
    pub(crate) fn run(
        &mut self,
        x: &[Lanes],
        y: &[Lanes],
        limit: f32,
        near: Calm,
        mean: &mut EpochMean,
    ) -> bool {
        let (mut neuron, mut sum, mut calm) = (*self, *mean, true);
        for (x, y) in x.iter().zip(y) {
            let Answer { loss, next } = neuron.one(x.array()[0], y.array()[0]);
            calm &= loss <= limit;
            calm &= near.holds(next);
            sum.add(loss, 1);
            neuron.parameters = next;
        }
        if calm {
            (*self, *mean) = (neuron, sum);
        }
        calm
    }

    /// A packed batch of at least one row.
    #[inline(always)]
    pub(crate) fn batch(&self, x: &[Lanes], y: &[Lanes], rows: usize) -> Answer {
        let [w, b] = self.parameters.map(Lanes::of);
        let (mut squares, mut of_w, mut of_b) = (Lanes::ZERO, Lanes::ZERO, Lanes::ZERO);
        let mut add = |x: Lanes, error: Lanes| {
            squares += error * error;
            of_w += error * x;
            of_b += error;
        };
        let full = rows / LANES;
        for (x, y) in x[..full].iter().zip(y) {
            add(*x, w * *x + (b - *y));
        }
        if let (Some(x), Some(y)) = (x.get(full), y.get(full)) {
            add(*x, (w * *x + (b - *y)).keep(rows - full * LANES));
        }
        let share = 1.0 / rows as f32;
        let next = self.step(2.0 * self.rate * share, of_w.sum(), of_b.sum());
        Answer { loss: squares.sum() * share, next }
    }
}
