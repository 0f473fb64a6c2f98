//! The data sets by name: their points, what their axes measure, and the network and settings that suit them.

mod generated;
mod tables;

use serde::Serialize;
use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;

use crate::data::names::{DataName, Generator};
use crate::words::terms::Layer;
use tables::{
    ANSCOMBE_1, ANSCOMBE_2, ANSCOMBE_3, ANSCOMBE_4, ANSCOMBE_X, FLAT, HOUSES, LAB, ORIGIN, OUTLIER, TUMOR,
};

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
    /// A learning rate that suits it; `None` where it depends on the points.
    pub learning_rate: Option<f64>,
    /// Rows of one update; `None` for all.
    pub batch_size: Option<u32>,
    /// How far the stage reaches along x, or along both inputs; `None` where it follows the points.
    pub x_reach: Option<[f64; 2]>,
    /// How many classes y counts from 0; 0 where y is a number.
    pub classes: usize,
    /// How it is made unless asked otherwise; `None` where it is not generated.
    pub generator: Option<Generator>,
    /// The network that opens with it.
    pub layers: &'static [Layer],
    /// Whether it opens with scaled inputs.
    pub scale: bool,
}

const SIZE: Quantity = Quantity { name: "size", unit: Some("thousandSqft") };
const SIZE_SQFT: Quantity = Quantity { name: "size", unit: Some("sqft") };
const PRICE: Quantity = Quantity { name: "price", unit: Some("thousandDollars") };
const TUMOR_SIZE: Quantity = Quantity { name: "size", unit: None };
const MALIGNANT: Quantity = Quantity { name: "malignant", unit: None };
const TEMPERATURE: Quantity = Quantity { name: "temperature", unit: Some("celsius") };
const TIME: Quantity = Quantity { name: "time", unit: Some("minutes") };
const GOOD: Quantity = Quantity { name: "good", unit: None };
const X: Quantity = Quantity { name: "x", unit: None };
const X1: Quantity = Quantity { name: "x1", unit: None };
const X2: Quantity = Quantity { name: "x2", unit: None };
const Y: Quantity = Quantity { name: "y", unit: None };
const CLASS: Quantity = Quantity { name: "class", unit: None };

const fn layer(units: usize, activation: Activation) -> Layer {
    Layer { units, activation }
}

/// The neuron that draws a line.
const LINE: &[Layer] = &[layer(1, Activation::Linear)];
/// The neuron that answers with a probability.
const LOGISTIC: &[Layer] = &[layer(1, Activation::Sigmoid)];

/// A hidden layer of tanh bends the line, one of relu kinks it.
const BENDS: &[Layer] = &[layer(8, Activation::Tanh), layer(1, Activation::Linear)];
const STAIR: &[Layer] = &[layer(4, Activation::Tanh), layer(1, Activation::Linear)];
const KINKS: &[Layer] = &[layer(4, Activation::Relu), layer(1, Activation::Linear)];
/// Four edges in the plane, put together.
const EDGES: &[Layer] = &[layer(4, Activation::Tanh), layer(1, Activation::Sigmoid)];
const ARMS: &[Layer] =
    &[layer(8, Activation::Tanh), layer(8, Activation::Tanh), layer(1, Activation::Sigmoid)];
/// The course lab's network.
const ROAST: &[Layer] = &[layer(3, Activation::Sigmoid), layer(1, Activation::Sigmoid)];
const HILLS: &[Layer] =
    &[layer(8, Activation::Tanh), layer(8, Activation::Tanh), layer(1, Activation::Linear)];
const CLOUDS: &[Layer] = &[layer(4, Activation::Softmax)];

/// What there is to know of the data set called `name`.
pub fn about(name: DataName) -> About {
    let plain = About {
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
    };
    let houses = About { x: SIZE, y: PRICE, learning_rate: Some(0.1), x_reach: Some([0.0, 3.4]), ..plain };
    let noisy = About { learning_rate: Some(0.03), batch_size: Some(4), ..houses };
    let made = |noise, n| About {
        learning_rate: Some(0.05),
        batch_size: Some(10),
        x_reach: Some([-3.4, 3.4]),
        generator: Some(Generator { noise, n, seed: 0 }),
        ..plain
    };
    let curve = |noise, layers| About { layers, ..made(noise, 60) };
    let field = |noise, layers| About { x: X1, x2: Some(X2), layers, ..made(noise, 200) };
    let parted =
        |noise, layers| About { y: CLASS, classes: 2, learning_rate: Some(0.1), ..field(noise, layers) };
    match name {
        DataName::Lab | DataName::Origin | DataName::Flat | DataName::Outlier => houses,
        DataName::Houses => noisy,
        DataName::Sqft => About { x: SIZE_SQFT, learning_rate: None, x_reach: Some([0.0, 3400.0]), ..noisy },
        DataName::Tumor => About {
            x: TUMOR_SIZE,
            y: MALIGNANT,
            learning_rate: Some(0.1),
            x_reach: Some([0.0, 5.7]),
            classes: 2,
            layers: LOGISTIC,
            ..plain
        },
        DataName::Anscombe1
        | DataName::Anscombe2
        | DataName::Anscombe3
        | DataName::Anscombe4
        | DataName::Points => plain,
        DataName::Line => made(0.5, 60),
        DataName::Sine => curve(0.1, BENDS),
        DataName::Step => curve(0.1, STAIR),
        DataName::Abs => curve(0.1, KINKS),
        DataName::Cubic => curve(0.2, BENDS),
        DataName::Circle | DataName::Xor => parted(0.1, EDGES),
        DataName::Gauss => parted(0.8, LOGISTIC),
        DataName::Spiral => parted(0.05, ARMS),
        DataName::Coffee => About {
            x: TEMPERATURE,
            x2: Some(TIME),
            y: GOOD,
            x_reach: None,
            scale: true,
            ..parted(0.0, ROAST)
        },
        DataName::Plane => field(0.1, LINE),
        DataName::Gaussians => field(0.05, HILLS),
        DataName::Blobs => About { classes: 4, ..parted(0.6, CLOUDS) },
    }
}

