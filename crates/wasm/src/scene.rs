//! What is drawn: the session as the charts want it.

use std::cell::OnceCell;

use plotters_canvas::CanvasBackend;
use two_knobs_charts::curve::{self, Curve, Floor, Run};
use two_knobs_charts::map::{self, Grid, Map};
use two_knobs_charts::plane::{self, Plane, Predictions};
use two_knobs_charts::stage::{self, Lift, LineLabels, Rise, Stage};
use two_knobs_charts::{Axes, Axis, Error, Fonts, Frame, Margins, Palette, Plot, Rgb};
use two_knobs_lab::session::map::LossMap;
use two_knobs_lab::{Session, Snapshot};

use crate::picture::{self, Chart, Misses, Picture};

/// Colours and letters of a picture, as the charts want them.
pub(crate) struct Ink {
    pub(crate) palette: Palette,
    pub(crate) fonts: Fonts,
}

impl Ink {
    /// None where a colour is not written `#rrggbb`.
    pub(crate) fn new(picture: &Picture) -> Option<Self> {
        let fonts = Fonts { ui: picture.fonts.ui.clone(), math: picture.fonts.math.clone() };
        Some(Self { palette: palette(&picture.palette)?, fonts })
    }
}

/// One state of the session, ready to be drawn.
pub(crate) struct Scene<'a> {
    session: &'a Session,
    snapshot: &'a Snapshot,
    map: OnceCell<LossMap>,
    plane: OnceCell<Field>,
}

/// A network's answers over two inputs, and the points on them.
struct Field {
    answers: Vec<f32>,
    /// The least and the greatest y.
    reach: [f64; 2],
    points: Vec<[f32; 3]>,
    held_out: Vec<[f32; 3]>,
}

/// Columns and rows of a field: fine enough that its outlines are smooth, few enough for every frame.
const FIELD: [usize; 2] = [56, 40];

impl<'a> Scene<'a> {
    pub(crate) fn new(session: &'a Session, snapshot: &'a Snapshot) -> Self {
        Self { session, snapshot, map: OnceCell::new(), plane: OnceCell::new() }
    }

    /// Draws one layer. Answers places in CSS pixels: on the stage `[x, y, value of x]` of the tilt handle and of the
    /// lift handle of a neuron; on the map `[x, y]` of the knobs; on the curve `[epoch, loss]` under the cursor, then x of that
    /// point, the one before it and the one after; else none.
    pub(crate) fn paint(
        &self,
        backend: &mut CanvasBackend,
        frame: &Frame<'_>,
        picture: &Picture,
    ) -> Result<Vec<f64>, Error> {
        let snapshot = self.snapshot;
        let text = &picture.text;
        let axes = |x, y, log| {
            let picture::Margins { left, top, right, bottom } = picture.margins;
            Axes {
                x: axis(x, &text.x_ticks, &text.x_title, false),
                y: axis(y, &text.y_ticks, &text.y_title, log),
                margins: Margins { left, top, right, bottom },
                note: "",
            }
        };
        let on_stage = || axes(&snapshot.axes.x, &snapshot.axes.y, false);
        let on_map = || axes(&snapshot.w.scale, &snapshot.b.scale, false);
        let on_curve = || {
            let loss = if picture.show.log { &snapshot.curve.y } else { &snapshot.curve.linear };
            axes(&snapshot.curve.x, loss, picture.show.log)
        };
        match picture.chart {
            // All pixels: see ground.
            Chart::StageGround => (),
            Chart::StageAxes if self.is_plane() => {
                plane::axes(backend, frame, &on_stage())?;
                plane::dots(backend, frame, &on_stage(), &self.plane())?;
            }
            Chart::StageAxes => {
                stage::axes(backend, frame, &on_stage())?;
                stage::crowd(backend, frame, &on_stage(), self.session.points())?;
            }
            Chart::Stage if self.is_plane() => {
                plane::outlines(backend, frame, &on_stage(), &self.predictions())?;
                plane::marks(backend, frame, &on_stage(), &self.plane())?;
            }
            Chart::Stage => {
                self.marks(backend, frame, &on_stage(), picture)?;
                return self.handles(frame, &on_stage());
            }
            Chart::CurveAxes => curve::axes(backend, frame, &on_curve())?,
            Chart::Curve => return self.curve(backend, frame, &on_curve(), picture),
            Chart::MapAxes => {
                let map = self.loss_map();
                map::axes(backend, frame, &on_map(), &grid(map), &map.levels)?;
            }
            Chart::Map => return self.on_map(backend, frame, &on_map(), picture),
            Chart::Sparkline => {
                let [batches, epochs] = self.session.curves();
                curve::sparkline(backend, frame, if epochs.len() > 1 { epochs } else { batches })?;
            }
        }
        Ok(Vec::new())
    }

