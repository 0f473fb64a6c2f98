//! Numbers of a fixture, and the rule that says when ours agree with them.

use serde_json::Value;

/// The number of comparisons, and those that failed.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) quantities: usize,
    pub(crate) numbers: usize,
    pub(crate) failures: Vec<String>,
    fixture: String,
}

/// The tolerance: `|a - b| <= relative * max(|b|, floor * S) + absolute`, S the largest finite |b|.
#[derive(Clone, Copy, Default)]
pub(crate) struct Near {
    pub(crate) relative: f64,
    pub(crate) floor: f64,
    pub(crate) absolute: f64,
}

impl Near {
    pub(crate) const EXACT: Near = Near { relative: 0.0, floor: 0.0, absolute: 0.0 };
    /// The schema's tolerance of its tables.
    pub(crate) const TABLE: Near = Near { relative: 1e-5, floor: 0.0, absolute: 1e-6 };
}

impl Tally {
    pub(crate) fn start(&mut self, fixture: &str) {
        self.fixture = fixture.into();
    }

    pub(crate) fn fail(&mut self, what: &str) {
        self.failures.push(format!("{}: {what}", self.fixture));
    }

    /// Compares one array.
    pub(crate) fn close(&mut self, what: &str, ours: &[f32], theirs: &[f32], near: Near) {
        self.close_to_size(what, ours, theirs, near, largest(theirs));
    }

    /// Compares one array of a snapshot whose largest number is `size`.
    pub(crate) fn close_to_size(&mut self, what: &str, ours: &[f32], theirs: &[f32], near: Near, size: f64) {
        self.quantities += 1;
        if ours.len() != theirs.len() {
            return self.fail(&format!("{what}: {} numbers, Keras has {}", ours.len(), theirs.len()));
        }
        for (place, (&a, &b)) in ours.iter().zip(theirs).enumerate() {
            self.numbers += 1;
            let (a, b) = (f64::from(a), f64::from(b));
            let allowed = near.relative * b.abs().max(near.floor * size) + near.absolute;
            let agrees = if b.is_finite() { (a - b).abs() <= allowed } else { same_class(a, b) };
            if !agrees {
                let message =
                    format!("{what}[{place}]: {a}, Keras has {b}, off by {:e} of {allowed:e}", (a - b).abs());
                return self.fail(&message);
            }
        }
    }

    /// Compares only which numbers are finite, infinite or not a number.
    pub(crate) fn same_classes(&mut self, what: &str, ours: &[f32], theirs: &[f32]) {
        self.quantities += 1;
        self.numbers += theirs.len();
        let same = ours.iter().zip(theirs).all(|(&a, &b)| same_class(f64::from(a), f64::from(b)));
        if ours.len() != theirs.len() || !same {
            self.fail(&format!("{what}: {ours:?}, Keras has {theirs:?}"));
        }
    }

    /// Counts a yes-or-no comparison.
    pub(crate) fn holds(&mut self, what: &str, holds: bool) {
        self.quantities += 1;
        if !holds {
            self.fail(what);
        }
    }
}

fn same_class(a: f64, b: f64) -> bool {
    a.is_finite() == b.is_finite() && a.is_nan() == b.is_nan() && (!b.is_infinite() || a == b)
}

/// The largest finite size.
pub(crate) fn largest(values: &[f32]) -> f64 {
    values.iter().filter(|v| v.is_finite()).fold(0.0, |top, v| f64::max(top, f64::from(v.abs())))
}

/// One number; non-finite ones are spelled out.
pub(crate) fn number(value: &Value) -> f32 {
    match value.as_str() {
        Some("nan") => f32::NAN,
        Some("inf") => f32::INFINITY,
        Some("-inf") => f32::NEG_INFINITY,
        Some(other) => panic!("not a number: {other}"),
        None => value.as_f64().unwrap_or_else(|| panic!("not a number: {value}")) as f32,
    }
}

/// All numbers of a nested list, row-major.
pub(crate) fn numbers(value: &Value) -> Vec<f32> {
    match value.as_array() {
        Some(list) => list.iter().flat_map(numbers).collect(),
        None => vec![number(value)],
    }
}

/// Lengths of a nested list's axes.
pub(crate) fn shape(value: &Value) -> Vec<usize> {
    match value.as_array() {
        Some(list) => {
            std::iter::once(list.len()).chain(list.first().map(shape).unwrap_or_default()).collect()
        }
        None => Vec::new(),
    }
}
