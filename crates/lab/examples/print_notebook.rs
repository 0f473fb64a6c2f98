//! Prints a link's notebook as JSON; `tests/fixtures/verify_keras.py` runs its cells in real Keras. What happens before is a
//! list: so many updates, or a knob turned to a value.
//!
//!     cargo run -p two-knobs-lab --example print_notebook -- '#w=200&b=100' 0
//!     cargo run -p two-knobs-lab --example print_notebook -- '#data=houses&shuffle=0' 3,w=150,7

mod arguments;

use std::process::ExitCode;

use two_knobs_lab::notebook::{Notebook, NotebookState};
use two_knobs_lab::{Command, Display, Session};

fn main() -> ExitCode {
    arguments::print(|arguments| {
        let [link, road] = arguments else {
            return Err("Give a link and what happens, such as: print_notebook '#shuffle=0' 5,w=150,5".into());
        };
        let mut session = arguments::open(link)?;
        road.split(',').try_for_each(|step| walk(&mut session, step))?;
        // As the page has it: of a link, and of the training that led there.
        let link = session.link(&Display::default()).map_err(|error| error.to_string())?;
        let (trained, opened) = (session.trained(), arguments::open(&link)?);
        let first = Notebook::of_training(&opened, trained.as_ref(), &NotebookState::default());
        let turns = [None].into_iter().chain(first.turns.into_iter().map(Some));
        let states = turns.flat_map(|wrong| {
            (0..first.layers).map(move |layer| NotebookState { wrong, layer: Some(layer) })
        });
        let pages: Vec<_> =
            states.map(|state| Notebook::of_training(&opened, trained.as_ref(), &state)).collect();
        serde_json::to_string_pretty(&pages).map_err(|error| error.to_string())
    })
}

fn walk(session: &mut Session, step: &str) -> Result<(), String> {
    let wrong = || format!("{step} is neither a number of updates nor w= or b= and a value.");
    if let Ok(updates) = step.parse() {
        session.advance(updates);
        return Ok(());
    }
    let (knob, value) = step.split_once('=').ok_or_else(wrong)?;
    let value = value.parse().map_err(|_| wrong())?;
    let command = match knob {
        "w" => Command::SetWeight(value),
        "b" => Command::SetBias(value),
        _ => return Err(wrong()),
    };
    session.apply(&command).map_err(|message| arguments::sentence(&message))
}
