//! Prints arrays as NumPy 2 does, and lists of arrays as Python does.
//!
//! The rules are those of NumPy's `arrayprint.py`. Each number has the fewest digits that distinguish it from all
//! others of its type, at most `precision` of them behind the point. All numbers of an array have one width. An array
//! is scientific where its sizes are too far apart. Lines break at 75 characters. Of more than 1000 numbers, the middle
//! is left out.
//!
//! ```
//! use two_knobs_core::network::Tensor;
//! use two_knobs_lab::keras::print::{self, Options};
//! let w = Tensor { shape: vec![1, 1], values: vec![-1.0327123] };
//! assert_eq!(print::repr(&w, &Options::default()), "array([[-1.0327123]], dtype=float32)");
//! assert_eq!(print::str(&w, &Options { precision: Some(2), ..Options::default() }), "[[-1.03]]");
//! ```

use two_knobs_core::network::Tensor;

use crate::keras::float::Float;
use crate::keras::python;

/// The options of `np.set_printoptions`; the default values are NumPy's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The most digits behind the point; `None` is `floatmode='unique'`: as many digits as the number needs.
    pub precision: Option<usize>,
    /// Whether small numbers are rounded to zero rather than make the whole array scientific.
    pub suppress: bool,
    /// The longest line, in characters.
    pub linewidth: usize,
    /// An array of more numbers than this is summarised.
    pub threshold: usize,
    /// The number of items that a summary keeps at each end.
    pub edgeitems: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { precision: Some(8), suppress: false, linewidth: 75, threshold: 1000, edgeitems: 3 }
    }
}

/// `repr(array)`: with commas and, for f32, the type.
pub fn repr(tensor: &Tensor, options: &Options) -> String {
    repr_of(&tensor.shape, &tensor.values, options)
}

/// `str(array)`: what `print` and f-strings show.
pub fn str(tensor: &Tensor, options: &Options) -> String {
    str_of(&tensor.shape, &tensor.values, options)
}

/// `print([array, ...])`: a Python list shows the `repr` of each item.
pub fn list(tensors: &[Tensor], options: &Options) -> String {
    let arrays: Vec<_> = tensors.iter().map(|tensor| repr(tensor, options)).collect();
    format!("[{}]", arrays.join(", "))
}

/// `[array, ...]` as the last line of a notebook's cell: one line, or one array on each line where they do not fit on
/// one.
pub fn out(tensors: &[Tensor], options: &Options) -> String {
    out_parts(tensors, options).into_iter().map(|(text, _)| text).collect()
}

/// [`out`] in parts: the text of each array with the array's index, and the text between arrays.
pub(crate) fn out_parts(tensors: &[Tensor], options: &Options) -> Vec<(String, Option<usize>)> {
    let arrays: Vec<_> = tensors.iter().map(|tensor| repr(tensor, options)).collect();
    let length: usize = arrays.iter().map(|array| array.len() + 2).sum();
    // IPython's own width, 79 characters, which `set_printoptions` does not change.
    let is_one_line = length <= 79 && !arrays.iter().any(|array| array.contains('\n'));
    let between = if is_one_line { ", " } else { ",\n " };
    let mut parts = vec![("[".to_owned(), None)];
    for (index, array) in arrays.into_iter().enumerate() {
        if index > 0 {
            parts.push((between.to_owned(), None));
        }
        parts.push((array.replace('\n', "\n "), Some(index)));
    }
    parts.push(("]".to_owned(), None));
    parts
}

/// [`repr`] of row-major values with this shape.
pub fn repr_of<T: Float>(shape: &[usize], values: &[T], options: &Options) -> String {
    // The last line must leave room for the closing bracket.
    let inner = Options { linewidth: options.linewidth.saturating_sub(1), ..*options };
    let mut text = format!("array({},", layout(shape, values, &inner, ", ", "array("));
    let mut extras = Vec::new();
    if (values.is_empty() && shape != [0]) || values.len() > options.threshold {
        let axes: Vec<_> = shape.iter().map(usize::to_string).collect();
        extras.push(format!("shape=({}{})", axes.join(", "), if axes.len() == 1 { "," } else { "" }));
    }
    if !T::DTYPE.is_empty() || values.is_empty() {
        extras.push(if T::DTYPE.is_empty() { "dtype=float64" } else { T::DTYPE }.to_owned());
    }
    if extras.is_empty() {
        text.pop();
        return text + ")";
    }
    let extras = extras.join(", ") + ")";
    let last_line = text.len() - text.rfind('\n').map_or(0, |at| at + 1);
    let is_too_long = last_line + extras.len() + 1 > options.linewidth;
    text + if is_too_long { "\n      " } else { " " } + &extras
}

