//! The sentences of one language, by their keys.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::failure::{Failure, Result};

/// The plural forms of a sentence, as `Intl.PluralRules` names them. Each language has `other`.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

#[derive(Default)]
pub(super) struct Catalogue(BTreeMap<String, String>);

impl Catalogue {
    /// Adds a file's sentences. A key that is there already is an error.
    pub(super) fn add(&mut self, file: &str, sentences: &Value) -> Result<()> {
        for (key, sentence) in sentences.as_object().into_iter().flatten() {
            let sentence = sentence.as_str().unwrap_or_default().to_owned();
            if self.0.insert(key.clone(), sentence).is_some() {
                return Err(Failure::new(format!("{file} says {key}, as another file does.")));
            }
        }
        Ok(())
    }

    /// The sentence of a key; the form `other` where the key has plural forms.
    pub(super) fn sentence(&self, key: &str) -> Option<&str> {
        self.0.get(&format!("{key}.other")).or_else(|| self.0.get(key)).map(String::as_str)
    }

    /// The keys without their plural forms.
    pub(super) fn keys(&self) -> BTreeSet<&str> {
        self.0.keys().map(|key| self.without_form(key)).collect()
    }

    fn without_form<'a>(&self, key: &'a str) -> &'a str {
        match key.rsplit_once('.') {
            Some((base, form)) if FORMS.contains(&form) && self.0.contains_key(&format!("{base}.other")) => {
                base
            }
            _ => key,
        }
    }

    /// Whether any key begins with the same word, up to the first point.
    pub(super) fn has_family(&self, key: &str) -> bool {
        let family = key.split('.').next().unwrap_or_default();
        self.0.keys().any(|other| other.split('.').next() == Some(family))
    }

    /// The terms that sentences mark: `[weight]`, `[weights|weight]`. Brackets within code are not marks.
    pub(super) fn terms(&self) -> BTreeSet<String> {
        let mut terms = BTreeSet::new();
        for sentence in self.0.values() {
            for text in sentence.split('`').step_by(2) {
                let marked = text.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
                terms.extend(
                    marked.map(|(term, _)| term.rsplit('|').next().unwrap_or(term).replace(' ', "-")),
                );
            }
        }
        terms
    }

    /// Where another language differs from the English: in keys that English lacks, or in placeholders.
    pub(super) fn unlike(&self, english: &Self) -> Vec<String> {
        let mut complaints = Vec::new();
        for (key, sentence) in &self.0 {
            match english.sentence(self.without_form(key)) {
                None => complaints.push(format!("English has no {key}.")),
                // A plural form may leave out the count: "one point".
                Some(said) => {
                    let (own, wanted) = (placeholders(sentence), placeholders(said));
                    let known = own.is_subset(&wanted);
                    let left_out = wanted.difference(&own).any(|name| *name != "count");
                    if !known || left_out {
                        complaints.push(format!("{key} has other placeholders than the English."));
                    }
                }
            }
        }
        complaints
    }
}

/// The placeholders of a sentence: `{name}`.
pub(super) fn placeholders(sentence: &str) -> BTreeSet<&str> {
    let opened = sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    opened.map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn catalogue(sentences: &Value) -> Catalogue {
        let mut catalogue = Catalogue::default();
        catalogue.add("en.json", sentences).unwrap();
        catalogue
    }

    #[test]
    fn forms_are_one_key() {
        let english = catalogue(&json!({ "a.one": "{count} a", "a.other": "{count} as", "b.one": "b" }));
        assert_eq!(english.keys().into_iter().collect::<Vec<_>>(), ["a", "b.one"]);
        assert_eq!(english.sentence("a"), Some("{count} as"));
        assert_eq!((english.sentence("b"), english.sentence("b.one")), (None, Some("b")));
    }

    #[test]
    fn a_key_stands_in_one_file() {
        let mut english = catalogue(&json!({ "a": "a" }));
        let failure = english.add("en.more.json", &json!({ "a": "b" })).unwrap_err();
        assert_eq!(failure.to_string(), "en.more.json says a, as another file does.");
    }

    #[test]
    fn a_translation_has_the_english_keys_and_placeholders() {
        let english = catalogue(&json!({ "a": "from {min}", "b.one": "{count} b", "b.other": "{count} bs" }));
        let rows = [
            (json!({ "a": "ab {min}", "b.few": "{count}", "b.one": "ein b", "b.other": "{count}" }), 0),
            (json!({ "a": "ab {mim}" }), 1),
            (json!({ "a": "ab" }), 1),
            (json!({ "c": "c" }), 1),
        ];
        for (sentences, complaints) in rows {
            assert_eq!(catalogue(&sentences).unlike(&english).len(), complaints, "{sentences}");
        }
    }

    #[test]
    fn terms_are_marked_outside_code() {
        let english = catalogue(&json!({ "a": "a [weight], [biases|bias], `[[1]]`, [learning rate]" }));
        assert_eq!(english.terms().into_iter().collect::<Vec<_>>(), ["bias", "learning-rate", "weight"]);
    }
}
