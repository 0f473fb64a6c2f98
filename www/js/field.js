// A native number field that acts as one types. What is no number, or is refused, leaves the last value standing and says why.

import { attribute } from "./dom.js";

/**
 * @param {HTMLInputElement} input
 * @param {{
 *   set: (value: number) => string | null,
 *   complain: (why: string | null) => void,
 *   notANumber: string,
 * }} wiring `set` answers why the value was refused, or null
 */
export function createField(input, { set, complain, notANumber }) {
  let editing = false;
  let current = "";

  /** @param {string | null} why */
  function mark(why) {
    attribute(input, "aria-invalid", why === null ? null : "true");
    complain(why);
  }

  function finish() {
    if (!editing) return;
    editing = false;
    input.value = current;
    mark(null);
  }

  input.addEventListener("input", () => {
    editing = true;
    mark(Number.isFinite(input.valueAsNumber) ? set(input.valueAsNumber) : notANumber);
  });
  input.addEventListener("blur", finish);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "Escape") finish();
  });

  return {
    /** What a hand is typing stays as it is. @param {string} value */
    update(value) {
      current = value;
      if (!editing && input.value !== value) input.value = value;
    },
    finish,
  };
}
