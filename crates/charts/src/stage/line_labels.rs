use plotters::prelude::DrawingBackend;

use crate::clip::Rect;
use crate::error::Error;
use crate::frame::Frame;
use crate::pen::{Anchor, Letters, Pen};
use crate::plot::Plot;

use super::content::Stage;
use super::curves::Curve;

/// The distance between the centres of two names, one below the other, in CSS pixels.
const SPACING: f64 = 16.0;
/// The distance from the plot's right edge to a name.
const GAP: f64 = 8.0;
/// The least right margin in which names are drawn; a phone's stage has less.
const LEAST_MARGIN: f64 = 40.0;
/// The distance from the upper edge of the area for marks to the centre of the highest name.
const HIGHEST: f64 = 8.0;

/// A name and the height of its centre.
pub(super) struct Name<'a> {
    y: f64,
    text: &'a str,
    letters: Letters,
}

impl Name<'_> {
    /// The area that other words must avoid.
    pub(super) fn area(&self, plot: &Plot<'_>) -> Rect {
        let left = plot.rect.right + GAP;
        Rect { left, right: f64::INFINITY, top: self.y - HIGHEST, bottom: self.y + HIGHEST }
    }
}

/// The names with their positions, from the top; none where the stage has no room for them.
pub(super) fn place<'a>(
    frame: &Frame<'_>,
    plot: &Plot<'_>,
    clip: &Rect,
    stage: &Stage<'a>,
) -> Result<Vec<Name<'a>>, Error> {
    if frame.width - plot.rect.right < LEAST_MARGIN {
        return Ok(Vec::new());
    }
    let palette = frame.palette;
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
            let place = names.partition_point(|&(other, ..)| other <= y);
            names.insert(place, (y, text, letters));
        }
    }
    let mut places: Vec<f64> = names.iter().map(|&(y, ..)| y).collect();
    spread(&mut places, clip.top + HIGHEST, plot.rect.bottom);
    Ok(names.into_iter().zip(places).map(|((_, text, letters), y)| Name { y, text, letters }).collect())
}

pub(super) fn draw<DB: DrawingBackend>(
    pen: &mut Pen<'_, DB>,
    plot: &Plot<'_>,
    names: &[Name<'_>],
) -> Result<(), Error> {
    for &Name { y, text, letters } in names {
        let fits = letters.width(text) <= pen.frame().width - plot.rect.right - GAP;
        let (x, letters) = if fits {
            (plot.rect.right + GAP, letters)
        } else {
            (pen.frame().width - 2.0, letters.anchor(Anchor::End).halo())
        };
        pen.text(text, [x, y + 4.0], letters)?;
    }
    Ok(())
}

/// The height at which a line leaves the plot on its right end, at any of the plot's edges; `None` where the line is outside.
fn end(line: &Curve<'_>, plot: &Plot<'_>, clip: &Rect) -> Result<Option<f64>, Error> {
    let mut last = None;
    line.visible(plot, clip, |run| {
        last = run.last().map(|&[_, y]| y);
        Ok(())
    })?;
    Ok(last)
}

/// Moves sorted heights apart, as little as needed, and keeps them between `top` and `bottom` where there is room.
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
