//! Stochastic gradient descent: turns each parameter a little against its gradient g.
//!
//! In Keras's order: g is clipped (one of three ways, or none); w -= w decay rate; then, with momentum m,
//! v = m v - rate g and w += v, or with Nesterov's look ahead w += m v - rate g; without momentum w -= rate g.
//! g says how much the loss rises when the parameter rises.
//!
//! ```
//! use two_knobs_core::{optimizer::Sgd, schedule::Schedule};
//! let sgd = Sgd { learning_rate: Schedule::Constant(0.1), ..Sgd::default() };
//! let (mut w, mut velocity) = ([1.0], [0.0]);
//! sgd.step(0, &mut w, &mut [2.0], &mut velocity, &[0..1]);
//! assert_eq!(w, [0.8]);
//! ```

use std::ops::Range;

use crate::error::{Error, Kind};
use crate::schedule::Schedule;

/// `keras.optimizers.SGD` with its arguments; `default()` is Keras's default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sgd {
    /// How far to turn; 0.01 unless said otherwise.
    pub learning_rate: Schedule,
    /// Share of the last turn that is kept, from 0 to 1.
    pub momentum: f32,
    /// Look ahead along the momentum. Without momentum it changes nothing.
    pub nesterov: bool,
    /// Share by which every parameter shrinks, times the learning rate.
    pub weight_decay: Option<f32>,
    /// Limit on the gradient.
    pub clip: Clip,
}

/// A limit on the gradient. A limit of 0 is off, as in Keras.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Clip {
    /// No limit.
    #[default]
    None,
    /// `clipnorm`: each kernel's and each bias's gradient is no longer than this.
    Norm(f32),
    /// `clipvalue`: each number stays within plus and minus this.
    Value(f32),
    /// `global_clipnorm`: all gradients together are no longer than this.
    GlobalNorm(f32),
}

impl Clip {
    /// Keras's three arguments, of which at most one may be given.
    pub fn from_arguments(norm: Option<f32>, value: Option<f32>, global: Option<f32>) -> Result<Self, Error> {
        match (norm, value, global) {
            (None, None, None) => Ok(Clip::None),
            (Some(limit), None, None) => Ok(Clip::Norm(limit)),
            (None, Some(limit), None) => Ok(Clip::Value(limit)),
            (None, None, Some(limit)) => Ok(Clip::GlobalNorm(limit)),
            _ => {
                let python = |limit: Option<f32>| limit.map_or("None".into(), |limit| format!("{limit:?}"));
                Err(Error::Clips { norm: python(norm), value: python(value), global: python(global) })
            }
        }
    }
}

impl Sgd {
    /// Keras's default for the name, whose case does not matter: `sgd`.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        if name.eq_ignore_ascii_case("sgd") {
            return Ok(Sgd::default());
        }
        Err(Error::UnknownName { kind: Kind::Optimizer, name: name.into() })
    }

    /// Refuses momentum outside `[0, 1]` and schedules that cannot be.
    pub fn check(&self) -> Result<(), Error> {
        if !(0.0..=1.0).contains(&self.momentum) {
            return Err(Error::Momentum);
        }
        self.learning_rate.check()
    }

    /// Whether an update is nothing more than w -= rate g.
    pub(crate) fn is_plain(&self) -> bool {
        self.momentum == 0.0 && self.weight_decay.is_none() && self.clip == Clip::None
    }

    /// One update in place. `variables` are the ranges of the kernels and biases; `gradient` is used up.
    pub fn step(
        &self,
        updates: u64,
        parameters: &mut [f32],
        gradient: &mut [f32],
        velocity: &mut [f32],
        variables: &[Range<usize>],
    ) {
        self.clip(gradient, variables);
        let rate = self.learning_rate.at(updates);
        if let Some(decay) = self.weight_decay {
            parameters.iter_mut().for_each(|w| *w -= *w * decay * rate);
        }
        if self.momentum == 0.0 {
            for (w, g) in parameters.iter_mut().zip(gradient) {
                *w -= rate * *g;
            }
            return;
        }
        for ((w, g), v) in parameters.iter_mut().zip(gradient).zip(velocity) {
            *v = *v * self.momentum - *g * rate;
            *w += if self.nesterov { *v * self.momentum - *g * rate } else { *v };
        }
    }

    fn clip(&self, gradient: &mut [f32], variables: &[Range<usize>]) {
        match self.clip {
            Clip::Norm(limit) if limit > 0.0 => {
                for variable in variables {
                    let part = &mut gradient[variable.clone()];
                    let norm = squares(part).sqrt();
                    let longest = if norm < limit { limit } else { norm };
                    part.iter_mut().for_each(|g| *g = *g * limit / longest);
                }
            }
            Clip::Value(limit) if limit > 0.0 => {
                for g in gradient {
                    *g = if *g > limit { limit } else { *g };
                    *g = if *g < -limit { -limit } else { *g };
                }
            }
            Clip::GlobalNorm(limit) if limit > 0.0 => {
                let norm =
                    variables.iter().map(|variable| squares(&gradient[variable.clone()])).sum::<f32>().sqrt();
                // norm * 0 is 0, or NaN where the norm is not finite.
                let scale = limit * (1.0 / norm).min(1.0 / limit) + norm * 0.0;
                gradient.iter_mut().for_each(|g| *g *= scale);
            }
            _ => {}
        }
    }
}

fn squares(values: &[f32]) -> f32 {
    values.iter().map(|v| v * v).sum()
}
