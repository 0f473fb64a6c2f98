//! Rust's own checkers, for every crate, and for the wasm crate on its real target too.

use super::subject::Subject;
use crate::failure::Result;
use crate::setup::WASM_TARGET;
use crate::shell::Tool;

pub(super) fn format(subject: &Subject) -> Result<()> {
    let arguments: &[&str] = if subject.write { &["fmt", "--all"] } else { &["fmt", "--all", "--check"] };
    cargo(subject, arguments).run()
}

pub(super) fn clippy(subject: &Subject) -> Result<()> {
    let deny = ["--", "--deny", "warnings"];
    cargo(subject, &["clippy", "--quiet", "--workspace", "--all-targets"]).args(deny).run()?;
    cargo(subject, &["clippy", "--quiet", "--package", "two-knobs-wasm", "--target", WASM_TARGET])
        .args(deny)
        .run()
}

pub(super) fn documentation(subject: &Subject) -> Result<()> {
    cargo(subject, &["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"])
        // Private items are documented too, so links to them are valid.
        .env("RUSTDOCFLAGS", "--deny warnings --allow rustdoc::private_intra_doc_links")
        .run()
}

fn cargo(subject: &Subject, arguments: &[&str]) -> Tool {
    Tool::new("cargo").args(arguments).current_dir(&subject.workspace.root)
}
