//! The forward and the backward pass of one batch through all layers, in memory that is allocated once.
//!
//! Forward, layer by layer: z = a W + b, a = f(z), with the batch's x as the first a. Backward, from the last layer: with
//! d = how much the loss rises when z rises, dW = a^T d, db = sum d, and the layer below receives W d^T.
//! Blocks are stored feature by feature, their rows in lanes (see `lanes`); the padding of every a and d is zero.

use std::ops::Range;

use crate::activation::Activation;
use crate::kernels;
use crate::lanes::{self, LANES, Lanes};
use crate::loss::Loss;
use crate::network::Sequential;
use crate::regularizer::Regularizer;

/// The memory and settings that batches of at most a given number of rows need.
#[derive(Clone, Debug)]
pub(crate) struct Engine {
    layers: Vec<LayerBlocks>,
    gradient: Vec<f32>,
    regularized: bool,
}

/// One layer's settings and its blocks of numbers: sums z, outputs a, slopes d.
#[derive(Clone, Debug)]
struct LayerBlocks {
    inputs: usize,
    units: usize,
    activation: Activation,
    kernel: Range<usize>,
    bias: Option<Range<usize>>,
    kernel_regularizer: Regularizer,
    bias_regularizer: Regularizer,
    activity_regularizer: Regularizer,
    z: Vec<Lanes>,
    a: Vec<Lanes>,
    d: Vec<Lanes>,
    /// The slopes of the activity penalty; empty without an activity regularizer.
    penalty_slopes: Vec<Lanes>,
}

impl Engine {
    pub(crate) fn new(network: &Sequential, rows: usize) -> Self {
        let chunks = lanes::chunks(rows);
        let layers: Vec<LayerBlocks> = network
            .layers()
            .iter()
            .zip(network.slots())
            .map(|(layer, slots)| LayerBlocks {
                inputs: slots.inputs,
                units: layer.units,
                activation: layer.activation,
                kernel: slots.kernel.clone(),
                bias: slots.bias.clone(),
                kernel_regularizer: layer.kernel_regularizer,
                bias_regularizer: layer.bias_regularizer,
                activity_regularizer: layer.activity_regularizer,
                z: vec![Lanes::ZERO; layer.units * chunks],
                a: vec![Lanes::ZERO; layer.units * chunks],
                d: vec![Lanes::ZERO; layer.units * chunks],
                penalty_slopes: match layer.activity_regularizer.is_on() {
                    true => vec![Lanes::ZERO; layer.units * chunks],
                    false => Vec::new(),
                },
            })
            .collect();
        let regularized = layers.iter().any(|l| {
            l.kernel_regularizer.is_on() || l.bias_regularizer.is_on() || l.activity_regularizer.is_on()
        });
        Engine { layers, gradient: vec![0.0; network.parameters().len()], regularized }
    }

    /// Whether this engine was built for networks of that shape.
    pub(crate) fn fits(&self, network: &Sequential) -> bool {
        let layers = network.layers().iter().zip(network.slots());
        self.gradient.len() == network.parameters().len()
            && self.layers.len() == network.layers().len()
            && self.layers.iter().zip(layers).all(|(blocks, (layer, slots))| {
                (blocks.inputs, blocks.units) == (slots.inputs, layer.units)
                    && blocks.activation == layer.activation
                    && blocks.bias == slots.bias
                    && blocks.activity_regularizer == layer.activity_regularizer
            })
    }

    /// Computes every layer's outputs for a packed batch.
    #[inline(never)]
    pub(crate) fn forward(&mut self, parameters: &[f32], x: &[Lanes], rows: usize) {
        let chunks = lanes::chunks(rows);
        let mut below = x;
        for layer in &mut self.layers {
            let size = layer.units * chunks;
            let kernel = &parameters[layer.kernel.clone()];
            let bias = layer.bias.clone().map(|bias| &parameters[bias]);
            // A linear layer's a is its z, so z is not stored separately.
            let is_linear = layer.activation == Activation::Linear;
            let z = &mut if is_linear { &mut layer.a } else { &mut layer.z }[..size];
            kernels::forward(kernel, bias, below, z, layer.units, chunks);
            if !is_linear {
                layer.activation.forward(&layer.z[..size], &mut layer.a[..size], chunks);
            }
            clear_padding(&mut layer.a[..size], rows);
            below = &layer.a[..size];
        }
    }

    /// The last layer's outputs: the predictions.
    pub(crate) fn outputs(&self, rows: usize) -> &[Lanes] {
        self.layers.last().map_or(&[], |last| &last.a[..last.units * lanes::chunks(rows)])
    }

    /// Every layer's outputs, the first layer's first, unit by unit.
    pub(crate) fn units(&self, rows: usize) -> impl Iterator<Item = &[Lanes]> {
        self.layers.iter().map(move |layer| &layer.a[..layer.units * lanes::chunks(rows)])
    }

    /// The gradient that the last call to [`Engine::backward`] computed.
    pub(crate) fn gradient(&mut self) -> &mut [f32] {
        &mut self.gradient
    }

