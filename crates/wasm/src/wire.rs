//! Writes `wire.d.ts`, the TypeScript of everything that crosses the boundary, from the Rust types.

use std::fmt::Write as _;

use ts_rs::{Config, TS};
use two_knobs_lab::data::{about, datasets, features, generated};
use two_knobs_lab::link;
use two_knobs_lab::session::{
    advice, challenge, choices, classes, command, faults, snapshot, stage, step, trained,
};
use two_knobs_lab::spec::{limit, pairing};
use two_knobs_lab::words::{message, nice, places, terms};

use crate::{diagram, picture};

fn declarations() -> String {
    let config = Config::default();
    let mut text = String::from(
        "// Written by `UPDATE_WIRE=1 cargo test -p two-knobs-wasm` from the Rust types of the same names; their\n\
         // documentation says what each field means.\n",
    );
    macro_rules! declare {
        ($($type:ty),* $(,)?) => {
            $(let _ = writeln!(text, "export {}", <$type>::decl(&config));)*
        };
    }
    declare!(
        message::Message,
        message::Value,
        link::Display,
        link::Theme,
        link::Tab,
        link::Part,
        command::Command,
        challenge::Challenge,
        terms::Speed,
        terms::OptimizerName,
        terms::ScheduleName,
        command::Handle,
        command::KnobName,
        datasets::DataName,
        about::Quantity,
        features::Feature,
        generated::Generator,
        choices::Choices,
        snapshot::Snapshot,
        snapshot::Model,
        snapshot::Layer,
        snapshot::Data,
        snapshot::Axes,
        nice::Axis,
        places::Place,
        snapshot::Knob,
        snapshot::End,
        snapshot::Fit,
        snapshot::Start,
        snapshot::Training,
        snapshot::TrainingSettings,
        limit::LimitKind,
        advice::Advice,
        advice::Less,
        snapshot::Status,
        snapshot::CurveFrame,
        snapshot::Past,
        snapshot::ChallengeState,
        classes::Classes,
        faults::Hint,
        faults::Fault,
        faults::Trouble,
        faults::Repair,
        faults::Note,
        faults::NoteKind,
        pairing::Mismatch,
        stage::Table,
        step::Step,
        step::StepRow,
        trained::Trained,
        picture::Sheet,
        picture::Margins,
        picture::Colors,
        picture::Fonts,
        picture::Chart,
        picture::Scales,
        picture::StageMarks,
        picture::Misses,
        picture::Rise,
        picture::CurveScales,
        picture::CurveMarks,
        picture::MapMarks,
        picture::NetworkMarks,
        picture::StageDrawn,
        picture::HandlePlace,
        picture::CurveDrawn,
        picture::MapDrawn,
        diagram::NetworkDrawn,
        diagram::Under,
        diagram::UnderKind,
        diagram::ColumnPlace,
        diagram::TilePlace,
    );
    text
}

#[test]
fn typescript_declarations_are_those_of_the_rust_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/wire.d.ts");
    let (written, declared) = (std::fs::read_to_string(path).unwrap_or_default(), declarations());
    if written == declared {
        return;
    }
    if std::env::var_os("UPDATE_WIRE").is_some() {
        std::fs::write(path, declared).unwrap();
    }
    panic!(
        "crates/wasm/src/wire.d.ts is not what the Rust types say: run UPDATE_WIRE=1 cargo test -p two-knobs-wasm, then look at the diff"
    );
}
