//! The notebook's badges, and its wrong turns with Keras's own words.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cells;

use cells::{cell, code, open, output};
use two_knobs_lab::notebook::{CellName, NotebookState, OutputKind, WrongTurn};

#[test]
fn badges_explain_the_brackets() {
    let notebook =
        open("#points=0,0,1;0,1,0&layers=3:tanh,1").notebook(&NotebookState { wrong: None, layer: Some(0) });
    let badges: Vec<_> =
        cell(&notebook, CellName::Set).code.iter().filter_map(|line| line.badge.clone()).collect();
    let axes: Vec<Vec<_>> = badges
        .iter()
        .map(|badge| badge.axes.iter().map(|axis| (axis.key, axis.values.clone())).collect())
        .collect();
    let count = |count: f64| vec![("count", two_knobs_lab::message::Value::Number(count))];
    assert_eq!(
        axes,
        [
            vec![("notebook.inputs", count(2.0)), ("notebook.units", count(3.0))],
            vec![("notebook.units", count(3.0))]
        ]
    );
}

#[test]
fn wrong_turns_say_what_keras_says() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/errors.json");
    let file: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let keras = |name: &str| {
        let item = file["items"].as_array().unwrap().iter().find(|item| item["name"] == name).unwrap();
        let error = &item["keras_3"]["error"];
        format!("{}: {}", error["type"].as_str().unwrap(), error["message"].as_str().unwrap())
    };
    let session = open("#w=200&b=100");
    let before = session.snapshot();
    for (turn, name, wrong_code, repair) in [
        (
            WrongTurn::Unbuilt,
            "err.set.unbuilt",
            "linear_layer = Dense(units=1, activation='linear')\nset_w = np.array([[200]])\nset_b = np.array([100])\n\
             linear_layer.set_weights([set_w, set_b])",
            ["linear_layer.set_weights([set_w, set_b])", "linear_layer(X_train[0].reshape(1,1))"],
        ),
        (
            WrongTurn::OneArray,
            "err.set.count1",
            "set_w = np.array([[200]])\nset_b = np.array([100])\nlinear_layer.set_weights([set_w])",
            ["[set_w]", "[set_w, set_b]"],
        ),
        (
            WrongTurn::WrongShape,
            "err.set.wrong_shape_kernel",
            "set_w = np.array([200])\nset_b = np.array([100])\nlinear_layer.set_weights([set_w, set_b])",
            ["[200]", "[[200]]"],
        ),
        (
            WrongTurn::Lists,
            "err.set.lists",
            "set_w = [[200]]\nset_b = [100]\nlinear_layer.set_weights([set_w, set_b])",
            ["[[200]]", "np.array([[200]])"],
        ),
    ] {
        let notebook = session.notebook(&NotebookState { wrong: Some(turn), layer: None });
        assert!(notebook.turns.contains(&turn));
        let set = cell(&notebook, CellName::Set);
        // The notebook made a layer before, so the new one is the second: dense_1.
        let said = output(set).replace("'dense_1'", "'dense'");
        assert_eq!((said, code(set).as_str()), (keras(name), wrong_code), "{turn:?}");
        assert_eq!(set.output[0].kind, OutputKind::Error);
        let wrong = set.wrong.as_ref().unwrap();
        let text = |tokens: &[two_knobs_lab::notebook::Token]| {
            tokens.iter().map(|token| token.text.as_str()).collect::<String>()
        };
        assert_eq!([text(&wrong.from), text(&wrong.to)], repair);
    }
    assert_eq!(session.snapshot(), before, "a wrong turn moves no knob");
    let without_bias =
        open("#nobias=1").notebook(&NotebookState { wrong: Some(WrongTurn::TwoArrays), layer: None });
    assert!(
        output(cell(&without_bias, CellName::Set))
            .ends_with("of length 2, but the layer was expecting 1 weights.")
    );
    assert!(!without_bias.turns.contains(&WrongTurn::OneArray));
}
