use std::path::PathBuf;

use crate::workspace::Workspace;

/// What the checks look at.
pub(super) struct Subject<'a> {
    pub(super) workspace: &'a Workspace,
    /// The built page.
    pub(super) site: PathBuf,
    /// Whether to put right what can be, instead of complaining.
    pub(super) write: bool,
}
