//! The inner loops in which training spends its time, over lanes of a batch (see `lanes`).
//!
//! The order of every sum is fixed, however the tiles are cut: along the inputs for [`forward`], along the units for [`backward`],
//! along the chunks and then across the four lanes for the gradients.
//!
//! Each loop keeps a tile of sums in registers, so that each loaded number serves several sums and no addition waits for the
//! one before. Batches of up to three chunks (12 rows) have loops of constant length, which the compiler unrolls; larger
//! batches are computed four chunks at a time. Compared with loops over one output at a time, the works W4 and W5 of
//! docs/performance.md run 1.6 and 1.5 times as fast in Chromium. The gradients use iterators, because the bounds checks of
//! indices made W3 a tenth slower.

use std::array::from_fn;

use crate::lanes::Lanes;
use crate::portable::Real;

/// `z[unit] = bias[unit] + sum over inputs of x[input] kernel[input, unit]`; each of x and z is `chunks` lanes.
pub(crate) fn forward(
    kernel: &[f32],
    bias: Option<&[f32]>,
    x: &[Lanes],
    z: &mut [Lanes],
    units: usize,
    chunks: usize,
) {
    let layer = Forward { kernel, bias, units };
    tiles(layer, units, x, z, chunks);
}

/// `below[input] = sum over units of d[unit] kernel[input, unit]`: how much the loss rises when the layer's input rises.
pub(crate) fn backward(kernel: &[f32], d: &[Lanes], below: &mut [Lanes], units: usize, chunks: usize) {
    let layer = Backward { kernel, units };
    tiles(layer, if units == 0 { 0 } else { below.len() / chunks }, d, below, chunks);
}

/// The forward or backward direction through a layer.
trait Direction: Copy {
    /// The sums of `TO` outputs from index `to` on, for the first `WIDE` chunks of `input`.
    fn tile<const WIDE: usize, const TO: usize>(
        self,
        to: usize,
        input: &[Lanes],
        chunks: usize,
    ) -> [[Lanes; WIDE]; TO];
}

/// Computes all outputs and chunks in tiles, whose width fits the number of chunks: narrow batches get tiles of more outputs.
#[inline(always)]
fn tiles(layer: impl Direction, outputs: usize, input: &[Lanes], output: &mut [Lanes], chunks: usize) {
    match chunks {
        1 => column::<1, 4>(layer, outputs, input, output, chunks, 0),
        2 => column::<2, 4>(layer, outputs, input, output, chunks, 0),
        3 => column::<3, 2>(layer, outputs, input, output, chunks, 0),
        _ => {
            for first in (0..chunks / 4 * 4).step_by(4) {
                column::<4, 2>(layer, outputs, input, output, chunks, first);
            }
            for first in chunks / 4 * 4..chunks {
                column::<1, 4>(layer, outputs, input, output, chunks, first);
            }
        }
    }
}

/// Computes all outputs for the `WIDE` chunks from `first` on.
#[inline(always)]
fn column<const WIDE: usize, const TO: usize>(
    layer: impl Direction,
    outputs: usize,
    input: &[Lanes],
    output: &mut [Lanes],
    chunks: usize,
    first: usize,
) {
    let input = &input[first..];
    let mut write =
        |to: usize, sums: &[Lanes; WIDE]| output[to * chunks + first..][..WIDE].copy_from_slice(sums);
    let mut to = 0;
    while to + TO <= outputs {
        let tile = layer.tile::<WIDE, TO>(to, input, chunks);
        tile.iter().enumerate().for_each(|(i, sums)| write(to + i, sums));
        to += TO;
    }
    while to < outputs {
        let [sums] = layer.tile::<WIDE, 1>(to, input, chunks);
        write(to, &sums);
        to += 1;
    }
}

#[derive(Clone, Copy)]
struct Forward<'a> {
    kernel: &'a [f32],
    bias: Option<&'a [f32]>,
    units: usize,
}

impl Direction for Forward<'_> {
    #[inline(always)]
    fn tile<const WIDE: usize, const TO: usize>(
        self,
        to: usize,
        mut input: &[Lanes],
        chunks: usize,
    ) -> [[Lanes; WIDE]; TO] {
        let bias = self.bias.and_then(|bias| bias[to..].first_chunk());
        let mut sums = bias.unwrap_or(&[0.0; TO]).map(|bias| [Lanes::of(bias); WIDE]);
        let mut rows = &self.kernel[to..];
        while let (Some(x), Some(weights)) = (input.first_chunk::<WIDE>(), rows.first_chunk::<TO>()) {
            add(&mut sums, x, *weights);
            input = &input[chunks.min(input.len())..];
            rows = &rows[self.units.min(rows.len())..];
        }
        sums
    }
}

