// Announces changes to screen readers; the readouts themselves are silent. While training runs it says at most one sentence in five
// seconds; the end of training is said at once.

import { lossAndPenalty } from "./priced.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "./format.js" */
/** @import { Words } from "./i18n.js" */

const PAUSE = 5000;

/**
 * @param {HTMLElement} region with aria-live
 * @param {{ words: Words, format: Format, diverged: (training: Snapshot["training"]) => string }} wiring
 */
export function createAnnouncer(region, { words, format, diverged }) {
  let spoke = -PAUSE;

  /** @param {string} sentence @param {number} now milliseconds */
  function say(sentence, now = performance.now()) {
    spoke = now;
    // A screen reader speaks a repeated sentence only where the text changes, so a space is added.
    region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }

  /** @param {Snapshot} snapshot */
  const loss = (snapshot) =>
    words("say.loss", {
      epoch: format.count(snapshot.training.epoch),
      loss: lossAndPenalty(snapshot, words, format),
    });

  return {
    say,
    /** @param {Snapshot} snapshot */
    progress: (snapshot) => say(loss(snapshot)),
    /** Says the loss, unless the last sentence was less than five seconds ago. @param {Snapshot} snapshot @param {number} now */
    sometimes(snapshot, now) {
      if (now - spoke >= PAUSE) say(loss(snapshot), now);
    },
    /** Where training has ended by itself, says why. @param {Snapshot} snapshot @returns {boolean} */
    end(snapshot) {
      const { status } = snapshot.training;
      if (status === "ready") return false;
      if (status === "settled" || status === "target") say(`${words(`say.${status}`)} ${loss(snapshot)}`);
      else say(`${words("card.title")} ${diverged(snapshot.training)}`);
      return true;
    },
  };
}
