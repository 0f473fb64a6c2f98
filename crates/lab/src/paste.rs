//! Reads points from text, as a spreadsheet, a CSV file or a notebook gives it, and writes points as CSV.
//!
//! ```
//! use two_knobs_lab::paste;
//! let data = paste::read_points("size;price\n1,5;400\n2;500\n").unwrap();
//! assert_eq!((data.x.as_slice(), data.y.as_slice()), (&[1.5, 2.0][..], &[400.0, 500.0][..]));
//! assert_eq!(paste::write_points(&data, &["size", "price"]), "size,price\n1.5,400\n2,500\n");
//! assert_eq!(paste::read_points("X = np.array([[1.],[2.]])\nY = np.array([[300.],[500.]])").unwrap().rows(), 2);
//! ```

mod fields;
mod number;

use two_knobs_core::data::Dataset;

use crate::keras::paper::MAX_LENGTH;
use crate::keras::printed::Printed;
use crate::keras::read;
use crate::words::message::Message;
use crate::words::ranges::{COORDINATE, MAX_POINTS};
use fields::{Row, Separator};
use number::{Mark, marks};

/// Reads points. The text holds rows of x and y, or of x1, x2 and y, as a spreadsheet copies them or a CSV file has
/// them; or one NumPy array of such rows; or an array of x and an array of y. Arrays may be code or printed.
///
/// Columns are separated by tab, semicolon, comma or spaces. A comma that separates nothing may be the decimal mark. A
/// first row without any number is a header.
///
/// # Errors
/// A message that never repeats the text, and that names the line (from 1) where one line is wrong: `paste.empty`,
/// `paste.long`, `paste.number`, `paste.columns`, `paste.uneven`, `paste.range`, `paste.tooMany`, `paste.quote`,
/// `paste.decimal`, `paste.arrays`, `paste.arrayRows`, `paste.arrayRange`; and the messages of [`read::lists`] for
/// arrays.
pub fn read_points(text: &str) -> Result<Dataset, Message> {
    if text.len() > MAX_LENGTH {
        return Err(Message::new("paste.long").number("limit", MAX_LENGTH as f64));
    }
    let text = text.trim_start_matches('\u{feff}');
    let table = Table::read(text);
    let Err((message, rows)) = table else { return table.map_err(|(message, _)| message) };
    // A table's header may have brackets too, so a text with good rows is a table, not arrays.
    if rows > 0 || !text.contains('[') {
        return Err(message);
    }
    match read::lists(text) {
        Ok(arrays) => points_of_arrays(&arrays),
        Err(other) if other.key == "read.nothing" => Err(message),
        Err(other) => Err(other),
    }
}

/// The text with which [`crate::Command::Set`] replaces the points by these, at epoch 0.
pub fn text_of_points(data: &Dataset) -> String {
    format!("points={}&epoch=0", crate::words::text::write_points(data))
}

/// Points as CSV, one line for each. Each number has the fewest digits that read back as the same number. `header`
/// names the columns; an empty `header` writes no header.
pub fn write_points(data: &Dataset, header: &[&str]) -> String {
    let mut text = String::new();
    if !header.is_empty() {
        let names: Vec<_> = header.iter().map(|name| fields::quoted(name)).collect();
        text += &format!("{}\n", names.join(","));
    }
    for (x, y) in data.x.chunks(data.inputs).zip(data.y.chunks(data.outputs)) {
        let row: Vec<_> = x.iter().chain(y).map(|value| crate::words::text::number(*value)).collect();
        text += &format!("{}\n", row.join(","));
    }
    text
}

/// The rows that were read; all have the same width.
#[derive(Default)]
struct Table {
    x: Vec<f32>,
    y: Vec<f32>,
    width: usize,
}

impl Table {
    /// The points; or what is wrong, with the number of good rows before it.
    fn read(text: &str) -> Result<Dataset, (Message, usize)> {
        let separators = Separator::candidates(text);
        let mut first = None;
        for separator in separators {
            let mut table = Self::default();
            match table.fill(text, separator) {
                Ok(()) => match Dataset::new(table.x, table.y, table.width - 1, 1) {
                    Ok(data) => return Ok(data),
                    Err(_) => return Err((Message::new("paste.empty"), 0)),
                },
                Err(message) => first = first.or(Some((message, table.y.len()))),
            }
        }
        Err(first.unwrap_or((Message::new("paste.empty"), 0)))
    }

