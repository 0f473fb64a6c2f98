//! Writes `wire.d.ts`, the TypeScript of what these functions take and return, from the Rust types.

use std::fmt::Write as _;

use ts_rs::{Config, TS};
use two_knobs_lab::keras::script::Flavour;
use two_knobs_lab::keras::set::Pasted;
use two_knobs_lab::notebook;
use two_knobs_lab::session::trained;
use two_knobs_lab::words::message;

fn declarations() -> String {
    let config = Config::default();
    let mut text = String::from(
        "// Written by `UPDATE_WIRE=1 cargo test -p two-knobs-extras` from the Rust types of the same names; their\n\
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
        Flavour,
        Pasted,
        notebook::NotebookState,
        trained::Trained,
        notebook::WrongTurn,
        notebook::Notebook,
        notebook::CellName,
        notebook::Cell,
        notebook::Line,
        notebook::Token,
        notebook::TokenKind,
        notebook::KnobName,
        notebook::Badge,
        notebook::Output,
        notebook::OutputKind,
        notebook::Span,
        notebook::Wrong,
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
        "crates/extras/src/wire.d.ts is not what the Rust types say: run UPDATE_WIRE=1 cargo test -p two-knobs-extras, then look at the diff"
    );
}
