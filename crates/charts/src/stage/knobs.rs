//! The two knobs on a line: the weight as its rise over a run, the bias as its height at x = 0.

use plotters::prelude::DrawingBackend;

use crate::clip::Rect;
use crate::error::Error;
use crate::frame::Frame;
use crate::pen::{Anchor, Dashes, Letters, MATH_SIZE, NAMED_GAP, Pen};
use crate::plot::{Axes, Plot};

use super::content::{Lift, Rise, field};
use super::values::{Surroundings, area};

/// Where the page places its handles, in CSS pixels from the canvas's corner. Always inside the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handles {
    /// On the line, far to the right: the handle of the weight.
    pub tilt: [f64; 2],
    /// On the line at x = 0, or at the plot's left edge where 0 is outside: the handle of the bias.
    pub lift: [f64; 2],
    /// The value of x under the tilt handle.
    pub tilt_x: f64,
}

/// The least distance from a handle to the plot's upper and lower edges, in CSS pixels.
const HANDLE_ROOM: f64 = 17.5;
/// The tilt handle stands on the last tick at least this far from the plot's right edge, as a share of the plot's width.
const TILT_ROOM: f64 = 0.06;
/// A run shorter than this shows no rise.
const LEAST_RUN: f64 = 12.0;
/// A bar shorter than this has no room beside it for its name.
const LEAST_NAMED: f64 = 28.0;
const BAR: f64 = 5.0;
/// The distance from a handle's centre to a name beside it, in CSS pixels.
const KNOB_ROOM: f64 = 17.0;
/// A line counts as flat where the positions for words above and below it are no farther apart than this.
const LEVEL: f64 = 30.0;

/// The look of words beside marks.
fn caption(pen: &Pen<'_, impl DrawingBackend>) -> Letters {
    Letters::micro(pen.palette().ink_3)
}

/// Where the handles of the line `y = w x + b` lie.
pub fn handles(frame: &Frame<'_>, axes: &Axes<'_>, w: f64, b: f64) -> Result<Handles, Error> {
    let (plot, _) = field(frame, axes)?;
    Ok(place(&plot, [w, b]))
}

pub(super) fn place(plot: &Plot<'_>, [w, b]: [f64; 2]) -> Handles {
    let rect = plot.rect;
    let room = HANDLE_ROOM.min(rect.height() / 4.0);
    let on_line = |x: f64| {
        let y = w * x + b;
        let [px, py] = plot.to_px([x, if y.is_finite() { y } else { 0.0 }]);
        [px, py]
    };
    let farthest = plot.x.max - TILT_ROOM * (plot.x.max - plot.x.min);
    let ticks = plot.x.ticks.iter().copied().filter(|&tick| tick > plot.x.min.max(0.0) && tick <= farthest);
    let last = ticks.fold(f64::NAN, f64::max);
    let wanted = on_line(if last.is_finite() { last } else { farthest });
    let band = Rect { top: rect.top + room, bottom: rect.bottom - room, ..rect };
    let [first, end] = [plot.x.min, plot.x.max].map(on_line);
    let line_in = |area: Rect| {
        // Left of the chosen x the line may still be inside the plot; right of it only where it enters late.
        let until = Rect { right: wanted[0], ..area };
        let leaves = until.clip(first, end).map(|[_, leaves]| leaves);
        leaves.or_else(|| area.clip(first, end).map(|[enters, _]| enters))
    };
    let tilt = line_in(band).or_else(|| line_in(rect)).unwrap_or_else(|| band.clamp(wanted));
    Handles { tilt, lift: rect.clamp(on_line(0.0)), tilt_x: plot.from_px(tilt)[0] }
}

