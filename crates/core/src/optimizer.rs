//! Optimizers: rules that change each parameter a little against its gradient g, which says how much the loss rises when
//! the parameter rises.
//!
//! In Keras's order: g is clipped (one of three ways, or none); w -= w decay rate; then the rule takes its step.
//!
//! - SGD: w -= rate g. With momentum m: v = m v - rate g and w += v, or with Nesterov's look ahead w += m v - rate g.
//! - RMSprop: v = rho v + (1 - rho) g^2, the step is rate g / sqrt(v + epsilon); with momentum p = m p + step and w -= p.
//! - Adam: m += (g - m)(1 - beta_1), v += (g^2 - v)(1 - beta_2), w -= alpha m / (sqrt(v) + epsilon), where
//!   alpha = rate sqrt(1 - beta_2^t) / (1 - beta_1^t) in its t-th update makes up for m and v having begun at zero.
//!
//! ```
//! use two_knobs_core::optimizer::{Memory, Optimizer};
//! let (sgd, mut w) = (Optimizer::sgd(0.1), [1.0]);
//! sgd.step(0, &mut w, &mut [2.0], &mut Memory::new(sgd.rule, 1), &[0..1]);
//! assert_eq!(w, [0.8]);
//! ```

use std::ops::Range;

use crate::error::{Error, Kind};
use crate::schedule::Schedule;

/// `keras.optimizers.SGD`, `RMSprop` or `Adam` with its arguments; `default()` is Keras's SGD.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Optimizer {
    /// The factor of each step; 0.01 by default.
    pub learning_rate: Schedule,
    /// How a gradient becomes a step.
    pub rule: Rule,
    /// Every update shrinks each parameter by this share times the learning rate.
    pub weight_decay: Option<f32>,
    /// Limit on the gradient.
    pub clip: Clip,
}

/// How a gradient becomes a step. The shares are f64 as in Python, which computes 1 - 0.9 before it rounds to f32.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // the arguments carry Keras's names
pub enum Rule {
    /// The gradient times the rate, plus the share `momentum` (0 to 1) of the last step. `nesterov` looks one step ahead along
    /// the momentum; without momentum it changes nothing.
    Sgd { momentum: f32, nesterov: bool },
    /// The gradient divided by the root of its mean square.
    Rmsprop { rho: f64, momentum: f32, epsilon: f32 },
    /// The gradient's mean divided by the root of its mean square.
    Adam { beta_1: f64, beta_2: f64, epsilon: f32 },
}

impl Default for Rule {
    fn default() -> Self {
        Rule::Sgd { momentum: 0.0, nesterov: false }
    }
}

impl Rule {
    /// Keras's Adam.
    pub const ADAM: Rule = Rule::Adam { beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 };

    /// Keras's RMSprop with this momentum, 0 by default.
    pub const fn rmsprop(momentum: f32) -> Rule {
        Rule::Rmsprop { rho: 0.9, momentum, epsilon: 1e-7 }
    }

    /// The share of the last step that is kept.
    fn momentum(self) -> f32 {
        match self {
            Rule::Sgd { momentum, .. } | Rule::Rmsprop { momentum, .. } => momentum,
            Rule::Adam { .. } => 0.0,
        }
    }

    /// How many numbers the rule keeps for each parameter from one update to the next.
    fn memories(self) -> usize {
        match self {
            Rule::Sgd { momentum: 0.0, .. } => 0,
            Rule::Sgd { .. } | Rule::Rmsprop { momentum: 0.0, .. } => 1,
            Rule::Rmsprop { .. } | Rule::Adam { .. } => 2,
        }
    }
}

/// What a rule keeps from one update to the next: up to two numbers for each parameter, and the number of updates so far.
#[derive(Clone, Debug)]
pub struct Memory {
    /// The first numbers of all parameters, then the second numbers.
    numbers: Vec<f32>,
    updates: u64,
}

impl Memory {
    /// Empty memory for that many parameters.
    pub fn new(rule: Rule, parameters: usize) -> Self {
        Memory { numbers: vec![0.0; rule.memories() * parameters], updates: 0 }
    }

    /// Whether the rule can use this memory for that many parameters.
    pub(crate) fn serves(&self, rule: Rule, parameters: usize) -> bool {
        self.numbers.len() == rule.memories() * parameters
    }

    /// Sets everything to zero.
    pub(crate) fn clear(&mut self) {
        self.numbers.fill(0.0);
        self.updates = 0;
    }

    /// Copies another memory of the same rule, without allocating.
    pub(crate) fn copy_from(&mut self, other: &Memory) {
        self.numbers.copy_from_slice(&other.numbers);
        self.updates = other.updates;
    }

