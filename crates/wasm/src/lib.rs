//! The whole boundary between the page and its Rust: one handle, [`Lab`], and the types that cross the boundary.
//!
//! The types are the lab's own; this crate's test writes their TypeScript into `wire.d.ts`. `picture` holds the types
//! of drawings. A frame makes few calls: one `advance`, then one `draw` for each canvas.

mod canvas;
mod diagram;
mod input;
mod picture;
mod scene;
#[cfg(test)]
mod wire;

use std::cell::OnceCell;

use js_sys::{Float32Array, Object, Reflect};
use serde::Serialize;
use two_knobs_lab::words::input::unreadable;
use two_knobs_lab::words::ranges::{UPDATES, whole};
use two_knobs_lab::{Command, Display, Message, Session, Snapshot};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use input::input;
use picture::{Chart, Open, Sheet};
use scene::Scene;

#[wasm_bindgen(typescript_custom_section)]
const WIRE: &str = include_str!("wire.d.ts");

/// TypeScript that wasm-bindgen and Rust types cannot express: each chart has its own result, and commands have names.
#[wasm_bindgen(typescript_custom_section)]
const DERIVED: &str = r#"
type NameOf<C> = C extends string ? C : keyof C;
/** The name of a command. */
export type CommandName = NameOf<Command>;
/** The result of `Lab.draw` for each chart; null also when there is no room to draw. */
export type Drawn<C extends Chart> =
    C extends { stage: unknown } ? StageDrawn | null :
    C extends { curve: unknown } ? CurveDrawn | null :
    C extends { map: unknown } ? MapDrawn | null :
    C extends { network: unknown } ? NetworkDrawn | null : null;
export interface Lab {
    /**
     * Sets the canvas to the sheet's size and draws one chart over all of it. Returns the handles' places on the stage
     * (null for networks), the knobs' place on the map, the cursor's reading of the loss curve (null without a
     * cursor), or the places in a network's diagram, whose canvas may be larger than the sheet. Throws a `Message` if the chart can't be drawn, and an `Error` if the browser gives no canvas context.
     */
    draw<C extends Chart>(canvas: HTMLCanvasElement, sheet: Sheet, chart: C): Drawn<C>;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See [`two_knobs_lab::Snapshot`].
    #[wasm_bindgen(typescript_type = "Snapshot")]
    pub type WireSnapshot;
    /// See [`two_knobs_lab::session::choices::Choices`].
    #[wasm_bindgen(typescript_type = "Choices")]
    pub type WireChoices;
    /// See [`two_knobs_lab::Command`].
    #[wasm_bindgen(typescript_type = "Command")]
    pub type WireCommand;
    /// See [`two_knobs_lab::Display`].
    #[wasm_bindgen(typescript_type = "Display")]
    pub type WireDisplay;
    /// See [`two_knobs_lab::session::stage::Table`].
    #[wasm_bindgen(typescript_type = "Table")]
    pub type WireTable;
    /// See [`two_knobs_lab::session::step::Step`].
    #[wasm_bindgen(typescript_type = "Step | null")]
    pub type WireStep;
    /// See [`two_knobs_lab::session::trained::Trained`].
    #[wasm_bindgen(typescript_type = "Trained | null")]
    pub type WireTrained;
    /// See `picture::Sheet`.
    #[wasm_bindgen(typescript_type = "Sheet")]
    pub type WireSheet;
    /// See `picture::Chart`.
    #[wasm_bindgen(typescript_type = "Chart")]
    pub type WireChart;
}

/// One experiment, which the page holds.
#[wasm_bindgen]
pub struct Lab {
    session: Session,
    display: Display,
    /// The session's snapshot, made once and shared by all calls of a frame.
    seen: OnceCell<Snapshot>,
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
        Ok(Self { session, display, seen: OnceCell::new() })
    }

    /// The page's own settings in the link that was opened.
    pub fn display(&self) -> Result<WireDisplay, JsValue> {
        to_js(&self.display)
    }

    /// The snapshot of the present experiment.
    pub fn snapshot(&self) -> Result<WireSnapshot, JsValue> {
        to_js(self.seen())
    }

    /// The data sets and losses that can be chosen. They stay the same while the snapshot's `choicesVersion` does.
    pub fn choices(&self) -> Result<WireChoices, JsValue> {
        to_js(&self.session.choices())
    }

    /// Carries out a command. Throws a `Message` if the command is refused or the value is no command; then nothing has
    /// changed.
    pub fn apply(&mut self, command: &WireCommand) -> Result<WireSnapshot, JsValue> {
        let command = Command::read(&input(command)).map_err(refusal)?;
        // The snapshot is dropped before the command runs, so that it is never outdated, whatever the command does.
        self.seen.take();
        self.session.apply(&command).map_err(refusal)?;
        self.snapshot()
    }

    /// Makes at most this many SGD updates; fewer if training ends by itself. Throws a `Message` if `updates` is not a
    /// whole number.
    pub fn advance(&mut self, updates: f64) -> Result<(), JsValue> {
        let updates = whole(UPDATES, updates).map_err(refusal)?;
        self.session.advance(updates);
        self.seen.take();
        Ok(())
    }

    /// The shortest link to this state: `#...`, or empty if everything has its default. Throws a `Message` if `display`
    /// holds something that a link cannot carry.
    pub fn link(&self, display: &WireDisplay) -> Result<String, JsValue> {
        let display = Display::read(&input(display)).map_err(refusal)?;
        self.session.link(&display).map_err(Message::from).map_err(refusal)
    }

    /// The points, with the network's prediction and error for each.
    pub fn table(&self) -> Result<WireTable, JsValue> {
        let table = self.session.table();
        let made = Object::new();
        Reflect::set(&made, &"inputs".into(), &table.inputs.into())?;
        Reflect::set(&made, &"stride".into(), &table.stride.into())?;
        Reflect::set(&made, &"values".into(), &Float32Array::from(table.values.as_slice()))?;
        Ok(made.unchecked_into())
    }

    /// The parts of a neuron's next update; null for networks.
    pub fn step(&self) -> Result<WireStep, JsValue> {
        to_js(&self.session.step())
    }

    /// The training since a person last changed something, for the notebook; null if there was none.
    pub fn trained(&self) -> Result<WireTrained, JsValue> {
        to_js(&self.session.trained())
    }

    /// Draws one chart over the whole canvas. `DERIVED` holds this method's TypeScript.
    #[wasm_bindgen(skip_typescript)]
    pub fn draw(
        &self,
        canvas: &HtmlCanvasElement,
        sheet: &WireSheet,
        chart: &WireChart,
    ) -> Result<JsValue, JsValue> {
        let sheet = Sheet::open(sheet).map_err(Message::from).map_err(refusal)?;
        let chart = Chart::open(chart).map_err(Message::from).map_err(refusal)?;
        let scene = Scene::new(&self.session, self.seen());
        let drawn = canvas::draw(&scene, canvas, &sheet, &chart).map_err(|message| JsError::new(&message))?;
        to_js(&drawn)
    }

    /// The text of a file to save: `points.csv` or `history.csv`. Throws a `Message` for any other name.
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

/// Converts a value of the lab to a plain JavaScript object: maps become objects, `None` becomes null.
fn to_js<T: JsCast>(value: &impl Serialize) -> Result<T, JsValue> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);
    Ok(value.serialize(&serializer)?.unchecked_into())
}

#[expect(clippy::needless_pass_by_value, reason = "used with map_err")]
fn refusal(message: Message) -> JsValue {
    to_js(&message).unwrap_or_else(|error| error)
}
