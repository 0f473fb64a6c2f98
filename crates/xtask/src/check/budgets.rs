//! How many bytes a browser fetches for a working page: never more than they were, until the goal is reached.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::shell::say;
use crate::workspace::{file_failure, files_below, parse_json, read, write};

const FILE: &str = "crates/xtask/budgets.json";
const THE_LANGUAGE: &str = "i18n/en.json";

pub(super) fn check(subject: &Subject) -> Result<()> {
    let path = subject.workspace.root.join(FILE);
    let mut file = parse_json(&read(&path)?)?;
    let budget = Budget::read(&file)?;
    let measured = measure(&subject.site, &budget.later)?;
    say(&format!("a working page takes {measured} bytes (brotli); the goal is {}", budget.goal));
    if subject.write && measured < budget.recorded {
        file["recorded"] = measured.into();
        return write(&path, &format!("{file:#}\n"));
    }
    budget.judge(measured)
}

/// Sizes in bytes after brotli.
#[derive(Debug)]
struct Budget {
    /// What the design asks for; docs/decisions/0002-bytes.md says how far off the page is.
    goal: u64,
    /// What the page took when this was last written down.
    recorded: u64,
    /// What the page fetches only once it works or something is opened: beginnings of paths in the built folder.
    later: Vec<String>,
}

impl Budget {
    fn read(file: &Value) -> Result<Self> {
        let number = |key: &str| {
            file[key].as_u64().ok_or_else(|| Failure::new(format!("{FILE} has no number {key:?}.")))
        };
        let later = file["later"].as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(Self {
            goal: number("goal")?,
            recorded: number("recorded")?,
            later: later.map(str::to_owned).collect(),
        })
    }

    /// A hundredth more than recorded is the noise of names and versions; all beyond it is growth.
    fn judge(&self, measured: u64) -> Result<()> {
        if measured > self.recorded + self.recorded / 100 {
            return Err(Failure::new(format!(
                "The page grew from {} to {measured} bytes. Make it smaller, or, where the growth is worth it, write \
                 the new number into {FILE} and say why in the commit.",
                self.recorded
            )));
        }
        Ok(())
    }
}

fn measure(site: &Path, later: &[String]) -> Result<u64> {
    let mut sum = 0;
    for path in files_below(site)? {
        let name = path.strip_prefix(site).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if is_first(&name, later) {
            sum += compressed(&path)?;
        }
    }
    Ok(sum)
}

/// Whether the page fetches this file before it works.
fn is_first(name: &str, later: &[String]) -> bool {
    let of_another_language = name.starts_with("i18n/") && name != THE_LANGUAGE;
    !of_another_language && !later.iter().any(|start| begins(name, start))
}

/// Whether a path begins like this; a `*` stands for what a name has of its content.
fn begins(name: &str, start: &str) -> bool {
    match start.split_once('*') {
        Some((start, then)) => {
            name.strip_prefix(start).is_some_and(|rest| !rest.contains('/') && rest.contains(then))
        }
        None => name.starts_with(start),
    }
}

fn compressed(path: &Path) -> Result<u64> {
    let bytes = fs::read(path).map_err(|error| file_failure("read", path, &error))?;
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut bytes.as_slice(), &mut out, &parameters)
        .map_err(|error| file_failure("compressed", path, &error))?;
    Ok(out.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratchet_holds() {
        let budget = Budget { goal: 120_000, recorded: 100_000, later: Vec::new() };
        for (measured, passes) in [(90_000, true), (100_000, true), (101_000, true), (101_001, false)] {
            assert_eq!(budget.judge(measured).is_ok(), passes, "{measured}");
        }
    }

    #[test]
    fn one_language_counts_and_what_opens_later_does_not() {
        let later = ["js/lessons/".to_owned(), "whole-*_bg.wasm".to_owned()];
        let rows = [
            ("index.html", true),
            ("i18n/en.json", true),
            ("i18n/es.json", false),
            ("js/main.js", true),
            ("js/lessons/why-both.js", false),
            ("whole-12ab.js", true),
            ("light-12ab.wasm", true),
            ("whole-12ab_bg.wasm", false),
        ];
        for (name, expected) in rows {
            assert_eq!(is_first(name, &later), expected, "{name}");
        }
    }

    #[test]
    fn the_checked_in_file_is_read() {
        let file = parse_json(include_str!("../../budgets.json")).unwrap();
        let budget = Budget::read(&file).unwrap();
        assert_eq!(budget.goal, 120_000, "DESIGN 8's");
        let empty = Budget::read(&parse_json("{}").unwrap()).unwrap_err().to_string();
        assert_eq!(empty, "crates/xtask/budgets.json has no number \"goal\".");
    }
}
