//! Reads the sentences in index.html. They are in English, and each of them names its key.
//!
//! `data-words="train.step title=train.stepHelp"` names the sentence of the element's content and those of its
//! attributes. In the content's sentence `{0}` is the first child element. www/page/words/translate.js uses these
//! keys to translate the page.

use super::catalogue::Catalogue;
use crate::failure::{Failure, Result};
use crate::markup::Tag;

/// Attributes that people see or hear, and their names in `data-words`.
const ATTRIBUTES: [(&str, &str); 5] = [
    ("aria-label", "label"),
    ("aria-roledescription", "role"),
    ("alt", "alt"),
    ("placeholder", "placeholder"),
    ("title", "title"),
];
/// Elements whose content belongs to no language: letters of the equation, and code.
const OF_NO_LANGUAGE: [&str; 2] = ["code", "var"];

#[derive(Default)]
pub(super) struct Marked {
    /// Each key with the sentence of the element that names it.
    sentences: Vec<(String, String)>,
    /// Complaints about sentences without a key.
    pub(super) complaints: Vec<String>,
}

impl Marked {
    pub(super) fn keys(&self) -> Vec<&str> {
        self.sentences.iter().map(|(key, _)| key.as_str()).collect()
    }

    /// The sentences that differ from the catalogue's.
    pub(super) fn wrong(&self, english: &Catalogue) -> Vec<String> {
        let differ = self.sentences.iter().filter(|(key, said)| english.sentence(key) != Some(said));
        differ
            .map(|(key, said)| format!("www/index.html says {said:?} for {key}; www/i18n does not."))
            .collect()
    }
}

/// An open element: its start tag, its text so far, the number of its children, and whether it belongs to no
/// language.
struct Open<'a> {
    tag: Tag<'a>,
    says: String,
    children: usize,
    mute: bool,
}

pub(super) fn read(page: &str) -> Result<Marked> {
    let mut marked = Marked::default();
    let mut open = vec![Open { tag: Tag("<page>"), says: String::new(), children: 0, mute: false }];
    let mut rest = page;
    while let Some((text, after)) = rest.split_once('<') {
        if let Some(parent) = open.last_mut() {
            parent.says.push_str(text);
        }
        let end = if after.starts_with("!--") { "-->" } else { ">" };
        let (inner, after) =
            after.split_once(end).ok_or_else(|| Failure::new("index.html ends within a tag."))?;
        let tag = Tag(&rest[text.len()..text.len() + 1 + inner.len() + end.len()]);
        rest = after;
        if inner.starts_with('!') {
            continue;
        }
        if inner.starts_with('/') {
            let closed = open.pop().filter(|_| !open.is_empty());
            marked.hear(
                &closed.ok_or_else(|| Failure::new(format!("index.html closes {} too often.", tag.0)))?,
            );
            continue;
        }
        let parent = open.last_mut();
        let mute = parent.as_ref().is_some_and(|parent| parent.mute)
            || tag.attribute("translate") == Some("no")
            || OF_NO_LANGUAGE.contains(&tag.name());
        if let Some(parent) = parent {
            parent.says.push_str(&format!("{{{}}}", parent.children));
            parent.children += 1;
        }
        let element = Open { tag, says: String::new(), children: 0, mute };
        if inner.ends_with('/') { marked.hear(&element) } else { open.push(element) }
    }
    Ok(marked)
}

impl Marked {
    /// Records the sentences of an element's content and attributes.
    fn hear(&mut self, element: &Open) {
        let words = element.tag.attribute("data-words").unwrap_or_default();
        let key = |name: &str| {
            let named = words.split(' ').map(|word| word.split_once('=').unwrap_or(("", word)));
            named.filter(|(to, key)| *to == name && !key.is_empty()).map(|(_, key)| key).next()
        };
        let said = element.says.split_whitespace().collect::<Vec<_>>().join(" ");
        self.note(element, key(""), &said);
        for (attribute, short) in ATTRIBUTES {
            if let Some(said) = element.tag.attribute(attribute) {
                self.note(element, key(short), said);
            }
        }
    }

    fn note(&mut self, element: &Open, key: Option<&str>, said: &str) {
        match key {
            Some(key) => self.sentences.push((key.to_owned(), said.to_owned())),
            None if said.contains(char::is_alphabetic) && !element.mute => {
                self.complaints.push(format!("www/index.html says {said:?} without a key."));
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_read_with_their_keys() {
        let page = "<!doctype html>\n<p data-words=\"a.text\">\n  Turn <b data-words=\"a.go\">Train</b>\n  or <var>w</var>.\n</p>\
                    <!-- no > one --><input title=\"Dark\" data-words=\"title=a.dark\" /><i translate=\"no\"><b>Dense(1)</b></i>0.00";
        let marked = read(page).unwrap();
        let expected = [("a.go", "Train"), ("a.text", "Turn {0} or {1}."), ("a.dark", "Dark")];
        assert_eq!(marked.sentences, expected.map(|(key, said)| (key.to_owned(), said.to_owned())));
        assert_eq!(marked.complaints, [""; 0]);
    }

    #[test]
    fn what_has_no_key_is_named() {
        for (page, said) in [
            ("<p>Turn <b>it</b></p>", vec!["it", "Turn {0}"]),
            ("<button aria-label=\"Close\"></button>", vec!["Close"]),
            ("<b translate=\"no\" title=\"T\">w</b><code title=\"T\">x</code>", vec![]),
        ] {
            let expected: Vec<_> =
                said.iter().map(|said| format!("www/index.html says {said:?} without a key.")).collect();
            assert_eq!(read(page).unwrap().complaints, expected, "{page}");
        }
    }

    #[test]
    fn the_page_and_the_catalogue_say_the_same() {
        let mut english = Catalogue::default();
        english.add("en.json", &serde_json::json!({ "a": "Turn" })).unwrap();
        assert_eq!(read("<p data-words=\"a\">Turn</p>").unwrap().wrong(&english), [""; 0]);
        let wrong = read("<p data-words=\"a\">Pull</p><p data-words=\"b\">Turn</p>").unwrap().wrong(&english);
        assert_eq!(wrong.len(), 2);
    }

    #[test]
    fn a_page_that_is_not_whole_is_refused() {
        assert!(read("<p").is_err());
        assert!(read("</p>").is_err());
    }
}
