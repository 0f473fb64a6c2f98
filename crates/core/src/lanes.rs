//! Four numbers side by side: the unit in which batches are computed.
//!
//! A batch is stored feature by feature, and within a feature row by row, four rows to a [`Lanes`]. One operation on
//! `Lanes` is one SIMD instruction on every machine we build for. In native code the compiler finds the instructions (SSE2).
//! For WebAssembly it left some loops scalar (W3 and W6 of docs/performance.md ran at 0.5 to 0.63 of native speed), so the
//! WebAssembly version names its instructions. Rows past the end of a batch are padding, which is kept at zero.

use std::ops::{Add, AddAssign, Div, Mul, Sub};

use crate::portable::{self, Real, Tanh};

/// Rows in one [`Lanes`].
pub(crate) const LANES: usize = 4;

/// Storage of four numbers for WebAssembly: a SIMD register, whose instructions are safe functions.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod register {
    use std::arch::wasm32::*;

    pub(crate) type Register = v128;

    #[inline(always)]
    pub(super) const fn from([a, b, c, d]: [f32; 4]) -> v128 {
        f32x4(a, b, c, d)
    }

    #[inline(always)]
    pub(super) fn array(v: v128) -> [f32; 4] {
        [
            f32x4_extract_lane::<0>(v),
            f32x4_extract_lane::<1>(v),
            f32x4_extract_lane::<2>(v),
            f32x4_extract_lane::<3>(v),
        ]
    }

    #[inline(always)]
    pub(super) fn clamp(v: v128, low: v128, high: v128) -> v128 {
        f32x4_pmin(f32x4_pmax(v, low), high)
    }

    #[inline(always)]
    pub(super) fn keep(v: v128, rows: usize) -> v128 {
        v128_and(v, i32x4_gt(i32x4_splat(rows as i32), i32x4(0, 1, 2, 3)))
    }

    /// The sum of the lanes of each vector: (0 + 2) + (1 + 3).
    #[inline(always)]
    pub(super) fn sums([a, b, c, d]: [v128; 4]) -> v128 {
        let halves = |a, b| f32x4_add(i32x4_shuffle::<0, 1, 4, 5>(a, b), i32x4_shuffle::<2, 3, 6, 7>(a, b));
        let (ab, cd) = (halves(a, b), halves(c, d));
        f32x4_add(i32x4_shuffle::<0, 2, 4, 6>(ab, cd), i32x4_shuffle::<1, 3, 5, 7>(ab, cd))
    }

    pub(super) use std::arch::wasm32::{
        f32x4_add as add, f32x4_div as div, f32x4_mul as mul, f32x4_sub as sub,
    };
}

/// Storage of four numbers in native code: an array, whose loops the compiler turns into SIMD.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod register {
    use std::array::from_fn;

    #[derive(Clone, Copy, Debug)]
    #[repr(C, align(16))]
    pub(crate) struct Register([f32; 4]);

    #[inline(always)]
    pub(super) const fn from(values: [f32; 4]) -> Register {
        Register(values)
    }

    #[inline(always)]
    pub(super) fn array(v: Register) -> [f32; 4] {
        v.0
    }

    #[inline(always)]
    pub(super) fn clamp(v: Register, low: Register, high: Register) -> Register {
        let limit = |value: f32, low: f32, high: f32| {
            if value < low {
                low
            } else if value > high {
                high
            } else {
                value
            }
        };
        Register(from_fn(|lane| limit(v.0[lane], low.0[lane], high.0[lane])))
    }

    #[inline(always)]
    pub(super) fn keep(v: Register, rows: usize) -> Register {
        Register(from_fn(|lane| if lane < rows { v.0[lane] } else { 0.0 }))
    }

    #[inline(always)]
    pub(super) fn sums(four: [Register; 4]) -> Register {
        Register(four.map(|Register([a, b, c, d])| (a + c) + (b + d)))
    }

    macro_rules! lanewise {
        ($name:ident, $op:tt) => {
            #[inline(always)]
            pub(super) fn $name(a: Register, b: Register) -> Register {
                Register(from_fn(|lane| a.0[lane] $op b.0[lane]))
            }
        };
    }
    lanewise!(add, +);
    lanewise!(sub, -);
    lanewise!(mul, *);
    lanewise!(div, /);
}

/// Four rows of one feature.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub(crate) struct Lanes(register::Register);

impl Lanes {
    pub(crate) const ZERO: Lanes = Lanes::new([0.0; LANES]);

    #[inline(always)]
    pub(crate) const fn new(values: [f32; LANES]) -> Self {
        Lanes(register::from(values))
    }

    #[inline(always)]
    pub(crate) fn array(self) -> [f32; LANES] {
        register::array(self.0)
    }

    #[inline(always)]
    pub(crate) fn map(self, f: impl Fn(f32) -> f32) -> Self {
        let [a, b, c, d] = self.array();
        Lanes::new([f(a), f(b), f(c), f(d)])
    }

