//! Reads any JavaScript value as an [`Input`], which the lab then reads or refuses.

use js_sys::{Array, Reflect};
use two_knobs_lab::Input;
use wasm_bindgen::JsValue;

/// The greatest depth of nested objects and arrays: `{ setChallenge: { w: [1, 2] } }` is the deepest request.
const DEPTH: u32 = 4;
/// The most fields of an object or items of an array that a request can have.
const MOST: u32 = 32;

/// Reads any value; a value that no request can contain becomes [`Input::Other`].
pub(crate) fn input(value: &JsValue) -> Input {
    within(value, DEPTH)
}

fn within(value: &JsValue, depth: u32) -> Input {
    if value.is_null() {
        Input::Null
    } else if let Some(on) = value.as_bool() {
        Input::Switch(on)
    } else if let Some(number) = value.as_f64() {
        Input::Number(number)
    } else if let Some(text) = value.as_string() {
        Input::Text(text)
    } else if depth > 0 && value.is_object() {
        object(value, depth - 1).unwrap_or(Input::Other)
    } else {
        Input::Other
    }
}

/// Reads an object or an array; `None` where it is too large or reading it throws.
fn object(value: &JsValue, depth: u32) -> Option<Input> {
    // A revoked proxy throws here, before anything else reads it.
    let length = Reflect::get(value, &JsValue::from_str("length")).ok()?.as_f64().unwrap_or_default();
    if length > f64::from(MOST) {
        return None;
    }
    if Array::is_array(value) {
        let item = |index| Some(within(&Reflect::get_u32(value, index).ok()?, depth));
        return (0..length as u32).map(item).collect::<Option<_>>().map(Input::List);
    }
    let names = Reflect::own_keys(value).ok().filter(|names| names.length() <= MOST)?;
    let mut fields = Vec::new();
    for name in names.iter() {
        let field = Reflect::get(value, &name).ok()?;
        // As in JSON, a field that is undefined does not exist.
        if !field.is_undefined() {
            fields.push((name.as_string()?, within(&field, depth)));
        }
    }
    Some(Input::Fields(fields))
}
