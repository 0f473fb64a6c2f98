//! A fast special case for the smallest network: one linear neuron on one input, mean squared error, plain SGD.
//!
//! With e = w x + b - y the loss is mean e^2, and its slopes are mean 2 e x (for w) and mean 2 e (for b). The general
//! engine computes the same through blocks in memory; here w, b and all sums stay in registers. Each update depends on the
//! one before, which bounds the speed, so the arithmetic keeps the path from w to the next w short: it computes
//! w x + (b - y), and multiplies the rate with the factors of the mean beforehand. Both ways agree up to rounding
//! (`tests/training.rs`); this one is thirty times as fast for batches of one row.

use crate::activation::Activation;
use crate::constraint::Constraint;
use crate::lanes::{LANES, Lanes};
use crate::loss::Loss;
use crate::network::Sequential;
use crate::optimizer::Optimizer;
use crate::portable::Real;
use crate::schedule::Schedule;
use crate::training::EpochMean;

/// A network's only neuron: its parameters, and the learning rate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Neuron {
    pub(crate) parameters: [f32; 2],
    use_bias: bool,
    rate: f32,
}

/// The region of w and b in which an update needs no check by the observer: w^2 + b^2 up to `square`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trusted {
    square: f32,
}

impl Trusted {
    /// A region in which neither |w| nor |b| exceeds `size`.
    pub(crate) fn within(size: f32) -> Self {
        Trusted { square: (size * size).min(f32::MAX) }
    }

    /// Whether w and b lie in the region; false where one is not finite.
    #[inline(always)]
    pub(crate) fn covers(self, [w, b]: [f32; 2]) -> bool {
        w * w + b * b <= self.square
    }
}

/// An update that is computed but not yet made: the batch's loss, and the parameters after the update.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Update {
    pub(crate) loss: f32,
    pub(crate) next: [f32; 2],
}

impl Neuron {
    /// The neuron of a network that this special case covers; None for every other network.
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
        let fits = loss == Loss::Mse && plain_layer && optimizer.is_plain_sgd();
        fits.then_some(Neuron { parameters, use_bias: layer.use_bias, rate })
    }

    /// The parameters that the network has: w, and b where the layer has a bias.
    #[inline(always)]
    pub(crate) fn in_use(&self) -> &[f32] {
        &self.parameters[..if self.use_bias { 2 } else { 1 }]
    }

    /// The parameters after a step of `size` times the sums of e x and of e.
    #[inline(always)]
    fn step(&self, size: f32, of_w: f32, of_b: f32) -> [f32; 2] {
        let [w, b] = self.parameters;
        [w - size * of_w, if self.use_bias { b - size * of_b } else { b }]
    }

    /// The update for a batch of one row.
    #[inline(always)]
    pub(crate) fn one(&self, x: f32, y: f32) -> Update {
        let [w, b] = self.parameters;
        let error = w * x + (b - y);
        let size = 2.0 * self.rate;
        let next = [w - (size * x) * error, if self.use_bias { b - size * error } else { b }];
        Update { loss: error * error, next }
    }

    /// Makes updates for batches of one row, one after the other, and adds their losses to the epoch's mean. Returns false and
    /// changes nothing where one of them diverges; it looks at this once, after the last update.
    pub(crate) fn run(
        &mut self,
        x: &[Lanes],
        y: &[Lanes],
        limit: f32,
        trusted: Trusted,
        mean: &mut EpochMean,
    ) -> bool {
        let (mut neuron, mut sum, mut ok) = (*self, *mean, true);
        for (x, y) in x.iter().zip(y) {
            let Update { loss, next } = neuron.one(x.array()[0], y.array()[0]);
            ok &= loss <= limit;
            ok &= trusted.covers(next);
            sum.add(loss, 1);
            neuron.parameters = next;
        }
        if ok {
            (*self, *mean) = (neuron, sum);
        }
        ok
    }

    /// The update for a packed batch of at least one row.
    #[inline(always)]
    pub(crate) fn batch(&self, x: &[Lanes], y: &[Lanes], rows: usize) -> Update {
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
        Update { loss: squares.sum() * share, next }
    }
}
