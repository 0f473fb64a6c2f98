//! Activations: the function a = f(z) that a neuron applies to its weighted sum; z and a have shape (batch, units).
//!
//! All but softmax and log-softmax apply to each number by itself. The derivative says how much a rises when z rises; at a
//! kink it is the one that TensorFlow uses.
//!
//! ```
//! use two_knobs_core::activation::Activation;
//! assert_eq!(Activation::Relu.value(-2.0), 0.0);
//! assert_eq!(Activation::Relu.derivative(3.0), 1.0);
//! assert_eq!(Activation::from_name("swish").unwrap().name(), "silu");
//! ```

use crate::error::{Error, Kind};
use crate::lanes::{self, Lanes};
use crate::portable::{
    self, Real, erf_f64, erfc_f64, exp_f64, exp_m1_f64, sigmoid_f64, softplus_f64, tanh_f64,
};

/// Keras's activations with their arguments.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the arguments carry Keras's names
pub enum Activation {
    #[default]
    Linear,
    Relu,
    /// `relu(x, negative_slope, max_value, threshold)`.
    ReluWith {
        negative_slope: f32,
        max_value: Option<f32>,
        threshold: f32,
    },
    Relu6,
    LeakyRelu {
        negative_slope: f32,
    },
    Elu {
        alpha: f32,
    },
    Selu,
    Celu {
        alpha: f32,
    },
    Gelu {
        approximate: bool,
    },
    Sigmoid,
    LogSigmoid,
    HardSigmoid,
    Silu,
    HardSilu,
    Tanh,
    HardTanh,
    Softplus,
    Softsign,
    Softmax,
    LogSoftmax,
    Exponential,
    Mish,
}

const SELU_SCALE: f64 = 1.050_700_987_355_480_5;
const SELU_ALPHA: f64 = 1.673_263_242_354_377_2;

impl Activation {
    /// Every activation with Keras's default arguments, in the order of Keras's documentation.
    pub const ALL: [Activation; 21] = [
        Activation::Linear,
        Activation::Relu,
        Activation::Relu6,
        Activation::LeakyRelu { negative_slope: 0.2 },
        Activation::Elu { alpha: 1.0 },
        Activation::Selu,
        Activation::Celu { alpha: 1.0 },
        Activation::Gelu { approximate: false },
        Activation::Sigmoid,
        Activation::LogSigmoid,
        Activation::HardSigmoid,
        Activation::Silu,
        Activation::HardSilu,
        Activation::Tanh,
        Activation::HardTanh,
        Activation::Softplus,
        Activation::Softsign,
        Activation::Softmax,
        Activation::LogSoftmax,
        Activation::Exponential,
        Activation::Mish,
    ];

