//! The names of the page's parts, as a type: a script that asks for a part which index.html does not have is a type error.

use std::collections::BTreeSet;

use super::declarations::first_difference;
use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::workspace::{read, write};

const PAGE: &str = "www/index.html";
const FILE: &str = "www/page/parts/parts.d.ts";

pub(super) fn check(subject: &Subject) -> Result<()> {
    let root = &subject.workspace.root;
    let generated = declared(&read(&root.join(PAGE))?);
    let file = root.join(FILE);
    if subject.write {
        return write(&file, &generated);
    }
    match first_difference(&read(&file).unwrap_or_default(), &generated) {
        None => Ok(()),
        Some((number, line)) => Err(Failure::new(format!(
            "{FILE} does not name the parts of {PAGE}; from line {number} it should read:\n    {line}"
        ))
        .run_by_hand("cargo xtask check --write")),
    }
}

/// The type of all names that a page gives its parts by `data-part`.
fn declared(page: &str) -> String {
    let named = page.split("data-part=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let names: BTreeSet<&str> = named.map(|(name, _)| name).collect();
    let lines: String = names.iter().map(|name| format!("\n  | \"{name}\"")).collect();
    format!(
        "// Written by `cargo xtask check --write`: what index.html calls its parts (data-part).\n\n\
         export type PartName ={lines};\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_declared_once_and_in_order() {
        let page = "<i data-part=\"rig\"></i><template><i data-part=\"knob\"></i></template><b data-part=\"rig\"></b>";
        assert!(declared(page).ends_with("\n\nexport type PartName =\n  | \"knob\"\n  | \"rig\";\n"));
    }

    #[test]
    fn the_checked_in_file_names_the_parts_of_the_page() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        assert_eq!(read(&root.join(FILE)), Ok(declared(&read(&root.join(PAGE)).unwrap())));
    }
}
