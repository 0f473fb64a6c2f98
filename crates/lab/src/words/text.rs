//! Reads and writes values in a link: numbers, points, layers, escaped characters. Readers return `None` for any other
//! text.

use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;

use crate::words::decimal::parse;
use crate::words::ranges::{COORDINATE, Limits, MAX_LAYERS, MAX_POINTS, MAX_UNITS};
use crate::words::terms::Layer;

/// The number that `text` writes in plain or scientific decimals, within the limits.
pub(crate) fn decimal(text: &str, limits: Limits) -> Option<f64> {
    // Rust's parser would also accept `inf` and `nan`.
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
    let value = if plain { parse(text)? } else { return None };
    // `+ 0.0` makes -0 the ordinary zero.
    limits.hold(value).then_some(value + 0.0)
}

pub(crate) fn integer(text: &str, limits: Limits) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let value: u64 = if digits { text.parse().ok()? } else { return None };
    limits.hold(value as f64).then_some(value)
}

/// Rows of two or three numbers, all rows of the same length; the last number is y.
pub(crate) fn points(text: &str) -> Option<Dataset> {
    let (mut x, mut y, mut inputs) = (Vec::new(), Vec::new(), 0);
    for row in text.split(';').filter(|row| !row.is_empty()) {
        let numbers: Option<Vec<f32>> =
            row.split(',').map(|number| Some(decimal(number.trim(), COORDINATE)? as f32)).collect();
        let numbers = numbers.filter(|numbers| matches!(numbers.len(), 2 | 3))?;
        let (target, row) = numbers.split_last()?;
        if (!y.is_empty() && row.len() != inputs) || y.len() == MAX_POINTS {
            return None;
        }
        inputs = row.len();
        x.extend_from_slice(row);
        y.push(*target);
    }
    Dataset::new(x, y, inputs, 1).ok()
}

pub(crate) fn write_points(data: &Dataset) -> String {
    let rows = data.x.chunks(data.inputs).zip(&data.y);
    let row = |(x, y): (&[f32], &f32)| {
        x.iter().chain([y]).map(|value| number(*value)).collect::<Vec<_>>().join(",")
    };
    rows.map(row).collect::<Vec<_>>().join(";")
}

pub(crate) fn layers(text: &str) -> Option<Vec<Layer>> {
    let layer = |text: &str| {
        let mut words = text.split(':');
        let units = integer(words.next()?, Limits::of_links(1.0, MAX_UNITS as f64))? as usize;
        let activation = Activation::from_name(words.next().unwrap_or("linear")).ok()?;
        let use_bias = match (words.next(), words.next()) {
            (None, _) => true,
            (Some("nobias"), None) => false,
            _ => return None,
        };
        Some(Layer { units, activation, use_bias })
    };
    let layers: Vec<Layer> = text.split(',').map(layer).collect::<Option<_>>()?;
    (layers.len() <= MAX_LAYERS).then_some(layers)
}

pub(crate) fn write_layers(layers: &[Layer]) -> String {
    let layer = |Layer { units, activation, use_bias }: &Layer| {
        format!("{units}:{}{}", activation.name(), if *use_bias { "" } else { ":nobias" })
    };
    layers.iter().map(layer).collect::<Vec<_>>().join(",")
}

/// The shortest decimal that reads back as the same number, scientific where that is shorter.
pub(crate) fn number<T: std::fmt::Display + std::fmt::LowerExp>(value: T) -> String {
    let (plain, scientific) = (format!("{value}"), format!("{value:e}"));
    if scientific.len() < plain.len() { scientific } else { plain }
}

/// Percent-decodes. A `%` without two hex digits stays; bytes that are not UTF-8 become the replacement character.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
        let escaped = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
