//! One Two Knobs experiment, without a page: the requests ([`Command`]), the experiment's state ([`Session`]), what a
//! page shows of it ([`Snapshot`]), and its form as text ([`link`]).
//!
//! ```
//! use two_knobs_lab::{Command, Session};
//!
//! let (mut session, _) = Session::open("", "#data=lab").unwrap();
//! session.apply(&Command::SetWeight(200.0)).unwrap();
//! session.apply(&Command::SetBias(100.0)).unwrap();
//! assert_eq!(session.snapshot().loss, 0.0);
//! ```

pub mod data;
pub mod keras;
pub mod link;
pub mod notebook;
pub mod paste;
pub mod session;
pub mod spec;
pub mod words;

pub use link::Display;
pub use session::Session;
pub use session::command::Command;
pub use session::snapshot::Snapshot;
pub use words::input::Input;
pub use words::message::Message;
pub use words::terms::Speed;
