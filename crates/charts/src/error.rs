use std::fmt;

/// Why a chart was not drawn. Nothing has been drawn when a size or a range is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// The frame or its scale is not a size that can be drawn, or the margins leave no room for a plot.
    Size {
        /// CSS pixels that would be left for the plot.
        width: f64,
        /// CSS pixels that would be left for the plot.
        height: f64,
    },
    /// An axis whose ends are not finite, too far apart, too near each other, or in the wrong order; or a logarithmic one
    /// that reaches zero.
    Range {
        /// The axis's lower end.
        min: f64,
        /// The axis's upper end.
        max: f64,
    },
    /// A grid whose number of values is not columns times rows, or too small to have a contour.
    Grid {
        /// Columns it says it has.
        columns: usize,
        /// Values it has.
        values: usize,
    },
    /// An error of the backend, with its message.
    Backend(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size { width, height } => {
                write!(
                    f,
                    "a plot of {width} by {height} CSS pixels can't be drawn: give the canvas more room"
                )
            }
            Self::Range { min, max } => write!(
                f,
                "an axis from {min} to {max} can't be drawn: its ends must be finite, in order and distinct, \
                 and above zero where it is logarithmic"
            ),
            Self::Grid { columns, values } => write!(
                f,
                "{values} values are no grid of {columns} columns: give at least 2 by 2, row by row"
            ),
            Self::Backend(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
