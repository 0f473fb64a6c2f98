//! Checks which file of a crate imports which. No imports form a circle. Where the folders of a crate have an order,
//! a file imports from its own folder and from lower ones only.
//!
//! A file imports every module that it names, in `use`, in `pub use` or within code. The crate's root counts as any
//! other file. Inside the crate, an item is imported from its own module and not through the root. The imports of
//! tests are not checked.

mod source;
mod words;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::iter;

use source::{Path, Source};

use super::subject::Subject;
use crate::failure::{Failure, Result};
use crate::shell::say;
use crate::workspace::{files_below, read};

/// The order of a crate's folders, the lowest first: a file imports from its own folder and from lower ones. Every
/// file but the crate's root lies in one of them. A folder's own file (`words.rs` or `words/mod.rs`) counts as part
/// of the folder.
const FLOORS: &[(&str, &[&str])] =
    &[("lab", &["words", "data", "spec", "link", "session", "keras", "notebook", "paste"])];

/// Types whose `impl` blocks must all lie in one folder: crate, type, folder.
const HOMES: &[(&str, &str, &str)] = &[("lab", "Session", "session")];

/// A file's name below `src`, and its text.
type Text = (String, String);

pub(super) fn check(subject: &Subject) -> Result<()> {
    let crates = subject.workspace.root.join("crates");
    let mut texts: BTreeMap<String, Vec<Text>> = BTreeMap::new();
    for path in files_below(&crates)? {
        let name = path.strip_prefix(&crates).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if let Some((package, file)) = name.split_once("/src/").filter(|(_, file)| file.ends_with(".rs")) {
            texts.entry(package.to_owned()).or_default().push((file.to_owned(), read(&path)?));
        }
    }
    let (mut complaints, mut circles) = (Vec::new(), 0);
    for (package, texts) in &texts {
        let imports = Imports::read(texts);
        let of_crate = imports.circles();
        circles += of_crate.len();
        let of_floors = row(FLOORS, package).map(|floors| imports.against(floors)).unwrap_or_default();
        let of_homes = HOMES.iter().filter(|(of, ..)| of == package);
        let of_homes = of_homes.flat_map(|(_, name, folder)| strangers(texts, name, folder));
        let all = of_crate.into_iter().chain(of_floors).chain(of_homes);
        complaints.extend(all.map(|complaint| format!("crates/{package}/src: {complaint}")));
    }
    say(&format!("circles {circles} in {} files", texts.values().map(Vec::len).sum::<usize>()));
    if complaints.is_empty() {
        return Ok(());
    }
    let advice =
        "Move what both sides need into a lower file. The rules are in crates/xtask/src/check/imports.rs.";
    Err(Failure::new(format!("{}\n{advice}", complaints.join("\n"))))
}

fn row<T: Copy>(table: &[(&str, T)], package: &str) -> Option<T> {
    table.iter().find(|(of, _)| *of == package).map(|(_, value)| *value)
}

/// The files of a crate and, for each, the positions in this list of the files that it imports.
struct Imports<'a> {
    names: Vec<&'a str>,
    modules: Vec<Path<'a>>,
    imports: Vec<BTreeSet<usize>>,
}

impl<'a> Imports<'a> {
    fn read(texts: &'a [Text]) -> Self {
        let modules: Vec<Path> = texts.iter().map(|(name, _)| module(name)).collect();
        let file_of = |path: &Path| {
            let mut starts = (0..=path.len()).rev().map(|length| &path[..length]);
            starts.find_map(|start| modules.iter().position(|module| module == start))
        };
        let imports = texts.iter().zip(&modules).enumerate().map(|(file, ((_, text), module))| {
            let others = Source::new(text).paths(module).iter().filter_map(file_of).collect::<BTreeSet<_>>();
            others.into_iter().filter(|other| *other != file).collect()
        });
        let imports = imports.collect();
        Self { names: texts.iter().map(|(name, _)| name.as_str()).collect(), modules, imports }
    }

