//! Losses: how far predictions are from targets, as one number per batch, and for each prediction how much the loss rises
//! when that prediction rises.
//!
//! p and y have shape (batch, outputs); the loss is the mean over outputs, then over the batch. The cross-entropies over
//! classes and the KL divergence sum over outputs instead. A width of 1 on either side is compared with every column of
//! the other, as NumPy broadcasts.
//!
//! ```
//! use two_knobs_core::loss::Loss;
//! let (value, gradient) = Loss::Mse.of(&[1.0, 4.0], 1, &[1.0, 2.0], 1).unwrap();
//! assert_eq!((value, gradient), (2.0, vec![0.0, 2.0]));
//! ```

use crate::cross_entropy;
use crate::error::{Error, Kind};
use crate::lanes::{self, Lanes};
use crate::loss_loops::{Batch, EPSILON, clip};
use crate::portable::{Real, softplus_f64, tanh_f64};

/// Keras's losses with their arguments.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the arguments carry Keras's names
pub enum Loss {
    #[default]
    Mse,
    Mae,
    Huber {
        delta: f32,
    },
    LogCosh,
    Hinge,
    SquaredHinge,
    Poisson,
    KlDivergence,
    BinaryCrossentropy {
        from_logits: bool,
        label_smoothing: f32,
    },
    CategoricalCrossentropy {
        from_logits: bool,
        label_smoothing: f32,
    },
    SparseCategoricalCrossentropy {
        from_logits: bool,
    },
}

impl Loss {
    /// Every loss with Keras's default arguments.
    pub const ALL: [Loss; 11] = [
        Loss::Mse,
        Loss::Mae,
        Loss::Huber { delta: 1.0 },
        Loss::LogCosh,
        Loss::Hinge,
        Loss::SquaredHinge,
        Loss::Poisson,
        Loss::KlDivergence,
        Loss::BinaryCrossentropy { from_logits: false, label_smoothing: 0.0 },
        Loss::CategoricalCrossentropy { from_logits: false, label_smoothing: 0.0 },
        Loss::SparseCategoricalCrossentropy { from_logits: false },
    ];