    /// Pixels that lie under a chart, four bytes each, if any do: the loss map's bands, or a network's answers over two
    /// inputs.
    pub(crate) fn ground(
        &self,
        chart: Chart,
        palette: &Palette,
        [width, height]: [usize; 2],
    ) -> Option<Result<Vec<u8>, Error>> {
        match chart {
            Chart::StageGround if self.is_plane() => {
                Some(plane::shade(&self.predictions(), palette, width, height))
            }
            Chart::MapAxes => {
                let map = self.loss_map();
                Some(map::shade(&grid(map), &map.levels, palette, width, height))
            }
            _ => None,
        }
    }

    fn is_plane(&self) -> bool {
        self.snapshot.model.inputs == 2
    }

    fn field(&self) -> &Field {
        self.plane.get_or_init(|| {
            let (points, held_out) = (self.session.places(), self.session.held_out_places());
            let y = || points.iter().map(|point| f64::from(point[2]));
            let reach = [y().fold(f64::MAX, f64::min), y().fold(f64::MIN, f64::max)];
            Field { answers: self.session.plane(FIELD[0], FIELD[1]), reach, points, held_out }
        })
    }

    fn plane(&self) -> Plane<'_> {
        let Field { points, held_out, .. } = self.field();
        Plane { predictions: self.predictions(), points, held_out, batch: &self.snapshot.batch }
    }

    /// What the answers over two inputs mean: classes, a probability, or a number.
    fn predictions(&self) -> Predictions<'_> {
        let Field { answers, reach: [low, high], .. } = self.field();
        let grid = Grid { values: answers, columns: FIELD[0] };
        match self.snapshot.model.layers.last() {
            Some(last) if last.units > 1 => {
                Predictions::Classes { values: answers, columns: FIELD[0], classes: last.units as usize }
            }
            Some(last) if last.activation == "sigmoid" => Predictions::Probability { grid },
            _ => Predictions::Numbers { grid, low: *low, high: *high },
        }
    }

    fn loss_map(&self) -> &LossMap {
        self.map.get_or_init(|| self.session.loss_map())
    }

    fn marks(
        &self,
        backend: &mut CanvasBackend,
        frame: &Frame<'_>,
        axes: &Axes<'_>,
        picture: &Picture,
    ) -> Result<(), Error> {
        let Picture { text, show, .. } = picture;
        let snapshot = self.snapshot;
        let line = |w, b| stage::Curve::Line { w, b };
        let is_line = snapshot.model.is_line;
        let held_out = self.session.held_out();
        let fitted = if is_line { Vec::new() } else { self.session.fitted() };
        let trail = if show.trail { self.session.trail() } else { Vec::new() };
        let trail: Vec<_> = trail.into_iter().map(|[w, b]| line(w, b)).collect();
        // Without a bias, the line to compare with is the one that a bias would allow.
        let best = snapshot.with_bias.or(snapshot.best).filter(|_| show.best);
        let lift = match (show.rise, snapshot.b.off) {
            (_, true) => Some(Lift::Pin { label: &text.pin }),
            (true, false) => Some(Lift::Bar { label: &text.b }),
            (false, false) => None,
        };
        let stage = Stage {
            points: self.session.points(),
            held_out: &held_out,
            batch: &snapshot.batch,
            fit: if is_line {
                line(snapshot.w.value, snapshot.b.value)
            } else {
                stage::Curve::Points(&fitted)
            },
            start: (show.start && is_line).then(|| line(snapshot.start.w, snapshot.start.b)),
            best: best.map(|best| line(best.w, best.b)),
            trail: &trail,
            error_marks: match show.misses {
                Misses::None => stage::ErrorMarks::None,
                Misses::Segments => stage::ErrorMarks::Segments,
                Misses::Squares => stage::ErrorMarks::Squares { labels: &text.misses },
            },
            rise: show.rise.then_some(Rise { run: 1.0, label: &text.w, run_label: &text.run }),
            lift,
            split: snapshot.decision,
            labels: LineLabels { fit: &text.fit, start: &text.start, best: &text.best },
        };
        stage::marks(backend, frame, axes, &stage)
    }

    /// Where the handles of a neuron lie. A line's follow it along x; a curve's stay above one x each.
    fn handles(&self, frame: &Frame<'_>, axes: &Axes<'_>) -> Result<Vec<f64>, Error> {
        let snapshot = self.snapshot;
        if !snapshot.model.is_neuron {
            return Ok(Vec::new());
        }
        let plot = Plot::new(frame.width, frame.height, axes)?;
        let lift_x = if axes.x.min <= 0.0 && axes.x.max >= 0.0 { 0.0 } else { axes.x.min };
        if snapshot.model.is_line {
            let handles = stage::handles(frame, axes, snapshot.w.value, snapshot.b.value)?;
            let [tilt_x, tilt_y] = handles.tilt;
            let [x, y] = handles.lift;
            return Ok(vec![tilt_x, tilt_y, handles.tilt_x, x, y, lift_x]);
        }
        let middle = axes.x.min + 0.6 * (axes.x.max - axes.x.min);
        let apart = |tick: f64| (tick - middle).abs();
        let near = |a: f64, b: f64| if apart(b) < apart(a) { b } else { a };
        let tilt_x = axes
            .x
            .ticks
            .iter()
            .copied()
            .filter(|tick| *tick != 0.0)
            .fold(middle, |best, tick| if best == middle { tick } else { near(best, tick) });
        let place = |x: f64| {
            let y = self.session.answers(&[x as f32]).first().copied().map_or(0.0, f64::from);
            let [left, top] = plot.to_px([x, y]);
            [left, top.clamp(plot.rect.top, plot.rect.bottom), x]
        };
        Ok([place(tilt_x), place(lift_x)].concat())
    }

    fn curve(
        &self,
        backend: &mut CanvasBackend,
        frame: &Frame<'_>,
        axes: &Axes<'_>,
        picture: &Picture,
    ) -> Result<Vec<f64>, Error> {
        let Picture { text, show, .. } = picture;
        let snapshot = self.snapshot;
        let [batches, epochs] = self.session.curves();
        // Keras's losses are those before each update; the curve ends at where the knobs stand now.
        let mut epochs = epochs.to_vec();
        if snapshot.curve.updates > 0.0 {
            epochs.push([self.session.progress() as f32, snapshot.loss as f32]);
        }
        let first = self.session.first_epoch() as f32;
        let shift = |[epoch, loss]: &[f32; 2]| [epoch + first, *loss];
        let past: Vec<Vec<_>> =
            self.session.past().iter().map(|run| run.epochs.iter().map(shift).collect()).collect();
        let ghosts: Vec<Run<'_>> = past.iter().map(|epochs| Run { batches: &[], epochs }).collect();
        let readable = if epochs.len() > 2 { &epochs } else { batches };
        let plot = Plot::new(frame.width, frame.height, axes)?;
        let nearest = show.cursor.and_then(|x| {
            let [epoch, _] = plot.from_px([x, plot.rect.top]);
            let apart = |point: &[f32; 2]| (f64::from(point[0]) - epoch).abs();
            (0..readable.len()).min_by(|a, b| apart(&readable[*a]).total_cmp(&apart(&readable[*b])))
        });
        let at = |index: usize| readable[index.min(readable.len() - 1)].map(f64::from);
        let cursor = nearest.map(at);
        let floor = snapshot.best.filter(|_| show.best);
        let curve = Curve {
            run: Run { batches, epochs: &epochs },
            ghosts: &ghosts,
            floor: floor.map(|best| Floor { loss: best.loss, label: &text.best }),
            cursor,
        };
        curve::marks(backend, frame, axes, &curve)?;
        let read = nearest.map(|index| {
            let x = |index| plot.to_px(at(index))[0];
            let [epoch, loss] = at(index);
            vec![epoch, loss, x(index), x(index.saturating_sub(1)), x(index + 1)]
        });
        Ok(read.unwrap_or_default())
    }

    fn on_map(
        &self,
        backend: &mut CanvasBackend,
        frame: &Frame<'_>,
        axes: &Axes<'_>,
        picture: &Picture,
    ) -> Result<Vec<f64>, Error> {
        let Snapshot { w, b, start, best, .. } = self.snapshot;
        let now = [w.value, b.value];
        let path = self.session.path();
        let marks = Map {
            start: Some(([start.w, start.b], &picture.text.start)),
            best: best.as_ref().map(|best| ([best.w, best.b], picture.text.best.as_str())),
            now: Some(now),
            next: Some([w.value + w.nudge, b.value + b.nudge]),
            path: &path,
            stops: if path.len() <= 60 { &path } else { &[] },
            dot: false,
        };
        map::marks(backend, frame, axes, &marks)?;
        let plot = Plot::new(frame.width, frame.height, axes)?;
        Ok(plot.rect.clamp(plot.to_px(now)).to_vec())
    }
}