    /// The activation of that name, with default arguments. Case matters, as in Keras.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        let name = match name {
            "swish" => "silu",
            "hard_swish" => "hard_silu",
            other => other,
        };
        Activation::ALL
            .into_iter()
            .find(|activation| activation.name() == name)
            .ok_or_else(|| Error::UnknownName { kind: Kind::Activation, name: name.into() })
    }

    /// Keras's name.
    pub fn name(&self) -> &'static str {
        match self {
            Activation::Linear => "linear",
            Activation::Relu | Activation::ReluWith { .. } => "relu",
            Activation::Relu6 => "relu6",
            Activation::LeakyRelu { .. } => "leaky_relu",
            Activation::Elu { .. } => "elu",
            Activation::Selu => "selu",
            Activation::Celu { .. } => "celu",
            Activation::Gelu { .. } => "gelu",
            Activation::Sigmoid => "sigmoid",
            Activation::LogSigmoid => "log_sigmoid",
            Activation::HardSigmoid => "hard_sigmoid",
            Activation::Silu => "silu",
            Activation::HardSilu => "hard_silu",
            Activation::Tanh => "tanh",
            Activation::HardTanh => "hard_tanh",
            Activation::Softplus => "softplus",
            Activation::Softsign => "softsign",
            Activation::Softmax => "softmax",
            Activation::LogSoftmax => "log_softmax",
            Activation::Exponential => "exponential",
            Activation::Mish => "mish",
        }
    }

    /// f(x) of one number; for softmax and log-softmax, of a row that holds only x. It is not inlined, to keep the program small:
    /// activations without a loop of their own call it.
    #[inline(never)]
    pub fn value(&self, x: f32) -> f32 {
        let wide = f64::from(x);
        (match *self {
            Activation::Linear => return x,
            Activation::Relu => return if x <= 0.0 { 0.0 } else { x },
            Activation::Tanh => return portable::tanh(x),
            Activation::Sigmoid => return portable::sigmoid(x),
            Activation::Exponential => return portable::exp(x),
            Activation::ReluWith { negative_slope, max_value, threshold } => {
                return relu_with(x, negative_slope, max_value, threshold);
            }
            Activation::Relu6 => return x.clamp(0.0, 6.0),
            Activation::LeakyRelu { negative_slope } => return if x > 0.0 { x } else { negative_slope * x },
            Activation::HardSigmoid => return Activation::Relu6.value(x + 3.0) / 6.0,
            Activation::HardSilu => return x * Activation::HardSigmoid.value(x),
            Activation::HardTanh => return x.clamp(-1.0, 1.0),
            Activation::Softsign => return x / (1.0 + x.abs()),
            Activation::Softmax => return x * 0.0 + 1.0,
            Activation::LogSoftmax => return x * 0.0,
            Activation::Elu { alpha } => {
                if x > 0.0 {
                    wide
                } else {
                    f64::from(alpha) * exp_m1_f64(wide)
                }
            }
            Activation::Selu => SELU_SCALE * if x > 0.0 { wide } else { SELU_ALPHA * exp_m1_f64(wide) },
            Activation::Celu { alpha } => {
                let alpha = f64::from(alpha);
                if x > 0.0 { wide } else { alpha * exp_m1_f64(wide / alpha) }
            }
            Activation::Gelu { approximate: false } => wide * normal_share(wide),
            Activation::Gelu { approximate: true } => 0.5 * wide * (1.0 + tanh_f64(gelu_argument(wide))),
            Activation::LogSigmoid => -softplus_f64(-wide),
            Activation::Silu => wide * sigmoid_f64(wide),
            Activation::Softplus => softplus_f64(wide),
            Activation::Mish => wide * tanh_f64(softplus_f64(wide)),
        }) as f32
    }

    /// f'(x): how much f rises when x rises. At a kink it is the derivative that TensorFlow uses.
    #[inline(never)]
    pub fn derivative(&self, x: f32) -> f32 {
        let wide = f64::from(x);
        let step = |inside: bool| if inside { 1.0 } else { 0.0 };
        (match *self {
            Activation::Linear => return 1.0,
            Activation::Relu => return step(x > 0.0),
            Activation::Tanh | Activation::Sigmoid | Activation::Exponential => {
                return self.derivative_from_value(self.value(x));
            }
            Activation::ReluWith { negative_slope, max_value, threshold } => {
                return relu_with_derivative(x, negative_slope, max_value, threshold);
            }
            Activation::Relu6 => return step(x > 0.0 && x < 6.0),
            Activation::LeakyRelu { negative_slope } => return if x > 0.0 { 1.0 } else { negative_slope },
            Activation::HardSigmoid => return step(x > -3.0 && x < 3.0) / 6.0,
            Activation::HardSilu => {
                return Activation::HardSigmoid.value(x) + x * Activation::HardSigmoid.derivative(x);
            }
            Activation::HardTanh => return step((-1.0..=1.0).contains(&x)),
            Activation::Softsign => {
                let scale = 1.0 + x.abs();
                return 1.0 / (scale * scale);
            }
            Activation::Softmax | Activation::LogSoftmax => return x * 0.0,
            Activation::Elu { alpha } => {
                if x > 0.0 {
                    1.0
                } else {
                    f64::from(alpha) * exp_f64(wide)
                }
            }
            // TensorFlow chooses the branch by the sign of e^x - 1, which is 0 for these x.
            Activation::Selu if portable::exp(x) >= 1.0 => SELU_SCALE,
            Activation::Selu => SELU_SCALE * SELU_ALPHA * exp_f64(wide),
            // Keras adds max(x, 0) and min(x, 0) halves; at 0 TensorFlow sends the gradient through both.
            Activation::Celu { .. } if x == 0.0 => 2.0,
            Activation::Celu { alpha } => {
                if x > 0.0 {
                    1.0
                } else {
                    exp_f64(wide / f64::from(alpha))
                }
            }
            Activation::Gelu { approximate: false } => {
                /// 1 / sqrt(2 pi).
                const PEAK: f64 = 0.398_942_280_401_432_7;
                normal_share(wide) + wide * PEAK * exp_f64(-0.5 * wide * wide)
            }
            Activation::Gelu { approximate: true } => {
                let t = tanh_f64(gelu_argument(wide));
                let slope = GELU_SCALE * (1.0 + 3.0 * GELU_CUBIC * wide * wide);
                0.5 * (1.0 + t) + 0.5 * wide * (1.0 - t * t) * slope
            }
            Activation::LogSigmoid => sigmoid_f64(-wide),
            Activation::Silu => {
                let s = sigmoid_f64(wide);
                s * (1.0 + wide * (1.0 - s))
            }
            Activation::Softplus => sigmoid_f64(wide),
            Activation::Mish => {
                let t = tanh_f64(softplus_f64(wide));
                t + wide * (1.0 - t * t) * sigmoid_f64(wide)
            }
        }) as f32
    }

    /// Whether a block's slopes are computed from a alone ([`Activation::derivative_from_value`]), and are finite where a is 0.
    pub(crate) fn slope_reads_a(&self) -> bool {
        matches!(self, Activation::Linear | Activation::Relu | Activation::Tanh | Activation::Sigmoid)
    }

    /// f'(x) computed from a = f(x), for activations where that is possible; the backward pass then does not read z.
    #[inline(always)]
    fn derivative_from_value(self, a: f32) -> f32 {
        match self {
            Activation::Tanh => 1.0 - a * a,
            Activation::Sigmoid => a * (1.0 - a),
            Activation::Exponential => a,
            Activation::Relu => {
                if a > 0.0 {
                    1.0
                } else {
                    0.0
                }
            }
            _ => 1.0,
        }
    }

    /// a = f(z) for a block of `chunks` lanes per unit.
    pub(crate) fn forward(&self, z: &[Lanes], a: &mut [Lanes], chunks: usize) {
        match self {
            Activation::Linear => a.copy_from_slice(z),
            Activation::Relu => each(z, a, |z| z.map(|z| if z <= 0.0 { 0.0 } else { z })),
            Activation::Tanh => {
                let tanh = lanes::tanh();
                each(z, a, |z| tanh.of(z));
            }
            Activation::Sigmoid => each(z, a, |z| z.map(portable::sigmoid)),
            Activation::Softmax => rows(z, a, chunks, |z, largest, sum| (z - largest).exp() / sum),
            Activation::LogSoftmax => rows(z, a, chunks, |z, largest, sum| (z - largest) - sum.ln()),
            other => each(z, a, |z| z.map(|z| other.value(z))),
        }
    }

    /// Turns d, how much the loss rises when a rises, into how much it rises when z rises.
    pub(crate) fn backward(&self, z: &[Lanes], a: &[Lanes], d: &mut [Lanes], chunks: usize) {
        match self {
            Activation::Linear => {}
            Activation::Tanh => d.iter_mut().zip(a).for_each(|(d, a)| *d = *d * (Lanes::of(1.0) - *a * *a)),
            Activation::Relu => scale(d, a, |a| Activation::Relu.derivative_from_value(a)),
            Activation::Sigmoid => scale(d, a, |a| Activation::Sigmoid.derivative_from_value(a)),
            // da_j / dz_i = a_j (i == j) - a_j a_i
            Activation::Softmax => {
                for chunk in 0..chunks {
                    let of_chunk = || (chunk..a.len()).step_by(chunks);
                    let mean = of_chunk().fold(Lanes::ZERO, |sum, i| sum + d[i] * a[i]);
                    of_chunk().for_each(|i| d[i] = a[i] * (d[i] - mean));
                }
            }
            // da_j / dz_i = (i == j) - softmax_i
            Activation::LogSoftmax => {
                for chunk in 0..chunks {
                    let of_chunk = || (chunk..a.len()).step_by(chunks);
                    let total = of_chunk().fold(Lanes::ZERO, |sum, i| sum + d[i]);
                    of_chunk().for_each(|i| d[i] = d[i] - a[i].exp() * total);
                }
            }
            other => scale(d, z, |z| other.derivative(z)),
        }
    }
}

