// The loss curve: the panel's chart with its controls and its cursor, and the small chart in the train bar.

import { drawStill, sheetOf, watchSize } from "../parts/canvas.js";
import { attribute, flag, part, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";

/** @import { Command, CurveDrawn, Fonts, Palette, Scales, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Draw, Size } from "../parts/canvas.js" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @typedef {{ palette: Palette, fonts: Fonts, playing: boolean }} Look */

const MARGINS = { left: 46, top: 28, right: 14, bottom: 40 };
const SPARK = { left: 3, top: 4, right: 7, bottom: 5 };
/** Milliseconds between two drawings of the small curve while training runs; it is too small to show more. */
const PAUSE = 60;
/** The fraction of the chart that Page Up and Page Down cross. */
const LEAP = 0.1;

/**
 * @param {Document} root
 * @param {{
 *   words: Words, format: Format, draw: Draw,
 *   send: (command: Command) => string | null,
 *   save: (name: "history.csv") => void,
 * }} wiring
 */
export function createCurve(root, { words, format, draw, send, save }) {
  const box = part(root, "curve", HTMLElement);
  const axes = part(root, "curve-axes", HTMLCanvasElement);
  const drawAxes = drawStill(axes, draw);
  const marks = part(root, "curve-marks", HTMLCanvasElement);
  const empty = part(root, "curve-empty", HTMLElement);
  const says = part(root, "curve-say", HTMLElement);
  const spark = part(root, "spark", HTMLCanvasElement);
  const cursor = part(root, "curve-cursor", HTMLElement);
  const read = part(root, "curve-read", HTMLElement);
  const scales = [part(root, "curve-log", HTMLElement), part(root, "curve-linear", HTMLElement)];
  const target = part(root, "target", HTMLInputElement);
  const csv = part(root, "history", HTMLButtonElement);

  /** @type {Record<"curve" | "spark", Size | undefined>} */
  const sizes = { curve: undefined, spark: undefined };
  /** @type {Snapshot | undefined} */
  let snapshot;
  /** @type {Look | undefined} */
  let look;
  let log = true;
  /** The x at which the curve is read, in CSS pixels. @type {number | null} */
  let at = null;
  /** The point of the curve that is read there. @type {CurveDrawn | null} */
  let reading = null;
  /** @type {string | null} */
  let wrong = null;
  /** When the small curve was last drawn. */
  let sparked = -PAUSE;
  /** The values that each canvas was last drawn from. @type {Map<HTMLCanvasElement, unknown[]>} */
  const drawn = new Map();

  /** @param {"curve" | "spark"} name */
  const resized = (name) => (/** @type {Size} */ size) => {
    sizes[name] = size;
    paint();
  };
  watchSize(box, resized("curve"));
  watchSize(spark, resized("spark"));

  // ---------- what is set ----------
  scales.forEach((button, i) =>
    button.addEventListener("click", () => {
      log = i === 0;
      scales.forEach((other) => attribute(other, "aria-pressed", String(other === button)));
      paint();
    }),
  );
  const field = createField(target, {
    set: (value) => send({ setTarget: value }),
    clear: () => send({ setTarget: null }),
    complain(why) {
      wrong = why;
      if (snapshot) text(says, why ?? caption(snapshot));
      says.classList.toggle("is-wrong", why !== null);
    },
    notANumber: words("curve.target"),
    done: () => send("settle"),
  });
  csv.addEventListener("click", () => save("history.csv"));

  // ---------- what is read ----------
  /** @param {number | null} x */
  function readAt(x) {
    const width = sizes.curve?.width ?? 0;
    at =
      x === null || !snapshot?.curve.updates
        ? null
        : Math.min(width - MARGINS.right, Math.max(MARGINS.left, x));
    paint();
  }
  /** @param {PointerEvent} event */
  const follow = (event) => readAt(event.clientX - cursor.getBoundingClientRect().left);
  cursor.addEventListener("pointerdown", follow);
  cursor.addEventListener("pointermove", follow);
  cursor.addEventListener("pointerleave", () => readAt(null));
  cursor.addEventListener("focus", () => at ?? readAt(sizes.curve?.width ?? 0));
  cursor.addEventListener("blur", () => readAt(null));
  cursor.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") return readAt(null);
    const width = sizes.curve?.width ?? 0;
    const here = reading?.x ?? at ?? width;
    const { before, after } = reading ?? { before: here, after: here };
    /** @type {Record<string, number>} */
    const ways = {
      ArrowLeft: before,
      ArrowDown: before,
      ArrowRight: after,
      ArrowUp: after,
      PageUp: here + LEAP * width,
      PageDown: here - LEAP * width,
      Home: 0,
      End: width,
    };
    const to = ways[event.key];
    if (to === undefined) return;
    event.preventDefault();
    readAt(at === null ? width : to);
  });

  function paintReading() {
    const said = reading && sentence(reading);
    flag(read, "hidden", !reading);
    attribute(cursor, "aria-valuetext", said ?? words("curve.unread"));
    attribute(cursor, "aria-valuenow", String(reading?.epoch ?? snapshot?.curve.x.max ?? 0));
    if (!reading || !said) return;
    text(read, said);
    attribute(read, "data-value", `${reading.epoch} ${reading.loss}`);
  }
  /** @param {CurveDrawn} read */
  const sentence = ({ epoch, loss }) =>
    words("curve.read", { epoch: format.short(epoch), loss: format.small(loss) });

  // ---------- painting ----------
  /** @param {HTMLCanvasElement} canvas @param {unknown[]} from */
  function stale(canvas, from) {
    const before = drawn.get(canvas);
    if (before && from.every((value, i) => value === before[i])) return false;
    drawn.set(canvas, from);
    return true;
  }

  /** @param {Snapshot} snapshot @returns {Scales} */
  const atAxes = ({ curve, lossName, penalty }) => ({
    xTicks: curve.x.ticks.map(format.tick),
    yTicks: (log ? curve.y : curve.linear).ticks.map(format.tick),
    xTitle: words("curve.x"),
    yTitle: words(log ? "curve.log" : "curve.linear", {
      loss: words(penalty > 0 ? "loss.priced" : `loss.${lossName}`, { loss: words(`loss.${lossName}`) }),
    }),
  });

  function paint() {
    if (!snapshot || !look) return;
    const { palette } = look;
    const { best, curve, lossName, penalty } = snapshot;
    if (sizes.curve) {
      const { x } = curve;
      const y = log ? curve.y : curve.linear;
      const sheet = sheetOf(sizes.curve, look, MARGINS);
      const scale = [log, lossName, penalty > 0, x.min, x.max, y.min, y.max];
      if (stale(axes, [sizes.curve, palette, ...scale]))
        drawAxes(sheet, { curveAxes: { log, scales: atAxes(snapshot) } });
      if (stale(marks, [sizes.curve, palette, snapshot, log, at])) {
        const floor = best && words("curve.best", { loss: format.small(best.loss) });
        reading = draw(marks, sheet, { curve: { log, best: floor, cursor: at } });
        paintReading();
      }
    }
    const pause = look.playing ? PAUSE : 0;
    if (!sizes.spark || performance.now() - sparked < pause) return;
    if (!stale(spark, [sizes.spark, palette, curve.updates, snapshot.data.version])) return;
    sparked = performance.now();
    draw(spark, sheetOf(sizes.spark, look, SPARK), "sparkline");
  }

  /** @param {Snapshot} snapshot */
  function caption({ curve, training, batch, best, loss, penalty }) {
    if (curve.updates === 0) return "";
    if (training.status === "rateAboveLimit" || training.status === "nonFinite") return words("curve.rises");
    if (penalty > 0) return words(best ? "curve.priced" : "curve.falls");
    if (best && best.loss > 0 && loss > 0)
      return words(training.batchSize === null ? "curve.floor" : "curve.batches");
    return words("curve.falls");
  }

  return {
    /** Takes the state that is drawn next. @param {Snapshot} next @param {Look} page */
    take(next, page) {
      snapshot = next;
      look = page;
    },
    /** @param {Snapshot} next @param {Look} page */
    update(next, page) {
      this.take(next, page);
      const { curve, training } = next;
      const none = curve.updates === 0;
      flag(empty, "hidden", !none);
      attribute(cursor, "tabindex", none ? "-1" : "0");
      attribute(cursor, "aria-disabled", String(none));
      attribute(cursor, "aria-valuemin", String(curve.x.min));
      attribute(cursor, "aria-valuemax", String(curve.x.max));
      flag(csv, "disabled", none);
      if (none) at = null;
      field.update(training.target, training.target === null ? "" : format.exact(training.target));
      attribute(target, "aria-valuetext", training.target === null ? words("curve.noTarget") : null);
      if (wrong === null) text(says, caption(next));
    },
    paint,
  };
}
