// The equation with its numbers, and how well it fits: the loss, written as a sum if there are few rows, and R².

import { attribute, flag, number, options, part, readout, text } from "../parts/dom.js";

/** @import { Choices, Command, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/**
 * @param {HTMLElement} root
 * @param {{ words: Words, format: Format, choices: () => Choices, send: (command: Command) => string | null }} wiring
 */
export function createEquation(root, { words, format, choices, send }) {
  const line = part(root, "equation", HTMLElement);
  const w = part(root, "w-number", HTMLElement);
  const b = part(root, "b-number", HTMLElement);
  const sign = part(root, "sign", HTMLElement);
  const xName = part(root, "x-name", HTMLElement);
  const yName = part(root, "y-name", HTMLElement);
  const loss = part(root, "loss", HTMLElement);
  const how = part(root, "how", HTMLElement);
  const r2 = part(root, "r2", HTMLElement);
  const r2Box = part(root, "r2-box", HTMLElement);
  const test = part(root, "test-loss", HTMLElement);
  const testBox = part(root, "test-box", HTMLElement);
  const input = part(root, "input", HTMLElement);
  const wrap = part(root, "wrap", HTMLElement);
  const unwrap = part(root, "unwrap", HTMLElement);
  const lossName = part(root, "loss-name", HTMLSelectElement);
  lossName.addEventListener("change", () => send({ setLoss: lossName.value }));

  /** A text that says how the loss is made. @param {Snapshot} snapshot */
  function sum({ training, misses, data, lossName, penalty }) {
    if (training.status === "nonFinite" || training.status === "rateAboveLimit") {
      return words("loss.stopped", { count: training.updates });
    }
    const of =
      misses.length === 0 || lossName !== "mse"
        ? words(`loss.mean.${lossName}`, { count: data.rows })
        : squares(misses);
    return penalty > 0 ? words("loss.penalty", { sum: of, penalty: format.small(penalty) }) : of;
  }

  /** The mean of a few squared errors, written out. @param {number[]} misses */
  function squares(misses) {
    const all = misses.map((miss) => `${format.short(Math.abs(miss))}²`).join(" + ");
    return misses.length === 1 ? `= ${all}` : `= (${all}) / ${misses.length}`;
  }

  return {
    /** @param {Snapshot} snapshot */
    update(snapshot) {
      const { data } = snapshot;
      const [slope, height] = [snapshot.w.value, snapshot.b.value];
      attribute(line, "data-value", `${slope} ${height}`);
      number(w, format.number(slope));
      text(sign, height < 0 ? "−" : "+");
      number(b, format.number(Math.abs(height)));
      const deep = snapshot.model.layers.length > 1;
      text(input, deep ? "h" : snapshot.model.inputs > 1 ? "x₁…" : "x");
      text(xName, deep || data.x.name.startsWith("x") ? "" : words(`quantity.${data.x.name}`));
      text(yName, data.y.name === "y" ? "" : words(`quantity.${data.y.name}`));
      const { model } = snapshot;
      const last = model.layers[model.layers.length - 1]?.activation ?? "linear";
      // A network's last neuron gets the layer before it as input, not x.
      text(wrap, model.layers.length > 1 ? words("equation.network") : `${last}(`);
      flag(wrap, "hidden", model.isLine);
      flag(unwrap, "hidden", model.isLine || model.layers.length > 1);
      line.classList.toggle("is-off", snapshot.b.off);
      line.classList.toggle("is-network", model.layers.length > 1 || model.inputs > 1);
      line.classList.toggle("is-curve", model.isNeuron && !model.isLine);
      options(
        lossName,
        choices().losses.map((value) => ({ value, label: words(`loss.${value}`) })),
        snapshot.lossName,
      );
      readout(loss, format.small(snapshot.loss), String(snapshot.loss));
      number(how, sum(snapshot));
      const { testLoss } = snapshot;
      flag(testBox, "hidden", testLoss === null);
      if (testLoss !== null) readout(test, format.small(testLoss), String(testLoss));
      flag(r2Box, "hidden", testLoss !== null || snapshot.lossName === "bce" || snapshot.lossName === "cce");
      number(r2, snapshot.r2 === null ? "–" : format.number(snapshot.r2));
    },
  };
}
