//! A [`Picture`] of the session, drawn on a canvas by the charts.

use plotters_canvas::CanvasBackend;
use two_knobs_charts::curve::{self, Curve, Floor, Run};
use two_knobs_charts::stage::{self, Lift, LineLabels, Rise, Stage};
use two_knobs_charts::{Axes, Axis, Error, Fonts, Frame, Margins, Palette, Rgb, SUBPIXELS, Target};
use two_knobs_lab::{Session, Snapshot};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::picture::{self, Chart, Misses, Picture};

/// Draws the whole picture, from a clean canvas.
pub(crate) fn draw(session: &Session, canvas: &HtmlCanvasElement, picture: &Picture) -> Result<(), String> {
    clean(canvas, picture).ok_or("this browser draws on no canvas: allow canvas or use another browser")?;
    let mut backend =
        CanvasBackend::with_canvas_object(canvas.clone()).ok_or("this browser draws on no canvas")?;
    let fonts = Fonts { ui: picture.fonts.ui.clone(), math: picture.fonts.math.clone() };
    let palette = palette(&picture.palette)?;
    let Picture { width, height, scale, .. } = *picture;
    let frame = Frame { width, height, scale, target: Target::Canvas, palette: &palette, fonts: &fonts };
    paint(session, &mut backend, &frame, picture).map_err(|error| error.to_string())
}

/// Gives the canvas the picture's size in device pixels and the charts' finer grid; wipes what was there.
fn clean(canvas: &HtmlCanvasElement, picture: &Picture) -> Option<()> {
    let side = |length: f64| (length * picture.scale).round().clamp(1.0, 32_767.0) as u32;
    let (width, height) = (side(picture.width), side(picture.height));
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    if (canvas.width(), canvas.height()) != (width, height) {
        // Setting a size throws the old drawing and its memory away: only when it has changed.
        canvas.set_width(width);
        canvas.set_height(height);
    }
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).ok()?;
    context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    context.scale(1.0 / SUBPIXELS, 1.0 / SUBPIXELS).ok()?;
    context.set_line_join("round");
    Some(())
}

fn paint(
    session: &Session,
    backend: &mut CanvasBackend,
    frame: &Frame<'_>,
    picture: &Picture,
) -> Result<(), Error> {
    let snapshot = session.snapshot();
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
    let on_curve = || axes(&snapshot.curve.x, &snapshot.curve.y, true);
    match picture.chart {
        Chart::StageAxes => {
            stage::axes(backend, frame, &on_stage())?;
            stage::crowd(backend, frame, &on_stage(), session.points())
        }
        Chart::Stage => marks(session, &snapshot, backend, frame, &on_stage(), picture),
        Chart::CurveAxes => curve::axes(backend, frame, &on_curve()),
        Chart::Curve => {
            let [batches, epochs] = session.curves();
            // Keras's losses are those before each update; the curve ends at where the knobs stand now.
            let mut epochs = epochs.to_vec();
            if snapshot.curve.updates > 0.0 {
                epochs.push([session.progress() as f32, snapshot.loss as f32]);
            }
            let floor = snapshot.best.filter(|_| picture.show.best);
            let curve = Curve {
                run: Run { batches, epochs: &epochs },
                floor: floor.map(|best| Floor { loss: best.loss, label: &text.best }),
                ..Curve::default()
            };
            curve::marks(backend, frame, &on_curve(), &curve)
        }
        Chart::Sparkline => {
            let [batches, epochs] = session.curves();
            curve::sparkline(backend, frame, if epochs.len() > 1 { epochs } else { batches })
        }
    }
}

fn marks(
    session: &Session,
    snapshot: &Snapshot,
    backend: &mut CanvasBackend,
    frame: &Frame<'_>,
    axes: &Axes<'_>,
    picture: &Picture,
) -> Result<(), Error> {
    let Picture { text, show, .. } = picture;
    let line = |w, b| stage::Curve::Line { w, b };
    let is_line = snapshot.model.is_line;
    let fitted = if is_line { Vec::new() } else { session.fitted() };
    let stage = Stage {
        points: session.points(),
        batch: &snapshot.batch,
        fit: if is_line { line(snapshot.w.value, snapshot.b.value) } else { stage::Curve::Points(&fitted) },
        start: (show.start && is_line).then(|| line(snapshot.start.w, snapshot.start.b)),
        best: snapshot.best.filter(|_| show.best).map(|best| line(best.w, best.b)),
        trail: &[],
        misses: match show.misses {
            Misses::None => stage::Misses::None,
            Misses::Segments => stage::Misses::Segments,
            Misses::Squares => stage::Misses::Squares { labels: &text.misses },
        },
        rise: show.rise.then_some(Rise { run: 1.0, label: &text.w, run_label: &text.run }),
        lift: show.rise.then_some(Lift::Bar { label: &text.b }),
        split: None,
        labels: LineLabels { fit: &text.fit, start: &text.start, best: &text.best },
    };
    stage::marks(backend, frame, axes, &stage)
}

fn axis<'a>(
    axis: &'a two_knobs_lab::nice::Axis,
    labels: &'a [String],
    title: &'a str,
    log: bool,
) -> Axis<'a> {
    Axis { min: axis.min, max: axis.max, ticks: &axis.ticks, labels, title, log }
}

fn palette(hex: &picture::Palette) -> Result<Palette, String> {
    let rgb = |text: &str| Rgb::from_hex(text).ok_or_else(|| "a colour must be written #rrggbb".to_owned());
    Ok(Palette {
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
