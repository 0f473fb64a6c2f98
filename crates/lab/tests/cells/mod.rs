//! A notebook's cells as text.

use two_knobs_lab::Session;
use two_knobs_lab::notebook::{Cell, CellName, Notebook};

pub(crate) fn open(link: &str) -> Session {
    Session::open("", link).unwrap().0
}

pub(crate) fn cell(notebook: &Notebook, name: CellName) -> &Cell {
    notebook.cells.iter().find(|cell| cell.name == name).unwrap()
}

pub(crate) fn code(cell: &Cell) -> String {
    let line = |line: &two_knobs_lab::notebook::Line| -> String {
        line.tokens.iter().map(|token| token.text.as_str()).collect()
    };
    cell.code.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(crate) fn output(cell: &Cell) -> String {
    let lines = cell.output.iter().flat_map(|output| &output.lines);
    let line = |line: &Vec<two_knobs_lab::notebook::Span>| -> String {
        line.iter().map(|span| span.text.as_str()).collect()
    };
    lines.map(line).collect::<Vec<_>>().join("\n")
}
