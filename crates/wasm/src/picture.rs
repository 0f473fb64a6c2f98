//! What the page says about a picture: its size, colours, fonts and words. What is in it, the session knows.
//!
//! A picture crosses the boundary several times a frame, so it is read field by field: a tenth of the code and of the
//! time that a general reader takes (docs/decisions/0002-bytes.md).

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

/// One chart to be drawn on one canvas.
#[derive(Clone, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename_all = "camelCase"))]
pub(crate) struct Picture {
    /// Which chart, or which layer of it.
    pub chart: Chart,
    /// CSS pixels.
    pub width: f64,
    /// CSS pixels.
    pub height: f64,
    /// `devicePixelRatio`.
    pub scale: f64,
    /// From the canvas's edges to the plot, in CSS pixels.
    pub margins: Margins,
    /// The theme's colours.
    pub palette: Palette,
    /// Font families.
    pub fonts: Fonts,
    /// Words and formatted numbers.
    pub text: Text,
    /// Optional marks.
    pub show: Show,
}

/// Which chart, or which layer of it: axes are drawn when they change, marks every frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename_all = "camelCase"))]
pub(crate) enum Chart {
    StageGround,
    StageAxes,
    Stage,
    CurveAxes,
    Curve,
    MapAxes,
    Map,
    Sparkline,
}

impl Chart {
    const NAMES: [(&str, Self); 8] = [
        ("stageGround", Self::StageGround),
        ("stageAxes", Self::StageAxes),
        ("stage", Self::Stage),
        ("curveAxes", Self::CurveAxes),
        ("curve", Self::Curve),
        ("mapAxes", Self::MapAxes),
        ("map", Self::Map),
        ("sparkline", Self::Sparkline),
    ];
}

/// Space between the canvas's edges and the plot, in CSS pixels.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Margins {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// The design tokens that the charts use, as `#rrggbb`.
#[derive(Clone, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename_all = "camelCase"))]
pub(crate) struct Palette {
    pub surface: String,
    pub ink: String,
    pub ink2: String,
    pub ink3: String,
    pub grid: String,
    pub hair2: String,
    pub edge: String,
    pub ghost: String,
    pub w: String,
    pub w_text: String,
    pub b: String,
    pub b_text: String,
    pub loss: String,
    pub loss_text: String,
    pub best: String,
    pub best_text: String,
}

/// Font families, as in CSS.
#[derive(Clone, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Fonts {
    pub ui: String,
    pub math: String,
}

/// Words and formatted numbers. Empty ones are left out of the picture.
#[derive(Clone, Debug, Default)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename_all = "camelCase"))]
pub(crate) struct Text {
    /// One for each tick of the x axis.
    pub x_ticks: Vec<String>,
    /// One for each tick of the y axis.
    pub y_ticks: Vec<String>,
    pub x_title: String,
    pub y_title: String,
    /// At the right end of the lines.
    pub fit: String,
    pub start: String,
    pub best: String,
    /// Behind the letters w and b.
    pub w: String,
    pub b: String,
    /// Beside the pin that holds a line without bias.
    pub pin: String,
    /// Under the run of the slope triangle.
    pub run: String,
    /// One for each row, where there are few.
    pub misses: Vec<String>,
}

/// Optional marks.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Show {
    /// The line with the smallest loss; on the curve, the smallest loss.
    pub best: bool,
    /// The line that Reset returns to.
    pub start: bool,
    /// The gap between each point and the line.
    pub misses: Misses,
    /// The lift of b and the rise of w.
    pub rise: bool,
    /// Where the line has been.
    pub trail: bool,
    /// The loss curve on a logarithmic scale.
    pub log: bool,
    /// Where the loss curve is read, in CSS pixels from the canvas's left edge.
    pub cursor: Option<f64>,
}

/// How misses are drawn.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(rename_all = "camelCase"))]
pub(crate) enum Misses {
    None,
    Segments,
    Squares,
}

impl Misses {
    const NAMES: [(&str, Self); 3] =
        [("none", Self::None), ("segments", Self::Segments), ("squares", Self::Squares)];
}

/// One field of a JavaScript object. What is missing is left out of the picture or refused by the charts.
fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    field(object, name).as_f64().filter(|number| number.is_finite())
}

fn text(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap_or_default()
}

fn texts(object: &JsValue, name: &str) -> Vec<String> {
    let field = field(object, name);
    // What is no array can't be walked through: that would throw past Rust.
    let texts = if Array::is_array(&field) { Array::from(&field) } else { Array::new() };
    texts.iter().filter_map(|text| text.as_string()).collect()
}

fn choice<T: Copy>(object: &JsValue, name: &str, choices: &[(&str, T)]) -> Option<T> {
    let word = text(object, name);
    choices.iter().find(|(choice, _)| *choice == word).map(|(_, value)| *value)
}

impl Picture {
    /// Reads the page's object; `None` where it names no chart, or a size is no finite number.
    pub(crate) fn read(object: &JsValue) -> Option<Self> {
        let [margins, palette, fonts, words, show] =
            ["margins", "palette", "fonts", "text", "show"].map(|name| field(object, name));
        let flag = |name: &str| field(&show, name).is_truthy();
        Some(Self {
            chart: choice(object, "chart", &Chart::NAMES)?,
            width: number(object, "width")?,
            height: number(object, "height")?,
            scale: number(object, "scale")?,
            margins: Margins {
                left: number(&margins, "left")?,
                top: number(&margins, "top")?,
                right: number(&margins, "right")?,
                bottom: number(&margins, "bottom")?,
            },
            palette: Palette {
                surface: text(&palette, "surface"),
                ink: text(&palette, "ink"),
                ink2: text(&palette, "ink2"),
                ink3: text(&palette, "ink3"),
                grid: text(&palette, "grid"),
                hair2: text(&palette, "hair2"),
                edge: text(&palette, "edge"),
                ghost: text(&palette, "ghost"),
                w: text(&palette, "w"),
                w_text: text(&palette, "wText"),
                b: text(&palette, "b"),
                b_text: text(&palette, "bText"),
                loss: text(&palette, "loss"),
                loss_text: text(&palette, "lossText"),
                best: text(&palette, "best"),
                best_text: text(&palette, "bestText"),
            },
            fonts: Fonts { ui: text(&fonts, "ui"), math: text(&fonts, "math") },
            text: Text {
                x_ticks: texts(&words, "xTicks"),
                y_ticks: texts(&words, "yTicks"),
                x_title: text(&words, "xTitle"),
                y_title: text(&words, "yTitle"),
                fit: text(&words, "fit"),
                start: text(&words, "start"),
                best: text(&words, "best"),
                w: text(&words, "w"),
                b: text(&words, "b"),
                pin: text(&words, "pin"),
                run: text(&words, "run"),
                misses: texts(&words, "misses"),
            },
            show: Show {
                best: flag("best"),
                start: flag("start"),
                misses: choice(&show, "misses", &Misses::NAMES).unwrap_or(Misses::None),
                rise: flag("rise"),
                trail: flag("trail"),
                log: flag("log"),
                cursor: field(&show, "cursor").as_f64(),
            },
        })
    }
}
