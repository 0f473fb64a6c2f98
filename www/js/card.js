// The card over the stage that says why training blew up and what repairs it.

import { flag, part, strong, text } from "./dom.js";

/** @import { Snapshot } from "./two_knobs.d.ts" */
/** @import { Format } from "./format.js" */
/** @import { Words } from "./i18n.js" */

/**
 * @param {HTMLElement} root
 * @param {{ words: Words, format: Format, repair: (rate: number) => void, scale: () => void, close: () => void }} wiring
 */
export function createCard(root, { words, format, repair, scale, close }) {
  const says = part(root, "card-text", HTMLElement);
  const use = part(root, "card-use", HTMLButtonElement);
  const scaling = part(root, "card-scale", HTMLButtonElement);
  let suggested = 0;
  use.addEventListener("click", () => repair(suggested));
  scaling.addEventListener("click", scale);
  part(root, "card-close", HTMLButtonElement).addEventListener("click", close);
  root.addEventListener("keydown", (event) => event.key === "Escape" && close());

  return {
    /** @param {Snapshot} snapshot @param {{ cardClosed: boolean }} page */
    update({ training }, page) {
      const diverged = training.status === "rateAboveLimit" || training.status === "nonFinite";
      flag(root, "hidden", !diverged || page.cardClosed);
      if (!diverged) return;
      suggested = training.suggested;
      strong(says, divergence(training, words, format));
      flag(scaling, "hidden", training.scale);
      text(use, words("card.use", { rate: format.rate(suggested) }));
    },
  };
}

/**
 * Why it diverged, in pieces of a sentence.
 * @param {Snapshot["training"]} training @param {Words} words @param {Format} format
 */
export function divergence({ learningRate, limit }, words, format) {
  const rate = format.rate(learningRate);
  if (limit === null || learningRate <= limit) return words.pieces("card.outgrown", { rate });
  return words.pieces("card.above", { rate, limit: format.limit(limit) });
}
