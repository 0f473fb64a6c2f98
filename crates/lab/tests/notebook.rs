//! The notebook's cells as text, their numbers, and the wrong turns with Keras's own words. That real Keras prints the
//! same is checked by `tests/fixtures/verify_keras.py`.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cells;

use cells::{cell, code, open, output};
use proptest::prelude::*;
use two_knobs_lab::keras::read;
use two_knobs_lab::keras::replay::replay;
use two_knobs_lab::notebook::{
    CellName, KnobName, Notebook, NotebookState, OutputKind, TokenKind, WrongTurn,
};
use two_knobs_lab::{Command, Session};

fn check(session: &Session, name: CellName, prompt: Option<u32>, expected_code: &str, expected_output: &str) {
    let notebook = Notebook::of(session, &NotebookState::default());
    let cell = cell(&notebook, name);
    assert_eq!((code(cell).as_str(), output(cell).as_str()), (expected_code, expected_output));
    assert_eq!(cell.prompt, prompt);
}

#[test]
fn the_labs_cells() {
    let lab = open("#w=200&b=100");
    check(&lab, CellName::Build, Some(2), "linear_layer = Dense(units=1, activation='linear')", "");
    check(&lab, CellName::Empty, Some(3), "linear_layer.get_weights()", "[]");
    check(
        &lab,
        CellName::Call,
        Some(4),
        "a1 = linear_layer(X_train[0].reshape(1,1))\nprint(a1)",
        "tf.Tensor([[0.05]], shape=(1, 1), dtype=float32)",
    );
    check(
        &lab,
        CellName::Read,
        Some(5),
        "w, b = linear_layer.get_weights()\nprint(f\"w = {w}, b={b}\")",
        "w = [[0.05]], b=[0.]",
    );
    check(
        &lab,
        CellName::Set,
        Some(6),
        "set_w = np.array([[200]])\nset_b = np.array([100])\nlinear_layer.set_weights([set_w, set_b])\n\
         linear_layer.get_weights()",
        "[array([[200.]], dtype=float32), array([100.], dtype=float32)]",
    );
    check(
        &lab,
        CellName::Predict,
        Some(7),
        "prediction_tf = linear_layer(X_train)\nprediction_np = np.dot(X_train, set_w) + set_b\n\
         print(prediction_tf)\nprint(prediction_np)",
        "tf.Tensor(\n[[300.]\n [500.]], shape=(2, 1), dtype=float32)\n[[300.]\n [500.]]",
    );
    check(&lab, CellName::After, None, "linear_layer.get_weights()", "");
    let logistic = open("#data=tumor&w=2&b=-4.5");
    check(&logistic, CellName::Build, Some(2), "logistic_layer = Dense(units=1, activation='sigmoid')", "");
    check(
        &logistic,
        CellName::Predict,
        Some(7),
        "prediction_tf = logistic_layer(X_train)\n\
         prediction_np = 1 / (1 + np.exp(-(np.dot(X_train, set_w) + set_b)))\n\
         print(prediction_tf)\nprint(prediction_np)",
        "tf.Tensor(\n[[0.01]\n [0.08]\n [0.38]\n [0.82]\n [0.97]\n [1.  ]], shape=(6, 1), dtype=float32)\n\
         [[0.01]\n [0.08]\n [0.38]\n [0.82]\n [0.97]\n [1.  ]]",
    );
    check(
        &open("#nobias=1&w=260"),
        CellName::Set,
        Some(6),
        "set_w = np.array([[260]])\nlinear_layer.set_weights([set_w])\nlinear_layer.get_weights()",
        "[array([[260.]], dtype=float32)]",
    );
}

#[test]
fn training_runs_the_last_cells() {
    let mut session = open("#data=lab&w=140&b=60&lr=0.1");
    session.advance(5);
    let loss = session.snapshot().loss;
    check(
        &session,
        CellName::Fit,
        Some(8),
        "model = Sequential([linear_layer])\n\
         model.compile(optimizer=tf.keras.optimizers.SGD(learning_rate=0.1),\n              loss='mse')\n\
         history = model.fit(X_train, Y_train, batch_size=2, epochs=5, verbose=0)\n\
         model.evaluate(X_train, Y_train, batch_size=2, verbose=0)",
        &format!("{loss:?}"),
    );
    let notebook = Notebook::of(&session, &NotebookState::default());
    let after = cell(&notebook, CellName::After);
    let snapshot = session.snapshot();
    let [w, b] = [snapshot.w.value, snapshot.b.value];
    assert_eq!((after.prompt, output(after)), (Some(9), printed([w, b])));
    let held: Vec<_> = after.output[0].lines[0].iter().filter(|span| span.held).collect();
    assert_eq!((after.live, held.len()), (true, 2));
    session.apply(&Command::Reset).unwrap();
    assert_eq!(cell(&Notebook::of(&session, &NotebookState::default()), CellName::After).prompt, None);
}

/// A neuron's weights as the setup cell has them printed.
fn printed(values: [f64; 2]) -> String {
    use two_knobs_core::network::Tensor;
    use two_knobs_lab::keras::print::{self, Options};
    let options = Options { precision: Some(2), ..Options::default() };
    let [w, b] = values.map(|value| value as f32);
    let w = Tensor { shape: vec![1, 1], values: vec![w] };
    print::list(&[w, Tensor { shape: vec![1], values: vec![b] }], &options)
}

