// The control that chooses the data set.

import { options } from "../parts/dom.js";

/** @import { Choices, DataName, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Words } from "../words/i18n.js" */

/**
 * @param {HTMLSelectElement} select
 * @param {{ words: Words, choices: () => Choices, choose: (name: DataName) => void }} wiring
 */
export function createData(select, { words, choices, choose }) {
  select.addEventListener("change", () => {
    const name = choices().data[select.selectedIndex];
    if (name) choose(name);
  });

  return {
    /** @param {Snapshot} snapshot */
    update({ data }) {
      const labels = choices().data.map((name) => ({ value: name, label: words(`data.${name}`) }));
      options(select, labels, data.name);
    },
  };
}
