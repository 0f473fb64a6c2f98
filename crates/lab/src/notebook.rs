//! The notebook: the lab's cells as data, their numbers the session's. Code is tokens, some of them a knob's number that
//! can be scrubbed; output is what Python would print.
//!
//! Nothing runs Python. Each cell's output is worked out from the session with the rules of [`crate::keras::print`], and
//! each error is the one that core's `set_weights` gives when it is really handed the wrong thing.

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
    /// The notebook of a session as it stands.
    pub fn of(session: &Session, state: &NotebookState) -> Self {
        Self::of_training(session, session.trained().as_ref(), state)
    }

    /// The notebook of a session that was opened at the link of another, of which `trained` is the training.
    pub fn of_training(session: &Session, trained: Option<&Trained>, state: &NotebookState) -> Self {
        cells::notebook(session, trained, state)
    }
}
