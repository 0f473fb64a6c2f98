// One row of the table of points: its numbers, editable in place, its prediction and error, and a button to remove the point.

import { attribute, flag, icon, make, text } from "../parts/dom.js";
import { parseNumber } from "../parts/field.js";

/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/** How many characters fit into a field, and how many digits are shown of a longer number. */
const ROOM = 7;
const DIGITS = 5;
/** By how many rows a key moves the focus. @type {Record<string, number>} */
const MOVES = { ArrowDown: 1, ArrowUp: -1, Enter: 1 };

/**
 * @param {{
 *   words: Words, format: Format,
 *   change: (row: number, values: number[]) => string | null,
 *   remove: (row: number) => void,
 *   go: (row: number, column: number) => void,
 *   id: number,
 * }} wiring `change` returns why it was refused, or null; `go` moves the focus to another row
 */
export function createPointRow({ words, format, change, remove, go, id }) {
  let row = 0;
  /** @type {number[]} */
  let given = [];
  /** Whether each field holds typed text that is not yet applied. */
  const typing = [false, false];

  const fields = [0, 1].map((column) => {
    const input = /** @type {HTMLInputElement} */ (
      make("input", {
        type: "text",
        class: "tbl__field",
        autocomplete: "off",
        spellcheck: "false",
        enterkeyhint: "next",
      })
    );
    input.addEventListener("input", () => (typing[column] = true));
    input.addEventListener("focus", () => write(column));
    input.addEventListener("blur", () => commit(column) && write(column));
    input.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      if (event.key === "Escape") return revert(column);
      const move = event.key === "Enter" && event.shiftKey ? -1 : MOVES[event.key];
      if (move === undefined) return;
      event.preventDefault();
      if (commit(column)) go(row + move, column);
    });
    return input;
  });
  /** Cells for inputs and a target that can't be edited, then cells for the prediction, error and loss. */
  const plain = Array.from({ length: 3 }, () => make("td", { role: "cell" }));
  const edited = fields.map((input) => make("td", { class: "tbl__edit", role: "cell" }, input));
  const answers = ["", "loss", "loss"].map((name) => make("td", { class: name, role: "cell" }));
  const cross = make("button", { class: "btn btn--quiet btn--icon", type: "button" }, icon("close"));
  cross.addEventListener("click", () => remove(row));
  const last = make("td", { class: "tbl__x", role: "cell" }, cross);
  const main = make("tr", { role: "row" }, ...plain, ...edited, ...answers, last);
  const why = make("td", { class: "tbl__wrong", id: `point-wrong-${id}`, role: "alert" });
  const wrong = make("tr", { hidden: "", role: "row" }, why);

  /** @param {number} column @param {string | null} reason */
  function complain(column, reason) {
    const input = fields[column];
    if (input) {
      attribute(input, "aria-invalid", reason === null ? null : "true");
      attribute(input, "aria-describedby", reason === null ? null : why.id);
    }
    const standing =
      reason ?? (fields.some((field) => field.hasAttribute("aria-invalid")) ? why.textContent : "");
    text(why, standing ?? "");
    flag(wrong, "hidden", !standing);
  }

  /** Applies a typed number. If it is refused, it stays, with the reason beside it. @param {number} column */
  function commit(column) {
    const input = fields[column];
    if (!input || !typing[column]) return true;
    const value = parseNumber(input.value);
    let reason = null;
    typing[column] = false;
    if (Number.isNaN(value)) reason = words("field.notANumber");
    else if (value !== Number(format.exact(given[column] ?? NaN)))
      reason = change(
        row,
        given.map((old, i) => (i === column ? value : old)),
      );
    typing[column] = reason !== null;
    complain(column, reason);
    if (reason === null) write(column);
    return reason === null;
  }

  /** @param {number} column */
  function revert(column) {
    typing[column] = false;
    complain(column, null);
    write(column);
  }

  /** @param {number} column */
  function write(column) {
    const input = fields[column];
    if (!input || typing[column]) return;
    const value = given[column] ?? 0;
    const exact = format.exact(value);
    // If a field has no room for all digits, it shows them when it gets the focus.
    const whole = exact.length <= ROOM || input === document.activeElement;
    const said = whole ? exact : String(Number(value.toPrecision(DIGITS)));
    if (input.value !== said) input.value = said;
  }

  return {
    main,
    rows: [main, wrong],
    fields,
    cross,
    /** Shows another point, or no point. @param {number | null} index @param {boolean} editable @param {boolean} only whether it is the only point */
    show(index, editable, only) {
      flag(main, "hidden", index === null);
      if (index === null || index !== row) [0, 1].forEach(revert);
      if (index === null) return;
      const other = index !== row;
      row = index;
      plain.forEach((cell) => flag(cell, "hidden", editable));
      [...edited, last].forEach((cell) => flag(cell, "hidden", !editable));
      flag(cross, "disabled", only);
      if (!other && cross.hasAttribute("aria-label")) return;
      const number = format.count(index + 1);
      attribute(cross, "aria-label", words("point.remove", { number }));
      fields.forEach((field, i) =>
        attribute(field, "aria-label", words(i ? "numbers.y" : "numbers.x", { number })),
      );
    },
    /** Writes the inputs and the target, then the texts of the prediction, error and loss. @param {number[]} values @param {string[]} said */
    update(values, said) {
      given = values;
      if (values.length === 2) [0, 1].forEach(write);
      else plain.forEach((cell, i) => text(cell, format.given(values[i] ?? 0)));
      answers.forEach((cell, i) => text(cell, said[i] ?? ""));
    },
  };
}
/** @typedef {ReturnType<typeof createPointRow>} PointRow */
