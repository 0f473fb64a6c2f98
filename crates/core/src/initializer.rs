//! Initializers: the values that a kernel or bias has before training.
//!
//! For a kernel of shape (inputs, units), `fan_in` = inputs and `fan_out` = units; for a bias both are units. Variance
//! scaling draws with variance v = scale / n, n = `fan_in`, `fan_out` or their mean: uniform on [-sqrt(3v), sqrt(3v)),
//! normal with deviation sqrt(v), or normal cut at two deviations and widened to keep the variance.
//! Glorot is (1, mean), He (2, `fan_in`), Lecun (1, `fan_in`).
//!
//! ```
//! use two_knobs_core::initializer::Initializer;
//! let w = Initializer::GlorotUniform.values(&[1, 1], 42).unwrap();
//! assert_eq!(w, [-0.7536737]); // what Keras prints for GlorotUniform(seed=42)
//! ```

use crate::error::{Error, Kind};
use crate::rng::Stream;

/// Keras's initializers with their arguments.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the arguments carry Keras's names
pub enum Initializer {
    Zeros,
    Ones,
    Constant {
        value: f32,
    },
    Identity {
        gain: f32,
    },
    RandomNormal {
        mean: f32,
        stddev: f32,
    },
    RandomUniform {
        minval: f32,
        maxval: f32,
    },
    TruncatedNormal {
        mean: f32,
        stddev: f32,
    },
    VarianceScaling {
        scale: f64,
        mode: Fan,
        distribution: Distribution,
    },
    #[default]
    GlorotUniform,
    GlorotNormal,
    HeUniform,
    HeNormal,
    LecunUniform,
    LecunNormal,
    Orthogonal {
        gain: f32,
    },
}

/// The connections that variance scaling counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fan {
    /// The inputs.
    In,
    /// The units.
    Out,
    /// Their mean.
    Average,
}

/// The shape of variance scaling's draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distribution {
    /// Equally likely between two limits.
    Uniform,
    /// Normal, cut at two deviations.
    TruncatedNormal,
    /// Normal.
    UntruncatedNormal,
}

impl Fan {
    /// `fan_in`, `fan_out` or `fan_avg`.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "fan_in" => Ok(Fan::In),
            "fan_out" => Ok(Fan::Out),
            "fan_avg" => Ok(Fan::Average),
            _ => Err(Error::Mode { received: name.into() }),
        }
    }
}

impl Distribution {
    /// `uniform`, `truncated_normal` (or `normal`), `untruncated_normal`.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "uniform" => Ok(Distribution::Uniform),
            "truncated_normal" | "normal" => Ok(Distribution::TruncatedNormal),
            "untruncated_normal" => Ok(Distribution::UntruncatedNormal),
            _ => Err(Error::Distribution { received: name.into() }),
        }
    }
}

/// Deviation of a standard normal cut at two deviations.
const TRUNCATED_DEVIATION: f64 = 0.879_625_661_034_239_8;

