//! The page's description of a drawing: the sheet and the chart with its words. The session holds the data drawn.
//!
//! A description crosses the boundary several times per frame, so it is read field by field: this takes a tenth of the
//! code and of the time of a general reader (docs/decisions/0002-bytes.md). `object!` makes an object's type, its
//! TypeScript and its reader from one list. A refusal names the field that is missing or has the wrong type.

use js_sys::Reflect;
use serde::Serialize;
use two_knobs_charts::Rgb;
use two_knobs_lab::Message;
use wasm_bindgen::JsValue;

use crate::diagram::NetworkDrawn;

/// The most items of a list: more than the ticks of an axis.
const MOST: u32 = 128;

/// A value that the page sends; `None` if it has the wrong type.
trait Read: Sized {
    fn read(value: &JsValue) -> Option<Self>;
}

/// The name of a field that can't be used. It is small, because reading any field can return it.
pub(crate) struct Wrong(&'static str);

impl From<Wrong> for Message {
    fn from(Wrong(name): Wrong) -> Self {
        Self::new("refused.picture").text("name", name)
    }
}

/// An object or a choice that the page sends.
pub(crate) trait Open: Sized {
    fn open(value: &JsValue) -> Result<Self, Wrong>;
}

/// Defines objects: each field's name in Rust, its name in JavaScript and its type. A field after `+` is itself an
/// object.
macro_rules! object {
    ($($(#[$about:meta])* $name:ident {
        $($(#[$says:meta])* $field:ident $key:literal: $type:ty,)*
        $(+ $(#[$tells:meta])* $inner:ident: $object:ty,)*
    })*) => { $(
        $(#[$about])*
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub(crate) struct $name {
            $($(#[$says])* #[cfg_attr(test, ts(rename = $key))] pub(crate) $field: $type,)*
            $($(#[$tells])* pub(crate) $inner: $object,)*
        }

        impl Open for $name {
            fn open(value: &JsValue) -> Result<Self, Wrong> {
                Ok(Self {
                    $($field: field(value, $key)?,)*
                    $($inner: Open::open(&get(value, stringify!($inner)))?,)*
                })
            }
        }
    )* };
}

object! {
    /// The size, margins, colours and fonts that every chart is drawn with.
    Sheet {
        /// In CSS pixels.
        width "width": f64,
        /// In CSS pixels.
        height "height": f64,
        /// `devicePixelRatio`.
        scale "scale": f64,
        + /// The space between the canvas's edges and the plot.
        margins: Margins,
        + /// The theme's colours.
        #[cfg_attr(test, ts(as = "Colors"))]
        palette: Palette,
        + /// Font families.
        fonts: Fonts,
    }

    /// The space between the canvas's edges and the plot, in CSS pixels.
    Margins {
        left "left": f64,
        top "top": f64,
        right "right": f64,
        bottom "bottom": f64,
    }

    /// Font families, as in CSS.
    Fonts {
        ui "ui": String,
        math "math": String,
    }

    /// The words at the two axes.
    Scales {
        /// One label for each tick.
        x_ticks "xTicks": Vec<String>,
        /// One label for each tick.
        y_ticks "yTicks": Vec<String>,
        x_title "xTitle": String,
        y_title "yTitle": String,
    }

    /// The moving parts of the stage: the lines' names, which may be empty, and which marks are shown.
    StageMarks {
        /// The name of the line that the knobs turn.
        fit "fit": String,
        /// The name of the line that Reset returns to; `null` leaves the line out.
        start "start": Option<String>,
        /// The name of the line with the smallest loss; `null` leaves the line out.
        best "best": Option<String>,
        /// Whether earlier lines are shown.
        trail "trail": bool,
        /// The words beside the pin that holds a line without bias.
        pin "pin": String,
        + /// The gap between each point and the line.
        misses: Misses,
        + /// The rise of w and the lift of b.
        rise: Option<Rise>,
    }

    /// The words at the rise of w and the lift of b; an empty word is left out.
    Rise {
        /// Behind the letter w.
        w "w": String,
        /// Behind the letter b.
        b "b": String,
        /// Under the run of the slope triangle.
        run "run": String,
    }

    /// The scales of the loss curve.
    CurveScales {
        /// Whether the loss's scale is logarithmic.
        log "log": bool,
        + /// The words at the axes.
        scales: Scales,
    }

    /// The moving parts of the loss curve.
    CurveMarks {
        /// Whether the loss's scale is logarithmic.
        log "log": bool,
        /// The words at the line of the smallest possible loss; `null` leaves the line out.
        best "best": Option<String>,
        /// The x at which the cursor reads the curve, in CSS pixels from the canvas's left edge.
        cursor "cursor": Option<f64>,
    }

    /// The words of a network's diagram, and what a person points at.
    NetworkMarks {
        /// The inputs' names.
        names "names": Vec<String>,
        /// The decimal point of numbers.
        point "point": String,
        /// Where the pointer is, in CSS pixels from the drawing's upper left corner: x and y.
        cursor "cursor": Option<Vec<f64>>,
        /// The unit that is focused: its column, where 0 is the inputs', and its row.
        focus "focus": Option<Vec<f64>>,
        /// The weight to name: layer, input, unit. `null` names the one pointed at, else the held one.
        named "named": Option<Vec<f64>>,
        /// Whether to return the places of all tiles.
        places "places": bool,
    }

    /// The names of two places on the loss map.
    MapMarks {
        start "start": String,
        best "best": String,
    }
}

/// A chart, or one layer of a chart: axes are drawn when they change, marks in every frame.
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename_all = "camelCase"))]
pub(crate) enum Chart {
    /// A network's predictions over two inputs, without axes: pixels under the stage's plot.
    StageGround,
    StageAxes(Scales),
    Stage(StageMarks),
    CurveAxes(CurveScales),
    Curve(CurveMarks),
    MapAxes(Scales),
    Map(MapMarks),
    Sparkline,
    Network(NetworkMarks),
}

impl Open for Chart {
    fn open(value: &JsValue) -> Result<Self, Wrong> {
        let (name, value) = choice(value).ok_or(Wrong("chart"))?;
        Ok(match name.as_str() {
            "stageGround" => Self::StageGround,
            "stageAxes" => Self::StageAxes(Open::open(&value)?),
            "stage" => Self::Stage(Open::open(&value)?),
            "curveAxes" => Self::CurveAxes(Open::open(&value)?),
            "curve" => Self::Curve(Open::open(&value)?),
            "mapAxes" => Self::MapAxes(Open::open(&value)?),
            "map" => Self::Map(Open::open(&value)?),
            "sparkline" => Self::Sparkline,
            "network" => Self::Network(Open::open(&value)?),
            _ => return Err(Wrong("chart")),
        })
    }
}

/// How each row's error is drawn. Squares have a text for each row, or no texts.
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename_all = "camelCase"))]
pub(crate) enum Misses {
    None,
    Segments,
    Squares(Vec<String>),
}

impl Open for Misses {
    fn open(value: &JsValue) -> Result<Self, Wrong> {
        let read = || {
            let (name, value) = choice(value)?;
            match name.as_str() {
                "none" => Some(Self::None),
                "segments" => Some(Self::Segments),
                "squares" => Read::read(&value).map(Self::Squares),
                _ => None,
            }
        };
        read().ok_or(Wrong("misses"))
    }
}

/// Defines the colours: each colour's name in Rust and in JavaScript, where its value is `#rrggbb`.
macro_rules! colors {
    ($($field:ident $key:literal,)*) => {
        /// The design tokens that the charts use.
        pub(crate) struct Palette(pub(crate) two_knobs_charts::Palette);

        /// The design tokens that the charts use, as `#rrggbb`.
        #[cfg(test)]
        #[derive(ts_rs::TS)]
        #[ts(rename = "Palette")]
        #[expect(dead_code, reason = "its TypeScript alone is used")]
        pub(crate) struct Colors {
            $(#[ts(rename = $key)] pub(crate) $field: String,)*
        }

        impl Open for Palette {
            fn open(value: &JsValue) -> Result<Self, Wrong> {
                Ok(Self(two_knobs_charts::Palette { $($field: field(value, $key)?,)* }))
            }
        }
    };
}

colors! {
    surface "surface",
    ink "ink",
    ink_2 "ink2",
    ink_3 "ink3",
    grid "grid",
    hair_2 "hair2",
    edge "edge",
    ghost "ghost",
    w "w",
    w_text "wText",
    b "b",
    b_text "bText",
    loss "loss",
    loss_text "lossText",
    best "best",
    best_text "bestText",
}

/// What a drawing returns to the page.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Drawn {
    Stage(StageDrawn),
    Curve(CurveDrawn),
    Map(MapDrawn),
    Network(NetworkDrawn),
}

/// The places of a neuron's handles on the stage.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct StageDrawn {
    /// The handle that turns w.
    pub tilt: HandlePlace,
    /// The handle that turns b.
    pub lift: HandlePlace,
}

/// The place of a handle.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct HandlePlace {
    /// CSS pixels from the canvas's left edge.
    pub x: f64,
    /// CSS pixels from the canvas's upper edge.
    pub y: f64,
    /// The input x whose prediction the handle pulls.
    pub at: f64,
}

/// The point of the loss curve that the cursor reads.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CurveDrawn {
    pub epoch: f64,
    pub loss: f64,
    /// The x of the point that is read, in CSS pixels from the canvas's left edge.
    pub x: f64,
    /// The x of the point before, or of the same point if it is the first; in CSS pixels.
    pub before: f64,
    /// The x of the point after, or of the same point if it is the last; in CSS pixels.
    pub after: f64,
}

/// The place of the knobs' values on the loss map, in CSS pixels from the canvas's upper left corner.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct MapDrawn {
    pub x: f64,
    pub y: f64,
}

