//! Features of two inputs: what the network is fed, wherever it is fed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use support::{apply, link, open};
use two_knobs_lab::data::features::Feature;
use two_knobs_lab::keras::script::{Flavour, script};
use two_knobs_lab::notebook::{Notebook, NotebookState};
use two_knobs_lab::{Command, Session};

fn refused(session: &mut Session, features: &[Feature]) -> &'static str {
    session.apply(&Command::SetFeatures(features.to_vec())).unwrap_err().key
}

#[test]
fn the_network_is_fed_what_the_link_names() {
    let address = "#data=xor&features=x1x2&layers=1:sigmoid";
    let mut session = open(address);
    assert_eq!(link(&session), address);
    let snapshot = session.snapshot();
    assert_eq!((snapshot.notices, snapshot.model.inputs, snapshot.data.inputs), (vec![], 1, 2));
    assert_eq!(snapshot.data.features, [Feature::Product]);
    // Equal signs have a positive product, so one neuron parts what a line can't.
    session.advance(20_000);
    assert!(session.snapshot().loss < 0.2, "{}", session.snapshot().loss);
    let answers = session.answers(&[2.0, 2.0, -2.0, -2.0, 2.0, -2.0]);
    assert!(answers[0] > 0.9 && answers[0] == answers[1] && answers[2] < 0.1, "{answers:?}");
    // On the ground and in the table too.
    let ground = session.plane(3, 3);
    assert!(ground[0] < 0.1 && ground[2] > 0.9 && (ground[4] - answers[0]).abs() > 0.1, "{ground:?}");
    let table = session.table();
    assert_eq!((table.inputs, table.stride), (2, 6));
    let mean = table.values.chunks(6).map(|row| f64::from(row[5])).sum::<f64>()
        / f64::from(session.snapshot().data.rows);
    assert!((mean - session.snapshot().loss).abs() < 1e-5);
    assert_eq!(open(&link(&session)).snapshot().loss, session.snapshot().loss);
}

#[test]
fn links_name_features_of_two_inputs_only() {
    let keys =
        |hash: &str| open(hash).snapshot().notices.into_iter().map(|notice| notice.key).collect::<Vec<_>>();
    assert_eq!(keys("#data=houses&features=x1"), ["link.features"]);
    assert_eq!(keys("#data=circle&features=EVIL"), ["link.choice"]);
    assert_eq!(keys("#data=circle&features="), ["link.choice"]);
    assert_eq!(link(&open("#data=houses&features=x1")), "#data=houses");
    assert_eq!(link(&open("#data=circle&features=x2,x1")), "#data=circle");
    assert_eq!(link(&open("#data=circle&features=x2x2,x1x1")), "#data=circle&features=x1x1,x2x2");
    // Data with one input leave the features behind.
    let mut session = open("#data=circle&features=x1x1");
    assert_eq!(apply(&mut session, Command::Set("data=houses&layers=1".into())).data.inputs, 1);
    assert_eq!(refused(&mut session, &[Feature::X1]), "refused.oneInput");
}

#[test]
fn a_feature_that_stays_keeps_its_weights() {
    use Feature::{Product, SineX1, X1, X1Squared, X2};
    let mut session = open("#data=circle&layers=2:tanh,1:sigmoid&n=30");
    session.advance(200);
    let kernel = |session: &Session| session.snapshot().model.inputs as usize;
    let answer = session.answers(&[1.0, 0.0]);
    assert_eq!(refused(&mut session, &[]), "refused.noFeature");
    let before = link(&session);
    let snapshot = apply(&mut session, Command::SetFeatures(vec![Product, X2, X1]));
    assert_eq!((snapshot.data.features, snapshot.model.inputs), (vec![X1, X2, Product], 3));
    assert_eq!((snapshot.training.epoch, kernel(&session)), (0.0, 3));
    // x1 x2 is 0 here, so its new weights do not matter; those of x1 and x2 are the old ones.
    assert_eq!(session.answers(&[1.0, 0.0]), answer);
    apply(&mut session, Command::SetFeatures(vec![X1Squared, X1, SineX1]));
    assert_ne!(session.answers(&[1.0, 0.0]), answer);
    apply(&mut session, Command::Undo);
    apply(&mut session, Command::Undo);
    assert_eq!(link(&session), before);
}

#[test]
fn scaling_and_held_out_rows_follow_the_columns() {
    let mut session = open("#data=circle&features=x1x1,sinx2&scale=standard&test=0.25&n=80");
    assert_eq!(session.snapshot().model.inputs, 2);
    session.advance(500);
    let snapshot = session.snapshot();
    assert!(snapshot.test_loss.unwrap().is_finite() && snapshot.notices.is_empty());
    let share = apply(&mut session, Command::SetTest(0.5));
    assert_eq!((share.data.rows, share.data.test_rows), (40, 40));
    assert!(link(&session).contains("test=0.5"));
    assert_eq!(apply(&mut session, Command::Undo).data.test_rows, 20);
    assert_eq!(session.apply(&Command::SetTest(0.95)).unwrap_err().key, "refused.test");
}

#[test]
fn python_makes_the_same_columns() {
    let session = open("#data=circle&features=x1,x1x2,sinx2&test=0.25&n=12&scale=standard");
    let text = script(&session, Flavour::Keras, 3);
    let makes =
        "def features(x):\n    x1, x2 = x.T\n    return np.stack([x1, x1 * x2, np.sin(x2)], axis=1)\n";
    assert!(text.contains(makes), "{text}");
    assert!(text.contains("\nx = features(x)\n") && text.contains("\nx_test = features(x_test)\n"), "{text}");
    assert!(text.contains("keras.Input(shape=(3,))"), "{text}");
    let notebook = Notebook::of(&session, &NotebookState::default());
    let setup: Vec<String> = notebook.cells[0]
        .code
        .iter()
        .map(|line| line.tokens.iter().map(|token| token.text.as_str()).collect())
        .collect();
    let makes = ["x1, x2 = X_train.T", "X_train = np.stack([x1, x1 * x2, np.sin(x2)], axis=1)"];
    assert!(setup.windows(2).any(|lines| lines == makes), "{setup:#?}");
    assert!(!script(&open("#data=circle"), Flavour::Keras, 3).contains("features"));
}

#[test]
fn layers_change_under_features() {
    let mut session = open("#data=circle&n=20&features=x1,x2,x1x1,x2x2,sinx1&layers=2:tanh,1:sigmoid");
    for text in ["layers=5:tanh,1:sigmoid", "features=x1x2", "layers=3:relu,2:relu,1:sigmoid"] {
        apply(&mut session, Command::Set(text.into()));
        session.advance(3);
        assert!(session.snapshot().loss.is_finite(), "{text}");
        // A picture of each of the network's inputs and units, over the data's own axes.
        let snapshot = session.snapshot();
        let units: u32 = snapshot.model.layers.iter().map(|layer| layer.units).sum();
        let pictures = session.units(4).values.len() as u32;
        assert_eq!(pictures, 16 * (snapshot.model.inputs + units), "{text}");
    }
}
