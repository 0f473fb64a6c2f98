//! Reads a fixture's names and arguments as this crate's types. Unknown ones fail the test.

use serde_json::Value;
use two_knobs_core::activation::Activation;
use two_knobs_core::constraint::{Axis, Constraint};
use two_knobs_core::dense::Dense;
use two_knobs_core::initializer::{Distribution, Fan, Initializer};
use two_knobs_core::loss::Loss;
use two_knobs_core::optimizer::{Clip, Optimizer, Rule};
use two_knobs_core::regularizer::Regularizer;
use two_knobs_core::schedule::Schedule;

/// Looks up arguments and records which were used, so that an unused argument fails the test.
struct Arguments<'a> {
    value: &'a Value,
    known: Vec<&'static str>,
}

impl<'a> Arguments<'a> {
    fn new(value: &'a Value) -> Self {
        Arguments { value, known: vec!["name", "schedule"] }
    }

    fn get(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        self.value.get(key).filter(|value| !value.is_null())
    }

    fn number(&mut self, key: &'static str) -> Option<f32> {
        self.get(key).map(super::compare::number)
    }

    fn flag(&mut self, key: &'static str) -> bool {
        self.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    fn whole(&mut self, key: &'static str) -> Option<i64> {
        self.get(key).map(|value| value.as_i64().unwrap_or_else(|| value.as_f64().unwrap() as i64))
    }

    fn done(self) {
        let keys = self.value.as_object().into_iter().flat_map(|object| object.keys());
        for key in keys {
            assert!(self.known.contains(&key.as_str()), "unread argument {key} of {}", self.value);
        }
    }
}

/// The name of something written as "name" or {"name": ...}.
fn name(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| value["name"].as_str().unwrap())
}

pub(crate) fn activation(value: &Value) -> Activation {
    if value.is_null() {
        return Activation::Linear;
    }
    let mut with = Arguments::new(value);
    let activation = match Activation::from_name(name(value)).unwrap() {
        Activation::Relu => {
            let (slope, max_value, threshold) =
                (with.number("negative_slope"), with.number("max_value"), with.number("threshold"));
            if slope.is_some() || max_value.is_some() || threshold.is_some() {
                let (negative_slope, threshold) = (slope.unwrap_or(0.0), threshold.unwrap_or(0.0));
                Activation::ReluWith { negative_slope, max_value, threshold }
            } else {
                Activation::Relu
            }
        }
        Activation::LeakyRelu { negative_slope } => {
            let given = with.number("negative_slope").or(with.number("alpha"));
            Activation::LeakyRelu { negative_slope: given.unwrap_or(negative_slope) }
        }
        Activation::Elu { alpha } => Activation::Elu { alpha: with.number("alpha").unwrap_or(alpha) },
        Activation::Celu { alpha } => Activation::Celu { alpha: with.number("alpha").unwrap_or(alpha) },
        Activation::Gelu { .. } => Activation::Gelu { approximate: with.flag("approximate") },
        other => other,
    };
    with.done();
    activation
}

pub(crate) fn initializer(value: &Value) -> (Initializer, Option<i64>) {
    let mut with = Arguments::new(value);
    let seed = with.whole("seed");
    let initializer = match name(value) {
        "constant" => Initializer::Constant { value: with.number("value").unwrap() },
        other => match Initializer::from_name(other).unwrap() {
            Initializer::Identity { gain } => {
                Initializer::Identity { gain: with.number("gain").unwrap_or(gain) }
            }
            Initializer::Orthogonal { gain } => {
                Initializer::Orthogonal { gain: with.number("gain").unwrap_or(gain) }
            }
            Initializer::RandomNormal { mean, stddev } => Initializer::RandomNormal {
                mean: with.number("mean").unwrap_or(mean),
                stddev: with.number("stddev").unwrap_or(stddev),
            },
            Initializer::TruncatedNormal { mean, stddev } => Initializer::TruncatedNormal {
                mean: with.number("mean").unwrap_or(mean),
                stddev: with.number("stddev").unwrap_or(stddev),
            },
            Initializer::RandomUniform { minval, maxval } => Initializer::RandomUniform {
                minval: with.number("minval").unwrap_or(minval),
                maxval: with.number("maxval").unwrap_or(maxval),
            },
            Initializer::VarianceScaling { scale, .. } => {
                let scale = with.get("scale").and_then(Value::as_f64).unwrap_or(scale);
                let mode = with.get("mode").and_then(Value::as_str).unwrap_or("fan_in");
                let distribution =
                    with.get("distribution").and_then(Value::as_str).unwrap_or("truncated_normal");
                let mode = Fan::from_name(mode).unwrap();
                Initializer::variance_scaling(scale, mode, Distribution::from_name(distribution).unwrap())
                    .unwrap()
            }
            other => other,
        },
    };
    with.done();
    (initializer, seed)
}

