//! This project's own rules, which no ordinary tool checks: short files, names that the page's modules must not use,
//! and the imports between the page's folders.

use std::path::Path;

use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::workspace::{files_below, read};

/// For each kind of file: its folder, the end of its name, and the most lines it may have.
const LONGEST: [(&str, &str, usize); 6] = [
    ("crates", "rs", 400),
    ("www/page", "js", 250),
    ("www", "css", 300),
    ("www", "html", 450),
    ("tests", "js", 400),
    ("tests", "mjs", 400),
];

/// Code that the page's modules must not contain, and why.
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
    "nothing needs storage: only lessons/storage.js keeps a learner's progress, where that is allowed";
/// The only module that may use storage. The page works even where every access to storage fails.
const KEEPER: &str = "www/page/lessons/storage.js";

/// The modules that may import from any folder: they wire the others together, or start the page.
const WIRES: [&str; 3] = ["main.js", "views.js", "start/"];
/// The folders from which every other folder may import.
const COMMON: [&str; 2] = ["parts/", "words/"];

pub(super) fn check(subject: &Subject) -> Result<()> {
    let root = &subject.workspace.root;
    let mut complaints = Vec::new();
    for (folder, extension, longest) in LONGEST {
        for path in files_below(&root.join(folder))? {
            if has_extension(&path, extension) && !installed(&path) {
                complaints.extend(too_long(&name(&path, root), &read(&path)?, longest));
            }
        }
    }
    let scripts = root.join("www/page");
    for path in files_below(&scripts)? {
        if has_extension(&path, "js") {
            let text = read(&path)?;
            complaints.extend(forbidden_words(&name(&path, root), &text));
            complaints.extend(forbidden_imports(&name(&path, &scripts), &text));
        }
    }
    if complaints.is_empty() { Ok(()) } else { Err(Failure::new(complaints.join("\n"))) }
}

/// Whether a tool has installed other people's packages at this path.
fn installed(path: &Path) -> bool {
    path.components().any(|step| step.as_os_str() == "node_modules")
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

/// The imports in a module that reach into another folder, except the common ones. `name` is the module's path below
/// www/page.
fn forbidden_imports(name: &str, text: &str) -> Vec<String> {
    if WIRES.iter().any(|wire| name.starts_with(wire)) {
        return Vec::new();
    }
    let room = name.split_inclusive('/').next().unwrap_or_default();
    let allowed =
        |other: &str| other.starts_with(room) || COMMON.iter().any(|common| other.starts_with(common));
    let all = code_lines(text).flat_map(|(number, line)| imports(line).map(move |address| (number, address)));
    let refused = all.filter_map(|(number, address)| match beside(name, address) {
        Some(other) if allowed(&other) => None,
        other => Some((number, other.unwrap_or_else(|| address.to_owned()))),
    });
    let rule = "a room imports parts/, words/ and itself; main.js, views.js and start/ wire rooms together";
    refused.map(|(number, other)| format!("www/page/{name}:{number}: imports {other} ({rule}).")).collect()
}

/// The imported module's path below www/page; `None` where the address is not one of the page's own modules.
fn beside(name: &str, address: &str) -> Option<String> {
    let mut place: Vec<&str> = name.split('/').collect();
    place.pop();
    address.starts_with('.').then_some(())?;
    for step in address.split('/') {
        match step {
            "." => {}
            ".." => _ = place.pop()?,
            step => place.push(step),
        }
    }
    Some(place.join("/"))
}

/// The lines that contain code, with their numbers. In this project, a comment always starts its line.
pub(super) fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| !["//", "/*", "*"].iter().any(|start| line.trim_start().starts_with(start)))
}

/// The addresses that a line imports, in `import` statements and in `import()`.
fn imports(line: &str) -> impl Iterator<Item = &str> {
    let starts = ["from \"", "import \"", "import(\""];
    starts
        .into_iter()
        .filter_map(move |start| line.split_once(start)?.1.split_once('"').map(|(address, _)| address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_code_and_not_in_comments() {
        let text =
            "// innerHTML is forbidden\nnode.innerHTML = text;\n * Math.exp\nconst x = Math.expm1(y);\n";
        assert_eq!(
            forbidden_words("www/page/parts/dom.js", text),
            [
                "www/page/parts/dom.js:2: innerHTML (text goes into the page as textContent).",
                "www/page/parts/dom.js:4: Math.exp (mathematics lives in Rust).",
            ]
        );
        let keeping = "localStorage.getItem(KEY)\n";
        assert_eq!(forbidden_words("www/page/lessons/storage.js", keeping), [""; 0]);
        assert_eq!(forbidden_words("www/page/main.js", keeping).len(), 1);
    }

    #[test]
    fn a_room_imports_the_common_rooms_and_itself() {
        let rows = [
            ("rig/knob.js", "import { text } from \"../parts/dom.js\";", ""),
            ("rig/knob.js", "import { say } from \"../words/i18n.js\";", ""),
            ("rig/knob.js", "import { stage } from \"./stage.js\";", ""),
            ("rig/knob.js", "import { stage } from \"../rig/stage.js\";", ""),
            ("rig/knob.js", "import { map } from \"../look/map.js\";", "look/map.js"),
            ("rig/knob.js", "const map = await import(\"../look/map.js\");", "look/map.js"),
            ("rig/knob.js", "import { map } from \"../parts/../look/map.js\";", "look/map.js"),
            ("rig/knob.js", "import \"../main.js\";", "main.js"),
            ("rig/knob.js", "import \"../../two-knobs.js\";", "../../two-knobs.js"),
            ("rig/knob.js", "import lodash from \"lodash\";", "lodash"),
            ("rig/knob.js", "/** @import { Snapshot } from \"../session/two_knobs.d.ts\" */", ""),
            ("parts/dom.js", "import { rich } from \"../words/rich.js\";", ""),
            ("parts/dom.js", "import { knob } from \"../rig/knob.js\";", "rig/knob.js"),
            ("session/loop.js", "import { knob } from \"../rig/knob.js\";", "rig/knob.js"),
            ("main.js", "import { knob } from \"./rig/knob.js\";", ""),
            ("start/boot.js", "const page = () => import(\"../main.js\");", ""),
            ("start.js", "import \"./rig/knob.js\";", "rig/knob.js"),
        ];
        for (name, line, refused) in rows {
            let complaints = forbidden_imports(name, line);
            assert_eq!(complaints.is_empty(), refused.is_empty(), "{name}: {line}");
            assert!(
                complaints.iter().all(|complaint| complaint.contains(&format!(" imports {refused} "))),
                "{complaints:?}"
            );
        }
    }

    #[test]
    fn a_long_file_is_named_with_its_length() {
        assert_eq!(too_long("a.rs", "1\n2\n", 2), None);
        let complaint = too_long("a.rs", "1\n2\n3\n", 2);
        assert_eq!(complaint.as_deref(), Some("a.rs has 3 lines, more than 2: it does more than one job."));
    }
}
