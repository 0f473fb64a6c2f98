//! Python code as tokens.

use crate::keras::python;
use crate::notebook::parts::{Badge, KnobName, Line, Token, TokenKind};

/// A piece of a line: code to be split into tokens, or a knob's number.
pub(super) enum Piece {
    Code(String),
    Number { text: String, knob: KnobName, scrub: bool },
}

impl From<&str> for Piece {
    fn from(code: &str) -> Self {
        Self::Code(code.to_owned())
    }
}

impl From<String> for Piece {
    fn from(code: String) -> Self {
        Self::Code(code)
    }
}

/// Lines of code without knobs in them.
pub(super) fn lines(code: &str) -> Vec<Line> {
    code.lines().map(|line| self::line(vec![line.into()], None)).collect()
}

/// One line.
pub(super) fn line(pieces: Vec<Piece>, badge: Option<Badge>) -> Line {
    Line { tokens: tokens(pieces), badge }
}

/// The tokens of a line.
pub(super) fn tokens(pieces: Vec<Piece>) -> Vec<Token> {
    let mut tokens = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Code(code) => take_apart(&code, &mut tokens),
            Piece::Number { text, knob, scrub } => {
                tokens.push(Token { kind: TokenKind::Number, text, knob: Some(knob), scrub });
            }
        }
    }
    tokens
}

fn take_apart(code: &str, tokens: &mut Vec<Token>) {
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = |belongs: &dyn Fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let quote = |from: usize| {
            let mark = &rest[from..=from];
            rest[from + 1..].find(mark).map_or(rest.len(), |at| from + 1 + at + 1)
        };
        let (kind, end) = match first {
            ' ' => (TokenKind::Blank, length(&|c| c == ' ')),
            '#' => (TokenKind::Comment, rest.len()),
            '\'' | '"' => (TokenKind::String, quote(0)),
            'f' if rest[1..].starts_with(['\'', '"']) => (TokenKind::String, quote(1)),
            _ if first.is_ascii_digit() => {
                (TokenKind::Number, length(&|c| c.is_ascii_alphanumeric() || c == '.'))
            }
            _ if first.is_alphabetic() || first == '_' => {
                let end = length(&|c| c.is_alphanumeric() || c == '_');
                let kind = match &rest[..end] {
                    "import" | "from" | "as" | "for" | "in" | "class" | "def" | "True" | "False" | "None" => {
                        TokenKind::Keyword
                    }
                    _ if rest[end..].starts_with('(') => TokenKind::Call,
                    _ => TokenKind::Name,
                };
                (kind, end)
            }
            _ => (TokenKind::Operator, first.len_utf8()),
        };
        tokens.push(Token { kind, text: rest[..end].to_owned(), knob: None, scrub: false });
        rest = &rest[end..];
    }
}

/// A number with all the digits that a float32 array needs to hold the same f32.
pub(super) fn exact(value: f32) -> String {
    whole(python::literal(value))
}

/// Writes a whole number without a decimal point.
fn whole(number: String) -> String {
    match number.strip_suffix(".0") {
        Some(whole) if whole != "-0" => whole.to_owned(),
        _ => number,
    }
}

/// A number as a person writes it in code: a whole number without a decimal point, a number with few decimals in full,
/// and any other rounded to `decimals`.
pub(super) fn literal(value: f32, decimals: usize) -> String {
    let short = python::float(value);
    if short.ends_with(".0") {
        return whole(short);
    }
    let length = short.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    if length <= decimals.max(4) && !short.contains('e') {
        return short;
    }
    if value.abs() < 10f32.powi(1 - decimals as i32) {
        // Rounding to `decimals` would leave almost nothing of so small a number.
        let exact = format!("{value:.2e}");
        return if exact.len() < short.len() { exact } else { short };
    }
    let rounded = format!("{value:.decimals$}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}
