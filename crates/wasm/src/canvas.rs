//! Draws a [`Scene`] on a canvas.

use plotters_canvas::CanvasBackend;
use two_knobs_charts::{Error, Fonts, Frame, SUBPIXELS, Target};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::picture::{Chart, Drawn, Sheet};
use crate::scene::Scene;

/// Clears the canvas and draws the whole chart; returns what [`Scene::paint`] returns.
pub(crate) fn draw(
    scene: &Scene<'_>,
    canvas: &HtmlCanvasElement,
    sheet: &Sheet,
    chart: &Chart,
) -> Result<Option<Drawn>, String> {
    // A network's diagram may need more room than its sheet has.
    let layout = scene.layout(sheet, chart);
    const NONE: &str = "this browser draws on no canvas: allow canvas or use another browser";
    let scale = sheet.scale;
    let [width, height] = layout.as_ref().map_or([sheet.width, sheet.height], |l| [l.width, l.height]);
    // The plane's predictions change with every frame of training, and drawing them at the screen's resolution took 70 ms. So
    // their canvas covers the plot alone and has few pixels, and the browser stretches it smoothly.
    let is_coarse = matches!(chart, Chart::StageGround);
    let (from, size, scale) = if is_coarse {
        ([0.0; 2], plot(sheet), 1.0 / COARSE)
    } else {
        ([sheet.margins.left, sheet.margins.top], [width, height], scale)
    };
    let context = clean(canvas, size, scale).ok_or(NONE)?;
    let palette = &sheet.palette.0;
    let [left, top] = from.map(|length| (length * scale).round());
    let put = |ground: Vec<u8>, columns: u32, rows: u32, [left, top]: [f64; 2]| {
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(&ground), columns, rows)
            .and_then(|image| context.put_image_data(&image, left, top))
            .map_err(|_| "this browser paints no pixels on a canvas")
    };
    if let Some(layout) = &layout {
        for map in scene.maps(layout, palette, scale) {
            let (ground, [columns, rows], from) = map.map_err(|error| error.to_string())?;
            put(ground, columns, rows, from)?;
        }
    }
    let [columns, rows] = pixels(plot(sheet), scale);
    if let Some(ground) = scene.ground(chart, palette, [columns, rows].map(|n| n as usize)) {
        let ground = ground.map_err(|error| error.to_string())?;
        put(ground, columns, rows, [left, top])?;
    }
    if is_coarse {
        return Ok(None);
    }
    let fonts = &Fonts { ui: sheet.fonts.ui.clone(), math: sheet.fonts.math.clone() };
    let frame = Frame { width, height, scale, target: Target::Canvas, palette, fonts };
    let mut backend = CanvasBackend::with_canvas_object(canvas.clone()).ok_or(NONE)?;
    let painted = match (layout, chart) {
        (Some(layout), Chart::Network(marks)) => scene.network(&mut backend, &frame, &layout, marks),
        _ => scene.paint(&mut backend, &frame, sheet, chart),
    };
    match painted {
        // A canvas with no room for a plot stays empty, since a window can be that small.
        Err(Error::Size { .. }) => Ok(None),
        painted => painted.map_err(|error| error.to_string()),
    }
}

/// CSS pixels per pixel of the plane's image. The regions' outlines, drawn over the image, hide its coarse steps.
const COARSE: f64 = 3.0;

/// Width and height of the plot in CSS pixels.
fn plot(sheet: &Sheet) -> [f64; 2] {
    let Sheet { width, height, margins, .. } = sheet;
    [width - margins.left - margins.right, height - margins.top - margins.bottom]
}

/// A width and a height in a canvas's pixels.
fn pixels(size: [f64; 2], scale: f64) -> [u32; 2] {
    size.map(|length| (length * scale).round().clamp(1.0, 32_767.0) as u32)
}

/// Sets the canvas's size in pixels and the charts' finer grid, and clears the canvas.
fn clean(canvas: &HtmlCanvasElement, size: [f64; 2], scale: f64) -> Option<CanvasRenderingContext2d> {
    let [width, height] = pixels(size, scale);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    if (canvas.width(), canvas.height()) != (width, height) {
        // Setting a size discards the drawing's memory, so the size is set only when it has changed.
        canvas.set_width(width);
        canvas.set_height(height);
    }
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).ok()?;
    context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    context.scale(1.0 / SUBPIXELS, 1.0 / SUBPIXELS).ok()?;
    context.set_line_join("round");
    Some(context)
}
