use crate::clip::Rect;
use crate::error::Error;

/// Numbers beyond this cannot be data, since the range of `f32` ends before it.
const FARTHEST: f64 = 1e39;
/// The least length of an axis, as a share of its greatest end. On a shorter axis neighbouring numbers fall together.
const FINEST: f64 = 1e-9;

/// One axis. The caller chooses the ticks and their labels.
#[derive(Clone, Copy, Debug, Default)]
pub struct Axis<'a> {
    /// The lower end.
    pub min: f64,
    /// The upper end.
    pub max: f64,
    /// The values that get a grid line and a label.
    pub ticks: &'a [f64],
    /// One label for each tick; a tick beyond the list has none.
    pub labels: &'a [String],
    /// What the axis measures, and its unit.
    pub title: &'a str,
    /// Whether the axis is logarithmic.
    pub log: bool,
}

impl Axis<'_> {
    fn check(&self) -> Result<(), Error> {
        let Self { min, max, log, .. } = *self;
        let near = |end: f64| end.abs() <= FARTHEST;
        let length = FINEST * min.abs().max(max.abs()).max(1.0 / FARTHEST);
        if near(min) && near(max) && max - min >= length && !(log && min < 1.0 / FARTHEST) {
            Ok(())
        } else {
            Err(Error::Range { min, max })
        }
    }

    /// Where a value stands between the ends: 0 at `min`, 1 at `max`.
    fn part(&self, value: f64) -> f64 {
        if self.log {
            (value / self.min).ln() / (self.max / self.min).ln()
        } else {
            (value - self.min) / (self.max - self.min)
        }
    }

    fn value(&self, part: f64) -> f64 {
        if self.log {
            self.min * (self.max / self.min).powf(part)
        } else {
            self.min + part * (self.max - self.min)
        }
    }

    pub(crate) fn contains(&self, value: f64) -> bool {
        (self.min..=self.max).contains(&value)
    }
}

/// Space between the canvas's edges and the plot, in CSS pixels. The page sets it, because it lays controls over the canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Margins {
    /// Left of the plot: the y axis's labels.
    pub left: f64,
    /// Above it: the y axis's title.
    pub top: f64,
    /// Right of it: the names of the lines, where there is room.
    pub right: f64,
    /// Below it: the x axis's labels and title.
    pub bottom: f64,
}

/// Both axes of a chart, its margins and its note.
#[derive(Clone, Copy, Debug, Default)]
pub struct Axes<'a> {
    /// Along the width.
    pub x: Axis<'a>,
    /// Along the height.
    pub y: Axis<'a>,
    /// Around the plot.
    pub margins: Margins,
    /// A note at the left below the x axis's labels, opposite its title. May be empty.
    pub note: &'a str,
}

/// The map between values and canvas positions. Charts draw by it, and the page places its handles by it.
#[derive(Clone, Copy, Debug)]
pub struct Plot<'a> {
    /// The plot in CSS pixels.
    pub rect: Rect,
    /// Along the width.
    pub x: Axis<'a>,
    /// Along the height.
    pub y: Axis<'a>,
}

impl<'a> Plot<'a> {
    /// The plot that axes make on a canvas of this size in CSS pixels.
    pub fn new(width: f64, height: f64, axes: &Axes<'a>) -> Result<Self, Error> {
        axes.x.check()?;
        axes.y.check()?;
        let Margins { left, top, right, bottom } = axes.margins;
        let rect = Rect { left, top, right: width - right, bottom: height - bottom };
        let sides = [rect.width(), rect.height()];
        if left >= 0.0 && top >= 0.0 && sides.into_iter().all(|side| side >= 1.0 && side.is_finite()) {
            Ok(Self { rect, x: axes.x, y: axes.y })
        } else {
            Err(Error::Size { width: rect.width(), height: rect.height() })
        }
    }

    /// From values to CSS pixels. Not finite where a value is not, or where a logarithmic axis cannot show it.
    pub fn to_px(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let Rect { left, bottom, .. } = self.rect;
        [left + self.x.part(x) * self.rect.width(), bottom - self.y.part(y) * self.rect.height()]
    }

    /// From CSS pixels to values.
    pub fn from_px(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let Rect { left, bottom, .. } = self.rect;
        [self.x.value((x - left) / self.rect.width()), self.y.value((bottom - y) / self.rect.height())]
    }
}
