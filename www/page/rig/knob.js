// One knob, for the weight or the bias: a slider with scale, marks and arrow, and a number field.

import { attribute, element, flag, part, style, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";
import { inputSymbol, outputSymbol } from "../words/unit-names.js";
import { FINE, paceOf, stepsOf } from "../parts/turns.js";

/** @import { Axis, Knob, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/** Letters of a number from which on it is written smaller. */
const LONG = 7;

/**
 * @param {HTMLElement} root
 * @param {"w" | "b"} name
 * @param {{
 *   words: Words, format: Format,
 *   set: (value: number) => string | null,
 *   turn: (steps: number) => void,
 *   hold: (on: boolean) => void,
 *   freeze: (on: boolean) => void,
 * }} wiring `set` returns why the value was refused, or null
 */
export function createKnob(root, name, { words, format, set, turn, hold, freeze }) {
  const range = part(root, "range", HTMLInputElement);
  const field = part(root, "field", HTMLInputElement);
  const shown = part(root, "shown", HTMLElement);
  const slider = part(root, "slider", HTMLElement);
  const marker = part(root, "at", HTMLElement);
  const fill = part(root, "fill", HTMLElement);
  const scale = part(root, "scale", HTMLElement);
  const best = part(root, "best", HTMLElement);
  const arrow = part(root, "arrow", HTMLElement);
  const origin = part(root, "from", HTMLElement);
  const nudge = part(root, "nudge", HTMLElement);
  const glyph = part(root, "glyph", SVGElement);
  const lock = part(root, "freeze", HTMLButtonElement);

  const how = part(root, "how", HTMLElement);
  /** What the knob does, as index.html says it of a neuron's line. */
  const ofLine = how.textContent ?? "";

  /** @type {Knob} */
  let knob;
  /** @type {string | null} */
  let wrong = null;
  let held = false;
  /** Whether the optimizer's next change is shown, and the optimizer's name. */
  let wishes = true;
  let optimizer = "";
  /** The drag in progress: the value at its begin, where Shift made it fine, and whether Escape has ended it.
   *  @type {{ began: number, fine: { at: number, value: number } | null, over: boolean } | null} */
  let drag = null;

  const numbers = createField(field, {
    set,
    notANumber: words("field.notANumber"),
    done: () => hold(false),
    complain(why) {
      wrong = why;
      text(nudge, why ?? nudgeText());
      nudge.classList.toggle("is-wrong", why !== null);
    },
  });

  /** A value's place along the slider, in percent; a value beyond the slider stays at its end. @param {number} value */
  function along(value) {
    const { min, max } = knob.scale;
    return Math.min(100, Math.max(0, ((value - min) / (max - min)) * 100));
  }

  /** What the knob does: in a network, what it connects. @param {Snapshot} snapshot */
  function howText(snapshot) {
    const { isLine, isNeuron, layers } = snapshot.model;
    if (!isNeuron) {
      const names = { from: inputSymbol(snapshot), to: outputSymbol(snapshot) };
      return name === "w" ? words("w.to", names) : words("b.of", names);
    }
    const bends = !isLine && /^(sigmoid|tanh)$/.test(layers[0]?.activation ?? "");
    return name === "b" && bends ? words("b.switches") : ofLine;
  }

  // ---------- by pointer: the native range does it; Shift slows it, Escape takes it back ----------
  range.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    drag = { began: knob.value, fine: null, over: false };
    hold(true);
  });
  range.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!event.shiftKey) drag.fine = null;
    else drag.fine ??= { at: range.valueAsNumber, value: knob.value };
  });
  range.addEventListener("input", () => {
    const at = range.valueAsNumber;
    if (drag?.over) return;
    set(drag?.fine ? drag.fine.value + (at - drag.fine.at) * FINE : at);
  });
  function release() {
    if (!drag) return;
    drag = null;
    hold(false);
  }
  // The finger scrolls the page instead, so its touch must not turn the knob.
  range.addEventListener("pointercancel", () => drag && set(drag.began));
  for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, release);

  // ---------- by keyboard ----------
  range.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && drag) {
      drag.over = true;
      set(drag.began);
      return;
    }
    const steps = stepsOf(event);
    const end = event.key === "Home" ? knob.scale.min : event.key === "End" ? knob.scale.max : undefined;
    if (steps === undefined && end === undefined) return;
    event.preventDefault();
    hold(true);
    if (steps !== undefined) turn(steps);
    else if (end !== undefined) set(end);
  });
  range.addEventListener("keyup", () => drag || hold(false));
  range.addEventListener("blur", () => drag || hold(false));
  field.addEventListener("keydown", (event) => {
    const steps = event.key.match(/ArrowUp|ArrowDown/) ? stepsOf(event) : undefined;
    if (steps === undefined) return;
    event.preventDefault();
    numbers.finish();
    turn(steps);
  });
  lock.addEventListener("click", () => freeze(!knob.frozen));
  const less = part(root, "less", HTMLButtonElement);
  const more = part(root, "more", HTMLButtonElement);
  less.addEventListener("click", (event) => turn(-paceOf(event)));
  more.addEventListener("click", (event) => turn(paceOf(event)));

  // ---------- painting ----------
  /** @type {Axis | null} */
  let marked = null;
  /** @param {Axis} axis */
  function paintScale(axis) {
    if (marked && marked.min === axis.min && marked.max === axis.max) return;
    marked = axis;
    range.min = String(axis.min);
    range.max = String(axis.max);
    scale.replaceChildren(
      ...axis.ticks.map((value) => {
        const tick = element("i", value === 0 ? "tick tick--zero" : "tick");
        tick.style.setProperty("--x", `${along(value)}%`);
        const label = element("span");
        label.textContent = format.tick(value);
        tick.append(label);
        return tick;
      }),
    );
  }

  /** Paints the mark "best" and hides the scale's numbers that it would cover. @param {number | null} value */
  function paintBest(value) {
    const { min, max } = knob.scale;
    const within = value !== null && value >= min && value <= max;
    flag(best, "hidden", !within);
    if (within) style(best, "--best-at", `${along(value)}%`);
    knob.scale.ticks.forEach((tick, i) => {
      scale.children[i]?.classList.toggle(
        "tick--hushed",
        within && Math.abs(along(tick) - along(value)) < 11,
      );
    });
  }

  function nudgeText() {
    if (knob.off) return words("nudge.off");
    if (knob.frozen) return words("nudge.frozen", { optimizer });
    if (knob.offScale === "low") return words("nudge.low");
    if (knob.offScale === "high") return words("nudge.high");
    if (!wishes) return "";
    if (held) return words("nudge.held", { optimizer });
    if (!pushed()) return words("nudge.none", { optimizer });
    return words(knob.nudge > 0 ? "nudge.right" : "nudge.left", {
      optimizer,
      by: format.small(Math.abs(knob.nudge)),
    });
  }

  /** Whether SGD would move the knob far enough to be seen. */
  function pushed() {
    return Math.abs(knob.nudge) > knob.step / 1000;
  }

  return {
    /** @param {Snapshot} snapshot @param {{ held: { w: boolean, b: boolean }, marks: { arrows: boolean, best: boolean } }} page */
    update(snapshot, page) {
      knob = snapshot[name];
      held = page.held[name];
      wishes = page.marks.arrows;
      optimizer = snapshot.training.optimizer;
      const { value } = knob;
      paintScale(knob.scale);
      if ((!drag || drag.over) && range.valueAsNumber !== value) range.value = String(value);
      attribute(range, "aria-valuetext", words.effect(snapshot, name, format));
      numbers.update(value, format.plain(value));
      const written = format.number(value).replace(" × ", "×");
      text(shown, written);
      // Diverged training makes long numbers, and there is little room for them.
      shown.classList.toggle("is-long", written.length > LONG);

      const at = along(value);
      const zero = along(0);
      // Styles are set on the moving elements only: a style set higher up is computed again for everything that inherits it.
      style(marker, "transform", `translateX(${at}%)`);
      const filled = Math.abs(at - zero) / 100;
      style(fill, "transform", `translateX(${Math.min(at, zero)}%) scaleX(${filled})`);
      style(fill, "--fill", knob.frozen ? String(filled) : "");
      paintBest(page.marks.best && !knob.off && snapshot.best ? snapshot.best[name] : null);
      root.classList.toggle("is-frozen", knob.frozen);
      root.classList.toggle("is-off", knob.off);
      attribute(lock, "aria-pressed", String(knob.frozen));
      for (const control of [range, field, lock, less, more]) flag(control, "disabled", knob.off);
      const pointing = pushed() && knob.offScale === null && !held && !knob.frozen && page.marks.arrows;
      flag(arrow, "hidden", !pointing);
      if (pointing) style(slider, "--reach", `${Math.abs(along(value + knob.nudge) - at)}%`);
      arrow.classList.toggle("is-left", knob.nudge < 0);
      flag(origin, "hidden", !drag || drag.over);
      if (drag) style(slider, "--from-at", `${along(drag.began)}%`);

      const lean = Math.min(1, Math.max(-1, value / Math.max(-knob.scale.min, knob.scale.max)));
      style(
        glyph,
        "transform",
        name === "w"
          ? `rotate(${(-48 * lean).toFixed(1)}deg)`
          : `translateY(${(-22 * Math.max(-0.2, lean)).toFixed(1)}px)`,
      );
      if (wrong === null) text(nudge, nudgeText());
      text(how, howText(snapshot));
    },
  };
}