#[test]
fn the_knobs_numbers_are_marked_and_can_be_scrubbed() {
    let session = open("#w=189.62106&b=-4.5");
    let notebook = Notebook::of(&session, &NotebookState::default());
    let set = cell(&notebook, CellName::Set);
    let scrubbed: Vec<_> = set
        .code
        .iter()
        .flat_map(|line| &line.tokens)
        .filter(|token| token.scrub)
        .map(|token| (token.knob, token.text.as_str(), token.kind))
        .collect();
    assert_eq!(
        scrubbed,
        [(Some(KnobName::W), "189.62", TokenKind::Number), (Some(KnobName::B), "-4.5", TokenKind::Number)]
    );
    let held: Vec<_> = set.output[0].lines[0].iter().filter(|span| span.held).collect();
    assert_eq!(held.iter().map(|span| span.text.as_str()).collect::<Vec<_>>(), ["189.62", "-4.5"]);
    assert_eq!(held.iter().map(|span| span.knob).collect::<Vec<_>>(), [Some(KnobName::W), Some(KnobName::B)]);
    // Only the layer with the knobs scrubs; a scaled neuron's code is in other units than its knobs.
    let scrubs = |link: &str, layer: Option<u32>| {
        let notebook = Notebook::of(&open(link), &NotebookState { wrong: None, layer });
        cell(&notebook, CellName::Set)
            .code
            .iter()
            .flat_map(|line| &line.tokens)
            .filter(|token| token.scrub)
            .count()
    };
    assert_eq!(scrubs("#layers=3:tanh,1", None), 2);
    assert_eq!(scrubs("#layers=3:tanh,1", Some(0)), 0);
    assert_eq!(scrubs("#layers=40:tanh,1", Some(1)), 2);
    assert_eq!(scrubs("#layers=3:tanh,1", Some(99)), 2);
    assert_eq!(scrubs("#data=sqft&scale=standard", None), 0);
}

#[test]
fn badges_explain_the_brackets() {
    let notebook = Notebook::of(
        &open("#points=0,0,1;0,1,0&layers=3:tanh,1"),
        &NotebookState { wrong: None, layer: Some(0) },
    );
    let badges: Vec<_> =
        cell(&notebook, CellName::Set).code.iter().filter_map(|line| line.badge.clone()).collect();
    let axes: Vec<Vec<_>> = badges
        .iter()
        .map(|badge| badge.axes.iter().map(|axis| (axis.key, axis.values.clone())).collect())
        .collect();
    let count = |count: f64| vec![("count", two_knobs_lab::words::message::Value::Number(count))];
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
        let notebook = Notebook::of(&session, &NotebookState { wrong: Some(turn), layer: None });
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
        Notebook::of(&open("#nobias=1"), &NotebookState { wrong: Some(WrongTurn::TwoArrays), layer: None });
    assert!(
        output(cell(&without_bias, CellName::Set))
            .ends_with("of length 2, but the layer was expecting 1 weights.")
    );
    assert!(!without_bias.turns.contains(&WrongTurn::OneArray));
}

fn any_link() -> impl Strategy<Value = String> {
    let activation = prop_oneof![Just("linear"), Just("relu"), Just("tanh"), Just("sigmoid"), Just("elu")];
    let hidden = proptest::collection::vec((1..20usize, activation.clone()), 0..4);
    let data = prop_oneof![
        Just("data=lab"),
        Just("data=sqft"),
        Just("data=line"),
        Just("points=0,0,0;0,1,1;1,0,1"),
        Just("points=1,2")
    ];
    (data, hidden, activation, any::<bool>(), any::<bool>(), any::<u32>()).prop_map(
        |(data, hidden, last, nobias, scale, seed)| {
            let hidden: String = hidden.iter().map(|(units, name)| format!("{units}:{name},")).collect();
            let nobias = u8::from(nobias);
            let scale = if scale { "standard" } else { "none" };
            format!("#{data}&layers={hidden}1:{last}&nobias={nobias}&scale={scale}&seed={seed}")
        },
    )
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_as_the_weights(link in any_link(), layer in 0..5u32, updates in 0..20u32) {
        let mut session = open(&link);
        session.advance(updates);
        let notebook = Notebook::of(&session, &NotebookState { wrong: None, layer: Some(layer) });
        let all = replay(&session, 0).weights;
        let per_layer = all.len() / notebook.layers as usize;
        let expected = &all[notebook.layer as usize * per_layer..][..per_layer];
        let last = cell(&notebook, if session.trained().is_some() { CellName::After } else { CellName::Set });
        let printed = read::arrays(&output(last)).unwrap();
        prop_assert_eq!(printed.len(), expected.len());
        for (printed, expected) in printed.iter().zip(expected) {
            prop_assert_eq!(&printed.tensor.shape, &expected.shape);
            for (shown, value) in printed.tensor.values.iter().zip(&expected.values) {
                prop_assert!((shown - value).abs() <= 0.0101 * value.abs().max(1.0), "{shown} {value}");
            }
        }
        // Every wrong turn goes wrong, and its code is there to be mended.
        for turn in &notebook.turns {
            let wrong = Notebook::of(&session, &NotebookState { wrong: Some(*turn), layer: Some(layer) });
            let set = cell(&wrong, CellName::Set);
            prop_assert_eq!(set.output[0].kind, OutputKind::Error);
            prop_assert!(output(set).contains("Error: ") && !output(set).ends_with(": "), "{turn:?} {}", output(set));
            prop_assert!(set.wrong.is_some() && !code(set).is_empty());
        }
        let json = serde_json::to_value(&notebook).unwrap();
        prop_assert_eq!(&json["cells"][0]["name"], "setup");
    }
}
