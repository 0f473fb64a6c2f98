//! Every sentence that Rust or the page can say is in the catalogue (`www/i18n`), and the catalogue holds no other
//! sentences.
//!
//! The check finds keys where they are written: as texts in Rust, in www/page and in lesson files, and as attributes
//! in index.html. A script may compose a key: `data.${name}`. Such a key stands for each catalogue key that fits the
//! pattern and whose middle part is written somewhere as a text.

mod catalogue;
mod markup;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::page::{self, PAGE};
use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::workspace::{files_below, parse_json, read};
use catalogue::{Catalogue, placeholders};
use sources::Source;

/// The module that fills in the values of sentences in lesson files.
const OF_LESSONS: &str = "www/page/lessons/challenge.js";
const LESSONS: &str = "www/lessons";
/// Scripts that read no catalogue, each with the key of the sentence that the script repeats.
const COPIES: [(&str, &str); 1] = [("www/two-knobs.js", "share.title")];

pub(super) fn check(subject: &Subject) -> Result<()> {
    let complaints = complaints(&subject.workspace.root)?;
    if complaints.is_empty() { Ok(()) } else { Err(Failure::new(complaints.join("\n"))) }
}

fn complaints(root: &Path) -> Result<Vec<String>> {
    let catalogues = catalogues(root)?;
    let english = catalogues.get("en").ok_or_else(|| Failure::new("www/i18n has no English."))?;
    let page = page::whole(root)?;
    let marked = markup::read(&page)?;
    let sources = sources(root)?;

    let mut complaints = marked.complaints.clone();
    complaints.extend(misnamed(&page, catalogues.keys()));
    complaints.extend(marked.wrong(english));
    complaints.extend(sources.iter().flat_map(|source| source.wrong(english, &sources)));
    complaints.extend(unused(english, &sources, &marked.keys()));
    for (language, catalogue) in &catalogues {
        complaints.extend(catalogue.unlike(english).into_iter().map(|what| format!("{language}: {what}")));
    }
    for (path, key) in COPIES {
        let sentence = english.sentence(key).unwrap_or_default();
        if !read(&root.join(path))?.contains(&format!("\"{sentence}\"")) {
            complaints.push(format!("{path} does not say {key}: {sentence:?}."));
        }
    }
    Ok(complaints)
}

/// The sentences of each language, from all of its files.
fn catalogues(root: &Path) -> Result<BTreeMap<String, Catalogue>> {
    let mut catalogues = BTreeMap::<String, Catalogue>::new();
    for path in files_below(&root.join("www/i18n"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let language = name.split('.').next().unwrap_or_default().to_owned();
        catalogues.entry(language).or_default().add(&name, &parse_json(&read(&path)?)?)?;
    }
    Ok(catalogues)
}

/// Every file that can say a sentence, with its keys.
fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in ["crates", "www/page", LESSONS] {
        for path in files_below(&root.join(folder))? {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            let speaks = match &*extension {
                "rs" => name.contains("/src/") && !name.starts_with("crates/xtask/"),
                "js" | "ts" | "json" => folder != "crates",
                _ => false,
            };
            if speaks {
                sources.push(Source::read(&name, &read(&path)?));
            }
        }
    }
    share_names(&mut sources);
    Ok(sources)
}

/// A Rust file may take values from the files in its folder; a lesson takes them from the script that shows it.
fn share_names(sources: &mut [Source]) {
    let mut folders = BTreeMap::<String, BTreeSet<String>>::new();
    for source in sources.iter() {
        let whose = if source.name == OF_LESSONS { LESSONS } else { folder(&source.name) };
        folders.entry(whose.to_owned()).or_default().extend(source.names.iter().cloned());
    }
    for source in sources.iter_mut().filter(|source| !source.name.starts_with("www/page/")) {
        source.names.extend(folders.get(folder(&source.name)).into_iter().flatten().cloned());
    }
}

fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Complains where the languages listed in index.html are not those that have catalogues.
fn misnamed<'a>(page: &str, languages: impl Iterator<Item = &'a String>) -> Option<String> {
    let there = languages.map(String::as_str).collect::<Vec<_>>().join(" ");
    let listed = format!("data-languages=\"{there}\"");
    (!page.contains(&listed)).then(|| format!("{PAGE} should list the languages of www/i18n: {listed}."))
}

fn unused(english: &Catalogue, sources: &[Source], marked: &[&str]) -> Vec<String> {
    let terms = english.terms();
    let written =
        |word: &str| terms.contains(word) || sources.iter().any(|source| source.words.contains(word));
    let said = |key: &str| {
        marked.contains(&key)
            || sources.iter().any(|source| source.says(key) || source.composes(key).any(written))
    };
    let unused = english.keys().into_iter().filter(|key| !said(key));
    unused.map(|key| format!("www/i18n: nothing says {key}.")).collect()
}

