//! Prints a link's notebook as JSON, after so many epochs; `tests/fixtures/verify_keras.py` runs its cells in real Keras:
//!
//!     cargo run -p two-knobs-lab --example print_notebook -- '#w=200&b=100' 0

mod arguments;

use std::process::ExitCode;

use two_knobs_lab::Session;
use two_knobs_lab::notebook::NotebookState;
use two_knobs_lab::snapshot::Status;

fn main() -> ExitCode {
    arguments::run("print_notebook", |mut session, epochs| {
        let training = |session: &Session| session.snapshot().training;
        while training(&session).epoch < epochs as f64 && training(&session).status == Status::Ready {
            session.advance(1);
        }
        let first = session.notebook(&NotebookState::default());
        let turns = [None].into_iter().chain(first.turns.into_iter().map(Some));
        let states = turns.flat_map(|wrong| {
            (0..first.layers).map(move |layer| NotebookState { wrong, layer: Some(layer) })
        });
        let pages: Vec<_> = states.map(|state| session.notebook(&state)).collect();
        serde_json::to_string_pretty(&pages).unwrap_or_default()
    })
}
