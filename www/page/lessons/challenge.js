// The challenge's line in a lesson: the task, the progress, and "done".

import { icon, make, text } from "../parts/dom.js";
import { plain, rich } from "../words/rich.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Key, Words } from "../words/i18n.js" */
/** @import { Lesson } from "./lesson.js" */

/**
 * @param {Lesson} lesson
 * @param {{ words: Words, format: Format, say: (sentence: string) => void, met: () => void }} wiring
 */
export function createChallenge({ challenge, show }, { words, format, say, met }) {
  const { lossBelow, newStartsAtLeast, updatesAtMost, byHand } = challenge.asks;
  const counts = newStartsAtLeast !== undefined;
  // Without the readout of the loss in the lesson, the progress in the loss would mean nothing to the learner.
  const losses = lossBelow !== undefined && (show === undefined || show.includes("loss"));

  const mark = make("span", { class: "challenge__mark", "aria-hidden": "true" });
  const asks = make("p", {});
  const now = make("span", { class: counts ? "challenge__now" : "challenge__now is-loss" });
  const name = words("lesson.challenge");
  const line = make("div", { class: "challenge", role: "group", "aria-label": name }, mark, asks, now);
  let done = false;
  let written = "";
  let from = "";

  /** @param {Key} word @param {string} sentence */
  function write(word, sentence) {
    if (written === sentence) return;
    written = sentence;
    asks.replaceChildren(make("b", {}, words(word)), " ", ...rich(sentence));
  }
  write("lesson.challenge", words(challenge.text));

  /** @param {Snapshot} snapshot */
  function finish({ challenge: state, w, b, loss, training }) {
    const sentence = words(challenge.done, {
      from,
      loss: format.short(loss),
      w: format.short(w.value),
      b: format.short(b.value),
      updates: format.count(state?.updates ?? 0),
      epoch: format.count(training.epoch),
    });
    write("lesson.done", sentence);
    mark.replaceChildren(icon("tick"));
    line.classList.add("is-done");
    now.remove();
    say(`${words("lesson.done")} ${plain(sentence)}`);
    met();
  }

  return {
    line,
    /** @param {Snapshot} snapshot */
    update(snapshot) {
      const { challenge: state, loss } = snapshot;
      if (done || !state) return;
      from ||= format.short(loss);
      done = state.met;
      if (done) return finish(snapshot);
      const spent = byHand ? "lesson.spent" : "lesson.spentUpdates";
      write("lesson.challenge", words(state.spent ? spent : challenge.text, { most: updatesAtMost ?? 0 }));
      if (counts) text(now, words("lesson.starts", { count: state.newStarts, most: newStartsAtLeast }));
      else if (losses) text(now, format.small(loss));
    },
  };
}
