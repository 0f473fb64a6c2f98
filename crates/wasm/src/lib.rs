//! The whole boundary between the page and its Rust: one handle, [`Lab`], and the types that cross the boundary.
//!
//! These types are the lab's own; this crate's test writes their TypeScript into `wire.d.ts`. `picture::Picture` describes a
//! picture. A frame makes a few calls: advance, then one draw for each canvas.

mod canvas;
mod input;
mod picture;
mod scene;
#[cfg(test)]
mod wire;

use std::cell::OnceCell;

use js_sys::Float32Array;
use serde::Serialize;
use two_knobs_lab::words::input::unreadable;
use two_knobs_lab::words::ranges::{UPDATES, whole};
use two_knobs_lab::{Command, Display, Message, Session, Snapshot};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use input::input;
use picture::Picture;
use scene::{Ink, Scene};

/// The most columns or rows of a grid: more than a screen shows.
const MAX_GRID: u32 = 512;

#[wasm_bindgen(typescript_custom_section)]
const WIRE: &str = include_str!("wire.d.ts");

#[wasm_bindgen]
extern "C" {
    /// See [`two_knobs_lab::Snapshot`].
    #[wasm_bindgen(typescript_type = "Snapshot")]
    pub type WireSnapshot;
    /// See [`two_knobs_lab::Command`].
    #[wasm_bindgen(typescript_type = "Command")]
    pub type WireCommand;
    /// See [`two_knobs_lab::Display`].
    #[wasm_bindgen(typescript_type = "Display")]
    pub type WireDisplay;
    /// See [`two_knobs_lab::session::step::Step`].
    #[wasm_bindgen(typescript_type = "Step | null")]
    pub type WireStep;
    /// See [`two_knobs_lab::session::trained::Trained`].
    #[wasm_bindgen(typescript_type = "Trained | null")]
    pub type WireTrained;
    /// See `picture::Picture`.
    #[wasm_bindgen(typescript_type = "Picture")]
    pub type WirePicture;
}

/// One experiment, held for the page.
#[wasm_bindgen]
pub struct Lab {
    session: Session,
    display: Display,
    /// The session's snapshot, made once and shared by all calls of a frame.
    seen: OnceCell<Snapshot>,
    /// The answers on the last grid.
    grid: Float32Array,
}

#[wasm_bindgen]
impl Lab {
    /// Opens the experiment that an address's query and hash describe. Never throws for a bad link: the snapshot's
    /// notices say what could not be used.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "string")] query: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] hash: &JsValue,
    ) -> Result<Self, JsValue> {
        let opened = Session::open(&text(query)?, &text(hash)?);
        let (session, display) = opened.map_err(Message::from).map_err(refusal)?;
        Ok(Self { session, display, seen: OnceCell::new(), grid: Float32Array::default() })
    }

    /// What the link that was opened says about the page itself.
    pub fn display(&self) -> Result<WireDisplay, JsValue> {
        to_js(&self.display)
    }

    /// The snapshot of the present experiment.
    pub fn snapshot(&self) -> Result<WireSnapshot, JsValue> {
        to_js(self.seen())
    }

    /// Carries out a command. Throws a `Message` where the value is refused or is no command; then nothing has changed.
    pub fn apply(&mut self, command: &WireCommand) -> Result<WireSnapshot, JsValue> {
        let command = Command::read(&input(command)).map_err(refusal)?;
        // Dropped before the command runs, so that no result, not even a refusal, leaves an outdated snapshot.
        self.seen.take();
        self.session.apply(&command).map_err(refusal)?;
        self.snapshot()
    }

    /// Makes at most this many SGD updates; fewer where training ends by itself. Throws a `Message` where that is no whole
    /// number.
    pub fn advance(&mut self, updates: f64) -> Result<(), JsValue> {
        let updates = whole(UPDATES, updates).map_err(refusal)?;
        self.session.advance(updates);
        self.seen.take();
        Ok(())
    }

    /// The shortest link to this state: `#...`, or empty where everything has its default. Throws a `Message` where `display`
    /// holds something that a link cannot.
    pub fn link(&self, display: &WireDisplay) -> Result<String, JsValue> {
        let display = Display::read(&input(display)).map_err(refusal)?;
        self.session.link(&display).map_err(Message::from).map_err(refusal)
    }

    /// The table of the points: for each row its inputs, then y, the guess, the miss (guess - y) and its own loss.
    pub fn table(&self) -> Float32Array {
        self.session.table().as_slice().into()
    }

    /// The next update of a neuron, taken apart; null for networks.
    pub fn step(&self) -> Result<WireStep, JsValue> {
        to_js(&self.session.step())
    }

    /// The training since the last change by hand, for the notebook; null where there was none.
    pub fn trained(&self) -> Result<WireTrained, JsValue> {
        to_js(&self.session.trained())
    }

    /// The network's answers on a grid over its two inputs, row by row from the top. Throws with other than two inputs.
    /// The array is written over by the next call: a new one for each picture took a third of the time.
    pub fn grid(
        &mut self,
        x_min: f32,
        x_max: f32,
        y_min: f32,
        y_max: f32,
        columns: u32,
        rows: u32,
    ) -> Result<Float32Array, JsValue> {
        let (columns, rows) = (columns.min(MAX_GRID) as usize, rows.min(MAX_GRID) as usize);
        let answers = self.session.grid([x_min, x_max], [y_min, y_max], columns, rows);
        let answers = answers.map_err(Message::from).map_err(refusal)?;
        if self.grid.length() as usize != answers.len() {
            self.grid = answers.into();
        } else {
            self.grid.copy_from(answers);
        }
        Ok(self.grid.clone())
    }

    /// Draws one chart over the whole canvas, which is sized here to the picture. Answers places in CSS pixels: of the
    /// stage's handles (x, y and the value of x of the tilt handle, then of the lift handle; none for networks), of the
    /// knobs on the map (x, y); of the loss curve's cursor what it reads (epoch, loss), then x of that point and of the
    /// points before and after it. Throws a `Message` for a picture that can't be drawn, and an `Error` where the browser
    /// gives no canvas context.
    pub fn draw(&self, canvas: &HtmlCanvasElement, picture: &WirePicture) -> Result<Vec<f64>, JsValue> {
        let (picture, ink) = read(picture)?;
        let scene = Scene::new(&self.session, self.seen());
        canvas::draw(&scene, canvas, &picture, &ink).map_err(|message| JsError::new(&message).into())
    }

    /// A file to take away: `points.csv` or `history.csv`. Throws a `Message` where there is none of that name.
    pub fn file(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue,
    ) -> Result<String, JsValue> {
        self.session.file(&text(name)?).ok_or_else(|| refusal(Message::new("refused.file")))
    }
}

impl Lab {
    fn seen(&self) -> &Snapshot {
        self.seen.get_or_init(|| self.session.snapshot())
    }
}

fn text(value: &JsValue) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| refusal(unreadable()))
}

fn read(picture: &WirePicture) -> Result<(Picture, Ink), JsValue> {
    let refused = || refusal(Message::new("refused.picture"));
    let picture = Picture::read(picture).ok_or_else(refused)?;
    let ink = Ink::new(&picture).ok_or_else(refused)?;
    Ok((picture, ink))
}

/// A value of the lab as a plain JavaScript object: maps as objects, `None` as null.
fn to_js<T: JsCast>(value: &impl Serialize) -> Result<T, JsValue> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?.unchecked_into())
}

#[expect(clippy::needless_pass_by_value, reason = "used with map_err")]
fn refusal(message: Message) -> JsValue {
    to_js(&message).unwrap_or_else(|error| error)
}
