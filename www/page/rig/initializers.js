// The model's settings: initializers, seed, and all knobs layer by layer. The panel's content loads when it is first opened.

import { icon, make, options, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";
import { news } from "../words/i18n.js";
import { arithmetic } from "./layer.js";

/** @import { Command, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/** Initializers by Keras's names. Those of kernels alone need a table. */
const RANDOM = [
  "glorot_uniform",
  "glorot_normal",
  "he_uniform",
  "he_normal",
  "lecun_uniform",
  "lecun_normal",
];
const PLAIN = ["random_uniform", "random_normal", "truncated_normal", "zeros", "ones"];
const KERNEL = [...RANDOM, ...PLAIN, "orthogonal", "identity"];
const BIAS = ["zeros", "ones", "random_uniform", "random_normal", "truncated_normal", ...RANDOM];

/**
 * @param {HTMLElement} panel
 * @param {{ words: Words, format: Format, send: (command: Command) => string | null }} wiring
 */
export function createPane(panel, { words, format, send }) {
  const wrong = make("p", { class: "pop__wrong", role: "status" });
  /** Why the last change was refused, and what the last one did. */
  let [refused, said] = ["", ""];
  /** @param {string | null} why */
  function complain(why) {
    refused = why ?? "";
    text(wrong, refused || said);
  }

  /** @param {string} label @param {(value: string) => Command} command */
  function select(label, command) {
    const box = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": label }));
    box.addEventListener("change", () => complain(send(command(box.value))));
    const pick = make("span", { class: "pick" }, box, icon("chevron"));
    return { box, row: make("label", { class: "pop__f" }, make("span", {}, label), pick) };
  }
  const kernel = select(words("layers.initializer"), (name) => ({
    setInitializer: { kernel: name, bias: null },
  }));
  const bias = select(words("layers.biasInitializer"), (name) => ({
    setInitializer: { kernel: null, bias: name },
  }));
  const seed = /** @type {HTMLInputElement} */ (
    make("input", {
      ...{
        type: "text",
        role: "spinbutton",
        inputmode: "numeric",
        autocomplete: "off",
        enterkeyhint: "done",
      },
      "aria-label": words("layers.seed"),
    })
  );
  const field = createField(seed, {
    set: (value) => send({ setSeed: value }),
    complain,
    notANumber: words("field.notANumber"),
    reason: wrong,
    done: () => send("settle"),
  });
  const sums = make("dl", { class: "layer__sums" });

  panel.replaceChildren(
    kernel.row,
    bias.row,
    make("label", { class: "pop__f" }, make("span", {}, words("layers.seed")), seed),
    wrong,
    make("div", { class: "pop__group" }, sums),
  );

  /** @param {HTMLSelectElement} box @param {string[]} names @param {string} chosen */
  function choose(box, names, chosen) {
    const all = names.includes(chosen) ? names : [...names, chosen];
    options(
      box,
      all.map((value) => ({ value, label: value })),
      chosen,
    );
  }

  return {
    /** @param {Snapshot} snapshot */
    update(snapshot) {
      const { model, training } = snapshot;
      choose(kernel.box, KERNEL, model.kernelInitializer);
      choose(bias.box, BIAS, model.biasInitializer);
      field.update(training.seed, String(training.seed));
      const rows = model.layers.map((layer, index) => {
        const isOutput = index + 1 === model.layers.length;
        const name = isOutput ? words("layer.output") : words("layer.name", { layer: index + 1 });
        return [name, arithmetic(words, format, layer)];
      });
      rows.push([words("layers.all"), format.count(model.parameters)]);
      const lines = rows.flatMap(([name = "", value = ""]) => [make("dt", {}, name), make("dd", {}, value)]);
      if (sums.textContent !== rows.flat().join("")) sums.replaceChildren(...lines);
      said = news(snapshot, words, format);
      text(wrong, refused || said);
    },
  };
}
