//! A second WebAssembly, which the page loads when it first needs one of its parts: the notebook,
//! Keras's printouts, scripts and files, pasted points. It has no state: each function takes the link to the experiment, and one that
//! changes the experiment returns the text for `Command::Set`.

#[cfg(test)]
mod wire;

use serde::Serialize;
use serde::de::DeserializeOwned;
use two_knobs_lab::keras::set::text_of_weights;
use two_knobs_lab::keras::weights::Weights;
use two_knobs_lab::keras::{npz, read, script as python};
use two_knobs_lab::notebook::Notebook;
use two_knobs_lab::session::trained::Trained;
use two_knobs_lab::words::input::unreadable;
use two_knobs_lab::words::ranges::{EPOCH, whole};
use two_knobs_lab::{Message, Session, paste};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const WIRE: &str = include_str!("wire.d.ts");

#[wasm_bindgen]
extern "C" {
    /// See [`two_knobs_lab::notebook::NotebookState`].
    #[wasm_bindgen(typescript_type = "NotebookState")]
    pub type WireNotebookState;
    /// See [`two_knobs_lab::session::trained::Trained`].
    #[wasm_bindgen(typescript_type = "Trained | null")]
    pub type WireTrained;
    /// See [`two_knobs_lab::notebook::Notebook`].
    #[wasm_bindgen(typescript_type = "Notebook")]
    pub type WireNotebook;
    /// See [`two_knobs_lab::keras::set::Pasted`].
    #[wasm_bindgen(typescript_type = "Pasted")]
    pub type WirePasted;
    /// See [`two_knobs_lab::keras::script::Flavour`].
    #[wasm_bindgen(typescript_type = "Flavour")]
    pub type WireFlavour;
}

/// The notebook's cells for the present experiment; `Lab.trained` gives the training that led to it.
#[wasm_bindgen]
pub fn notebook(link: &str, trained: WireTrained, state: WireNotebookState) -> Result<WireNotebook, JsValue> {
    let trained: Option<Trained> = from_js(trained.into())?;
    let notebook = Notebook::of_training(&open(link)?, trained.as_ref(), &from_js(state.into())?);
    Ok(to_js(&notebook)?.unchecked_into())
}

/// The experiment as a Python script that fits it for so many epochs. Throws a `Message` where that is no whole number.
#[wasm_bindgen]
pub fn script(link: &str, epochs: f64, flavour: WireFlavour) -> Result<String, JsValue> {
    let epochs = whole(EPOCH, epochs).map_err(refusal)?;
    Ok(python::script(&open(link)?, from_js(flavour.into())?, u64::from(epochs)))
}

/// The weights alone: as JSON, or as Python that sets them.
#[wasm_bindgen]
pub fn weights_text(link: &str, as_json: bool) -> Result<String, JsValue> {
    let session = open(link)?;
    Ok(if as_json { python::weights_json(&session) } else { python::weights_python(&session) })
}

/// The text for `Command::Set` that gives the experiment the weights printed in a text. Throws a `Message` where none fit.
#[wasm_bindgen]
pub fn read_weights(link: &str, text: &str) -> Result<WirePasted, JsValue> {
    set(link, read::weights(text))
}

/// The same for the weights in a `.npz` or `.npy` file. Throws a `Message` where none fit.
#[wasm_bindgen]
pub fn read_npz(link: &str, file: &[u8]) -> Result<WirePasted, JsValue> {
    set(link, npz::weights(file))
}

/// The weights as a `.npz` file.
#[wasm_bindgen]
pub fn write_npz(link: &str) -> Result<Vec<u8>, JsValue> {
    Ok(npz::file(&open(link)?))
}

/// The text for `Command::Set` that gives the experiment the points in a text. Throws a `Message` that names the wrong line.
#[wasm_bindgen]
pub fn read_points(text: &str) -> Result<String, JsValue> {
    let points = paste::read_points(text).map_err(refusal)?;
    Ok(paste::text_of_points(&points))
}

fn open(link: &str) -> Result<Session, JsValue> {
    let (session, _) = Session::open("", link).map_err(Message::from).map_err(refusal)?;
    Ok(session)
}

fn set(link: &str, weights: Result<Weights, Message>) -> Result<WirePasted, JsValue> {
    let pasted = weights.and_then(|weights| {
        let (session, _) = Session::open("", link)?;
        text_of_weights(session, &weights)
    });
    Ok(to_js(&pasted.map_err(refusal)?)?.unchecked_into())
}

/// A value of the lab as a plain JavaScript object: maps as objects, `None` as null.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?)
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(|_| refusal(unreadable()))
}

#[expect(clippy::needless_pass_by_value, reason = "used with map_err")]
fn refusal(message: Message) -> JsValue {
    to_js(&message).unwrap_or_else(|error| error)
}
