// Editing points on the stage: drag a point, click to add one, press a button to remove one. For the keyboard, one focusable
// control stands for all points.

import { attribute, flag, part, style, text } from "../parts/dom.js";
import { paceOf } from "../parts/turns.js";

/** @import { Command, Snapshot, Table } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Plot } from "../parts/canvas.js" */

/** A pointer within this many CSS pixels of a point means that point; a finger needs more than a mouse. */
const NEAR = { mouse: 12, touch: 24 };
/** A pointer that has moved by at most this many CSS pixels has clicked. */
const STILL = 4;
/** An arrow key moves a point by this fraction of an axis. */
const KEY = 1 / 100;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @param {HTMLElement} root the stage
 * @param {{
 *   words: Words, format: Format,
 *   send: (command: Command) => string | null,
 *   table: () => Table,
 *   say: (sentence: string) => void,
 * }} wiring
 */
export function createPoints(root, { words, format, send, table: ask, say }) {
  const cursor = part(root, "point", HTMLElement);
  const remove = part(root, "point-remove", HTMLButtonElement);
  const label = part(root, "point-label", HTMLElement);

  /** @type {Snapshot} */
  let snapshot;
  /** @type {Plot | undefined} */
  let plot;
  /** The points if they have one input; otherwise null. @type {Table | null} */
  let table = null;
  let version = -1;
  /** The row of the point under the hand, or -1. */
  let chosen = -1;
  /** @type {{ row: number, x: number, y: number, moved: boolean } | null} */
  let drag = null;

  const count = () => (table ? table.values.length / table.stride : 0);
  const editable = () => snapshot.data.inputs === 1;
  /** @param {number} row */
  function at(row) {
    const { values, stride } = table ?? { values: [], stride: 0 };
    return /** @type {[number, number]} */ ([values[stride * row] ?? 0, values[stride * row + 1] ?? 0]);
  }
  /** Rounds to three digits, because a hand is not more exact. @param {number} value */
  const tidy = (value) => Number(value.toPrecision(3));

  /** The row under a pointer, or -1. @param {PointerEvent | MouseEvent} event */
  function under(event) {
    if (!plot) return -1;
    const touch = event instanceof PointerEvent && event.pointerType !== "mouse";
    let best = touch ? NEAR.touch : NEAR.mouse;
    let found = -1;
    const box = root.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    for (let row = 0; row < count(); row++) {
      const [x, y] = plot.placeOf(...at(row));
      const apart = Math.hypot(x - px, y - py);
      if (apart < best) [best, found] = [apart, row];
    }
    return found;
  }

  /** @param {PointerEvent | MouseEvent} event @returns {[number, number] | null} */
  function value(event) {
    const box = root.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return plot?.holds(x, y) ? plot.valueOf(x, y) : null;
  }

  /** @param {number} row */
  function choose(row) {
    chosen = row;
    paint();
  }

  function paint() {
    const on = editable() && chosen >= 0 && chosen < count();
    flag(remove, "hidden", !on || count() === 1 || drag !== null);
    root.classList.toggle("has-point", on);
    const row = on ? chosen : 0;
    if (!plot || count() === 0) return;
    const [x = 0, y = 0] = at(row);
    const [px, py] = plot.placeOf(x, y);
    style(root, "--point", `${px.toFixed(1)}px ${py.toFixed(1)}px`);
    const names = {
      x: words(`quantity.${snapshot.data.x.name}`),
      y: words(`quantity.${snapshot.data.y.name}`),
    };
    const values = { xs: format.short(x), ys: format.short(y), number: row + 1, count: count() };
    attribute(cursor, "aria-label", words("point.name", { ...names, ...values }));
    text(label, on ? `${values.xs}, ${values.ys}` : "");
    attribute(remove, "aria-label", words("point.remove", { number: row + 1 }));
  }

  // ---------- by pointer ----------
  /** @param {Event} event the result is whether it is on the drawing, not on a control over the drawing */
  const onDrawing = (event) => event.target instanceof HTMLCanvasElement || event.target === cursor;

  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !onDrawing(event) || !editable()) return;
    const row = under(event);
    drag = { row, x: event.clientX, y: event.clientY, moved: false };
    if (row < 0) return;
    choose(row);
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", (event) => {
    if (!drag) {
      if (event.pointerType === "mouse" && onDrawing(event)) choose(editable() ? under(event) : -1);
      return;
    }
    if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > STILL) drag.moved = true;
    const to = drag.moved && drag.row >= 0 && value(event);
    if (to) send({ movePoint: { row: drag.row, x: tidy(to[0]), y: tidy(to[1]) } });
  });
  root.addEventListener("pointerup", (event) => {
    const done = drag;
    drag = null;
    if (!done) return;
    if (done.row >= 0) {
      send("settle");
    } else if (!done.moved && onDrawing(event)) {
      const to = value(event);
      if (to) {
        send({ addPoint: { x: tidy(to[0]), y: tidy(to[1]) } });
        choose(count() - 1);
      }
    }
    paint();
  });
  root.addEventListener("pointercancel", () => {
    if (drag && drag.row >= 0) send("settle");
    drag = null;
  });
  root.addEventListener("pointerleave", () => drag || (document.activeElement !== cursor && choose(-1)));
  // A finger on a point drags the point; a finger anywhere else scrolls the page.
  root.addEventListener(
    "touchstart",
    (event) => {
      const touch = event.touches[0];
      if (!touch || event.touches.length > 1 || !onDrawing(event) || !editable()) return;
      const finger = new PointerEvent("pointerdown", {
        clientX: touch.clientX,
        clientY: touch.clientY,
        pointerType: "touch",
      });
      if (under(finger) >= 0) event.preventDefault();
    },
    { passive: false },
  );
  remove.addEventListener("click", () => take(chosen));

  /** @param {number} row */
  function take(row) {
    if (row < 0) return;
    const refused = send({ removePoint: row });
    say(refused ?? words("point.removed", { number: row + 1 }));
    choose(Math.min(row, count() - 1));
  }

  // ---------- by keyboard ----------
  cursor.addEventListener("focus", () => choose(Math.max(0, Math.min(chosen, count() - 1))));
  cursor.addEventListener("blur", () => choose(-1));
  cursor.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || chosen < 0) return;
    const move = MOVES[event.key];
    const [x = 0, y = 0] = at(chosen);
    const { axes } = snapshot;
    const pace = paceOf(event);
    const span = (/** @type {{ min: number, max: number }} */ axis) => (axis.max - axis.min) * KEY * pace;
    if (move) {
      const to = { x: tidy(x + move[0] * span(axes.x)), y: tidy(y + move[1] * span(axes.y)) };
      send({ movePoint: { row: chosen, ...to } });
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      choose((chosen + (event.key === "PageDown" ? 1 : -1) + count()) % count());
    } else if (event.key === "Delete" || event.key === "Backspace") take(chosen);
    else if (event.key === "Enter" || event.key === "Insert") {
      send({ addPoint: { x: tidy((axes.x.min + axes.x.max) / 2), y: tidy((axes.y.min + axes.y.max) / 2) } });
      choose(count() - 1);
    } else return;
    event.preventDefault();
    say(cursor.ariaLabel ?? "");
  });
  cursor.addEventListener("keyup", (event) => MOVES[event.key] && send("settle"));

  return {
    /** @param {Snapshot} next */
    update(next) {
      snapshot = next;
      if (version !== next.data.version) {
        version = next.data.version;
        table = editable() ? ask() : null;
        if (chosen >= count()) chosen = -1;
      }
      flag(cursor, "hidden", !editable());
      paint();
    },
    /** @param {Plot} on */
    lay(on) {
      plot = on;
      paint();
    },
  };
}
