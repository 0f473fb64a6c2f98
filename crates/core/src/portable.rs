//! exp, log, tanh and similar functions, computed the same way on every machine.
//!
//! Mathematical libraries round differently on each platform, so the same training run would end in different bits in
//! Linux, Chromium and Firefox. Everything here is built from `+ - * /`, `sqrt` and bit patterns, which IEEE 754 fixes
//! to the last bit. [`exp`] and [`tanh`] have no branches, so loops over them become SIMD; the others work in f64 and
//! round once, which keeps them within one unit in the last place.
//!
//! | function | worst error, in units in the last place (ulp) of f32 |
//! |---|---|
//! | [`exp`] | 1 |
//! | [`ln`] | 0 |
//! | [`tanh`] | 6 |
//!
//! `tests/portable.rs` walks the whole f32 range and prints the worst it finds.
//!
//! ```
//! use two_knobs_core::portable;
//! assert_eq!(portable::exp(0.0), 1.0);
//! assert_eq!(portable::tanh(f32::INFINITY), 1.0);
//! assert!((portable::ln(2.0) - std::f32::consts::LN_2).abs() < 1e-7);
//! ```

use std::ops::{Add, Div, Mul, Sub};

/// Adding and subtracting 1.5 * 2^23 rounds an f32 to the nearest integer, which then sits in the low bits.
const ROUND: f32 = 12_582_912.0;

/// e^x. Overflows to infinity above 88.72, underflows gradually to 0 below -103.97.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    // x = n ln 2 + r with |r| <= ln 2 / 2; ln 2 in two parts, the first short enough that n times it is exact.
    let x = x.clamp(-104.0, 89.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = x - n * 0.693_359_4 - n * -2.121_944_4e-4;
    // Minimax polynomial of Cephes' expf.
    let p = 1.987_569_1e-4 * r + 1.398_199_9e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_6e-1;
    let p = p * r + 5e-1;
    let y = p * (r * r) + r + 1.0;
    // 2^n in two factors, so that neither overflows where the product does not.
    let n = shifted.to_bits().wrapping_sub(ROUND.to_bits()) as i32;
    let half = n >> 1;
    y * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

/// 2^n for |n| below 127.
#[inline(always)]
fn power_of_two(n: i32) -> f32 {
    f32::from_bits((n.wrapping_add(127) as u32) << 23)
}

/// A number in a formula of `+ - * /` and limits: one f32, or four side by side (`lanes`).
pub(crate) trait Real:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// The given number, in each lane.
    fn of(value: f32) -> Self;

    /// Limited to `low..=high`; NaN stays NaN.
    fn within(self, low: Self, high: Self) -> Self;
}

impl Real for f32 {
    #[inline(always)]
    fn of(value: f32) -> Self {
        value
    }

    #[inline(always)]
    fn within(self, low: Self, high: Self) -> Self {
        self.clamp(low, high)
    }
}

/// The hyperbolic tangent: an odd rational function, x P(x^2) / Q(x^2), limited to -1..=1.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    TANH.of(x)
}

/// [`tanh`] of a number or of lanes: the coefficients of s, s^2, s^3, s^4 in P and Q, both 1 at 0, and limits.
#[derive(Clone, Copy)]
pub(crate) struct Tanh<R> {
    pub(crate) p: [R; 4],
    pub(crate) q: [R; 4],
    pub(crate) one: [R; 2],
    pub(crate) reach: [R; 2],
}

impl<R: Real> Tanh<R> {
    #[inline(always)]
    pub(crate) fn of(&self, x: R) -> R {
        let c = x.within(self.reach[0], self.reach[1]);
        let s = c * c;
        let horner = |[k1, k2, k3, k4]: [R; 4]| (((k4 * s + k3) * s + k2) * s + k1) * s + self.one[1];
        (c * horner(self.p) / horner(self.q)).within(self.one[0], self.one[1])
    }
}

