//! Calls wasm-opt with the features that the page's browsers have. Trunk calls it with the same features.

use std::path::Path;

use crate::failure::Result;
use crate::setup::node_tool;
use crate::workspace::Workspace;

/// Makes a WebAssembly file smaller and faster in place.
pub(crate) fn optimise(workspace: &Workspace, wasm: &Path) -> Result<()> {
    node_tool(workspace, "wasm-opt")?
        .args([
            "-O3",
            "--enable-simd",
            "--enable-bulk-memory",
            "--enable-nontrapping-float-to-int",
            "--enable-sign-ext",
            "--enable-mutable-globals",
            "--enable-reference-types",
            "--enable-multivalue",
        ])
        .args([wasm, "-o".as_ref(), wasm])
        .run()
}
