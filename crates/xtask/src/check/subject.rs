use std::path::PathBuf;

use crate::workspace::Workspace;

/// The subject of the checks.
pub(super) struct Subject<'a> {
    pub(super) workspace: &'a Workspace,
    /// The built page.
    pub(super) site: PathBuf,
    /// Whether to repair what can be repaired, instead of complaining.
    pub(super) write: bool,
}
