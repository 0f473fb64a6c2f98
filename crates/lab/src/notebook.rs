//! The notebook: the lab's cells as data, with the session's numbers. Code is a list of tokens; a token that is a
//! knob's number can be scrubbed. Output is what Python would print.
//!
//! Nothing runs Python. Each cell's output is computed from the session with the rules of [`crate::keras::print`]. Each
//! error is the one that core's `set_weights` gives for the same wrong arrays.

mod cells;
mod code;
mod fit;
mod output;
mod page;
mod parts;
mod setting;
mod wrong;

pub use parts::{
    Badge, Cell, CellName, KnobName, Line, Notebook, NotebookState, Output, OutputKind, Span, Token,
    TokenKind, Wrong, WrongTurn,
};

use crate::session::Session;
use crate::session::trained::Trained;

impl Notebook {
    /// The notebook of the present session.
    pub fn of(session: &Session, state: &NotebookState) -> Self {
        Self::of_training(session, session.trained().as_ref(), state)
    }

    /// The notebook of a session that another session's link opened; `trained` is that other session's training.
    pub fn of_training(session: &Session, trained: Option<&Trained>, state: &NotebookState) -> Self {
        cells::notebook(session, trained, state)
    }
}
