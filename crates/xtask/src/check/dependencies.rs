//! Which of our crates may depend on which, and which libraries each may use.

use serde_json::Value;

use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::shell::Tool;
use crate::workspace::parse_json;

/// A crate and its allowed dependencies. The crate's tests may use other libraries, except [`ONLY_WASM`] and our own
/// crates.
struct Room {
    package: &'static str,
    may_know: &'static [&'static str],
}

/// One row for each crate. A new library needs a decision: add it here in the commit that uses it.
const ROOMS: [Room; 6] = [
    Room { package: "two-knobs-core", may_know: &[] },
    // rawzip: an .npz file is a zip archive; miniz_oxide: np.savez_compressed writes compressed data.
    Room {
        package: "two-knobs-lab",
        may_know: &["two-knobs-core", "miniz_oxide", "rawzip", "serde", "ts-rs"],
    },
    Room { package: "two-knobs-charts", may_know: &["plotters"] },
    Room {
        package: "two-knobs-wasm",
        may_know: &[
            "two-knobs-lab",
            "two-knobs-charts",
            "js-sys",
            "plotters-canvas",
            "serde",
            "serde-wasm-bindgen",
            "wasm-bindgen",
            "web-sys",
        ],
    },
    Room {
        package: "two-knobs-extras",
        may_know: &["two-knobs-lab", "serde", "serde-wasm-bindgen", "wasm-bindgen"],
    },
    Room { package: "xtask", may_know: &["base64", "brotli", "flate2", "serde_json", "sha2"] },
];

/// Libraries of the web, which only the boundary crates may use, even in tests.
const ONLY_WASM: [&str; 5] = ["js-sys", "plotters-canvas", "serde-wasm-bindgen", "wasm-bindgen", "web-sys"];

pub(super) fn check(subject: &Subject) -> Result<()> {
    let metadata = Tool::new("cargo")
        .args(["metadata", "--no-deps", "--format-version=1"])
        .current_dir(&subject.workspace.root)
        .output()?;
    let complaints = complaints(&parse_json(&metadata)?);
    if complaints.is_empty() {
        return Ok(());
    }
    let table = "The table of what is allowed is in crates/xtask/src/check/dependencies.rs.";
    Err(Failure::new(format!("{}\n{table}", complaints.join("\n"))))
}

fn complaints(metadata: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(room) = ROOMS.iter().find(|room| room.package == name) else {
            complaints.push(format!("{name} has no row in the table of rooms."));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let other = dependency["name"].as_str().unwrap_or_default();
            let is_for_tests = dependency["kind"] == "dev" && is_free_in_tests(other);
            if !is_for_tests && !room.may_know.contains(&other) {
                complaints.push(format!("{name} must not know {other}."));
            }
        }
    }
    complaints
}

fn is_free_in_tests(library: &str) -> bool {
    !ONLY_WASM.contains(&library) && ROOMS.iter().all(|room| room.package != library)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(package: &str, dependency: &str, kind: Option<&str>) -> Vec<String> {
        let dependency = json!({ "name": dependency, "kind": kind });
        complaints(&json!({ "packages": [{ "name": package, "dependencies": [dependency] }] }))
    }

    #[test]
    fn arrows_that_are_allowed() {
        let rows = [
            ("two-knobs-lab", "two-knobs-core", None),
            ("two-knobs-wasm", "two-knobs-lab", None),
            ("two-knobs-wasm", "two-knobs-charts", None),
            ("two-knobs-wasm", "web-sys", None),
            ("two-knobs-charts", "plotters", None),
            ("two-knobs-core", "proptest", Some("dev")),
            ("two-knobs-wasm", "two-knobs-lab", Some("dev")),
        ];
        for (package, dependency, kind) in rows {
            assert_eq!(check(package, dependency, kind), Vec::<String>::new(), "{package} -> {dependency}");
        }
    }

    #[test]
    fn arrows_that_are_not() {
        let rows = [
            ("two-knobs-core", "two-knobs-lab", None),
            ("two-knobs-core", "serde", None),
            ("two-knobs-core", "cc", Some("build")),
            ("two-knobs-core", "two-knobs-lab", Some("dev")),
            ("two-knobs-core", "web-sys", Some("dev")),
            ("two-knobs-lab", "two-knobs-charts", None),
            ("two-knobs-lab", "wasm-bindgen", None),
            ("two-knobs-charts", "two-knobs-core", None),
            ("two-knobs-charts", "plotters-canvas", None),
            ("two-knobs-wasm", "two-knobs-core", None),
        ];
        for (package, dependency, kind) in rows {
            let expected = vec![format!("{package} must not know {dependency}.")];
            assert_eq!(check(package, dependency, kind), expected);
        }
    }

    #[test]
    fn a_new_crate_needs_a_row() {
        assert_eq!(
            check("two-knobs-maps", "serde", None),
            ["two-knobs-maps has no row in the table of rooms."]
        );
    }
}
