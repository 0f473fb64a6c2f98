//! The data sets that are generated: any number of points, and always the same points for a seed.
//!
//! The rows change class in turn, so that the last rows, which a test share holds out, are as mixed as the first.

use std::f64::consts::{PI, TAU};

use serde::Serialize;
use two_knobs_core::Error;
use two_knobs_core::data::Dataset;
use two_knobs_core::portable::{cos, sin};
use two_knobs_core::rng::Stream;

/// The purpose of a stream of random numbers. Streams for different purposes are independent, even with the same seed.
const INPUTS: u32 = 1;
const NOISE: u32 = 2;

/// Inputs are uniform from minus this to plus this.
const REACH: f32 = 3.0;

/// The settings of a generator.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Generator {
    /// The standard deviation of the noise: added to y, or to the inputs where y is a class.
    pub noise: f64,
    /// The number of points.
    pub n: u32,
    /// The seed: another seed gives other points of the same kind.
    pub seed: u32,
}

impl Default for Generator {
    /// The generator's settings for `line`.
    fn default() -> Self {
        Self { noise: 0.5, n: 60, seed: 0 }
    }
}

/// The shape of the classes: where a point of a class lies, from two uniform numbers between 0 and 1.
pub(super) type Shape = dyn Fn(usize, f32, f32) -> [f32; 2];

/// A disc within a ring.
pub(super) fn circle(class: usize, part: f32, turn: f32) -> [f32; 2] {
    match class {
        1 => polar(1.4 * f64::from(part).sqrt(), turn),
        _ => polar(2.1 + 0.8 * f64::from(part), turn),
    }
}

/// The four quarters, without a strip along the axes.
pub(super) fn quarters(class: usize, part: f32, turn: f32) -> [f32; 2] {
    let (x1, x2) = (0.2 + 2.6 * part, 0.2 + 2.6 * (turn * 2.0).fract());
    let side = if turn < 0.5 { -1.0 } else { 1.0 };
    [side * x1, if class == 1 { side * x2 } else { -side * x2 }]
}

/// Two clouds.
pub(super) fn two_clouds(class: usize, _: f32, _: f32) -> [f32; 2] {
    if class == 1 { [1.3, 1.3] } else { [-1.3, -1.3] }
}

/// Four clouds.
pub(super) fn four_clouds(class: usize, _: f32, _: f32) -> [f32; 2] {
    BLOBS[class % BLOBS.len()]
}

/// Two spiral arms, one within the other.
pub(super) fn spiral(class: usize, part: f32, _: f32) -> [f32; 2] {
    polar(0.2 + 2.6 * f64::from(part), (1.2 * part + 0.5 * class as f32).fract())
}

/// Two half rings of radius 1.8; the lower is moved one radius to the right and half a radius down.
pub(super) fn moons(class: usize, part: f32, _: f32) -> [f32; 2] {
    let angle = PI * f64::from(part);
    let (x1, x2) = if class == 0 { (cos(angle), sin(angle)) } else { (1.0 - cos(angle), 0.5 - sin(angle)) };
    [(1.8 * (x1 - 0.5)) as f32, (1.8 * (x2 - 0.25)) as f32]
}

/// The middles of the four clouds.
const BLOBS: [[f32; 2]; 4] = [[-1.6, -1.2], [-1.2, 1.6], [1.6, 1.2], [1.2, -1.6]];

/// The place at a distance from the middle and at a part of a whole turn.
fn polar(distance: f64, turn: f32) -> [f32; 2] {
    let angle = TAU * f64::from(turn) + PI / 2.0;
    [(distance * cos(angle)) as f32, (distance * sin(angle)) as f32]
}

/// Three hills and three hollows of height 1, each a cone whose foot has this radius.
pub(super) fn hills(x1: f32, x2: f32) -> f32 {
    const FOOT: f32 = 1.4;
    let height = |column: i32, row: i32| {
        let (from_x1, from_x2) = (x1 - 2.0 * column as f32, x2 - 1.5 * row as f32);
        let sign = if (column % 2 == 0) == (row > 0) { -1.0 } else { 1.0 };
        sign * (1.0 - (from_x1 * from_x1 + from_x2 * from_x2).sqrt() / FOOT).max(0.0)
    };
    let places = [(-1, 1), (0, 1), (1, 1), (-1, -1), (0, -1), (1, -1)];
    let heights = places.map(|(column, row)| height(column, row));
    heights.into_iter().fold(0.0, |most, height| if height.abs() > f32::abs(most) { height } else { most })
}

