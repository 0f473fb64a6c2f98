//! Canvases and files: where a [`Scene`] is drawn.

use plotters::prelude::SVGBackend;
use plotters_canvas::CanvasBackend;
use two_knobs_charts::{Error, Frame, SUBPIXELS, Target};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::picture::{Chart, Picture};
use crate::scene::{Ink, Scene};
use crate::surface::Surface;

/// Draws the whole picture, from a clean canvas. Answers where the page may lay its handles; see [`Scene::paint`].
pub(crate) fn draw(
    scene: &Scene<'_>,
    canvas: &HtmlCanvasElement,
    picture: &Picture,
) -> Result<Vec<f64>, String> {
    const NONE: &str = "this browser draws on no canvas: allow canvas or use another browser";
    let context = clean(canvas, picture).ok_or(NONE)?;
    let ink = Ink::new(picture)?;
    let frame = frame(picture, &ink, Target::Canvas);
    if scene.has_ground(picture.chart) {
        shade(scene, canvas, &context, picture, &ink)?;
    }
    let mut backend = Surface::Canvas(CanvasBackend::with_canvas_object(canvas.clone()).ok_or(NONE)?);
    match scene.paint(&mut backend, &frame, picture) {
        // A canvas with no room for a plot stays empty: a person may have made its window that small.
        Err(Error::Size { .. }) => Ok(Vec::new()),
        painted => painted.map_err(|error| error.to_string()),
    }
}

/// The stage, all its layers, as one SVG file.
pub(crate) fn svg(scene: &Scene<'_>, picture: &Picture) -> Result<String, String> {
    let ink = Ink::new(picture)?;
    let frame = frame(picture, &ink, Target::Svg);
    let (mut text, size) = (String::new(), frame.backend_size());
    {
        let mut backend = Surface::Svg(SVGBackend::with_string(&mut text, size));
        for chart in [Chart::StageGround, Chart::StageAxes, Chart::Stage] {
            let layer = Picture { chart, ..picture.clone() };
            scene.paint(&mut backend, &frame, &layer).map_err(|error| error.to_string())?;
        }
    }
    // At the size of the page, on the page's own ground, with joins as the canvas draws them.
    let (width, height) = (picture.width.round(), picture.height.round());
    let sized = format!("<svg width=\"{}\" height=\"{}\"", size.0, size.1);
    let ground = &picture.palette.surface;
    let shown = format!(
        "<svg width=\"{width}\" height=\"{height}\" stroke-linejoin=\"round\" style=\"background:{ground}\""
    );
    Ok(text.replacen(&sized, &shown, 1))
}

fn frame<'a>(picture: &Picture, ink: &'a Ink, target: Target) -> Frame<'a> {
    let Picture { width, height, scale, .. } = *picture;
    Frame { width, height, scale, target, palette: &ink.palette, fonts: &ink.fonts }
}

/// Gives the canvas the picture's size in device pixels and the charts' finer grid; wipes what was there.
fn clean(canvas: &HtmlCanvasElement, picture: &Picture) -> Option<CanvasRenderingContext2d> {
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
    Some(context)
}

/// CSS pixels to a pixel of a plane's ground, which has outlines drawn over its steps.
const COARSE: f64 = 3.0;

/// A map's bands or a plane's answers, under what is drawn.
fn shade(
    scene: &Scene<'_>,
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    picture: &Picture,
    ink: &Ink,
) -> Result<(), String> {
    let device = |length: f64| (length * picture.scale).round();
    let (left, top) = (device(picture.margins.left), device(picture.margins.top));
    let width = (device(picture.width - picture.margins.right) - left).clamp(1.0, 8_192.0);
    let height = (device(picture.height - picture.margins.bottom) - top).clamp(1.0, 8_192.0);
    // A map is shaded when it changes, a plane in every frame of training: pixel by pixel that took 70 ms at two device
    // pixels. So a plane is shaded coarsely in a corner of its plot, which is then drawn over all of it, smoothly.
    let is_coarse = picture.chart == Chart::StageGround;
    let coarse =
        |length: f64| if is_coarse { (length / picture.scale / COARSE).ceil().max(1.0) } else { length };
    let (columns, rows) = (coarse(width), coarse(height));
    let pixels = scene.ground(picture.chart, &ink.palette, columns as usize, rows as usize);
    let pixels = pixels.map_err(|error| error.to_string())?;
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixels), columns as u32, rows as u32);
    let put = image.and_then(|image| {
        context.put_image_data(&image, left, top)?;
        if !is_coarse {
            return Ok(());
        }
        let [x, y, w, h] = [left, top, width, height].map(|length| length * SUBPIXELS);
        context.draw_image_with_html_canvas_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            canvas, left, top, columns, rows, x, y, w, h,
        )
    });
    put.map_err(|_| "this browser paints no pixels on a canvas".to_owned())
}
