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
    /// The same houses, their sizes in square feet: numbers too large to train on as they are.
    Sqft,
    /// Houses whose price is a multiple of their size: no bias needed.
    Origin,
    /// Houses whose price does not depend on their size: w = 0.
    Flat,
    /// Eight houses, one of them sold for far too little.
    Outlier,
    /// A noisy line, generated.
    Line,
    /// Anscombe's first set: a noisy line.
    Anscombe1,
    /// Anscombe's second: a curve.
    Anscombe2,
    /// Anscombe's third: a line and one outlier.
    Anscombe3,
    /// Anscombe's fourth: one point decides.
    Anscombe4,
    /// Tumors by size, benign (0) or malignant (1), from the course lab.
    Tumor,
    /// The learner's own points.
    Points,
}

impl DataName {
    /// All data sets with their names.
    pub const NAMES: [(&'static str, Self); 13] = [
        ("lab", Self::Lab),
        ("houses", Self::Houses),
        ("sqft", Self::Sqft),
        ("origin", Self::Origin),
        ("flat", Self::Flat),
        ("outlier", Self::Outlier),
        ("line", Self::Line),
        ("anscombe1", Self::Anscombe1),
        ("anscombe2", Self::Anscombe2),
        ("anscombe3", Self::Anscombe3),
        ("anscombe4", Self::Anscombe4),
        ("tumor", Self::Tumor),
        ("points", Self::Points),
    ];

    /// The name in the link.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

/// How a generated data set is made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Generator {
    /// The standard deviation of the noise on y.
    pub noise: f64,
    /// How many points.
    pub n: u32,
    /// Other seeds make other points of the same kind.
    pub seed: u32,
}

impl Default for Generator {
    fn default() -> Self {
        Self { noise: 0.5, n: 60, seed: 0 }
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
    /// Whether y is a label, 0 or 1: the neuron is then a logistic one.
    pub labels: bool,
    /// Whether a [`Generator`] makes it.
    pub generated: bool,
}

const SIZE: Quantity = Quantity { name: "size", unit: Some("thousandSqft") };
const SIZE_SQFT: Quantity = Quantity { name: "size", unit: Some("sqft") };
const PRICE: Quantity = Quantity { name: "price", unit: Some("thousandDollars") };
const TUMOR_SIZE: Quantity = Quantity { name: "size", unit: None };
const MALIGNANT: Quantity = Quantity { name: "malignant", unit: None };
const X: Quantity = Quantity { name: "x", unit: None };
const Y: Quantity = Quantity { name: "y", unit: None };

/// What there is to know of the data set called `name`.
pub fn about(name: DataName) -> About {
    let plain = About {
        x: X,
        y: Y,
        learning_rate: None,
        batch_size: None,
        x_reach: None,
        labels: false,
        generated: false,
    };
    let houses = About { x: SIZE, y: PRICE, learning_rate: Some(0.1), x_reach: Some([0.0, 3.4]), ..plain };
    let noisy = About { learning_rate: Some(0.03), batch_size: Some(4), ..houses };
    match name {
        DataName::Lab | DataName::Origin | DataName::Flat | DataName::Outlier => houses,
        DataName::Houses => noisy,
        DataName::Sqft => About { x: SIZE_SQFT, learning_rate: None, x_reach: Some([0.0, 3400.0]), ..noisy },
        DataName::Line => About {
            learning_rate: Some(0.05),
            batch_size: Some(10),
            x_reach: Some([-3.4, 3.4]),
            generated: true,
            ..plain
        },
        DataName::Tumor => About {
            x: TUMOR_SIZE,
            y: MALIGNANT,
            learning_rate: Some(0.1),
            x_reach: Some([0.0, 5.7]),
            labels: true,
            ..plain
        },
        DataName::Anscombe1
        | DataName::Anscombe2
        | DataName::Anscombe3
        | DataName::Anscombe4
        | DataName::Points => plain,
    }
}

/// The points of the data set called `name`; `own` are the learner's, `generator` makes those that are generated.
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
        DataName::Line => noisy_line(generator),
        DataName::Anscombe1 => of_one_x(&ANSCOMBE_1),
        DataName::Anscombe2 => of_one_x(&ANSCOMBE_2),
        DataName::Anscombe3 => of_one_x(&ANSCOMBE_3),
        DataName::Anscombe4 => table(&ANSCOMBE_4),
        DataName::Tumor => table(&TUMOR),
        DataName::Points => own.cloned().ok_or(Error::Empty { what: "data" }),
    }
}

/// What a generator's stream is for; streams of one seed for different purposes have nothing in common.
const INPUTS: u32 = 1;
const NOISE: u32 = 2;

/// Points about y = 1.5 x + 0.5 with x even in [-3, 3) and normal noise.
fn noisy_line(Generator { noise, n, seed }: Generator) -> Result<Dataset, Error> {
    let x = Stream::new(seed, INPUTS, 0).uniform(n as usize, -3.0, 3.0);
    let noise = Stream::new(seed, NOISE, 0).normal(n as usize, 0.0, noise as f32);
    let y = x.iter().zip(noise).map(|(x, noise)| 1.5 * x + 0.5 + noise).collect();
    Dataset::new(x, y, 1, 1)
}

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

/// price = 200 size, without a rest.
const ORIGIN: [[f32; 2]; 6] =
    [[0.5, 100.0], [1.0, 200.0], [1.5, 300.0], [2.0, 400.0], [2.5, 500.0], [3.0, 600.0]];

/// The prices' ups and downs mirror each other about the middle size: the best slope is exactly 0, the best price 300.
const FLAT: [[f32; 2]; 6] =
    [[0.5, 320.0], [1.0, 270.0], [1.5, 310.0], [2.0, 310.0], [2.5, 270.0], [3.0, 320.0]];

/// Seven houses near price = 195 size + 107, and one large house that went for 120.
const OUTLIER: [[f32; 2]; 8] = [
    [0.7, 240.0],
    [1.0, 310.0],
    [1.3, 350.0],
    [1.6, 425.0],
    [2.0, 490.0],
    [2.3, 560.0],
    [2.6, 610.0],
    [2.9, 120.0],
];

/// The course lab's tumors: size, and whether malignant.
const TUMOR: [[f32; 2]; 6] = [[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 1.0], [4.0, 1.0], [5.0, 1.0]];

// F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973): four sets with the same means,
// variances and best line, y = 0.5 x + 3.
const ANSCOMBE_X: [f32; 11] = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
const ANSCOMBE_1: [f32; 11] = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
const ANSCOMBE_2: [f32; 11] = [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74];
const ANSCOMBE_3: [f32; 11] = [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73];
const ANSCOMBE_4: [[f32; 2]; 11] = [
    [8.0, 6.58],
    [8.0, 5.76],
    [8.0, 7.71],
    [8.0, 8.84],
    [8.0, 8.47],
    [8.0, 7.04],
    [8.0, 5.25],
    [19.0, 12.5],
    [8.0, 5.56],
    [8.0, 7.91],
    [8.0, 6.89],
];

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
