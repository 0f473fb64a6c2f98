//! What the lab knows of a data set besides its points: what its axes measure, and the network and settings that suit
//! it.

use serde::Serialize;
use two_knobs_core::activation::Activation;

use crate::data::generated::Generator;
use crate::words::terms::Layer;

/// What an axis measures: catalogue keys for its name and, where it has one, its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Quantity {
    /// Key of the name, such as `size`.
    pub name: &'static str,
    /// Key of the unit, such as `thousandSqft`.
    pub unit: Option<&'static str>,
}

/// What the lab knows of a data set besides its points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About {
    /// What x, or the first of two inputs, measures.
    pub x: Quantity,
    /// What the second input measures.
    pub x2: Option<Quantity>,
    /// What y measures.
    pub y: Quantity,
    /// A learning rate that suits the data set; `None` where it depends on the points.
    pub learning_rate: Option<f64>,
    /// Rows of one update; `None` for all.
    pub batch_size: Option<u32>,
    /// The range of the stage along x, or along both inputs; `None` where the range follows the points.
    pub x_reach: Option<[f64; 2]>,
    /// How many classes y counts, from 0; 0 where y is a measured number.
    pub classes: usize,
    /// The generator's settings at first; `None` where the data set is not generated.
    pub generator: Option<Generator>,
    /// The network with which the data set opens.
    pub layers: &'static [Layer],
    /// Whether the data set opens with scaled inputs.
    pub scale: bool,
}

pub(super) const SIZE: Quantity = Quantity { name: "size", unit: Some("thousandSqft") };
pub(super) const SIZE_SQFT: Quantity = Quantity { name: "size", unit: Some("sqft") };
pub(super) const PRICE: Quantity = Quantity { name: "price", unit: Some("thousandDollars") };
pub(super) const TUMOR_SIZE: Quantity = Quantity { name: "size", unit: None };
pub(super) const MALIGNANT: Quantity = Quantity { name: "malignant", unit: None };
pub(super) const TEMPERATURE: Quantity = Quantity { name: "temperature", unit: Some("celsius") };
pub(super) const TIME: Quantity = Quantity { name: "time", unit: Some("minutes") };
pub(super) const GOOD: Quantity = Quantity { name: "good", unit: None };
pub(super) const X: Quantity = Quantity { name: "x", unit: None };
pub(super) const X1: Quantity = Quantity { name: "x1", unit: None };
pub(super) const X2: Quantity = Quantity { name: "x2", unit: None };
pub(super) const Y: Quantity = Quantity { name: "y", unit: None };
pub(super) const CLASS: Quantity = Quantity { name: "class", unit: None };

const fn layer(units: usize, activation: Activation) -> Layer {
    Layer::new(units, activation)
}

/// One neuron that draws a line.
pub(super) const LINE: &[Layer] = &[layer(1, Activation::Linear)];
/// One neuron that predicts a probability.
pub(super) const LOGISTIC: &[Layer] = &[layer(1, Activation::Sigmoid)];

/// A hidden layer of tanh bends the line; one of ReLU gives it corners.
pub(super) const BENDS: &[Layer] = &[layer(8, Activation::Tanh), layer(1, Activation::Linear)];
pub(super) const STAIR: &[Layer] = &[layer(4, Activation::Tanh), layer(1, Activation::Linear)];
pub(super) const KINKS: &[Layer] = &[layer(4, Activation::Relu), layer(1, Activation::Linear)];
/// Four straight edges in the plane, combined.
pub(super) const EDGES: &[Layer] = &[layer(4, Activation::Tanh), layer(1, Activation::Sigmoid)];
pub(super) const ARMS: &[Layer] =
    &[layer(8, Activation::Tanh), layer(8, Activation::Tanh), layer(1, Activation::Sigmoid)];
/// The network of the course lab.
pub(super) const ROAST: &[Layer] = &[layer(3, Activation::Sigmoid), layer(1, Activation::Sigmoid)];
pub(super) const HILLS: &[Layer] =
    &[layer(8, Activation::Tanh), layer(8, Activation::Tanh), layer(1, Activation::Linear)];
pub(super) const CLOUDS: &[Layer] = &[layer(4, Activation::Softmax)];

/// Points without named quantities that a line fits.
pub(super) fn plain() -> About {
    About {
        x: X,
        x2: None,
        y: Y,
        learning_rate: None,
        batch_size: None,
        x_reach: None,
        classes: 0,
        generator: None,
        layers: LINE,
        scale: false,
    }
}

/// Prices of houses by their sizes.
pub(super) fn houses() -> About {
    About { x: SIZE, y: PRICE, learning_rate: Some(0.1), x_reach: Some([0.0, 3.4]), ..plain() }
}

/// The same houses with noise, trained in batches.
pub(super) fn noisy() -> About {
    About { learning_rate: Some(0.03), batch_size: Some(4), ..houses() }
}

/// Generated points around a function of one input.
pub(super) fn curve(noise: f64, layers: &'static [Layer]) -> About {
    About {
        learning_rate: Some(0.05),
        batch_size: Some(10),
        x_reach: Some([-3.4, 3.4]),
        generator: Some(Generator { noise, n: 60, seed: 0 }),
        layers,
        ..plain()
    }
}

/// Generated points around a function of two inputs.
pub(super) fn field(noise: f64, layers: &'static [Layer]) -> About {
    let generator = Some(Generator { noise, n: 200, seed: 0 });
    About { x: X1, x2: Some(X2), generator, ..curve(noise, layers) }
}

/// Generated points of `classes` classes over two inputs.
pub(super) fn parted(classes: usize, noise: f64, layers: &'static [Layer]) -> About {
    About { y: CLASS, classes, learning_rate: Some(0.1), ..field(noise, layers) }
}
