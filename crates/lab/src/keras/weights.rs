//! Puts arrays, in the order of `get_weights()`, together into layers: each kernel (inputs, units) with its bias
//! (units,).

use two_knobs_core::network::Tensor;

use crate::keras::printed::Printed;
use crate::words::message::Message;
use crate::words::ranges::{MAX_LAYERS, MAX_UNITS, PARAMETER};

/// Kernel and bias of one Dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerWeights {
    /// Shape (inputs, units).
    pub kernel: Tensor,
    /// Shape (units,); `None` for a layer without bias.
    pub bias: Option<Tensor>,
}

/// The weights of a whole network: at least one layer, shapes that fit each other, and finite numbers. Either every
/// layer has a bias or none has.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// The layers, first to last.
    pub layers: Vec<LayerWeights>,
    /// Whether kernels were transposed. PyTorch's kernels have a row for each unit, and are transposed to Keras's
    /// order.
    pub turned: bool,
}

impl Weights {
    /// Puts arrays together: kernels and biases in the order of the layers. In a layer, either of the two may come
    /// first.
    ///
    /// # Errors
    /// The message says which array (from 1) does not fit, and why: `read.axes` (neither one nor two axes),
    /// `read.noKernel`, `read.plain` (one axis where a kernel has two), `read.biases` (only some layers have one),
    /// `read.biasShape`, `read.chain` (a kernel whose rows are not the units of the layer before), `read.layers`,
    /// `read.units`, `read.nonFinite`, `read.range` (beyond [`PARAMETER`]).
    pub fn new(arrays: &[Printed]) -> Result<Self, Message> {
        let about = |key, array: usize| Message::new(key).number("array", array as f64 + 1.0);
        let (mut kernels, mut biases) = (Vec::new(), Vec::new());
        let mut turned = false;
        for (index, Printed { tensor, by_unit, .. }) in arrays.iter().enumerate() {
            match tensor.shape.len() {
                2 if *by_unit => {
                    turned |= tensor.values.len() > 1;
                    kernels.push((index, turn(tensor)));
                }
                2 => kernels.push((index, tensor.clone())),
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
            layers.push(LayerWeights { kernel, bias: bias.map(|(_, bias)| (*bias).clone()) });
        }
        Ok(Self { layers, turned })
    }

    /// The number of the network's inputs.
    pub fn inputs(&self) -> usize {
        self.layers.first().map_or(0, |layer| layer.kernel.shape[0])
    }

    /// The units of each layer.
    pub fn units(&self) -> Vec<usize> {
        self.layers.iter().map(LayerWeights::units).collect()
    }

    /// Whether the layers have biases.
    pub fn use_bias(&self) -> bool {
        self.layers.iter().any(|layer| layer.bias.is_some())
    }

    /// The same weights with a bias for each layer: the layer's own where it has one, else the next of `others`, else
    /// zeros.
    pub(crate) fn with_biases(&self, others: &[Tensor]) -> Self {
        let mut others = others.iter().filter(|array| array.shape.len() == 1);
        let layer = |layer: &LayerWeights| {
            let zeros = Tensor { shape: vec![layer.units()], values: vec![0.0; layer.units()] };
            let other = others.next().cloned().filter(|other| other.shape == zeros.shape);
            LayerWeights { bias: layer.bias.clone().or(other).or(Some(zeros)), ..layer.clone() }
        };
        Self { layers: self.layers.iter().map(layer).collect(), turned: self.turned }
    }

    /// The kernel and the bias of each layer, in the order of `get_weights()`.
    pub fn arrays(&self) -> Vec<Tensor> {
        self.layers
            .iter()
            .flat_map(|layer| [Some(&layer.kernel), layer.bias.as_ref()])
            .flatten()
            .cloned()
            .collect()
    }

    /// All numbers, in the order of `get_weights()`.
    pub fn parameters(&self) -> Vec<f32> {
        self.arrays().into_iter().flat_map(|array| array.values).collect()
    }
}

/// The transposed matrix.
fn turn(tensor: &Tensor) -> Tensor {
    let [rows, columns] = [tensor.shape[0], tensor.shape[1]];
    let column = |column: usize| tensor.values.iter().skip(column).step_by(columns.max(1));
    Tensor { shape: vec![columns, rows], values: (0..columns).flat_map(column).copied().collect() }
}

impl LayerWeights {
    /// The number of the layer's units.
    pub fn units(&self) -> usize {
        self.kernel.shape[1]
    }
}
