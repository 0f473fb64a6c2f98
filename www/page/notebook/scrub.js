// A number in the notebook's code that turns a knob: dragged left and right, by arrow keys, or typed over.

import { attribute, make, style } from "../parts/dom.js";
import { createField } from "../parts/field.js";
import { FINE, stepsOf } from "../parts/turns.js";

/** @import { Command, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @typedef {ReturnType<typeof createScrub>} Scrub */

/** Pixels of dragging for one step; a shorter drag is still a click. */
const STEP = 3;
const CLICK = 3;

/**
 * @param {"w" | "b"} name
 * @param {{
 *   words: Words, format: Format, send: (command: Command) => string | null,
 *   hold: (name: "w" | "b", on: boolean) => void, complain: (why: string | null) => void, reason: HTMLElement,
 * }} wiring
 */
export function createScrub(name, { words, format, send, hold, complain, reason }) {
  const input = /** @type {HTMLInputElement} */ (
    make("input", {
      class: `scrub scrub--${name}`,
      "data-knob": name,
      type: "text",
      role: "spinbutton",
      inputmode: "decimal",
      "aria-label": words(`notebook.scrub.${name}`),
      autocomplete: "off",
      spellcheck: "false",
      enterkeyhint: "done",
    })
  );
  /** @type {Snapshot} */
  let snapshot;
  /** Whether a person is typing, so that the arrow keys move within the text. */
  let typing = false;
  /** @type {{ began: number, x: number, moved: boolean, over: boolean } | null} */
  let drag = null;

  /** @param {number} value */
  const set = (value) => send(name === "w" ? { setWeight: value } : { setBias: value });
  const field = createField(input, { set, complain, reason, notANumber: words("field.notANumber") });
  /** @param {number} steps @param {number | null} from */
  const turn = (steps, from) => send({ turn: { knob: name, steps, from } });

  input.addEventListener("input", () => {
    typing = true;
    fit();
  });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => {
    typing = false;
    fit();
  });
  input.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && drag) return giveBack();
    if (event.key === "Enter" || event.key === "Escape") typing = false;
    const steps = stepsOf(event);
    if (steps === undefined || (typing && /Left|Right/.test(event.key))) return;
    event.preventDefault();
    typing = false;
    field.finish();
    hold(name, true);
    turn(steps, null);
    input.value = format.exact(snapshot[name].value);
    input.select();
    fit();
  });
  for (const end of ["keyup", "blur"]) input.addEventListener(end, () => drag || hold(name, false));

  input.addEventListener("pointerdown", (event) => {
    // A second press on the focused number places the caret.
    if (event.button !== 0 || document.activeElement === input) return;
    event.preventDefault();
    input.setPointerCapture(event.pointerId);
    drag = { began: snapshot[name].value, x: event.clientX, moved: false, over: false };
  });
  input.addEventListener("pointermove", (event) => {
    if (!drag || drag.over) return;
    const way = event.clientX - drag.x;
    if (!drag.moved && Math.abs(way) < CLICK) return;
    if (!drag.moved) hold(name, true);
    drag.moved = true;
    turn(event.shiftKey ? (way / STEP) * FINE : Math.round(way / STEP), drag.began);
  });
  input.addEventListener("pointerup", () => {
    const clicked = drag && !drag.moved;
    release();
    if (clicked) input.focus();
  });
  // The touch became a scroll, so the turn so far is undone.
  input.addEventListener("pointercancel", giveBack);
  addEventListener("keydown", (event) => drag && event.key === "Escape" && giveBack());

  function giveBack() {
    if (!drag || drag.over) return;
    if (drag.moved) set(drag.began);
    drag.over = true;
    release();
  }
  function release() {
    if (drag?.moved) hold(name, false);
    drag = null;
  }

  /** Makes the field as wide as its number. */
  function fit() {
    style(input, "--letters", String(Math.max(1, input.value.length)));
  }

  return {
    node: input,
    /** @param {Snapshot} next @param {string} written the number as the code writes it */
    update(next, written) {
      snapshot = next;
      field.update(next[name].value, written);
      attribute(input, "aria-valuetext", words.effect(next, name, format));
      if (!typing) fit();
    },
    /** Called when the number no longer belongs to a knob: ends a drag or an edit. */
    leave() {
      if (!input.isConnected) return;
      // A person who holds the slider or the handle on the stage keeps the knob.
      const isHere = document.activeElement === input;
      release();
      typing = false;
      field.finish();
      if (isHere) hold(name, false);
    },
  };
}
