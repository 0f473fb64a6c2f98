//! How many bytes a browser fetches until the page works, for each entry. The recorded numbers may only fall.
//!
//! Every visit fetches the files that `index.html` names; `budgets.json` lists the further files of an entry. The browser tests
//! (tests/browser/bytes.spec.js) compare this list with the files that a browser fetches.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::markup::Tag;
use crate::shell::say;
use crate::workspace::{file_failure, parse_json, read, write};

const FILE: &str = "crates/xtask/budgets.json";

pub(super) fn check(subject: &Subject) -> Result<()> {
    let path = subject.workspace.root.join(FILE);
    let mut file = parse_json(&read(&path)?)?;
    let site = Site::read(&subject.site)?;
    let mut grown = Vec::new();
    let mut judge = |what: &str, measured: u64, budget: &mut Value, goal: u64| -> Result<()> {
        let recorded = number(budget, "recorded")?;
        say(&format!("{what}: {measured} bytes (brotli); recorded {recorded}, goal {goal}"));
        if has_grown(measured, recorded) {
            grown.push(format!("{what} grew from {recorded} to {measured} bytes."));
        } else if subject.write && measured < recorded {
            budget["recorded"] = measured.into();
        }
        Ok(())
    };

    let goal = number(&file["wasm"], "goal")?;
    judge("the WebAssembly", site.size_of(&site.wasm()?)?, &mut file["wasm"], goal)?;
    let goal = number(&file, "goal")?;
    for (name, entry) in file["entries"].as_object_mut().into_iter().flatten() {
        let also: Vec<String> = entry["also"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        judge(&format!("a working page, {name}"), site.size_of(&site.fetched(&also)?)?, entry, goal)?;
    }
    if subject.write {
        write(&path, &format!("{file:#}\n"))?;
    }
    if grown.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "{} Make it smaller, or, where the growth is worth it, write the new number into {FILE} and say why in the commit.",
        grown.join(" ")
    )))
}

fn number(value: &Value, key: &str) -> Result<u64> {
    value[key].as_u64().ok_or_else(|| Failure::new(format!("{FILE} lacks a number {key:?}.")))
}

/// Names and versions change a compressed size by up to 1 %. A larger increase counts as growth.
fn has_grown(measured: u64, recorded: u64) -> bool {
    measured > recorded + recorded / 100
}

/// A built page in its folder.
struct Site<'a> {
    folder: &'a Path,
    page: String,
}

impl<'a> Site<'a> {
    fn read(folder: &'a Path) -> Result<Self> {
        Ok(Self { folder, page: read(&folder.join("index.html"))? })
    }

    /// The page's own WebAssembly.
    fn wasm(&self) -> Result<BTreeSet<String>> {
        let named = named(&self.page);
        let wasm: BTreeSet<_> = named.into_iter().filter(|name| name.ends_with(".wasm")).collect();
        if wasm.is_empty() { Err(Failure::new("The built page names no WebAssembly.")) } else { Ok(wasm) }
    }

    /// All files of a visit that fetches the files in `also`, besides those that the page names.
    fn fetched(&self, also: &[String]) -> Result<BTreeSet<String>> {
        let mut fetched = named(&self.page);
        fetched.insert("index.html".to_owned());
        let mut left: Vec<String> = also.to_vec();
        while let Some(name) = left.pop() {
            if name.ends_with(".js") {
                let module = read(&self.folder.join(&name))?;
                let others = imports(&module).into_iter().map(|other| beside(&name, other));
                left.extend(others.filter(|other| !fetched.contains(other)));
            }
            fetched.insert(name);
        }
        Ok(fetched)
    }

    fn size_of(&self, files: &BTreeSet<String>) -> Result<u64> {
        files.iter().map(|name| compressed(&self.folder.join(name))).sum()
    }
}