fn regularizer(value: Option<&Value>) -> Regularizer {
    match value {
        None | Some(Value::Null) => Regularizer::NONE,
        Some(Value::String(name)) => Regularizer::from_name(name).unwrap(),
        Some(value) => {
            let mut with = Arguments::new(value);
            let (l1, l2) = (with.number("l1").unwrap_or(0.0), with.number("l2").unwrap_or(0.0));
            with.done();
            Regularizer { l1, l2 }
        }
    }
}

fn constraint(value: Option<&Value>) -> Constraint {
    let Some(value) = value.filter(|value| !value.is_null()) else { return Constraint::None };
    let mut with = Arguments::new(value);
    let axis = match with.get("axis") {
        None => Axis::Inputs,
        Some(Value::Array(axes)) if axes.len() == 2 => Axis::Both,
        Some(Value::Array(axes)) => axis(&axes[0]),
        Some(value) => axis(value),
    };
    let constraint = match Constraint::from_name(name(value)).unwrap() {
        Constraint::MaxNorm { max_value, .. } => {
            Constraint::MaxNorm { max_value: with.number("max_value").unwrap_or(max_value), axis }
        }
        Constraint::UnitNorm { .. } => Constraint::UnitNorm { axis },
        Constraint::MinMaxNorm { min_value, max_value, rate, .. } => Constraint::MinMaxNorm {
            min_value: with.number("min_value").unwrap_or(min_value),
            max_value: with.number("max_value").unwrap_or(max_value),
            rate: with.number("rate").unwrap_or(rate),
            axis,
        },
        other => other,
    };
    with.done();
    constraint
}

fn axis(value: &Value) -> Axis {
    match value.as_i64() {
        Some(0 | -2) => Axis::Inputs,
        Some(1 | -1) => Axis::Units,
        _ => panic!("axis {value}"),
    }
}

pub(crate) fn dense(value: &Value) -> Dense {
    let mut with = Arguments::new(value);
    let mut dense = Dense::new(
        with.whole("units").unwrap() as usize,
        activation(with.get("activation").unwrap_or(&Value::Null)),
    );
    dense.use_bias = with.get("use_bias").and_then(Value::as_bool).unwrap_or(true);
    if let Some(value) = with.get("kernel_initializer") {
        (dense.kernel_initializer, dense.kernel_seed) = initializer(value);
    }
    if let Some(value) = with.get("bias_initializer") {
        (dense.bias_initializer, dense.bias_seed) = initializer(value);
    }
    dense.kernel_regularizer = regularizer(with.get("kernel_regularizer"));
    dense.bias_regularizer = regularizer(with.get("bias_regularizer"));
    dense.activity_regularizer = regularizer(with.get("activity_regularizer"));
    dense.kernel_constraint = constraint(with.get("kernel_constraint"));
    dense.bias_constraint = constraint(with.get("bias_constraint"));
    with.done();
    dense
}

pub(crate) fn loss(value: &Value) -> Loss {
    let mut with = Arguments::new(value);
    let loss = match Loss::from_name(name(value)).unwrap() {
        Loss::Huber { delta } => Loss::Huber { delta: with.number("delta").unwrap_or(delta) },
        Loss::BinaryCrossentropy { .. } => Loss::BinaryCrossentropy {
            from_logits: with.flag("from_logits"),
            label_smoothing: with.number("label_smoothing").unwrap_or(0.0),
        },
        Loss::CategoricalCrossentropy { .. } => Loss::CategoricalCrossentropy {
            from_logits: with.flag("from_logits"),
            label_smoothing: with.number("label_smoothing").unwrap_or(0.0),
        },
        Loss::SparseCategoricalCrossentropy { .. } => {
            Loss::SparseCategoricalCrossentropy { from_logits: with.flag("from_logits") }
        }
        other => other,
    };
    with.done();
    loss
}

