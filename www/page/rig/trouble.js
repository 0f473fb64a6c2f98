// What goes wrong, in words on the spot, with buttons that repair it. It loads when there is something to say.

import { flag, make } from "../parts/dom.js";

/** @import { Command, Hint, Repair } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/**
 * @param {HTMLElement} root
 * @param {{ words: Words, format: Format, send: (command: Command) => string | null }} wiring
 */
export function createTrouble(root, { words, format, send }) {
  let shown = "";

  /** The button's word and the commands of a repair. @param {Repair} repair @returns {[string, Command[]]} */
  function meaning(repair) {
    if (repair === "newStart") return [words("trouble.newStart"), ["newStart"]];
    if ("activation" in repair) {
      const { activation } = repair;
      return [words("trouble.activation", { name: activation }), [{ setActivation: activation }]];
    }
    if ("loss" in repair)
      return [words("trouble.loss", { name: words(`loss.${repair.loss}`) }), [{ setLoss: repair.loss }]];
    if ("clip" in repair)
      return [words("trouble.clip", { norm: format.tick(repair.clip) }), ["reset", { setClip: repair.clip }]];
    const { initializer } = repair;
    return [
      words("trouble.initializer", { name: initializer }),
      [{ set: `init=${initializer}` }, "newStart"],
    ];
  }

  /** @param {Hint} hint */
  function row({ fault, layer, units, repairs }) {
    const said = words(`trouble.${fault}`, { layer: (layer ?? 0) + 1, count: units });
    const buttons = repairs.map((repair) => {
      const [label, commands] = meaning(repair);
      const button = make("button", { class: "btn btn--line", type: "button" }, label);
      button.addEventListener("click", () => commands.forEach((command) => send(command)));
      return button;
    });
    return make("p", { class: "trouble__row" }, make("span", {}, said), ...buttons);
  }

  return {
    /** @param {Hint[]} hints */
    update(hints) {
      const now = JSON.stringify(hints);
      if (now === shown) return;
      shown = now;
      flag(root, "hidden", hints.length === 0);
      root.replaceChildren(...hints.map(row));
    },
  };
}
