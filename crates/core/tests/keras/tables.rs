//! Tables of single functions: activations, losses, schedules, initializers.

use serde_json::Value;
use two_knobs_core::activation::Activation;
use two_knobs_core::dense::Dense;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::Sequential;
use two_knobs_core::rng;

use super::compare::{Near, Tally, largest, number, numbers, shape};
use super::spec;

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn activations(fixture: &Value, tally: &mut Tally) {
    for row in list(&fixture["rows"]) {
        let activation = spec::activation(&row["activation"]);
        let x = numbers(row.get("x").unwrap_or(&fixture["x"]));
        let [ours, slopes] = [Activation::value, Activation::derivative]
            .map(|f| x.iter().map(|&x| f(&activation, x)).collect::<Vec<_>>());
        tally.close(&format!("{} y", row["activation"]), &ours, &numbers(&row["y"]), Near::TABLE);
        tally.close(&format!("{} dy", row["activation"]), &slopes, &numbers(&row["dy"]), Near::TABLE);
        let blocks = through_a_layer(activation, 1, &x);
        tally.close(&format!("{} in a layer", row["activation"]), &blocks, &numbers(&row["y"]), Near::TABLE);
    }
    for row in list(&fixture["vector_rows"]) {
        let x = numbers(&row["x"]);
        let ours = through_a_layer(spec::activation(&row["activation"]), x.len(), &x);
        tally.close(&format!("{} of {x:?}", row["activation"]), &ours, &numbers(&row["y"]), Near::TABLE);
    }
}

/// The activation as a network computes it: a layer whose kernel is the identity.
fn through_a_layer(activation: Activation, width: usize, x: &[f32]) -> Vec<f32> {
    let mut layer = Dense::new(width, activation);
    layer.use_bias = false;
    let mut network = Sequential::new(width, vec![layer]).unwrap();
    let identity: Vec<_> =
        (0..width * width).map(|i| if i / width == i % width { 1.0 } else { 0.0 }).collect();
    network.set_parameters(&identity).unwrap();
    network.predict(x).unwrap()
}

pub(crate) fn losses(fixture: &Value, tally: &mut Tally) {
    for row in list(&fixture["rows"]) {
        let loss = spec::loss(&row["loss"]);
        let (y, p) = (numbers(&row["y_true"]), numbers(&row["y_pred"]));
        let width = |value: &Value| shape(value).get(1).copied().unwrap_or(1);
        let (targets, outputs) = (width(&row["y_true"]), width(&row["y_pred"]));
        let what = &row["loss"];
        let (value, gradient) = loss.of(&p, outputs, &y, targets).unwrap();
        tally.close(&format!("{what} value"), &[value], &[number(&row["value"])], Near::TABLE);
        tally.close(&format!("{what} grad"), &gradient, &numbers(&row["grad"]), Near::TABLE);
        let samples = per_sample(loss, &p, outputs, &y, targets);
        tally.close(&format!("{what} per_sample"), &samples, &numbers(&row["per_sample"]), Near::TABLE);
    }
}

/// The loss of each row. Hinge losses need the whole batch to distinguish 0/1 labels from -1/1, so each row is computed
/// together with the row of the batch that decides.
fn per_sample(loss: Loss, p: &[f32], outputs: usize, y: &[f32], targets: usize) -> Vec<f32> {
    let rows = || p.chunks(outputs).zip(y.chunks(targets));
    let alone = |p: &[f32], y: &[f32]| loss.of(p, outputs, y, targets).unwrap().0;
    let decides = rows().find(|(_, y)| y.iter().any(|&y| y != 0.0 && y != 1.0));
    match decides {
        Some((with_p, with_y)) if matches!(loss, Loss::Hinge | Loss::SquaredHinge) => rows()
            .map(|(p, y)| 2.0 * alone(&[p, with_p].concat(), &[y, with_y].concat()) - alone(with_p, with_y))
            .collect(),
        _ => rows().map(|(p, y)| alone(p, y)).collect(),
    }
}

pub(crate) fn schedules(fixture: &Value, tally: &mut Tally) {
    for row in list(&fixture["rows"]) {
        let schedule = spec::schedule(&row["schedule"]);
        schedule.check().unwrap();
        let steps = list(&fixture["steps"]).iter().map(|step| step.as_u64().unwrap());
        let ours: Vec<_> = steps.map(|step| schedule.at(step)).collect();
        // Near the end of a cosine 1 + cos cancels, so the floor is that of weights: a hundredth of the largest.
        let near = Near { relative: 1e-5, floor: 0.01, absolute: 0.0 };
        tally.close(&row["schedule"].to_string(), &ours, &numbers(&row["lr"]), near);
    }
}

