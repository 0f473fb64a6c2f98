//! One Two Knobs experiment as a page sees it, without a page: what can be asked ([`Command`]), what happens
//! ([`Session`]), what can be seen ([`Snapshot`]), and how all of it travels as text ([`link`]).
//!
//! ```
//! use two_knobs_lab::{Command, Session};
//!
//! let (mut session, _) = Session::open("", "#data=lab").unwrap();
//! session.apply(&Command::SetWeight(200.0)).unwrap();
//! session.apply(&Command::SetBias(100.0)).unwrap();
//! assert_eq!(session.snapshot().loss, 0.0);
//! ```

pub mod advice;
mod base64;
pub mod challenge;
pub mod command;
pub mod datasets;
mod decimal;
mod display;
mod draft;
mod edit;
mod files;
mod grid;
pub mod history;
pub mod input;
pub mod keras;
mod key;
mod keys;
pub mod limit;
pub mod link;
mod losses;
pub mod map;
pub mod message;
mod model;
pub mod nice;
pub mod notebook;
pub mod paste;
mod picture;
mod readable;
pub mod run;
pub mod scaling;
pub mod session;
pub mod snapshot;
pub mod spec;
mod stage;
pub mod step;
mod text;
mod train;
mod undo;
mod view;

pub use command::{Command, Speed};
pub use input::Input;
pub use link::Display;
pub use message::Message;
pub use session::Session;
pub use snapshot::Snapshot;
