//! Features: the columns that a network with two inputs is fed. They are computed from both inputs, row by row.

use two_knobs_core::portable::sin;

use crate::words::choices::choices;

choices! {
    /// One column of the network's inputs. In a link a product is written as its factors.
    Feature {
        /// The first input.
        X1 = "x1",
        /// The second input.
        X2 = "x2",
        /// The square of the first input.
        X1Squared = "x1x1",
        /// The square of the second input.
        X2Squared = "x2x2",
        /// The product of both inputs.
        Product = "x1x2",
        /// The sine of the first input.
        SineX1 = "sinx1",
        /// The sine of the second input.
        SineX2 = "sinx2",
    }
}

/// Both inputs as they are.
pub const PLAIN: [Feature; 2] = [Feature::X1, Feature::X2];

impl Feature {
    /// The feature of one row.
    pub fn of(self, [x1, x2]: [f32; 2]) -> f32 {
        match self {
            Self::X1 => x1,
            Self::X2 => x2,
            Self::X1Squared => x1 * x1,
            Self::X2Squared => x2 * x2,
            Self::Product => x1 * x2,
            Self::SineX1 => sin(f64::from(x1)) as f32,
            Self::SineX2 => sin(f64::from(x2)) as f32,
        }
    }

    /// The feature in Python, where `x1` and `x2` are NumPy arrays.
    pub(crate) fn python(self) -> &'static str {
        match self {
            Self::X1 => "x1",
            Self::X2 => "x2",
            Self::X1Squared => "x1 * x1",
            Self::X2Squared => "x2 * x2",
            Self::Product => "x1 * x2",
            Self::SineX1 => "np.sin(x1)",
            Self::SineX2 => "np.sin(x2)",
        }
    }
}

/// The features of rows of two inputs, row by row.
pub fn columns(features: &[Feature], x: &[f32]) -> Vec<f32> {
    let rows = x.as_chunks::<2>().0.iter();
    rows.flat_map(|row| features.iter().map(|feature| feature.of(*row))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_is_what_its_name_says() {
        let all: Vec<Feature> = Feature::NAMES.iter().map(|(_, feature)| *feature).collect();
        let [half, two] = [0.5f32, -2.0];
        let row = columns(&all, &[half, two]);
        assert_eq!(row[..5], [0.5, -2.0, 0.25, 4.0, -1.0]);
        assert!((row[5] - half.sin()).abs() < 1e-7 && (row[6] - two.sin()).abs() < 1e-7);
        assert_eq!(columns(&PLAIN, &[1.0, 2.0, 3.0, 4.0]), [1.0, 2.0, 3.0, 4.0]);
    }
}