#[inline(always)]
fn each(z: &[Lanes], a: &mut [Lanes], f: impl Fn(Lanes) -> Lanes) {
    for (a, z) in a.iter_mut().zip(z) {
        *a = f(*z);
    }
}

#[inline(always)]
fn scale(d: &mut [Lanes], from: &[Lanes], slope: impl Fn(f32) -> f32) {
    for (d, from) in d.iter_mut().zip(from) {
        *d = d.zip(*from, |d, from| d * slope(from));
    }
}

/// Softmax and its logarithm: `finish` gets z, the largest z of its row, and the sum of e^(z - largest).
fn rows(z: &[Lanes], a: &mut [Lanes], chunks: usize, finish: impl Fn(Lanes, Lanes, Lanes) -> Lanes) {
    for chunk in 0..chunks {
        let (largest, sum) = row_sum(z, chunk, chunks);
        for i in (chunk..z.len()).step_by(chunks) {
            a[i] = finish(z[i], largest, sum);
        }
    }
}

/// For one chunk of rows: the largest z, and the sum of e^(z - largest) over the units.
#[inline(never)]
pub(crate) fn row_sum(z: &[Lanes], chunk: usize, chunks: usize) -> (Lanes, Lanes) {
    let of_chunk = || z.iter().skip(chunk).step_by(chunks);
    let largest =
        of_chunk().fold(Lanes::of(f32::NEG_INFINITY), |top, z| top.zip(*z, |t, z| if z > t { z } else { t }));
    let sum = of_chunk().fold(Lanes::ZERO, |sum, z| sum + (*z - largest).exp());
    (largest, sum)
}