// These functions are not inlined, because every field of every object calls them and the page waits for each byte.

/// One field of a JavaScript object; `undefined` if the object lacks the field, or if reading it throws.
#[inline(never)]
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

#[inline(never)]
fn field<T: Read>(object: &JsValue, name: &'static str) -> Result<T, Wrong> {
    T::read(&get(object, name)).ok_or(Wrong(name))
}

/// Reads a choice: a name alone, or an object with one field, which has the choice's name and holds its value.
#[inline(never)]
fn choice(value: &JsValue) -> Option<(String, JsValue)> {
    if let Some(name) = value.as_string() {
        return Some((name, JsValue::UNDEFINED));
    }
    let names = Reflect::own_keys(value).ok().filter(|names| names.length() == 1)?;
    let name = names.get(0);
    Some((name.as_string()?, Reflect::get(value, &name).ok()?))
}

impl Read for f64 {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_f64().filter(|number| number.is_finite())
    }
}

impl Read for bool {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_bool()
    }
}

impl Read for String {
    fn read(value: &JsValue) -> Option<Self> {
        value.as_string()
    }
}

impl Read for Rgb {
    fn read(value: &JsValue) -> Option<Self> {
        Self::from_hex(&value.as_string()?)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &JsValue) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &JsValue) -> Option<Self> {
        // Items are read one by one, because a value that is not an array, or that throws, has no safe iterator. A
        // function also has a length, so only objects are read.
        let length =
            get(value, "length").as_f64().filter(|length| *length <= f64::from(MOST) && value.is_object())?;
        (0..length as u32).map(|index| T::read(&Reflect::get_u32(value, index).ok()?)).collect()
    }
}

impl<T: Open> Open for Option<T> {
    fn open(value: &JsValue) -> Result<Self, Wrong> {
        if value.is_null() { Ok(None) } else { T::open(value).map(Some) }
    }
}
