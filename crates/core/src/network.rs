//! Layers in a row: each layer's outputs are the next layer's inputs.
//!
//! All parameters lie in one flat list, in the order of `get_weights()`: kernel (inputs, units) row-major, then bias,
//! layer by layer.
//!
//! ```
//! use two_knobs_core::{activation::Activation, dense::Dense, network::Sequential};
//! let network = Sequential::new(2, vec![Dense::new(3, Activation::Tanh), Dense::new(1, Activation::Linear)]).unwrap();
//! let shapes: Vec<_> = network.get_weights().into_iter().map(|array| array.shape).collect();
//! assert_eq!(shapes, [vec![2, 3], vec![3], vec![3, 1], vec![1]]);
//! ```

use std::ops::Range;

use crate::constraint::Constraint;
use crate::dense::Dense;
use crate::error::{Error, Flag};
use crate::rng;

/// An array as NumPy holds it: a shape and row-major values.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    /// Length of each axis.
    pub shape: Vec<usize>,
    /// The numbers, row-major.
    pub values: Vec<f32>,
}

/// `keras.Sequential` of dense layers, built and initialised.
#[derive(Clone, Debug, PartialEq)]
pub struct Sequential {
    inputs: usize,
    layers: Vec<Dense>,
    slots: Vec<Slots>,
    parameters: Vec<f32>,
}

/// Where a layer's arrays lie in the flat list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slots {
    pub(crate) inputs: usize,
    pub(crate) kernel: Range<usize>,
    pub(crate) bias: Option<Range<usize>>,
}

impl Sequential {
    /// A network of at least one layer, initialised with seed 0.
    pub fn new(inputs: usize, layers: Vec<Dense>) -> Result<Self, Error> {
        if layers.is_empty() {
            return Err(Error::Empty { what: "network" });
        }
        if inputs == 0 {
            return Err(Error::Empty { what: "input" });
        }
        let (mut slots, mut width, mut end) = (Vec::with_capacity(layers.len()), inputs, 0);
        let mut place = |length: usize| {
            end += length;
            end - length..end
        };
        for layer in &layers {
            layer.check()?;
            let kernel = place(width * layer.units);
            let bias = layer.use_bias.then(|| place(layer.units));
            slots.push(Slots { inputs: width, kernel, bias });
            width = layer.units;
        }
        let mut network = Sequential { inputs, layers, slots, parameters: vec![0.0; end] };
        network.initialize(0);
        Ok(network)
    }

    /// The weights Keras makes when this network is written after `keras.utils.set_random_seed(seed)`.
    ///
    /// When Keras makes a layer, it gives a seed to each random initializer that has none, including the initializer of a
    /// bias that the layer does not use.
    pub fn initialize(&mut self, seed: u32) {
        let mut seeds = rng::default_seeds(seed);
        let mut seed_of = |own: Option<i64>, random: bool| match own {
            Some(seed) => seed,
            None if random => seeds.next().unwrap_or_default(),
            None => 0,
        };
        for (layer, slots) in self.layers.iter().zip(&self.slots) {
            let kernel_seed = seed_of(layer.kernel_seed, layer.kernel_initializer.is_random());
            let bias_seed = seed_of(layer.bias_seed, layer.bias_initializer.is_random());
            let kernel = layer.kernel_initializer.values(&[slots.inputs, layer.units], kernel_seed);
            // `new` checked that both can fill these shapes.
            self.parameters[slots.kernel.clone()].copy_from_slice(&kernel.unwrap_or_default());
            if let Some(range) = &slots.bias {
                let bias = layer.bias_initializer.values(&[layer.units], bias_seed);
                self.parameters[range.clone()].copy_from_slice(&bias.unwrap_or_default());
            }
        }
    }

    /// Width of a row of input.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Width of a row of output.
    pub fn outputs(&self) -> usize {
        self.layers.last().map_or(self.inputs, |layer| layer.units)
    }

    /// The layers.
    pub fn layers(&self) -> &[Dense] {
        &self.layers
    }

    /// The name Keras gives the layer in a fresh session: dense, dense_1, dense_2, ...
    pub fn layer_name(layer: usize) -> String {
        if layer == 0 { "dense".into() } else { format!("dense_{layer}") }
    }

    /// All arrays: kernel and bias of each layer.
    pub fn get_weights(&self) -> Vec<Tensor> {
        (0..self.layers.len()).flat_map(|layer| self.get_layer_weights(layer)).collect()
    }

    /// Kernel and bias of one layer, as `model.layers[layer].get_weights()`.
    pub fn get_layer_weights(&self, layer: usize) -> Vec<Tensor> {
        self.arrays(layer)
            .map(|(shape, range)| Tensor { shape, values: self.parameters[range].to_vec() })
            .collect()
    }

    /// Sets all arrays. A list that does not fit changes nothing (Keras sets the arrays before the first that does not fit).
    pub fn set_weights(&mut self, weights: &[Tensor]) -> Result<(), Error> {
        let arrays: Vec<_> = (0..self.layers.len()).flat_map(|layer| self.arrays(layer)).collect();
        self.assign("sequential", &arrays, weights)
    }

