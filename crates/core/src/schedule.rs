//! The learning rate over time. s is the number of updates made before this one; the first update uses s = 0.
//!
//! exponential r0 q^(s/T); inverse time r0 / (1 + q s/T); polynomial (r0 - end)(1 - min(s,T)/T)^p + end; cosine
//! r0 ((1 - a)(1 + cos(pi s/T))/2 + a), after an optional linear warm-up; cosine with restarts; piecewise constant.
//! All in f32 steps, as TensorFlow computes them.
//!
//! ```
//! use two_knobs_core::schedule::Schedule;
//! let rate = Schedule::ExponentialDecay { initial_learning_rate: 0.1, decay_steps: 10, decay_rate: 0.5, staircase: true };
//! assert_eq!([rate.at(9), rate.at(10)], [0.1, 0.05]);
//! ```

use crate::error::Error;
use crate::portable::{cos, ln, pow};

/// Keras's learning rate schedules with their arguments.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the arguments carry Keras's names
pub enum Schedule {
    /// The same rate for ever.
    Constant(f32),
    ExponentialDecay {
        initial_learning_rate: f32,
        decay_steps: i64,
        decay_rate: f32,
        staircase: bool,
    },
    InverseTimeDecay {
        initial_learning_rate: f32,
        decay_steps: i64,
        decay_rate: f32,
        staircase: bool,
    },
    PiecewiseConstantDecay {
        boundaries: Vec<i64>,
        values: Vec<f32>,
    },
    PolynomialDecay {
        initial_learning_rate: f32,
        decay_steps: i64,
        end_learning_rate: f32,
        power: f32,
        cycle: bool,
    },
    CosineDecay {
        initial_learning_rate: f32,
        decay_steps: i64,
        alpha: f32,
        warmup_target: Option<f32>,
        warmup_steps: i64,
    },
    CosineDecayRestarts {
        initial_learning_rate: f32,
        first_decay_steps: i64,
        t_mul: f32,
        m_mul: f32,
        alpha: f32,
    },
}

impl Default for Schedule {
    fn default() -> Self {
        Schedule::Constant(0.01)
    }
}

impl Schedule {
    /// Refuses a schedule of no steps, and pieces that do not fit their boundaries.
    pub fn check(&self) -> Result<(), Error> {
        let steps = match self {
            Schedule::Constant(_) => return Ok(()),
            Schedule::PiecewiseConstantDecay { boundaries, values } => {
                if boundaries.len() + 1 == values.len() {
                    return Ok(());
                }
                return Err(Error::Piecewise {
                    boundaries: format!("{boundaries:?}"),
                    boundary_count: boundaries.len(),
                    values: format!("{values:?}"),
                    value_count: values.len(),
                });
            }
            Schedule::ExponentialDecay { decay_steps, .. }
            | Schedule::InverseTimeDecay { decay_steps, .. }
            | Schedule::PolynomialDecay { decay_steps, .. }
            | Schedule::CosineDecay { decay_steps, .. }
            | Schedule::CosineDecayRestarts { first_decay_steps: decay_steps, .. } => *decay_steps,
        };
        if steps > 0 { Ok(()) } else { Err(Error::DecaySteps { received: steps }) }
    }

    /// The learning rate of the update after `updates` updates.
    pub fn at(&self, updates: u64) -> f32 {
        let step = updates as f32;
        match *self {
            Schedule::Constant(rate) => rate,
            Schedule::ExponentialDecay { initial_learning_rate, decay_steps, decay_rate, staircase } => {
                initial_learning_rate * pow(decay_rate, periods(step, decay_steps, staircase))
            }
            Schedule::InverseTimeDecay { initial_learning_rate, decay_steps, decay_rate, staircase } => {
                initial_learning_rate / (1.0 + decay_rate * periods(step, decay_steps, staircase))
            }
            Schedule::PiecewiseConstantDecay { ref boundaries, ref values } => {
                let piece = boundaries.iter().take_while(|&&end| end < 0 || updates > end as u64).count();
                values.get(piece).copied().unwrap_or(0.0)
            }
            Schedule::PolynomialDecay {
                initial_learning_rate,
                decay_steps,
                end_learning_rate,
                power,
                cycle,
            } => {
                let steps = decay_steps as f32;
                let (step, steps) = match cycle {
                    false => (step.min(steps), steps),
                    true if updates == 0 => (step, steps),
                    true => (step, steps * (step / steps).ceil()),
                };
                (initial_learning_rate - end_learning_rate) * pow(1.0 - step / steps, power)
                    + end_learning_rate
            }
            Schedule::CosineDecay {
                initial_learning_rate,
                decay_steps,
                alpha,
                warmup_target,
                warmup_steps,
            } => {
                let (steps, warmup) = (decay_steps as f32, warmup_steps as f32);
                match warmup_target {
                    None => initial_learning_rate * half_wave(step.min(steps) / steps, 1.0, alpha),
                    Some(target) if step < warmup => {
                        (target - initial_learning_rate) * (step / warmup) + initial_learning_rate
                    }
                    Some(target) => target * half_wave((step - warmup).min(steps) / steps, 1.0, alpha),
                }
            }
            Schedule::CosineDecayRestarts {
                initial_learning_rate,
                first_decay_steps,
                t_mul,
                m_mul,
                alpha,
            } => {
                let (restarts, fraction) = restarts(step / first_decay_steps as f32, t_mul);
                initial_learning_rate * half_wave(fraction, pow(m_mul, restarts), alpha)
            }
        }
    }
}

fn periods(step: f32, decay_steps: i64, staircase: bool) -> f32 {
    let p = step / decay_steps as f32;
    if staircase { p.floor() } else { p }
}

/// (1 - a) h (1 + cos(pi fraction)) / 2 + a: from h down to a.
fn half_wave(fraction: f32, height: f32, alpha: f32) -> f32 {
    let angle = std::f32::consts::PI * fraction;
    (1.0 - alpha) * (0.5 * height * (1.0 + cos(f64::from(angle)) as f32)) + alpha
}

/// How many periods are over, and how much of the present one; each is `t_mul` times as long as the one before.
fn restarts(periods: f32, t_mul: f32) -> (f32, f32) {
    if t_mul == 1.0 {
        return (periods.floor(), periods - periods.floor());
    }
    let count = (ln(1.0 - periods * (1.0 - t_mul)) / ln(t_mul)).floor();
    let before = (1.0 - pow(t_mul, count)) / (1.0 - t_mul);
    (count, (periods - before) / pow(t_mul, count))
}
