//! wasm-bindgen writes the boundary's TypeScript. The repository holds a copy, so that every change of the boundary
//! shows in a diff.

use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::setup::{WASM_TARGET, wasm_bindgen};
use crate::shell::Tool;
use crate::workspace::{read, write};

/// Each WebAssembly of the page, and the path of its declarations.
const CHECKED_IN: [(&str, &str); 2] = [
    ("two_knobs_wasm", "www/page/session/two_knobs.d.ts"),
    ("two_knobs_extras", "www/page/session/two_knobs_extras.d.ts"),
];

pub(super) fn check(subject: &Subject) -> Result<()> {
    CHECKED_IN.iter().try_for_each(|(built, checked_in)| check_one(subject, built, checked_in))
}

fn check_one(subject: &Subject, built: &str, file: &str) -> Result<()> {
    let workspace = subject.workspace;
    let folder = workspace.target.join("declarations");
    // Trunk has just built this file.
    let wasm = workspace.target.join(WASM_TARGET).join(format!("release/{built}.wasm"));
    Tool::new(wasm_bindgen(workspace)?)
        .args(["--target", "web", "--out-name", "two_knobs", "--out-dir"])
        .args([&folder, &wasm])
        .run()?;
    let generated = read(&folder.join("two_knobs.d.ts"))?;
    let checked_in = workspace.root.join(file);
    if subject.write {
        return write(&checked_in, &generated);
    }
    let old = read(&checked_in).unwrap_or_default();
    match first_difference(&old, &generated) {
        None => Ok(()),
        Some((number, line)) => Err(Failure::new(format!(
            "{file} is not what the build generates; from line {number} it should read:\n    {line}\n\
             If that change of the boundary is meant, write it."
        ))
        .run_by_hand("cargo xtask check --write")),
    }
}

/// The number and the new text of the first line that differs between the texts.
pub(super) fn first_difference<'a>(old: &str, new: &'a str) -> Option<(usize, &'a str)> {
    if old == new {
        return None;
    }
    let same = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    Some((same + 1, new.lines().nth(same).unwrap_or("(nothing more)")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_shown() {
        let rows = [
            ("a\nb\n", "a\nb\n", None),
            ("", "a\n", Some((1, "a"))),
            ("a\nb\n", "a\nc\n", Some((2, "c"))),
            ("a\nb\n", "a\n", Some((2, "(nothing more)"))),
        ];
        for (old, new, expected) in rows {
            assert_eq!(first_difference(old, new), expected, "{old:?} and {new:?}");
        }
    }
}
