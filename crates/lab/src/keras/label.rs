//! Reads the names beside printed arrays, which say which array is a kernel and which a bias, whatever its brackets: `b
//! = 100.0` is a bias, and `w = [200.]` a kernel.

use two_knobs_core::network::Tensor;

use crate::keras::printed::Printed;
use crate::words::message::Message;

/// One of the two kinds of array that a Dense layer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Kernel,
    Bias,
}

/// The name before an array, if there is one: `w` of `w = `, `W1` of `W1:
///  `, `b` of `"b": `.
pub(crate) fn name_at_end(before: &str) -> Option<String> {
    let blank = |c: char| c.is_whitespace() || "\"'".contains(c);
    let mut before = before.trim_end_matches(blank);
    // A line end that was printed as `
    // `.
    while let Some(shorter) = before.strip_suffix("\\n") {
        before = shorter.trim_end_matches(blank);
    }
    let mut before = before.strip_suffix(['=', ':']).unwrap_or(before).trim_end_matches(blank);
    while let Some((shorter, inside)) = before.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        // The subscript of a number in its array.
        if !inside.chars().all(|c| c.is_ascii_digit() || ", :-".contains(c)) {
            break;
        }
        before = shorter;
    }
    let is_name = |c: char| c.is_alphanumeric() || "_/.-".contains(c);
    let (before, name) = before.split_at(before.trim_end_matches(is_name).len());
    // PyTorch counts layers, as in `0.weight`. Behind a subscript stands `.bias`.
    let name = match name.split_once('.') {
        Some((layer, rest)) if layer.chars().all(|c| c.is_ascii_digit()) => rest,
        _ => name,
    };
    match name {
        // A sentence such as "The weight is 200".
        "is" | "was" | "of" if !before.is_empty() => name_at_end(before),
        // A key of a web address is no label.
        _ if !name.starts_with(char::is_alphabetic) || before.ends_with(['#', '&', '?']) => None,
        _ => Some(name.chars().take(80).collect()),
    }
}

/// The kind of array that a name means: `w`, `set_w`, `W1`, `dense/kernel:0` and `0.weight` mean a kernel.
pub(crate) fn role(name: &str) -> Option<Role> {
    let last = name.rsplit(['/', '.']).next().unwrap_or(name);
    let last = last.split(':').next().unwrap_or(last);
    let last = last.strip_prefix("set_").unwrap_or(last);
    let word = last.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_').to_lowercase();
    match word.as_str() {
        "w" | "weight" | "weights" | "kernel" | "kernels" => Some(Role::Kernel),
        "b" | "bias" | "biases" => Some(Role::Bias),
        _ => None,
    }
}

/// The arrays in the shapes that their names require; single numbers are called `w` and `b`. Where numbers were printed
/// several times under one name, as during training, the last ones count.
///
/// # Errors
/// `read.scalars` (several weights as single numbers, whose places cannot be known), `read.plain`, `read.biasTable` (a
/// bias with rows and columns).
pub(crate) fn by_name(printed: &[Printed]) -> Result<Vec<Printed>, Message> {
    let is_loose = |array: &Printed| array.tensor.shape.is_empty() && role_of(array).is_some();
    let is_last = |index: usize| {
        !printed[index + 1..].iter().any(|later| is_loose(later) && later.name == printed[index].name)
    };
    let is_wanted = loose_are_wanted(printed);
    let kept = |(index, array): &(usize, &Printed)| !is_loose(array) || (is_wanted && is_last(*index));
    let arrays: Vec<_> = printed.iter().enumerate().filter(kept).map(|(_, array)| array.clone()).collect();
    if arrays.iter().filter(|array| is_loose(array) && role_of(array) == Some(Role::Kernel)).count() > 1 {
        return Err(Message::new("read.scalars"));
    }
    let lengths = |role: Role| {
        arrays.iter().filter(move |array| role_of(array) == Some(role)).map(|array| array.tensor.values.len())
    };
    // A flat row of weights belongs to one unit or to one input. The number of biases says which, because it is the
    // number of units.
    let units = match (lengths(Role::Kernel).count(), lengths(Role::Bias).collect::<Vec<_>>().as_slice()) {
        (1, [units]) => Some(*units),
        _ => None,
    };
    let shaped = |(index, array): (usize, &Printed)| {
        let Some(role) = array.name.as_deref().and_then(role) else { return Ok(array.clone()) };
        let shape = shape(role, &array.tensor, units);
        let shape = shape.map_err(|key| Message::new(key).number("array", index as f64 + 1.0))?;
        let name = match role {
            _ if !is_loose(array) => array.name.clone(),
            Role::Kernel => Some("w".into()),
            Role::Bias => Some("b".into()),
        };
        Ok(Printed { name, tensor: Tensor { shape, values: array.tensor.values.clone() }, ..array.clone() })
    };
    arrays.iter().enumerate().map(shaped).collect()
}

/// The array's kind by its name or, where the name says nothing, by its axes.
fn role_of(array: &Printed) -> Option<Role> {
    let by_shape = || match array.tensor.shape.len() {
        1 => Some(Role::Bias),
        2 => Some(Role::Kernel),
        _ => None,
    };
    array.name.as_deref().and_then(role).or_else(by_shape)
}

/// Whether single numbers complete the arrays. Where the arrays are whole layers already, and have no other names, the
/// single numbers only repeat them.
fn loose_are_wanted(printed: &[Printed]) -> bool {
    let (loose, arrays): (Vec<_>, Vec<_>) = printed.iter().partition(|array| array.tensor.shape.is_empty());
    let count = |role: Role| arrays.iter().filter(|array| role_of(array) == Some(role)).count();
    let is_whole = count(Role::Kernel) > 0 && count(Role::Kernel) == count(Role::Bias);
    let has_names = arrays.iter().all(|array| array.name.is_some());
    let is_other = |name: &Option<String>| arrays.iter().all(|array| array.name != *name);
    !is_whole || (has_names && loose.iter().all(|number| is_other(&number.name)))
}

fn shape(role: Role, tensor: &Tensor, units: Option<usize>) -> Result<Vec<usize>, &'static str> {
    match (role, tensor.shape.as_slice()) {
        (Role::Kernel, [] | [1]) => Ok(vec![1, 1]),
        (Role::Kernel, [inputs]) if units == Some(1) => Ok(vec![*inputs, 1]),
        (Role::Kernel, [length]) if units == Some(*length) => Ok(vec![1, *length]),
        (Role::Kernel, [_]) => Err("read.plain"),
        (Role::Bias, []) => Ok(vec![1]),
        (Role::Bias, [1, length] | [length, 1]) => Ok(vec![*length]),
        (Role::Bias, [_, _]) => Err("read.biasTable"),
        (_, shape) => Ok(shape.to_vec()),
    }
}
