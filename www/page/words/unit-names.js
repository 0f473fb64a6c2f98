// The names of a network's units and inputs, as mathematics writes them.

/** @import { Snapshot } from "../session/two_knobs.d.ts" */

/** A letter with a small number below it, such as a₃. @param {string} letter @param {number} index Counted from 1 */
export const lettered = (letter, index) =>
  letter + String(index).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)] ?? "");

/** The symbols of the features. @type {Record<string, string>} */
const FEATURES = {
  ...{ x1: "x₁", x2: "x₂", x1x1: "x₁²", x2x2: "x₂²", x1x2: "x₁x₂" },
  ...{ sinx1: "sin x₁", sinx2: "sin x₂" },
};

/** The symbol of what a layer is fed: x or a feature, or a unit of the layer before. @param {Snapshot} snapshot */
export function inputSymbol({ data, held: { layer, input } }) {
  if (layer > 0) return lettered("a", input + 1);
  return data.inputs === 1 ? "x" : (FEATURES[data.features[input] ?? ""] ?? lettered("x", input + 1));
}

/** The symbol of the held unit's output: the network's prediction ŷ, or the unit's own a. @param {Snapshot} snapshot */
export function outputSymbol({ model, held: { layer, unit } }) {
  const last = layer === model.layers.length - 1;
  return last ? (model.layers[layer]?.units === 1 ? "ŷ" : lettered("ŷ", unit + 1)) : lettered("a", unit + 1);
}
