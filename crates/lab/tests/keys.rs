//! Keys that came with networks: their data sets, what is held out, optimizers, categorical cross-entropy.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use two_knobs_lab::Session;
use two_knobs_lab::keras::script::{Flavour, script};
use two_knobs_lab::link::Display;
use two_knobs_lab::session::command::Command;

/// Opens a link, all of which must be usable.
fn open(link: &str) -> Session {
    let (session, _) = Session::open("", link).unwrap();
    assert_eq!(session.snapshot().notices, [], "{link}");
    session
}

fn notices(link: &str) -> Vec<&'static str> {
    let (session, _) = Session::open("", link).unwrap();
    session.snapshot().notices.iter().map(|notice| notice.key).collect()
}

fn link(session: &Session) -> String {
    session.link(&Display::default()).unwrap()
}

/// The data sets that came with networks, and how small their loss must get with all that is theirs.
const SETS: [(&str, u32, f64); 13] = [
    ("sine", 1, 0.03),
    ("step", 1, 0.06),
    ("abs", 1, 0.05),
    ("cubic", 1, 0.1),
    ("circle", 2, 0.15),
    ("xor", 2, 0.2),
    ("gauss", 2, 0.2),
    ("spiral", 2, 0.3),
    ("moons", 2, 0.2),
    ("coffee", 2, 0.2),
    ("plane", 2, 0.02),
    ("gaussians", 2, 0.05),
    ("blobs", 2, 0.2),
];

#[test]
fn every_set_opens_with_a_network_that_learns_it() {
    for (name, inputs, loss) in SETS {
        let address = format!("#data={name}");
        let mut session = open(&address);
        assert_eq!((session.snapshot().model.inputs, link(&session)), (inputs, address), "{name}");
        session.advance(40_000);
        let after = session.snapshot().loss;
        assert!(after < loss, "{name}: {after}");
        // The address then says all of it.
        let again = open(&link(&session));
        assert_eq!(again.snapshot().loss, after, "{name}");
    }
}

#[test]
fn what_is_held_out_is_not_trained_on() {
    let session = open("#data=sine&n=50&test=0.2");
    let snapshot = session.snapshot();
    assert_eq!((snapshot.data.rows, snapshot.data.test_rows), (40, 10));
    assert_eq!((session.points().len(), session.held_out().len()), (40, 10));
    assert!(snapshot.test_loss.unwrap() > 0.0);
    assert_eq!(link(&session), "#data=sine&n=50&test=0.2");
    let whole = open("#data=sine&n=50");
    assert_eq!(whole.snapshot().test_loss, None);
    assert_eq!(
        [whole.points()[..40].to_vec(), whole.points()[40..].to_vec()],
        [session.points().to_vec(), session.held_out()]
    );
    // Scaled as the rows that are trained on, one column for each class.
    let plane = open("#data=blobs&test=0.5&scale=standard&n=80");
    assert_eq!((plane.places().len(), plane.held_out_places().len()), (40, 40));
    assert!(plane.snapshot().test_loss.unwrap().is_finite());
    // Nothing is held out of data that is not generated, nor where nothing would be left.
    assert_eq!(open("#data=houses&test=0.5").snapshot().data.test_rows, 0);
    assert_eq!(open("#data=line&n=2&test=0.9").snapshot().data.test_rows, 0);
}

#[test]
fn an_optimizer_is_named_kept_and_written_for_keras() {
    for (name, class) in [("rmsprop", "RMSprop"), ("adam", "Adam")] {
        let address = format!("#data=houses&opt={name}&lr=1");
        let mut session = open(&address);
        assert_eq!((session.snapshot().training.optimizer, link(&session)), (class, address));
        assert_eq!(session.snapshot().training.limit, None, "SGD's limit is not {class}'s");
        let text = script(&session, Flavour::Keras, 3);
        assert!(text.contains(&format!("optimizer=keras.optimizers.{class}(learning_rate=1.0)")), "{text}");
        // The first step of both is about the rate, whatever the gradient.
        let before = session.snapshot();
        let expected = if name == "adam" { 1.0 } else { 1.0 / 0.1f64.sqrt() };
        assert!((before.w.nudge - expected).abs() < 1e-3, "{}", before.w.nudge);
        session.apply(&Command::Step).unwrap();
        assert!((session.snapshot().w.value - before.w.value - before.w.nudge).abs() < 1e-4);
    }
    assert_eq!(link(&open("#data=houses&opt=sgd")), "#data=houses");
}

#[test]
fn categorical_crossentropy_has_a_unit_for_each_class() {
    // Classes are known by their numbers.
    let own = open("#points=0,0,0;1,1,2;0,1,1;1,0,2&layers=3:softmax");
    assert_eq!((own.snapshot().loss_name, own.snapshot().loss_choices), ("cce", vec!["cce"]));
    assert_eq!(link(&own), "#points=0,0,0;1,1,2;0,1,1;1,0,2&layers=3:softmax");
    assert!(own.table().chunks(6).all(|row| (0.0..=2.0).contains(&row[3]) && row[5] > 0.0));
    let mean = own.table().chunks(6).map(|row| f64::from(row[5])).sum::<f64>() / 4.0;
    assert!((mean - own.snapshot().loss).abs() < 1e-5);
    assert!(script(&own, Flavour::Keras, 1).contains("y = keras.utils.to_categorical(y, 3)"));
    // Asked for by name, the network gets the units that it needs.
    let tumor = open("#data=tumor&loss=cce");
    assert_eq!(tumor.snapshot().model.layers[0].units, 2);
    assert_eq!(open(&link(&tumor)).snapshot(), tumor.snapshot());
    assert_eq!(open("#data=blobs&loss=mse").snapshot().model.layers[0].units, 1);
}

#[test]
fn what_does_not_go_together_is_named_and_the_rest_is_used() {
    assert_eq!(notices("#data=houses&loss=cce&lr=0.01"), ["link.classes"]);
    assert_eq!(notices("#data=houses&loss=cce&layers=3:softmax"), ["link.classes", "link.outputs"]);
    assert_eq!(notices("#layers=8"), ["link.outputs"]);
    assert_eq!(notices("#data=blobs&layers=8:relu,3:softmax"), ["link.outputs"]);
    let (session, _) = Session::open("", "#data=houses&loss=cce&lr=0.01").unwrap();
    let snapshot = session.snapshot();
    assert_eq!((snapshot.loss_name, snapshot.training.learning_rate), ("mse", 0.01));
    assert_eq!(notices("#points=0,0.5;1,1&loss=cce"), ["link.classes"]);
}

#[test]
fn one_step_says_where_the_optimizer_does_more_than_the_formula() {
    assert!(!open("#data=houses").step().unwrap().more);
    assert!(open("#data=houses&opt=adam").step().unwrap().more);
    assert!(open("#data=houses&opt=rmsprop").step().unwrap().more);
}

#[test]
fn a_layer_of_several_units_is_no_neuron_of_two_knobs() {
    for address in [
        "#data=tumor&loss=cce",
        "#data=tumor&loss=cce&scale=standard",
        "#points=0,0;1,1;2,2;3,2&layers=3:softmax",
    ] {
        let mut session = open(address);
        assert!(!session.snapshot().model.is_neuron, "{address}");
        assert!(session.step().is_none() && session.path().is_empty(), "{address}");
        session.advance(50);
        let again = open(&link(&session));
        assert_eq!(again.snapshot().loss, session.snapshot().loss, "{address}");
    }
}
