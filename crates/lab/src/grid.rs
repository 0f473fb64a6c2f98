//! The network's answers on a grid over its two inputs: what a map of its decisions is painted from.

use two_knobs_core::Error;
use two_knobs_core::network::Sequential;
use two_knobs_core::predictor::{Points, Predictor};

use crate::nice::Axis;
use crate::scaling::Scaling;
use crate::session::Session;

/// What is kept from one picture to the next: while the axes stay, so do the points, and nothing is allocated.
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

/// From where to where, and in how many steps.
#[derive(Clone, Copy, PartialEq)]
struct Axes {
    x1: [f32; 2],
    x2: [f32; 2],
    columns: usize,
    rows: usize,
}

impl Axes {
    /// The points (x1, x2) as they are trained on, row by row from the top.
    fn points(self, scaling: &Scaling) -> Result<Points, Error> {
        let at = |[from, to]: [f32; 2], index: usize, count: usize| {
            from + (to - from) * index as f32 / count.saturating_sub(1).max(1) as f32
        };
        let mut x = Vec::with_capacity(2 * self.columns * self.rows);
        for row in 0..self.rows {
            let x2 = at([self.x2[1], self.x2[0]], row, self.rows);
            for column in 0..self.columns {
                x.extend([at(self.x1, column, self.columns), x2]);
            }
        }
        if scaling.is_none() { Points::new(&x, 2) } else { Points::new(&scaling.inputs(&x), 2) }
    }
}

impl Grid {
    fn answers(&mut self, network: &Sequential, scaling: &Scaling, axes: Axes) -> Result<&[f32], Error> {
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

impl Session {
    /// The network's answers on a grid of `columns` times `rows` points over its two inputs, row by row from the top.
    ///
    /// # Errors
    /// Where the network has not two inputs.
    pub fn grid(&mut self, x1: [f32; 2], x2: [f32; 2], columns: usize, rows: usize) -> Result<&[f32], Error> {
        let Self { grid, model, .. } = self;
        grid.get_mut().answers(model.trainer.network(), &model.scaling, Axes { x1, x2, columns, rows })
    }

    /// The same over the stage's two axes; empty with other than two inputs.
    pub fn plane(&self, columns: usize, rows: usize) -> Vec<f32> {
        let reach = |axis: &Axis| [axis.min as f32, axis.max as f32];
        let axes = Axes { x1: reach(&self.view.x), x2: reach(&self.view.y), columns, rows };
        let mut grid = self.grid.borrow_mut();
        let answers = grid.answers(self.model.trainer.network(), &self.model.scaling, axes);
        answers.map_or(Vec::new(), <[f32]>::to_vec)
    }
}
