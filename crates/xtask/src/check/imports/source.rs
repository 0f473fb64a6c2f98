//! Reads the names in a Rust file, token by token: the modules that the file imports, and the types that it
//! implements.
//!
//! A parser would be a heavy dependency, and would not read the arguments of macros.

use std::collections::BTreeMap;

use super::words::{is_word, words};

/// A path, as a list of its segments.
pub(super) type Path<'a> = Vec<&'a str>;

/// The tokens of a file, without comments, literals, lifetimes and test modules.
pub(super) struct Source<'a>(Vec<&'a str>);

/// A path as the file writes it.
struct Written<'a> {
    path: Path<'a>,
    /// The module in which the path is written.
    module: Path<'a>,
    /// The name that `use` gives the path in this file.
    name: Option<&'a str>,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self(without_tests(&words(text)))
    }

    /// Every path of this crate that the file of `module` names, in imports or elsewhere, as a path from the crate's
    /// root.
    pub(super) fn paths(&self, module: &[&'a str]) -> Vec<Path<'a>> {
        let mut known = BTreeMap::new();
        let written = self.written(module, &mut known);
        let mut paths = Vec::new();
        for Written { path, module, name } in written {
            let Some(path) = from_root(&path, &module, &known) else { continue };
            if let Some(name) = name {
                known.insert(name, path.clone());
            }
            paths.push(path);
        }
        paths
    }

    /// All paths of at least two segments. The modules that the file declares are added to `known`.
    fn written(&self, module: &[&'a str], known: &mut BTreeMap<&'a str, Path<'a>>) -> Vec<Written<'a>> {
        let mut written = Vec::new();
        // For each open brace the module's name, or `None` where the brace opens no module.
        let mut open: Vec<Option<&str>> = Vec::new();
        let mut at = 0;
        while at < self.0.len() {
            let around = || [module, &open.iter().flatten().copied().collect::<Vec<_>>()].concat();
            match (self.word_before(at, 2), self.word_before(at, 1), self.word(at)) {
                ("mod", name, "{") => open.push(Some(name)),
                (_, _, "{") => open.push(None),
                (_, _, "}") => {
                    open.pop();
                }
                ("mod", name, ";") => {
                    known.insert(name, [around(), vec![name]].concat());
                }
                // `pub(in crate::stage)` only says who may import. The later segments of a path are read together
                // with its first.
                ("(", "in", _) | (_, "::", _) => {}
                (_, before, word) if is_word(word) && self.word(at + 1) == "::" => {
                    let mut leaves = Vec::new();
                    at = self.leaves(at, &[], &mut leaves);
                    written.extend(leaves.into_iter().map(|(path, name)| Written {
                        path,
                        module: around(),
                        name: name.filter(|_| before == "use"),
                    }));
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        written
    }

    /// Reads the path that continues at `at`, or each path within its braces, with the last name. Returns the
    /// position behind it.
    fn leaves(&self, at: usize, start: &[&'a str], leaves: &mut Vec<(Path<'a>, Option<&'a str>)>) -> usize {
        let (word, next, after) = (self.word(at), self.word(at + 1), self.word(at + 2));
        match word {
            "{" => {
                let mut at = at + 1;
                while at < self.0.len() && self.word(at) != "}" {
                    at = if self.word(at) == "," { at + 1 } else { self.leaves(at, start, leaves) };
                }
                return at + 1;
            }
            "*" => leaves.push((start.to_vec(), None)),
            _ => {
                let is_itself = word == "self" && !start.is_empty();
                let path = if is_itself { start.to_vec() } else { [start, &[word]].concat() };
                if next == "::" && (is_word(after) || ["{", "*"].contains(&after)) {
                    return self.leaves(at + 2, &path, leaves);
                }
                let name = if next == "as" { Some(after) } else { path.last().copied() };
                leaves.push((path, name));
                return if next == "as" { at + 3 } else { at + 1 };
            }
        }
        at + 1
    }

    /// Whether the file has an `impl` of this type, either of a trait or of the type's own methods.
    pub(super) fn implements(&self, name: &str) -> bool {
        let starts = (0..self.0.len()).filter(|&at| self.word(at) == "impl");
        starts.map(|at| &self.0[at + 1..]).any(|words| {
            let end = words.iter().position(|word| ["{", ";", "where"].contains(word));
            let header = &words[..end.unwrap_or(words.len())];
            let of_trait = header.iter().rposition(|word| *word == "for").map(|at| &header[at + 1..]);
            let of_type = of_trait.unwrap_or_else(|| &header[generics(header)..]);
            let path = of_type.iter().take_while(|word| is_word(word) || **word == "::");
            path.last() == Some(&name)
        })
    }

    fn word(&self, at: usize) -> &'a str {
        self.0.get(at).copied().unwrap_or_default()
    }

    fn word_before(&self, at: usize, by: usize) -> &'a str {
        at.checked_sub(by).map_or("", |at| self.word(at))
    }
}

/// The same path from the crate's root; `None` where it is not known to be a path of this crate.
fn from_root<'a>(
    path: &[&'a str],
    module: &[&'a str],
    known: &BTreeMap<&'a str, Path<'a>>,
) -> Option<Path<'a>> {
    let (first, rest) = path.split_first()?;
    match *first {
        "crate" => Some(rest.to_vec()),
        "self" | "super" => {
            let steps = path.iter().take_while(|word| ["self", "super"].contains(*word)).count();
            let up = path[..steps].iter().filter(|word| **word == "super").count();
            Some([&module[..module.len().saturating_sub(up)], &path[steps..]].concat())
        }
        name => known.get(name).map(|start| [start.as_slice(), rest].concat()),
    }
}

/// The tokens without the modules that only tests have.
fn without_tests<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut kept = Vec::new();
    let mut rest = words;
    while let Some((first, others)) = rest.split_first() {
        if let Some(length) = test_module(rest) {
            rest = &rest[length..];
        } else {
            kept.push(*first);
            rest = others;
        }
    }
    kept
}

/// The number of tokens of the test module that starts here; `None` where none starts here.
fn test_module(words: &[&str]) -> Option<usize> {
    if !words.starts_with(&["#", "[", "cfg", "(", "test", ")", "]"]) {
        return None;
    }
    let open = words.iter().position(|word| ["{", ";"].contains(word))?;
    let is_module = words[open] == "{" && words[..open].contains(&"mod");
    is_module.then(|| open + block(&words[open..]))
}

/// The number of tokens of a block, with its braces.
fn block(words: &[&str]) -> usize {
    let mut depth = 0_usize;
    let end = words.iter().position(|word| {
        match *word {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    end.map_or(words.len(), |end| end + 1)
}

/// The number of tokens of the generics at the start; 0 where there are none.
fn generics(words: &[&str]) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate() {
        match *word {
            "<" => depth += 1,
            ">" if at > 0 && words[at - 1] != "-" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return if at == 0 { 0 } else { at + 1 };
        }
    }
    words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paths that a file at `a/b.rs` names.
    fn paths(text: &str) -> String {
        let paths = Source::new(text).paths(&["a", "b"]);
        paths.iter().map(|path| path.join("::")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn paths_are_read_from_the_root() {
        let rows = [
            ("use crate::c::D;", "c::D"),
            ("pub use crate::c::D;", "c::D"),
            ("pub(crate) use crate::c::*;", "c"),
            ("use crate::*;", ""),
            ("use crate::c::{self, d::{E, F as G, h::*}, I};", "c c::d::E c::d::F c::d::h c::I"),
            ("use crate::{c::D, e};", "c::D e"),
            ("use self::c::D;", "a::b::c::D"),
            ("use super::c;", "a::c"),
            ("use super::super::c::D;", "c::D"),
            ("use std::fmt; use plotters::prelude::*;", ""),
            ("fn f(x: &crate::c::D<'_>) -> super::E { crate::g::h::<u8>(x)? }", "c::D a::E g::h"),
            ("let all = vec![crate::c::D; 3]; say!(\"{}\", super::e());", "c::D a::e"),
            // The file may use the bare names of modules that it declares, and of items that it imports.
            ("mod c; pub use c::{D, e::F};", "a::b::c::D a::b::c::e::F"),
            ("c::run(); pub(crate) mod c;", "a::b::c::run"),
            ("use crate::c as d; d::E::new();", "c c::E::new"),
            ("use super::{c, d}; c::e(); other::f();", "a::c a::d a::c::e"),
            // A module inside the file lies one level lower.
            ("mod inner { use super::C; use super::super::d::E; } use super::F;", "a::b::C a::d::E a::F"),
            ("fn f() { use super::c::D; }", "a::c::D"),
            ("pub(in crate::a) fn f() {}", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(paths(text), expected, "{text}");
        }
    }

    #[test]
    fn comments_literals_and_tests_name_nothing() {
        let rows = [
            ("//! use crate::c;\n/// [`crate::c`]\nuse crate::d::E; // crate::f", "d::E"),
            ("say(\"crate::c\", 'c'); crate::f();", "f"),
            ("#[cfg(test)]\nmod tests { use crate::c; fn f() { {} } } use crate::d::E;", "d::E"),
            ("#[cfg(test)] #[allow(dead_code)] mod tests { crate::c(); }", ""),
            ("#[cfg(test)] use crate::c::D; mod kept { use crate::e::F; }", "c::D e::F"),
        ];
        for (text, expected) in rows {
            assert_eq!(paths(text), expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_ends_early_is_read_to_its_end() {
        for text in [
            "use crate::{c",
            "use crate::",
            "/* crate",
            "\"crate",
            "r#\"crate",
            "'",
            "#[cfg(test)] mod",
            "impl<",
        ] {
            let source = Source::new(text);
            source.paths(&[]);
            assert!(!source.implements("Session"), "{text}");
        }
    }

    #[test]
    fn implementations_are_found() {
        let rows = [
            ("impl Session { fn f(&self) {} }", true),
            ("impl<F: Fn() -> Vec<u8>> Session<F> where F: Clone {}", true),
            ("impl crate::session::Session {}", true),
            ("impl Default for Session {}", true),
            ("impl<'a> From<&'a u8> for super::Session {}", true),
            ("impl Sessions {}", false),
            ("impl From<Session> for Link {}", false),
            ("fn f() -> impl Fn(Session) -> u8 { |_| 0 }", false),
            ("// impl Session {}", false),
        ];
        for (text, expected) in rows {
            assert_eq!(Source::new(text).implements("Session"), expected, "{text}");
        }
    }
}
