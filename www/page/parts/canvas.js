// What the page gives a drawing: the size of its box in the screen's own pixels, and the theme's colours.

/** @import { Chart, Drawn, Fonts, Margins, Palette, Sheet } from "../session/two_knobs.d.ts" */
/** @typedef {{ width: number, height: number, scale: number }} Size width and height in CSS pixels; scale is screen pixels per CSS pixel */
/** See Lab.draw. @typedef {<C extends Chart>(canvas: HTMLCanvasElement, sheet: Sheet, chart: C) => Drawn<C>} Draw */

/**
 * A length in CSS pixels that is a whole number of the screen's pixels. The browser's exact number is used if it is near: an
 * emulated density is not in that number.
 * @param {number} length @param {number | undefined} exact screen pixels @param {number} scale
 */
function snap(length, exact, scale) {
  const pixels = length * scale;
  return (exact !== undefined && Math.abs(exact - pixels) <= 1 ? exact : Math.round(pixels)) / scale;
}

/**
 * Calls `changed` with the size of a box now, and before the next paint whenever the size or the screen's density changes.
 * @param {Element} box @param {(size: Size) => void} changed
 */
export function watchSize(box, changed) {
  /** @param {ResizeObserverEntry} entry */
  const report = (entry) => {
    const scale = devicePixelRatio;
    const exact = entry.devicePixelContentBoxSize?.[0];
    const { width, height } = entry.contentRect;
    if (width === 0 || height === 0) return;
    changed({
      width: snap(width, exact?.inlineSize, scale),
      height: snap(height, exact?.blockSize, scale),
      scale,
    });
  };
  const observer = new ResizeObserver((entries) => entries.forEach(report));
  const observe = () => {
    observer.disconnect();
    try {
      observer.observe(box, { box: "device-pixel-content-box" });
    } catch {
      observer.observe(box);
    }
    // Another screen can change the density alone, which the observer does not report. Observing again makes it report.
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", observe, { once: true });
  };
  observe();
}

/**
 * Converts between values and places on a drawing with linear axes. The page places its handles with it.
 * @param {Size} size @param {Margins} margins @param {{ min: number, max: number }} x @param {{ min: number, max: number }} y
 */
export function createPlot(size, margins, x, y) {
  const { left, top } = margins;
  const width = size.width - left - margins.right;
  const height = size.height - top - margins.bottom;
  return {
    /** The place of a value, in CSS pixels. @param {number} vx @param {number} vy @returns {[number, number]} */
    placeOf: (vx, vy) => [
      left + ((vx - x.min) / (x.max - x.min)) * width,
      top + ((y.max - vy) / (y.max - y.min)) * height,
    ],
    /** The value at a place, in CSS pixels. @param {number} px @param {number} py @returns {[number, number]} */
    valueOf: (px, py) => [
      x.min + ((px - left) / width) * (x.max - x.min),
      y.max - ((py - top) / height) * (y.max - y.min),
    ],
    /** @param {number} px @param {number} py */
    holds: (px, py) => px >= left && px <= left + width && py >= top && py <= top + height,
  };
}
/** @typedef {ReturnType<typeof createPlot>} Plot */

/** The design tokens that drawings use, by their names in the palette. */
const TOKENS = {
  surface: "--surface",
  ink: "--ink",
  ink2: "--ink-2",
  ink3: "--ink-3",
  grid: "--grid",
  hair2: "--hair-2",
  edge: "--edge",
  ghost: "--ghost",
  w: "--w",
  wText: "--w-text",
  b: "--b",
  bText: "--b-text",
  loss: "--loss",
  lossText: "--loss-text",
  best: "--best",
  bestText: "--best-text",
};

/**
 * The theme's present colours; in a contrast theme they are the system's colours.
 * @returns {Palette}
 */
export function readPalette() {
  const shelf = document.createElement("i");
  shelf.style.setProperty("position", "absolute");
  // All colours are set before the first is read, so that the browser computes styles only once.
  const probes = Object.entries(TOKENS).map(([name, token]) => {
    const probe = document.createElement("i");
    probe.style.setProperty("forced-color-adjust", "none");
    probe.style.setProperty("color", `var(${token})`);
    shelf.append(probe);
    return /** @type {const} */ ([name, probe]);
  });
  document.body.append(shelf);
  const palette = Object.fromEntries(
    probes.map(([name, probe]) => [name, hex(getComputedStyle(probe).color)]),
  );
  shelf.remove();
  return /** @type {Palette} */ (/** @type {unknown} */ (palette));
}

/** Converts `rgb(213, 94, 0)`, or `color(srgb 0.75 0.75 0.75)` for a mixed token, to `#rrggbb`. @param {string} color */
function hex(color) {
  const whole = color.startsWith("color") ? 255 : 1;
  const channels = (color.match(/[\d.]+/g) ?? [])
    .slice(0, 3)
    .map((channel) => Math.round(Number(channel) * whole));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * A sheet of this size and theme.
 * @param {Size} size @param {{ palette: Palette, fonts: Fonts }} look @param {Margins} margins
 * @returns {Sheet}
 */
export const sheetOf = (size, { palette, fonts }, margins) => ({ ...size, margins, palette, fonts });

/**
 * Draws a chart that seldom changes, at no cost in other frames. Without a graphics card, a browser copies each canvas with a
 * drawing context to the screen in every frame. So the chart is drawn on a hidden canvas, and this canvas shows a picture of it.
 * @param {HTMLCanvasElement} canvas @param {Draw} draw
 * @returns {(sheet: Sheet, chart: Chart) => void}
 */
export function drawStill(canvas, draw) {
  const hidden = document.createElement("canvas");
  const shown = canvas.getContext("bitmaprenderer");
  return (sheet, chart) => {
    draw(hidden, sheet, chart);
    const { width, height } = hidden;
    // Nothing was drawn, because there was no room.
    if (width === 0 || height === 0) return;
    const copy = new OffscreenCanvas(width, height);
    copy.getContext("2d")?.drawImage(hidden, 0, 0);
    canvas.width = width;
    canvas.height = height;
    shown?.transferFromImageBitmap(copy.transferToImageBitmap());
    // The hidden canvas gives its memory back until the next drawing.
    hidden.width = hidden.height = 0;
  };
}

/** The font families, as in CSS. */
export function readFonts() {
  const root = getComputedStyle(document.documentElement);
  return { ui: root.getPropertyValue("--font-ui").trim(), math: root.getPropertyValue("--font-math").trim() };
}
