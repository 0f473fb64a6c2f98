// A number field that acts while a person types. A text that is no number, or a refused number, keeps the last value and says why.
// It is a text field with the role spinbutton: a native number field takes no pasted “−1.03”, hides a wrong text from the page, and
// on some systems shows a keyboard without a minus.

import { attribute } from "./dom.js";

/**
 * The number that a person wrote, with a hyphen or a minus, with thousands commas or a decimal comma.
 * @param {string} text @returns {number} NaN where the text is no number
 */
export function parseNumber(text) {
  const plain = text.trim().replace("−", "-");
  const grouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain);
  const number = grouped ? plain.replaceAll(",", "") : plain.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(number) ? Number(number) : NaN;
}

/** A counter that makes each reason's id unique. */
let reasons = 0;

/**
 * @param {HTMLInputElement} input
 * @param {{
 *   set: (value: number) => string | null,
 *   complain: (why: string | null) => void,
 *   notANumber: string,
 *   clear?: () => string | null,
 *   reason?: HTMLElement,
 *   done?: () => void,
 * }} wiring `set` returns why the value was refused, or null; `clear` takes an empty field, where that has a meaning; `reason`
 *   is the element in which `complain` writes, unless the markup names it; `done` is called when a number has been typed
 */
export function createField(input, { set, complain, notANumber, clear, reason, done }) {
  let editing = false;
  let refused = false;
  let current = "";
  if (reason) reason.id ||= `reason-${(reasons += 1)}`;

  /** @param {string | null} why */
  function mark(why) {
    refused = why !== null;
    attribute(input, "aria-invalid", refused ? "true" : null);
    if (reason) attribute(input, "aria-describedby", refused ? reason.id : null);
    complain(why);
  }

  /** Shows the last good value again. */
  function finish() {
    if (!editing) return;
    editing = false;
    input.value = current;
    mark(null);
    done?.();
  }

  input.addEventListener("input", () => {
    editing = true;
    if (clear && input.value.trim() === "") return mark(clear());
    const value = parseNumber(input.value);
    mark(Number.isNaN(value) ? notANumber : set(value));
  });
  input.addEventListener("blur", finish);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !refused) finish();
    if (event.key !== "Escape") return;
    // The first Escape only clears the refused text; the next one closes the pop-up around the field.
    if (refused) {
      event.preventDefault();
      event.stopPropagation();
    }
    finish();
  });

  return {
    /** Shows a value; a text that a person is typing stays. @param {number | null} value null for none @param {string} written */
    update(value, written) {
      current = written;
      attribute(input, "aria-valuenow", value === null ? null : String(value));
      if (!editing && input.value !== written) input.value = written;
    },
    finish,
  };
}
