// The loss curve: the panel's chart, and the small one in the train bar.

import { pictureOf, watchSize } from "./canvas.js";
import { flag, part, text } from "./dom.js";

/** @import { Fonts, Palette, Picture, Snapshot } from "./two_knobs.d.ts" */
/** @import { Size } from "./canvas.js" */
/** @import { Format } from "./format.js" */
/** @import { Words } from "./i18n.js" */
/** @typedef {{ palette: Palette, fonts: Fonts }} Look */
/** @typedef {(canvas: HTMLCanvasElement, picture: Picture) => Float64Array} Draw */

/** @param {Document} root @param {{ words: Words, format: Format, draw: Draw }} wiring */
export function createCurve(root, { words, format, draw }) {
  const box = part(root, "curve", HTMLElement);
  const axes = part(root, "curve-axes", HTMLCanvasElement);
  const marks = part(root, "curve-marks", HTMLCanvasElement);
  const empty = part(root, "curve-empty", HTMLElement);
  const says = part(root, "curve-say", HTMLElement);
  const spark = part(root, "spark", HTMLCanvasElement);

  /** @type {Record<"curve" | "spark", Size | undefined>} */
  const sizes = { curve: undefined, spark: undefined };
  /** @type {Snapshot | undefined} */
  let snapshot;
  /** @type {Look | undefined} */
  let look;
  /** What each canvas was last drawn from. @type {Map<HTMLCanvasElement, unknown[]>} */
  const drawn = new Map();

  /** @param {"curve" | "spark"} name */
  const resized = (name) => (/** @type {Size} */ size) => {
    sizes[name] = size;
    paint();
  };
  watchSize(box, resized("curve"));
  watchSize(spark, resized("spark"));

  /** @param {HTMLCanvasElement} canvas @param {Picture} picture @param {unknown[]} from */
  function redraw(canvas, picture, from) {
    const before = drawn.get(canvas);
    if (before && from.every((value, i) => value === before[i])) return;
    drawn.set(canvas, from);
    draw(canvas, picture);
  }

  /** @param {Snapshot} snapshot @param {Size} size @param {Look} look @returns {Omit<Picture, "chart">} */
  function picture({ curve, best }, size, look) {
    const text = {
      xTicks: curve.x.ticks.map(format.tick),
      yTicks: curve.y.ticks.map(format.tick),
      xTitle: words("curve.x"),
      yTitle: words("curve.y"),
      best: best ? words("curve.best", { loss: format.small(best.loss) }) : "",
    };
    const margins = { left: 46, top: 28, right: 14, bottom: 40 };
    return pictureOf(size, look, margins, { text, show: { best: best !== null } });
  }

  function paint() {
    if (!snapshot || !look) return;
    const { palette } = look;
    const { curve } = snapshot;
    if (sizes.curve) {
      const { x, y } = curve;
      const all = picture(snapshot, sizes.curve, look);
      redraw(axes, { ...all, chart: "curveAxes" }, [sizes.curve, palette, x.min, x.max, y.min, y.max]);
      redraw(marks, { ...all, chart: "curve" }, [sizes.curve, palette, snapshot]);
    }
    if (sizes.spark) {
      const all = {
        ...picture(snapshot, sizes.spark, look),
        margins: { left: 3, top: 4, right: 7, bottom: 5 },
      };
      redraw(spark, { ...all, chart: "sparkline" }, [sizes.spark, palette, snapshot]);
    }
  }

  /** @param {Snapshot} snapshot */
  function caption({ curve, training, batch, best, loss }) {
    if (curve.updates === 0) return "";
    if (training.status === "rateAboveLimit" || training.status === "nonFinite") return words("curve.rises");
    if (best && best.loss > 0 && loss > 0)
      return words(training.batchSize === null ? "curve.floor" : "curve.batches");
    return words("curve.falls");
  }

  return {
    /** @param {Snapshot} next @param {Look} page */
    update(next, page) {
      snapshot = next;
      look = page;
      flag(empty, "hidden", next.curve.updates > 0);
      text(says, caption(next));
    },
    paint,
  };
}
