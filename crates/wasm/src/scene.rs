//! Turns the session's state into what the charts need.

mod network;

use std::cell::OnceCell;

use plotters_canvas::CanvasBackend;
use two_knobs_charts::curve::{self, Curve, Floor, Run};
use two_knobs_charts::map::{self, Grid, Map};
use two_knobs_charts::plane::{self, Plane, Predictions};
use two_knobs_charts::stage::{self, Lift, LineLabels, Rise, Stage};
use two_knobs_charts::{Axes, Axis, Error, Frame, Margins, Palette, Plot};
use two_knobs_lab::session::map::LossMap;
use two_knobs_lab::words::nice;
use two_knobs_lab::{Session, Snapshot};

use crate::picture::{
    Chart, CurveDrawn, CurveMarks, Drawn, HandlePlace, MapDrawn, MapMarks, Misses, Scales, Sheet, StageDrawn,
    StageMarks,
};

/// One state of the session, ready to be drawn.
pub(crate) struct Scene<'a> {
    session: &'a Session,
    snapshot: &'a Snapshot,
    map: OnceCell<LossMap>,
    plane: OnceCell<Field>,
}

/// A network's predictions over two inputs, and the points drawn on them.
struct Field {
    answers: Vec<f32>,
    /// The least and the greatest y.
    reach: [f64; 2],
    points: Vec<[f32; 3]>,
    held_out: Vec<[f32; 3]>,
}

/// Columns and rows of a field: enough for smooth outlines, few enough to compute in every frame.
const FIELD: [usize; 2] = [56, 40];

impl<'a> Scene<'a> {
    pub(crate) fn new(session: &'a Session, snapshot: &'a Snapshot) -> Self {
        Self { session, snapshot, map: OnceCell::new(), plane: OnceCell::new() }
    }

    /// Draws one layer. Returns the places of a neuron's handles on the stage, the knobs' place on the map, or the
    /// cursor's reading of the curve; otherwise `None`.
    pub(crate) fn paint(
        &self,
        backend: &mut CanvasBackend,
        frame: &Frame<'_>,
        sheet: &Sheet,
        chart: &Chart,
    ) -> Result<Option<Drawn>, Error> {
        let snapshot = self.snapshot;
        let axes = |x, y| bare_axes(sheet, x, y);
        let on_stage = || axes(&snapshot.axes.x, &snapshot.axes.y);
        let on_map = || axes(&snapshot.w.scale, &snapshot.b.scale);
        let on_curve = |log| {
            let curve = &snapshot.curve;
            let axes = axes(&curve.x, if log { &curve.y } else { &curve.linear });
            Axes { y: Axis { log, ..axes.y }, ..axes }
        };
        match chart {
            // This layer has only pixels, which `ground` makes; a network is drawn by `network`.
            Chart::StageGround | Chart::Network(_) => (),
            Chart::StageAxes(scales) if self.is_plane() => {
                plane::axes(backend, frame, &named(on_stage(), scales))?;
                plane::dots(backend, frame, &on_stage(), &self.plane())?;
            }
            Chart::StageAxes(scales) => {
                stage::axes(backend, frame, &named(on_stage(), scales))?;
                stage::crowd(backend, frame, &on_stage(), self.session.points())?;
            }
            Chart::Stage(_) if self.is_plane() => {
                plane::outlines(backend, frame, &on_stage(), &self.predictions())?;
                plane::marks(backend, frame, &on_stage(), &self.plane())?;
            }
            Chart::Stage(marks) => {
                self.marks(backend, frame, &on_stage(), marks)?;
                return Ok(self.handles(frame, &on_stage())?.map(Drawn::Stage));
            }
            Chart::CurveAxes(curve) => {
                curve::axes(backend, frame, &named(on_curve(curve.log), &curve.scales))?;
            }
            Chart::Curve(marks) => {
                let drawn = self.curve(backend, frame, &on_curve(marks.log), marks)?;
                return Ok(drawn.map(Drawn::Curve));
            }
            Chart::MapAxes(scales) => {
                let map = self.loss_map();
                map::axes(backend, frame, &named(on_map(), scales), &grid(map), &map.levels)?;
            }
            Chart::Map(marks) => {
                return self.on_map(backend, frame, &on_map(), marks).map(Drawn::Map).map(Some);
            }
            Chart::Sparkline => {
                let [batches, epochs] = self.session.curves();
                curve::sparkline(backend, frame, if epochs.len() > 1 { epochs } else { batches })?;
            }
        }
        Ok(None)
    }

