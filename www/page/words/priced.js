// The loss in a sentence: with a penalty, both are named apart, because SGD lowers their sum.

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "./format.js" */
/** @import { Words } from "./i18n.js" */

/** @param {Pick<Snapshot, "loss" | "penalty">} snapshot @param {Words} words @param {Format} format */
export function lossAndPenalty({ loss, penalty }, words, format) {
  const alone = format.small(loss);
  return penalty > 0 ? words("loss.both", { loss: alone, penalty: format.small(penalty) }) : alone;
}