    /// The loss of that name, with default arguments: Keras's function names, class names and short forms.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        let name = match name {
            "mean_squared_error" | "MeanSquaredError" | "MSE" => "mse",
            "mean_absolute_error" | "MeanAbsoluteError" | "MAE" => "mae",
            "Huber" => "huber",
            "LogCosh" => "log_cosh",
            "Hinge" => "hinge",
            "SquaredHinge" => "squared_hinge",
            "Poisson" => "poisson",
            "kld" | "KLD" | "KLDivergence" => "kl_divergence",
            "bce" | "BCE" | "BinaryCrossentropy" => "binary_crossentropy",
            "CategoricalCrossentropy" => "categorical_crossentropy",
            "SparseCategoricalCrossentropy" => "sparse_categorical_crossentropy",
            other => other,
        };
        Loss::ALL
            .into_iter()
            .find(|loss| loss.name() == name)
            .ok_or_else(|| Error::UnknownName { kind: Kind::Loss, name: name.into() })
    }

    /// The name Keras's documentation uses: `mse`, `mae`, otherwise the function's.
    pub fn name(&self) -> &'static str {
        match self {
            Loss::Mse => "mse",
            Loss::Mae => "mae",
            Loss::Huber { .. } => "huber",
            Loss::LogCosh => "log_cosh",
            Loss::Hinge => "hinge",
            Loss::SquaredHinge => "squared_hinge",
            Loss::Poisson => "poisson",
            Loss::KlDivergence => "kl_divergence",
            Loss::BinaryCrossentropy { .. } => "binary_crossentropy",
            Loss::CategoricalCrossentropy { .. } => "categorical_crossentropy",
            Loss::SparseCategoricalCrossentropy { .. } => "sparse_categorical_crossentropy",
        }
    }

    /// Whether y holds one class number per row instead of one number per output.
    pub fn takes_labels(&self) -> bool {
        matches!(self, Loss::SparseCategoricalCrossentropy { .. })
    }

    /// Whether the loss is a cross-entropy, which Keras computes from the numbers before a sigmoid or softmax.
    pub(crate) fn is_cross_entropy(&self) -> bool {
        matches!(
            self,
            Loss::BinaryCrossentropy { .. }
                | Loss::CategoricalCrossentropy { .. }
                | Loss::SparseCategoricalCrossentropy { .. }
        )
    }

    /// The same loss, reading its predictions as logits.
    pub(crate) fn with_logits(self) -> Self {
        match self {
            Loss::BinaryCrossentropy { label_smoothing, .. } => {
                Loss::BinaryCrossentropy { from_logits: true, label_smoothing }
            }
            Loss::CategoricalCrossentropy { label_smoothing, .. } => {
                Loss::CategoricalCrossentropy { from_logits: true, label_smoothing }
            }
            Loss::SparseCategoricalCrossentropy { .. } => {
                Loss::SparseCategoricalCrossentropy { from_logits: true }
            }
            other => other,
        }
    }

    /// Refuses rows of `targets` numbers that this loss cannot compare with `outputs` outputs.
    pub fn check_widths(&self, targets: usize, outputs: usize) -> Result<(), Error> {
        let fits = match self {
            Loss::SparseCategoricalCrossentropy { .. } => targets == 1,
            Loss::BinaryCrossentropy { .. } | Loss::CategoricalCrossentropy { .. } => targets == outputs,
            _ => targets == outputs || targets == 1 || outputs == 1,
        };
        if fits { Ok(()) } else { Err(Error::Targets { received: targets, outputs }) }
    }

    /// Refuses labels of a sparse loss that are not whole numbers from 0 to `outputs` - 1.
    pub fn check_labels(&self, y: &[f32], outputs: usize) -> Result<(), Error> {
        let bad = |label: &&f32| !(**label >= 0.0 && **label < outputs as f32 && label.floor() == **label);
        match y.iter().find(bad) {
            Some(&label) if self.takes_labels() => {
                Err(Error::Label { label, classes: outputs, labels: y.into() })
            }
            _ => Ok(()),
        }
    }

    /// The loss of rows that are not packed (row-major, `outputs` and `targets` wide) and its gradient with respect to `p`.
    pub fn of(&self, p: &[f32], outputs: usize, y: &[f32], targets: usize) -> Result<(f32, Vec<f32>), Error> {
        self.check_widths(targets, outputs)?;
        self.check_labels(y, outputs)?;
        let rows = p.len() / outputs.max(1);
        if rows * targets != y.len() || rows == 0 {
            return Err(Error::Cardinality { x: rows, y: y.len() / targets.max(1) });
        }
        let chunks = lanes::chunks(rows);
        let mut packed = [vec![Lanes::ZERO; chunks * outputs], vec![Lanes::ZERO; chunks * targets]];
        lanes::pack(p, outputs, 0..rows, &mut packed[0]);
        lanes::pack(y, targets, 0..rows, &mut packed[1]);
        let mut d = vec![Lanes::ZERO; chunks * outputs];
        let value = self.batch(&packed[0], &packed[1], &mut d, rows);
        let mut gradient = vec![0.0; p.len()];
        lanes::unpack(&d, outputs, rows, &mut gradient);
        Ok((value, gradient))
    }

    /// The loss of a packed batch; `d` becomes how much it rises when each p rises. Padding in `d` is zero.
    ///
    /// The three most used losses have their own SIMD loops. The others share one loop that calls them number by number,
    /// since most of them call exp and log in f64 anyway; eleven separate loops would be a tenth of the page's WebAssembly.
    pub(crate) fn batch(&self, p: &[Lanes], y: &[Lanes], d: &mut [Lanes], rows: usize) -> f32 {
        let batch = Batch { p, y, d, rows, chunks: lanes::chunks(rows) };
        match *self {
            Loss::Mse => batch.each_lanes(|p, y| {
                let error = p - y;
                [error * error, Lanes::of(2.0) * error]
            }),
            Loss::Mae => batch.each(|p, y| ((p - y).abs(), sign(p - y))),
            Loss::Huber { delta } => batch.each(|p, y| {
                let (error, size) = (p - y, (p - y).abs());
                if size <= delta {
                    (0.5 * error * error, error)
                } else {
                    (delta * size - 0.5 * delta * delta, delta * sign(error))
                }
            }),
            Loss::LogCosh => batch.each_called(&|p, y| {
                let error = f64::from(p - y);
                ((error + softplus_f64(-2.0 * error) - std::f64::consts::LN_2) as f32, tanh_f64(error) as f32)
            }),
            Loss::Hinge => {
                let side = sides(batch.y);
                batch.each_called(&|p, y| {
                    let (y, gap) = (side(y), 1.0 - side(y) * p);
                    if gap < 0.0 { (0.0, 0.0) } else { (gap, -y) }
                })
            }
            Loss::SquaredHinge => {
                let side = sides(batch.y);
                batch.each_called(&|p, y| {
                    let (y, gap) = (side(y), 1.0 - side(y) * p);
                    if gap < 0.0 { (0.0, 0.0) } else { (gap * gap, -2.0 * gap * y) }
                })
            }
            Loss::Poisson => {
                batch.each_called(&|p, y| (p - y * crate::portable::ln(p + EPSILON), 1.0 - y / (p + EPSILON)))
            }
            Loss::KlDivergence => kl_divergence(batch),
            Loss::BinaryCrossentropy { from_logits, label_smoothing } => {
                cross_entropy::binary(batch, from_logits, label_smoothing)
            }
            Loss::CategoricalCrossentropy { from_logits, label_smoothing } => {
                cross_entropy::categorical(batch, from_logits, label_smoothing)
            }
            Loss::SparseCategoricalCrossentropy { from_logits } => cross_entropy::sparse(batch, from_logits),
        }
    }
}

/// 1, 0 or -1 (NaN stays NaN).
fn sign(x: f32) -> f32 {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        x * 0.0
    }
}

/// The targets of the hinge losses: where all are 0 or 1, these become -1 and 1.
fn sides(y: &[Lanes]) -> impl Fn(f32) -> f32 + use<> {
    let binary = y.iter().all(|y| y.array().iter().all(|&y| y == 0.0 || y == 1.0));
    move |y| if binary { 2.0 * y - 1.0 } else { y }
}

/// sum y ln(y / p), both clipped to [1e-7, 1].
fn kl_divergence(batch: Batch<'_>) -> f32 {
    let (outputs, targets) = (batch.p.len() / batch.chunks, batch.y.len() / batch.chunks);
    let columns = outputs.max(targets) as f32;
    batch.each_called(&|p, y| {
        let (inside, p, y) = ((EPSILON..=1.0).contains(&p), clip(p, EPSILON, 1.0), clip(y, EPSILON, 1.0));
        let value = y * (crate::portable::ln(y) - crate::portable::ln(p));
        (value * columns, if inside { -y / p * columns } else { 0.0 })
    })
}
