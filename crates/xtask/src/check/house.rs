//! This project's own rules, which no ordinary tool checks: short files, names that www/js must not use, and its imports.

use std::path::Path;

use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::workspace::{files_below, read};

const LONGEST_RUST: usize = 400;
const LONGEST_JAVASCRIPT: usize = 250;

/// Code that www/js must not contain, and why.
const FORBIDDEN: [(&str, &str); 10] = [
    ("innerHTML", "text goes into the page as textContent"),
    ("outerHTML", "text goes into the page as textContent"),
    ("insertAdjacentHTML", "text goes into the page as textContent"),
    ("document.write", "text goes into the page as textContent"),
    ("Math.exp", "mathematics lives in Rust"),
    ("Math.tanh", "mathematics lives in Rust"),
    ("Math.random", "the same link must give the same numbers"),
    ("Date.now", "no result may depend on a clock"),
    ("localStorage", STORAGE),
    ("sessionStorage", STORAGE),
];
const STORAGE: &str =
    "nothing needs storage: only storage.js keeps a learner's progress, where that is allowed";
/// The only module that may use storage; the page works where each of its accesses fails.
const KEEPER: &str = "www/js/storage.js";

/// The modules of www/js that connect the others.
const WIRES: [&str; 5] = ["boot.js", "course.js", "lessons.js", "main.js", "views.js"];
/// The modules that any other may import.
const HELPERS: [&str; 17] = [
    "canvas.js",
    "cells.js",
    "copy-out.js",
    "digits.js",
    "dom.js",
    "field.js",
    "format.js",
    "hot.js",
    "i18n.js",
    "paste.js",
    "point-row.js",
    "popup.js",
    "rich.js",
    "save.js",
    "scrub.js",
    "svg.js",
    "translate.js",
];

pub(super) fn check(subject: &Subject) -> Result<()> {
    let root = &subject.workspace.root;
    let mut complaints = Vec::new();
    for path in files_below(&root.join("crates"))? {
        if has_extension(&path, "rs") {
            complaints.extend(too_long(&name(&path, root), &read(&path)?, LONGEST_RUST));
        }
    }
    let scripts = root.join("www/js");
    for path in files_below(&scripts)? {
        if has_extension(&path, "js") {
            let text = read(&path)?;
            complaints.extend(too_long(&name(&path, root), &text, LONGEST_JAVASCRIPT));
            complaints.extend(forbidden_words(&name(&path, root), &text));
            complaints.extend(forbidden_imports(&name(&path, &scripts), &text));
        }
    }
    if complaints.is_empty() { Ok(()) } else { Err(Failure::new(complaints.join("\n"))) }
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn name(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

fn too_long(name: &str, text: &str, longest: usize) -> Option<String> {
    let lines = text.lines().count();
    (lines > longest)
        .then(|| format!("{name} has {lines} lines, more than {longest}: it does more than one job."))
}

fn forbidden_words(name: &str, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in code_lines(text) {
        for (word, why) in FORBIDDEN {
            let kept = why == STORAGE && name == KEEPER;
            if line.contains(word) && !kept {
                complaints.push(format!("{name}:{number}: {word} ({why})."));
            }
        }
    }
    complaints
}

fn forbidden_imports(name: &str, text: &str) -> Vec<String> {
    if WIRES.contains(&name) {
        return Vec::new();
    }
    let siblings =
        code_lines(text).flat_map(|(number, line)| imports(line).map(move |other| (number, other)));
    let refused = siblings.filter(|(_, other)| !HELPERS.contains(other));
    let lists = "only main.js, views.js and their like wire modules together; their helpers are listed in crates/xtask/src/check/house.rs";
    refused.map(|(number, other)| format!("www/js/{name}:{number}: imports {other} ({lists}).")).collect()
}

/// The lines that contain code, with their numbers. In this project a comment starts its line.
pub(super) fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| !["//", "/*", "*"].iter().any(|start| line.trim_start().starts_with(start)))
}

/// The modules of the same folder that a line imports, statically or dynamically.
fn imports(line: &str) -> impl Iterator<Item = &str> {
    let starts = ["from \"./", "import \"./", "import(\"./"];
    starts
        .into_iter()
        .filter_map(move |start| line.split_once(start)?.1.split_once('"').map(|(other, _)| other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_code_and_not_in_comments() {
        let text =
            "// innerHTML is forbidden\nnode.innerHTML = text;\n * Math.exp\nconst x = Math.expm1(y);\n";
        assert_eq!(
            forbidden_words("www/js/dom.js", text),
            [
                "www/js/dom.js:2: innerHTML (text goes into the page as textContent).",
                "www/js/dom.js:4: Math.exp (mathematics lives in Rust).",
            ]
        );
        let keeping = "localStorage.getItem(KEY)\n";
        assert_eq!(forbidden_words("www/js/storage.js", keeping), [""; 0]);
        assert_eq!(forbidden_words("www/js/main.js", keeping).len(), 1);
    }

    #[test]
    fn leaves_import_helpers_only() {
        let rows = [
            ("main.js", "import { knob } from \"./knob.js\";", 0),
            ("knob.js", "import { text } from \"./dom.js\";", 0),
            ("knob.js", "import { stage } from \"./stage.js\";", 1),
            ("knob.js", "const stage = await import(\"./stage.js\");", 1),
            ("knob.js", "/** @import { Snapshot } from \"./two_knobs.d.ts\" */", 0),
            ("dom.js", "import \"./main.js\";", 1),
        ];
        for (name, line, complaints) in rows {
            assert_eq!(forbidden_imports(name, line).len(), complaints, "{name}: {line}");
        }
    }

    #[test]
    fn a_long_file_is_named_with_its_length() {
        assert_eq!(too_long("a.rs", "1\n2\n", 2), None);
        let complaint = too_long("a.rs", "1\n2\n3\n", 2);
        assert_eq!(complaint.as_deref(), Some("a.rs has 3 lines, more than 2: it does more than one job."));
    }
}