/// What there is to know of the data set called `name`; one's own points keep the names of the set they began as, `labels`.
pub(crate) fn named(name: DataName, labels: DataName) -> About {
    let (own, named) = (about(name), about(labels));
    if name == DataName::Points {
        About { x: named.x, y: named.y, x_reach: named.x_reach, classes: named.classes, ..own }
    } else {
        own
    }
}

/// The points of the data set called `name`; `own` are the learner's, `generator` makes those that are generated. A class
/// is told by its number.
///
/// # Errors
/// Where there are none.
pub fn dataset(name: DataName, own: Option<&Dataset>, generator: Generator) -> Result<Dataset, Error> {
    let table = |points: &[[f32; 2]]| {
        let column = |index: usize| points.iter().map(|point| point[index]).collect();
        Dataset::new(column(0), column(1), 1, 1)
    };
    let of_one_x = |y: &[f32; 11]| Dataset::new(ANSCOMBE_X.to_vec(), y.to_vec(), 1, 1);
    match name {
        DataName::Lab => table(&LAB),
        DataName::Houses => table(&HOUSES),
        DataName::Sqft => table(&HOUSES.map(|[size, price]| [(size * 1000.0).round(), price])),
        DataName::Origin => table(&ORIGIN),
        DataName::Flat => table(&FLAT),
        DataName::Outlier => table(&OUTLIER),
        DataName::Anscombe1 => of_one_x(&ANSCOMBE_1),
        DataName::Anscombe2 => of_one_x(&ANSCOMBE_2),
        DataName::Anscombe3 => of_one_x(&ANSCOMBE_3),
        DataName::Anscombe4 => table(&ANSCOMBE_4),
        DataName::Tumor => table(&TUMOR),
        DataName::Points => own.cloned().ok_or(Error::Empty { what: "data" }),
        DataName::Line
        | DataName::Sine
        | DataName::Step
        | DataName::Abs
        | DataName::Cubic
        | DataName::Circle
        | DataName::Xor
        | DataName::Gauss
        | DataName::Spiral
        | DataName::Coffee
        | DataName::Plane
        | DataName::Gaussians
        | DataName::Blobs => generated::dataset(name, generator),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use two_knobs_core::analysis::best_line;

    fn best(name: DataName) -> [f64; 2] {
        let line = best_line(&dataset(name, None, Generator::default()).unwrap(), true).unwrap();
        [line.w, line.b]
    }

    #[test]
    fn the_sets_are_what_they_are_called() {
        let close = |[w, b]: [f64; 2], line: [f64; 2], within: f64| {
            (w - line[0]).abs() < within && (b - line[1]).abs() < within
        };
        assert!(close(best(DataName::Origin), [200.0, 0.0], 1e-9));
        assert!(close(best(DataName::Flat), [0.0, 300.0], 1e-9));
        assert!(close(
            best(DataName::Sqft),
            [best(DataName::Houses)[0] / 1000.0, best(DataName::Houses)[1]],
            1e-4
        ));
        for name in [DataName::Anscombe1, DataName::Anscombe2, DataName::Anscombe3, DataName::Anscombe4] {
            assert!(close(best(name), [0.5, 3.0], 0.003), "{name:?}");
        }
        for (index, (name, data)) in DataName::NAMES.into_iter().enumerate() {
            assert_eq!(data as usize, index, "{name}");
        }
    }

    #[test]
    fn classes_are_counted_from_zero_and_all_there() {
        for (word, name) in DataName::NAMES {
            let About { classes, generator, x2, .. } = about(name);
            if name == DataName::Points {
                continue;
            }
            let data = dataset(name, None, generator.unwrap_or_default()).unwrap();
            assert_eq!(data.inputs, if x2.is_some() { 2 } else { 1 }, "{word}");
            let share = |class: usize| data.y.iter().filter(|y| **y == class as f32).count();
            if classes > 0 {
                let shares: Vec<usize> = (0..classes).map(share).collect();
                assert_eq!(shares.iter().sum::<usize>(), data.rows(), "{word}");
                assert!(shares.iter().all(|count| count * classes * 5 >= data.rows()), "{word} {shares:?}");
            }
        }
    }

    #[test]
    fn a_generator_makes_what_it_is_asked_for() {
        let line = |generator| dataset(DataName::Line, None, generator).unwrap();
        let plain = Generator::default();
        assert_eq!(line(plain), line(plain));
        assert_ne!(line(plain).x, line(Generator { seed: 1, ..plain }).x);
        let exact = line(Generator { noise: 0.0, n: 7, ..plain });
        assert_eq!(exact.rows(), 7);
        assert!(exact.x.iter().zip(&exact.y).all(|(x, y)| *y == 1.5 * x + 0.5));
    }
}