    /// A sentence for each of the shortest circles. No two of these circles share a file.
    fn circles(&self) -> Vec<String> {
        let mut circles: Vec<_> = (0..self.names.len()).filter_map(|file| self.circle(file)).collect();
        circles.sort_by_key(Vec::len);
        let mut told = BTreeSet::new();
        circles.retain(|circle| {
            let is_new = circle.iter().all(|file| !told.contains(file));
            told.extend(circle.iter().copied().filter(|_| is_new));
            is_new
        });
        let closed = circles.iter().map(|circle| circle.iter().chain(circle.first()));
        let names = closed.map(|files| files.map(|&file| self.names[file]).collect::<Vec<_>>());
        names.map(|names| format!("{} is a circle of imports.", names.join(" -> "))).collect()
    }

    /// The shortest path from a file along its imports back to the file itself.
    fn circle(&self, start: usize) -> Option<Vec<usize>> {
        let mut importer = BTreeMap::new();
        let mut ahead = VecDeque::from([start]);
        while let Some(file) = ahead.pop_front() {
            for &next in &self.imports[file] {
                if next == start {
                    let mut way: Vec<_> =
                        iter::successors(Some(file), |file| importer.get(file).copied()).collect();
                    way.reverse();
                    return Some(way);
                }
                importer.entry(next).or_insert_with(|| {
                    ahead.push_back(next);
                    file
                });
            }
        }
        None
    }

    /// The files that lie in no folder of the table, and the imports from a higher folder.
    fn against(&self, floors: &[&str]) -> Vec<String> {
        let table = floors.join(", ");
        let floor = |file: usize| match self.modules[file].first() {
            None => Some(floors.len()),
            Some(folder) => floors.iter().position(|floor| floor == folder),
        };
        let mut complaints = Vec::new();
        for (file, name) in self.names.iter().enumerate() {
            let Some(own) = floor(file) else {
                complaints.push(format!("{name} lies in none of the folders {table}."));
                continue;
            };
            let above = self.imports[file].iter().filter(|&&other| floor(other).is_some_and(|it| it > own));
            complaints.extend(above.map(|&other| {
                format!("{name} imports {}, which lies above it ({table}).", self.names[other])
            }));
        }
        complaints
    }
}

/// The path of the module in the file called `name`.
fn module(name: &str) -> Path<'_> {
    let stem = name.strip_suffix(".rs").unwrap_or(name);
    let mut path: Path = stem.split('/').collect();
    if path.last() == Some(&"mod") || ["lib", "main"].contains(&stem) {
        path.pop();
    }
    path
}