pub(super) fn draw_rise<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    around: &Surroundings<'_>,
    handles: &Handles,
    rise: &Rise<'_>,
) -> Result<(), Error> {
    let Surroundings { plot, clip, line: [w, b], .. } = *around;
    let foot = plot.to_px([handles.tilt_x - rise.run, w * (handles.tilt_x - rise.run) + b]);
    let [x, top] = handles.tilt;
    let on_line = (plot.to_px([handles.tilt_x, w * handles.tilt_x + b])[1] - top).abs() < 1.0;
    let [left, low] = foot;
    if !on_line || !left.is_finite() || !low.is_finite() || x - left < LEAST_RUN {
        return Ok(());
    }
    let palette = pen.palette();
    if let Some(run) = clip.clip([left, low], [x, low]) {
        pen.dashed(&run, palette.ink_3, 1.25, Dashes { on: 3.0, off: 3.0, round: false })?;
    }
    let Some(bar) = clip.clip([x, low], [x, top]) else { return Ok(()) };
    pen.path(&bar, palette.w, BAR)?;

    let letters = Letters::value(palette.w_text);
    let letter = letters.size * MATH_SIZE * W_ADVANCE;
    let width = letters.width(rise.label) + NAMED_GAP + letter;
    let beside = x + 11.0 + width <= around.width;
    let down = low >= top;
    let mut written = Rect::default();
    if !rise.label.is_empty() {
        // Beside the bar where it is long enough, or below its lower end; else along the line, on either side of the handle.
        let middle = [x + 11.0, (bar[0][1] + bar[1][1]) / 2.0 + 5.0];
        let foot = [x + 3.0 - width, low + if down { 18.0 } else { -9.0 }];
        let long = (bar[0][1] - bar[1][1]).abs() >= LEAST_NAMED;
        let sides = [x + KNOB_ROOM, x - KNOB_ROOM - width].map(|left| around.along(left, width));
        let places = [middle, foot].into_iter().filter(|_| long).chain(sides.into_iter().flatten());
        if let Some(place) = around.first_clear(width, places) {
            written = area(place, width);
            pen.named("w", rise.label, [place[0] + letter, place[1]], letters)?;
        }
    }
    let caption = caption(pen);
    let middle = (left + x) / 2.0;
    let below = low + if down { 16.0 } else { -8.0 };
    let wide = caption.width(rise.run_label);
    let room = x - left.max(clip.left) - 16.0;
    let seen = (clip.top + 12.0..=clip.bottom - 2.0).contains(&below);
    let free = area([middle - wide / 2.0, below], wide).intersection(&written).is_none();
    if beside && seen && free && wide <= room {
        pen.text(rise.run_label, [middle, below], caption.anchor(Anchor::Middle))?;
    }
    Ok(())
}

/// The widths of the letters w and b in an italic serif font, as shares of the font size.
const W_ADVANCE: f64 = 0.68;
const B_ADVANCE: f64 = 0.5;

pub(super) fn draw_lift<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    around: &Surroundings<'_>,
    lift: &Lift<'_>,
) -> Result<(), Error> {
    let Surroundings { plot, clip, line: [w, b], .. } = *around;
    if !plot.x.contains(0.0) || !b.is_finite() {
        return Ok(());
    }
    let palette = pen.palette();
    let zero = plot.to_px([0.0, 0.0]);
    let on_line = plot.to_px([0.0, b]);
    match *lift {
        Lift::Bar { label } => {
            let Some(bar) = clip.clip(zero, on_line) else { return Ok(()) };
            if bar[0] != bar[1] {
                pen.path(&bar, palette.b, BAR)?;
            }
            if label.is_empty() {
                return Ok(());
            }
            let letters = Letters::value(palette.b_text);
            let letter = letters.size * MATH_SIZE * B_ADVANCE;
            let width = letters.width(label) + NAMED_GAP + letter;
            // Beside the bar where it is long enough; else on the side of the line where there is room: below a rising line.
            let long = (bar[0][1] - bar[1][1]).abs() >= LEAST_NAMED;
            let middle = [zero[0] + 13.0, (bar[0][1] + bar[1][1]) / 2.0 + 5.0];
            let [above, below] = around.along(zero[0] + KNOB_ROOM, width);
            let rising = w > 0.0 && below[1] - above[1] > LEVEL;
            let sides = if rising { [below, above] } else { [above, below] };
            let places = Some(middle).filter(|_| long).into_iter().chain(sides);
            match around.first_clear(width, places) {
                Some([left, baseline]) => pen.named("b", label, [left + letter, baseline], letters),
                None => Ok(()),
            }
        }
        Lift::Pin { label } => {
            if !clip.contains(zero) {
                return Ok(());
            }
            pen.disc(zero, 9.0, palette.surface)?;
            pen.ring(zero, 9.0, palette.edge, 2.0)?;
            let [x, y] = zero;
            pen.path(&[[x - 3.5, y - 3.5], [x + 3.5, y + 3.5]], palette.edge, 2.0)?;
            pen.path(&[[x + 3.5, y - 3.5], [x - 3.5, y + 3.5]], palette.edge, 2.0)?;
            let below = (y + 18.0).min(clip.bottom + 4.0);
            pen.text(label, [x + 16.0, below], caption(pen).halo())
        }
    }
}
