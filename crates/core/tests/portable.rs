//! How far exp, ln and tanh are from the correctly rounded result, over the whole f32 range.
#![allow(clippy::disallowed_methods)] // the platform's f64 functions are the reference here

use two_knobs_core::portable;

/// The index of an f32 in the ordered list of all f32, so that neighbours differ by one.
fn place(x: f32) -> i64 {
    let bits = i64::from(x.to_bits() & 0x7FFF_FFFF);
    if x.is_sign_negative() { -bits } else { bits }
}

/// The worst distance in units in the last place over every 89th f32 (and each end), with the argument it is at.
fn worst(f: fn(f32) -> f32, reference: fn(f64) -> f64) -> (i64, f32, u32) {
    let mut worst = (0, 0.0, 0);
    // 89 is prime, so all exponents and mantissa patterns get their turn: 48 million arguments.
    for bits in (0..=u32::MAX).step_by(89).chain([0x8000_0000, 0x7F80_0000, 0xFF80_0000, 0x7FC0_0000]) {
        let x = f32::from_bits(bits);
        // The f64 function is within 1 ulp of f64, so its rounding to f32 is correct but for one case in 2^28.
        let (ours, right) = (f(x), reference(f64::from(x)) as f32);
        worst.2 += 1;
        assert_eq!(ours.is_nan(), right.is_nan(), "at {x:e}");
        if !right.is_nan() {
            let off = (place(ours) - place(right)).abs();
            if off > worst.0 {
                worst = (off, x, worst.2);
            }
        }
    }
    worst
}

#[test]
#[allow(clippy::print_stdout)] // the worst is the point
fn within_a_few_units_in_the_last_place() {
    for (name, f, reference, limit) in [
        ("exp", portable::exp as fn(f32) -> f32, f64::exp as fn(f64) -> f64, 2),
        ("ln", portable::ln, f64::ln, 1),
        ("tanh", portable::tanh, f64::tanh, 6),
        ("sigmoid", portable::sigmoid, |x| 1.0 / (1.0 + (-x).exp()), 4),
        ("softplus", portable::softplus, |x| x.max(0.0) + (-x.abs()).exp().ln_1p(), 1),
    ] {
        let (off, at, count) = worst(f, reference);
        println!("{name}: worst {off} ulp at {at:e}, of {count} arguments");
        assert!(off <= limit, "{name} is {off} ulp off at {at:e}");
    }
}

#[test]
fn f64_functions_agree_with_the_platform() {
    for i in -2000..2000 {
        let x = f64::from(i) * 0.01;
        let near = |ours: f64, right: f64| (ours - right).abs() <= 4e-15 * right.abs().max(1e-300) + 1e-17;
        assert!(near(portable::exp_f64(x), x.exp()), "exp {x}");
        assert!(near(portable::exp_m1_f64(x), x.exp_m1()), "exp_m1 {x}");
        assert!(near(portable::tanh_f64(x), x.tanh()), "tanh {x}");
        assert!(
            (portable::sin(x) - x.sin()).abs() < 1e-15 && (portable::cos(x) - x.cos()).abs() < 1e-15,
            "sin {x}"
        );
        if x > 0.0 {
            assert!(near(portable::ln_f64(x), x.ln()), "ln {x}");
            let (ours, right) = (portable::pow(x as f32, 1.75), f64::from(x as f32).powf(1.75) as f32);
            assert!((place(ours) - place(right)).abs() <= 1, "pow {x}: {ours} {right}");
        }
        if x > -1.0 {
            assert!(near(portable::ln_1p_f64(x), x.ln_1p()), "ln_1p {x}");
        }
    }
}

/// From tables of erf and erfc (Abramowitz and Stegun 7.1; high precision values rounded to f64).
#[test]
fn error_function() {
    for (x, erf, erfc) in [
        (0.0, 0.0, 1.0),
        (0.1, 0.112_462_916_018_284_9, 0.887_537_083_981_715),
        (0.5, 0.520_499_877_813_046_5, 0.479_500_122_186_953_5),
        (1.0, 0.842_700_792_949_714_9, 0.157_299_207_050_285_13),
        (2.0, 0.995_322_265_018_952_7, 4.677_734_981_047_266e-3),
        (3.5, 0.999_999_256_901_627_7, 7.430_983_723_414_127e-7),
        (6.0, 1.0, 2.151_973_671_249_891e-17),
    ] {
        assert!((portable::erf_f64(x) - erf).abs() < 1e-11, "erf {x}");
        assert!((portable::erf_f64(-x) + erf).abs() < 1e-11, "erf -{x}");
        assert!((portable::erfc_f64(x) / erfc - 1.0).abs() < 1e-10, "erfc {x}: {}", portable::erfc_f64(x));
        assert!((portable::erfc_f64(-x) - 1.0 - erf).abs() < 1e-11, "erfc -{x}");
    }
}
