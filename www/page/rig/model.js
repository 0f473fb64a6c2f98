// The model strip: the input, a button for each layer, "Add layer", and the number of all knobs, which opens the model's settings.
// A layer's panel and the settings load when they are first opened.

import { attribute, element, flag, make, part, styles, text } from "../parts/dom.js";
import { createLate } from "../parts/late.js";
import { beside, createPopup } from "../parts/popup.js";

/** @import { Command, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { View } from "../session/store.js" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Panel } from "../parts/late.js" */
/** @typedef {Panel & { show: (layer: number) => void }} LayerPanel */
/**
 * What a layer's panel can do besides commands: `follow` opens another layer's panel at its button, `close` closes the panel.
 * @typedef {{ follow: (layer: number) => void, close: () => void }} Strip
 */

/**
 * @param {HTMLElement} root
 * @param {{
 *   words: Words, format: Format, send: (command: Command) => string | null, moreWords: () => Promise<void>,
 * }} wiring `moreWords` brings the panels' sentences
 */
export function createModel(root, { words, format, send, moreWords }) {
  const list = part(root, "layers", HTMLElement);
  const count = part(root, "knob-count", HTMLElement);
  const adds = part(root, "add-layer", HTMLButtonElement);
  const panel = part(root, "layer-panel", HTMLElement);
  const late = createLate(
    part(root, "model", HTMLButtonElement),
    part(root, "model-panel", HTMLElement),
    settings,
  );
  const popup = createPopup(panel, { spot: beside("start"), dismissed: () => mark() });
  const strip = { follow: (/** @type {number} */ layer) => open(layer), close: () => popup.close(true) };

  /** @type {Promise<void> | undefined} */
  let sheet;
  const look = () => Promise.all([moreWords(), (sheet ??= styles("rig/layer.css"))]);
  /** @param {HTMLElement} panel @param {Strip} strip @returns {Promise<LayerPanel>} */
  async function fill(panel, strip) {
    const [{ createPane }] = await Promise.all([import("./layer.js"), look()]);
    return createPane(panel, { words, format, send, strip });
  }
  /** @param {HTMLElement} panel */
  async function settings(panel) {
    const [{ createPane }] = await Promise.all([import("./initializers.js"), look()]);
    return createPane(panel, { words, format, send });
  }

  const inputs = chip("span");
  const first = element("li");
  first.append(inputs.box);
  /** @type {ReturnType<typeof chip>[]} */
  const chips = [];
  /** The layer whose panel is open. */
  let opened = -1;
  /** @type {Promise<LayerPanel> | undefined} */
  let filled;
  /** @type {LayerPanel | undefined} */
  let content;
  /** @type {[Snapshot, View] | undefined} */
  let last;

  /** @param {"span" | "button"} kind */
  function chip(kind) {
    const [bold, small] = [element("b"), element("small")];
    const box = make(kind, { class: "chip", ...(kind === "button" && { type: "button" }) }, bold, small);
    return { bold, small, box };
  }

  /** One more layer's button. */
  function layerChip() {
    const index = chips.length;
    const made = chip("button");
    for (const [name, value] of [
      ["aria-haspopup", "true"],
      ["aria-expanded", "false"],
      ["aria-controls", panel.id],
    ])
      attribute(made.box, String(name), String(value));
    made.box.addEventListener("click", () =>
      popup.isOpen() && opened === index ? popup.close() : open(index),
    );
    const item = element("li");
    item.append(element("span", "wire"), made.box);
    list.append(item);
    chips.push(made);
  }

  /** Marks the layer whose panel is open, else the last one, whose first numbers the knobs are. */
  function mark() {
    const on = popup.isOpen() ? opened : chips.length - 1;
    chips.forEach(({ box }, index) => box.classList.toggle("is-on", index === on));
  }

  /** Says which edges of the list are cut, for the fade there. */
  function cut() {
    const [from, room] = [Math.abs(list.scrollLeft), list.scrollWidth - list.clientWidth];
    list.classList.toggle("is-cut-start", from > 1);
    list.classList.toggle("is-cut-end", room - from > 1);
  }
  list.addEventListener("scroll", cut, { passive: true });
  new ResizeObserver(cut).observe(list);

  /**
   * Opens a layer's panel beside an element, or at the layer's button.
   * @param {number} layer counted from 0 @param {HTMLElement} [anchor]
   */
  function open(layer, anchor) {
    const button = anchor ?? chips[layer]?.box;
    if (!button) return;
    popup.close();
    opened = layer;
    if (!anchor) button.scrollIntoView({ block: "nearest", inline: "nearest" });
    popup.open(button, button);
    mark();
    filled ??= fill(panel, strip);
    filled.then(
      (made) => {
        content = made;
        if (!popup.isOpen()) return;
        made.show(opened);
        if (last) made.update(...last);
        popup.place();
        panel.focus();
      },
      (error) => {
        console.warn(error);
        filled = undefined;
      },
    );
  }

  // The panel's module brings the sentence that says what was kept.
  adds.addEventListener("click", async () => {
    await (filled ??= fill(panel, strip)).catch(console.warn);
    if (send("addLayer") === null) open(chips.length - 2);
  });

  return {
    open,
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      const { model } = snapshot;
      last = [snapshot, page];
      text(count, words("model.knobs", { count: format.count(model.parameters) }));
      if (!first.isConnected) list.replaceChildren(first);
      text(inputs.bold, words("model.input"));
      text(inputs.small, format.count(model.inputs));
      const now = model.layers.length;
      while (chips.length < now) layerChip();
      for (const { box } of chips.splice(now)) box.parentElement?.remove();
      model.layers.forEach(({ units, activation }, index) => {
        const made = chips[index];
        if (!made) return;
        const name = `Dense(${units})`;
        text(made.bold, name);
        text(made.small, activation);
        const values = { layer: index + 1, dense: `${name}, ${activation}` };
        attribute(made.box, "aria-label", words(index + 1 === now ? "model.output" : "model.layer", values));
      });
      flag(adds, "disabled", now > 6);
      if (popup.isOpen()) content?.update(snapshot, page);
      else mark();
      late.update(snapshot, page);
      cut();
    },
  };
}
