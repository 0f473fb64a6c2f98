//! `cargo xtask bench`: measures the built page beside its peers in tests/bench, and the session built natively.

use crate::browsers;
use crate::failure::Result;
use crate::setup;
use crate::shell::{Tool, say};
use crate::site;
use crate::workspace::Workspace;

/// Sets up and builds everything that tests/bench/bench.js measures, and passes the options on to it.
pub(crate) fn run(workspace: &Workspace, options: &[String]) -> Result<()> {
    setup::bench_packages(workspace)?;
    let site = workspace.target.join("site");
    site::build(workspace, &site)?;
    say("building the session natively, to compare with WebAssembly (the first time takes a few minutes)");
    Tool::new("cargo")
        .args(["build", "--quiet", "--release", "--package=two-knobs-lab", "--example=bench"])
        .current_dir(&workspace.root)
        .run()?;
    let native = format!("release/examples/bench{}", std::env::consts::EXE_SUFFIX);
    let mut bench = Tool::new("node")
        .args([workspace.root.join("tests/bench/bench.js")])
        .args(options)
        .env("TWO_KNOBS_SITE", &site)
        .env("TWO_KNOBS_NATIVE", workspace.target.join(native));
    for (variable, path) in browsers::ensure(workspace, &["--project=chromium".to_owned()])? {
        bench = bench.env(variable, path);
    }
    bench.run()
}