/// The page's own files that its tags name: scripts, and everything that a link names.
fn named(page: &str) -> BTreeSet<String> {
    let scripts = Tag::all(page, "script").into_iter();
    let fetches = |tag: &Tag<'_>| {
        matches!(tag.attribute("rel"), Some("stylesheet" | "modulepreload" | "preload" | "icon"))
    };
    let links = Tag::all(page, "link").into_iter().filter(fetches);
    scripts.chain(links).filter_map(Tag::address).map(str::to_owned).collect()
}

/// The modules that a bundled module imports before it runs, by their relative paths: `./a.js`, `../b.js`.
fn imports(module: &str) -> BTreeSet<&str> {
    let starts = ["from\"", "import\""];
    let found = starts.iter().flat_map(|start| module.split(start).skip(1));
    let named = found.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name);
    named.filter(|name| name.starts_with('.') && name.ends_with(".js")).collect()
}

/// The path of a module's relative address, seen from the module called `name`.
fn beside(name: &str, address: &str) -> String {
    let mut folders: Vec<&str> = name.split('/').collect();
    folders.pop();
    for step in address.split('/') {
        match step {
            "." => {}
            ".." => _ = folders.pop(),
            step => folders.push(step),
        }
    }
    folders.join("/")
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
    use crate::workspace::remove_folder;

    #[test]
    fn the_ratchet_holds() {
        for (measured, grown) in [(90_000, false), (100_000, false), (101_000, false), (101_001, true)] {
            assert_eq!(has_grown(measured, 100_000), grown, "{measured}");
        }
    }

    #[test]
    fn what_the_page_names_counts_and_what_an_entry_asks_for_with_its_imports() {
        let folder = std::env::temp_dir().join(format!("two-knobs-bytes-{}", std::process::id()));
        let page = "<script src=page/boot.js type=module></script><link href=./a_bg.wasm rel=preload as=fetch>\
                    <link rel=\"stylesheet\" href=\"./page.css\"><link rel=canonical href=https://a.b/>\
                    <link rel=modulepreload href=page/shared-A.js>";
        write(&folder.join("index.html"), page).unwrap();
        write(
            &folder.join("page/lessons/lessons.js"),
            "import{a as b}from\"../shared-B.js\";import\"../shared-A.js\";import(\"./map.js\")",
        )
        .unwrap();
        write(&folder.join("page/shared-B.js"), "import{c}from\"./shared-A.js\";").unwrap();
        let site = Site::read(&folder).unwrap();
        let rows = [
            (vec![], vec!["a_bg.wasm", "index.html", "page.css", "page/boot.js", "page/shared-A.js"]),
            (
                vec!["page/lessons/lessons.js".to_owned(), "i18n/en.json".to_owned()],
                vec![
                    "a_bg.wasm",
                    "i18n/en.json",
                    "index.html",
                    "page.css",
                    "page/boot.js",
                    "page/lessons/lessons.js",
                    "page/shared-A.js",
                    "page/shared-B.js",
                ],
            ),
        ];
        for (also, expected) in rows {
            let fetched = site.fetched(&also).unwrap();
            assert_eq!(fetched.iter().map(String::as_str).collect::<Vec<_>>(), expected);
        }
        assert_eq!(site.wasm().unwrap().len(), 1);
        remove_folder(&folder).unwrap();
    }

    #[test]
    fn the_checked_in_file_has_every_entry_and_no_goal_above_the_designs() {
        let file = parse_json(include_str!("../../budgets.json")).unwrap();
        assert_eq!(number(&file, "goal"), Ok(205_000));
        assert_eq!(number(&file["wasm"], "goal"), Ok(165_000));
        let entries = file["entries"].as_object().unwrap();
        assert_eq!(entries.keys().collect::<Vec<_>>(), ["bare visit", "embed", "link", "two inputs"]);
        for (name, entry) in entries {
            assert!(number(entry, "recorded").is_ok() && entry["link"].is_string(), "{name}");
        }
        assert_eq!(
            number(&file, "none").unwrap_err().to_string(),
            format!("{FILE} lacks a number \"none\".")
        );
    }
}