/// A minimax fit of the relative error (2.2e-8) up to 9.02, where f32 rounds to 1. All coefficients are positive, so nothing
/// cancels.
pub(crate) const TANH: Tanh<f32> = Tanh {
    p: [0.133_825_99, 3.497_349e-3, 2.063_389e-5, 1.338_138_6e-8],
    q: [0.467_159_2, 2.588_395_8e-2, 3.288_333_2e-4, 7.789_105_6e-7],
    one: [-1.0, 1.0],
    reach: [-9.2, 9.2],
};

/// 1 / (1 + e^-x), from e^-|x| so that nothing overflows.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    let e = exp(-x.abs());
    (if x < 0.0 { e } else { 1.0 }) / (1.0 + e)
}

/// The natural logarithm.
#[inline(never)]
pub fn ln(x: f32) -> f32 {
    ln_f64(f64::from(x)) as f32
}

/// ln(1 + e^x), the smooth relu.
pub fn softplus(x: f32) -> f32 {
    softplus_f64(f64::from(x)) as f32
}

/// x^y for x >= 0.
#[inline(never)]
pub fn pow(x: f32, y: f32) -> f32 {
    let (x, y) = (f64::from(x), f64::from(y));
    match (x, y) {
        (_, 0.0) => 1.0,
        (0.0, y) => {
            if y > 0.0 {
                0.0
            } else {
                f32::INFINITY
            }
        }
        // A whole power of a negative number keeps its sign by parity.
        (x, y) if x < 0.0 && y.floor() == y => {
            let size = exp_f64(y * ln_f64(-x));
            let odd = (y / 2.0).floor() * 2.0 != y;
            (if odd { -size } else { size }) as f32
        }
        (x, y) => exp_f64(y * ln_f64(x)) as f32,
    }
}

/// e^x to about 1e-16 of its value.
#[inline(never)]
pub fn exp_f64(x: f64) -> f64 {
    const ROUND: f64 = 6_755_399_441_055_744.0;
    let x = x.clamp(-746.0, 710.0);
    let shifted = x * std::f64::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = x - n * 0.693_147_180_369_123_8 - n * 1.908_214_929_270_587_7e-10;
    let mut y = 1.0;
    for k in (1..=13).rev() {
        y = 1.0 + y * r / f64::from(k);
    }
    let n = shifted.to_bits().wrapping_sub(ROUND.to_bits()) as i64;
    let half = n >> 1;
    let power = |n: i64| f64::from_bits((n.wrapping_add(1023) as u64) << 52);
    y * power(half) * power(n.wrapping_sub(half))
}

/// e^x - 1 without losing small x.
#[inline(never)]
pub fn exp_m1_f64(x: f64) -> f64 {
    if x.abs() > 0.5 {
        return exp_f64(x) - 1.0;
    }
    let mut y = 1.0;
    for k in (2..=14).rev() {
        y = 1.0 + y * x / f64::from(k);
    }
    y * x
}

/// The natural logarithm to about 1e-16 of its value.
#[inline(never)]
pub fn ln_f64(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x == f64::INFINITY {
        return x;
    }
    // x = 2^n m with m in [sqrt 1/2, sqrt 2); ln m = 2 atanh((m - 1) / (m + 1)).
    let (x, bias) = if x < f64::MIN_POSITIVE { (x * 18_014_398_509_481_984.0, 54) } else { (x, 0) };
    let bits = x.to_bits();
    let mut n = (bits >> 52) as i32 - 1023 - bias;
    let mut m = f64::from_bits(bits & 0x000F_FFFF_FFFF_FFFF | 1023 << 52);
    if m > std::f64::consts::SQRT_2 {
        m *= 0.5;
        n += 1;
    }
    f64::from(n) * std::f64::consts::LN_2 + two_atanh((m - 1.0) / (m + 1.0))
}

/// ln(1 + x) without losing small x; x > -1.
#[inline(never)]
pub fn ln_1p_f64(x: f64) -> f64 {
    if x.abs() < 0.25 { two_atanh(x / (2.0 + x)) } else { ln_f64(1.0 + x) }
}

/// 2 atanh(s) for |s| < 0.172.
#[inline(never)]
fn two_atanh(s: f64) -> f64 {
    let square = s * s;
    let mut sum = 0.0;
    for k in (0..=10).rev() {
        sum = sum * square + 1.0 / f64::from(2 * k + 1);
    }
    2.0 * s * sum
}

