//! `cargo xtask test`: Rust's tests, then the built page in real browsers, and one closing line for both.

use std::fmt;
use std::fs;

use crate::browsers;
use crate::cli::{DistOptions, TestOptions};
use crate::dist;
use crate::failure::{Failure, Result};
use crate::setup;
use crate::shell::{Tool, say};
use crate::site;
use crate::workspace::{Workspace, parse_json, read};

pub(crate) fn run(workspace: &Workspace, options: &TestOptions) -> Result<()> {
    let mut tally = Tally::default();
    if options.rust {
        tally.add(&rust(workspace)?);
    }
    let mut cut_short = None;
    if options.browser {
        match browser(workspace, &options.playwright) {
            Ok(counted) => tally.add(&counted),
            Err(failure) => cut_short = Some(failure),
        }
    }
    if options.notebooks {
        tally.add(&notebooks(workspace)?);
    }
    println!("\n{tally}");
    match (cut_short, tally.failed) {
        (Some(failure), _) => Err(failure),
        (None, 0) => Ok(()),
        (None, failed) => Err(Failure::new(format!("{failed} of {} tests failed.", tally.passed + failed))),
    }
}

/// The numbers of passed, failed and skipped tests, as the runner counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Reads cargo's `test result: ok. 5 passed; 0 failed; 1 ignored; ...`.
    fn from_cargo_line(line: &str) -> Option<Self> {
        let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let count = |name: &str| {
            let part = counts.split("; ").find_map(|part| part.strip_suffix(name));
            part.and_then(|number| number.trim().parse().ok())
        };
        Some(Self { passed: count("passed")?, failed: count("failed")?, skipped: count("ignored")? })
    }

    /// Reads the `stats` of Playwright's JSON report.
    fn from_playwright_report(report: &str) -> Result<Self> {
        let report = parse_json(report)?;
        let count = |name: &str| {
            report["stats"][name]
                .as_u64()
                .ok_or_else(|| Failure::new(format!("Playwright's report counts no {name} tests.")))
        };
        Ok(Self {
            passed: count("expected")?,
            failed: count("unexpected")? + count("flaky")?,
            skipped: count("skipped")?,
        })
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        match self.skipped {
            0 => Ok(()),
            skipped => write!(f, ", {skipped} skipped"),
        }
    }
}

fn rust(workspace: &Workspace) -> Result<Tally> {
    say("running Rust's unit, property, snapshot and documentation tests");
    let mut tally = Tally::default();
    let test =
        Tool::new("cargo").args(["test", "--workspace", "--no-fail-fast"]).current_dir(&workspace.root);
    let succeeded = test.each_line(|line| {
        if let Some(result) = Tally::from_cargo_line(line) {
            tally.add(&result);
        }
    })?;
    ended(tally, succeeded, "cargo test --workspace --no-fail-fast")
}

/// The widget in marimo, with a real Keras layer.
fn notebooks(workspace: &Workspace) -> Result<Tally> {
    let python = setup::notebook_python(workspace)?;
    let (site, dist) = (workspace.target.join("site"), workspace.target.join("dist"));
    site::build(workspace, &site)?;
    dist::pack(workspace, &site, &dist, &DistOptions::default())?;
    let report = workspace.root.join("tests/browser/.output/notebooks.json");
    let _ = fs::remove_file(&report);
    say("running the widget in a notebook");
    let mut playwright = setup::node_tool(workspace, "playwright")?
        .args(["test", "--config=tests/notebooks/playwright.config.js"])
        .env("TWO_KNOBS_PYTHON", &python)
        .env("TWO_KNOBS_WIDGET", dist.join("notebook/two_knobs.mjs"));
    for (variable, path) in &browsers::ensure(workspace, &["--project=chromium".to_owned()])? {
        playwright = playwright.env(variable, path);
    }
    let succeeded = playwright.succeeds()?;
    let tally = read(&report).and_then(|report| Tally::from_playwright_report(&report));
    ended(tally.unwrap_or_default(), succeeded, "cargo xtask test --notebooks")
}

fn browser(workspace: &Workspace, options: &[String]) -> Result<Tally> {
    let site = workspace.target.join("site");
    site::build(workspace, &site)?;
    let dist = workspace.target.join("dist");
    let hosted_at = DistOptions { base_url: Some("https://two-knobs.example/play".to_owned()) };
    dist::pack(workspace, &site, &dist, &hosted_at)?;
    let browsers = browsers::ensure(workspace, options)?;
    let report = workspace.root.join("tests/browser/.output/report.json");
    // Removed first, so that the report of an earlier run is never taken for this run's.
    let _ = fs::remove_file(&report);
    say("running the browser tests against the built page");
    let mut playwright = setup::node_tool(workspace, "playwright")?
        .args(["test", "--config=tests/browser/playwright.config.js"])
        .args(options)
        .env("TWO_KNOBS_SITE", &site)
        .env("TWO_KNOBS_DIST", &dist);
    for (variable, path) in &browsers {
        playwright = playwright.env(variable, path);
    }
    let succeeded = playwright.succeeds()?;
    let tally = read(&report).and_then(|report| Tally::from_playwright_report(&report));
    ended(tally.unwrap_or_default(), succeeded, "cargo xtask test --browser")
}

/// A runner that fails without a failed test was interrupted: its counts are incomplete.
fn ended(tally: Tally, succeeded: bool, command: &str) -> Result<Tally> {
    if succeeded || tally.failed > 0 {
        Ok(tally)
    } else {
        Err(Failure::new("The tests did not run to their end; the reason is above.").run_by_hand(command))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_result_lines_are_counted() {
        let rows = [
            (
                "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s",
                Some(Tally { passed: 5, failed: 0, skipped: 1 }),
            ),
            (
                "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
                Some(Tally { passed: 12, failed: 3, skipped: 0 }),
            ),
            ("test neuron::tests::result ... ok", None),
            ("test result: odd", None),
        ];
        for (line, expected) in rows {
            assert_eq!(Tally::from_cargo_line(line), expected, "{line}");
        }
    }

    #[test]
    fn playwrights_report_is_counted_and_a_flaky_test_failed() {
        let report = r#"{ "stats": { "expected": 9, "unexpected": 2, "flaky": 1, "skipped": 4 } }"#;
        assert_eq!(Tally::from_playwright_report(report), Ok(Tally { passed: 9, failed: 3, skipped: 4 }));
        assert!(Tally::from_playwright_report("{}").is_err());
    }

    #[test]
    fn a_run_cut_short_is_no_success() {
        let passed = Tally { passed: 3, ..Tally::default() };
        let failed = Tally { failed: 1, ..passed };
        assert_eq!(ended(passed, true, "cargo test"), Ok(passed));
        assert_eq!(ended(failed, false, "cargo test"), Ok(failed));
        assert!(ended(passed, false, "cargo test").is_err());
    }

    #[test]
    fn the_closing_line_names_skipped_tests_only_where_there_are_some() {
        let tally = Tally { passed: 3, failed: 0, skipped: 0 };
        assert_eq!(tally.to_string(), "3 passed, 0 failed");
        assert_eq!(Tally { skipped: 2, ..tally }.to_string(), "3 passed, 0 failed, 2 skipped");
    }
}