    /// The pixels under a chart, four bytes each: the loss map's bands, or a network's predictions over two inputs.
    /// `None` for a chart without pixels.
    pub(crate) fn ground(
        &self,
        chart: &Chart,
        palette: &Palette,
        [width, height]: [usize; 2],
    ) -> Option<Result<Vec<u8>, Error>> {
        match chart {
            Chart::StageGround if self.is_plane() => {
                Some(plane::shade(&self.predictions(), palette, width, height))
            }
            Chart::MapAxes(_) => {
                let map = self.loss_map();
                Some(map::shade(&grid(map), &map.levels, palette, width, height))
            }
            _ => None,
        }
    }

    fn is_plane(&self) -> bool {
        self.snapshot.data.inputs == 2
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

    /// The predictions over two inputs, as what they mean: classes, a probability, or a number.
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
        marks: &StageMarks,
    ) -> Result<(), Error> {
        let StageMarks { fit, start, best, trail, pin, misses, rise } = marks;
        let snapshot = self.snapshot;
        let line = |w, b| stage::Curve::Line { w, b };
        let is_line = snapshot.model.is_line;
        let held_out = self.session.held_out();
        let fitted = if is_line { Vec::new() } else { self.session.fitted() };
        let trail = if *trail { self.session.trail() } else { Vec::new() };
        let trail: Vec<_> = trail.into_iter().map(|[w, b]| line(w, b)).collect();
        // Without a bias, the best line with a bias is shown for comparison.
        let best_line = snapshot.with_bias.or(snapshot.best).filter(|_| best.is_some());
        let lift = match rise {
            _ if snapshot.b.off => Some(Lift::Pin { label: pin }),
            Some(rise) => Some(Lift::Bar { label: &rise.b }),
            None => None,
        };
        let parts = self.session.parts();
        let parts: Vec<_> = parts.iter().map(|part| stage::Curve::Points(part)).collect();
        let stage = Stage {
            points: self.session.points(),
            held_out: &held_out,
            batch: &snapshot.batch,
            fit: if is_line {
                line(snapshot.w.value, snapshot.b.value)
            } else {
                stage::Curve::Points(&fitted)
            },
            start: (start.is_some() && is_line).then(|| line(snapshot.start.w, snapshot.start.b)),
            best: best_line.map(|best| line(best.w, best.b)),
            trail: &trail,
            parts: &parts,
            error_marks: match misses {
                Misses::None => stage::ErrorMarks::None,
                Misses::Segments => stage::ErrorMarks::Segments,
                Misses::Squares(labels) => stage::ErrorMarks::Squares { labels },
            },
            rise: rise.as_ref().map(|rise| Rise { run: 1.0, label: &rise.w, run_label: &rise.run }),
            lift,
            split: snapshot.decision,
            labels: LineLabels {
                fit,
                start: start.as_deref().unwrap_or_default(),
                best: best.as_deref().unwrap_or_default(),
            },
        };
        stage::marks(backend, frame, axes, &stage)
    }

    /// The places of a neuron's handles. A line's handles move along x with the line; a curve's handles stay each at
    /// one x.
    fn handles(&self, frame: &Frame<'_>, axes: &Axes<'_>) -> Result<Option<StageDrawn>, Error> {
        let snapshot = self.snapshot;
        if !snapshot.model.is_neuron {
            return Ok(None);
        }
        let plot = Plot::new(frame.width, frame.height, axes)?;
        let lift_x = if axes.x.min <= 0.0 && axes.x.max >= 0.0 { 0.0 } else { axes.x.min };
        if snapshot.model.is_line {
            let handles = stage::handles(frame, axes, snapshot.w.value, snapshot.b.value)?;
            let place = |[x, y]: [f64; 2], at| HandlePlace { x, y, at };
            let [tilt, lift] = [place(handles.tilt, handles.tilt_x), place(handles.lift, lift_x)];
            return Ok(Some(StageDrawn { tilt, lift }));
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
            HandlePlace { x: left, y: top.clamp(plot.rect.top, plot.rect.bottom), at: x }
        };
        Ok(Some(StageDrawn { tilt: place(tilt_x), lift: place(lift_x) }))
    }

