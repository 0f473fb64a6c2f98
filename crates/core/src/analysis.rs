//! What can be known about one linear neuron under mean squared error before any training.
//!
//! The loss L(w, b) = mean (w x + b - y)^2 + l1 |w| + l2 w^2 is a bowl. Without penalties its lowest point is the
//! least-squares line. Its curvature is the Hessian H = 2 [[mean x^2 + l2, mean x], [mean x, 1]]; l1 adds a kink at w = 0
//! and no curvature. Gradient descent converges only at learning rates below 2 / (largest eigenvalue of H); momentum
//! multiplies this limit by a factor.
//!
//! ```
//! use two_knobs_core::{analysis, data::Dataset};
//! let houses = Dataset::new(vec![1.0, 2.0], vec![300.0, 500.0], 1, 1).unwrap();
//! let best = analysis::best_line(&houses, true).unwrap();
//! assert_eq!((best.w, best.b, best.loss), (200.0, 100.0, 0.0));
//! let ridge = analysis::best_regularized_line(&houses, true, [0.0, 10.0]).unwrap(); // l2 = 10
//! assert!((ridge.w - 4.878049).abs() < 1e-6 && (ridge.loss - 9756.0976).abs() < 1e-4);
//! ```

use crate::data::Dataset;

/// The line with the smallest loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearFit {
    /// Slope.
    pub w: f64,
    /// Height at x = 0; 0 without a bias.
    pub b: f64,
    /// The loss of this line, the penalty on w included.
    pub loss: f64,
}

/// The least-squares line of the first x column and the first y column. None where x does not vary (with a bias) or is
/// all zero (without), or where a number is not finite.
pub fn best_line(data: &Dataset, use_bias: bool) -> Option<LinearFit> {
    best_regularized_line(data, use_bias, [0.0; 2])
}

/// The line with the smallest loss under the penalties `[l1, l2]` on w: l2 shrinks w, l1 takes a constant off |w| until w
/// is 0. With a penalty the line is unique even where x does not vary.
pub fn best_regularized_line(data: &Dataset, use_bias: bool, [l1, l2]: [f64; 2]) -> Option<LinearFit> {
    let (mean_x, mean_y) = if use_bias { (mean(data, |x, _| x), mean(data, |_, y| y)) } else { (0.0, 0.0) };
    let spread = mean(data, |x, _| (x - mean_x) * (x - mean_x)) + l2;
    let together = mean(data, |x, y| (x - mean_x) * (y - mean_y));
    let left = (together.abs() - l1 / 2.0).max(0.0).copysign(together);
    let w = if left == 0.0 && l1 > 0.0 { 0.0 } else { left / spread };
    let b = mean_y - w * mean_x;
    let loss = mean(data, |x, y| (w * x + b - y) * (w * x + b - y)) + l1 * w.abs() + l2 * w * w;
    let one = spread > 0.0 || l1 > 0.0;
    (one && w.is_finite() && b.is_finite() && loss.is_finite()).then_some(LinearFit { w, b, loss })
}

/// How the loss of a line curves over a set of rows: half the Hessian is `[[square, middle], [middle, 1]]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curvature {
    /// The mean of x^2.
    pub square: f64,
    /// The mean of x.
    pub middle: f64,
}

impl Curvature {
    /// The curvature over rows with these x; at least one row.
    pub fn of(xs: impl IntoIterator<Item = f64>) -> Self {
        let (mut square, mut middle, mut rows) = (0.0, 0.0, 0.0);
        for x in xs {
            square += x * x;
            middle += x;
            rows += 1.0;
        }
        Self { square: square / rows, middle: middle / rows }
    }

    /// An upper bound on the curvature of every batch of at least `rows` rows: the curvature of the `rows` rows farthest
    /// from x = 0, all taken as positive. For `rows` = 1 the bound is reached by a batch of that one row.
    pub fn of_any_batch(data: &Dataset, rows: usize) -> Self {
        let mut sizes: Vec<f64> = data.x.iter().step_by(data.inputs).map(|x| f64::from(*x).abs()).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        Self::of(sizes.into_iter().take(rows.max(1)))
    }

    /// Half the Hessian's largest eigenvalue under the penalty `l2` on w. `turns` says whether training changes w and b;
    /// the result is 0 where it changes neither.
    pub fn steepest(self, l2: f64, turns: [bool; 2]) -> f64 {
        let square = self.square + l2;
        match turns {
            [true, true] => {
                // Eigenvalues of [[square, middle], [middle, 1]].
                let half = (square + 1.0) / 2.0;
                let apart = (square - 1.0) / 2.0;
                half + (apart * apart + self.middle * self.middle).sqrt()
            }
            [true, false] => square,
            [false, true] => 1.0,
            [false, false] => 0.0,
        }
    }
}

/// The learning rate above which SGD with momentum m diverges, where every update sees the curvature `steepest` (half an
/// eigenvalue of the Hessian); None where the curvature is zero.
///
/// Along an eigenvector with eigenvalue c, an update at rate r is linear. With momentum its characteristic polynomial is
/// z^2 - (1 + m - c r) z + m, whose roots both lie inside the unit circle for c r < 2 (1 + m). Keras's Nesterov momentum
/// takes the gradient at the present weights and steps by m v - r g: its polynomial is
/// z^2 - (1 + m - c r (1 + m)) z + m (1 - c r), with both roots inside for c r < 2 (1 + m) / (1 + 2 m).
pub fn largest_rate(steepest: f64, momentum: f64, nesterov: bool) -> Option<f64> {
    let share = if nesterov { (1.0 + momentum) / (1.0 + 2.0 * momentum) } else { 1.0 + momentum };
    (steepest > 0.0 && steepest.is_finite()).then_some(share / steepest)
}

/// The learning rate above which full-batch gradient descent diverges: 2 / (largest eigenvalue of the Hessian).
pub fn largest_stable_learning_rate(data: &Dataset, use_bias: bool) -> Option<f64> {
    let all = Curvature { square: mean(data, |x, _| x * x), middle: mean(data, |x, _| x) };
    largest_rate(all.steepest(0.0, [true, use_bias]), 0.0, false)
}

fn mean(data: &Dataset, f: impl Fn(f64, f64) -> f64) -> f64 {
    let (x, y) = (data.x.iter().step_by(data.inputs), data.y.iter().step_by(data.outputs));
    x.zip(y).map(|(&x, &y)| f(f64::from(x), f64::from(y))).sum::<f64>() / data.rows() as f64
}
