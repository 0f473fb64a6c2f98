//! The cross-entropies: the negative log-likelihood of the targets under the predictions, in natural logarithms.
//!
//! Of probabilities p: binary -(y ln p + (1 - y) ln(1 - p)); categorical -sum y ln(p / sum p); both with p clipped to
//! [1e-7, 1 - 1e-7], where the gradient stops. Of logits z, with no clipping at all: binary
//! max(z, 0) - z y + ln(1 + e^-|z|), whose slope is sigmoid(z) - y; categorical ln(sum e^z) - sum y z, whose slope is
//! softmax(z) - y. Label smoothing s first moves y towards even odds: y (1 - s) + s / classes.
//!
//! ```
//! use two_knobs_core::loss::Loss;
//! let loss = Loss::BinaryCrossentropy { from_logits: true, label_smoothing: 0.0 };
//! let (value, slope) = loss.of(&[0.0], 1, &[1.0], 1).unwrap();
//! assert_eq!((value, slope), (std::f32::consts::LN_2, vec![-0.5]));
//! ```

use crate::activation::row_sum;
use crate::lanes::Lanes;
use crate::loss_loops::{Batch, EPSILON, clip};
use crate::portable::{exp_f64, ln, ln_1p_f64, sigmoid};

/// The largest probability of the clipped losses: 1 - 1e-7 in f32.
const LARGEST: f32 = 1.0 - EPSILON;

/// p inside the clip limits, and whether the gradient passes.
fn clipped(p: f32) -> (f32, bool) {
    (clip(p, EPSILON, LARGEST), (EPSILON..=LARGEST).contains(&p))
}

pub(crate) fn binary(batch: Batch<'_>, from_logits: bool, smoothing: f32) -> f32 {
    let smooth = move |y: f32| y * (1.0 - smoothing) + 0.5 * smoothing;
    if from_logits {
        return batch.each_called(&|z, y| {
            let y = smooth(y);
            let size = f64::from(if z < 0.0 { -z } else { z });
            let positive = if z < 0.0 { 0.0 } else { z };
            (positive - z * y + ln_1p_f64(exp_f64(-size)) as f32, sigmoid(z) - y)
        });
    }
    batch.each_called(&|p, y| {
        let (y, (p, passes)) = (smooth(y), clipped(p));
        let value = -(y * ln(p) + (1.0 - y) * ln(1.0 - p));
        (value, if passes { (1.0 - y) / (1.0 - p) - y / p } else { 0.0 })
    })
}

pub(crate) fn categorical(batch: Batch<'_>, from_logits: bool, smoothing: f32) -> f32 {
    let classes = (batch.p.len() / batch.chunks) as f32;
    let smooth = move |y: f32| y * (1.0 - smoothing) + smoothing / classes;
    if from_logits {
        return batch
            .each_row(&|z, y, d, chunk, chunks| from_scores(z, d, chunk, chunks, &|i, _| y[i].map(smooth)));
    }
    batch.each_row(&|p, y, d, chunk, chunks| {
        let places = || (chunk..p.len()).step_by(chunks);
        let sum = places().fold(Lanes::ZERO, |sum, i| sum + p[i]);
        let share = |i: usize| p[i] / sum;
        let (mut loss, mut pull) = (Lanes::ZERO, Lanes::ZERO);
        for i in places() {
            let y = y[i].map(smooth);
            loss = loss - y * share(i).map(|p| clipped(p).0).ln();
            d[i] = y.zip(share(i), |y, p| if clipped(p).1 { -y / p } else { 0.0 });
            pull += d[i] * share(i);
        }
        places().for_each(|i| d[i] = (d[i] - pull) / sum);
        loss
    })
}

pub(crate) fn sparse(batch: Batch<'_>, from_logits: bool) -> f32 {
    let one_hot =
        |labels: Lanes, class: usize| labels.map(|label| if label == class as f32 { 1.0 } else { 0.0 });
    if from_logits {
        return batch.each_row(&|z, y, d, chunk, chunks| {
            from_scores(z, d, chunk, chunks, &|_, class| one_hot(y[chunk], class))
        });
    }
    // Keras takes the logarithm of the clipped probabilities as logits, which renormalises them.
    batch.each_row(&|p, y, d, chunk, chunks| {
        let places = || (chunk..p.len()).step_by(chunks).enumerate();
        let sum = places().fold(Lanes::ZERO, |sum, (_, i)| sum + p[i].map(|p| clipped(p).0));
        let mut loss = Lanes::ZERO;
        for (class, i) in places() {
            let y = one_hot(y[chunk], class);
            loss += y * (sum.ln() - p[i].map(|p| clipped(p).0).ln());
            let slope = p[i].zip(sum, |p, sum| clipped(p).0 / sum) - y;
            d[i] = slope.zip(p[i], |slope, p| if clipped(p).1 { slope / p } else { 0.0 });
        }
        loss
    })
}

/// ln(sum e^z) - sum y z for one chunk of rows; d becomes softmax(z) - y, TensorFlow's slope.
#[inline(never)]
fn from_scores(
    z: &[Lanes],
    d: &mut [Lanes],
    chunk: usize,
    chunks: usize,
    y: &dyn Fn(usize, usize) -> Lanes,
) -> Lanes {
    let (largest, sum) = row_sum(z, chunk, chunks);
    let log_sum = sum.ln();
    let mut loss = Lanes::ZERO;
    for (class, i) in (chunk..z.len()).step_by(chunks).enumerate() {
        let (above, y) = (z[i] - largest, y(i, class));
        loss += y * (log_sum - above);
        d[i] = above.exp() / sum - y;
    }
    loss
}