pub(crate) fn initializer_stats(fixture: &Value, tally: &mut Tally) {
    for row in list(&fixture["rows"]) {
        let (initializer, _) = spec::initializer(&row["initializer"]);
        let shape: Vec<_> = list(&row["shape"]).iter().map(|n| n.as_u64().unwrap() as usize).collect();
        let (theory, sample) = (&row["theory"], &row["keras_sample"]);
        let what = format!("{} {shape:?}", row["initializer"]);
        // Keras drew with the seeds "1..last".
        let last =
            sample["seeds"].as_str().map_or(1, |seeds| seeds.rsplit('.').next().unwrap().parse().unwrap());
        let values: Vec<f32> =
            (1..=last).flat_map(|seed| initializer.values(&shape, seed).unwrap()).collect();
        let count = values.len() as f64;
        let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / count;
        let std = (values.iter().map(|&v| square(f64::from(v) - mean)).sum::<f64>() / count).sqrt();
        let bound = |key: &str| theory[key].as_f64();
        // One f32 rounding beyond the exact limits.
        let inside = |v: f64| {
            bound("min").is_none_or(|min| v >= min - 1e-6 * min.abs())
                && bound("max").is_none_or(|max| v <= max + 1e-6 * max.abs())
        };
        tally.holds(&format!("{what}: limits"), values.iter().all(|&v| inside(f64::from(v))));
        let (true_mean, true_std) = (bound("mean").unwrap(), bound("std").unwrap());
        match row.get("accept").filter(|accept| !accept.is_null()) {
            Some(accept) => {
                let mean_off = (mean - true_mean).abs();
                let std_off = (std / true_std - 1.0).abs();
                tally.holds(&format!("{what}: mean"), mean_off <= accept["mean_abs_err"].as_f64().unwrap());
                tally.holds(&format!("{what}: std"), std_off <= accept["std_rel_err"].as_f64().unwrap());
            }
            None if sample.is_null() => {
                tally.holds(&format!("{what}: mean"), (mean - true_mean).abs() <= 1e-6);
                tally.holds(&format!("{what}: std"), (std - true_std).abs() <= 1e-6);
            }
            None => {
                let rms = (values.iter().map(|&v| square(f64::from(v))).sum::<f64>() / count).sqrt();
                tally.holds(&format!("{what}: root mean square"), (rms - true_std).abs() <= 1e-5 * true_std);
            }
        }
        if !sample.is_null() {
            let lowest = values.iter().copied().fold(f32::INFINITY, f32::min);
            let highest = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let theirs = ["mean", "std", "min", "max"].map(|key| number(&sample[key]));
            let near = Near { relative: 1e-5, floor: 1.0, absolute: 0.0 };
            tally.close(
                &format!("{what}: sample"),
                &[mean as f32, std as f32, lowest, highest],
                &theirs,
                near,
            );
        }
    }
}

pub(crate) fn initializer_exact(fixture: &Value, tally: &mut Tally) {
    for row in list(&fixture["rows"]) {
        let (initializer, seed) = spec::initializer(&row["initializer"]);
        let shape: Vec<_> = list(&row["shape"]).iter().map(|n| n.as_u64().unwrap() as usize).collect();
        let (ours, theirs) = (initializer.values(&shape, seed.unwrap()).unwrap(), numbers(&row["values"]));
        let uniform =
            row["initializer"]["distribution"] == "uniform" || initializer.name().ends_with("uniform");
        let near = match initializer.name() {
            _ if uniform || !initializer.is_random() => Near::EXACT,
            "orthogonal" => Near { absolute: 1e-5, ..Near::EXACT },
            // 2e-6 deviations; what was drawn cannot show the deviation of one number, so a large draw stands in.
            _ => Near { absolute: 2e-6 * deviation(&initializer, &shape), ..Near::EXACT },
        };
        tally.close(&format!("{} {shape:?}", row["initializer"]), &ours, &theirs, near);
    }
    for row in list(&fixture["global_seed_rows"]) {
        let seed = row["set_random_seed"].as_u64().unwrap() as u32;
        let widths: Vec<_> = list(&row["layers"]).iter().map(|n| n.as_u64().unwrap() as usize).collect();
        let layers = widths[1..].iter().map(|&units| Dense::new(units, Activation::Linear)).collect();
        let mut network = Sequential::new(widths[0], layers).unwrap();
        network.initialize(seed);
        tally.close(&format!("seed {seed}"), network.parameters(), &numbers(&row["weights"]), Near::EXACT);
        let seeds: Vec<_> =
            list(&row["initializer_seeds"]).iter().map(|seed| seed.as_i64().unwrap()).collect();
        let ours: Vec<_> = rng::default_seeds(seed).take(seeds.len()).collect();
        tally.holds(&format!("seeds dealt by {seed}"), ours == seeds);
    }
}

fn square(x: f64) -> f64 {
    x * x
}

/// About the standard deviation of an initializer for a shape.
fn deviation(initializer: &two_knobs_core::initializer::Initializer, shape: &[usize]) -> f64 {
    let values: Vec<f32> = (0..64).flat_map(|seed| initializer.values(shape, seed).unwrap()).collect();
    let mean = values.iter().map(|&v| f64::from(v)).sum::<f64>() / values.len() as f64;
    let variance = values.iter().map(|&v| square(f64::from(v) - mean)).sum::<f64>() / values.len() as f64;
    debug_assert!(largest(&values) > 0.0);
    variance.sqrt()
}
