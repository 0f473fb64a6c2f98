//! The whole boundary between the page and its Rust: one handle, [`Lab`], and the types that cross the boundary.
//!
//! These types are the lab's own; this crate's test writes their TypeScript into `wire.d.ts`. `picture` describes what is drawn. A frame makes a few calls: advance, then one draw for each canvas.

mod canvas;
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

/// What neither wasm-bindgen's declarations nor a Rust type can say: each chart has its own answer, and commands have names.
#[wasm_bindgen(typescript_custom_section)]
const DERIVED: &str = r#"
type NameOf<C> = C extends string ? C : keyof C;
/** What commands are called. */
export type CommandName = NameOf<Command>;
/** What `Lab.draw` answers; null too where there is no room to draw. */
export type Drawn<C extends Chart> =
    C extends { stage: unknown } ? StageDrawn | null :
    C extends { curve: unknown } ? CurveDrawn | null :
    C extends { map: unknown } ? MapDrawn | null : null;
export interface Lab {
    /**
     * Draws one chart over the whole canvas, which is sized here to the sheet. Answers where the handles lie on the stage (null
     * for networks), where the knobs stand on the map, and what the cursor reads on the loss curve (null without a cursor).
     * Throws a `Message` for what can't be drawn, and an `Error` where the browser gives no canvas context.
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

/// One experiment, held for the page.
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

    /// What the link that was opened says about the page itself.
    pub fn display(&self) -> Result<WireDisplay, JsValue> {
        to_js(&self.display)
    }

    /// The snapshot of the present experiment.
    pub fn snapshot(&self) -> Result<WireSnapshot, JsValue> {
        to_js(self.seen())
    }

    /// What can be chosen: the same as long as the snapshot's `choicesVersion` is.
    pub fn choices(&self) -> Result<WireChoices, JsValue> {
        to_js(&self.session.choices())
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

    /// The points, and what the network makes of each.
    pub fn table(&self) -> Result<WireTable, JsValue> {
        let table = self.session.table();
        let made = Object::new();
        Reflect::set(&made, &"inputs".into(), &table.inputs.into())?;
        Reflect::set(&made, &"stride".into(), &table.stride.into())?;
        Reflect::set(&made, &"values".into(), &Float32Array::from(table.values.as_slice()))?;
        Ok(made.unchecked_into())
    }

    /// The next update of a neuron, taken apart; null for networks.
    pub fn step(&self) -> Result<WireStep, JsValue> {
        to_js(&self.session.step())
    }

    /// The training since the last change by hand, for the notebook; null where there was none.
    pub fn trained(&self) -> Result<WireTrained, JsValue> {
        to_js(&self.session.trained())
    }

    /// Draws one chart over the whole canvas; `DERIVED` declares it to the page.
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
