//! A number as people and spreadsheets write it: with a decimal point or comma, and with or without marks between
//! thousands.

/// The decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

/// `None` where `text` is no number; otherwise the decimal mark that it must have, where only one mark is possible.
pub(super) fn marks(text: &str) -> Option<Option<Mark>> {
    match [read(text, Mark::Point), read(text, Mark::Comma)] {
        [None, None] => None,
        [Some(_), None] => Some(Some(Mark::Point)),
        [None, Some(_)] => Some(Some(Mark::Comma)),
        // 200 reads the same with both marks. 1,500 and 1.500 do not, and leave the mark open.
        [Some(_), Some(_)] => Some(None),
    }
}

/// The finite number that `text` writes with this decimal mark.
pub(super) fn read(text: &str, mark: Mark) -> Option<f32> {
    let (decimal, thousands) = match mark {
        Mark::Point => ('.', ','),
        Mark::Comma => (',', '.'),
    };
    let text = text.trim().replace('−', "-");
    let (sign, size) = match text.strip_prefix('-') {
        Some(size) => ("-", size),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let (size, exponent) = match size.find(['e', 'E']) {
        Some(at) => (&size[..at], Some(&size[at + 1..])),
        None => (size, None),
    };
    let (whole, fraction) = size.split_once(decimal).unwrap_or((size, ""));
    let whole = without_groups(whole, thousands)?;
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !(whole.is_empty() && fraction.is_empty());
    let exponent = match exponent {
        Some(exponent) => {
            let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            (!digits.is_empty() && is_digits(digits)).then(|| format!("e{exponent}"))?
        }
        None => String::new(),
    };
    if !has_digits || !is_digits(fraction) {
        return None;
    }
    let value: f32 = format!("{sign}{whole}.{fraction}0{exponent}").parse().ok()?;
    // `+ 0.0` turns -0 into 0.
    value.is_finite().then_some(value + 0.0)
}

/// The digits of a whole number. A mark between thousands must stand before a group of three digits.
fn without_groups(whole: &str, mark: char) -> Option<String> {
    let is_mark = |c: char| c == mark || matches!(c, '\u{a0}' | '\u{202f}' | '\'' | '’');
    let groups: Vec<&str> = whole.split(is_mark).collect();
    let are_digits = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let [first, rest @ ..] = groups.as_slice() else { return None };
    let are_threes = rest.iter().all(|group| group.len() == 3);
    let is_grouped =
        rest.is_empty() || (are_threes && (1..=3).contains(&first.len()) && !first.starts_with('0'));
    (are_digits && is_grouped).then(|| groups.concat())
}
