//! TypeScript's checker and Prettier, over the page and its tests.

use super::subject::Subject;
use crate::failure::Result;
use crate::setup;

/// The files that Prettier formats. wasm-bindgen formats the boundary's declarations, and the benchmark's list of
/// works has one work on each line; Prettier leaves both out.
const FORMATTED: [&str; 6] = [
    "www/**/*.{css,html,js,json}",
    "!www/page/session/two_knobs.d.ts",
    "!www/page/session/two_knobs_extras.d.ts",
    "tests/{bench,browser}/**/*.{css,html,js,json}",
    "!tests/bench/works/**",
    "package.json",
];

pub(super) fn types(subject: &Subject) -> Result<()> {
    setup::node_tool(subject.workspace, "tsc")?.args(["--project", "www"]).run()
}

pub(super) fn format(subject: &Subject) -> Result<()> {
    let mode = if subject.write { "--write" } else { "--check" };
    setup::node_tool(subject.workspace, "prettier")?
        .args(["--log-level=warn", "--no-error-on-unmatched-pattern", mode])
        .args(FORMATTED)
        .run()
}
