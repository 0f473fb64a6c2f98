// The loss map: the loss over w and b seen from above, on two stacked canvases (one for bands and rings, one for moving marks),
// and the point that turns both knobs at once.

import { createPlot, drawStill, sheetOf, watchSize } from "../parts/canvas.js";
import { attribute, flag, make, style, text } from "../parts/dom.js";
import { paceOf, stepsOf } from "../parts/turns.js";
import { lossAndPenalty } from "../words/priced.js";

/** @import { Axis, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Plot, Size } from "../parts/canvas.js" */
/** @import { Inside, View } from "../session/store.js" */

const MARGINS = { left: 42, top: 24, right: 8, bottom: 36 };
/** Milliseconds between two drawings of a network's map in training; any map also waits REST times its own drawing time. */
const PAUSE = 160;
const REST = 3;

/** @param {HTMLElement} root @param {Inside} inside */
export function createPane(root, { words, format, send, hold, draw }) {
  const canvas = (/** @type {string} */ name) =>
    /** @type {HTMLCanvasElement} */ (make("canvas", { "aria-hidden": "true", "data-part": name }));
  const ground = canvas("map-axes");
  const drawGround = drawStill(ground, draw);
  const marks = canvas("map-marks");
  const origin = make("i", { class: "map__from", hidden: "" });
  const point = make("div", {
    class: "map__point",
    role: "slider",
    tabindex: "0",
    "aria-label": words("map.point"),
    "aria-describedby": "map-says map-keys",
  });
  const map = make("div", { class: "map", role: "group", "aria-label": words("map.name") });
  map.append(ground, marks, origin, point);
  const says = make("p", { class: "pane__say", id: "map-says" });
  const keys = make("p", { class: "sr", id: "map-keys" }, words("map.keys"));
  root.replaceChildren(map, says, keys);

  /** @type {Snapshot} */
  let snapshot;
  /** @type {View | undefined} */
  let page;
  /** @type {Size | undefined} */
  let size;
  /** @type {Plot | undefined} */
  let plot;
  /** The values that the canvases were last drawn from. @type {{ ground: unknown[], marks: unknown[] }} */
  const drawn = { ground: [], marks: [] };
  /** When the ground was last drawn, how many milliseconds that took, and the timer of the next drawing. */
  const pace = { at: -Infinity, took: 0, timer: 0 };
  watchSize(map, (found) => {
    size = found;
    paint();
  });

  // ---------- by pointer ----------
  /** The place of the knobs' values on the map, in CSS pixels. */
  let place = { x: 0, y: 0 };
  /** The drag in progress: the point's place if the map had no edges, and the knobs' values at its begin.
   *  @type {{ x: number, y: number, last: PointerEvent, began: { w: number, b: number }, over: boolean } | null} */
  let drag = null;

  /** @param {number} x @param {number} y */
  function moveTo(x, y) {
    if (!plot) return;
    const [w, b] = plot.valueOf(x, y);
    send({ pull: { handle: "both", x: w, y: b } });
  }

  /** @param {PointerEvent} event @param {number} x @param {number} y */
  function begin(event, x, y) {
    event.preventDefault();
    point.focus({ preventScroll: true });
    map.setPointerCapture(event.pointerId);
    drag = { x, y, last: event, began: { w: snapshot.w.value, b: snapshot.b.value }, over: false };
    map.classList.add("is-drag");
    flag(origin, "hidden", false);
    style(origin, "translate", `${place.x.toFixed(2)}px ${place.y.toFixed(2)}px`);
    hold("w", true);
    hold("b", true);
  }

  /** @param {MouseEvent} event @returns {[number, number]} */
  function within({ clientX, clientY }) {
    const box = map.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  map.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || drag) return;
    if (event.target === point) return begin(event, place.x, place.y);
    const [x, y] = within(event);
    // A finger beside the point may begin to scroll, so only a tap moves the point there.
    if (event.pointerType === "touch" || !plot?.holds(x, y)) return;
    begin(event, x, y);
    moveTo(x, y);
  });
  map.addEventListener("pointermove", (event) => {
    if (!drag || drag.over || event.pointerId !== drag.last.pointerId) return;
    const fine = paceOf(event);
    const [dx, dy] = [event.clientX - drag.last.clientX, event.clientY - drag.last.clientY];
    drag.last = event;
    if (dx === 0 && dy === 0) return;
    drag.x += dx * fine;
    drag.y += dy * fine;
    moveTo(drag.x, drag.y);
  });
  map.addEventListener("click", (event) => {
    const [x, y] = within(event);
    const tap = /** @type {PointerEvent} */ (event).pointerType === "touch" && event.target !== point;
    if (!tap || !plot?.holds(x, y)) return;
    moveTo(x, y);
    release();
  });
  function release() {
    drag = null;
    map.classList.remove("is-drag");
    flag(origin, "hidden", true);
    hold("w", false);
    hold("b", false);
  }
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"])
    map.addEventListener(end, () => drag && release());

  // ---------- by keyboard ----------
  point.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && drag) {
      drag.over = true;
      send({ setKnobs: drag.began });
      return;
    }
    const ends = { Home: snapshot.w.scale.min, End: snapshot.w.scale.max };
    const end = ends[/** @type {keyof typeof ends} */ (event.key)];
    const steps = stepsOf(event);
    if (steps === undefined && end === undefined) return;
    event.preventDefault();
    // Left and right turn w, up and down b.
    const knob = end !== undefined || /Left|Right/.test(event.key) ? "w" : "b";
    if (snapshot[knob].off) return;
    hold(knob, true);
    if (steps !== undefined) send({ turn: { knob, steps, from: null } });
    else if (end !== undefined) send({ setWeight: end });
  });
  for (const end of ["keyup", "blur"]) point.addEventListener(end, () => drag || release());

  // ---------- painting ----------
  /** @param {unknown[]} before @param {unknown[]} from */
  const same = (before, from) => before.length > 0 && from.every((value, i) => value === before[i]);

  function paint() {
    if (!page || !size) return;
    const { w, b } = snapshot;
    const { palette } = page;
    plot = createPlot(size, MARGINS, w.scale, b.scale);
    const scales = [size, palette, w.scale.min, w.scale.max, b.scale.min, b.scale.max];
    const sheet = sheetOf(size, page, MARGINS);
    const from = [snapshot.mapVersion, ...scales];
    if (!same(drawn.ground, from) && due(scales)) {
      drawn.ground = from;
      const began = performance.now();
      drawGround(sheet, {
        mapAxes: {
          xTicks: labels(w.scale),
          yTicks: labels(b.scale),
          xTitle: words("map.w"),
          yTitle: words("map.b"),
        },
      });
      pace.at = performance.now();
      pace.took = pace.at - began;
    }
    if (same(drawn.marks, [snapshot, ...scales])) return;
    drawn.marks = [snapshot, ...scales];
    place = draw(marks, sheet, { map: { start: words("stage.start"), best: words("stage.best") } }) ?? place;
    style(point, "translate", `${place.x.toFixed(2)}px ${place.y.toFixed(2)}px`);
  }

  /** The tick labels; those at the ends are empty, to leave room for the axes' titles. @param {Axis} axis */
  const labels = ({ min, max, ticks }) =>
    ticks.map((tick) => (tick === min || tick === max ? "" : format.tick(tick)));

  /** Whether the ground may be drawn now; if not, it is drawn a little later. A new size or scale is never delayed. @param {unknown[]} scales */
  function due(scales) {
    const network = !snapshot.model.isNeuron && page?.playing;
    const wait = pace.at + Math.max(network ? PAUSE : 0, REST * pace.took) - performance.now();
    if (wait <= 0 || !same(drawn.ground.slice(1), scales)) return true;
    pace.timer ||= setTimeout(() => {
      pace.timer = 0;
      paint();
    }, wait);
    return false;
  }

  function caption() {
    const { w, b, model, penalty } = snapshot;
    if (w.offScale !== null || b.offScale !== null) return words("map.off");
    if (b.off) return words("map.noBias");
    if (penalty > 0) return words("map.priced");
    return words(model.isNeuron ? "map.says" : "map.network");
  }

  return {
    /** @param {Snapshot} next @param {View} shown */
    update(next, shown) {
      snapshot = next;
      page = shown;
      const { w, b } = next;
      attribute(point, "aria-valuemin", String(w.scale.min));
      attribute(point, "aria-valuemax", String(w.scale.max));
      attribute(point, "aria-valuenow", String(w.value));
      const values = {
        w: format.number(w.value),
        b: format.number(b.value),
        loss: lossAndPenalty(next, words, format),
      };
      attribute(point, "aria-valuetext", words(b.off ? "map.valueNoBias" : "map.value", values));
      text(says, caption());
    },
    paint,
  };
}