/// The random numbers from which points are made. Functions are taken as `dyn`, so that the code is compiled once and
/// not a dozen times.
pub(super) struct Make {
    rows: usize,
    seed: u32,
    /// Uniform numbers in [0, 1).
    even: [Vec<f32>; 2],
    /// Normal numbers with the standard deviation of the settings.
    noise: [Vec<f32>; 2],
}

impl Make {
    pub(super) fn new(Generator { noise, n, seed }: Generator) -> Self {
        let rows = n as usize;
        let even = [0, 1].map(|part| Stream::new(seed, INPUTS, part).uniform(rows, 0.0, 1.0));
        let noise = [0, 1].map(|part| Stream::new(seed, NOISE, part).normal(rows, 0.0, noise as f32));
        Self { rows, seed, even, noise }
    }

    /// One column of inputs: the uniform numbers, spread over the range.
    fn inputs(&self, column: u64) -> Vec<f32> {
        Stream::new(self.seed, INPUTS, column).uniform(self.rows, -REACH, REACH)
    }

    /// One input, and y = `f(x)` with noise.
    pub(super) fn curve(self, f: &dyn Fn(f32) -> f32) -> Result<Dataset, Error> {
        let x = self.inputs(0);
        let y = x.iter().zip(&self.noise[0]).map(|(x, noise)| f(*x) + noise).collect();
        Dataset::new(x, y, 1, 1)
    }

    /// Two inputs, and y = `f(x1, x2)` with noise.
    pub(super) fn field(self, f: &dyn Fn(f32, f32) -> f32) -> Result<Dataset, Error> {
        let (first, second) = (self.inputs(0), self.inputs(1));
        let x: Vec<f32> = first.into_iter().zip(second).flat_map(|(x1, x2)| [x1, x2]).collect();
        let y = x.chunks(2).zip(&self.noise[0]).map(|(x, noise)| f(x[0], x[1]) + noise).collect();
        Dataset::new(x, y, 2, 1)
    }

    /// Classes in turn, each point near the place that `place` gives for its class and two uniform numbers.
    pub(super) fn classes(self, classes: usize, place: &Shape) -> Result<Dataset, Error> {
        let row = |row: usize| {
            let [x1, x2] = place(row % classes, self.even[0][row], self.even[1][row]);
            [x1 + self.noise[0][row], x2 + self.noise[1][row]]
        };
        let y = (0..self.rows).map(|row| (row % classes) as f32).collect();
        Dataset::new((0..self.rows).flat_map(row).collect(), y, 2, 1)
    }

    /// Roasts of 150 to 285 degrees and 11.5 to 15.5 minutes. A good roast is hot enough and long enough, but not both
    /// too much: it lies in the triangle between 175 degrees, 12 minutes, and the line from (175, 15) to (260, 12).
    pub(super) fn coffee(self) -> Result<Dataset, Error> {
        let roast = |row: usize| {
            let even = |column: usize| self.even[column][row];
            let noise = |column: usize, unit: f32| self.noise[column][row] * unit;
            [150.0 + 135.0 * even(0) + noise(0, 10.0), 11.5 + 4.0 * even(1) + noise(1, 0.3)]
        };
        // A roast is judged by its place before the noise: the noise is an error of the thermometer and the clock.
        let good = |row: usize| {
            let [temperature, time] = [150.0 + 135.0 * self.even[0][row], 11.5 + 4.0 * self.even[1][row]];
            let enough = temperature > 175.0 && time > 12.0;
            f32::from(enough && time <= 21.0 - 3.0 / 85.0 * temperature)
        };
        let y = (0..self.rows).map(good).collect();
        Dataset::new((0..self.rows).flat_map(roast).collect(), y, 2, 1)
    }
}
