//! Printed weights read back: the samples of the folder named by PRINTOUTS (each .txt with the expectation in its .json),
//! and more forms of the same. Any network in any form: `printed_forms.rs`.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use two_knobs_lab::keras::print::{self, Options};
use two_knobs_lab::keras::printed::Printed;
use two_knobs_lab::keras::read;
use two_knobs_lab::words::message::Value;

/// A relative path is looked up from the top of the repository.
fn folder() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.join(std::env::var_os("PRINTOUTS").unwrap_or_else(|| "tests/fixtures/printouts".into()))
}

fn numbers(json: &Json) -> Vec<f32> {
    match json {
        Json::Array(values) => values.iter().flat_map(numbers).collect(),
        // The number is read from its digits, as the printout's is.
        Json::Number(number) => vec![number.to_string().parse().unwrap()],
        Json::String(name) => vec![name.parse().unwrap()],
        other => panic!("{other} is no number"),
    }
}

fn shape(json: &Json) -> Vec<usize> {
    json.as_array().unwrap().iter().map(|axis| axis.as_u64().unwrap() as usize).collect()
}

/// Equal bits, but any NaN is any other.
fn is_same(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()))
}

#[test]
fn samples() {
    let mut count = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        count += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        let json: Json =
            serde_json::from_str(&std::fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
        check(&text, &json["expect"], &path.display().to_string());
    }
    assert!(count > 0, "no .txt in {}", folder().display());
}

fn check(text: &str, expect: &Json, name: &str) {
    let result = read::arrays(text);
    if expect["ok"] == true {
        let arrays = result.unwrap_or_else(|message| panic!("{name}: {message:?}"));
        let expected = expect["arrays"].as_array().unwrap();
        assert_eq!(arrays.len(), expected.len(), "{name}");
        for (array, expected) in arrays.iter().zip(expected) {
            assert_eq!(array.tensor.shape, shape(&expected["shape"]), "{name}");
            let values = numbers(&expected["values"]);
            assert!(
                is_same(&array.tensor.values, &values),
                "{name}: {:?} is not {values:?}",
                array.tensor.values
            );
            if let Some(label) = expected["name"].as_str() {
                assert_eq!(array.name.as_deref(), Some(label), "{name}");
            }
        }
        return;
    }
    let message = result.unwrap_err();
    let error = match expect["error"].as_str().unwrap() {
        "misshapen" | "ragged" => "rows",
        error => error,
    };
    assert_eq!(message.key, format!("read.{error}"), "{name}");
    let value = |name: &str| message.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    if let Some(index) = expect["array_index"].as_u64() {
        assert_eq!(value("array"), Some(&Value::Number(index as f64 + 1.0)), "{name}");
    }
    if let Some(axes) = expect["shape_if_known"].as_array() {
        let axes: Vec<_> = axes.iter().map(Json::to_string).collect();
        assert_eq!(value("shape"), Some(&Value::Text(format!("({})", axes.join(", ")))), "{name}");
    }
}

#[test]
fn what_numpy_printed_is_what_is_printed_here() {
    let sample = |name: &str| {
        let text = std::fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/printouts").join(name),
        );
        let text = text.unwrap().trim_end().to_owned();
        let arrays = read::arrays(&text).unwrap();
        (text, arrays.into_iter().map(|array| array.tensor).collect::<Vec<_>>())
    };
    for name in [
        "01_thread_layer_repr.txt",
        "03_numpy1_model_2_3_1.txt",
        "07_numpy1_long_row_wrapped.txt",
        "09_scientific_inf_nan.txt",
    ] {
        let (text, arrays) = sample(name);
        assert_eq!(print::list(&arrays, &Options::default()), text, "{name}");
    }
    let (text, arrays) = sample("04_ipython_out_2_4_1.txt");
    assert_eq!(format!("Out[5]: \n{}", print::out(&arrays, &Options::default())), text);
    let (text, arrays) = sample("02_thread_fstring_precision2.txt");
    let [w, b] = [0, 1].map(|index| print::str(&arrays[index], &Options::default()));
    assert_eq!(format!("w = {w}, b={b}"), text);
}

