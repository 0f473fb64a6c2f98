// The table of runs to compare: the present run, then earlier runs on the same data, the latest first.

import { flag, make, text } from "../parts/dom.js";

/** @import { Past, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/** @param {HTMLElement} table @param {{ words: Words, format: Format }} wiring */
export function createRuns(table, { words, format }) {
  const [body] = table.getElementsByTagName("tbody");

  /** @param {Past} run @param {number} ago */
  const said = ({ w, b, learningRate, batchSize, updates, loss }, ago) => [
    ago === 0 ? words("runs.now") : words("runs.ago", { count: ago }),
    format.number(w),
    format.number(b),
    format.rate(learningRate),
    batchSize === null ? words("runs.all") : format.count(batchSize),
    format.count(updates),
    format.small(loss),
  ];

  return {
    /** @param {Snapshot} snapshot */
    update({ past, began, training, curve, loss }) {
      flag(table, "hidden", past.length === 0);
      if (!body || past.length === 0) return;
      const { learningRate, batchSize } = training;
      const runs = [
        { ...began, learningRate, batchSize, updates: curve.updates, loss },
        ...past.toReversed(),
      ];
      while (body.rows.length > runs.length) body.deleteRow(-1);
      runs.forEach((run, ago) => {
        const cells = said(run, ago);
        const row = body.rows[ago] ?? body.appendChild(made(cells.length));
        cells.forEach((cell, i) => {
          const node = row.children[i];
          if (node) text(node, cell);
        });
      });
    },
  };

  /** @param {number} cells */
  function made(cells) {
    const rest = Array.from({ length: cells - 1 }, () => make("td", {}));
    return /** @type {HTMLTableRowElement} */ (make("tr", {}, make("th", { scope: "row" }), ...rest));
  }
}
