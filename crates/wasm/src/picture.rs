//! What the page says about a picture: its size, colours, fonts and words. What is in it, the session knows.

use serde::Deserialize;

/// One chart to be drawn on one canvas.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
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
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Chart {
    StageAxes,
    Stage,
    CurveAxes,
    Curve,
    Sparkline,
}

/// Space between the canvas's edges and the plot, in CSS pixels.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Margins {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// The design tokens that the charts use, as `#rrggbb`.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
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
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Fonts {
    pub ui: String,
    pub math: String,
}

/// Words and formatted numbers. Empty ones are left out of the picture.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
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
    /// Under the run of the slope triangle.
    pub run: String,
    /// One for each row, where there are few.
    pub misses: Vec<String>,
}

/// Optional marks.
#[derive(Clone, Copy, Debug, Deserialize)]
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
}

/// How misses are drawn.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum Misses {
    None,
    Segments,
    Squares,
}
