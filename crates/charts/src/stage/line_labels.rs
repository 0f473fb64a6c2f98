use plotters::prelude::DrawingBackend;

use crate::pen::{Anchor, Letters, Pen};
use crate::{Error, Plot, Rect};

use super::{Curve, Stage};

/// Names of the lines. Empty ones are left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct LineLabels<'a> {
    /// Of the line that the knobs turn.
    pub fit: &'a str,
    /// Of the line that Reset returns to.
    pub start: &'a str,
    /// Of the best line.
    pub best: &'a str,
}

/// Between the middles of two names, one below the other.
const SPACING: f64 = 16.0;
/// From the plot's right edge to a name.
const GAP: f64 = 8.0;
/// The least right margin in which names are written at all: a phone's stage has none.
const LEAST_MARGIN: f64 = 40.0;
/// From the upper edge of the marks' field to the middle of the highest name.
const HIGHEST: f64 = 8.0;

pub(super) fn draw<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    clip: &Rect,
    stage: &Stage<'_>,
) -> Result<(), Error> {
    let room = pen.frame().width - plot.rect.right;
    if room < LEAST_MARGIN {
        return Ok(());
    }
    let palette = pen.palette();
    let plain = Letters { size: 13.0, ..Letters::micro(palette.ink_3) };
    let lines = [
        (Some(stage.fit), stage.labels.fit, Letters { rgb: palette.ink, bold: true, ..plain }),
        (stage.best, stage.labels.best, Letters { rgb: palette.best_text, ..plain }),
        (stage.start, stage.labels.start, plain),
    ];
    let mut names: Vec<(f64, &str, Letters)> = Vec::new();
    for (line, text, letters) in lines {
        if let Some(y) =
            line.filter(|_| !text.is_empty()).map(|line| end(&line, plot, clip)).transpose()?.flatten()
        {
            // From the top.
            let place = names.partition_point(|&(other, ..)| other <= y);
            names.insert(place, (y, text, letters));
        }
    }
    let mut places: Vec<f64> = names.iter().map(|&(y, ..)| y).collect();
    spread(&mut places, clip.top + HIGHEST, plot.rect.bottom);
    for ((_, text, letters), y) in names.into_iter().zip(places) {
        let fits = letters.width(text) <= room - GAP;
        let (x, letters) = if fits {
            (plot.rect.right + GAP, letters)
        } else {
            (pen.frame().width - 2.0, letters.anchor(Anchor::End).halo())
        };
        pen.text(text, [x, y + 4.0], letters)?;
    }
    Ok(())
}

/// The height at which a line leaves the plot to the right, wherever on its edges; `None` where none of it is seen.
fn end(line: &Curve<'_>, plot: &Plot<'_>, clip: &Rect) -> Result<Option<f64>, Error> {
    let mut last = None;
    line.visible(plot, clip, |run| {
        last = run.last().map(|&[_, y]| y);
        Ok(())
    })?;
    Ok(last)
}

/// Moves sorted heights apart, as little as needed, and keeps them between `top` and `bottom` while there is room.
fn spread(places: &mut [f64], top: f64, bottom: f64) {
    let mut least = top;
    for place in places.iter_mut() {
        *place = place.max(least);
        least = *place + SPACING;
    }
    let mut most = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - SPACING;
    }
}

#[cfg(test)]
mod tests {
    use super::spread;

    fn check(mut places: Vec<f64>, expected: &[f64]) {
        spread(&mut places, 20.0, 100.0);
        assert_eq!(places, expected);
    }

    #[test]
    fn names_keep_apart_and_inside() {
        check(vec![30.0, 60.0, 90.0], &[30.0, 60.0, 90.0]);
        check(vec![50.0, 50.0, 50.0], &[50.0, 66.0, 82.0]);
        check(vec![0.0, 0.0, 0.0], &[20.0, 36.0, 52.0]);
        check(vec![99.0, 99.0, 120.0], &[68.0, 84.0, 100.0]);
        check(vec![], &[]);
    }
}