/// The share of a standard normal below x.
fn normal_share(x: f64) -> f64 {
    let t = x * std::f64::consts::FRAC_1_SQRT_2;
    if t < 0.0 { 0.5 * erfc_f64(-t) } else { 0.5 * (1.0 + erf_f64(t)) }
}

/// sqrt(2 / pi).
const GELU_SCALE: f64 = 0.797_884_560_802_865_4;
const GELU_CUBIC: f64 = 0.044_715;

fn gelu_argument(x: f64) -> f64 {
    GELU_SCALE * (x + GELU_CUBIC * x * x * x)
}

/// Keras's relu with all its arguments, step by step as Keras computes it.
fn relu_with(x: f32, negative_slope: f32, max_value: Option<f32>, threshold: f32) -> f32 {
    let positive = if x > threshold || (x.is_nan()) { x } else { 0.0 };
    let capped = match max_value {
        Some(max) if positive > max => max,
        Some(_) if positive < 0.0 => 0.0,
        _ => positive,
    };
    let below = threshold - x;
    if negative_slope != 0.0 && below > 0.0 { capped - negative_slope * below } else { capped }
}

fn relu_with_derivative(x: f32, negative_slope: f32, max_value: Option<f32>, threshold: f32) -> f32 {
    if x > threshold {
        match max_value {
            // TensorFlow computes relu6 by a separate operation, whose gradient is 0 at the cap; for other caps it is 1 there.
            Some(6.0) if threshold == 0.0 => Activation::Relu6.derivative(x),
            Some(max) if x > max || x < 0.0 => 0.0,
            _ => 1.0,
        }
    } else if x < threshold || (threshold == 0.0 && max_value.is_none()) {
        negative_slope
    } else {
        0.0
    }
}