    #[inline(always)]
    pub(crate) fn zip(self, other: Lanes, f: impl Fn(f32, f32) -> f32) -> Self {
        let ([a, b, c, d], [e, g, h, i]) = (self.array(), other.array());
        Lanes::new([f(a, e), f(b, g), f(c, h), f(d, i)])
    }

    /// e^x of each lane. It is not inlined: a copy at each use would make the program larger for little speed.
    #[inline(never)]
    pub(crate) fn exp(self) -> Self {
        self.map(portable::exp)
    }

    /// The natural logarithm of each lane.
    #[inline(never)]
    pub(crate) fn ln(self) -> Self {
        self.map(portable::ln)
    }

    /// The sum of the four lanes, always in the same order.
    #[inline(always)]
    pub(crate) fn sum(self) -> f32 {
        let [a, b, c, d] = self.array();
        (a + c) + (b + d)
    }

    /// Four sums at once, each in the order of [`Lanes::sum`].
    #[inline(always)]
    pub(crate) fn sums(four: [Lanes; 4]) -> [f32; 4] {
        register::array(register::sums(four.map(|lanes| lanes.0)))
    }

    /// Keeps the first `rows` lanes and zeroes the padding, whatever it holds.
    #[inline(always)]
    pub(crate) fn keep(self, rows: usize) -> Self {
        Lanes(register::keep(self.0, rows))
    }
}

impl Real for Lanes {
    #[inline(always)]
    fn of(value: f32) -> Self {
        Lanes::new([value; LANES])
    }

    #[inline(always)]
    fn within(self, low: Self, high: Self) -> Self {
        Lanes(register::clamp(self.0, low.0, high.0))
    }
}

/// [`portable::TANH`] for lanes.
static TANH: Tanh<Lanes> = {
    const fn all<const N: usize>(of: [f32; N]) -> [Lanes; N] {
        let (mut lanes, mut i) = ([Lanes::ZERO; N], 0);
        while i < N {
            lanes[i] = Lanes::new([of[i]; LANES]);
            i += 1;
        }
        lanes
    }
    let Tanh { p, q, one, reach } = portable::TANH;
    Tanh { p: all(p), q: all(q), one: all(one), reach: all(reach) }
};

/// The hyperbolic tangent of lanes, for use in a loop. `black_box` hides the coefficients from the compiler, which would
/// otherwise put them into the loop as constants; in WebAssembly each constant costs browsers three instructions per round
/// (hiding them raised W6 of docs/performance.md from 60 to 70 million points a second).
#[inline(always)]
pub(crate) fn tanh() -> Tanh<Lanes> {
    *std::hint::black_box(&TANH)
}

/// How many [`Lanes`] hold `rows` rows.
#[inline(always)]
pub(crate) fn chunks(rows: usize) -> usize {
    rows.div_ceil(LANES)
}

/// The number of rows in the last of the [`chunks`]: 1 to 4.
#[inline(always)]
pub(crate) fn tail(rows: usize) -> usize {
    (rows + LANES - 1) % LANES + 1
}

/// Lays the given rows of a row-major table (`width` columns) out as lanes: `out[column * chunks + row / 4]`.
pub(crate) fn pack(
    values: &[f32],
    width: usize,
    mut rows: impl ExactSizeIterator<Item = usize>,
    out: &mut [Lanes],
) {
    let chunks = chunks(rows.len());
    debug_assert_eq!(out.len(), chunks * width);
    for chunk in 0..chunks {
        // The rows of this chunk; padding lanes have none.
        let places: [Option<usize>; LANES] = std::array::from_fn(|_| rows.next());
        for column in 0..width {
            let four = places.map(|row| row.map_or(0.0, |row| values[row * width + column]));
            out[column * chunks + chunk] = Lanes::new(four);
        }
    }
}

/// The inverse of [`pack`] for rows in order: writes `rows` rows of `width` columns.
pub(crate) fn unpack(packed: &[Lanes], width: usize, rows: usize, out: &mut [f32]) {
    if width == 1 {
        for (values, packed) in out[..rows].chunks_mut(LANES).zip(packed) {
            values.copy_from_slice(&packed.array()[..values.len()]);
        }
        return;
    }
    let chunks = chunks(rows);
    for (row, values) in out.chunks_exact_mut(width).take(rows).enumerate() {
        for (column, value) in values.iter_mut().enumerate() {
            *value = packed[column * chunks + row / LANES].array()[row % LANES];
        }
    }
}

macro_rules! lanewise {
    ($trait:ident, $method:ident) => {
        impl $trait for Lanes {
            type Output = Lanes;
            #[inline(always)]
            fn $method(self, other: Lanes) -> Lanes {
                Lanes(register::$method(self.0, other.0))
            }
        }
    };
}
lanewise!(Add, add);
lanewise!(Sub, sub);
lanewise!(Mul, mul);
lanewise!(Div, div);

impl AddAssign for Lanes {
    #[inline(always)]
    fn add_assign(&mut self, other: Lanes) {
        *self = *self + other;
    }
}