/// The files outside `folder` that implement the type called `name`.
fn strangers(texts: &[Text], name: &str, folder: &str) -> Vec<String> {
    let outside = texts.iter().filter(|(file, _)| module(file).first() != Some(&folder));
    let strangers = outside.filter(|(_, text)| Source::new(text).implements(name));
    strangers.map(|(file, _)| format!("{file} implements {name}, which only {folder}/ does.")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(files: &[(&str, &str)]) -> Vec<Text> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn check_circles(files: &[(&str, &str)], expected: &[&str]) {
        let circles = Imports::read(&texts(files)).circles();
        let expected: Vec<_> = expected.iter().map(|way| format!("{way} is a circle of imports.")).collect();
        assert_eq!(circles, expected, "{files:?}");
    }

    #[test]
    fn circles_are_told_by_their_shortest_way() {
        let (to_a, to_b, to_c) =
            ("use crate::a::A;", "use crate::b::{B, self};", "fn f() { crate::c::f(); }");
        check_circles(&[("lib.rs", "mod a; mod b;"), ("a.rs", to_b), ("b.rs", "use std::fmt;")], &[]);
        check_circles(&[("a.rs", to_b), ("b.rs", to_a)], &["a.rs -> b.rs -> a.rs"]);
        check_circles(&[("a.rs", to_b), ("b.rs", to_c), ("c.rs", to_a)], &["a.rs -> b.rs -> c.rs -> a.rs"]);
        check_circles(
            &[("a.rs", to_b), ("b.rs", &format!("{to_a}{to_c}")), ("c.rs", to_a)],
            &["a.rs -> b.rs -> a.rs"],
        );
        // Two pairs of files that import each other are two circles. A file that only imports one of them is in no
        // circle.
        let knots = [("a.rs", to_b), ("b.rs", to_a), ("c.rs", "use crate::{a, d};"), ("d.rs", to_c)];
        check_circles(&knots, &["a.rs -> b.rs -> a.rs", "c.rs -> d.rs -> c.rs"]);
        // A file that imports itself is no circle, and the imports of tests do not count.
        check_circles(&[("a.rs", "use self::A; use crate::a::B;")], &[]);
        check_circles(&[("a.rs", to_b), ("b.rs", "#[cfg(test)] mod tests { use crate::a::A; }")], &[]);
    }

    #[test]
    fn roots_parents_and_children_are_files_too() {
        // A module below the root must not import through the root what the root re-exports.
        let root = ("lib.rs", "mod a; mod b; pub use a::A; pub use b::B;");
        check_circles(&[root, ("a.rs", ""), ("b.rs", "use crate::A;")], &["lib.rs -> b.rs -> lib.rs"]);
        check_circles(&[root, ("a.rs", ""), ("b.rs", "use crate::a::A;")], &[]);
        // A parent that uses its child and a child that uses its parent form a circle. A `mod` declaration alone is
        // no import.
        for parent in ["a.rs", "a/mod.rs"] {
            let uses = (parent, "mod b; pub use b::B;");
            let circle = format!("{parent} -> a/b.rs -> {parent}");
            check_circles(&[uses, ("a/b.rs", "use super::A;")], &[&circle]);
            check_circles(&[(parent, "mod b;"), ("a/b.rs", "use super::A;")], &[]);
            let below =
                [uses, ("a/b.rs", "use super::c::A;"), ("a/c.rs", "use super::super::d::D;"), ("d.rs", "")];
            check_circles(&below, &[]);
        }
    }

    #[test]
    fn imports_go_down_the_floors() {
        let floors = ["words", "data", "session"];
        type Files<'a> = &'a [(&'a str, &'a str)];
        let rows: [(Files<'_>, &[&str]); 6] = [
            (
                &[
                    ("data/sets.rs", "use crate::words::nice;"),
                    ("words/nice.rs", "use super::text;"),
                    ("words/text.rs", ""),
                ],
                &[],
            ),
            (
                &[
                    ("lib.rs", "mod session; pub use session::Session;"),
                    ("session.rs", ""),
                    ("data/mod.rs", ""),
                ],
                &[],
            ),
            (
                &[("words/nice.rs", "use crate::data::Set;"), ("data.rs", "")],
                &["words/nice.rs imports data.rs, which lies above it (words, data, session)."],
            ),
            (
                &[("session/undo.rs", ""), ("data/sets.rs", "crate::session::undo::f()")],
                &["data/sets.rs imports session/undo.rs, which lies above it (words, data, session)."],
            ),
            (
                &[("lib.rs", ""), ("session/undo.rs", "use crate::Session;")],
                &["session/undo.rs imports lib.rs, which lies above it (words, data, session)."],
            ),
            (&[("grid.rs", "")], &["grid.rs lies in none of the folders words, data, session."]),
        ];
        for (files, expected) in rows {
            assert_eq!(Imports::read(&texts(files)).against(&floors), expected, "{files:?}");
        }
    }

    #[test]
    fn a_type_is_implemented_at_home() {
        let files = texts(&[
            ("session.rs", "impl Session {}"),
            ("session/apply.rs", "impl Session {}"),
            ("challenge.rs", "impl Session {}"),
            ("data/sets.rs", "use crate::session::Session;"),
        ]);
        let expected = ["challenge.rs implements Session, which only session/ does."];
        assert_eq!(strangers(&files, "Session", "session"), expected);
    }
}