impl Initializer {
    /// The initializer of that name with Keras's default arguments; snake case, class name and short alias alike.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        Ok(match name {
            "zeros" | "Zeros" | "zero" => Initializer::Zeros,
            "ones" | "Ones" | "one" => Initializer::Ones,
            "constant" | "Constant" => return Err(Error::ConstantValue),
            "identity" | "Identity" | "IdentityInitializer" => Initializer::Identity { gain: 1.0 },
            "random_normal" | "RandomNormal" | "normal" => {
                Initializer::RandomNormal { mean: 0.0, stddev: 0.05 }
            }
            "random_uniform" | "RandomUniform" | "uniform" => {
                Initializer::RandomUniform { minval: -0.05, maxval: 0.05 }
            }
            "truncated_normal" | "TruncatedNormal" => {
                Initializer::TruncatedNormal { mean: 0.0, stddev: 0.05 }
            }
            "variance_scaling" | "VarianceScaling" => {
                Initializer::variance_scaling(1.0, Fan::In, Distribution::TruncatedNormal)?
            }
            "glorot_uniform" | "GlorotUniform" => Initializer::GlorotUniform,
            "glorot_normal" | "GlorotNormal" => Initializer::GlorotNormal,
            "he_uniform" | "HeUniform" => Initializer::HeUniform,
            "he_normal" | "HeNormal" => Initializer::HeNormal,
            "lecun_uniform" | "LecunUniform" => Initializer::LecunUniform,
            "lecun_normal" | "LecunNormal" => Initializer::LecunNormal,
            "orthogonal" | "Orthogonal" | "OrthogonalInitializer" => Initializer::Orthogonal { gain: 1.0 },
            _ => return Err(Error::UnknownName { kind: Kind::Initializer, name: name.into() }),
        })
    }

    /// Keras's snake-case name.
    pub fn name(&self) -> &'static str {
        match self {
            Initializer::Zeros => "zeros",
            Initializer::Ones => "ones",
            Initializer::Constant { .. } => "constant",
            Initializer::Identity { .. } => "identity",
            Initializer::RandomNormal { .. } => "random_normal",
            Initializer::RandomUniform { .. } => "random_uniform",
            Initializer::TruncatedNormal { .. } => "truncated_normal",
            Initializer::VarianceScaling { .. } => "variance_scaling",
            Initializer::GlorotUniform => "glorot_uniform",
            Initializer::GlorotNormal => "glorot_normal",
            Initializer::HeUniform => "he_uniform",
            Initializer::HeNormal => "he_normal",
            Initializer::LecunUniform => "lecun_uniform",
            Initializer::LecunNormal => "lecun_normal",
            Initializer::Orthogonal { .. } => "orthogonal",
        }
    }

    /// `VarianceScaling(scale, mode, distribution)`; the scale must be above zero.
    pub fn variance_scaling(scale: f64, mode: Fan, distribution: Distribution) -> Result<Self, Error> {
        if scale > 0.0 {
            Ok(Initializer::VarianceScaling { scale, mode, distribution })
        } else {
            Err(Error::Scale { received: format!("{scale:?}") })
        }
    }

    /// Whether the values depend on a seed; Keras gives a seed to exactly these.
    pub fn is_random(&self) -> bool {
        !matches!(
            self,
            Initializer::Zeros
                | Initializer::Ones
                | Initializer::Constant { .. }
                | Initializer::Identity { .. }
        )
    }

    /// Refuses a shape that the initializer cannot fill.
    pub fn check(&self, shape: &[usize]) -> Result<(), Error> {
        match self {
            Initializer::Identity { .. } if shape.len() != 2 => {
                Err(Error::IdentityRank { shape: shape.into() })
            }
            Initializer::Orthogonal { .. } if shape.len() < 2 => {
                Err(Error::OrthogonalRank { shape: shape.into() })
            }
            _ => Ok(()),
        }
    }

    /// The values Keras draws for an int seed, row-major. `shape` is (inputs, units) or (units,).
    pub fn values(&self, shape: &[usize], seed: i64) -> Result<Vec<f32>, Error> {
        self.check(shape)?;
        let count = shape.iter().product();
        let (rows, columns) = match *shape {
            [n] => (n, n),
            [rows, columns] => (rows, columns),
            _ => (count, 1),
        };
        let scaled =
            |scale, mode, distribution| scaled(scale, mode, distribution, (rows, columns), count, seed);
        Ok(match *self {
            Initializer::Zeros => vec![0.0; count],
            Initializer::Ones => vec![1.0; count],
            Initializer::Constant { value } => vec![value; count],
            Initializer::Identity { gain } => {
                (0..count).map(|i| if i / columns == i % columns { gain } else { 0.0 }).collect()
            }
            Initializer::RandomNormal { mean, stddev } => Stream::keras(seed).normal(count, mean, stddev),
            Initializer::RandomUniform { minval, maxval } => {
                Stream::keras(seed).uniform(count, minval, maxval)
            }
            Initializer::TruncatedNormal { mean, stddev } => {
                Stream::keras(seed).truncated_normal(count, mean, stddev)
            }
            Initializer::VarianceScaling { scale, mode, distribution } => scaled(scale, mode, distribution),
            Initializer::GlorotUniform => scaled(1.0, Fan::Average, Distribution::Uniform),
            Initializer::GlorotNormal => scaled(1.0, Fan::Average, Distribution::TruncatedNormal),
            Initializer::HeUniform => scaled(2.0, Fan::In, Distribution::Uniform),
            Initializer::HeNormal => scaled(2.0, Fan::In, Distribution::TruncatedNormal),
            Initializer::LecunUniform => scaled(1.0, Fan::In, Distribution::Uniform),
            Initializer::LecunNormal => scaled(1.0, Fan::In, Distribution::TruncatedNormal),
            Initializer::Orthogonal { gain } => orthogonal(gain, rows, columns, seed),
        })
    }
}

#[inline(never)]
fn scaled(
    scale: f64,
    mode: Fan,
    distribution: Distribution,
    (rows, columns): (usize, usize),
    count: usize,
    seed: i64,
) -> Vec<f32> {
    let n = match mode {
        Fan::In => rows as f64,
        Fan::Out => columns as f64,
        Fan::Average => (rows + columns) as f64 / 2.0,
    };
    let variance = scale / n.max(1.0);
    let stream = Stream::keras(seed);
    match distribution {
        Distribution::Uniform => {
            let limit = (3.0 * variance).sqrt() as f32;
            stream.uniform(count, -limit, limit)
        }
        Distribution::TruncatedNormal => {
            stream.truncated_normal(count, 0.0, (variance.sqrt() / TRUNCATED_DEVIATION) as f32)
        }
        Distribution::UntruncatedNormal => stream.normal(count, 0.0, variance.sqrt() as f32),
    }
}

/// The orthogonal factor Q of a matrix of normals, with the signs for which R has a positive diagonal. Gram-Schmidt computes
/// it column by column; each column is orthogonalised twice in f64, which removes the rounding error of the first time.
#[inline(never)]
fn orthogonal(gain: f32, rows: usize, columns: usize, seed: i64) -> Vec<f32> {
    let (tall, wide) = (rows.max(columns), rows.min(columns));
    let normals = Stream::keras(seed).normal(tall * wide, 0.0, 1.0);
    let mut basis: Vec<Vec<f64>> = Vec::with_capacity(wide);
    for column in 0..wide {
        let mut vector: Vec<f64> = (0..tall).map(|row| f64::from(normals[row * wide + column])).collect();
        for _ in 0..2 {
            for known in &basis {
                let projection: f64 = known.iter().zip(&vector).map(|(a, b)| a * b).sum();
                vector.iter_mut().zip(known).for_each(|(v, k)| *v -= projection * k);
            }
        }
        let length = vector.iter().map(|v| v * v).sum::<f64>().sqrt();
        vector.iter_mut().for_each(|v| *v /= length);
        basis.push(vector);
    }
    let entry =
        |row: usize, column: usize| if rows < columns { basis[row][column] } else { basis[column][row] };
    (0..rows * columns).map(|i| gain * entry(i / columns, i % columns) as f32).collect()
}
