// The card over the stage that says why training diverged and what repairs it.

import { flag, part, strong, text } from "../parts/dom.js";
import { createPopup } from "../parts/popup.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/**
 * @param {HTMLElement} root
 * @param {{ words: Words, format: Format, repair: (rate: number) => void, scale: () => void, close: () => void }} wiring
 */
export function createCard(root, { words, format, repair, scale, close }) {
  const says = part(root, "card-text", HTMLElement);
  const use = part(root, "card-use", HTMLButtonElement);
  const scaling = part(root, "card-scale", HTMLButtonElement);
  /** @type {number | null} */
  let offered = null;
  use.addEventListener("click", () => offered !== null && repair(offered));
  scaling.addEventListener("click", scale);
  part(root, "card-close", HTMLButtonElement).addEventListener("click", close);
  const stage = root.parentElement ?? root;
  const popup = createPopup(root, { spot: onStage, stays: true, dismissed: close });

  return {
    /** @param {Snapshot} snapshot @param {{ cardClosed: boolean }} page */
    update({ training }, page) {
      const diverged = training.status === "rateAboveLimit" || training.status === "nonFinite";
      if (!diverged || page.cardClosed) popup.close();
      if (!diverged) return;
      const { rate, scale } = training.advice ?? { rate: null, scale: false };
      offered = rate;
      strong(says, divergence(training, words, format));
      flag(scaling, "hidden", !scale);
      flag(use, "hidden", rate === null);
      if (rate !== null) text(use, words("card.use", { rate: format.rate(rate) }));
      if (!page.cardClosed) popup.open(stage);
    },
  };
}

/** @type {Record<Snapshot["training"]["limitKind"], import("../words/i18n.js").Key>} */
const ABOVE = { diverges: "card.above", safe: "card.aboveSafe", allRows: "card.aboveAllRows" };

/**
 * The card's place: the stage's upper corner, or its foot on a phone, so that the knobs below stay free. It stays there when the
 * page is scrolled.
 * @type {import("../parts/popup.js").Spot}
 */
function onStage(at, own, view) {
  const narrow = at.width < 600;
  const foot = at.bottom - 12 - own.height;
  return {
    left: Math.max(8, narrow ? 12 : at.right - 20 - own.width),
    top: Math.max(8 - scrollY, narrow ? foot : Math.min(at.top + 34, foot)),
    room: view.height - 16,
  };
}

/**
 * Why training diverged, in pieces of a sentence, and what helps if no learning rate does.
 * @param {Snapshot["training"]} training @param {Words} words @param {Format} format
 */
export function divergence({ learningRate, limit, limitKind, advice }, words, format) {
  const rate = format.rate(learningRate);
  const why =
    limit === null || learningRate <= limit
      ? words.pieces("card.outgrown", { rate })
      : words.pieces(ABOVE[limitKind], { rate, limit: format.limit(limit) });
  if (advice === null || advice.rate !== null) return why;
  const help = advice.scale ? "scale" : advice.less;
  const rest = help === null ? [] : [words(`card.${help}`)];
  return [...why.slice(0, -1), [why.at(-1) ?? "", words("card.none"), ...rest].join(" ")];
}
