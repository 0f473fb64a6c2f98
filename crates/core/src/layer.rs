//! One layer by itself, as a notebook has it before it makes a model.
//!
//! Like a Keras layer, it has no weights until it is built: until it gets the width of its input.
//!
//! ```
//! use two_knobs_core::{activation::Activation, dense::Dense, layer::Layer, network::Tensor};
//! let mut layer = Layer::new("dense", Dense::new(1, Activation::Linear)).unwrap();
//! assert!(layer.get_weights().is_empty());
//! layer.call(&Tensor { shape: vec![1, 1], values: vec![1.0] }).unwrap();
//! let array = |shape: &[usize], value: f32| Tensor { shape: shape.into(), values: vec![value] };
//! layer.set_weights(&[array(&[1, 1], 200.0), array(&[1], 100.0)]).unwrap();
//! assert_eq!(layer.call(&array(&[1, 1], 2.0)).unwrap().values, [500.0]);
//! ```

use crate::dense::Dense;
use crate::error::Error;
use crate::network::{Sequential, Tensor};

/// `keras.layers.Dense` with its weights, once it is built.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    name: String,
    dense: Dense,
    seed: u32,
    built: Option<Sequential>,
}

impl Layer {
    /// A layer that is not built yet. Building it makes the weights of seed 0.
    pub fn new(name: &str, dense: Dense) -> Result<Self, Error> {
        dense.check()?;
        Ok(Layer { name: name.into(), dense, seed: 0, built: None })
    }

    /// The number given to `keras.utils.set_random_seed` before the layer was made.
    pub fn with_seed(self, seed: u32) -> Self {
        Layer { seed, ..self }
    }

    /// Makes the weights for rows of `inputs` numbers, unless the layer is built already.
    pub fn build(&mut self, inputs: usize) -> Result<(), Error> {
        if self.built.is_none() {
            let mut network = Sequential::new(inputs, vec![self.dense.clone()])?;
            network.initialize(self.seed);
            self.built = Some(network);
        }
        Ok(())
    }

    /// Kernel and bias; nothing before the layer is built.
    pub fn get_weights(&self) -> Vec<Tensor> {
        self.built.as_ref().map_or_else(Vec::new, Sequential::get_weights)
    }

    /// Sets kernel and bias; a list that does not fit changes nothing.
    pub fn set_weights(&mut self, weights: &[Tensor]) -> Result<(), Error> {
        match &mut self.built {
            Some(network) => {
                let arrays: Vec<_> = network.arrays(0).collect();
                network.assign(&self.name, &arrays, weights)
            }
            None if weights.is_empty() => Ok(()),
            None => {
                Err(Error::WeightCount { layer: self.name.clone(), received: weights.len(), expected: 0 })
            }
        }
    }

    /// `layer.kernel`, which only a built layer has.
    pub fn kernel(&self) -> Result<Tensor, Error> {
        self.get_weights().into_iter().next().ok_or(Error::Unbuilt)
    }

    /// The outputs for rows of x. Builds the layer where it is not built yet.
    pub fn call(&mut self, x: &Tensor) -> Result<Tensor, Error> {
        let [.., width] = *x.shape else { return Err(self.rank_error(x)) };
        if x.shape.len() < 2 {
            return Err(self.rank_error(x));
        }
        self.build(width)?;
        match &self.built {
            Some(network) if network.inputs() == width => {
                let mut shape = x.shape.clone();
                if let Some(last) = shape.last_mut() {
                    *last = network.outputs();
                }
                Ok(Tensor { shape, values: network.predict(&x.values)? })
            }
            built => Err(Error::InputWidth {
                layer: self.name.clone(),
                expected: built.as_ref().map_or(0, Sequential::inputs),
                received: x.shape.iter().copied().map(Some).collect(),
                model_training: None,
            }),
        }
    }

    fn rank_error(&self, x: &Tensor) -> Error {
        Error::InputRank { layer: self.name.clone(), shape: x.shape.clone() }
    }
}
