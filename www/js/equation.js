// The equation with the numbers in it, and how well it does: the loss with its own sum where the rows are few, and R².

import { attribute, part, readout, style, text } from "./dom.js";

/** @import { Knob, Snapshot } from "./two_knobs.d.ts" */
/** @import { Format } from "./format.js" */
/** @import { Words } from "./i18n.js" */

/** @param {HTMLElement} root @param {{ words: Words, format: Format }} wiring */
export function createEquation(root, { words, format }) {
  const line = part(root, "equation", HTMLElement);
  const w = part(root, "w-number", HTMLElement);
  const b = part(root, "b-number", HTMLElement);
  const sign = part(root, "sign", HTMLElement);
  const xName = part(root, "x-name", HTMLElement);
  const yName = part(root, "y-name", HTMLElement);
  const loss = part(root, "loss", HTMLElement);
  const how = part(root, "how", HTMLElement);
  const r2 = part(root, "r2", HTMLElement);

  /** Where the loss comes from. @param {Snapshot} snapshot */
  function sum({ training, misses, data }) {
    if (training.status === "nonFinite" || training.status === "rateAboveLimit") {
      return words("loss.stopped", { count: training.updates });
    }
    if (misses.length === 0) return words("loss.mean", { count: data.rows });
    const squares = misses.map((miss) => `${format.short(Math.abs(miss))}²`).join(" + ");
    return misses.length === 1 ? `= ${squares}` : `= (${squares}) / ${misses.length}`;
  }

  /** How many digits the numbers of a slider's scale have. @param {Knob} knob */
  function digits({ scale }) {
    const lengths = [scale.min, scale.max].map((end) => format.number(end).replace(/\D/g, "").length);
    return String(Math.max(...lengths));
  }

  return {
    /** @param {Snapshot} snapshot */
    update(snapshot) {
      const { data } = snapshot;
      const [slope, height] = [snapshot.w.value, snapshot.b.value];
      attribute(line, "data-value", `${slope} ${height}`);
      style(w, "--digits", digits(snapshot.w));
      style(b, "--digits", digits(snapshot.b));
      text(w, format.number(slope));
      text(sign, height < 0 ? "−" : "+");
      text(b, format.number(Math.abs(height)));
      text(xName, data.x.name === "x" ? "" : words(`quantity.${data.x.name}`));
      text(yName, data.y.name === "y" ? "" : words(`quantity.${data.y.name}`));
      readout(loss, format.small(snapshot.loss), String(snapshot.loss));
      text(how, sum(snapshot));
      text(r2, snapshot.r2 === null ? "–" : format.number(snapshot.r2));
    },
  };
}
