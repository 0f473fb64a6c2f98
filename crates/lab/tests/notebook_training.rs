//! The notebook after training: its code leads to where training stands, as `tests/fixtures/verify_keras.py` checks in real
//! Keras, and it says where Keras prints other numbers.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cells;

use cells::{cell, code, open, output};
use two_knobs_lab::keras::replay::replay;
use two_knobs_lab::notebook::{CellName, Notebook, NotebookState};
use two_knobs_lab::session::trained::Trained;
use two_knobs_lab::{Command, Session};

/// The notebook as the page has it: of the session's link, and of its training.
fn on_the_page(session: &Session, layer: Option<u32>) -> Notebook {
    let link = session.link(&two_knobs_lab::Display::default()).unwrap();
    let told = serde_json::to_string(&session.trained()).unwrap();
    let trained: Option<Trained> = serde_json::from_str(&told).unwrap();
    let state = NotebookState { wrong: None, layer };
    let notebook = Notebook::of_training(&open(&link), trained.as_ref(), &state);
    assert!(notebook == Notebook::of(session, &state), "{link} {told}");
    notebook
}

/// What real Keras printed when it ran the cells.
#[test]
fn after_training_the_code_leads_to_what_is_printed() {
    let seeded = "set_w = np.array([[0.054332256]])\nset_b = np.array([0])";
    let row = |w: &str, b: &str| format!("[array([[{w}]], dtype=float32), array([{b}], dtype=float32)]");
    for (link, updates, loss, after) in [
        ("#shuffle=0", 1, 16842.9395, row("130.03", "79.98")),
        ("#shuffle=0", 5, 26.9368, row("189.62", "115.49")),
        ("#data=houses&shuffle=0", 11, 931.1087, row("194.43", "99.69")),
    ] {
        let mut session = open(link);
        session.advance(updates);
        let notebook = on_the_page(&session, None);
        let (code, is_live) = (code(cell(&notebook, CellName::Set)), cell(&notebook, CellName::Set).live);
        assert!(code.starts_with(seeded) && !is_live, "{link}: {code}");
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
    // Turning a knob starts a new stretch, in the middle of the epoch.
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
    // SGD does not change a knob that is held.
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
    let huge = Notebook::of(&open("#layers=40:tanh,30:tanh,1"), &NotebookState::default());
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
        ("#points=0,0;1,1&layers=2:softmax&lock=b&batch=all&lr=1", "keep[1][0] = 0.0"),
        ("#points=0,0;1,1&layers=2:softmax&lock=w&batch=all&lr=1", "keep[0][0, 0] = 0.0"),
        ("#points=0,0;1,1&layers=2:softmax&lock=w,b&batch=all&lr=1", "keep[0][0, 0] = 0.0\nkeep[1][0] = 0.0"),
        ("#points=0,0;1,1&layers=3:tanh,1&lock=b", "model.layers[1].bias.trainable = False  # frozen"),
    ] {
        let session = open(link);
        let script = two_knobs_lab::keras::script::script(&session, Default::default(), 1);
        let fit = code(cell(&Notebook::of(&session, &NotebookState::default()), CellName::Fit));
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
