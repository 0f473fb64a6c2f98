//! Any network, printed in every form by our own printer, is read back; any text at all is weights or a message.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use serde_json::{Value as Json, json};
use two_knobs_core::network::Tensor;
use two_knobs_lab::keras::print::{self, Options};
use two_knobs_lab::keras::read;
use two_knobs_lab::keras::weights::Weights;

/// Equal bits, but any NaN is any other.
fn is_same(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()))
}

/// A network's arrays: chained kernels, with or without biases, of any finite numbers within the limits.
fn any_network() -> impl Strategy<Value = Vec<Tensor>> {
    let number = prop_oneof![
        any::<f32>().prop_map(|value| if value.is_finite() { value.clamp(-1e15, 1e15) } else { 0.0 }),
        -1f32..1.0,
        Just(0.0),
        Just(-0.0),
        any::<i16>().prop_map(f32::from),
    ];
    (1..3usize, proptest::collection::vec(1..24usize, 1..5), any::<bool>()).prop_flat_map(
        move |(inputs, units, use_bias)| {
            let mut shapes = Vec::new();
            let mut width = inputs;
            for units in units {
                shapes.push(vec![width, units]);
                if use_bias {
                    shapes.push(vec![units]);
                }
                width = units;
            }
            let total = shapes.iter().map(|shape| shape.iter().product::<usize>()).sum::<usize>();
            proptest::collection::vec(number.clone(), total).prop_map(move |values| {
                let mut values = values.into_iter();
                let tensor = |shape: &Vec<usize>| Tensor {
                    shape: shape.clone(),
                    values: values.by_ref().take(shape.iter().product()).collect(),
                };
                shapes.iter().map(tensor).collect()
            })
        },
    )
}

/// A network in every form that Python prints.
fn forms(arrays: &[Tensor], options: &Options) -> Vec<String> {
    let nested = |tensor: &Tensor| match *tensor.shape {
        [_, width] => json!(tensor.values.chunks(width).collect::<Vec<_>>()),
        _ => json!(tensor.values),
    };
    let json: Json = arrays.iter().map(nested).collect();
    let kind = |tensor: &Tensor| if tensor.shape.len() == 2 { "kernel" } else { "bias" };
    let shape = |tensor: &Tensor| match *tensor.shape {
        [one] => format!("({one},)"),
        _ => format!("({}, {})", tensor.shape[0], tensor.shape[1]),
    };
    let join = |separator: &str, text: &dyn Fn(&Tensor) -> String| {
        arrays.iter().map(text).collect::<Vec<_>>().join(separator)
    };
    let list = print::list(arrays, options);
    let variables = join(", ", &|tensor| {
        let value = print::str(tensor, options);
        format!(
            "<Variable path=sequential/dense/{}, shape={}, dtype=float32, value={value}>",
            kind(tensor),
            shape(tensor)
        )
    });
    let old_variables = join(",\n ", &|tensor| {
        let value = print::repr(tensor, options);
        format!(
            "<tf.Variable 'dense/{}:0' shape={} dtype=float32, numpy=\n{value}>",
            kind(tensor),
            shape(tensor)
        )
    });
    vec![
        format!("Out[12]: \n{}", print::out(arrays, options)),
        format!("({})", &list[1..list.len() - 1]),
        list.clone(),
        list.replace('\n', "\r\n"),
        join(" ", &|tensor| print::str(tensor, options)),
        join("\n", &|tensor| format!("{}:\n {}", kind(tensor), print::str(tensor, options))),
        join(", ", &|tensor| format!("{} = {}", kind(tensor), print::str(tensor, options))),
        join("\n", &|tensor| format!("set_{} = np.{}", kind(tensor), print::repr(tensor, options))),
        join("\n", &|tensor| {
            format!("tf.Tensor({}, shape={}, dtype=float32)", print::str(tensor, options), shape(tensor))
        }),
        format!("[{variables}]"),
        format!("[{old_variables}]"),
        json.to_string(),
        serde_json::to_string_pretty(&json).unwrap(),
    ]
}

proptest! {
    #[test]
    fn any_network_in_any_form(arrays in any_network()) {
        // As set_printoptions(threshold=sys.maxsize, floatmode='unique') prints: nothing is lost.
        let options = Options { precision: None, threshold: usize::MAX, ..Options::default() };
        for text in forms(&arrays, &options) {
            let printed = read::arrays(&text).map_err(|message| TestCaseError::fail(format!("{message:?}\n{text}")))?;
            prop_assert_eq!(printed.len(), arrays.len(), "{}", text);
            for (printed, array) in printed.iter().zip(&arrays) {
                prop_assert_eq!(&printed.tensor.shape, &array.shape, "{}", text);
                prop_assert!(is_same(&printed.tensor.values, &array.values), "{}", text);
            }
            let expected: Vec<f32> = arrays.iter().flat_map(|array| array.values.clone()).collect();
            prop_assert_eq!(Weights::new(&printed).map(|weights| weights.parameters()), Ok(expected));
        }
    }

    #[test]
    fn rounded_networks_come_back_rounded(arrays in any_network(), precision in 0..9usize, suppress: bool) {
        let options = Options { precision: Some(precision), suppress, threshold: usize::MAX, ..Options::default() };
        let half = 0.5 * 10f64.powi(-(precision as i32)) * 1.001;
        for text in [print::list(&arrays, &options), print::str(&arrays[0], &options)] {
            let printed = read::arrays(&text).map_err(|message| TestCaseError::fail(format!("{message:?}\n{text}")))?;
            for (printed, array) in printed.iter().zip(&arrays) {
                for (ours, value) in printed.tensor.values.iter().zip(&array.values) {
                    let (ours, value) = (f64::from(*ours), f64::from(*value));
                    let power = if value == 0.0 { 0.0 } else { value.abs().log10().floor().max(0.0) };
                    let slack = half * 10f64.powf(power) + value.abs() * 1e-7;
                    prop_assert!((ours - value).abs() <= slack, "{ours} {value}\n{text}");
                }
            }
        }
    }

    #[test]
    fn summaries_are_refused(rows in 2..40usize, threshold in 1..20usize) {
        let tensor = Tensor { shape: vec![rows, 10], values: vec![0.5; rows * 10] };
        let text = print::list(&[tensor], &Options { threshold, ..Options::default() });
        prop_assert_eq!(read::arrays(&text).map_err(|message| message.key), Err("read.truncated"));
    }

    #[test]
    fn what_is_cut_off_is_never_half_read(arrays in any_network(), cut in 0.0..1.0f64) {
        let text = print::list(&arrays, &Options { precision: None, threshold: usize::MAX, ..Options::default() });
        let at = (text.len() as f64 * cut) as usize;
        prop_assume!(at > 0);
        prop_assert_eq!(read::arrays(&text[..at]).map_err(|message| message.key), Err("read.unbalanced"));
    }

    #[test]
    fn any_text_is_weights_or_a_message(text in any::<String>()) {
        let _ = read::weights(&text);
    }

    #[test]
    fn any_text_of_the_forms_parts(text in "([0-9.e,\\-]|[\\[\\](){}<>'\"= \n\\\\]|array\\(|shape=|value=|Out\\[1\\]:|<Variable |nan|inf|\\.\\.\\.|…|−){0,80}") {
        if let Ok(weights) = read::weights(&text) {
            prop_assert!(!weights.layers.is_empty());
            prop_assert!(weights.parameters().iter().all(|value| value.is_finite()));
        }
    }
}