#[derive(Clone, Copy)]
struct Backward<'a> {
    kernel: &'a [f32],
    units: usize,
}

impl Direction for Backward<'_> {
    #[inline(always)]
    fn tile<const WIDE: usize, const TO: usize>(
        self,
        to: usize,
        mut input: &[Lanes],
        chunks: usize,
    ) -> [[Lanes; WIDE]; TO] {
        let mut sums = [[Lanes::ZERO; WIDE]; TO];
        let rows: [&[f32]; TO] = from_fn(|i| &self.kernel[(to + i) * self.units..][..self.units]);
        for unit in 0..self.units {
            let Some(d) = input.first_chunk::<WIDE>() else { break };
            add(&mut sums, d, rows.map(|row| row[unit]));
            input = &input[chunks.min(input.len())..];
        }
        sums
    }
}

/// Adds each weight times the lanes to the sums of that weight.
#[inline(always)]
fn add<const WIDE: usize, const TO: usize>(
    sums: &mut [[Lanes; WIDE]; TO],
    x: &[Lanes; WIDE],
    weights: [f32; TO],
) {
    for (sums, weight) in sums.iter_mut().zip(weights) {
        let weight = Lanes::of(weight);
        for (sum, x) in sums.iter_mut().zip(x) {
            *sum += weight * *x;
        }
    }
}

/// `gradient[input, unit] = sum over rows of x[input] d[unit]`: how much the loss rises when that weight rises; and
/// `of_bias[unit] = sum over rows of d[unit]`.
pub(crate) fn gradients(
    x: &[Lanes],
    d: &[Lanes],
    gradient: &mut [f32],
    of_bias: &mut [f32],
    units: usize,
    chunks: usize,
) {
    // Small batches have loops of constant length, which the compiler unrolls.
    match chunks {
        1 => gradients_of(x, d, gradient, of_bias, units, 1),
        3 => gradients_of(x, d, gradient, of_bias, units, 3),
        _ => gradients_of(x, d, gradient, of_bias, units, chunks),
    }
}

#[inline(always)]
fn gradients_of(
    x: &[Lanes],
    d: &[Lanes],
    gradient: &mut [f32],
    of_bias: &mut [f32],
    units: usize,
    chunks: usize,
) {
    // Four units at a time, for two inputs at once while two are left.
    let (d4, d1) = d.split_at(units / 4 * 4 * chunks);
    let (mut x, mut rows) = (x.chunks_exact(chunks), gradient.chunks_exact_mut(units));
    for _ in 0..if d4.is_empty() { 0 } else { x.len() / 2 } {
        let (Some(x0), Some(x1), Some(row0), Some(row1)) = (x.next(), x.next(), rows.next(), rows.next())
        else {
            break;
        };
        let fours = row0.as_chunks_mut().0.iter_mut().zip(row1.as_chunks_mut().0);
        for (d, (g0, g1)) in d4.chunks_exact(4 * chunks).zip(fours) {
            let [first, second] = products([x0, x1], d, chunks);
            (*g0, *g1) = (Lanes::sums(first), Lanes::sums(second));
        }
        singles(x0, d1, row0, units);
        singles(x1, d1, row1, units);
    }
    for (x, row) in x.zip(rows) {
        for (d, g) in d4.chunks_exact(4 * chunks).zip(row.as_chunks_mut().0) {
            let [sums] = products([x], d, chunks);
            *g = Lanes::sums(sums);
        }
        singles(x, d1, row, units);
    }
    for (d, of_bias) in d.chunks_exact(chunks).zip(of_bias) {
        *of_bias = d.iter().fold(Lanes::ZERO, |sum, d| sum + *d).sum();
    }
}

/// The last units of a row, fewer than four.
#[inline(always)]
fn singles(x: &[Lanes], d: &[Lanes], row: &mut [f32], units: usize) {
    for (d, gradient) in d.chunks_exact(x.len()).zip(&mut row[units / 4 * 4..]) {
        *gradient = x.iter().zip(d).fold(Lanes::ZERO, |sum, (x, d)| sum + *x * *d).sum();
    }
}

/// x times d summed along the chunks, for several inputs and for four units whose lanes follow one another in `d`.
#[inline(always)]
fn products<const INPUTS: usize>(x: [&[Lanes]; INPUTS], d: &[Lanes], chunks: usize) -> [[Lanes; 4]; INPUTS] {
    let x = x.map(|x| &x[..chunks]);
    let d: [_; 4] = from_fn(|unit| &d[unit * chunks..][..chunks]);
    let mut sums = [[Lanes::ZERO; 4]; INPUTS];
    for chunk in 0..chunks {
        for (sums, x) in sums.iter_mut().zip(x) {
            for (sum, d) in sums.iter_mut().zip(d) {
                *sum += x[chunk] * d[chunk];
            }
        }
    }
    sums
}
