//! `cargo xtask check`: everything that a reviewer need not check by eye.

mod budgets;
mod declarations;
mod dependencies;
mod house;
mod imports;
mod page;
mod parts;
mod rust;
mod sentences;
mod subject;
mod web;

use crate::cli::CheckOptions;
use crate::failure::{Failure, Result};
use crate::setup;
use crate::shell::say;
use crate::site;
use crate::workspace::Workspace;

use subject::Subject;

/// A check's printed name and the check.
type Check = (&'static str, fn(&Subject) -> Result<()>);

const CHECKS: [Check; 12] = [
    ("Rust's format", rust::format),
    ("who may know whom", dependencies::check),
    ("imports between files", imports::check),
    ("house rules", house::check),
    ("every sentence", sentences::check),
    ("clippy", rust::clippy),
    ("Rust's documentation", rust::documentation),
    ("the boundary's TypeScript", declarations::check),
    ("the names of the page's parts", parts::check),
    ("JavaScript's types", web::types),
    ("the page's format", web::format),
    ("the page's size", budgets::check),
];

pub(crate) fn run(workspace: &Workspace, options: &CheckOptions) -> Result<()> {
    setup::rust_checkers()?;
    let site = workspace.target.join("site");
    site::build(workspace, &site)?;
    let subject = Subject { workspace, site, write: options.write };
    let mut failed = Vec::new();
    for (name, check) in CHECKS {
        say(&format!("checking {name}"));
        if let Err(failure) = check(&subject) {
            eprintln!("{failure}");
            failed.push(name);
        }
    }
    if failed.is_empty() {
        say(&format!("all {} checks passed", CHECKS.len()));
        return Ok(());
    }
    Err(Failure::new(format!("{} of {} checks failed: {}.", failed.len(), CHECKS.len(), failed.join(", "))))
}