pub(crate) fn schedule(value: &Value) -> Schedule {
    if value.is_number() {
        return Schedule::Constant(super::compare::number(value));
    }
    let mut with = Arguments::new(value);
    let initial_learning_rate = with.number("initial_learning_rate").unwrap_or(0.0);
    let decay_steps = with.whole("decay_steps").unwrap_or(0);
    let schedule = match value["schedule"].as_str().unwrap() {
        kind @ ("exponential_decay" | "inverse_time_decay") => {
            let (decay_rate, staircase) = (with.number("decay_rate").unwrap(), with.flag("staircase"));
            if kind == "exponential_decay" {
                Schedule::ExponentialDecay { initial_learning_rate, decay_steps, decay_rate, staircase }
            } else {
                Schedule::InverseTimeDecay { initial_learning_rate, decay_steps, decay_rate, staircase }
            }
        }
        "piecewise_constant_decay" => {
            let mut list = |key| with.get(key).map(super::compare::numbers).unwrap();
            let boundaries = list("boundaries").into_iter().map(|end| end as i64).collect();
            Schedule::PiecewiseConstantDecay { boundaries, values: list("values") }
        }
        "polynomial_decay" => Schedule::PolynomialDecay {
            initial_learning_rate,
            decay_steps,
            end_learning_rate: with.number("end_learning_rate").unwrap_or(1e-4),
            power: with.number("power").unwrap_or(1.0),
            cycle: with.flag("cycle"),
        },
        "cosine_decay" => Schedule::CosineDecay {
            initial_learning_rate,
            decay_steps,
            alpha: with.number("alpha").unwrap_or(0.0),
            warmup_target: with.number("warmup_target"),
            warmup_steps: with.whole("warmup_steps").unwrap_or(0),
        },
        "cosine_decay_restarts" => Schedule::CosineDecayRestarts {
            initial_learning_rate,
            first_decay_steps: with.whole("first_decay_steps").unwrap(),
            t_mul: with.number("t_mul").unwrap_or(2.0),
            m_mul: with.number("m_mul").unwrap_or(1.0),
            alpha: with.number("alpha").unwrap_or(0.0),
        },
        other => panic!("schedule {other}"),
    };
    with.done();
    schedule
}

pub(crate) fn optimizer(value: &Value) -> Optimizer {
    let mut with = Arguments::new(value);
    let clip = Clip::from_arguments(
        with.number("clipnorm"),
        with.number("clipvalue"),
        with.number("global_clipnorm"),
    );
    let default = Optimizer::from_name(name(value)).unwrap();
    let share = |with: &mut Arguments<'_>, key, or| with.get(key).and_then(Value::as_f64).unwrap_or(or);
    let momentum = with.number("momentum").unwrap_or(0.0);
    let rule = match default.rule {
        Rule::Sgd { .. } => Rule::Sgd { momentum, nesterov: with.flag("nesterov") },
        Rule::Rmsprop { rho, epsilon, .. } => Rule::Rmsprop {
            rho: share(&mut with, "rho", rho),
            momentum,
            epsilon: with.number("epsilon").unwrap_or(epsilon),
        },
        Rule::Adam { beta_1, beta_2, epsilon } => Rule::Adam {
            beta_1: share(&mut with, "beta_1", beta_1),
            beta_2: share(&mut with, "beta_2", beta_2),
            epsilon: with.number("epsilon").unwrap_or(epsilon),
        },
    };
    let optimizer = Optimizer {
        learning_rate: with.get("learning_rate").map_or(default.learning_rate, schedule),
        rule,
        weight_decay: with.number("weight_decay"),
        clip: clip.unwrap(),
    };
    with.done();
    optimizer
}
