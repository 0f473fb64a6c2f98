//! Forward and backward through the layers, for one batch, in memory that is kept.
//!
//! Forward, layer by layer: z = a W + b, a = f(z), with the batch's x as the first a. Backward, from the last layer: with
//! d = how much the loss rises when z rises, dW = a^T d, db = sum d, and W d^T is what the layer below hears.
//! Blocks are laid out feature by feature, rows in lanes (see `lanes`); padding is zero in every a and d.

use std::ops::Range;

use crate::activation::Activation;
use crate::kernels;
use crate::lanes::{self, LANES, Lanes};
use crate::loss::Loss;
use crate::network::Sequential;
use crate::regularizer::Regularizer;

/// The memory and the plan for batches of at most a given number of rows.
#[derive(Clone, Debug)]
pub(crate) struct Engine {
    stages: Vec<Stage>,
    gradient: Vec<f32>,
    prices: bool,
}

/// One layer and its blocks.
#[derive(Clone, Debug)]
struct Stage {
    inputs: usize,
    units: usize,
    activation: Activation,
    kernel: Range<usize>,
    bias: Option<Range<usize>>,
    kernel_price: Regularizer,
    bias_price: Regularizer,
    activity_price: Regularizer,
    z: Vec<Lanes>,
    a: Vec<Lanes>,
    d: Vec<Lanes>,
    /// Room for the slopes of the outputs' price; empty without one.
    spare: Vec<Lanes>,
}

impl Engine {
    pub(crate) fn new(network: &Sequential, rows: usize) -> Self {
        let chunks = lanes::chunks(rows);
        let stages: Vec<Stage> = network
            .layers()
            .iter()
            .zip(network.slots())
            .map(|(layer, slots)| Stage {
                inputs: slots.inputs,
                units: layer.units,
                activation: layer.activation,
                kernel: slots.kernel.clone(),
                bias: slots.bias.clone(),
                kernel_price: layer.kernel_regularizer,
                bias_price: layer.bias_regularizer,
                activity_price: layer.activity_regularizer,
                z: vec![Lanes::ZERO; layer.units * chunks],
                a: vec![Lanes::ZERO; layer.units * chunks],
                d: vec![Lanes::ZERO; layer.units * chunks],
                spare: match layer.activity_regularizer.is_on() {
                    true => vec![Lanes::ZERO; layer.units * chunks],
                    false => Vec::new(),
                },
            })
            .collect();
        let prices =
            stages.iter().any(|s| s.kernel_price.is_on() || s.bias_price.is_on() || s.activity_price.is_on());
        Engine { stages, gradient: vec![0.0; network.parameters().len()], prices }
    }

    /// Whether this memory and plan are for networks of that shape.
    pub(crate) fn fits(&self, network: &Sequential) -> bool {
        let layers = network.layers().iter().zip(network.slots());
        self.gradient.len() == network.parameters().len()
            && self.stages.len() == network.layers().len()
            && self.stages.iter().zip(layers).all(|(stage, (layer, slots))| {
                (stage.inputs, stage.units) == (slots.inputs, layer.units)
                    && stage.activation == layer.activation
                    && stage.bias == slots.bias
                    && stage.activity_price == layer.activity_regularizer
            })
    }

    /// Computes every layer's answers to a packed batch.
    #[inline(never)]
    pub(crate) fn forward(&mut self, parameters: &[f32], x: &[Lanes], rows: usize) {
        let chunks = lanes::chunks(rows);
        let mut below = x;
        for stage in &mut self.stages {
            let size = stage.units * chunks;
            let kernel = &parameters[stage.kernel.clone()];
            let bias = stage.bias.clone().map(|bias| &parameters[bias]);
            // Where a is z, nobody asks for z.
            let is_linear = stage.activation == Activation::Linear;
            let z = &mut if is_linear { &mut stage.a } else { &mut stage.z }[..size];
            kernels::forward(kernel, bias, below, z, stage.units, chunks);
            if !is_linear {
                stage.activation.forward(&stage.z[..size], &mut stage.a[..size], chunks);
            }
            clear_padding(&mut stage.a[..size], rows);
            below = &stage.a[..size];
        }
    }

    /// The last layer's answers.
    pub(crate) fn outputs(&self, rows: usize) -> &[Lanes] {
        self.stages.last().map_or(&[], |last| &last.a[..last.units * lanes::chunks(rows)])
    }

    /// The gradient of the last call to [`Engine::backward`].
    pub(crate) fn gradient(&mut self) -> &mut [f32] {
        &mut self.gradient
    }

