// The text beside the page while no lesson is open: about the two houses' line, another neuron, or a network.

import { part } from "../parts/dom.js";
import { rich } from "../words/rich.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Words } from "../words/i18n.js" */

/** @param {{ words: Words }} wiring */
export function createStory({ words }) {
  const body = part(document, "story", HTMLElement);
  const [first] = body.children;
  /** What index.html says, which is about houses. */
  const houses = Array.from(first?.childNodes ?? []);
  let told = "houses";

  return {
    /** @param {Snapshot} snapshot */
    update({ data, model }) {
      const isLine = model.isLine && data.y.name === "price";
      const now = isLine ? "houses" : model.isNeuron ? "neuron" : "network";
      if (now === told || !first) return;
      told = now;
      first.replaceChildren(
        ...(now === "houses" ? houses : rich(words(now === "neuron" ? "story.neuron" : "story.network"))),
      );
    },
  };
}
