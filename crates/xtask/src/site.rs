//! Builds the page with Trunk. The cache's and node_modules' tools come first on PATH.

use std::path::Path;

use crate::bundle;
use crate::failure::Result;
use crate::setup;
use crate::shell::{Tool, path_with, say};
use crate::workspace::{Workspace, file_failure, files_below, remove_folder};

/// Trunk, ready to `build` or `serve` into a folder; sets up everything that it needs.
pub(crate) fn trunk(workspace: &Workspace, command: &str, folder: &Path) -> Result<Tool> {
    let tools = setup::page_tools(workspace)?;
    let config = workspace.root.join("Trunk.toml");
    Ok(Tool::new(&tools.trunk)
        .args([command.as_ref(), "--skip-version-check".as_ref(), "--config".as_ref(), config.as_os_str()])
        .args(["--dist".as_ref(), folder.as_os_str()])
        .env("PATH", path_with(&tools.folders)?)
        .current_dir(&workspace.root))
}

/// Builds the page into a folder that then holds nothing else.
pub(crate) fn build(workspace: &Workspace, folder: &Path) -> Result<()> {
    let trunk = trunk(workspace, "build", folder)?;
    remove_folder(folder)?;
    say(&format!("building the page into {} (the first time takes a few minutes)", folder.display()));
    trunk.run()?;
    remove_what_no_browser_reads(folder)?;
    bundle::bundle(workspace, folder)
}

fn remove_what_no_browser_reads(folder: &Path) -> Result<()> {
    for path in files_below(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == ".trunk-lock" || name.ends_with(".d.ts") {
            std::fs::remove_file(&path).map_err(|error| file_failure("removed", &path, &error))?;
        }
    }
    Ok(())
}
