//! The notebook's cells as text, their numbers, and the wrong turns with Keras's own words. That real Keras prints the
//! same is checked by `tests/fixtures/verify_keras.py`.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cells;

use cells::{cell, code, open, output};
use proptest::prelude::*;
use two_knobs_lab::keras::read;
use two_knobs_lab::keras::replay::replay;
use two_knobs_lab::notebook::{CellName, KnobName, Notebook, NotebookState, OutputKind, TokenKind, Trained};
use two_knobs_lab::{Command, Session};

fn check(session: &Session, name: CellName, prompt: Option<u32>, expected_code: &str, expected_output: &str) {
    let notebook = session.notebook(&NotebookState::default());
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
    let notebook = session.notebook(&NotebookState::default());
    let after = cell(&notebook, CellName::After);
    let snapshot = session.snapshot();
    let [w, b] = [snapshot.w.value, snapshot.b.value];
    assert_eq!((after.prompt, output(after)), (Some(9), printed([w, b])));
    let held: Vec<_> = after.output[0].lines[0].iter().filter(|span| span.held).collect();
    assert_eq!((after.live, held.len()), (true, 2));
    session.apply(&Command::Reset).unwrap();
    assert_eq!(cell(&session.notebook(&NotebookState::default()), CellName::After).prompt, None);
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

/// The notebook as the page has it: of the session's link, and of its training.
fn on_the_page(session: &Session, layer: Option<u32>) -> Notebook {
    let link = session.link(&two_knobs_lab::Display::default()).unwrap();
    let told = serde_json::to_string(&session.trained()).unwrap();
    let trained: Option<Trained> = serde_json::from_str(&told).unwrap();
    let state = NotebookState { wrong: None, layer };
    let notebook = open(&link).notebook_of(trained.as_ref(), &state);
    assert!(notebook == session.notebook(&state), "{link} {told}");
    notebook
}

/// What real Keras printed when it ran the cells.
#[test]
fn after_training_the_code_leads_to_what_is_printed() {
    // `#shuffle=0` after 5 epochs.
    let (link, updates, loss) = ("#shuffle=0", 5, 26.9368);
    let set = "set_w = np.array([[0.054332256]])\nset_b = np.array([0])";
    let after = "[array([[189.62]], dtype=float32), array([115.49], dtype=float32)]";
    let mut session = open(link);
    session.advance(updates);
    let notebook = on_the_page(&session, None);
    let (code, is_live) = (code(cell(&notebook, CellName::Set)), cell(&notebook, CellName::Set).live);
    assert!(code.starts_with(set) && !is_live, "{link}: {code}");
    let printed: f64 = output(cell(&notebook, CellName::Fit)).parse().unwrap();
    assert!((printed - loss).abs() < 1e-4 * loss, "{link}: {printed}");
    assert_eq!(output(cell(&notebook, CellName::After)), after, "{link}");
    assert!(
        notebook
            .cells
            .iter()
            .all(|cell| cell.code.iter().all(|line| line.tokens.iter().all(|token| !token.scrub)))
    );
}

fn fit(session: &Session) -> (String, Option<&'static str>) {
    let notebook = on_the_page(session, None);
    let cell = cell(&notebook, CellName::Fit);
    let code = code(cell);
    let lines: Vec<_> = code.lines().filter(|line| line.contains("range") || line.contains("fit(")).collect();
    (lines.join("\n"), cell.note.as_ref().map(|note| note.key))
}

#[test]
fn updates_that_are_no_whole_epochs_are_run_one_by_one() {
    // Fourteen houses, four at a time: four updates an epoch, the last of two rows.
    let mut session = open("#data=houses&shuffle=0");
    let begin = "for i in range(0, 12, 4):  # the beginning of an epoch";
    session.advance(3);
    assert_eq!(fit(&session), (begin.into(), None));
    session.advance(8);
    let whole = "history = model.fit(X_train, Y_train, batch_size=4, epochs=2, shuffle=False, verbose=0)";
    assert_eq!(fit(&session), (format!("{whole}\n{begin}"), None));
    // A hand that turns a knob begins anew, in the middle of the epoch.
    session.apply(&Command::SetWeight(150.0)).unwrap();
    assert_eq!(cell(&on_the_page(&session, None), CellName::Fit).prompt, None);
    let set = on_the_page(&session, None);
    assert!(
        code(cell(&set, CellName::Set)).starts_with("set_w = np.array([[150]])")
            && cell(&set, CellName::Set).live
    );
    session.advance(6);
    let rest = "for i in range(12, 14, 4):  # the rest of an epoch";
    let once = whole.replace("epochs=2", "epochs=1");
    assert_eq!(
        fit(&session),
        (format!("{rest}\n{once}\nfor i in range(0, 4, 4):  # the beginning of an epoch"), None)
    );
    // So does another rate; a pause does not.
    session.apply(&Command::Settle).unwrap();
    assert!(session.trained().is_some());
    session.apply(&Command::SetLearningRate(0.001)).unwrap();
    assert_eq!(session.trained(), None);
    let mut single = open("#shuffle=0&batch=1");
    single.advance(3);
    let expected = "history = model.fit(X_train, Y_train, batch_size=1, epochs=1, shuffle=False, verbose=0)\n\
                    for i in range(1):  # the beginning of an epoch";
    assert_eq!(fit(&single), (expected.into(), None));
}

#[test]
fn the_notebook_says_where_keras_prints_other_numbers() {
    let note = |link: &str, roads: &[u32]| {
        let mut session = open(link);
        for updates in roads {
            session.apply(&Command::SetWeight(1.5)).unwrap();
            session.advance(*updates);
        }
        fit(&session).1
    };
    assert_eq!(note("#batch=all", &[3]), None);
    assert_eq!(note("#batch=1", &[3]), Some("notebook.shuffled"));
    assert_eq!(note("#batch=1&shuffle=0", &[3, 3]), None);
    assert_eq!(note("#momentum=0.5&lr=0.01", &[3]), None);
    assert_eq!(note("#momentum=0.5&lr=0.01", &[3, 3]), Some("notebook.warm"));
    assert_eq!(note("#opt=adam", &[3, 3]), Some("notebook.warm"));
    assert_eq!(note("#opt=adam", &[]), Some("notebook.untrained"));
    // How an opened link came to its weights is not known: the notebook goes on from them.
    assert_eq!(note("#w=100&b=50&epoch=7", &[]), Some("notebook.untrained"));
    // A hand on a knob keeps SGD from it.
    let mut held = open("#w=100&b=50");
    held.apply(&Command::Hold { w: false, b: true }).unwrap();
    held.advance(2);
    let code = code(cell(&on_the_page(&held, None), CellName::Fit));
    assert!(code.contains("model.layers[-1].bias.trainable = False"), "{code}");
}

#[test]
fn weights_that_are_not_the_seeds_are_all_set() {
    let all = |session: &Session, layer: u32| {
        let notebook = on_the_page(session, Some(layer));
        notebook.cells.iter().find(|cell| cell.name == CellName::All).map(code)
    };
    let mut session = open("#layers=1:linear,1:linear&lr=0.001&params=AACAPwAAAAAAAABAAAAAAA");
    let both = "model.set_weights([\n    np.array([[1.0]]),\n    np.array([0.0]),\n    np.array([[2.0]]),\n    np.array([0.0]),\n])";
    assert_eq!(all(&session, 0).as_deref(), Some(both));
    assert_eq!(all(&session, 1).as_deref(), Some(both));
    let notebook = on_the_page(&session, Some(0));
    check_prompt(&notebook, CellName::All, 6);
    check_prompt(&notebook, CellName::Set, 7);
    session.apply(&Command::NewStart).unwrap();
    assert_eq!(all(&session, 0), None, "the seed has made them");
    session.advance(3);
    assert_eq!(all(&session, 0), None, "training began with them");
    // A turned knob is set where its layer is looked at.
    session.apply(&Command::SetWeight(0.5)).unwrap();
    assert!(all(&session, 0).is_some());
    let mut large = open("#layers=40:tanh,1");
    assert_eq!([all(&large, 0), all(&large, 1)], [None, None]);
    large.apply(&Command::SetWeight(0.5)).unwrap();
    assert_eq!(all(&large, 1), None, "its knob is set by itself");
    large.advance(1);
    large.apply(&Command::SetWeight(0.25)).unwrap();
    assert!(all(&large, 1).is_some());
    let huge = open("#layers=40:tanh,30:tanh,1").notebook(&NotebookState::default());
    assert!(huge.cells.iter().all(|cell| cell.name != CellName::All));
    let mut huge = open("#layers=40:tanh,30:tanh,1");
    huge.advance(1);
    huge.apply(&Command::SetWeight(0.25)).unwrap();
    let code = all(&huge, 0).unwrap();
    assert!(code.contains("base64.urlsafe_b64decode('") && code.lines().count() == 5, "{code}");
}

fn check_prompt(notebook: &Notebook, name: CellName, prompt: u32) {
    assert_eq!(cell(notebook, name).prompt, Some(prompt), "{name:?}");
}

#[test]
fn one_frozen_number_of_several_is_frozen_alone() {
    for (link, kept) in [
        ("#points=0,0;1,1&layers=2:softmax&lock=b&batch=all&lr=1", "keep[-1][0] = 0.0"),
        ("#points=0,0;1,1&layers=2:softmax&lock=w&batch=all&lr=1", "keep[-2][0, 0] = 0.0"),
        (
            "#points=0,0;1,1&layers=2:softmax&lock=w,b&batch=all&lr=1",
            "keep[-2][0, 0] = 0.0\nkeep[-1][0] = 0.0",
        ),
        ("#points=0,0;1,1&layers=3:tanh,1&lock=b", "model.layers[-1].bias.trainable = False  # frozen"),
    ] {
        let session = open(link);
        let script = two_knobs_lab::keras::script::script(&session, Default::default(), 1);
        let fit = code(cell(&session.notebook(&NotebookState::default()), CellName::Fit));
        for text in [script, fit] {
            assert!(text.contains(kept), "{link}: {text}");
            assert_eq!(text.contains("trainable = False"), kept.contains("trainable"), "{link}: {text}");
        }
    }
    // What the page does: one epoch leaves the first bias alone.
    let mut session = open("#points=0,0;1,1&layers=2:softmax&lock=b&batch=all&lr=1");
    session.advance(1);
    let weights = replay(&session, 0).weights;
    assert_eq!(weights[1].values[0], 0.0);
    assert!((weights[1].values[1] - 0.0710).abs() < 1e-4, "{:?}", weights[1].values);
}

#[test]
fn the_knobs_numbers_are_marked_and_can_be_scrubbed() {
    let session = open("#w=189.62106&b=-4.5");
    let notebook = session.notebook(&NotebookState::default());
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
        let notebook = open(link).notebook(&NotebookState { wrong: None, layer });
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
        let notebook = session.notebook(&NotebookState { wrong: None, layer: Some(layer) });
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
            let wrong = session.notebook(&NotebookState { wrong: Some(*turn), layer: Some(layer) });
            let set = cell(&wrong, CellName::Set);
            prop_assert_eq!(set.output[0].kind, OutputKind::Error);
            prop_assert!(output(set).contains("Error: ") && !output(set).ends_with(": "), "{turn:?} {}", output(set));
            prop_assert!(set.wrong.is_some() && !code(set).is_empty());
        }
        let json = serde_json::to_value(&notebook).unwrap();
        prop_assert_eq!(&json["cells"][0]["name"], "setup");
    }
}
