//! What a network is fed: the data's inputs or features of them ([`crate::data::features`]), scaled where that is asked
//! for. Scaled inputs: each column is brought to mean 0 and standard deviation 1 before training. This module also converts
//! the trained neuron's weight and bias to the units of the data.
//!
//! A neuron trained on s = (x - mean) / deviation computes w' s + b'. In x that is w x + b with w = w' / deviation and
//! b = b' - w mean. A neuron without bias must still pass through x = 0. For such a neuron nothing is subtracted, and
//! the deviation is the root of the mean square.

use two_knobs_core::data::Dataset;

use crate::data::features::{Feature, PLAIN, columns};

/// How rows of the data become rows of the network's inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaling {
    /// The columns that two inputs become; none where the columns are the inputs themselves.
    pub features: Vec<Feature>,
    /// `[mean, deviation]` of each column; `[0, 1]` leaves a column as it is.
    pub columns: Vec<[f64; 2]>,
}

impl Scaling {
    /// Leaves the inputs as they are.
    pub fn none(inputs: usize) -> Self {
        Self { features: Vec::new(), columns: vec![[0.0, 1.0]; inputs] }
    }

    /// These features of two inputs, not scaled.
    pub fn features(features: &[Feature]) -> Self {
        let plain = Self::none(features.len());
        if features == PLAIN { plain } else { Self { features: features.to_vec(), ..plain } }
    }

    /// The same columns, scaled over these data as [`Scaling::standard`] says.
    pub fn standardised(self, data: &Dataset, centre: bool) -> Self {
        let fed = Self::standard(&self.apply(data), centre);
        Self { columns: fed.columns, ..self }
    }

    /// Standardises each column to mean 0 and population standard deviation 1. Where `centre` is false, no mean is
    /// subtracted. A column of equal numbers is not divided.
    pub fn standard(data: &Dataset, centre: bool) -> Self {
        let rows = data.rows() as f64;
        let column = |index: usize| {
            let values = || data.x.iter().skip(index).step_by(data.inputs).map(|x| f64::from(*x));
            let mean = if centre { values().sum::<f64>() / rows } else { 0.0 };
            let square = values().map(|x| (x - mean) * (x - mean)).sum::<f64>() / rows;
            [mean, if square > 0.0 { square.sqrt() } else { 1.0 }]
        };
        Self { features: Vec::new(), columns: (0..data.inputs).map(column).collect() }
    }

    /// Whether the inputs stay as they are.
    pub fn is_none(&self) -> bool {
        self.features.is_empty() && !self.scales()
    }

    /// Whether a column is scaled.
    pub fn scales(&self) -> bool {
        self.columns.iter().any(|column| *column != [0.0, 1.0])
    }

    /// The features that the columns are; of one input the first.
    pub(crate) fn names(&self) -> &[Feature] {
        let plain = &PLAIN[..self.columns.len().min(2)];
        if self.features.is_empty() { plain } else { &self.features }
    }

    /// The network's inputs for rows of the data's inputs.
    pub fn inputs(&self, x: &[f32]) -> Vec<f32> {
        let made;
        let x = if self.features.is_empty() {
            x
        } else {
            made = columns(&self.features, x);
            &made
        };
        let columns = self.columns.iter().cycle();
        x.iter()
            .zip(columns)
            .map(|(x, [mean, deviation])| ((f64::from(*x) - mean) / deviation) as f32)
            .collect()
    }

    /// The same data with the network's inputs.
    pub fn apply(&self, data: &Dataset) -> Dataset {
        if self.is_none() {
            return data.clone();
        }
        Dataset { x: self.inputs(&data.x), inputs: self.columns.len(), ..data.clone() }
    }

    /// A trained neuron's `[w, b]`, for one input, in the units of x.
    pub fn to_shown(&self, [w, b]: [f64; 2]) -> [f64; 2] {
        let [mean, deviation] = self.columns.first().copied().unwrap_or([0.0, 1.0]);
        let shown = w / deviation;
        [shown, b - shown * mean]
    }

    /// The trained `[w, b]` of a neuron whose `[w, b]` is in the units of x: undoes [`Scaling::to_shown`].
    pub fn to_trained(&self, [w, b]: [f64; 2]) -> [f64; 2] {
        let [mean, deviation] = self.columns.first().copied().unwrap_or([0.0, 1.0]);
        [w * deviation, b + w * mean]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn standard_inputs_have_mean_0_and_deviation_1() {
        let data = Dataset::new(vec![700.0, 1000.0, 3000.0], vec![1.0; 3], 1, 1).unwrap();
        let scaled = Scaling::standard(&data, true).apply(&data);
        let mean = scaled.x.iter().sum::<f32>() / 3.0;
        let square = scaled.x.iter().map(|x| x * x).sum::<f32>() / 3.0;
        assert!(mean.abs() < 1e-6 && (square - 1.0).abs() < 1e-6);
        let uncentred = Scaling::standard(&data, false);
        assert_eq!(uncentred.columns[0][0], 0.0);
        let constant = Dataset::new(vec![5.0; 3], vec![1.0; 3], 1, 1).unwrap();
        assert_eq!(Scaling::standard(&constant, true).columns, [[5.0, 1.0]]);
    }

    proptest! {
        #[test]
        fn both_lines_are_one_line(w in -1e3..1e3f64, b in -1e3..1e3f64, mean in -1e3..1e3f64, deviation in 1e-3..1e3f64, x in -1e3..1e3f64) {
            let scaling = Scaling { columns: vec![[mean, deviation]], ..Scaling::none(1) };
            let [tw, tb] = scaling.to_trained([w, b]);
            let trained = tw * (x - mean) / deviation + tb;
            prop_assert!((trained - (w * x + b)).abs() < 1e-6 * (1.0 + (w * x).abs() + b.abs() + (w * mean).abs()));
            let [w2, b2] = scaling.to_shown([tw, tb]);
            prop_assert!((w2 - w).abs() < 1e-9 * (1.0 + w.abs()) && (b2 - b).abs() < 1e-6 * (1.0 + b.abs() + (w * mean).abs()));
        }
    }
}
