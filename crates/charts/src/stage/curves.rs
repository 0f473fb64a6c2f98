use plotters::prelude::DrawingBackend;

use crate::clip::Rect;
use crate::error::Error;
use crate::frame::Rgb;
use crate::pen::Pen;
use crate::plot::Plot;

/// A prediction along x.
#[derive(Clone, Copy, Debug)]
pub enum Curve<'a> {
    /// `y = w x + b`.
    Line {
        /// The slope.
        w: f64,
        /// The height at x = 0.
        b: f64,
    },
    /// Any other curve, given by points with increasing x. It is interrupted at points that are not finite.
    Points(&'a [[f32; 2]]),
}

impl Curve<'_> {
    /// The height at x; not finite beyond the points of a curve.
    pub(crate) fn at(&self, x: f64) -> f64 {
        match *self {
            Self::Line { w, b } => w * x + b,
            Self::Points(points) => {
                let after = points.partition_point(|&[at, _]| f64::from(at) < x);
                let wide = |i: usize| points.get(i).map(|point| point.map(f64::from));
                match (after.checked_sub(1).and_then(wide), wide(after)) {
                    (Some([x0, y0]), Some([x1, y1])) => y0 + (y1 - y0) * (x - x0) / (x1 - x0),
                    (None, Some([at, y])) if at == x => y,
                    _ => f64::NAN,
                }
            }
        }
    }

    /// Draws the curve as a thick line, whose ends are cut upright.
    pub(crate) fn draw_thick<DB: DrawingBackend>(
        &self,
        pen: &mut Pen<'_, DB>,
        plot: &Plot<'_>,
        clip: &Rect,
        rgb: Rgb,
        width: f64,
    ) -> Result<(), Error> {
        // The clip is wider by the line's width on every side, so that only the clipping cuts the ends.
        let Rect { left, top, right, bottom } = *clip;
        let around =
            Rect { left: left - width, top: top - width, right: right + width, bottom: bottom + width };
        match *self {
            Self::Line { w, b } => {
                // The line is longer than the plot at both sides, so that its ends are cut upright like the plot's edges.
                let beyond = (plot.x.max - plot.x.min) * width / plot.rect.width();
                let ends = [plot.x.min - beyond, plot.x.max + beyond].map(|x| plot.to_px([x, w * x + b]));
                let Some([from, to]) = around.clip(ends[0], ends[1]) else { return Ok(()) };
                let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
                let length = (dx * dx + dy * dy).sqrt();
                if length == 0.0 {
                    return Ok(());
                }
                let [dx, dy] = [dx, dy].map(|way| way / length * width / 2.0);
                let side = |[x, y]: [f64; 2], sign: f64| [x - sign * dy, y + sign * dx];
                let outline =
                    clip.clip_polygon(&[side(from, 1.0), side(to, 1.0), side(to, -1.0), side(from, -1.0)]);
                if outline.is_empty() { Ok(()) } else { pen.polygon(&outline, rgb) }
            }
            Self::Points(_) => self.visible(plot, clip, |run| pen.path(run, rgb, width)),
        }
    }

    /// Calls a function with each part of the curve inside `clip`, in CSS pixels.
    pub(crate) fn visible(
        &self,
        plot: &Plot<'_>,
        clip: &Rect,
        mut draw: impl FnMut(&[[f64; 2]]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut result = Ok(());
        let draw = |run: &[[f64; 2]]| {
            if result.is_ok() {
                result = draw(run);
            }
        };
        match *self {
            Self::Line { .. } => {
                let ends = [plot.x.min, plot.x.max].map(|x| plot.to_px([x, self.at(x)]));
                clip.clip_path(ends, draw);
            }
            Self::Points(points) => {
                clip.clip_path(points.iter().map(|&[x, y]| plot.to_px([f64::from(x), f64::from(y)])), draw);
            }
        }
        result
    }
}
