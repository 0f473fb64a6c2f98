//! The npm package: the boundary's JavaScript, WebAssembly and types, for pages of other people.

use std::path::Path;

use crate::failure::Result;
use crate::optimise::optimise;
use crate::setup::{WASM_TARGET, wasm_bindgen};
use crate::shell::Tool;
use crate::workspace::{Workspace, read, remove_folder, write as write_file};

const README: &str = include_str!("npm.md");

pub(super) fn write(workspace: &Workspace, folder: &Path) -> Result<()> {
    remove_folder(folder)?;
    // Trunk has just built this file.
    let wasm = workspace.target.join(WASM_TARGET).join("release/two_knobs_wasm.wasm");
    Tool::new(wasm_bindgen(workspace)?)
        .args(["--target", "web", "--out-name", "two_knobs", "--out-dir"])
        .args([folder, &wasm])
        .run()?;
    // The same optimisation as for the page's file.
    optimise(workspace, &folder.join("two_knobs_bg.wasm"))?;
    let version = workspace.package_version()?;
    let package = serde_json::json!({
        "name": "two-knobs",
        "version": version,
        "description": "One neuron's two knobs: dense networks with Keras's numbers, trained in WebAssembly and drawn on a canvas",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "main": "two_knobs.js",
        "types": "two_knobs.d.ts",
        "exports": {
            ".": { "types": "./two_knobs.d.ts", "default": "./two_knobs.js" },
            "./two_knobs_bg.wasm": "./two_knobs_bg.wasm",
        },
        "files": ["two_knobs.js", "two_knobs.d.ts", "two_knobs_bg.wasm", "two_knobs_bg.wasm.d.ts", "LICENSE-MIT", "LICENSE-APACHE"],
        "sideEffects": false,
        "keywords": ["neural-network", "keras", "sgd", "education", "webassembly"],
    });
    write_file(&folder.join("package.json"), &format!("{package:#}\n"))?;
    write_file(&folder.join("README.md"), README)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        write_file(&folder.join(licence), &read(&workspace.root.join(licence))?)?;
    }
    Ok(())
}
