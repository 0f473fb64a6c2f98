//! The data sets' names, and how the generated ones are made.

use serde::Serialize;

/// A data set's name, as the link and the page write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
    /// A wave, generated.
    Sine,
    /// A stair of one step, generated.
    Step,
    /// A kink: the absolute value, generated.
    Abs,
    /// A curve with two turns, generated.
    Cubic,
    /// A disc of ones within a ring of zeros: two inputs, generated, as all that follow.
    Circle,
    /// Ones where both inputs have the same sign.
    Xor,
    /// Two clouds.
    Gauss,
    /// Two arms wound into each other.
    Spiral,
    /// Coffee roasts by temperature and time, good (1) or bad (0): a course lab's.
    Coffee,
    /// A slope: a number for each place.
    Plane,
    /// Hills and hollows: a number for each place.
    Gaussians,
    /// Four clouds, one class each.
    Blobs,
}

impl DataName {
    /// All data sets with their names.
    pub const NAMES: [(&'static str, Self); 25] = [
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
        ("sine", Self::Sine),
        ("step", Self::Step),
        ("abs", Self::Abs),
        ("cubic", Self::Cubic),
        ("circle", Self::Circle),
        ("xor", Self::Xor),
        ("gauss", Self::Gauss),
        ("spiral", Self::Spiral),
        ("coffee", Self::Coffee),
        ("plane", Self::Plane),
        ("gaussians", Self::Gaussians),
        ("blobs", Self::Blobs),
    ];

    /// The name in the link.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

/// How a generated data set is made.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Generator {
    /// The standard deviation of the noise: on y, or where y is a class on the inputs.
    pub noise: f64,
    /// How many points.
    pub n: u32,
    /// Other seeds make other points of the same kind.
    pub seed: u32,
}

impl Default for Generator {
    /// That of `line`.
    fn default() -> Self {
        Self { noise: 0.5, n: 60, seed: 0 }
    }
}
