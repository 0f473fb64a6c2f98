use crate::error::Error;

/// Losses at the nodes of a grid that spans both axes from end to end.
#[derive(Clone, Copy, Debug)]
pub struct Grid<'a> {
    /// Row by row, the lowest bias first; in a row the lowest weight first.
    pub values: &'a [f32],
    /// Values in a row.
    pub columns: usize,
}

impl Grid<'_> {
    /// The number of rows; refuses a grid of fewer than 2 by 2 values.
    pub(super) fn rows(&self) -> Result<usize, Error> {
        let rows = self.values.len().checked_div(self.columns).unwrap_or(0);
        if rows >= 2 && self.columns >= 2 && rows * self.columns == self.values.len() {
            Ok(rows)
        } else {
            Err(Error::Grid { columns: self.columns, values: self.values.len() })
        }
    }
}
