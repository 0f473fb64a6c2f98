//! What a notebook is made of.

use serde::{Deserialize, Serialize};

use crate::words::message::Message;

/// What of the notebook is not the experiment's: which wrong turn is shown, which layer is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct NotebookState {
    /// The wrong turn shown, if any.
    pub wrong: Option<WrongTurn>,
    /// The layer whose weights are read and set, from 0; `null` is the last, where the knobs are.
    pub layer: Option<u32>,
}

/// A mistake that everybody makes once with `set_weights`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WrongTurn {
    /// Before the layer has seen data.
    Unbuilt,
    /// The kernel without the bias.
    OneArray,
    /// A bias for a layer that has none.
    TwoArrays,
    /// A kernel with one bracket.
    WrongShape,
    /// Python lists instead of arrays.
    Lists,
}

/// All cells.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Notebook {
    /// First to last.
    pub cells: Vec<Cell>,
    /// The wrong turns that this layer offers.
    pub turns: Vec<WrongTurn>,
    /// The layer looked at, from 0.
    pub layer: u32,
    /// How many layers there are.
    pub layers: u32,
}

/// Which cell it is; cells keep their names whatever is before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum CellName {
    /// Imports, the seed and the data.
    Setup,
    /// Makes the layer.
    Build,
    /// `get_weights()` before it is built.
    Empty,
    /// Calls it on one example.
    Call,
    /// `get_weights()`: a random kernel, zero bias.
    Read,
    /// `set_weights` of the whole network, where its weights are not those of the seed.
    All,
    /// `set_weights`, with the knobs' numbers; those that training began with, once it has begun.
    Set,
    /// The predictions, twice.
    Predict,
    /// compile and fit.
    Fit,
    /// `get_weights()` after it.
    After,
}

/// A cell of code with what it printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// Which one it is.
    pub name: CellName,
    /// n of `In [n]:`; `null` where it has not run.
    pub prompt: Option<u32>,
    /// Whether it may be folded away to its first line.
    pub folded: bool,
    /// Whether its numbers are the knobs.
    pub live: bool,
    /// The code.
    pub code: Vec<Line>,
    /// What it printed, in order.
    pub output: Vec<Output>,
    /// What went wrong in it, and the repair.
    pub wrong: Option<Wrong>,
    /// A sentence under it.
    pub note: Option<Message>,
}

/// A line of code.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Line {
    /// Its tokens, blanks included: their texts joined are the line.
    pub tokens: Vec<Token>,
    /// The shape badge at its end.
    pub badge: Option<Badge>,
}

/// A piece of code.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Token {
    /// What it is, for its colour.
    pub kind: TokenKind,
    /// As it is written.
    pub text: String,
    /// The knob that a number belongs to.
    pub knob: Option<KnobName>,
    /// Whether scrubbing it turns that knob: its value is the knob's.
    pub scrub: bool,
}

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum TokenKind {
    /// `import`, `from`, ...
    Keyword,
    /// A name that is called.
    Call,
    /// Any other name.
    Name,
    /// A number.
    Number,
    /// A string, with its quotes.
    String,
    /// Brackets, marks, signs.
    Operator,
    /// From `#` on.
    Comment,
    /// Blanks.
    Blank,
}

/// One of the two kinds of knob.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum KnobName {
    /// A weight.
    W,
    /// A bias.
    B,
}

/// What explains an array's brackets: `(1 input, 1 unit)`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Badge {
    /// Kernel or bias.
    pub knob: KnobName,
    /// The axes in words, to be joined by commas between round brackets.
    pub axes: Vec<Message>,
    /// Why so many brackets.
    pub hint: Message,
    /// Whether the array has a shape that does not fit.
    pub wrong: bool,
}

/// What one statement of a cell printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Output {
    /// Where it appears.
    pub kind: OutputKind,
    /// Its lines.
    pub lines: Vec<Vec<Span>>,
}

/// Where output appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum OutputKind {
    /// Behind `Out[n]:`, the value of the last line.
    Out,
    /// Bare, from `print`.
    Stream,
    /// In red: a Python exception. The first span is its name.
    Error,
}

/// A piece of a printed line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Span {
    /// As it is printed.
    pub text: String,
    /// The knob that a number belongs to.
    pub knob: Option<KnobName>,
    /// Whether it is the very number that the page's knob holds.
    pub held: bool,
}

/// A wrong turn, in plain words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Wrong {
    /// Which one.
    pub turn: WrongTurn,
    /// The cause, for a learner.
    pub plain: Message,
    /// The piece of code that was wrong.
    pub from: Vec<Token>,
    /// What "Fix it" writes instead; to repair the cell, leave the wrong turn.
    pub to: Vec<Token>,
}
