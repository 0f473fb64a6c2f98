//! Shared by the tests of the drawings: the page's two themes, and SVG snapshots.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]
#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::PathBuf;

use plotters::prelude::{DrawingBackend, SVGBackend};
use two_knobs_charts::{Axes, Axis, Error, Fonts, Frame, Margins, Palette, Rgb, Target};

fn rgb(hex: &str) -> Rgb {
    Rgb::from_hex(hex).unwrap()
}

pub(crate) fn light() -> Palette {
    Palette {
        surface: rgb("#FFFFFF"),
        ink: rgb("#17191E"),
        ink_2: rgb("#474C55"),
        ink_3: rgb("#646A75"),
        grid: rgb("#ECECE8"),
        hair_2: rgb("#D3D3CE"),
        edge: rgb("#878C95"),
        ghost: rgb("#C9CACB"),
        w: rgb("#D55E00"),
        w_text: rgb("#AD4A00"),
        b: rgb("#0072B2"),
        b_text: rgb("#00639B"),
        loss: rgb("#AE3A80"),
        loss_text: rgb("#982F6E"),
        best: rgb("#008060"),
        best_text: rgb("#006B50"),
    }
}

pub(crate) fn dark() -> Palette {
    Palette {
        surface: rgb("#17191E"),
        ink: rgb("#ECEDEF"),
        ink_2: rgb("#B9BEC7"),
        ink_3: rgb("#969DA8"),
        grid: rgb("#24272E"),
        hair_2: rgb("#3A3F48"),
        edge: rgb("#747B87"),
        ghost: rgb("#4A505A"),
        w: rgb("#F0812B"),
        w_text: rgb("#FF9C52"),
        b: rgb("#4FA9E2"),
        b_text: rgb("#71BDEE"),
        loss: rgb("#DD85BA"),
        loss_text: rgb("#EAA5CF"),
        best: rgb("#34B98F"),
        best_text: rgb("#53CFA7"),
    }
}

pub(crate) fn fonts() -> Fonts {
    Fonts { ui: "Inter, sans-serif".into(), math: "STIX Two Text, Liberation Serif, serif".into() }
}

/// The SVG that `draw` makes on a surface of this size.
pub(crate) fn svg(
    [width, height]: [f64; 2],
    palette: &Palette,
    draw: impl FnOnce(&mut SVGBackend<'_>, &Frame<'_>) -> Result<(), Error>,
) -> Result<String, Error> {
    let fonts = fonts();
    let frame = Frame { width, height, scale: 1.0, target: Target::Svg, palette, fonts: &fonts };
    let mut text = String::new();
    {
        let mut backend = SVGBackend::with_string(&mut text, frame.backend_size());
        draw(&mut backend, &frame)?;
        backend.present().unwrap();
    }
    Ok(text)
}

/// Compares with `tests/snapshots/<name>.svg`. With `UPDATE_SNAPSHOTS=1` it writes that file instead, and fails all the
/// same, so that nobody takes an unseen drawing for a passed test.
pub(crate) fn check(
    name: &str,
    size: [f64; 2],
    palette: &Palette,
    draw: impl FnOnce(&mut SVGBackend<'_>, &Frame<'_>) -> Result<(), Error>,
) {
    let drawn = svg(size, palette, draw).unwrap();
    // The canvas is transparent; the background makes the file readable in any viewer.
    let Rgb(red, green, blue) = palette.surface;
    let drawn = drawn.replacen('>', &format!(" style=\"background:#{red:02x}{green:02x}{blue:02x}\">"), 1);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.svg"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, drawn).unwrap();
        panic!("{} is written: look at it, then test again without UPDATE_SNAPSHOTS", path.display());
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let line = drawn.lines().zip(expected.lines()).position(|(new, old)| new != old);
    assert!(
        drawn == expected,
        "{name} differs from its snapshot, first in line {}; UPDATE_SNAPSHOTS=1 accepts the new drawing",
        line.unwrap_or_else(|| drawn.lines().count().min(expected.lines().count())) + 1,
    );
}

/// Owned texts.
pub(crate) fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

/// An axis with the data that it borrows.
pub(crate) struct Scale {
    pub(crate) min: f64,
    pub(crate) max: f64,
    pub(crate) ticks: Vec<f64>,
    pub(crate) labels: Vec<String>,
    pub(crate) title: &'static str,
    pub(crate) log: bool,
}

impl Scale {
    pub(crate) fn new(ends: [f64; 2], ticks: &[f64], labels: &[&str], title: &'static str) -> Self {
        Self { min: ends[0], max: ends[1], ticks: ticks.to_vec(), labels: words(labels), title, log: false }
    }

    pub(crate) fn axis(&self) -> Axis<'_> {
        Axis {
            min: self.min,
            max: self.max,
            ticks: &self.ticks,
            labels: &self.labels,
            title: self.title,
            log: self.log,
        }
    }
}

pub(crate) fn axes<'a>(
    x: &'a Scale,
    y: &'a Scale,
    [left, top, right, bottom]: [f64; 4],
    note: &'a str,
) -> Axes<'a> {
    Axes { x: x.axis(), y: y.axis(), margins: Margins { left, top, right, bottom }, note }
}