fn grid(map: &LossMap) -> Grid<'_> {
    Grid { values: &map.values, columns: map.columns }
}

fn axis<'a>(
    axis: &'a two_knobs_lab::words::nice::Axis,
    labels: &'a [String],
    title: &'a str,
    log: bool,
) -> Axis<'a> {
    Axis { min: axis.min, max: axis.max, ticks: &axis.ticks, labels, title, log }
}

fn palette(hex: &picture::Palette) -> Option<Palette> {
    let rgb = |text: &str| Rgb::from_hex(text);
    Some(Palette {
        surface: rgb(&hex.surface)?,
        ink: rgb(&hex.ink)?,
        ink_2: rgb(&hex.ink2)?,
        ink_3: rgb(&hex.ink3)?,
        grid: rgb(&hex.grid)?,
        hair_2: rgb(&hex.hair2)?,
        edge: rgb(&hex.edge)?,
        ghost: rgb(&hex.ghost)?,
        w: rgb(&hex.w)?,
        w_text: rgb(&hex.w_text)?,
        b: rgb(&hex.b)?,
        b_text: rgb(&hex.b_text)?,
        loss: rgb(&hex.loss)?,
        loss_text: rgb(&hex.loss_text)?,
        best: rgb(&hex.best)?,
        best_text: rgb(&hex.best_text)?,
    })
}