    fn curve(
        &self,
        backend: &mut CanvasBackend,
        frame: &Frame<'_>,
        axes: &Axes<'_>,
        marks: &CurveMarks,
    ) -> Result<Option<CurveDrawn>, Error> {
        let snapshot = self.snapshot;
        let [batches, epochs] = self.session.curves();
        // Keras's losses come before each update, so the curve's last point is the loss at the present parameters.
        let mut epochs = epochs.to_vec();
        if snapshot.curve.updates > 0.0 {
            epochs.push([self.session.progress() as f32, (snapshot.loss + snapshot.penalty) as f32]);
        }
        let first = self.session.first_epoch() as f32;
        let shift = |[epoch, loss]: &[f32; 2]| [epoch + first, *loss];
        let past: Vec<Vec<_>> =
            self.session.past().iter().map(|run| run.epochs.iter().map(shift).collect()).collect();
        let ghosts: Vec<Run<'_>> = past.iter().map(|epochs| Run { batches: &[], epochs }).collect();
        let readable = if epochs.len() > 2 { &epochs } else { batches };
        let plot = Plot::new(frame.width, frame.height, axes)?;
        let nearest = marks.cursor.and_then(|x| {
            let [epoch, _] = plot.from_px([x, plot.rect.top]);
            let apart = |point: &[f32; 2]| (f64::from(point[0]) - epoch).abs();
            (0..readable.len()).min_by(|a, b| apart(&readable[*a]).total_cmp(&apart(&readable[*b])))
        });
        let at = |index: usize| readable[index.min(readable.len() - 1)].map(f64::from);
        let cursor = nearest.map(at);
        let floor = snapshot.best.zip(marks.best.as_ref());
        let curve = Curve {
            run: Run { batches, epochs: &epochs },
            ghosts: &ghosts,
            floor: floor.map(|(best, label)| Floor { loss: best.loss, label }),
            cursor,
        };
        curve::marks(backend, frame, axes, &curve)?;
        Ok(nearest.map(|index| {
            let x = |index| plot.to_px(at(index))[0];
            let [epoch, loss] = at(index);
            CurveDrawn { epoch, loss, x: x(index), before: x(index.saturating_sub(1)), after: x(index + 1) }
        }))
    }

    fn on_map(
        &self,
        backend: &mut CanvasBackend,
        frame: &Frame<'_>,
        axes: &Axes<'_>,
        names: &MapMarks,
    ) -> Result<MapDrawn, Error> {
        let Snapshot { w, b, start, best, .. } = self.snapshot;
        let now = [w.value, b.value];
        let path = self.session.path();
        let marks = Map {
            start: Some(([start.w, start.b], &names.start)),
            best: best.as_ref().map(|best| ([best.w, best.b], names.best.as_str())),
            now: Some(now),
            next: Some([w.value + w.nudge, b.value + b.nudge]),
            path: &path,
            stops: if path.len() <= 60 { &path } else { &[] },
            dot: false,
        };
        map::marks(backend, frame, axes, &marks)?;
        let plot = Plot::new(frame.width, frame.height, axes)?;
        let [x, y] = plot.rect.clamp(plot.to_px(now));
        Ok(MapDrawn { x, y })
    }
}

fn grid(map: &LossMap) -> Grid<'_> {
    Grid { values: &map.values, columns: map.columns }
}

/// Axes without labels and titles.
fn bare_axes<'a>(sheet: &Sheet, x: &'a nice::Axis, y: &'a nice::Axis) -> Axes<'a> {
    let Sheet { margins, .. } = sheet;
    let axis =
        |axis: &'a nice::Axis| Axis { min: axis.min, max: axis.max, ticks: &axis.ticks, ..Axis::default() };
    Axes {
        x: axis(x),
        y: axis(y),
        margins: Margins {
            left: margins.left,
            top: margins.top,
            right: margins.right,
            bottom: margins.bottom,
        },
        note: "",
    }
}

/// The axes with labels and titles.
fn named<'a>(axes: Axes<'a>, scales: &'a Scales) -> Axes<'a> {
    let Scales { x_ticks, y_ticks, x_title, y_title } = scales;
    Axes {
        x: Axis { labels: x_ticks, title: x_title, ..axes.x },
        y: Axis { labels: y_ticks, title: y_title, ..axes.y },
        ..axes
    }
}
