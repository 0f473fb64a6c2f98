//! Lines, dots and letters in CSS pixels, on any backend.

use plotters::prelude::{
    Color, DrawingBackend, FontDesc, FontFamily, FontStyle, RGBAColor, RGBColor, ShapeStyle, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::clip::Rect;
use crate::error::Error;
use crate::frame::{Frame, Palette, Rgb};

/// A colour with an opacity.
#[derive(Clone, Copy)]
pub(crate) struct Paint {
    pub(crate) rgb: Rgb,
    pub(crate) alpha: f64,
}

impl From<Rgb> for Paint {
    fn from(rgb: Rgb) -> Self {
        Self { rgb, alpha: 1.0 }
    }
}

impl Rgb {
    pub(crate) fn alpha(self, alpha: f64) -> Paint {
        Paint { rgb: self, alpha }
    }
}

/// The dashes of a line, in CSS pixels.
#[derive(Clone, Copy)]
pub(crate) struct Dashes {
    pub(crate) on: f64,
    pub(crate) off: f64,
    /// Whether each dash ends in half a disc.
    pub(crate) round: bool,
}

/// The side of a text at which its position lies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    pub(crate) size: f64,
    pub(crate) rgb: Rgb,
    pub(crate) anchor: Anchor,
    pub(crate) bold: bool,
    /// A letter that names a number: italic, in the face for mathematics.
    pub(crate) math: bool,
    /// Whether the surface's colour surrounds it.
    pub(crate) halo: bool,
}

impl Letters {
    /// Ticks, titles and captions.
    pub(crate) fn micro(rgb: Rgb) -> Self {
        Self { size: 12.0, rgb, anchor: Anchor::Start, bold: false, math: false, halo: false }
    }

    /// Numbers on marks.
    pub(crate) fn value(rgb: Rgb) -> Self {
        Self { size: 14.0, bold: true, halo: true, ..Self::micro(rgb) }
    }

    pub(crate) fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(crate) fn halo(self) -> Self {
        Self { halo: true, ..self }
    }

    /// An estimate of a text's width. The backends' own measuring is not used: in browsers it changes the page.
    pub(crate) fn width(self, text: &str) -> f64 {
        let ems: f64 = text
            .chars()
            .map(|letter| match letter {
                ' ' | 'i' | 'l' | 'j' | 't' | 'f' | '.' | ',' | '²' | '(' | ')' | '\'' => 0.34,
                'm' | 'w' | 'M' | 'W' | '→' | '↑' => 0.86,
                '0'..='9' | 'A'..='Z' | '=' | '+' | '−' => 0.64,
                // In scripts without narrow letters a letter fills the square.
                '\u{2e80}'.. => 1.0,
                _ => 0.57,
            })
            .sum();
        ems * self.size * if self.bold { 1.06 } else { 1.0 }
    }
}