/// ln(1 + e^x) in f64.
#[inline(never)]
pub fn softplus_f64(x: f64) -> f64 {
    x.max(0.0) + ln_1p_f64(exp_f64(-x.abs()))
}

/// The hyperbolic tangent in f64.
#[inline(never)]
pub fn tanh_f64(x: f64) -> f64 {
    if x.abs() > 20.0 {
        return x.signum();
    }
    let e = exp_m1_f64(2.0 * x);
    e / (e + 2.0)
}

/// 1 / (1 + e^-x) in f64.
#[inline(never)]
pub fn sigmoid_f64(x: f64) -> f64 {
    1.0 / (1.0 + exp_f64(-x))
}

/// The sine of a moderate angle (|x| below a million).
pub fn sin(x: f64) -> f64 {
    quarter_turns(x, 0)
}

/// The cosine of a moderate angle (|x| below a million).
pub fn cos(x: f64) -> f64 {
    quarter_turns(x, 1)
}

/// sin(x + turns pi / 2): x = n pi / 2 + r, then a Taylor series in |r| <= pi / 4.
#[inline(never)]
fn quarter_turns(x: f64, turns: i64) -> f64 {
    let n = (x * std::f64::consts::FRAC_2_PI + 0.5).floor();
    let r = x - n * 1.570_796_326_734_125_6 - n * 6.077_100_506_506_192e-11;
    let square = -r * r;
    let series = |first: u32| {
        let mut sum = 1.0;
        for k in (first..=first + 16).rev().step_by(2) {
            sum = 1.0 + sum * square / f64::from(k * (k - 1));
        }
        sum
    };
    match (n as i64 + turns).rem_euclid(4) {
        0 => r * series(3),
        1 => series(2),
        2 => -r * series(3),
        _ => -series(2),
    }
}

/// The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.
pub fn erf_f64(x: f64) -> f64 {
    if x.abs() < 0.5 {
        // Taylor series: x^(2k + 1) (-1)^k / (k! (2k + 1)).
        let (mut term, mut sum) = (x, x);
        for k in 1..14 {
            term *= -x * x / f64::from(k);
            sum += term / f64::from(2 * k + 1);
        }
        return sum * std::f64::consts::FRAC_2_SQRT_PI;
    }
    let tail = erfc_of_size(x.abs());
    if x < 0.0 { tail - 1.0 } else { 1.0 - tail }
}

/// 1 - erf(x), accurate also where it is tiny.
pub fn erfc_f64(x: f64) -> f64 {
    if x < 0.5 { 1.0 - erf_f64(x) } else { erfc_of_size(x) }
}

/// erfc(x) = t exp(-x^2 + g(t)) with t = 2 / (2 + x): g as a Chebyshev fit (1e-14) for 0 <= x <= 18.
fn erfc_of_size(x: f64) -> f64 {
    if x > 18.0 {
        return 0.0;
    }
    let t = 2.0 / (2.0 + x);
    let g = ERFC.iter().fold(0.0, |sum, c| sum * t + c);
    t * exp_f64(g - x * x)
}

const ERFC: [f64; 21] = [
    -0.096_780_854_946_002_55,
    1.288_851_240_265_563_6,
    -7.882_149_175_507_178,
    29.334_718_267_246_867,
    -74.145_266_889_879_82,
    134.420_028_090_569,
    -179.990_070_115_571_54,
    180.960_688_577_505_38,
    -138.320_751_299_027_08,
    81.826_205_663_353_87,
    -38.447_167_668_539_49,
    14.416_144_224_861_998,
    -4.099_087_978_130_554,
    1.022_997_075_550_559_7,
    -0.275_035_205_926_779_77,
    -0.117_597_785_975_042_27,
    -0.088_757_099_734_579_96,
    0.083_554_549_971_848_44,
    0.374_988_124_459_698_6,
    1.000_000_388_773_697_2,
    -1.265_512_129_320_436_6,
];
