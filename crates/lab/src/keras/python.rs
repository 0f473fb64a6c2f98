//! Numbers as Python writes them.

use crate::keras::float::Float;

/// `repr(float(x))`: the fewest digits that distinguish the number from all others of its type; scientific below 0.0001
/// and from 1e16 on.
pub fn float<T: Float>(value: T) -> String {
    written(value, 1e16)
}

/// `str` of a NumPy scalar: like [`float`], but an f32 is scientific from 1e6 on.
pub fn scalar<T: Float>(value: T) -> String {
    written(value, T::LARGE_SCALAR)
}

fn written<T: Float>(value: T, large: f64) -> String {
    let exact: f64 = value.into();
    if exact.is_nan() {
        return "nan".into();
    }
    if exact.is_infinite() {
        return if exact > 0.0 { "inf".into() } else { "-inf".into() };
    }
    if exact != 0.0 && !(1e-4..large).contains(&exact.abs()) {
        let scientific = shortest(value, true);
        let (size, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        let sign = if exponent.starts_with('-') { '-' } else { '+' };
        return format!("{size}e{sign}{:0>2}", exponent.trim_start_matches('-'));
    }
    let plain = shortest(value, false);
    if plain.contains('.') { plain } else { plain + ".0" }
}

/// The fewest digits that read back as the number. Of two equally near texts this is the one with the even last digit,
/// as Python and NumPy choose; Rust's own printing takes the upper one.
pub(crate) fn shortest<T: Float>(value: T, is_scientific: bool) -> String {
    let text = if is_scientific { format!("{value:e}") } else { format!("{value}") };
    let mantissa = text.split_once('e').map_or(text.as_str(), |(mantissa, _)| mantissa);
    let Some((_, fraction)) = mantissa.split_once('.') else { return text };
    let (precision, exact): (usize, f64) = (fraction.len(), value.into());
    let even = if is_scientific { format!("{exact:.precision$e}") } else { format!("{exact:.precision$}") };
    if even.parse::<T>().is_ok_and(|back| back == value) { even } else { text }
}

/// The number as Python code that a float32 array rounds to the same f32.
pub(crate) fn literal(value: f32) -> String {
    let text = float(value);
    let is_exact = text.parse::<f64>().is_ok_and(|read| read as f32 == value);
    if is_exact || !value.is_finite() { text } else { float(f64::from(value)) }
}

/// The values as nested lists of this shape. The same text is valid Python and JSON.
pub(crate) fn array(shape: &[usize], values: &[f32]) -> String {
    let [_, rest @ ..] = shape else { return values.iter().map(|value| literal(*value)).collect() };
    let size = rest.iter().product::<usize>().max(1);
    let parts: Vec<_> = values.chunks(size).map(|part| array(rest, part)).collect();
    format!("[{}]", parts.join(", "))
}

/// The longest line of code, in characters.
const LINE: usize = 110;

/// Breaks a long line after commas. Each further line begins with `indent`.
pub(crate) fn wrap(code: &str, indent: &str) -> String {
    let (mut text, mut line) = (String::with_capacity(code.len()), String::new());
    for word in code.split_inclusive(", ") {
        if line.len() + word.trim_end().len() > LINE && line.trim() != "" {
            text += line.trim_end();
            text.push('\n');
            indent.clone_into(&mut line);
        }
        line += word;
    }
    text + &line
}
