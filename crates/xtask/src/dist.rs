//! `cargo xtask dist`: what a person takes home.

use crate::failure::Result;
use crate::shell::say;
use crate::site;
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    site::build(workspace, &workspace.root.join("dist/site"))?;
    say("dist/site/ is the hosted folder: any static server can serve it, from any sub-path");
    Ok(())
}
