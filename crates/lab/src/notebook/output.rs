//! Printed output as spans; the knobs' numbers are marked.

use two_knobs_core::network::Tensor;

use crate::keras::print::{self, Options};
use crate::notebook::parts::{KnobName, Output, OutputKind, Span};

/// The print options that the setup cell sets.
pub(super) const OPTIONS: Options =
    Options { precision: Some(2), suppress: false, linewidth: 75, threshold: 1000, edgeitems: 3 };

/// Text without a knob's numbers, or the text of an array whose numbers belong to one knob.
pub(super) struct Part {
    pub(super) text: String,
    pub(super) knob: Option<KnobName>,
    /// Which of the part's numbers is the one that the page's knob holds, counted from 0.
    pub(super) held: Option<usize>,
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), knob: None, held: None }
    }
}

/// The output of one statement.
pub(super) fn output(kind: OutputKind, parts: Vec<Part>) -> Output {
    let mut lines = vec![Vec::new()];
    for part in parts {
        let mut count = 0;
        // Behind the numbers, `dtype=float32` and a shape have digits too.
        let end = part.knob.map_or(0, |_| part.text.find("dtype").unwrap_or(part.text.len()));
        let end = part.text.find("shape=").map_or(end, |shape| end.min(shape));
        for (is_number, text) in pieces(&part.text[..end]) {
            let knob = part.knob.filter(|_| is_number);
            push(&mut lines, text, knob, is_number && part.held == Some(count));
            count += usize::from(is_number);
        }
        push(&mut lines, &part.text[end..], None, false);
    }
    Output { kind, lines }
}

fn push(lines: &mut Vec<Vec<Span>>, text: &str, knob: Option<KnobName>, held: bool) {
    for (index, text) in text.split('\n').enumerate() {
        if index > 0 {
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
            line.push(Span { text: text.to_owned(), knob, held });
        }
    }
}

/// A printed array, split into numbers and the text between them.
fn pieces(text: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let is_start = |c: char| c.is_ascii_digit() || c == '-';
    while let Some(start) = rest.find(is_start) {
        let (before, after) = rest.split_at(start);
        let end = after.find(|c: char| !(c.is_ascii_digit() || "+-.e".contains(c))).unwrap_or(after.len());
        pieces.push((false, before));
        pieces.push((true, &after[..end]));
        rest = &after[end..];
    }
    pieces.push((false, rest));
    pieces
}

/// Arrays as the value of a cell's last line: the kernel, then the bias. `held` has the entries of the page's knobs.
pub(super) fn weights(tensors: &[Tensor], held: Option<[usize; 2]>) -> Output {
    // NumPy leaves out the middle of a longer array, so its numbers cannot be counted.
    let is_whole =
        |index: usize| tensors.get(index).is_some_and(|tensor| tensor.values.len() <= OPTIONS.threshold);
    let parts = print::out_parts(tensors, &OPTIONS).into_iter().map(|(text, index)| Part {
        text,
        knob: index.map(knob),
        held: index.filter(|index| is_whole(*index)).and_then(|index| Some(held?[index])),
    });
    output(OutputKind::Out, parts.collect())
}

/// A layer's first array is the kernel.
pub(super) fn knob(index: usize) -> KnobName {
    if index == 0 { KnobName::W } else { KnobName::B }
}

/// TensorFlow's `print(tensor)`. A tensor of several lines starts on a new line.
pub(super) fn tensorflow(tensor: &Tensor) -> String {
    let text = print::str(tensor, &OPTIONS);
    let line_end = if text.contains('\n') { "\n" } else { "" };
    let axes: Vec<_> = tensor.shape.iter().map(usize::to_string).collect();
    format!("tf.Tensor({line_end}{text}, shape=({}), dtype=float32)", axes.join(", "))
}
