//! What can be known about one linear neuron under mean squared error before any training.
//!
//! The loss L(w, b) = mean (w x + b - y)^2 is a bowl. Its lowest point is the least-squares line. Its curvature is the
//! Hessian H = 2 [[mean x^2, mean x], [mean x, 1]]; gradient descent comes to rest only below 2 / (largest eigenvalue).
//!
//! ```
//! use two_knobs_core::{analysis, data::Dataset};
//! let houses = Dataset::new(vec![1.0, 2.0], vec![300.0, 500.0], 1, 1).unwrap();
//! let best = analysis::best_line(&houses, true).unwrap();
//! assert_eq!((best.w, best.b, best.loss), (200.0, 100.0, 0.0));
//! ```

use crate::data::Dataset;

/// The line with the smallest mean squared error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearFit {
    /// Slope.
    pub w: f64,
    /// Height at x = 0; 0 without a bias.
    pub b: f64,
    /// The mean squared error that remains.
    pub loss: f64,
}

/// The least-squares line of the first x column and the first y column. None where x does not vary (with a bias) or is
/// all zero (without), or where a number is not finite.
pub fn best_line(data: &Dataset, use_bias: bool) -> Option<LinearFit> {
    let (mean_x, mean_y) = if use_bias { (mean(data, |x, _| x), mean(data, |_, y| y)) } else { (0.0, 0.0) };
    let spread = mean(data, |x, _| (x - mean_x) * (x - mean_x));
    let together = mean(data, |x, y| (x - mean_x) * (y - mean_y));
    let w = together / spread;
    let b = mean_y - w * mean_x;
    let loss = mean(data, |x, y| (w * x + b - y) * (w * x + b - y));
    (spread > 0.0 && w.is_finite() && b.is_finite() && loss.is_finite()).then_some(LinearFit { w, b, loss })
}

/// The learning rate above which full-batch gradient descent diverges: 2 / (largest eigenvalue of the Hessian).
pub fn largest_stable_learning_rate(data: &Dataset, use_bias: bool) -> Option<f64> {
    let square = mean(data, |x, _| x * x);
    let largest = if use_bias {
        let middle = mean(data, |x, _| x);
        // Eigenvalues of [[square, middle], [middle, 1]].
        let half = (square + 1.0) / 2.0;
        let apart = (square - 1.0) / 2.0;
        half + (apart * apart + middle * middle).sqrt()
    } else {
        square
    };
    (largest > 0.0 && largest.is_finite()).then_some(1.0 / largest)
}

fn mean(data: &Dataset, f: impl Fn(f64, f64) -> f64) -> f64 {
    let (x, y) = (data.x.iter().step_by(data.inputs), data.y.iter().step_by(data.outputs));
    x.zip(y).map(|(&x, &y)| f(f64::from(x), f64::from(y))).sum::<f64>() / data.rows() as f64
}
