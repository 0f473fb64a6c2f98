//! The loops over one packed batch that the losses share: number by number or row by row.

use crate::lanes::{self, Lanes};
use crate::portable::Real;

/// Keras's epsilon of the probability losses.
pub(crate) const EPSILON: f32 = 1e-7;

/// A loss of one chunk of rows: `f(p, y, d, chunk, chunks)` returns the rows' losses and writes their slopes into d.
type OfRows<'a> = dyn Fn(&[Lanes], &[Lanes], &mut [Lanes], usize, usize) -> Lanes + 'a;

/// A packed batch: predictions p, targets y, and d, where the slopes of the loss are written.
pub(crate) struct Batch<'a> {
    pub(crate) p: &'a [Lanes],
    pub(crate) y: &'a [Lanes],
    pub(crate) d: &'a mut [Lanes],
    pub(crate) rows: usize,
    pub(crate) chunks: usize,
}

impl Batch<'_> {
    /// The number of rows from this chunk to the end of the batch; fewer than four leave padding.
    #[inline(always)]
    pub(crate) fn real(&self, chunk: usize) -> usize {
        self.rows - chunk * lanes::LANES
    }

    /// The mean of a loss of one prediction and one target; `f` returns the loss and its slope.
    #[inline(always)]
    pub(crate) fn each(self, f: impl Fn(f32, f32) -> (f32, f32)) -> f32 {
        self.each_lanes(|p, y| [p.zip(y, |p, y| f(p, y).0), p.zip(y, |p, y| f(p, y).1)])
    }

    /// [`Batch::each`] through a function pointer, so that the program contains this loop once.
    #[inline(never)]
    pub(crate) fn each_called(self, f: &dyn Fn(f32, f32) -> (f32, f32)) -> f32 {
        self.each_lanes(|p, y| {
            let (p, y) = (p.array(), y.array());
            let mut both = [[0.0; lanes::LANES]; 2];
            for lane in 0..lanes::LANES {
                (both[0][lane], both[1][lane]) = f(p[lane], y[lane]);
            }
            both.map(Lanes::new)
        })
    }

    #[inline(always)]
    pub(crate) fn each_lanes(self, f: impl Fn(Lanes, Lanes) -> [Lanes; 2]) -> f32 {
        let (outputs, targets) = (self.p.len() / self.chunks, self.y.len() / self.chunks);
        let columns = outputs.max(targets);
        let scale = 1.0 / (self.rows * columns) as f32;
        let mut total = Lanes::ZERO;
        for column in 0..columns {
            let (output, target) =
                (column.min(outputs - 1) * self.chunks, column.min(targets - 1) * self.chunks);
            for chunk in 0..self.chunks {
                let [value, slope] = f(self.p[output + chunk], self.y[target + chunk]);
                let (slope, real) = (slope * Lanes::of(scale), self.real(chunk));
                total += value.keep(real);
                // Where one output is compared with several targets, its slope is the sum of theirs.
                let before = if column < outputs { Lanes::ZERO } else { self.d[output + chunk] };
                self.d[output + chunk] = before + slope.keep(real);
            }
        }
        total.sum() * scale
    }

    /// The mean over rows of a loss that sums over the outputs; `f` computes one chunk of rows.
    #[inline(never)]
    pub(crate) fn each_row(self, f: &OfRows<'_>) -> f32 {
        let scale = 1.0 / self.rows as f32;
        let mut total = Lanes::ZERO;
        for chunk in 0..self.chunks {
            let real = self.real(chunk);
            total += f(self.p, self.y, self.d, chunk, self.chunks).keep(real);
            for d in self.d.iter_mut().skip(chunk).step_by(self.chunks) {
                *d = (*d * Lanes::of(scale)).keep(real);
            }
        }
        total.sum() * scale
    }
}

/// `value` limited to `low..=high`; NaN stays NaN.
#[inline(always)]
pub(crate) fn clip(value: f32, low: f32, high: f32) -> f32 {
    let value = if value > high { high } else { value };
    if value < low { low } else { value }
}
