// A layer's panel: units, activation, and the number of its knobs; remove and move. It loads when a layer is first opened.

import { attribute, flag, icon, make, options, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";
import { news } from "../words/i18n.js";

/** @import { Command, Layer, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Strip } from "./model.js" */

/** Activations by Keras's names: those in common use, then the others that Keras has. */
const ACTIVATIONS = [
  "linear",
  "relu",
  "tanh",
  "sigmoid",
  "softmax",
  "leaky_relu",
  "elu",
  "selu",
  "gelu",
  "silu",
];
const SMOOTH = ["softplus", "softsign", "hard_sigmoid", "exponential"];

/**
 * How many knobs a layer has, as a sum.
 * @param {Words} words @param {Format} format @param {Layer} layer
 */
export function arithmetic(words, format, { inputs, units, useBias, parameters }) {
  const values = { inputs, units, count: format.count(parameters) };
  return words(useBias ? "layer.sum" : "layer.product", values);
}

/**
 * @param {HTMLElement} panel
 * @param {{ words: Words, format: Format, send: (command: Command) => string | null, strip: Strip }} wiring
 */
export function createPane(panel, { words, format, send, strip }) {
  let layer = 0;
  /** @type {Layer | undefined} */
  let now;
  const wrong = make("p", { class: "pop__wrong", role: "status" });
  const title = make("b", {});
  const sum = make("span", { class: "layer__sum" });

  /** Changes the layer; returns why the change was refused, or null. @param {{ units?: number, activation?: string }} changed */
  const set = (changed) => send({ setLayer: { layer, units: null, activation: null, ...changed } });
  /** Why the last change was refused, and what the last one did. */
  let [refused, said] = ["", ""];
  /** @param {string | null} why */
  function complain(why) {
    refused = why ?? "";
    text(wrong, refused || said);
  }

  const units = /** @type {HTMLInputElement} */ (
    make("input", {
      ...{
        type: "text",
        role: "spinbutton",
        inputmode: "numeric",
        autocomplete: "off",
        enterkeyhint: "done",
      },
      ...{ "aria-label": words("layer.units"), "aria-valuemin": "1", "aria-valuemax": "16" },
    })
  );
  const field = createField(units, {
    set: (value) => set({ units: value }),
    complain,
    notANumber: words("field.notANumber"),
    reason: wrong,
    done: () => send("settle"),
  });
  /** @param {number} by */
  function turn(by) {
    field.finish();
    if (now) complain(set({ units: now.units + by }));
    send("settle");
  }
  units.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    turn(by);
  });
  /** @param {"minus" | "plus"} name @param {number} by */
  function stepper(name, by) {
    const label = words(by < 0 ? "layer.fewer" : "layer.more");
    const button = /** @type {HTMLButtonElement} */ (
      make("button", { class: "field__b", type: "button", "aria-label": label }, icon(name))
    );
    button.addEventListener("click", () => turn(by));
    return button;
  }
  const [fewer, more] = [stepper("minus", -1), stepper("plus", 1)];

  const activation = /** @type {HTMLSelectElement} */ (
    make("select", { "aria-label": words("layer.activation") })
  );
  activation.addEventListener("change", () => complain(set({ activation: activation.value })));

  /** @param {import("../parts/parts.d.ts").IconName} name @param {string} label @param {() => void} press */
  function button(name, label, press) {
    const made = /** @type {HTMLButtonElement} */ (
      make("button", { class: "btn btn--line", type: "button" }, icon(name), label)
    );
    made.addEventListener("click", press);
    return made;
  }
  /** @param {number} by */
  function move(by) {
    const to = layer + by;
    complain(send({ moveLayer: { layer, to } }));
    strip.follow(to);
  }
  const left = button("back", words("layer.left"), () => move(-1));
  const right = button("on", words("layer.right"), () => move(1));
  const remove = button("close", words("layer.remove"), () => {
    complain(send({ removeLayer: layer }));
    if (!refused) strip.follow(layer);
  });
  const moves = make("div", { class: "pop__group pop__group--row layer__moves" }, left, right, remove);

  panel.replaceChildren(
    make("p", { class: "layer__head" }, title, sum),
    make(
      "div",
      { class: "pop__f" },
      make("span", { "aria-hidden": "true" }, words("layer.units")),
      make("span", { class: "field layer__units" }, fewer, units, more),
    ),
    make(
      "label",
      { class: "pop__f" },
      make("span", {}, words("layer.activation")),
      make("span", { class: "pick" }, activation, icon("chevron")),
    ),
    moves,
    wrong,
  );

  return {
    /** @param {number} shown the layer, counted from 0 */
    show(shown) {
      field.finish();
      layer = shown;
      complain(null);
    },
    /** @param {Snapshot} snapshot */
    update(snapshot) {
      const { model } = snapshot;
      now = model.layers[layer];
      if (!now) return strip.close();
      const isOutput = layer + 1 === model.layers.length;
      const name = isOutput ? words("layer.output") : words("layer.name", { layer: layer + 1 });
      text(title, name);
      attribute(panel, "aria-label", name);
      text(sum, arithmetic(words, format, now));
      field.update(now.units, String(now.units));
      flag(units, "disabled", isOutput);
      attribute(units, "title", isOutput ? words("layer.outputUnits") : null);
      flag(fewer, "disabled", isOutput || now.units <= 1);
      flag(more, "disabled", isOutput || now.units >= 16);
      const names = [...ACTIVATIONS, ...SMOOTH];
      if (!names.includes(now.activation)) names.push(now.activation);
      options(
        activation,
        names.map((value) => ({ value, label: value })),
        now.activation,
      );
      flag(moves, "hidden", isOutput);
      flag(left, "disabled", layer === 0);
      flag(right, "disabled", layer + 2 >= model.layers.length);
      said = news(snapshot, words, format);
      text(wrong, refused || said);
    },
  };
}