fn only(printed: &[Printed]) -> Vec<(Option<&str>, &[usize], &[f32])> {
    printed
        .iter()
        .map(|array| (array.name.as_deref(), array.tensor.shape.as_slice(), array.tensor.values.as_slice()))
        .collect()
}

#[test]
fn more_forms() {
    let w: (&[usize], &[f32]) = (&[1, 1], &[200.0]);
    let b: (&[usize], &[f32]) = (&[1], &[100.0]);
    let pair = |text: &str, names: [Option<&str>; 2]| {
        let printed = read::arrays(text).unwrap_or_else(|message| panic!("{text:?}: {message:?}"));
        assert_eq!(only(&printed), [(names[0], w.0, w.1), (names[1], b.0, b.1)], "{text:?}");
    };
    let none = [None, None];
    pair("array([[200.]], dtype=float32), array([100.], dtype=float32)", none);
    pair("(array([[200.]], dtype=float32), array([100.], dtype=float32))", none);
    pair("[[200.]] [100.]", none);
    pair("[[200.]] [100.]\n(1, 1) (1,)\n", none);
    pair("dense [array([[200.]], dtype=float32), array([100.], dtype=float32)]", none);
    pair("[[], [array([[200.]], dtype=float32), array([100.], dtype=float32)]]", none);
    pair("[[[200.0]], [100.0]]", none);
    pair("'[[[200.0]], [100.0]]'", none);
    pair("[[[[200]], [100]]]", none);
    pair("{\"w\": [[200.0]], \"b\": [100.0]}", [Some("w"), Some("b")]);
    pair("[{\"kernel\": [[200.0]], \"bias\": [100.0]}]", [Some("kernel"), Some("bias")]);
    pair("{'w': array([[200.]], dtype=float32), 'b': array([100.], dtype=float32)}", [Some("w"), Some("b")]);
    pair(
        "set_w = np.array([[200]])\nset_b = np.array([100])\nlinear_layer.set_weights([set_w, set_b])",
        [Some("set_w"), Some("set_b")],
    );
    pair("linear_layer.set_weights([np.array([[200]]), np.array([100])])", none);
    pair(
        "model.set_weights([\n    np.array([[200.0]], dtype=np.float32),\n    np.array([100.0], dtype=np.float32),\n])",
        none,
    );
    pair(
        "In [3]: model.layers[0].get_weights()\nOut[3]: [array([[200.]], dtype=float32), array([100.], dtype=float32)]",
        none,
    );
    pair(
        ">>> model.layers[-1].get_weights()\n[array([[200.]], dtype=float32), array([100.], dtype=float32)]",
        none,
    );
    pair("W1: [[200.]]\nb1: [100.]", [Some("W1"), Some("b1")]);
    pair("kernel\n[[200.]]\nbias\n[100.]", [Some("kernel"), Some("bias")]);
    pair("w[[200.]] b[100.]", [Some("w"), Some("b")]);
    pair("'[[200.]]\\n' [100.]", none);
    let named = [Some("w"), Some("b")];
    for text in [
        "w = 200.0, b = 100",
        "w: 200.00\nb: 100.00",
        "w 200.0 b 100.0",
        "(w=200.0, b=100.0)",
        "w=200,b=100.",
        "w = [[200.]], b = 100.0",
        "b = 100.0, w = [[200.]]",
        "w = [200.], b = [100.]",
        "w = [[200.]]\nb = [[100.]]",
        "w = np.float32(200.0), b = np.float32(100.0)",
        "w = [[200.]], b = np.float32(100.0)",
        "w = array(200., dtype=float32), b = array(100., dtype=float32)",
        "w[0, 0] = 200.0, b[0] = 100.0",
        "The trained w is 200.0 and its b is 100.0.",
        "w = 1.5, b = 0.0\nw = 200.0, b = 100.0",
        "epoch 5, loss: 0.25, w: 200.0, b: 100.0",
        "{\"w\": [[200.0]], \"b\": 100.0}",
        "[{'w': 200.0, 'b': 100.0}]",
        "[('w', [[200.0]]), ('b', 100.0)]",
        "lr = 1,5; w = [[200.]], b = 100.0",
        "set_w = np.array(((200,),)); set_b = np.array((100,))",
        "w = [[200.]], b = [100.]\nw = 200.0, b = 100.0",
    ] {
        let mut printed = read::arrays(text).unwrap_or_else(|message| panic!("{text:?}: {message:?}"));
        printed.sort_by_key(|array| array.tensor.shape.len() == 1);
        printed
            .iter_mut()
            .for_each(|array| array.name = array.name.take().map(|name| name.replace("set_", "")));
        assert_eq!(only(&printed), [(named[0], w.0, w.1), (named[1], b.0, b.1)], "{text:?}");
    }
    // Without names the axes decide; numbers beside whole layers add nothing.
    pair("# Two Knobs: #w=1&b=2\nlayer.set_weights([np.array([[200]]), np.array([100])])", none);
    pair("w = 200.0, b = 100.0 [array([[200.]], dtype=float32), array([100.], dtype=float32)]", none);
    pair("[{'kernel': [[200.0]], 'bias': 100.0}]", [Some("kernel"), Some("b")]);
    pair("{'weight': 200.0, 'bias': 100.0}", named);
    pair(
        "tf.Tensor([[200.]], shape=(1, 1), dtype=float32)\ntf.Tensor([100.], shape=(1,), dtype=float32)",
        none,
    );
    pair("1/1 [==============================] - 0s 30ms/step\n[[200.]]\n[100.]", none);
    pair(
        "[<tf.Variable 'dense/kernel:0' shape=(1, 1) dtype=float32, numpy=array([[200.]], dtype=float32)>, \
         <tf.Variable 'dense/bias:0' shape=(1,) dtype=float32, numpy=array([100.], dtype=float32)>]",
        [Some("dense/kernel:0"), Some("dense/bias:0")],
    );
    pair(
        "<Variable path=dense/kernel, shape=(1, 1), dtype=float32, value=[[200.]]>\n\
         <Variable path=dense/bias, shape=(1,), dtype=float32, value=[100.]>",
        [Some("dense/kernel"), Some("dense/bias")],
    );
}