/// [`str()`] of row-major values with this shape.
pub fn str_of<T: Float>(shape: &[usize], values: &[T], options: &Options) -> String {
    match (shape, values) {
        // A single number is printed as a Python number.
        ([], [value]) => python::scalar(*value),
        _ => layout(shape, values, options, " ", ""),
    }
}

fn layout<T: Float>(
    shape: &[usize],
    values: &[T],
    options: &Options,
    separator: &str,
    prefix: &str,
) -> String {
    if values.is_empty() {
        return "[]".into();
    }
    let edge = (values.len() > options.threshold).then_some(options.edgeitems);
    let mut shown = Vec::new();
    visit(shape, values, edge, &mut shown);
    let page = Page { format: Format::of(&shown, options), separator, edge };
    page.lines(shape, values, &" ".repeat(prefix.len() + 1), options.linewidth)
}

/// Collects the numbers that a summary keeps, or all numbers.
fn visit<T: Float>(shape: &[usize], values: &[T], edge: Option<usize>, shown: &mut Vec<T>) {
    let [length, rest @ ..] = shape else { return shown.extend(values) };
    let size = rest.iter().product::<usize>().max(1);
    for (index, part) in values.chunks(size).enumerate() {
        if edge.is_none_or(|edge| *length <= 2 * edge || index < edge || index >= length - edge) {
            visit(rest, part, edge, shown);
        }
    }
}

/// The format of an array's numbers, by which all have one width.
struct Format {
    is_scientific: bool,
    precision: Option<usize>,
    /// The widths before and behind the point, in characters.
    left: usize,
    right: usize,
    exponent: usize,
}

impl Format {
    fn of<T: Float>(values: &[T], options: &Options) -> Self {
        let is_finite = |value: &&T| -> bool { (**value).into().is_finite() };
        let finite: Vec<T> = values.iter().filter(is_finite).copied().collect();
        let sizes = || {
            finite.iter().map(|value| -> f64 { (*value).into() }).map(f64::abs).filter(|size| *size != 0.0)
        };
        let (least, greatest) = (sizes().fold(f64::INFINITY, f64::min), sizes().fold(0.0, f64::max));
        let is_scientific =
            greatest >= T::LARGE || (greatest > 0.0 && !options.suppress && T::is_far(least, greatest));
        let mut format = Self { is_scientific, precision: options.precision, left: 0, right: 0, exponent: 0 };
        for value in &finite {
            let number = format.digits(*value);
            format.left = format.left.max(number.whole.len());
            format.right = format.right.max(number.fraction.len());
            format.exponent = format.exponent.max(number.exponent.len());
        }
        if is_scientific {
            format.precision = Some(format.right);
        }
        if finite.len() != values.len() {
            let has_negative = values.iter().any(|value| (*value).into() == f64::NEG_INFINITY);
            let behind = format.behind();
            format.left = format
                .left
                .max((3 + usize::from(has_negative)).saturating_sub(behind))
                .max(3usize.saturating_sub(behind));
        }
        format
    }

    /// The number of characters from the point on.
    fn behind(&self) -> usize {
        // The exponent's part is "e", a sign and digits.
        1 + self.right + if self.is_scientific { 1 + self.exponent } else { 0 }
    }

    /// The number's digits at this precision, without zeros at the end.
    fn digits<T: Float>(&self, value: T) -> Digits {
        let shortest = python::shortest(value, self.is_scientific);
        let digits = Digits::split(&shortest);
        match self.precision {
            Some(precision) if digits.fraction.len() > precision => {
                digits_to(value, precision, self.is_scientific).trimmed()
            }
            _ => digits,
        }
    }

