//! Splits Rust code into tokens.

/// The tokens of a text, without comments, literals and lifetimes.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (length, is_code) = first_thing(rest);
        let (word, others) = rest.split_at(length);
        if is_code {
            words.push(word);
        }
        rest = others;
    }
    words
}

pub(super) fn is_word(text: &str) -> bool {
    text.starts_with(in_word)
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of the text's first item in bytes, and whether the item is a token of code.
fn first_thing(text: &str) -> (usize, bool) {
    if let Some(length) = raw_string(text) {
        return (length, false);
    }
    let mut letters = text.chars();
    let first = letters.next().unwrap_or_default();
    let word = |text: &str| text.find(|letter| !in_word(letter)).unwrap_or(text.len());
    match first {
        '/' if text.starts_with("//") => (text.find('\n').unwrap_or(text.len()), false),
        '/' if text.starts_with("/*") => (block_comment(text), false),
        '"' => (quoted(text), false),
        '\'' => match (letters.next(), letters.next()) {
            (Some('\\'), _) => (quoted(text), false),
            (Some(letter), Some('\'')) => (2 + letter.len_utf8(), false),
            _ => (1 + word(&text[1..]), false), // a lifetime
        },
        _ if in_word(first) => (word(text), true),
        ':' if text.starts_with("::") => (2, true),
        _ => (first.len_utf8(), !first.is_whitespace()),
    }
}

/// The length of a string or character, from its opening quote to the same closing quote.
fn quoted(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if text.starts_with(letter) => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a string such as `r#"a"#`; `None` where the text does not start with one.
fn raw_string(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['b', 'c']).unwrap_or(text).strip_prefix('r')?;
    let opened = rest.trim_start_matches('#');
    let end = format!("\"{}", "#".repeat(rest.len() - opened.len()));
    let body = opened.strip_prefix('"')?;
    Some(body.find(&end).map_or(text.len(), |at| text.len() - body.len() + at + end.len()))
}

/// The length of a block comment, with the comments nested in it.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs_are_parted() {
        let rows = [
            ("use crate::a::{b, c_2 as d};", "use crate :: a :: { b , c_2 as d } ;"),
            ("fn f<'a>(x: &'a str) -> u8 { 0.5 }", "fn f < > ( x : & str ) - > u8 { 0 . 5 }"),
            ("a // b\nc /* d /* e */ f */ g", "a c g"),
            (r#"a("b \" c", d) e"#, "a ( , d ) e"),
            (r##"r"\" a r#"b " c"# d br"\" e r#type"##, "a d e r # type"),
            (r"'a' b '\'' c '\u{e9}' d 'é' e: 'f", "b c d e :"),
            ("größe::ŷ", "größe :: ŷ"),
        ];
        for (text, expected) in rows {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_does_not_end_takes_the_rest() {
        for text in ["// a", "/* a", "/*/", "\"a", "\"\\", "r##\"a\"#", "'\\"] {
            assert_eq!(words(text), [""; 0], "{text}");
        }
    }
}