/// Draws on a backend. Every length is in CSS pixels.
pub(crate) struct Pen<'a, DB: DrawingBackend> {
    backend: &'a mut DB,
    frame: &'a Frame<'a>,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub(crate) fn new(backend: &'a mut DB, frame: &'a Frame<'a>) -> Result<Self, Error> {
        frame.check()?;
        Ok(Self { backend, frame })
    }

    pub(crate) fn frame(&self) -> &'a Frame<'a> {
        self.frame
    }

    pub(crate) fn palette(&self) -> &'a Palette {
        self.frame.palette
    }

    fn units(&self, length: f64) -> i32 {
        (length * self.frame.unit()).round() as i32
    }

    fn place(&self, [x, y]: [f64; 2]) -> (i32, i32) {
        (self.units(x), self.units(y))
    }

    fn style(&self, paint: Paint, width: f64) -> ShapeStyle {
        let Rgb(red, green, blue) = paint.rgb;
        let stroke_width = (width * self.frame.unit()).round().max(1.0) as u32;
        ShapeStyle { color: RGBAColor(red, green, blue, paint.alpha), filled: true, stroke_width }
    }

    pub(crate) fn path(
        &mut self,
        points: &[[f64; 2]],
        paint: impl Into<Paint>,
        width: f64,
    ) -> Result<(), Error> {
        let style = self.style(paint.into(), width);
        let unit = self.frame.unit();
        let path = points.iter().map(|&[x, y]| ((x * unit).round() as i32, (y * unit).round() as i32));
        done(self.backend.draw_path(path, &style))
    }

    /// A line along an axis, one CSS pixel wide, rounded to whole device pixels. It is moved by less than half a device pixel,
    /// so that it fills whole device pixels and is not blurred.
    pub(crate) fn hairline(&mut self, from: [f64; 2], to: [f64; 2], rgb: Rgb) -> Result<(), Error> {
        let scale = self.frame.scale;
        let width = scale.round().max(1.0);
        let snap = |at: f64| {
            if width % 2.0 == 0.0 {
                (at * scale).round() / scale
            } else {
                ((at * scale).floor() + 0.5) / scale
            }
        };
        let axis = usize::from(from[0] != to[0]);
        let [mut from, mut to] = [from, to];
        from[axis] = snap(from[axis]);
        to[axis] = snap(to[axis]);
        self.path(&[from, to], rgb, width / scale)
    }

    /// A dashed polyline.
    pub(crate) fn dashed(
        &mut self,
        points: &[[f64; 2]],
        paint: impl Into<Paint>,
        width: f64,
        dashes: Dashes,
    ) -> Result<(), Error> {
        let paint = paint.into();
        let Dashes { on, off, round } = dashes;
        // The position in the dash pattern.
        let mut phase = 0.0;
        let mut dash: Vec<[f64; 2]> = Vec::new();
        for (from, to) in points.iter().zip(points.iter().skip(1)) {
            let way = [to[0] - from[0], to[1] - from[1]];
            let length = (way[0] * way[0] + way[1] * way[1]).sqrt();
            let mut gone = 0.0;
            while gone < length {
                let inside = phase < on;
                let step = (if inside { on - phase } else { on + off - phase }).min(length - gone);
                let at = |gone: f64| [from[0] + way[0] * gone / length, from[1] + way[1] * gone / length];
                if inside {
                    if dash.is_empty() {
                        dash.push(at(gone));
                    }
                    dash.push(at(gone + step));
                }
                gone += step;
                phase += step;
                // Rounding may leave a remainder too small to advance by, so a dash ends when its rest is invisible.
                if phase >= on - 1e-9 && !dash.is_empty() {
                    self.dash(&dash, paint, width, round)?;
                    dash.clear();
                    phase = phase.max(on);
                }
                if phase >= on + off - 1e-9 {
                    phase = 0.0;
                }
            }
        }
        if dash.len() > 1 { self.dash(&dash, paint, width, round) } else { Ok(()) }
    }

    fn dash(&mut self, dash: &[[f64; 2]], paint: Paint, width: f64, round: bool) -> Result<(), Error> {
        match (round, dash.first(), dash.last()) {
            (true, Some(&first), Some(&last)) => self.capsule(first, last, paint, width),
            _ => self.path(dash, paint, width),
        }
    }

    /// A short line with round ends, as one shape.
    fn capsule(&mut self, from: [f64; 2], to: [f64; 2], paint: Paint, width: f64) -> Result<(), Error> {
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let length = (dx * dx + dy * dy).sqrt();
        if length == 0.0 {
            return self.disc(from, width / 2.0, paint);
        }
        let [dx, dy] = [dx, dy].map(|side| side / length * width / 2.0);
        let cap = |[x, y]: [f64; 2], sign: f64| {
            CAP.map(|[ahead, aside]| {
                [x + sign * (dx * ahead - dy * aside), y + sign * (dy * ahead + dx * aside)]
            })
        };
        self.polygon([cap(to, 1.0), cap(from, -1.0)].as_flattened(), paint)
    }

    pub(crate) fn polygon(&mut self, points: &[[f64; 2]], paint: impl Into<Paint>) -> Result<(), Error> {
        let style = self.style(paint.into(), 0.0);
        let unit = self.frame.unit();
        let path = points.iter().map(|&[x, y]| ((x * unit).round() as i32, (y * unit).round() as i32));
        done(self.backend.fill_polygon(path, &style))
    }

    pub(crate) fn rect(&mut self, rect: &Rect, paint: impl Into<Paint>) -> Result<(), Error> {
        let style = self.style(paint.into(), 0.0);
        let corners = (self.place([rect.left, rect.top]), self.place([rect.right, rect.bottom]));
        done(self.backend.draw_rect(corners.0, corners.1, &style, true))
    }

    pub(crate) fn disc(
        &mut self,
        center: [f64; 2],
        radius: f64,
        paint: impl Into<Paint>,
    ) -> Result<(), Error> {
        let style = self.style(paint.into(), 0.0);
        done(self.backend.draw_circle(self.place(center), self.units(radius).unsigned_abs(), &style, true))
    }

    /// The edges of a rectangle, as thin lines.
    pub(crate) fn edges(&mut self, &Rect { left, top, right, bottom }: &Rect, rgb: Rgb) -> Result<(), Error> {
        self.path(&[[left, top], [right, top], [right, bottom], [left, bottom], [left, top]], rgb, 1.0)
    }

    pub(crate) fn ring(
        &mut self,
        center: [f64; 2],
        radius: f64,
        paint: impl Into<Paint>,
        width: f64,
    ) -> Result<(), Error> {
        let style = self.style(paint.into(), width);
        done(self.backend.draw_circle(self.place(center), self.units(radius).unsigned_abs(), &style, false))
    }

    /// Draws a text. `at` is on its baseline, at the side that its anchor names.
    pub(crate) fn text(&mut self, text: &str, at: [f64; 2], letters: Letters) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        let target = self.frame.target;
        let [x, y] = [at[0], at[1] - target.baseline() * letters.size];
        let fonts = self.frame.fonts;
        let (family, style) = match letters {
            Letters { math: true, .. } => (&fonts.math, FontStyle::Italic),
            Letters { bold: true, .. } => (&fonts.ui, FontStyle::Bold),
            _ => (&fonts.ui, FontStyle::Normal),
        };
        let size = letters.size * self.frame.unit() * target.font_factor();
        let side = match letters.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let paint = |Rgb(red, green, blue)| {
            let style = TextStyle::from(FontDesc::new(FontFamily::Name(family), size, style));
            TextStyle {
                color: RGBColor(red, green, blue).to_backend_color(),
                pos: Pos::new(side, VPos::Center),
                ..style
            }
        };
        if letters.halo {
            // Backends cannot stroke letters, so the outline is the text itself, drawn several times around its position.
            let halo = paint(self.frame.palette.surface);
            for [dx, dy] in HALO {
                done(self.backend.draw_text(text, &halo, self.place([x + dx, y + dy])))?;
            }
        }
        done(self.backend.draw_text(text, &paint(letters.rgb), self.place([x, y])))
    }

    /// Draws a letter that names a number and the words after it: `w` and `= 140`. `at` is on the baseline, between the two,
    /// so that neither needs to be measured.
    pub(crate) fn named(
        &mut self,
        letter: &str,
        words: &str,
        seam: [f64; 2],
        letters: Letters,
    ) -> Result<(), Error> {
        let math = Letters { math: true, size: letters.size * MATH_SIZE, ..letters };
        self.text(letter, seam, math.anchor(Anchor::End))?;
        self.text(words.trim_start(), [seam[0] + NAMED_GAP, seam[1]], letters.anchor(Anchor::Start))
    }
}

/// The size of mathematical letters relative to words on the same line, since their font looks smaller.
pub(crate) const MATH_SIZE: f64 = 1.14;
/// The gap between a letter and the words after it, in CSS pixels.
pub(crate) const NAMED_GAP: f64 = 4.0;

/// The rim of half a disc, as points: distances ahead of and beside its centre.
const CAP: [[f64; 2]; 7] =
    [[0.0, -1.0], [0.5, -0.866], [0.866, -0.5], [1.0, 0.0], [0.866, 0.5], [0.5, 0.866], [0.0, 1.0]];

/// An outline two pixels wide.
const HALO: [[f64; 2]; 8] =
    [[2.0, 0.0], [1.4, 1.4], [0.0, 2.0], [-1.4, 1.4], [-2.0, 0.0], [-1.4, -1.4], [0.0, -2.0], [1.4, -1.4]];

fn done<E: std::error::Error>(result: Result<(), E>) -> Result<(), Error> {
    result.map_err(|error| Error::Backend(error.to_string()))
}
