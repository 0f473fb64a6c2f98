//! One array in NumPy's `.npy` format: a magic word, a version, a header that is a Python dict, and the numbers.
//!
//! The format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.

use two_knobs_core::network::Tensor;

/// The first bytes of each array.
pub(crate) const MAGIC: &[u8] = b"\x93NUMPY";
/// The most axes of an array; weights have two.
const MAX_AXES: usize = 8;
/// The numbers begin at a multiple of this many bytes.
const ALIGNMENT: usize = 64;

/// The array, or the message key of what is wrong with the file.
pub(crate) fn read(file: &[u8]) -> Result<Tensor, &'static str> {
    let rest = file.strip_prefix(MAGIC).ok_or("npz.header")?;
    let [major, _minor, rest @ ..] = rest else { return Err("npz.header") };
    let (length, rest) = match (major, rest) {
        (1, [a, b, rest @ ..]) => (usize::from(u16::from_le_bytes([*a, *b])), rest),
        (2 | 3, [a, b, c, d, rest @ ..]) => (u32::from_le_bytes([*a, *b, *c, *d]) as usize, rest),
        _ => return Err("npz.header"),
    };
    if length > rest.len() {
        return Err("npz.damaged");
    }
    let (header, numbers) = rest.split_at(length);
    let header = std::str::from_utf8(header).map_err(|_| "npz.header")?;
    let shape = shape(header).ok_or("npz.header")?;
    let is_fortran = match value(header, "fortran_order") {
        Some(text) if text.starts_with("True") => true,
        Some(text) if text.starts_with("False") => false,
        _ => return Err("npz.header"),
    };
    let number = number(header).ok_or("npz.type")?;
    let count = shape.iter().try_fold(1usize, |count, axis| count.checked_mul(*axis)).ok_or("npz.damaged")?;
    if count.checked_mul(number.size) != Some(numbers.len()) {
        return Err("npz.damaged");
    }
    let values: Vec<f32> = numbers.chunks_exact(number.size).map(number.read).collect();
    let values = if is_fortran { to_rows(&shape, &values) } else { values };
    Ok(Tensor { shape, values })
}

/// The text behind a key of the header's dict.
fn value<'a>(header: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = header.split_once(&format!("'{key}'"))?;
    Some(rest.trim_start().strip_prefix(':')?.trim_start())
}

fn shape(header: &str) -> Option<Vec<usize>> {
    let (axes, _) = value(header, "shape")?.strip_prefix('(')?.split_once(')')?;
    let axes: Option<Vec<usize>> = axes
        .split(',')
        .map(str::trim)
        .filter(|axis| !axis.is_empty())
        .map(|axis| axis.parse().ok())
        .collect();
    axes.filter(|axes| axes.len() <= MAX_AXES)
}

/// A number type of an array, and how it is read.
struct Number {
    size: usize,
    read: fn(&[u8]) -> f32,
}

fn number(header: &str) -> Option<Number> {
    let (name, _) = value(header, "descr")?.strip_prefix('\'')?.split_once('\'')?;
    fn bytes<const N: usize>(bytes: &[u8]) -> [u8; N] {
        // The caller passes chunks of exactly this size, so this cannot fail.
        bytes.try_into().unwrap_or([0; N])
    }
    let (size, read): (usize, fn(&[u8]) -> f32) = match name {
        "<f4" => (4, |number| f32::from_le_bytes(bytes(number))),
        "<f8" => (8, |number| f64::from_le_bytes(bytes(number)) as f32),
        "<i4" => (4, |number| i32::from_le_bytes(bytes(number)) as f32),
        "<i8" => (8, |number| i64::from_le_bytes(bytes(number)) as f32),
        _ => return None,
    };
    Some(Number { size, read })
}

/// Reorders numbers from column-major to row-major, for any number of axes.
fn to_rows(shape: &[usize], values: &[f32]) -> Vec<f32> {
    let place = |mut index: usize| {
        // In row-major order the last axis changes fastest, in column-major order the first.
        let (mut place, mut steps) = (0, values.len());
        for length in shape.iter().rev() {
            steps /= length;
            place += index % length * steps;
            index /= length;
        }
        values[place]
    };
    (0..values.len()).map(place).collect()
}

/// The file that NumPy writes for the array: version 1, f32, row-major.
pub(crate) fn write(tensor: &Tensor) -> Vec<u8> {
    let axes: Vec<_> = tensor.shape.iter().map(usize::to_string).collect();
    let comma = if axes.len() == 1 { "," } else { "" };
    let mut header =
        format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}{comma}), }}", axes.join(", "));
    // The magic word, the version and the length take 10 bytes, the line end 1.
    let length = (10 + header.len() + 1).next_multiple_of(ALIGNMENT) - 10;
    header += &" ".repeat(length - header.len() - 1);
    header.push('\n');
    let mut file = MAGIC.to_vec();
    file.extend([1, 0]);
    file.extend((header.len() as u16).to_le_bytes());
    file.extend(header.as_bytes());
    file.extend(tensor.values.iter().flat_map(|value| value.to_le_bytes()));
    file
}
