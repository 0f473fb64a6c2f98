//! The rows and fields of a table, as spreadsheets and CSV files write them (RFC 4180, with further separators).

use crate::words::message::Message;

/// The separator between two fields of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Tab,
    Semicolon,
    Comma,
    /// Any run of spaces and tabs.
    Spaces,
}

/// One row that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// The row's first line, counted from 1.
    pub(super) line: usize,
    /// The fields without quotes and outer blanks.
    pub(super) fields: Vec<String>,
}

impl Separator {
    /// The separators that this text may have, likeliest first.
    pub(super) fn candidates(text: &str) -> Vec<Self> {
        let (mut marks, mut is_quoted) = ([false; 3], false);
        for character in text.chars() {
            match character {
                '"' => is_quoted = !is_quoted,
                '\t' if !is_quoted => marks[0] = true,
                ';' if !is_quoted => marks[1] = true,
                ',' if !is_quoted => marks[2] = true,
                _ => {}
            }
        }
        match marks {
            [true, ..] => vec![Self::Tab, Self::Spaces],
            [_, true, _] => vec![Self::Semicolon],
            [_, _, true] => vec![Self::Comma, Self::Spaces],
            _ => vec![Self::Spaces],
        }
    }

    fn is(self, character: char) -> bool {
        match self {
            Self::Tab => character == '\t',
            Self::Semicolon => character == ';',
            Self::Comma => character == ',',
            Self::Spaces => character == ' ' || character == '\t',
        }
    }
}

/// The rows that are neither blank nor comments.
///
/// # Errors
/// `paste.quote` where a quote is never closed.
pub(super) fn rows(text: &str, separator: Separator) -> Result<Vec<Row>, Message> {
    let (mut rows, mut row) = (Vec::new(), Open::new(1));
    let (mut line, mut quoted_since) = (1, None);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_end = character == '\n' || (character == '\r' && characters.peek() != Some(&'\n'));
        if quoted_since.is_some() {
            match character {
                // Two quotes within a quoted field stand for one.
                '"' if characters.peek() == Some(&'"') => {
                    characters.next();
                    row.field.push('"');
                }
                '"' => quoted_since = None,
                _ => row.field.push(character),
            }
            line += usize::from(is_end);
            continue;
        }
        match character {
            '"' if row.field.trim().is_empty() => {
                row.field.clear();
                row.was_quoted = true;
                quoted_since = Some(line);
            }
            _ if is_end => {
                rows.extend(row.close(separator));
                line += 1;
                row = Open::new(line);
            }
            '\r' => {}
            _ if separator.is(character) => row.next_field(separator),
            _ => row.field.push(character),
        }
    }
    if let Some(since) = quoted_since {
        return Err(Message::new("paste.quote").number("line", since as f64));
    }
    rows.extend(row.close(separator));
    Ok(rows)
}

/// A row that is being read.
struct Open {
    row: Row,
    field: String,
    was_quoted: bool,
}

impl Open {
    fn new(line: usize) -> Self {
        Self { row: Row { line, fields: Vec::new() }, field: String::new(), was_quoted: false }
    }

    fn next_field(&mut self, separator: Separator) {
        let field = std::mem::take(&mut self.field);
        // A run of blanks is one separator.
        if separator != Separator::Spaces || !field.is_empty() || self.was_quoted {
            let field = field.trim();
            // Where blanks separate nothing, a blank may separate groups of thousands.
            let keeps = matches!(separator, Separator::Tab | Separator::Semicolon);
            self.row.fields.push(if keeps { field.replace(' ', "\u{a0}") } else { field.to_owned() });
        }
        self.was_quoted = false;
    }

    fn close(mut self, separator: Separator) -> Option<Row> {
        self.next_field(separator);
        // Some programs end each row with a separator.
        if self.row.fields.len() > 2 && self.row.fields.last().is_some_and(String::is_empty) {
            self.row.fields.pop();
        }
        let is_comment = self.row.fields.first().is_some_and(|field| field.starts_with('#'));
        let is_blank = self.row.fields.iter().all(String::is_empty);
        (!is_comment && !is_blank).then_some(self.row)
    }
}

/// A name, quoted where CSV needs quotes.
pub(super) fn quoted(name: &str) -> String {
    let is_plain = !name.contains([',', ';', '"', '\n', '\r', '\t', '#']);
    if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}