    /// Sets kernel and bias of one layer, as `model.layers[layer].set_weights([kernel, bias])`.
    pub fn set_layer_weights(&mut self, layer: usize, weights: &[Tensor]) -> Result<(), Error> {
        let arrays: Vec<_> = self.arrays(layer).collect();
        self.assign(&Sequential::layer_name(layer), &arrays, weights)
    }

    pub(crate) fn assign(
        &mut self,
        name: &str,
        arrays: &[(Vec<usize>, Range<usize>)],
        weights: &[Tensor],
    ) -> Result<(), Error> {
        if arrays.len() != weights.len() {
            let (received, expected) = (weights.len(), arrays.len());
            return Err(Error::WeightCount { layer: name.into(), received, expected });
        }
        for ((shape, range), array) in arrays.iter().zip(weights) {
            if *shape != array.shape || array.values.len() != range.len() {
                let (expected, received) = (shape.clone(), array.shape.clone());
                return Err(Error::WeightShape { layer: name.into(), expected, received });
            }
        }
        for ((_, range), array) in arrays.iter().zip(weights) {
            self.parameters[range.clone()].copy_from_slice(&array.values);
        }
        Ok(())
    }

    /// Shapes and ranges of a layer's arrays; none for a layer that does not exist.
    pub(crate) fn arrays(&self, layer: usize) -> impl Iterator<Item = (Vec<usize>, Range<usize>)> + use<> {
        let arrays = self.layers.get(layer).zip(self.slots.get(layer)).map(|(dense, slots)| {
            let kernel = (vec![slots.inputs, dense.units], slots.kernel.clone());
            let bias = slots.bias.clone().map(|range| (vec![dense.units], range));
            [Some(kernel), bias]
        });
        arrays.into_iter().flatten().flatten()
    }

    /// Every parameter, in `get_weights` order.
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    pub(crate) fn parameters_mut(&mut self) -> &mut [f32] {
        &mut self.parameters
    }

    /// Exchanges the parameters with another list of the same length.
    pub(crate) fn swap_parameters(&mut self, other: &mut Vec<f32>) {
        debug_assert_eq!(other.len(), self.parameters.len());
        std::mem::swap(&mut self.parameters, other);
    }

    /// Whether any kernel or bias has a constraint.
    pub(crate) fn is_constrained(&self) -> bool {
        let free = |layer: &Dense| {
            layer.kernel_constraint == Constraint::None && layer.bias_constraint == Constraint::None
        };
        !self.layers.iter().all(free)
    }

    /// The penalties on the present kernels and biases, which are part of every loss.
    pub fn penalty(&self) -> f32 {
        let layers = self.layers.iter().zip(&self.slots);
        let penalty = |(layer, slots): (&Dense, &Slots)| {
            let bias =
                slots.bias.clone().map_or(0.0, |bias| layer.bias_regularizer.value(&self.parameters[bias]));
            layer.kernel_regularizer.value(&self.parameters[slots.kernel.clone()]) + bias
        };
        layers.map(penalty).sum()
    }

    /// Sets every parameter; a list of the wrong length changes nothing.
    pub fn set_parameters(&mut self, parameters: &[f32]) -> Result<(), Error> {
        let (received, expected) = (parameters.len(), self.parameters.len());
        if received != expected {
            return Err(Error::Length { what: "parameters", received, expected });
        }
        self.parameters.copy_from_slice(parameters);
        Ok(())
    }

    /// Where a layer's kernel lies in [`Sequential::parameters`]; empty for a layer that does not exist.
    pub fn kernel_range(&self, layer: usize) -> Range<usize> {
        self.slots.get(layer).map_or(0..0, |slots| slots.kernel.clone())
    }

    /// Where a layer's bias lies in [`Sequential::parameters`].
    pub fn bias_range(&self, layer: usize) -> Option<Range<usize>> {
        self.slots.get(layer)?.bias.clone()
    }

    pub(crate) fn slots(&self) -> &[Slots] {
        &self.slots
    }

    /// The ranges of all kernels and biases, in order.
    pub(crate) fn variables(&self) -> Vec<Range<usize>> {
        (0..self.layers.len()).flat_map(|layer| self.arrays(layer)).map(|(_, range)| range).collect()
    }

    /// Applies the constraints to kernels and biases.
    pub(crate) fn constrain(&mut self) {
        let mut parameters = std::mem::take(&mut self.parameters);
        self.constrain_values(&mut parameters);
        self.parameters = parameters;
    }

    /// Applies the network's constraints to another list of parameters.
    pub(crate) fn constrain_values(&self, parameters: &mut [f32]) {
        for (layer, slots) in self.layers.iter().zip(&self.slots) {
            layer.kernel_constraint.apply(&mut parameters[slots.kernel.clone()], layer.units);
            if let Some(bias) = &slots.bias {
                layer.bias_constraint.apply(&mut parameters[bias.clone()], 1);
            }
        }
    }

    pub(crate) fn width_error(&self, mut received: Vec<Option<usize>>, training: bool) -> Error {
        if received.len() == 1 {
            received.push(Some(1));
        }
        Error::InputWidth {
            layer: Sequential::layer_name(0),
            expected: self.inputs,
            received,
            model_training: Some(Flag(training)),
        }
    }
}
