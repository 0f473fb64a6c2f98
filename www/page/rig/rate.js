// The learning rate: a number field and a logarithmic slider, which is hatched where SGD diverges on this data.

import { attribute, element, part, style, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";

/** @import { Axis, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/**
 * @param {HTMLElement} root
 * @param {{
 *   words: Words, format: Format, set: (value: number) => string | null, settle: () => void,
 * }} wiring `set` returns why the value was refused, or null; `settle` ends a change
 */
export function createRate(root, { words, format, set, settle }) {
  const field = part(root, "rate-field", HTMLInputElement);
  const range = part(root, "rate-range", HTMLInputElement);
  const slider = part(root, "rate-slider", HTMLElement);
  const scale = part(root, "rate-scale", HTMLElement);
  const limit = part(root, "rate-limit", HTMLElement);

  /** @type {Axis} */
  let axis = { min: 0.001, max: 1, ticks: [] };
  let marked = "";
  /** @type {string | null} */
  let wrong = null;
  let says = "";

  const number = createField(field, {
    set,
    notANumber: words("field.notANumber"),
    done: settle,
    complain(why) {
      wrong = why;
      text(limit, why ?? says);
    },
  });

  /** A rate's place on the slider, from 0 at the low end to 1 at the high end; each power of ten is equally long. @param {number} rate */
  const along = (rate) =>
    Math.min(1, Math.max(0, Math.log10(rate / axis.min) / Math.log10(axis.max / axis.min)));

  range.addEventListener("input", () => {
    const rate = axis.min * (axis.max / axis.min) ** range.valueAsNumber;
    set(Number(rate.toPrecision(2)));
  });
  range.addEventListener("change", settle);

  function paintScale() {
    const ends = `${axis.min} ${axis.max}`;
    if (marked === ends) return;
    marked = ends;
    scale.replaceChildren(
      ...axis.ticks.map((rate) => {
        const tick = element("i", "tick");
        tick.style.setProperty("--x", `${along(rate) * 100}%`);
        const label = element("span");
        label.textContent = format.rate(rate);
        tick.append(label);
        return tick;
      }),
    );
  }

  return {
    /** @param {Snapshot} snapshot */
    update({ training }) {
      axis = training.rateScale;
      paintScale();
      number.update(training.learningRate, String(training.learningRate));
      const at = along(training.learningRate);
      if (range.valueAsNumber !== at) range.value = String(at);
      attribute(range, "aria-valuetext", format.rate(training.learningRate));
      style(slider, "--at", `${at * 100}%`);

      const bound = training.limit;
      const within = bound !== null && bound < axis.max;
      root.classList.toggle("is-boundless", !within);
      root.classList.toggle("is-over", bound !== null && training.learningRate > bound);
      says = bound === null ? "" : words(`rate.${training.limitKind}`, { limit: format.limit(bound) });
      if (within) style(slider, "--lim", `${along(bound) * 100}%`);
      if (wrong === null) text(limit, says);
    },
  };
}
