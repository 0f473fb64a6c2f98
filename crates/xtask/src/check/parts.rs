//! Writes the names of the page's parts and icons as types, so that a script which asks for a missing part or icon is
//! a type error.

use std::collections::BTreeSet;

use super::declarations::first_difference;
use super::page::{self, PAGE};
use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::workspace::{read, write};

const FILE: &str = "www/page/parts/parts.d.ts";

pub(super) fn check(subject: &Subject) -> Result<()> {
    let root = &subject.workspace.root;
    let generated = declared(&page::whole(root)?);
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

/// The types of all names of parts and icons in a page.
fn declared(page: &str) -> String {
    format!(
        "// Written by `cargo xtask check --write`: what the page calls its parts (data-part) and its icons (i-...).\n\n\
         export type PartName ={};\n\nexport type IconName ={};\n",
        one_of(page, "data-part=\""),
        one_of(page, "<symbol id=\"i-"),
    )
}

/// The type that allows every name behind this mark.
fn one_of(page: &str, mark: &str) -> String {
    let named = page.split(mark).skip(1).filter_map(|rest| rest.split_once('"'));
    let names: BTreeSet<&str> = named.map(|(name, _)| name).collect();
    names.iter().map(|name| format!("\n  | \"{name}\"")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_declared_once_and_in_order() {
        let page = "<i data-part=\"rig\"></i><symbol id=\"i-on\"></symbol><i data-part=\"knob\"></i><b data-part=\"rig\"></b>";
        let types =
            "\n\nexport type PartName =\n  | \"knob\"\n  | \"rig\";\n\nexport type IconName =\n  | \"on\";\n";
        assert!(declared(page).ends_with(types));
    }

    #[test]
    fn the_checked_in_file_names_the_parts_of_the_page() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        assert_eq!(read(&root.join(FILE)), Ok(declared(&page::whole(&root).unwrap())));
    }
}
