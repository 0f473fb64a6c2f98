// The one voice for screen readers. Readouts are silent; this says at most one thing in five seconds while training runs,
// and what ends it at once.

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
    // The same sentence again is only spoken where the text changes.
    region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }

  /** @param {Snapshot} snapshot */
  const loss = ({ training, loss }) =>
    words("say.loss", { epoch: format.count(training.epoch), loss: format.small(loss) });

  return {
    say,
    /** @param {Snapshot} snapshot */
    progress: (snapshot) => say(loss(snapshot)),
    /** The loss, unless something was said a moment ago. @param {Snapshot} snapshot @param {number} now */
    sometimes(snapshot, now) {
      if (now - spoke >= PAUSE) say(loss(snapshot), now);
    },
    /** Says why training has ended by itself, where it has. @param {Snapshot} snapshot @returns {boolean} */
    end(snapshot) {
      const { status } = snapshot.training;
      if (status === "ready") return false;
      if (status === "settled" || status === "target") say(`${words(`say.${status}`)} ${loss(snapshot)}`);
      else say(`${words("card.title")} ${diverged(snapshot.training)}`);
      return true;
    },
  };
}