#[test]
fn what_cannot_be_read() {
    let check = |text: &str, key: &str| {
        let message = read::weights(text).unwrap_err();
        assert_eq!(message.key, key, "{text:?}");
        assert!(!format!("{message:?}").contains("EVIL"), "{text:?}");
    };
    check("", "read.nothing");
    check("EVIL", "read.nothing");
    check("linear_layer.set_weights([set_w, set_b])", "read.nothing");
    check("[]", "read.empty");
    check("Out[2]: []", "read.empty");
    check("[[], []]", "read.empty");
    check("w = [], b=[]", "read.empty");
    check("[array([], shape=(0, 3), dtype=float32)]", "read.empty");
    check("[array([[200.]], dtype=float32), array([100.], dtype=float", "read.unbalanced");
    check("[array([[200.]], dtype=float32), array([100.], dtype=float32)", "read.unbalanced");
    check("array([[200.]], dtype=float32), array([100.], dtype=float32)]", "read.unbalanced");
    check("[[1., 2.], [3., 4.)", "read.unbalanced");
    check("[[1., 2., ..., 3., 4.]]", "read.truncated");
    check("[[1. 2. ... 3. 4.]]", "read.truncated");
    check("[[1., 2.],\n ...,\n [3., 4.]]", "read.truncated");
    check("[array([[1., 2., ..., 3., 4.], [1., 2.", "read.truncated");
    check("[[1., 2.], [3.]]", "read.rows");
    check("array([[1., 2.], 3.])", "read.rows");
    check("[[1., EVIL]]", "read.word");
    check("[[1., 2.], EVIL, [3., 4.]]", "read.word");
    check("[[1,5; 2,5]]", "read.word");
    check("<KerasVariable shape=(1, 1), dtype=float32, path=dense/kernel>", "read.noValues");
    check("[array([[nan]], dtype=float32), array([inf], dtype=float32)]", "read.nonFinite");
    check("[array([[1e39]]), array([0.])]", "read.nonFinite");
    check("[array([[1e20]]), array([0.])]", "read.range");
    check("[array([200.]), array([100.])]", "read.plain");
    check("w = [1., 2.], b = [1., 2., 3.]", "read.plain");
    check("w = [1., 2.]", "read.plain");
    check("w = [[1., 2.], [3., 4.]], b = [[1., 2.], [3., 4.]]", "read.biasTable");
    check("w1 = 0.5, w2 = 0.25, b = 1.0", "read.scalars");
    check("w = 200,5, b = 100,25", "read.comma");
    check("w = 1,200.5, b = 100", "read.comma");
    check("b = 100.0", "read.noKernel");
    check("loss: 0.25, accuracy: 0.5", "read.nothing");
    check("https://example.org/#w=200&b=100", "read.nothing");
    check("W1 = [[1., 2.]], b1 = 3.0, W2 = [[1.], [2.]], b2 = 4.0", "read.biasShape");
    check("W1 = [[1.]], b1 = 3.0, W2 = [[1.]]", "read.biases");
    check("[array([100.])]", "read.noKernel");
    check("[array(200.), array([100.])]", "read.axes");
    check("array([[[1., 2.]]])", "read.axes");
    check("[array([[1., 2.]]), array([1., 2., 3.])]", "read.biasShape");
    check("[array([[1., 2.]]), array([[1.]])]", "read.chain");
    check("[array([[1.]]), array([1.]), array([[1.]])]", "read.biases");
    check(&"[[1.]] ".repeat(9), "read.layers");
    check(&format!("[[{}]]", "1. ".repeat(65)), "read.units");
    check(&"[".repeat(100), "read.deep");
    check(&" ".repeat(1_000_001), "read.long");
}

