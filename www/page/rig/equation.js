// The equation with its numbers, and how well it fits: the loss, written as a sum if there are few rows, and R².

import { inputSymbol, outputSymbol } from "../words/unit-names.js";
import { attribute, flag, number, options, part, readout, text } from "../parts/dom.js";

/** @import { Choices, Command, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/**
 * @param {HTMLElement} root
 * @param {{
 *   words: Words, format: Format, choices: () => Choices, send: (command: Command) => string | null,
 *   moreWords: () => Promise<void>,
 * }} wiring
 */
export function createEquation(root, { words, format, choices, send, moreWords }) {
  const line = part(root, "equation", HTMLElement);
  const w = part(root, "w-number", HTMLElement);
  const b = part(root, "b-number", HTMLElement);
  const sign = part(root, "sign", HTMLElement);
  const xName = part(root, "x-name", HTMLElement);
  const yName = part(root, "y-name", HTMLElement);
  const loss = part(root, "loss", HTMLElement);
  const how = part(root, "how", HTMLElement);
  const output = part(root, "output", HTMLElement);
  const more = part(root, "others", HTMLElement);
  const r2 = part(root, "r2", HTMLElement);
  const r2Box = part(root, "r2-box", HTMLElement);
  const test = part(root, "test-loss", HTMLElement);
  const testBox = part(root, "test-box", HTMLElement);
  const input = part(root, "input", HTMLElement);
  const wrap = part(root, "wrap", HTMLElement);
  const unwrap = part(root, "unwrap", HTMLElement);
  const lossName = part(root, "loss-name", HTMLSelectElement);
  lossName.addEventListener("change", () => send({ setLoss: lossName.value }));

  const accuracy = part(root, "accuracy", HTMLElement);
  const accuracyBox = part(root, "accuracy-box", HTMLElement);
  const testAccuracy = part(root, "test-accuracy", HTMLElement);
  const troubleBox = part(root, "trouble", HTMLElement);
  /** @type {Promise<void> | undefined} */
  let loading;
  /** @type {{ update: (hints: Snapshot["hints"]) => void } | undefined} */
  let trouble;
  /** @type {Snapshot["hints"]} */
  let hints = [];

  /** What goes wrong is said by a module of its own, which loads when there is something to say. */
  function loadTrouble() {
    loading ??= Promise.all([import("./trouble.js"), moreWords()]).then(([{ createTrouble }]) => {
      trouble = createTrouble(troubleBox, { words, format, send });
      trouble.update(hints);
    });
    loading.catch(() => (loading = undefined));
  }

  /** A text that says how the loss is made. @param {Snapshot} snapshot */
  function sum({ training, misses, data, loss, lossName, penalty }) {
    if (training.status === "nonFinite" || training.status === "rateAboveLimit") {
      return words("loss.stopped", { count: training.updates });
    }
    if (penalty > 0) {
      const [more, all] = [format.small(penalty), format.small(loss + penalty)];
      return words("loss.penalty", { penalty: more, sum: all });
    }
    return misses.length === 0 || lossName !== "mse"
      ? words(`loss.mean.${lossName}`, { count: data.rows })
      : squares(misses);
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
      const { held, model } = snapshot;
      text(output, outputSymbol(snapshot));
      text(input, inputSymbol(snapshot));
      const isLast = held.layer === model.layers.length - 1;
      // The held weight's own input: a quantity of the data, or a unit of the layer before.
      const quantity =
        held.layer > 0 || data.features.length > 2 ? null : held.input === 1 ? data.x2 : data.x;
      text(xName, !quantity || quantity.name.startsWith("x") ? "" : words(`quantity.${quantity.name}`));
      text(yName, !isLast || data.y.name === "y" ? "" : words(`quantity.${data.y.name}`));
      const others = snapshot.weights.length - 1;
      text(more, words("equation.others", { count: others }));
      flag(more, "hidden", others === 0);
      const activation = model.layers[held.layer]?.activation ?? "linear";
      text(wrap, `${activation}(`);
      for (const bracket of [wrap, unwrap]) flag(bracket, "hidden", activation === "linear");
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
      how.parentElement?.classList.toggle("is-priced", snapshot.penalty > 0);
      const { testLoss } = snapshot;
      flag(testBox, "hidden", testLoss === null);
      if (testLoss !== null) readout(test, format.small(testLoss), String(testLoss));
      const { classes } = snapshot;
      flag(r2Box, "hidden", classes !== null || testLoss !== null || /^[bc]ce$/.test(snapshot.lossName));
      flag(accuracyBox, "hidden", classes === null);
      if (classes) readout(accuracy, format.percent(classes.accuracy), String(classes.accuracy));
      const onTest = classes?.testAccuracy ?? null;
      flag(testAccuracy, "hidden", onTest === null);
      if (onTest !== null)
        readout(testAccuracy, words("score.onTest", { share: format.percent(onTest) }), String(onTest));
      hints = snapshot.hints;
      if (hints.length > 0) loadTrouble();
      trouble?.update(hints);
      number(r2, snapshot.r2 === null ? "–" : format.number(snapshot.r2));
    },
  };
}
