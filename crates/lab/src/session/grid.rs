//! The network's predictions on a grid over its two inputs: the map of its decisions is painted from them.

use two_knobs_core::Error;
use two_knobs_core::network::Sequential;
use two_knobs_core::predictor::{Points, Predictor};

use crate::data::scaling::Scaling;

/// Grid points and buffers, kept from frame to frame: while the axes stay the same, nothing is allocated.
#[derive(Default)]
pub(crate) struct Grid {
    kept: Option<Kept>,
}

struct Kept {
    axes: Axes,
    scaling: Scaling,
    points: Points,
    predictor: Predictor,
    answers: Vec<f32>,
}

/// The ends of both axes, and how many grid points lie along each.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Axes {
    pub(crate) x1: [f32; 2],
    pub(crate) x2: [f32; 2],
    pub(crate) columns: usize,
    pub(crate) rows: usize,
}

impl Axes {
    /// The grid points in the data's own units, row by row from the top: `inputs` numbers each, x1 and then x2.
    pub(crate) fn rows(self, inputs: usize) -> Vec<f32> {
        let at = |[from, to]: [f32; 2], index: usize, count: usize| {
            from + (to - from) * index as f32 / count.saturating_sub(1).max(1) as f32
        };
        let mut x = Vec::with_capacity(inputs * self.columns * self.rows);
        for row in 0..self.rows {
            let x2 = at([self.x2[1], self.x2[0]], row, self.rows);
            for column in 0..self.columns {
                x.extend([at(self.x1, column, self.columns), x2].into_iter().take(inputs));
            }
        }
        x
    }

    /// The network's inputs at the grid points.
    fn points(self, scaling: &Scaling) -> Result<Points, Error> {
        let x = self.rows(2);
        if scaling.is_none() {
            Points::new(&x, 2)
        } else {
            Points::new(&scaling.inputs(&x), scaling.columns.len())
        }
    }
}

impl Grid {
    pub(crate) fn answers(
        &mut self,
        network: &Sequential,
        scaling: &Scaling,
        axes: Axes,
    ) -> Result<&[f32], Error> {
        let usable =
            |kept: &Kept| kept.axes == axes && kept.scaling == *scaling && kept.predictor.fits(network);
        let kept = match self.kept.take().filter(usable) {
            Some(kept) => kept,
            None => Kept {
                axes,
                points: axes.points(scaling)?,
                scaling: scaling.clone(),
                predictor: Predictor::new(network),
                answers: vec![0.0; axes.columns * axes.rows * network.outputs()],
            },
        };
        let kept = self.kept.insert(kept);
        kept.predictor.predict_points(network, &kept.points, &mut kept.answers)?;
        Ok(&kept.answers)
    }
}