#[test]
fn layers_from_any_order() {
    let check = |text: &str, units: &[usize], parameters: &[f32]| {
        let weights = read::weights(text).unwrap_or_else(|message| panic!("{text:?}: {message:?}"));
        assert_eq!(
            (weights.units().as_slice(), weights.parameters().as_slice()),
            (units, parameters),
            "{text:?}"
        );
    };
    check("b=[0.], w = [[-1.03]]", &[1], &[-1.03, 0.0]);
    check(
        "W1: [[1. 2.]] W2: [[3.] [4.]] b1: [5. 6.] b2: [7.]",
        &[2, 1],
        &[1.0, 2.0, 5.0, 6.0, 3.0, 4.0, 7.0],
    );
    check("[array([[1., 2.]]), array([[3.], [4.]])]", &[2, 1], &[1.0, 2.0, 3.0, 4.0]);
    check("w = [1. 2.], b = 3.0", &[1], &[1.0, 2.0, 3.0]);
    check("w = [1. 2.], b = [3. 4.]", &[2], &[1.0, 2.0, 3.0, 4.0]);
    check(
        "W1 = [[1. 2.]], b1 = [[5. 6.]], W2 = [[3.] [4.]], b2 = 7.0",
        &[2, 1],
        &[1.0, 2.0, 5.0, 6.0, 3.0, 4.0, 7.0],
    );
    // PyTorch has a row for each unit.
    let torch = "OrderedDict([('0.weight', tensor([[1., 2.], [3., 4.]], device='cuda:0')), ('0.bias', tensor([5., 6.]))])";
    check(torch, &[2], &[1.0, 3.0, 2.0, 4.0, 5.0, 6.0]);
    assert!(read::weights(torch).unwrap().turned);
    check("tensor([[1., 2.]], requires_grad=True) tensor([3.])", &[1], &[1.0, 2.0, 3.0]);
}
