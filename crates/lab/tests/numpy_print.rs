//! The printer against NumPy itself: `tests/fixtures/numpy_print.json`, written by `numpy_print.py` beside it.
#![allow(clippy::unwrap_used, clippy::panic)]

use serde_json::Value as Json;
use two_knobs_core::network::Tensor;
use two_knobs_lab::keras::float::Float;
use two_knobs_lab::keras::print::{self, Options};

fn options(json: &Json) -> Options {
    let default = Options::default();
    let number = |name: &str| json[name].as_u64().map(|value| value as usize);
    Options {
        precision: if json["floatmode"] == "unique" {
            None
        } else {
            number("precision").or(default.precision)
        },
        suppress: json["suppress"].as_bool().unwrap_or(default.suppress),
        linewidth: number("linewidth").unwrap_or(default.linewidth),
        threshold: number("threshold").unwrap_or(default.threshold),
        edgeitems: number("edgeitems").unwrap_or(default.edgeitems),
    }
}

fn both<T: Float>(shape: &[usize], values: &[T], options: &Options) -> [String; 2] {
    [print::str_of(shape, values, options), print::repr_of(shape, values, options)]
}

#[test]
fn prints_what_numpy_prints() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/numpy_print.json");
    let file: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() > 300);
    let mut wrong = Vec::new();
    for case in cases {
        let options = options(&case["options"]);
        let shape: Vec<usize> =
            case["shape"].as_array().unwrap().iter().map(|axis| axis.as_u64().unwrap() as usize).collect();
        let values: Vec<f64> = match case["values"].as_array() {
            Some(values) => values
                .iter()
                .map(|value| value.as_f64().unwrap_or_else(|| value.as_str().unwrap().parse().unwrap()))
                .collect(),
            None => {
                let step = case["steps"].as_f64().unwrap() as f32;
                let value = |index: usize| f64::from((index as f32 * step) % 7.0);
                (0..shape.iter().product()).map(value).collect()
            }
        };
        let single: Vec<f32> = values.iter().map(|value| *value as f32).collect();
        let is_single = case["dtype"] == "float32";
        let ours = if is_single { both(&shape, &single, &options) } else { both(&shape, &values, &options) };
        for (text, name) in ours.iter().zip(["str", "repr"]) {
            if text != case[name].as_str().unwrap() {
                wrong.push(format!(
                    "{name} {}\nours:\n{text}\nNumPy's:\n{}",
                    case["options"],
                    case[name].as_str().unwrap()
                ));
            }
        }
        if let Some(list) = case["list"].as_str() {
            let row: usize = shape[1..].iter().product();
            let first = Tensor { shape: [&[1], &shape[1..]].concat(), values: single[..row].to_vec() };
            let arrays = [Tensor { shape, values: single }, first];
            let ours = print::list(&arrays, &options);
            if ours != list {
                wrong.push(format!("list {}\nours:\n{ours}\nNumPy's:\n{list}", case["options"]));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len() * 2,
        wrong[..wrong.len().min(8)].join("\n\n")
    );
}
