//! The drawings of Two Knobs, on any plotters [`DrawingBackend`]: the stage, the plane, a network, the loss curve, the loss map.
//!
//! Charts know no network, no page and no language: the caller passes numbers as slices, and words, formatted numbers and
//! colours ready to draw. Each chart is drawn in two layers, so that a page can stack two canvases: `axes` when they change, `marks`
//! every frame. Sizes are in CSS pixels throughout.
//!
//! # What the caller's backend must do
//!
//! plotters' backends take whole numbers for coordinates and widths. On a screen that would make slow motion jump from
//! pixel to pixel, bend lines and make a width of 2.75 impossible. So everything is drawn on a finer grid: **one device
//! pixel is [`SUBPIXELS`] units of the backend**. The caller scales these units down again:
//!
//! - a canvas of `width * scale` by `height * scale` device pixels gets `ctx.scale(1 / SUBPIXELS, 1 / SUBPIXELS)` before
//!   drawing (plotters-canvas draws through the context's transform and clips nothing) and `ctx.lineJoin = "round"`,
//!   which plotters-canvas does not set;
//! - an SVG of [`Frame::backend_size`] keeps its `viewBox` and is shown at the CSS size.
//!
//! plotters' own drawing areas and series are not used: they clamp every point to the size that the backend reports,
//! and each end of a line by itself, which draws a line that leaves the plot with the wrong slope. Segments are clipped
//! here (Liang-Barsky), points that are not finite are dropped, and ranges that no drawing could show are refused.
//!
//! ```
//! use two_knobs_charts::{Axes, Axis, Frame, Margins, Plot};
//! let axis = Axis { min: 0.0, max: 4.0, ..Axis::default() };
//! let margins = Margins { left: 62.0, top: 20.0, right: 84.0, bottom: 40.0 };
//! let plot = Plot::new(766.0, 358.0, &Axes { x: axis, y: axis, margins, note: "" })?;
//! assert_eq!(plot.to_px([2.0, 4.0]), [372.0, 20.0]);
//! assert_eq!(plot.from_px([372.0, 20.0]), [2.0, 4.0]);
//! # Ok::<(), two_knobs_charts::Error>(())
//! ```
#![forbid(unsafe_code)]

pub mod curve;
pub mod map;
pub mod network;
pub mod plane;
pub mod stage;

mod axes;
mod clip;
mod error;
mod frame;
mod pen;
mod plot;

pub use clip::Rect;
pub use error::Error;
pub use frame::{Fonts, Frame, Palette, Rgb, SUBPIXELS, Target};
pub use plot::{Axes, Axis, Margins, Plot};
pub use plotters::prelude::DrawingBackend;
