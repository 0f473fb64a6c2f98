// The choice of data.

import { options } from "../parts/dom.js";

/** @import { DataName, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Words } from "../words/i18n.js" */

/** @param {HTMLSelectElement} select @param {{ words: Words, choose: (name: DataName) => void }} wiring */
export function createData(select, { words, choose }) {
  /** @type {DataName[]} */
  let choices = [];
  select.addEventListener("change", () => {
    const name = choices[select.selectedIndex];
    if (name) choose(name);
  });

  return {
    /** @param {Snapshot} snapshot */
    update({ data }) {
      choices = data.choices;
      const labels = choices.map((name) => ({ value: name, label: words(`data.${name}`) }));
      options(select, labels, data.name);
    },
  };
}
