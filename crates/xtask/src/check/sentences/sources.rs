//! Finds the keys that a file of Rust, JavaScript or JSON writes.

use std::collections::BTreeSet;

use super::super::house::code_lines;

/// Ends of file names. A file name looks like a key but is none.
const FILES: [&str; 9] = ["css", "csv", "html", "js", "json", "npy", "npz", "svg", "ts"];
/// A text behind one of these is the key of a sentence.
const SPEAKERS: [&str; 4] = ["Message::new(", "words(", "words.pieces(", "sentence("];

/// The keys in a file, and the names that can fill in placeholders and composed keys.
#[derive(Clone, Default)]
pub(super) struct Source {
    pub(super) name: String,
    /// Texts that look like keys.
    pub(super) keys: BTreeSet<String>,
    /// The texts among these that are certainly keys.
    pub(super) certain: BTreeSet<String>,
    /// Composed keys, such as `data.${name}`: the text before the gap and the text after it.
    pub(super) holes: BTreeSet<(String, String)>,
    /// Texts that may fill such a gap: literals, and names of properties.
    pub(super) words: BTreeSet<String>,
    /// All names in the code, among them the names of values.
    pub(super) names: BTreeSet<String>,
}

impl Source {
    pub(super) fn read(name: &str, text: &str) -> Self {
        let mut source = Self { name: name.to_owned(), ..Self::default() };
        // In this project, the tests of a file stand at its end.
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (_, line) in code_lines(code) {
            for (before, text) in texts(line) {
                let certain = SPEAKERS.iter().any(|speaker| before.ends_with(speaker));
                if certain || is_key(text) {
                    source.keys.insert(text.to_owned());
                }
                if certain {
                    source.certain.insert(text.to_owned());
                }
                source.words.insert(text.to_owned());
            }
            source.holes.extend(holes(line));
            source.names.extend(names(line).map(str::to_owned));
            source.words.extend(property(line).map(str::to_owned));
        }
        source
    }

    pub(super) fn says(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// The texts that fill the gap where this file composes `key`.
    pub(super) fn composes<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.holes.iter().filter_map(move |(start, end)| hole(key, start, end))
    }
}

/// The part of a key between `start` and `end`.
pub(super) fn hole<'a>(key: &'a str, start: &str, end: &str) -> Option<&'a str> {
    key.strip_prefix(start)?.strip_suffix(end).filter(|hole| !hole.is_empty() && !hole.contains('.'))
}

/// The texts in double quotes, each with the code before it.
fn texts(line: &str) -> Vec<(&str, &str)> {
    let mut texts = Vec::new();
    let mut from = 0;
    while let Some(start) = line[from..].find('"').map(|at| from + at + 1) {
        let mut escaped = false;
        let end = line[start..].find(|letter| {
            let is_end = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            is_end
        });
        let Some(end) = end.map(|at| start + at) else { break };
        texts.push((&line[..start - 1], &line[start..end]));
        from = end + 1;
    }
    texts
}

/// Whether the text is several words with points between them.
fn is_key(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let is_word = |part: &&str| !part.is_empty() && part.chars().all(is_in_word);
    parts.len() > 1
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && parts.iter().all(is_word)
        && parts.last().is_none_or(|last| !FILES.contains(last))
}

fn is_in_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

/// The composed keys in a line of JavaScript.
fn holes(line: &str) -> Vec<(String, String)> {
    let is_part = |text: &str| text.chars().all(|letter| is_in_word(letter) || letter == '.');
    let mut holes = Vec::new();
    for (at, _) in line.match_indices('`') {
        let Some((start, rest)) = line[at + 1..].split_once("${") else { continue };
        let Some((end, _)) = rest.split_once('}').and_then(|(_, rest)| rest.split_once('`')) else {
            continue;
        };
        if is_part(start) && is_part(end) && (start.contains('.') || start.is_empty() && end.starts_with('.'))
        {
            holes.push((start.to_owned(), end.to_owned()));
        }
    }
    holes
}

/// The names in a line of code.
fn names(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
        .filter(|name| !name.is_empty())
}

/// The property of an object that a line writes alone.
fn property(line: &str) -> Option<&str> {
    let name = line.trim().trim_end_matches(',');
    let name = name.split_once(':').map_or(name, |(name, _)| name);
    name.chars().all(is_in_word).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_like_keys() {
        let rows = [
            ("link.number", true),
            ("tab.loss-map", true),
            ("meet-the-neuron.answer.1.says", true),
            ("stage.svg", false),
            ("./dom.js", false),
            ("data", false),
            ("Turn it. Now", false),
            ("link.", false),
        ];
        for (text, expected) in rows {
            assert_eq!(is_key(text), expected, "{text}");
        }
    }

    #[test]
    fn keys_with_a_hole() {
        let rows = [
            ("words(`data.${name}`)", vec![("data.", "")]),
            ("say(`${words(`say.${status}`)} ${loss(snapshot)}`)", vec![("say.", "")]),
            ("words(`share.${name}.name`), words(`${of}.open`)", vec![("share.", ".name"), ("", ".open")]),
            ("`#${id}` + `translate(${x}px)` + `a.b ${x}`", vec![]),
        ];
        for (line, expected) in rows {
            let found = holes(line);
            let found: Vec<_> = found.iter().map(|(start, end)| (start.as_str(), end.as_str())).collect();
            assert_eq!(found, expected, "{line}");
        }
        assert_eq!(hole("share.rate.name", "share.", ".name"), Some("rate"));
        assert_eq!(hole("share.form.iframe", "share.", ""), None);
    }

    #[test]
    fn comments_and_tests_say_nothing() {
        let source = Source::read("a.rs", "// \"a.b\"\nnew(\"c.d\");\n#[cfg(test)]\nmod tests { \"e.f\" }\n");
        assert_eq!(source.keys.into_iter().collect::<Vec<_>>(), ["c.d"]);
    }

    #[test]
    fn a_text_may_hold_quotes() {
        assert_eq!(texts(r#"a("b \" c", "d")"#), [("a(", r#"b \" c"#), (r#"a("b \" c", "#, "d")]);
    }

    #[test]
    fn properties_are_words() {
        let source =
            Source::read("a.js", "export const FORMS = {\n  iframe,\n  quarto: (embed) => \"\",\n};\n");
        assert!(["iframe", "quarto"].iter().all(|word| source.words.contains(*word)));
    }
}
