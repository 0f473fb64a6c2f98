use crate::{Error, Plot, Rect};

/// What is predicted along x.
#[derive(Clone, Copy, Debug)]
pub enum Curve<'a> {
    /// `y = w x + b`.
    Line {
        /// The slope.
        w: f64,
        /// The height at x = 0.
        b: f64,
    },
    /// Any other curve, by points of it with growing x. Points that are not finite part it.
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

    /// Hands over each part of the curve that lies inside `clip`, in CSS pixels.
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
