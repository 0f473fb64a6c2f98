//! `cargo xtask dist`: the hosted folder, the single file, the notebook widget and the npm package.

mod hosted;
mod notebook;
mod npm;
mod single;

use std::path::Path;

use crate::cli::DistOptions;
use crate::failure::Result;
use crate::shell::say;
use crate::site;
use crate::workspace::{Workspace, copy_folder, remove_folder};

pub(crate) fn run(workspace: &Workspace, options: &DistOptions) -> Result<()> {
    let built = workspace.target.join("site");
    site::build(workspace, &built)?;
    pack(workspace, &built, &workspace.root.join("dist"), options)?;
    say("dist/site/ is the hosted folder: any static server can serve it, from any sub-path");
    say("dist/two-knobs.html is the page in one file: for an LMS upload or a USB stick");
    say("dist/notebook/two_knobs.mjs is an anywidget module; dist/npm/ is a package for JavaScript");
    Ok(())
}

/// Makes all four from the built page.
pub(crate) fn pack(workspace: &Workspace, built: &Path, folder: &Path, options: &DistOptions) -> Result<()> {
    let base = options.base_url.as_deref();
    let page = single::write(workspace, built, &folder.join("two-knobs.html"), base)?;
    notebook::write(&folder.join("notebook"), &page)?;
    npm::write(workspace, &folder.join("npm"))?;
    let site = folder.join("site");
    remove_folder(&site)?;
    copy_folder(built, &site)?;
    hosted::finish(&site, base)
}