    fn number<T: Float>(&self, value: T) -> String {
        let exact: f64 = value.into();
        let (left, behind) = (self.left, self.behind());
        if !exact.is_finite() {
            let name = if exact.is_nan() {
                "nan"
            } else if exact < 0.0 {
                "-inf"
            } else {
                "inf"
            };
            return format!("{name:>width$}", width = left + behind);
        }
        let digits = self.digits(value);
        if !self.is_scientific {
            let Digits { whole, fraction, .. } = digits;
            return format!("{whole:>left$}.{fraction:<right$}", right = self.right);
        }
        // The last digits of numbers that are shorter than the widest are the number's own, not zeros.
        let digits =
            if digits.fraction.len() < self.right { digits_to(value, self.right, true) } else { digits };
        let Digits { whole, fraction, exponent } = digits;
        let (sign, exponent) = exponent.split_at(1);
        format!("{whole:>left$}.{fraction}e{sign}{exponent:0>width$}", width = self.exponent - 1)
    }
}

/// The parts of a written number.
struct Digits {
    whole: String,
    fraction: String,
    /// The exponent with its sign and at least two digits; empty where there is none.
    exponent: String,
}

impl Digits {
    /// Splits a number as Rust writes it.
    fn split(text: &str) -> Self {
        let (size, exponent) = text.split_once('e').unwrap_or((text, ""));
        let (whole, fraction) = size.split_once('.').unwrap_or((size, ""));
        let exponent = match exponent.strip_prefix('-') {
            _ if exponent.is_empty() => String::new(),
            Some(size) => format!("-{size:0>2}"),
            None => format!("+{exponent:0>2}"),
        };
        Self { whole: whole.to_owned(), fraction: fraction.to_owned(), exponent }
    }

    fn trimmed(mut self) -> Self {
        self.fraction.truncate(self.fraction.trim_end_matches('0').len());
        self
    }
}

/// The exact value, rounded to `precision` digits behind the point.
fn digits_to<T: Float>(value: T, precision: usize, is_scientific: bool) -> Digits {
    let exact: f64 = value.into();
    Digits::split(&if is_scientific {
        format!("{exact:.precision$e}")
    } else {
        format!("{exact:.precision$}")
    })
}

struct Page<'a> {
    format: Format,
    separator: &'a str,
    /// The number of items kept at each end; `None` keeps all.
    edge: Option<usize>,
}

impl Page<'_> {
    /// The values in brackets. Each further line begins with `indent`.
    fn lines<T: Float>(&self, shape: &[usize], values: &[T], indent: &str, width: usize) -> String {
        let [length, rest @ ..] = shape else {
            return values.iter().map(|value| self.format.number(*value)).collect();
        };
        let size = rest.iter().product::<usize>().max(1);
        let edge = self.edge.filter(|edge| *length > 2 * edge);
        let parts = values.chunks(size).enumerate().filter_map(|(index, part)| match edge {
            Some(edge) if index == edge => Some(None),
            Some(edge) if index > edge && index < length - edge => None,
            _ => Some(Some(part)),
        });
        let inner = format!("{indent} ");
        let width = width.saturating_sub(1);
        let words: Vec<String> = parts
            .map(|part| part.map_or("...".into(), |part| self.lines(rest, part, &inner, width)))
            .collect();
        if !rest.is_empty() {
            let line_end = format!("{}{}{indent}", self.separator.trim_end(), "\n".repeat(rest.len()));
            return format!("[{}]", words.join(&line_end));
        }
        let (mut text, mut line) = (String::new(), indent.to_owned());
        for (index, word) in words.iter().enumerate() {
            // The comma or the closing bracket must fit on the line too. An empty line takes a word of any length.
            if line.len() + word.len() > width && line.len() > indent.len() {
                text += line.trim_end();
                text.push('\n');
                indent.clone_into(&mut line);
            }
            line += word;
            line += if index + 1 < words.len() { self.separator } else { "" };
        }
        format!("[{}]", &(text + &line)[indent.len()..])
    }
}