    /// Copies another memory's numbers of one parameter.
    pub(crate) fn copy_of(&mut self, other: &Memory, parameter: usize, parameters: usize) {
        let places = (parameter..self.numbers.len()).step_by(parameters);
        places.for_each(|place| self.numbers[place] = other.numbers[place]);
    }
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

impl Optimizer {
    /// Plain SGD with this learning rate.
    pub fn sgd(learning_rate: f32) -> Self {
        Optimizer { learning_rate: Schedule::Constant(learning_rate), ..Optimizer::default() }
    }

    /// Keras's default for the name, whose case does not matter: `sgd`, `rmsprop` or `adam`.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        let adaptive = |rule| Optimizer { rule, ..Optimizer::sgd(0.001) };
        match name.to_ascii_lowercase().as_str() {
            "sgd" => Ok(Optimizer::default()),
            "rmsprop" => Ok(adaptive(Rule::rmsprop(0.0))),
            "adam" => Ok(adaptive(Rule::ADAM)),
            _ => Err(Error::UnknownName { kind: Kind::Optimizer, name: name.into() }),
        }
    }

    /// Refuses momentum outside `[0, 1]` and invalid schedules.
    pub fn check(&self) -> Result<(), Error> {
        if !(0.0..=1.0).contains(&self.rule.momentum()) {
            return Err(Error::Momentum);
        }
        self.learning_rate.check()
    }

    /// Whether an update is nothing more than w -= rate g.
    pub(crate) fn is_plain_sgd(&self) -> bool {
        matches!(self.rule, Rule::Sgd { momentum: 0.0, .. })
            && self.weight_decay.is_none()
            && self.clip == Clip::None
    }

    /// Makes one update in place; for schedules it is the `number`-th, counted from 0. `variables` are the ranges of the
    /// kernels and biases; the numbers in `gradient` are overwritten.
    // It is not inlined: it takes little time beside the gradients, and several places call it.
    #[inline(never)]
    pub fn step(
        &self,
        number: u64,
        parameters: &mut [f32],
        gradient: &mut [f32],
        memory: &mut Memory,
        variables: &[Range<usize>],
    ) {
        self.clip(gradient, variables);
        let rate = self.learning_rate.at(number);
        if let Some(decay) = self.weight_decay {
            parameters.iter_mut().for_each(|w| *w -= *w * decay * rate);
        }
        memory.updates += 1;
        let numbers = &mut memory.numbers[..];
        match self.rule {
            Rule::Sgd { momentum: 0.0, .. } => {
                for (w, g) in parameters.iter_mut().zip(gradient) {
                    *w -= rate * *g;
                }
            }
            Rule::Sgd { momentum, nesterov } => {
                for ((w, g), v) in parameters.iter_mut().zip(gradient).zip(numbers) {
                    *v = *v * momentum - *g * rate;
                    *w += if nesterov { *v * momentum - *g * rate } else { *v };
                }
            }
            Rule::Rmsprop { rho, momentum, epsilon } => {
                let (kept, new) = (rho as f32, (1.0 - rho) as f32);
                let (squares, steps) = numbers.split_at_mut(parameters.len());
                for (index, (w, g)) in parameters.iter_mut().zip(gradient).enumerate() {
                    let v = kept * squares[index] + new * (*g * *g);
                    squares[index] = v;
                    let mut step = rate * *g / (v + epsilon).sqrt();
                    if let Some(last) = steps.get_mut(index) {
                        step += momentum * *last;
                        *last = step;
                    }
                    *w -= step;
                }
            }
            Rule::Adam { beta_1, beta_2, epsilon } => {
                let (new_mean, new_square) = ((1.0 - beta_1) as f32, (1.0 - beta_2) as f32);
                let missing = |beta: f64| 1.0 - power(beta as f32, memory.updates);
                let alpha = rate * missing(beta_2).sqrt() / missing(beta_1);
                let (means, squares) = numbers.split_at_mut(parameters.len());
                let averages = means.iter_mut().zip(squares);
                for ((w, g), (m, v)) in parameters.iter_mut().zip(gradient).zip(averages) {
                    *m += (*g - *m) * new_mean;
                    *v += (*g * *g - *v) * new_square;
                    *w -= *m * alpha / (v.sqrt() + epsilon);
                }
            }
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

/// `base` to a whole power, by squaring in f64: the same bits everywhere.
fn power(base: f32, mut exponent: u64) -> f32 {
    let (mut square, mut product) = (f64::from(base), 1.0);
    while exponent > 0 {
        if exponent % 2 == 1 {
            product *= square;
        }
        square *= square;
        exponent /= 2;
    }
    product as f32
}