    /// Call after [`Engine::forward`]. Returns the loss of the batch, penalties included, and keeps the slopes at the outputs.
    #[inline(never)]
    pub(crate) fn loss(&mut self, loss: Loss, parameters: &[f32], y: &[Lanes], rows: usize) -> f32 {
        let Some(last) = self.layers.last_mut() else { return 0.0 };
        let size = last.units * lanes::chunks(rows);
        let of_logits = reads_logits(loss, last.activation);
        let (loss, p) = if of_logits { (loss.with_logits(), &last.z) } else { (loss, &last.a) };
        let value = loss.batch(&p[..size], y, &mut last.d[..size], rows);
        if self.regularized { value + self.penalty(parameters, rows) } else { value }
    }

    /// The penalties on all parameters, plus those on all outputs divided by the number of rows.
    fn penalty(&self, parameters: &[f32], rows: usize) -> f32 {
        let mut penalty = 0.0;
        for layer in &self.layers {
            penalty += layer.kernel_regularizer.value(&parameters[layer.kernel.clone()]);
            if let Some(bias) = &layer.bias {
                penalty += layer.bias_regularizer.value(&parameters[bias.clone()]);
            }
            let activity = layer.activity_regularizer;
            if activity.is_on() {
                let a = layer.a[..layer.units * lanes::chunks(rows)].iter().flat_map(|a| a.array());
                let sum = |f: fn(f32) -> f32| a.clone().map(f).sum::<f32>();
                penalty += (activity.l1 * sum(f32::abs) + activity.l2 * sum(|a| a * a)) / rows as f32;
            }
        }
        penalty
    }

    /// Call after [`Engine::loss`]. Computes how much the loss rises when each parameter rises.
    pub(crate) fn backward(&mut self, loss: Loss, parameters: &[f32], x: &[Lanes], rows: usize) {
        let chunks = lanes::chunks(rows);
        for index in (0..self.layers.len()).rev() {
            let is_last = index + 1 == self.layers.len();
            let (below, rest) = self.layers.split_at_mut(index);
            let Some(layer) = rest.first_mut() else { return };
            let of_logits = is_last && reads_logits(loss, layer.activation);
            layer.slopes_at_sums(of_logits, rows);
            let d = &layer.d[..layer.units * chunks];
            let input = below.last().map_or(x, |below| &below.a[..below.units * chunks]);

            // The bias, where there is one, follows the kernel.
            let bias = layer.bias.clone().unwrap_or(layer.kernel.end..layer.kernel.end);
            let kernel = &parameters[layer.kernel.clone()];
            let gradient = &mut self.gradient[layer.kernel.start..bias.end];
            let (gradient, of_bias) = gradient.split_at_mut(kernel.len());
            kernels::gradients(input, d, gradient, of_bias, layer.units, chunks);
            add_penalty_slopes(layer.kernel_regularizer, kernel, gradient);
            add_penalty_slopes(layer.bias_regularizer, &parameters[bias], of_bias);
            if let Some(below) = below.last_mut() {
                kernels::backward(kernel, d, &mut below.d[..layer.inputs * chunks], layer.units, chunks);
            }
        }
    }
}

impl LayerBlocks {
    /// Turns d from slopes at the outputs a into slopes at the sums z. A loss that reads logits has computed the slopes at z
    /// already, so only the slopes of the activity penalty pass through the activation.
    fn slopes_at_sums(&mut self, of_logits: bool, rows: usize) {
        let chunks = lanes::chunks(rows);
        let size = self.units * chunks;
        let (z, a, d) = (&self.z[..size], &self.a[..size], &mut self.d[..size]);
        let regularizer = self.activity_regularizer;
        if !regularizer.is_on() {
            if !of_logits {
                self.activation.backward(z, a, d, chunks);
                // A slope computed from a is finite in the padding (a = 0 there), so d's padding stays zero.
                if !self.activation.slope_reads_a() {
                    clear_padding(d, rows);
                }
            }
            return;
        }
        let share = 1.0 / rows as f32;
        let penalty_slopes = &mut self.penalty_slopes[..size];
        penalty_slopes.iter_mut().zip(a).for_each(|(p, a)| *p = a.map(|a| regularizer.slope(a) * share));
        if of_logits {
            self.activation.backward(z, a, penalty_slopes, chunks);
            d.iter_mut().zip(penalty_slopes).for_each(|(d, p)| *d += *p);
        } else {
            d.iter_mut().zip(penalty_slopes).for_each(|(d, p)| *d += *p);
            self.activation.backward(z, a, d, chunks);
        }
        clear_padding(d, rows);
    }
}

/// Keras on TensorFlow: every cross-entropy after a sigmoid or softmax is computed from the numbers before it.
fn reads_logits(loss: Loss, activation: Activation) -> bool {
    loss.is_cross_entropy() && matches!(activation, Activation::Sigmoid | Activation::Softmax)
}

fn add_penalty_slopes(regularizer: Regularizer, parameters: &[f32], gradient: &mut [f32]) {
    if regularizer.is_on() {
        gradient.iter_mut().zip(parameters).for_each(|(g, w)| *g += regularizer.slope(*w));
    }
}

/// Zeroes the rows past the end of the batch.
fn clear_padding(block: &mut [Lanes], rows: usize) {
    if !rows.is_multiple_of(LANES) {
        let (chunks, kept) = (lanes::chunks(rows), lanes::tail(rows));
        block.iter_mut().skip(chunks - 1).step_by(chunks).for_each(|last| *last = last.keep(kept));
    }
}
