//! The network's predictions over the stage's two inputs: the background of a drawing of two inputs.

use crate::session::Session;
use crate::session::grid::Axes;
use crate::words::nice::Axis;

impl Session {
    /// The network's predictions on a grid of `columns` times `rows` points over the stage's two axes, row by row from
    /// the top; empty unless there are two inputs.
    pub fn plane(&self, columns: usize, rows: usize) -> Vec<f32> {
        let reach = |axis: &Axis| [axis.min as f32, axis.max as f32];
        let axes = Axes { x1: reach(&self.view.x), x2: reach(&self.view.y), columns, rows };
        let mut grid = self.grid.borrow_mut();
        let answers = grid.answers(self.model.trainer.network(), &self.model.scaling, axes);
        answers.map_or(Vec::new(), <[f32]>::to_vec)
    }
}
