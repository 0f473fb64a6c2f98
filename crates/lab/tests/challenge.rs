//! A lesson's challenge: each condition holds exactly where it should, and what is met stays met.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value, reason = "a test fails by panicking")]

mod support;

use support::input;
use two_knobs_lab::session::challenge::Challenge;
use two_knobs_lab::{Command, Input, Session};

fn parsed(json: &str) -> Input {
    input(&serde_json::from_str(json).unwrap())
}

fn open(hash: &str, challenge: &str) -> Session {
    let mut session = Session::open("", hash).unwrap().0;
    let challenge = Challenge::read(&parsed(challenge)).unwrap();
    session.apply(&Command::SetChallenge(Some(challenge))).unwrap();
    session
}

fn met(session: &Session) -> bool {
    session.snapshot().challenge.unwrap().met
}

/// Carries out `commands`, written as the page sends them, and says whether the challenge is met then.
fn after(hash: &str, challenge: &str, commands: &str) -> bool {
    let mut session = open(hash, challenge);
    for command in commands.split_whitespace() {
        let command = match command.split_once(':') {
            Some((name, value)) => format!("{{\"{name}\":{value}}}"),
            None => format!("\"{command}\""),
        };
        session.apply(&Command::read(&parsed(&command)).unwrap()).unwrap();
    }
    met(&session)
}

