//! Arrays as `get_weights()` lists them, put together into layers: each kernel (inputs, units) and its bias (units,).

use two_knobs_core::network::Tensor;

use crate::keras::read::Printed;
use crate::message::Message;
use crate::spec::{MAX_LAYERS, MAX_UNITS, PARAMETER};

/// Kernel and bias of one Dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerWeights {
    /// Shape (inputs, units).
    pub kernel: Tensor,
    /// Shape (units,); `None` for a layer without bias.
    pub bias: Option<Tensor>,
}

/// The weights of a whole network: at least one layer, shapes that fit one another, finite numbers, either every layer
/// with a bias or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// First to last.
    pub layers: Vec<LayerWeights>,
}

impl Weights {
    /// Puts arrays together: kernels and biases in the order of layers, whichever of the two comes first.
    ///
    /// # Errors
    /// Says which array (from 1) does not fit, and why: `read.axes` (neither one nor two axes), `read.noKernel`,
    /// `read.plain` (one axis where a kernel has two), `read.biases` (some layers without), `read.biasShape`,
    /// `read.chain` (a kernel whose rows are not the units before it), `read.layers`, `read.units`, `read.nonFinite`,
    /// `read.range` (beyond [`PARAMETER`]).
    pub fn new(arrays: &[Printed]) -> Result<Self, Message> {
        let about = |key, array: usize| Message::new(key).number("array", array as f64 + 1.0);
        let (mut kernels, mut biases) = (Vec::new(), Vec::new());
        for (index, Printed { tensor, .. }) in arrays.iter().enumerate() {
            match tensor.shape.len() {
                2 => kernels.push((index, tensor)),
                1 => biases.push((index, tensor)),
                axes => return Err(about("read.axes", index).number("axes", axes as f64)),
            }
            if tensor.values.iter().any(|value| !value.is_finite()) {
                return Err(about("read.nonFinite", index));
            }
            if tensor.values.iter().any(|value| !PARAMETER.hold(f64::from(*value))) {
                return Err(about("read.range", index)
                    .number("min", PARAMETER.min)
                    .number("max", PARAMETER.max));
            }
        }
        if kernels.is_empty() {
            return Err(about(if biases.len() == 2 { "read.plain" } else { "read.noKernel" }, 0));
        }
        if kernels.len() > MAX_LAYERS {
            return Err(Message::new("read.layers").number("limit", MAX_LAYERS as f64));
        }
        if !biases.is_empty() && biases.len() != kernels.len() {
            let message = Message::new("read.biases").number("kernels", kernels.len() as f64);
            return Err(message.number("biases", biases.len() as f64));
        }
        let mut layers: Vec<LayerWeights> = Vec::new();
        for (number, (index, kernel)) in kernels.into_iter().enumerate() {
            let [rows, units] = [kernel.shape[0], kernel.shape[1]];
            if units > MAX_UNITS {
                return Err(about("read.units", index).number("limit", MAX_UNITS as f64));
            }
            if let Some(before) = layers.last().map(LayerWeights::units).filter(|before| *before != rows) {
                return Err(about("read.chain", index)
                    .number("rows", rows as f64)
                    .number("units", before as f64));
            }
            let bias = biases.get(number);
            if let Some((index, bias)) = bias.filter(|(_, bias)| bias.shape[0] != units) {
                let message = about("read.biasShape", *index).number("count", bias.shape[0] as f64);
                return Err(message.number("units", units as f64));
            }
            layers.push(LayerWeights { kernel: kernel.clone(), bias: bias.map(|(_, bias)| (*bias).clone()) });
        }
        Ok(Self { layers })
    }

    /// Width of the network's input.
    pub fn inputs(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.kernel.shape[0])
    }

    /// Units of each layer.
    pub fn units(&self) -> Vec<usize> {
        self.layers.iter().map(LayerWeights::units).collect()
    }

    /// Whether the layers have biases.
    pub fn use_bias(&self) -> bool {
        self.layers.iter().any(|layer| layer.bias.is_some())
    }

    /// Kernel and bias of each layer, in the order of `get_weights()`.
    pub fn arrays(&self) -> Vec<Tensor> {
        self.layers
            .iter()
            .flat_map(|layer| [Some(&layer.kernel), layer.bias.as_ref()])
            .flatten()
            .cloned()
            .collect()
    }

    /// Every number, in the order of `get_weights()`.
    pub fn parameters(&self) -> Vec<f32> {
        self.arrays().into_iter().flat_map(|array| array.values).collect()
    }
}

impl LayerWeights {
    /// How many units the layer has.
    pub fn units(&self) -> usize {
        self.kernel.shape[1]
    }
}