impl Source {
    /// What is wrong with the keys and sentences of this file; `all` are the files that say something, this one
    /// included.
    fn wrong(&self, english: &Catalogue, all: &[Self]) -> Vec<String> {
        let mut complaints = Vec::new();
        for key in &self.keys {
            let certain = self.certain.contains(key);
            match english.sentence(key) {
                None if certain || english.has_family(key) => {
                    complaints.push(format!("{}: {key} has no sentence in www/i18n/en.json.", self.name));
                }
                None => {}
                Some(sentence) => complaints.extend(self.unfilled(key, sentence)),
            }
        }
        for (start, end) in self.holes.iter().filter(|(start, _)| !start.is_empty()) {
            let fits = |key: &&str| sources::hole(key, start, end).is_some();
            let fitting: Vec<&str> = english.keys().into_iter().filter(fits).collect();
            if fitting.is_empty() && english.has_family(start) {
                complaints.push(format!("{}: no key is like {start}...{end}.", self.name));
            }
            // A composed pattern may fit keys that another file writes in full; those are not this file's.
            for key in fitting.into_iter().filter(|key| !all.iter().any(|source| source.says(key))) {
                complaints.extend(self.unfilled(key, english.sentence(key).unwrap_or_default()));
            }
        }
        complaints
    }

    /// The placeholders of a sentence for which this file, which says the sentence, has no value.
    fn unfilled(&self, key: &str, sentence: &str) -> Vec<String> {
        let unfilled = placeholders(sentence).into_iter().filter(|name| !self.names.contains(*name));
        unfilled.map(|name| format!("{}: {key} wants a value named {name}.", self.name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Catalogue {
        let mut english = Catalogue::default();
        let file = serde_json::json!({
            "data.lab": "2 houses", "data.old": "gone", "refused.rate": "From {min}", "hint.points.one": "{count} point",
            "hint.points.other": "{count} points", "page.title": "Title", "term.bias": "A bias lifts.", "lesson.text": "A [bias].",
        });
        english.add("en.json", &file).unwrap();
        english
    }

    #[test]
    fn each_said_key_has_a_sentence_whose_values_are_there() {
        let rows = [
            ("a.rs", "Message::new(\"refused.rate\").number(\"min\", 1.0)", ""),
            (
                "a.rs",
                "Message::new(\"refused.rate\").number(\"max\", 1.0)",
                "a.rs: refused.rate wants a value named min.",
            ),
            ("a.rs", "about(\"refused.rates\")", "a.rs: refused.rates has no sentence in www/i18n/en.json."),
            ("a.rs", "Message::new(\"other.rate\")", "a.rs: other.rate has no sentence in www/i18n/en.json."),
            ("a.rs", "const FILE: &str = \"data.csv\"; \"np.array\"", ""),
            ("a.js", "words(\"hint.points\", { count })", ""),
            ("a.js", "words(\"hint.points\", {})", "a.js: hint.points wants a value named count."),
            ("a.js", "words(`data.${name}`)", ""),
            ("a.js", "words(`data.${name}.more`)", "a.js: no key is like data.....more."),
        ];
        for (name, text, complaint) in rows {
            assert_eq!(Source::read(name, text).wrong(&english(), &[]).join(" "), complaint, "{text}");
        }
    }

    #[test]
    fn values_come_from_the_file_or_from_its_neighbours() {
        let rows = [
            ("a/src/b/c.rs", "a/src/b/d.rs", 0),
            ("a/src/b/c.rs", "a/src/d.rs", 1),
            ("www/page/rig/c.js", "www/page/rig/d.js", 1),
            ("www/lessons/c.json", OF_LESSONS, 0),
        ];
        for (name, other, complaints) in rows {
            let mut sources = [Source::read(name, "\"refused.rate\""), Source::read(other, "min")];
            share_names(&mut sources);
            assert_eq!(sources[0].wrong(&english(), &sources).len(), complaints, "{name}, {other}");
        }
    }

    #[test]
    fn a_key_that_nothing_says_is_named() {
        let sources = [
            Source::read("a.rs", "Message::new(\"refused.rate\"); \"lab\"; \"lesson.text\""),
            Source::read("a.js", "words(`data.${name}`); words(\"hint.points\"); words(`term.${name}`)"),
        ];
        assert_eq!(unused(&english(), &sources, &["page.title"]), ["www/i18n: nothing says data.old."]);
        assert_eq!(unused(&english(), &sources, &[]).len(), 2);
    }

    #[test]
    fn rust_the_page_and_the_catalogue_agree() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        assert_eq!(complaints(&root), Ok(Vec::new()));
    }

    #[test]
    fn the_page_lists_the_languages_that_there_are() {
        let languages = ["de".to_owned(), "en".to_owned()];
        assert_eq!(misnamed("<html data-languages=\"de en\">", languages.iter()), None);
        assert!(misnamed("<html data-languages=\"en\">", languages.iter()).is_some());
    }
}
