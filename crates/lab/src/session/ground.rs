//! The network's answers over the stage's two inputs: the ground that a drawing of two inputs stands on.

use two_knobs_core::Error;

use crate::session::Session;
use crate::session::grid::Axes;
use crate::words::nice::Axis;

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