    fn fill(&mut self, text: &str, separator: Separator) -> Result<(), Message> {
        let mut rows = fields::rows(text, separator)?;
        let is_header = |row: &Row| row.fields.iter().all(|field| marks(field).is_none());
        if rows.first().is_some_and(is_header) {
            rows.remove(0);
        }
        let mark = decimal_mark(&rows, separator)?;
        for row in &rows {
            self.push(row, mark)?;
        }
        if rows.is_empty() { Err(Message::new("paste.empty")) } else { Ok(()) }
    }

    fn push(&mut self, row: &Row, mark: Mark) -> Result<(), Message> {
        let about = |key| Message::new(key).number("line", row.line as f64);
        let width = row.fields.len();
        if !matches!(width, 2 | 3) {
            return Err(about("paste.columns").number("count", width as f64));
        }
        if self.width != 0 && width != self.width {
            let message = about("paste.uneven").number("count", width as f64);
            return Err(message.number("expected", self.width as f64));
        }
        if self.y.len() == MAX_POINTS {
            return Err(Message::new("paste.tooMany").number("limit", MAX_POINTS as f64));
        }
        let mut values = [0.0; 3];
        for (column, field) in row.fields.iter().enumerate() {
            let value = number::read(field, mark);
            let value = value.ok_or_else(|| about("paste.number").number("column", column as f64 + 1.0))?;
            if !COORDINATE.hold(f64::from(value)) {
                return Err(about("paste.range")
                    .number("column", column as f64 + 1.0)
                    .number("max", COORDINATE.max));
            }
            values[column] = value;
        }
        self.width = width;
        self.x.extend_from_slice(&values[..width - 1]);
        self.y.push(values[width - 1]);
        Ok(())
    }
}

/// The decimal mark of a whole table. A number such as 1,500 does not say by itself which mark it has.
fn decimal_mark(rows: &[Row], separator: Separator) -> Result<Mark, Message> {
    let mut told = None;
    for row in rows {
        for mark in row.fields.iter().filter_map(|field| marks(field)?) {
            if told.is_some_and(|told| told != mark) {
                return Err(Message::new("paste.decimal").number("line", row.line as f64));
            }
            told = Some(mark);
        }
    }
    // Where no number decides, the mark is a point. It is a comma only where semicolons separate the fields, as
    // spreadsheets write them in languages with a decimal comma.
    let has = |mark: char| rows.iter().flat_map(|row| &row.fields).any(|field| field.contains(mark));
    let is_comma = separator == Separator::Semicolon && has(',') && !has('.');
    Ok(told.unwrap_or(if is_comma { Mark::Comma } else { Mark::Point }))
}

/// Points from one array with rows of x and y, or from an array of x and an array of y.
fn points_of_arrays(arrays: &[Printed]) -> Result<Dataset, Message> {
    let named = |array: &Printed, letters: [char; 2]| {
        array
            .name
            .as_deref()
            .is_some_and(|name| name.rsplit('.').next().is_some_and(|name| name.starts_with(letters)))
    };
    let (x, y, inputs) = match arrays {
        [one] => {
            let [_, width @ (2 | 3)] = *one.tensor.shape else { return Err(Message::new("paste.arrays")) };
            let rows = one.tensor.values.chunks(width);
            let x = rows.clone().flat_map(|row| &row[..width - 1]).copied().collect();
            (x, rows.map(|row| row[width - 1]).collect(), width - 1)
        }
        [first, second] => {
            let swapped = named(first, ['y', 'Y']) && named(second, ['x', 'X']);
            let (x, y) = if swapped { (second, first) } else { (first, second) };
            let inputs = match *x.tensor.shape {
                [_] => 1,
                [_, inputs @ (1 | 2)] => inputs,
                _ => return Err(Message::new("paste.arrays")),
            };
            if !matches!(*y.tensor.shape, [_] | [_, 1]) {
                return Err(Message::new("paste.arrays"));
            }
            (x.tensor.values.clone(), y.tensor.values.clone(), inputs)
        }
        _ => return Err(Message::new("paste.arrays")),
    };
    if x.len() / inputs != y.len() {
        let message = Message::new("paste.arrayRows").number("x", (x.len() / inputs) as f64);
        return Err(message.number("y", y.len() as f64));
    }
    if y.len() > MAX_POINTS {
        return Err(Message::new("paste.tooMany").number("limit", MAX_POINTS as f64));
    }
    if let Some(index) = x.iter().chain(&y).position(|value| !COORDINATE.hold(f64::from(*value))) {
        let row = if index < x.len() { index / inputs } else { index - x.len() };
        return Err(Message::new("paste.arrayRange")
            .number("row", row as f64 + 1.0)
            .number("max", COORDINATE.max));
    }
    Dataset::new(x, y, inputs, 1).map_err(|_| Message::new("paste.empty"))
}
