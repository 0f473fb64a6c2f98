//! The positions of the knobs' numbers: beside their bars or along the line, clear of the line, the handles and the x axis.

use crate::clip::Rect;
use crate::plot::Plot;

/// The height of a number above and below its baseline, in CSS pixels.
const ASCENT: f64 = 12.0;
const DESCENT: f64 = 1.0;
/// The distance from a number to the line along which it is drawn.
const AWAY: f64 = 5.0;
/// The least distance to the line and the axis.
const AIR: f64 = 3.0;
/// The least distance to the centre of a handle, which the page lays over the drawing.
const HANDLE: f64 = 16.0;
/// How far a number may be moved off the axis.
const NUDGE: f64 = 14.0;

/// Everything that the numbers must not cover.
pub(super) struct Surroundings<'a> {
    pub(super) plot: &'a Plot<'a>,
    pub(super) clip: &'a Rect,
    /// The line's weight and bias.
    pub(super) line: [f64; 2],
    pub(super) handles: [[f64; 2]; 2],
    /// The lines' names.
    pub(super) names: &'a [Rect],
    /// The canvas's width.
    pub(super) width: f64,
}

impl Surroundings<'_> {
    /// The first of these positions at which a number of this width covers nothing. A position is its left end on its baseline.
    pub(super) fn first_clear(
        &self,
        width: f64,
        places: impl IntoIterator<Item = [f64; 2]>,
    ) -> Option<[f64; 2]> {
        let zero = self.zero();
        let off_axis = |[left, baseline]: [f64; 2]| {
            let moved = [zero - AIR - DESCENT, zero + AIR + ASCENT].map(|baseline| [left, baseline]);
            std::iter::once([left, baseline])
                .chain(moved.into_iter().filter(move |place| (place[1] - baseline).abs() <= NUDGE))
        };
        places.into_iter().flat_map(off_axis).find(|&place| self.is_clear(&area(place, width)))
    }

    fn is_clear(&self, area: &Rect) -> bool {
        let clip = self.clip;
        let inside = area.left >= clip.left
            && area.right <= self.width - AIR
            && area.top >= clip.top
            && area.bottom <= clip.bottom;
        let crosses = |low: f64, high: f64| low - AIR < area.bottom && high + AIR > area.top;
        let ends = [area.left, area.right].map(|x| self.line_at(x));
        let zero = self.zero();
        let near_handle = self.handles.iter().any(|&handle| {
            let [x, y] = area.clamp(handle);
            (x - handle[0]).hypot(y - handle[1]) < HANDLE
        });
        inside
            && !crosses(ends[0].min(ends[1]), ends[0].max(ends[1]))
            && !crosses(zero, zero)
            && !near_handle
            && self.names.iter().all(|name| name.intersection(area).is_none())
    }

    /// The positions above and below the line, over this length of it.
    pub(super) fn along(&self, left: f64, width: f64) -> [[f64; 2]; 2] {
        let ends = [left, left + width].map(|x| self.line_at(x));
        let above = ends[0].min(ends[1]) - AWAY - DESCENT;
        let below = ends[0].max(ends[1]) + AWAY + ASCENT;
        [[left, above], [left, below]]
    }

    fn zero(&self) -> f64 {
        let [_, zero] = self.plot.to_px([self.plot.x.min, 0.0]);
        zero
    }

    /// The line's height at a horizontal position, in CSS pixels.
    fn line_at(&self, x: f64) -> f64 {
        let [w, b] = self.line;
        let [x, _] = self.plot.from_px([x, self.plot.rect.bottom]);
        let [_, y] = self.plot.to_px([x, w * x + b]);
        y
    }
}

/// The rectangle that a number of this width covers, given its left end on its baseline.
pub(super) fn area([left, baseline]: [f64; 2], width: f64) -> Rect {
    Rect { left, right: left + width, top: baseline - ASCENT, bottom: baseline + DESCENT }
}