    /// After [`Engine::forward`]: the loss of the batch, prices included; the slopes at the outputs stay in memory.
    #[inline(never)]
    pub(crate) fn loss(&mut self, loss: Loss, parameters: &[f32], y: &[Lanes], rows: usize) -> f32 {
        let Some(last) = self.stages.last_mut() else { return 0.0 };
        let size = last.units * lanes::chunks(rows);
        let of_logits = reads_logits(loss, last.activation);
        let (loss, p) = if of_logits { (loss.with_logits(), &last.z) } else { (loss, &last.a) };
        let value = loss.batch(&p[..size], y, &mut last.d[..size], rows);
        if self.prices { value + self.price(parameters, rows) } else { value }
    }

    /// The prices of all parameters, and of all outputs divided by the rows.
    fn price(&self, parameters: &[f32], rows: usize) -> f32 {
        let mut price = 0.0;
        for stage in &self.stages {
            price += stage.kernel_price.value(&parameters[stage.kernel.clone()]);
            if let Some(bias) = &stage.bias {
                price += stage.bias_price.value(&parameters[bias.clone()]);
            }
            let activity = stage.activity_price;
            if activity.is_on() {
                let a = stage.a[..stage.units * lanes::chunks(rows)].iter().flat_map(|a| a.array());
                let sum = |f: fn(f32) -> f32| a.clone().map(f).sum::<f32>();
                price += (activity.l1 * sum(f32::abs) + activity.l2 * sum(|a| a * a)) / rows as f32;
            }
        }
        price
    }

    /// After [`Engine::loss`]: how much the loss rises when each parameter rises.
    pub(crate) fn backward(&mut self, loss: Loss, parameters: &[f32], x: &[Lanes], rows: usize) {
        let chunks = lanes::chunks(rows);
        for layer in (0..self.stages.len()).rev() {
            let is_last = layer + 1 == self.stages.len();
            let (below, rest) = self.stages.split_at_mut(layer);
            let Some(stage) = rest.first_mut() else { return };
            let of_logits = is_last && reads_logits(loss, stage.activation);
            stage.slopes_at_sums(of_logits, rows);
            let d = &stage.d[..stage.units * chunks];
            let input = below.last().map_or(x, |below| &below.a[..below.units * chunks]);

            // The bias, where there is one, lies behind the kernel.
            let bias = stage.bias.clone().unwrap_or(stage.kernel.end..stage.kernel.end);
            let kernel = &parameters[stage.kernel.clone()];
            let gradient = &mut self.gradient[stage.kernel.start..bias.end];
            let (gradient, of_bias) = gradient.split_at_mut(kernel.len());
            kernels::gradients(input, d, gradient, of_bias, stage.units, chunks);
            add_price(stage.kernel_price, kernel, gradient);
            add_price(stage.bias_price, &parameters[bias], of_bias);
            if let Some(below) = below.last_mut() {
                kernels::backward(kernel, d, &mut below.d[..stage.inputs * chunks], stage.units, chunks);
            }
        }
    }
}

impl Stage {
    /// Turns d from slopes at the outputs a into slopes at the sums z. A loss that reads logits gave the latter already,
    /// and only the price of the outputs still has to pass through the activation.
    fn slopes_at_sums(&mut self, of_logits: bool, rows: usize) {
        let chunks = lanes::chunks(rows);
        let size = self.units * chunks;
        let (z, a, d) = (&self.z[..size], &self.a[..size], &mut self.d[..size]);
        let price = self.activity_price;
        if !price.is_on() {
            if !of_logits {
                self.activation.backward(z, a, d, chunks);
                // d's padding is zero already, and stays so times a slope read from a, whose padding is zero too.
                if !self.activation.slope_reads_a() {
                    clear_padding(d, rows);
                }
            }
            return;
        }
        let share = 1.0 / rows as f32;
        let of_price = &mut self.spare[..size];
        of_price.iter_mut().zip(a).for_each(|(p, a)| *p = a.map(|a| price.slope(a) * share));
        if of_logits {
            self.activation.backward(z, a, of_price, chunks);
            d.iter_mut().zip(of_price).for_each(|(d, p)| *d += *p);
        } else {
            d.iter_mut().zip(of_price).for_each(|(d, p)| *d += *p);
            self.activation.backward(z, a, d, chunks);
        }
        clear_padding(d, rows);
    }
}

/// Keras on TensorFlow: every cross-entropy after a sigmoid or softmax is computed from the numbers before it.
fn reads_logits(loss: Loss, activation: Activation) -> bool {
    loss.is_cross_entropy() && matches!(activation, Activation::Sigmoid | Activation::Softmax)
}

fn add_price(price: Regularizer, parameters: &[f32], gradient: &mut [f32]) {
    if price.is_on() {
        gradient.iter_mut().zip(parameters).for_each(|(g, w)| *g += price.slope(*w));
    }
}

/// Zeroes the rows past the end of the batch.
fn clear_padding(block: &mut [Lanes], rows: usize) {
    if !rows.is_multiple_of(LANES) {
        let (chunks, kept) = (lanes::chunks(rows), lanes::tail(rows));
        block.iter_mut().skip(chunks - 1).step_by(chunks).for_each(|last| *last = last.keep(kept));
    }
}
