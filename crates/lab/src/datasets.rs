//! The data sets by name: their points, what their axes measure, and the training settings that suit them.

use serde::{Deserialize, Serialize};
use two_knobs_core::Error;
use two_knobs_core::data::Dataset;
use two_knobs_core::rng::Stream;

/// A data set's name, as the link and the page write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum DataName {
    /// The course lab's two houses.
    #[default]
    Lab,
    /// Fourteen houses with noise.
    Houses,
    /// A noisy line, generated.
    Line,
    /// The learner's own points.
    Points,
}

impl DataName {
    /// All data sets with their names.
    pub const NAMES: [(&'static str, Self); 4] =
        [("lab", Self::Lab), ("houses", Self::Houses), ("line", Self::Line), ("points", Self::Points)];

    /// The name in the link.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

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
    /// What x measures.
    pub x: Quantity,
    /// What y measures.
    pub y: Quantity,
    /// A learning rate that suits it; `None` where it depends on the points.
    pub learning_rate: Option<f64>,
    /// Rows of one update; `None` for all.
    pub batch_size: Option<u32>,
    /// How far the stage reaches along x; `None` where it follows the points.
    pub x_reach: Option<[f64; 2]>,
}

const SIZE: Quantity = Quantity { name: "size", unit: Some("thousandSqft") };
const PRICE: Quantity = Quantity { name: "price", unit: Some("thousandDollars") };
const X: Quantity = Quantity { name: "x", unit: None };
const Y: Quantity = Quantity { name: "y", unit: None };

/// The learner's question started with these two: sizes in 1000 sqft, prices in $1000s.
const LAB: [[f32; 2]; 2] = [[1.0, 300.0], [2.0, 500.0]];

/// Fourteen houses scattered about price = 195 size + 107.
const HOUSES: [[f32; 2]; 14] = [
    [0.7, 262.0],
    [0.9, 255.0],
    [1.0, 322.0],
    [1.2, 318.0],
    [1.4, 402.0],
    [1.5, 356.0],
    [1.7, 462.0],
    [1.8, 425.0],
    [2.0, 520.0],
    [2.2, 512.0],
    [2.4, 622.0],
    [2.5, 566.0],
    [2.8, 690.0],
    [3.0, 664.0],
];

/// What there is to know of the data set called `name`.
pub fn about(name: DataName) -> About {
    let houses =
        About { x: SIZE, y: PRICE, learning_rate: Some(0.1), batch_size: None, x_reach: Some([0.0, 3.4]) };
    match name {
        DataName::Lab => houses,
        DataName::Houses => About { learning_rate: Some(0.03), batch_size: Some(4), ..houses },
        DataName::Line => {
            About { x: X, y: Y, learning_rate: Some(0.05), batch_size: Some(10), x_reach: Some([-3.4, 3.4]) }
        }
        DataName::Points => About { x: X, y: Y, learning_rate: None, batch_size: None, x_reach: None },
    }
}

/// The points of the data set called `name`; `own` are the learner's.
///
/// # Errors
/// Where there are none.
pub fn dataset(name: DataName, own: Option<&Dataset>) -> Result<Dataset, Error> {
    match name {
        DataName::Lab => table(&LAB),
        DataName::Houses => table(&HOUSES),
        DataName::Line => noisy_line(60, 0.5, 0),
        DataName::Points => own.cloned().ok_or(Error::Empty { what: "data" }),
    }
}

fn table(points: &[[f32; 2]]) -> Result<Dataset, Error> {
    let column = |index: usize| points.iter().map(|point| point[index]).collect();
    Dataset::new(column(0), column(1), 1, 1)
}

/// What a generator's stream is for; streams of one seed for different purposes have nothing in common.
const INPUTS: u32 = 1;
const NOISE: u32 = 2;

/// `n` points about y = 1.5 x + 0.5 with x even in [-3, 3) and normal noise of the given standard deviation.
fn noisy_line(n: usize, noise: f32, seed: u32) -> Result<Dataset, Error> {
    let x = Stream::new(seed, INPUTS, 0).uniform(n, -3.0, 3.0);
    let noise = Stream::new(seed, NOISE, 0).normal(n, 0.0, noise);
    let y = x.iter().zip(noise).map(|(x, noise)| 1.5 * x + 0.5 + noise).collect();
    Dataset::new(x, y, 1, 1)
}
