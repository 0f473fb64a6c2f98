//! A training run: weights after 1, 2, 10, 100 updates and at the end, history, predictions, evaluation.

use std::collections::BTreeMap;

use serde_json::Value;
use two_knobs_core::data::Dataset;
use two_knobs_core::fit::Fit;
use two_knobs_core::metric::Metric;
use two_knobs_core::network::{Sequential, Tensor};
use two_knobs_core::training::Observer;

use super::compare::{Near, Tally, largest, numbers, shape};
use super::spec;

/// Keeps the parameters after the updates a fixture tells of.
struct Recorder {
    wanted: Vec<u64>,
    kept: BTreeMap<u64, Vec<f32>>,
    updates: u64,
}

impl Observer for Recorder {
    fn update(&mut self, updates: u64, _: f32, parameters: &[f32]) {
        self.updates = updates;
        if self.wanted.contains(&updates) {
            self.kept.insert(updates, parameters.to_vec());
        }
    }
}

/// A nested list as an array.
fn tensor(value: &Value) -> Tensor {
    Tensor { shape: shape(value), values: numbers(value) }
}

fn dataset(x: &Value, y: &Value, inputs: usize) -> Dataset {
    let outputs = shape(y).get(1).copied().unwrap_or(1);
    Dataset::new(numbers(x), numbers(y), inputs, outputs).unwrap()
}

pub(crate) fn check(fixture: &Value, tally: &mut Tally) {
    let (spec, data, expected) = (&fixture["spec"], &fixture["data"], &fixture["expected"]);
    let near = |quantity: &str| Near {
        relative: fixture["tolerance"]["rtol"][quantity].as_f64().unwrap(),
        floor: fixture["tolerance"]["floor_frac"][quantity].as_f64().unwrap(),
        absolute: 0.0,
    };
    let inputs = spec["input_dim"].as_u64().unwrap() as usize;
    let layers = spec["layers"].as_array().unwrap().iter().map(spec::dense).collect();
    let mut model = Sequential::new(inputs, layers).unwrap();
    let initial: Vec<_> = fixture["initial_weights"].as_array().unwrap().iter().map(tensor).collect();
    model.set_weights(&initial).unwrap();
    tally.holds("set_weights(get_weights()) is the identity", model.get_weights() == initial);

    let names: Vec<&str> =
        spec["metrics"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let metrics: Vec<_> = names.iter().map(|name| Metric::from_name(name).unwrap()).collect();
    assert_ne!(spec["shuffle"], true, "the schema does not shuffle");
    let fit = Fit {
        loss: spec::loss(&spec["loss"]),
        optimizer: spec::optimizer(&spec["optimizer"]),
        metrics,
        batch_size: spec["batch_size"].as_u64().map(|size| size as usize),
        epochs: spec["epochs"].as_u64().unwrap(),
        shuffle: None,
        validation_split: spec["validation_split"].as_f64().unwrap_or(0.0),
    };
    let snapshots = expected["weights_after_steps"].as_object().unwrap();
    let wanted = snapshots.keys().map(|steps| steps.parse().unwrap()).collect();
    let mut recorder = Recorder { wanted, kept: BTreeMap::new(), updates: 0 };
    let rows = dataset(&data["x"], &data["y"], inputs);
    let history = model.fit(&rows, &fit, &mut recorder).unwrap();

    tally.holds("steps_total", expected["steps_total"].as_u64() == Some(recorder.updates));
    for (steps, weights) in snapshots {
        let ours = recorder.kept.get(&steps.parse().unwrap()).cloned().unwrap_or_default();
        check_weights(&format!("weights after {steps}"), &ours, weights, near("weights"), tally);
    }
    check_weights("weights_final", model.parameters(), &expected["weights_final"], near("weights"), tally);

    let mut ours: BTreeMap<String, Vec<f32>> = BTreeMap::new();
    if fit.epochs > 0 {
        ours.insert("loss".into(), history.loss);
        ours.extend(names.iter().map(ToString::to_string).zip(history.metrics));
        if fit.validation_split > 0.0 {
            ours.insert("val_loss".into(), history.val_loss);
            ours.extend(names.iter().map(|name| format!("val_{name}")).zip(history.val_metrics));
        }
    }
    let theirs = expected["history"].as_object().unwrap();
    tally.holds(
        "keys of the history",
        ours.keys().all(|key| theirs.contains_key(key)) && ours.len() == theirs.len(),
    );
    for (key, values) in theirs {
        let (theirs, ours) = (numbers(values), ours.remove(key).unwrap_or_default());
        // After the first number that is not finite only the class is compared.
        let end = theirs.iter().position(|value| !value.is_finite()).unwrap_or(theirs.len());
        let (early, late) = ours.split_at(end.min(ours.len()));
        tally.close(&format!("history {key}"), early, &theirs[..end], near("history"));
        if end < theirs.len() {
            tally.same_classes(&format!("history {key} from epoch {end}"), late, &theirs[end..]);
        }
    }

    let asked = data.get("x_predict").filter(|x| !x.is_null()).unwrap_or(&data["x"]);
    let ours = model.predict(&numbers(asked)).unwrap();
    tally.close("predictions", &ours, &numbers(&expected["predictions"]), near("predictions"));
    let ours = model.evaluate(&rows, fit.loss, &fit.metrics, fit.batch_size).unwrap();
    tally.close("evaluate", &ours, &numbers(&expected["evaluate"]), near("evaluate"));
}

/// Arrays of one snapshot, whose largest number sets the floor for all.
fn check_weights(what: &str, ours: &[f32], theirs: &Value, near: Near, tally: &mut Tally) {
    let (size, mut rest) = (largest(&numbers(theirs)), ours);
    for (place, array) in theirs.as_array().unwrap().iter().enumerate() {
        let theirs = numbers(array);
        let (ours, after) = rest.split_at(theirs.len().min(rest.len()));
        tally.close_to_size(&format!("{what}, array {place}"), ours, &theirs, near, size);
        rest = after;
    }
    tally.holds(&format!("{what}: number of parameters"), rest.is_empty());
}
