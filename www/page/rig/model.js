// The model strip: the input, each layer, and the number of all knobs.

import { element, part, text } from "../parts/dom.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/** @param {HTMLElement} root @param {{ words: Words, format: Format }} wiring */
export function createModel(root, { words, format }) {
  const list = part(root, "layers", HTMLElement);
  const count = part(root, "knob-count", HTMLElement);
  // The state that index.html shows at first.
  let shown = "1 1:linear";

  /** @param {string} name @param {string} detail @param {boolean} wired whether a wire leads to it */
  function chip(name, detail, wired) {
    const item = element("li");
    if (wired) item.append(element("span", "wire"));
    const box = element("span", wired ? "chip is-on" : "chip");
    const bold = element("b");
    bold.textContent = name;
    const small = element("small");
    small.textContent = detail;
    box.append(bold, small);
    item.append(box);
    return item;
  }

  return {
    /** @param {Snapshot} snapshot */
    update({ model }) {
      const layers = model.layers.map(({ units, activation }) => `${units}:${activation}`);
      const now = [model.inputs, ...layers].join(" ");
      text(count, words("model.knobs", { count: format.count(model.parameters) }));
      if (now === shown) return;
      shown = now;
      list.replaceChildren(
        chip(words("model.input"), format.count(model.inputs), false),
        ...model.layers.map(({ units, activation }) => chip(`Dense(${units})`, activation, true)),
      );
    },
  };
}
