//! Four numbers side by side: the unit in which batches are computed.
//!
//! A batch is stored feature by feature, and within a feature row by row, four rows to a [`Lanes`]. One operation on
//! `Lanes` is one SIMD instruction on every machine we build for (SSE2, simd128), without any code of ours saying so.
//! Rows past the end of a batch are padding and kept at zero.

use std::ops::{Add, AddAssign, Div, Mul, Sub};

use crate::portable;

/// Rows in one [`Lanes`].
pub(crate) const LANES: usize = 4;

/// Four rows of one feature.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(C, align(16))]
pub(crate) struct Lanes(pub(crate) [f32; LANES]);

impl Lanes {
    pub(crate) const ZERO: Lanes = Lanes([0.0; LANES]);

    #[inline(always)]
    pub(crate) fn splat(value: f32) -> Self {
        Lanes([value; LANES])
    }

    #[inline(always)]
    pub(crate) fn map(self, f: impl Fn(f32) -> f32) -> Self {
        let [a, b, c, d] = self.0;
        Lanes([f(a), f(b), f(c), f(d)])
    }

    #[inline(always)]
    pub(crate) fn zip(self, other: Lanes, f: impl Fn(f32, f32) -> f32) -> Self {
        let ([a, b, c, d], [e, g, h, i]) = (self.0, other.0);
        Lanes([f(a, e), f(b, g), f(c, h), f(d, i)])
    }

    /// e^x of each: SIMD, but out of line, since a copy at each use would weigh more than the call.
    #[inline(never)]
    pub(crate) fn exp(self) -> Self {
        self.map(portable::exp)
    }

    /// The natural logarithm of each.
    #[inline(never)]
    pub(crate) fn ln(self) -> Self {
        self.map(portable::ln)
    }

    /// The sum in the one order used everywhere: halves first, as SIMD folds them.
    #[inline(always)]
    pub(crate) fn sum(self) -> f32 {
        let [a, b, c, d] = self.0;
        (a + c) + (b + d)
    }

    /// Keeps the first `rows` lanes and zeroes the padding, whatever it holds.
    #[inline(always)]
    pub(crate) fn keep(self, rows: usize) -> Self {
        let mut kept = self;
        for (lane, value) in kept.0.iter_mut().enumerate() {
            *value = if lane < rows { *value } else { 0.0 };
        }
        kept
    }
}

/// How many [`Lanes`] hold `rows` rows.
#[inline(always)]
pub(crate) fn chunks(rows: usize) -> usize {
    rows.div_ceil(LANES)
}

/// Rows in the last of the [`chunks`]: 1 to 4.
#[inline(always)]
pub(crate) fn tail(rows: usize) -> usize {
    (rows + LANES - 1) % LANES + 1
}

/// Lays the given rows of a row-major table (`width` columns) out as lanes: `out[column * chunks + row / 4]`.
pub(crate) fn pack(
    values: &[f32],
    width: usize,
    rows: impl ExactSizeIterator<Item = usize>,
    out: &mut [Lanes],
) {
    let chunks = chunks(rows.len());
    debug_assert_eq!(out.len(), chunks * width);
    out.fill(Lanes::ZERO);
    for (place, row) in rows.enumerate() {
        for (column, &value) in values[row * width..][..width].iter().enumerate() {
            out[column * chunks + place / LANES].0[place % LANES] = value;
        }
    }
}

/// The inverse of [`pack`] for rows in order: writes `rows` rows of `width` columns.
pub(crate) fn unpack(packed: &[Lanes], width: usize, rows: usize, out: &mut [f32]) {
    if width == 1 {
        for (values, packed) in out[..rows].chunks_mut(LANES).zip(packed) {
            values.copy_from_slice(&packed.0[..values.len()]);
        }
        return;
    }
    let chunks = chunks(rows);
    for (row, values) in out.chunks_exact_mut(width).take(rows).enumerate() {
        for (column, value) in values.iter_mut().enumerate() {
            *value = packed[column * chunks + row / LANES].0[row % LANES];
        }
    }
}

macro_rules! lanewise {
    ($trait:ident, $method:ident, $op:tt) => {
        impl $trait for Lanes {
            type Output = Lanes;
            #[inline(always)]
            fn $method(self, other: Lanes) -> Lanes {
                self.zip(other, |a, b| a $op b)
            }
        }
    };
}
lanewise!(Add, add, +);
lanewise!(Sub, sub, -);
lanewise!(Mul, mul, *);
lanewise!(Div, div, /);

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Lanes) {
        *self = *self + other;
    }
}
