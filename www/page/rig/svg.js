// The stage as an SVG file. The stage is drawn once more, on a canvas whose context records the shapes.

/** @import { Draw } from "../parts/canvas.js" */
/** @import { Still } from "./stage.js" */

/** @param {string} tag @param {Record<string, string | number>} attributes */
function element(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}

/**
 * The SVG attributes for a colour as a context gives it: `#rrggbb`, or `rgba(r, g, b, a)`.
 * @param {"fill" | "stroke"} name @param {unknown} color
 * @returns {Record<string, string>}
 */
function paint(name, color) {
  const [, rgb, alpha] = /^rgba\((.*), ([\d.]+)\)$/.exec(String(color)) ?? [];
  return rgb && alpha ? { [name]: `rgb(${rgb})`, [`${name}-opacity`]: alpha } : { [name]: String(color) };
}

/**
 * Makes a context record shapes instead of drawing them. The context still keeps colours, fonts and the scale as usual.
 * @param {CanvasRenderingContext2D} context @param {(shape: Element) => void} add
 */
function record(context, add) {
  let path = "";
  const scale = () => context.getTransform().a;
  /** @param {number} x @param {number} y */
  const at = (x, y) => `${x * scale()} ${y * scale()}`;
  /** @param {string} d */
  const filled = (d) => add(element("path", { d, ...paint("fill", context.fillStyle) }));

  context.beginPath = () => {
    path = "";
  };
  context.moveTo = (x, y) => {
    path += `M${at(x, y)}`;
  };
  context.lineTo = (x, y) => {
    path += `L${at(x, y)}`;
  };
  context.closePath = () => {
    path += "Z";
  };
  // The charts draw only whole circles.
  context.arc = (x, y, radius) => {
    const half = (/** @type {number} */ way) => `a${at(radius, radius)} 0 0 0 ${at(way * radius, 0)}`;
    path += `M${at(x - radius, y)}${half(2)}${half(-2)}Z`;
  };
  context.fill = () => filled(path);
  context.fillRect = (x, y, width, height) =>
    filled(`M${at(x, y)}h${width * scale()}v${height * scale()}h${-width * scale()}Z`);
  context.putImageData = (
    /** @type {ImageData} */ pixels,
    /** @type {number} */ x,
    /** @type {number} */ y,
  ) => {
    const { width, height } = pixels;
    const picture = Object.assign(document.createElement("canvas"), { width, height });
    picture.getContext("2d")?.putImageData(pixels, 0, 0);
    add(element("image", { href: picture.toDataURL(), x, y, width, height }));
  };
  context.stroke = () => {
    const width = context.lineWidth * scale();
    const look = { fill: "none", "stroke-width": width, ...paint("stroke", context.strokeStyle) };
    add(element("path", { d: path, ...look }));
  };
  context.fillText = (text, x, y) => {
    const [, style = "", size, family = ""] = /^(.*?)([\d.]+)px (.*)$/.exec(context.font) ?? [];
    const anchor = { start: "start", left: "start", center: "middle", right: "end", end: "end" };
    const made = element("text", {
      x: x * scale(),
      y: (y + toBaseline(context, text)) * scale(),
      "text-anchor": anchor[context.textAlign],
      "font-family": family,
      "font-size": Number(size) * scale(),
      "font-style": style.includes("italic") ? "italic" : "normal",
      "font-weight": style.includes("bold") ? "bold" : "normal",
      ...paint("fill", context.fillStyle),
    });
    made.textContent = text;
    add(made);
  };
}

/**
 * How far the letters' baseline lies below the line at which the context places a text. SVG places a text at its baseline.
 * @param {CanvasRenderingContext2D} context @param {string} text
 */
function toBaseline(context, text) {
  const before = context.measureText(text).actualBoundingBoxDescent;
  const { textBaseline } = context;
  context.textBaseline = "alphabetic";
  const after = context.measureText(text).actualBoundingBoxDescent;
  context.textBaseline = textBaseline;
  return before - after;
}

/**
 * @param {Still} still @param {Draw} draw
 * @param {HTMLCanvasElement} [ground] pixels under the drawing
 * @param {Still | null} [diagram] a network's diagram, left of the stage
 */
export function drawSvg({ sheet, charts }, draw, ground, diagram) {
  const { scale, palette } = sheet;
  const start = diagram?.sheet.width ?? 0;
  const width = start + sheet.width;
  const height = Math.max(diagram?.sheet.height ?? 0, sheet.height);
  const svg = element("svg", {
    width: Math.round(width),
    height: Math.round(height),
    viewBox: `0 0 ${Math.round(width * scale)} ${Math.round(height * scale)}`,
    // The page's canvases also draw round joins.
    "stroke-linejoin": "round",
  });
  svg.append(element("rect", { width: "100%", height: "100%", fill: palette.surface }));
  const stage = element("g", { transform: `translate(${start * scale} 0)` });
  if (ground) {
    const [x, y, width, height] = [
      ground.offsetLeft,
      ground.offsetTop,
      ground.clientWidth,
      ground.clientHeight,
    ].map((length) => length * scale);
    const place = { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
    stage.append(element("image", { href: ground.toDataURL(), preserveAspectRatio: "none", ...place }));
  }
  trace(stage, { sheet, charts }, draw);
  if (diagram) trace(svg, diagram, draw);
  svg.append(stage);
  return new XMLSerializer().serializeToString(svg);
}

/** Adds the shapes of a drawing to an element. @param {Element} to @param {Still} still @param {Draw} draw */
function trace(to, { sheet, charts }, draw) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (context) record(context, (shape) => to.append(shape));
  for (const chart of charts) draw(canvas, sheet, chart);
}
