// A number field that acts as one types. What is no number, or is refused, leaves the last value standing and says why.
// It is a text field with the role spinbutton: a native number field takes no pasted “−1.03”, hides what is wrong with a text
// from the page, and on some systems has a keyboard without a minus.

import { attribute } from "./dom.js";

/**
 * The number that a person wrote: with a hyphen or a minus, thousands commas, or a decimal comma.
 * @param {string} text @returns {number} NaN where it is none
 */
export function parseNumber(text) {
  const plain = text.trim().replace("−", "-");
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain);
  const number = grouped ? plain.replaceAll(",", "") : plain.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(number) ? Number(number) : NaN;
}

/**
 * @param {HTMLInputElement} input
 * @param {{
 *   set: (value: number) => string | null,
 *   complain: (why: string | null) => void,
 *   notANumber: string,
 *   clear?: () => string | null,
 * }} wiring `set` answers why the value was refused, or null; `clear` takes an empty field, where that means something
 */
export function createField(input, { set, complain, notANumber, clear }) {
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
    if (clear && input.value.trim() === "") return mark(clear());
    const value = parseNumber(input.value);
    mark(Number.isNaN(value) ? notANumber : set(value));
  });
  input.addEventListener("blur", finish);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === "Escape") finish();
  });

  return {
    /** What a hand is typing stays as it is. @param {number | null} value null for none @param {string} written */
    update(value, written) {
      current = written;
      attribute(input, "aria-valuenow", value === null ? null : String(value));
      if (!editing && input.value !== written) input.value = written;
    },
    finish,
  };
}
