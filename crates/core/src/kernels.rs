//! The three inner loops that training spends its time in, over lanes of a batch (see `lanes`).
//!
//! Each is a plain triple loop; the batch runs innermost, so that every multiplication is four wide, and a few sums are
//! kept in registers at once, so that no addition waits for the one before. (Two outputs at once read better on paper, but
//! LLVM then leaves the wasm loop scalar: measured 20 to 70 % slower on W3, W4 and W5.) The order of every sum is fixed: along the
//! inputs for [`affine`], along the chunks and then across the four lanes for the gradients.

use crate::lanes::Lanes;

/// A weight matrix as one direction of a layer sees it: forward W, backward its transpose.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'a> {
    pub(crate) values: &'a [f32],
    pub(crate) to: usize,
    /// Distance in `values` from one input to the next.
    pub(crate) from_step: usize,
    /// Distance in `values` from one output to the next.
    pub(crate) to_step: usize,
}

impl<'a> Weights<'a> {
    /// (inputs, units): a row of x times W.
    pub(crate) fn forward(values: &'a [f32], units: usize) -> Self {
        Weights { values, to: units, from_step: units, to_step: 1 }
    }

    /// (units, inputs): a row of slopes times W transposed.
    pub(crate) fn backward(values: &'a [f32], inputs: usize, units: usize) -> Self {
        Weights { values, to: inputs, from_step: 1, to_step: units }
    }
}

/// `output[to] = start[to] + sum over from of input[from] weight[from, to]`; each of input and output is `chunks` lanes.
pub(crate) fn affine(
    w: Weights<'_>,
    start: Option<&[f32]>,
    input: &[Lanes],
    output: &mut [Lanes],
    chunks: usize,
) {
    let mut first = 0;
    while first + 4 <= chunks {
        affine_tile::<4>(w, start, input, output, chunks, first);
        first += 4;
    }
    match chunks - first {
        1 => affine_tile::<1>(w, start, input, output, chunks, first),
        2 => affine_tile::<2>(w, start, input, output, chunks, first),
        3 => affine_tile::<3>(w, start, input, output, chunks, first),
        _ => {}
    }
}

/// [`affine`] for `TILE` chunks from `first`, whose sums stay in registers.
#[inline(always)]
fn affine_tile<const TILE: usize>(
    w: Weights<'_>,
    start: Option<&[f32]>,
    input: &[Lanes],
    output: &mut [Lanes],
    chunks: usize,
    first: usize,
) {
    let start = |to: usize| Lanes::splat(start.map_or(0.0, |start| start[to]));
    // Made once and cloned: to make one takes a division, which a small layer would notice.
    let features = input.chunks_exact(chunks);
    for to in 0..w.to {
        let mut sum = [start(to); TILE];
        let weights = w.values[to * w.to_step..].iter().step_by(w.from_step);
        for (x, weight) in features.clone().zip(weights) {
            let weight = Lanes::splat(*weight);
            for (sum, x) in sum.iter_mut().zip(&x[first..first + TILE]) {
                *sum += weight * *x;
            }
        }
        output[to * chunks + first..][..TILE].copy_from_slice(&sum);
    }
}

/// `gradient[input, unit] = sum over rows of x[input] d[unit]`: how much the loss rises when that weight rises.
pub(crate) fn kernel_gradient(x: &[Lanes], d: &[Lanes], units: usize, chunks: usize, gradient: &mut [f32]) {
    let slopes = d.chunks_exact(chunks);
    for (x, gradient) in x.chunks_exact(chunks).zip(gradient.chunks_exact_mut(units)) {
        let mut d = slopes.clone();
        let mut gradient = gradient.chunks_exact_mut(4);
        for gradient in &mut gradient {
            let (Some(d0), Some(d1), Some(d2), Some(d3)) = (d.next(), d.next(), d.next(), d.next()) else {
                return;
            };
            let mut sums = [Lanes::ZERO; 4];
            for ((((x, d0), d1), d2), d3) in x.iter().zip(d0).zip(d1).zip(d2).zip(d3) {
                sums[0] += *x * *d0;
                sums[1] += *x * *d1;
                sums[2] += *x * *d2;
                sums[3] += *x * *d3;
            }
            across(&sums, gradient);
        }
        for gradient in gradient.into_remainder() {
            let Some(d) = d.next() else { return };
            *gradient = x.iter().zip(d).fold(Lanes::ZERO, |sum, (x, d)| sum + *x * *d).sum();
        }
    }
}

/// Each of the sums across its lanes. Out of line: seeing four neighbours written, LLVM would keep the caller's sums lane
/// by lane, in sixteen scalars.
#[inline(never)]
fn across(sums: &[Lanes; 4], gradient: &mut [f32]) {
    for (gradient, sum) in gradient.iter_mut().zip(sums) {
        *gradient = sum.sum();
    }
}

/// gradient[unit] = sum over rows of d[unit].
pub(crate) fn bias_gradient(d: &[Lanes], chunks: usize, gradient: &mut [f32]) {
    for (d, gradient) in d.chunks_exact(chunks).zip(gradient) {
        *gradient = d.iter().fold(Lanes::ZERO, |sum, d| sum + *d).sum();
    }
}
