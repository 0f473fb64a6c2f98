//! The parts of a notebook.

use serde::{Deserialize, Serialize};

use crate::words::message::Message;

/// The notebook's own state, apart from the experiment: which wrong turn is shown, and which layer is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
pub struct NotebookState {
    /// The wrong turn shown, if any.
    pub wrong: Option<WrongTurn>,
    /// The layer whose weights are read and set, from 0; `null` for the last layer, which has the knobs.
    pub layer: Option<u32>,
}

/// A mistake that everybody makes once with `set_weights`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WrongTurn {
    /// `set_weights` before the layer has seen data.
    Unbuilt,
    /// The kernel without the bias.
    OneArray,
    /// A bias for a layer that has none.
    TwoArrays,
    /// A kernel with one pair of brackets too few.
    WrongShape,
    /// Python lists instead of arrays.
    Lists,
}

/// The whole notebook.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Notebook {
    /// The cells, first to last.
    pub cells: Vec<Cell>,
    /// The wrong turns that this layer offers.
    pub turns: Vec<WrongTurn>,
    /// The layer looked at, from 0.
    pub layer: u32,
    /// How many layers there are.
    pub layers: u32,
}

/// The name of a cell. A cell keeps its name whatever cells stand before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum CellName {
    /// Imports, the seed and the data.
    Setup,
    /// Makes the layer.
    Build,
    /// `get_weights()` before the layer is built.
    Empty,
    /// Calls the layer on one example.
    Call,
    /// `get_weights()`: a random kernel, zero bias.
    Read,
    /// `set_weights` of the whole network, where its weights are not those that the seed gives.
    All,
    /// `set_weights` with the knobs' numbers or, after training, with the weights from which training began.
    Set,
    /// The predictions, computed by the layer and by NumPy.
    Predict,
    /// `compile` and `fit`.
    Fit,
    /// `get_weights()` after the fit.
    After,
}

/// A cell of code with its printed output.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Cell {
    /// The cell's name.
    pub name: CellName,
    /// n in `In [n]:`; `null` where the cell has not run.
    pub prompt: Option<u32>,
    /// Whether the cell may be folded to its first line.
    pub folded: bool,
    /// Whether the cell's numbers are the knobs.
    pub live: bool,
    /// The code.
    pub code: Vec<Line>,
    /// The printed output, in order.
    pub output: Vec<Output>,
    /// The wrong turn that the cell shows, with its repair.
    pub wrong: Option<Wrong>,
    /// A sentence under the cell.
    pub note: Option<Message>,
}

/// A line of code.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Line {
    /// The tokens, blanks included: the joined texts are the line.
    pub tokens: Vec<Token>,
    /// The shape badge at the end of the line.
    pub badge: Option<Badge>,
}

/// A piece of code.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Token {
    /// The kind, which gives the token its colour.
    pub kind: TokenKind,
    /// The token's text.
    pub text: String,
    /// The knob that a number belongs to.
    pub knob: Option<KnobName>,
    /// Whether scrubbing the number turns that knob. True only where the number is the knob's value.
    pub scrub: bool,
}

/// The kind of a token.
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
    /// Brackets, commas, operators.
    Operator,
    /// A comment, with its `#`.
    Comment,
    /// Spaces.
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

/// The explanation of an array's brackets: `(1 input, 1 unit)`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Badge {
    /// Kernel or bias.
    pub knob: KnobName,
    /// The axes in words. The page joins them with commas between round brackets.
    pub axes: Vec<Message>,
    /// The reason for the number of brackets.
    pub hint: Message,
    /// Whether the array's shape does not fit the layer.
    pub wrong: bool,
}

/// The printed output of one statement.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Output {
    /// Where the output appears.
    pub kind: OutputKind,
    /// The printed lines.
    pub lines: Vec<Vec<Span>>,
}

/// Where output appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum OutputKind {
    /// Behind `Out[n]:`: the value of the cell's last line.
    Out,
    /// Without a prompt: the output of `print`.
    Stream,
    /// A Python exception, in red. The first span is the exception's name.
    Error,
}

/// A piece of a printed line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Span {
    /// The printed text.
    pub text: String,
    /// The knob that a number belongs to.
    pub knob: Option<KnobName>,
    /// Whether the number is the one that the page's knob holds.
    pub held: bool,
}

/// A wrong turn, explained in plain words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Wrong {
    /// The kind of wrong turn.
    pub turn: WrongTurn,
    /// The cause, for a learner.
    pub plain: Message,
    /// The piece of code that was wrong.
    pub from: Vec<Token>,
    /// The code that "Fix it" writes instead. To repair the cell, the page ends the wrong turn.
    pub to: Vec<Token>,
}