#[test]
fn each_condition_holds_where_it_should() {
    let check = |hash: &str, challenge: &str, commands: &str, expected: bool| {
        assert_eq!(after(hash, challenge, commands), expected, "{hash} {challenge} {commands}");
    };
    let lab = "#w=140&b=60";
    check(lab, r#"{"lossBelow":10}"#, "", false);
    check(lab, r#"{"lossBelow":17800}"#, "", false);
    check(lab, r#"{"lossBelow":17801}"#, "", true);
    check(lab, r#"{"lossBelow":10}"#, "setWeight:200 setBias:100", true);
    check(lab, r#"{"w":[199,201]}"#, "setWeight:201", true);
    check(lab, r#"{"w":[199,201]}"#, "setWeight:201.5", false);
    check(lab, r#"{"w":[199,201],"b":[99,101]}"#, "setWeight:200", false);
    check(lab, r#"{"w":[199,201],"b":[99,101]}"#, "setWeight:200 setBias:100", true);
    check(lab, r#"{"b":[0,0]}"#, "setBias:0", true);
    // Without a bias there is none to be 0.
    check(lab, r#"{"b":[0,0]}"#, "setNoBias:true", false);
    check(lab, r#"{"noBias":true}"#, "", false);
    check(lab, r#"{"noBias":true}"#, "setNoBias:true", true);
    check("#nobias=1", r#"{"noBias":false}"#, "", false);
    check("#nobias=1", r#"{"noBias":false}"#, "setNoBias:false", true);
    check(lab, r#"{"scaled":true}"#, "setScale:true", true);
    check("#scale=standard", r#"{"scaled":false}"#, "", false);
    check(lab, r#"{"byHand":true,"w":[200,200]}"#, "setWeight:200", true);
    check(lab, r#"{"byHand":true,"w":[200,200]}"#, "step setWeight:200", false);
    check(lab, r#"{"byHand":true,"w":[200,200]}"#, "step reset setWeight:200", true);
    check(lab, r#"{"updatesAtLeast":2}"#, "step", false);
    check(lab, r#"{"updatesAtLeast":2}"#, "step step", true);
    check(lab, r#"{"updatesAtLeast":2}"#, "step reset step", false);
    check(lab, r#"{"updatesAtMost":1,"w":[200,200]}"#, "step step setWeight:200", false);
    check(lab, r#"{"updatesAtMost":1,"w":[200,200]}"#, "step step newStart step setWeight:200", true);
    check(lab, r#"{"newStartsAtLeast":2}"#, "newStart reset", false);
    check(lab, r#"{"newStartsAtLeast":2}"#, "newStart newStart", true);
    // Other data or another rate do not lift the count of updates.
    check(lab, r#"{"byHand":true,"w":[200,200]}"#, "step setBatchSize:1 setWeight:200", false);
    check(lab, r#"{"byHand":true,"w":[200,200]}"#, "step setData:\"houses\" setWeight:200", false);
}

#[test]
fn training_meets_what_it_can() {
    let check = |hash: &str, challenge: &str, updates: u32, expected: bool| {
        let mut session = open(hash, challenge);
        session.advance(updates);
        assert_eq!(met(&session), expected, "{hash} {challenge} {updates}");
    };
    let lab = "#w=-1.03&b=0&lr=";
    check(&format!("{lab}0.1"), r#"{"lossBelow":10,"updatesAtMost":200}"#, 5000, true);
    check(&format!("{lab}0.01"), r#"{"lossBelow":10,"updatesAtMost":200}"#, 5000, false);
    check(&format!("{lab}0.5"), r#"{"diverged":true}"#, 5000, true);
    check(&format!("{lab}0.1"), r#"{"diverged":true}"#, 5000, false);
    check(&format!("{lab}0.1"), r#"{"settled":true}"#, 20, false);
    check(&format!("{lab}0.1"), r#"{"settled":true}"#, 50_000, true);
}

#[test]
fn a_challenge_is_met_after_the_same_update_at_any_pace() {
    let (mut once, mut often) = (open("#w=-1.03&b=0", r#"{"lossBelow":10}"#), Vec::new());
    let mut stepwise = open("#w=-1.03&b=0", r#"{"lossBelow":10}"#);
    for _ in 0..300 {
        stepwise.advance(1);
        often.push(met(&stepwise));
    }
    let first = often.iter().position(|met| *met).unwrap() as u32;
    once.advance(first);
    assert!(!met(&once));
    once.advance(1000);
    assert!(met(&once));
    let mut at_most = open("#w=-1.03&b=0", &format!(r#"{{"lossBelow":10,"updatesAtMost":{}}}"#, first + 1));
    at_most.advance(1000);
    assert!(met(&at_most));
    assert_eq!(at_most.snapshot().training.updates, 1000.0, "all updates were made");
    let mut too_few = open("#w=-1.03&b=0", &format!(r#"{{"lossBelow":10,"updatesAtMost":{first}}}"#));
    too_few.advance(1000);
    assert!(!met(&too_few) && too_few.snapshot().challenge.unwrap().spent);
}

#[test]
fn met_stays_met_until_it_is_set_anew() {
    let mut session = open("#w=140&b=60", r#"{"w":[200,200]}"#);
    assert!(!met(&session));
    session.apply(&Command::SetWeight(200.0)).unwrap();
    session.apply(&Command::SetWeight(0.0)).unwrap();
    assert!(met(&session));
    // Another experiment in the same lesson keeps it; setting it anew begins again.
    session.apply(&Command::Set("data=houses".into())).unwrap();
    assert!(met(&session));
    let again = Challenge { w: Some([200.0, 200.0]), ..Challenge::default() };
    session.apply(&Command::SetChallenge(Some(again))).unwrap();
    assert!(!met(&session));
    session.apply(&Command::SetChallenge(None)).unwrap();
    assert_eq!(session.snapshot().challenge, None);
}

#[test]
fn a_hand_that_trains_is_told_to_reset() {
    let mut session = open("#w=140&b=60", r#"{"byHand":true,"lossBelow":10}"#);
    assert!(!session.snapshot().challenge.unwrap().spent);
    session.apply(&Command::Step).unwrap();
    assert!(session.snapshot().challenge.unwrap().spent);
    session.apply(&Command::Reset).unwrap();
    assert!(!session.snapshot().challenge.unwrap().spent);
}

#[test]
fn what_no_one_can_meet_is_refused() {
    let mut session = open("#w=140&b=60", r#"{"lossBelow":10}"#);
    for challenge in [
        Challenge::default(),
        Challenge { loss_below: Some(f64::NAN), ..Challenge::default() },
        Challenge { loss_below: Some(0.0), ..Challenge::default() },
        Challenge { loss_below: Some(f64::INFINITY), ..Challenge::default() },
        Challenge { w: Some([2.0, 1.0]), ..Challenge::default() },
        Challenge { b: Some([f64::NAN, 1.0]), ..Challenge::default() },
        Challenge { updates_at_most: Some(-1.0), ..Challenge::default() },
        Challenge { new_starts_at_least: Some(f64::NAN), ..Challenge::default() },
    ] {
        let refused = session.apply(&Command::SetChallenge(Some(challenge.clone()))).unwrap_err();
        assert_eq!(refused.key, "refused.challenge", "{challenge:?}");
        assert!(!met(&session), "the challenge before stays");
    }
    assert!(Challenge::read(&parsed(r#"{"lossBelw":10}"#)).is_err(), "a slip in a lesson's file");
}

#[test]
fn a_link_is_bare_where_it_names_nothing_of_an_experiment() {
    let check = |query: &str, hash: &str, bare: bool| {
        assert_eq!(Session::open(query, hash).unwrap().1.bare, bare, "{query} {hash}");
    };
    check("", "", true);
    check("", "#", true);
    check("", "#lesson=why-both", true);
    check("?utm_source=course", "#theme=dark&lang=en&tab=numbers&embed=1&show=stage", true);
    check("", "#something=else", true);
    check("", "#data=lab", false);
    check("", "#lesson=why-both&w=200", false);
    check("?seed=0", "", false);
    check("", "#w=banana", false);
}
