// The train bar: Train, Step, Reset, New start, the counter, batch size, speed, and the button that opens the settings if there
// is little room.

import { attribute, flag, options, part, readout, text } from "../parts/dom.js";
import { createLate } from "../parts/late.js";
import { createPopup } from "../parts/popup.js";

/** @import { Command, Snapshot, Speed } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Panel } from "../parts/late.js" */
/** @import { View } from "../session/store.js" */

/** @type {Speed[]} */
const SPEEDS = ["1", "10", "100", "max"];

/**
 * @param {HTMLElement} root
 * @param {{
 *   words: Words, format: Format, send: (command: Command) => void, play: (on: boolean) => void,
 *   fill: (panel: HTMLElement) => Promise<Panel>,
 * }} wiring `fill` makes the content of the training settings
 */
export function createTrain(root, { words, format, send, play, fill }) {
  const go = part(root, "go", HTMLButtonElement);
  const goWord = part(root, "go-word", HTMLElement);
  const step = part(root, "step", HTMLButtonElement);
  const reset = part(root, "reset", HTMLButtonElement);
  const newStart = part(root, "new-start", HTMLButtonElement);
  const seed = part(root, "seed", HTMLElement);
  const epoch = part(root, "epoch", HTMLElement);
  const batch = part(root, "batch", HTMLSelectElement);
  const speed = part(root, "speed", HTMLSelectElement);
  const more = part(root, "more-settings", HTMLButtonElement);
  const settings = part(root, "settings", HTMLElement);

  const panel = part(root, "training-panel", HTMLElement);
  const late = createLate(part(root, "training", HTMLButtonElement), panel, fill);

  let playing = false;
  go.addEventListener("click", () => play(!playing));
  step.addEventListener("click", () => send("step"));
  reset.addEventListener("click", () => send("reset"));
  newStart.addEventListener("click", () => send("newStart"));
  batch.addEventListener("change", () =>
    send({ setBatchSize: batch.value === "all" ? null : Number(batch.value) }),
  );
  speed.addEventListener("change", () => send({ setSpeed: SPEEDS[speed.selectedIndex] ?? "1" }));

  const bar = settings.parentElement ?? settings;
  // The settings open above the bar, across the rig. They stay open, because a person who has set the rate goes on to train.
  const sheet = createPopup(settings, {
    stays: true,
    spot: (at, own, view) => ({
      left: at.left + 8,
      top: Math.max(8, at.top - 6 - own.height),
      room: view.height - 16,
    }),
  });
  more.addEventListener("click", () => (sheet.isOpen() ? sheet.close() : sheet.open(bar, more)));

  return {
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      const { data, training } = snapshot;
      late.update(snapshot, page);
      playing = page.playing;
      go.classList.toggle("is-going", playing);
      text(goWord, words(playing ? "train.pause" : "train.go"));
      flag(step, "disabled", playing);
      attribute(newStart, "title", words("train.newStart", { seed: training.seed }));
      text(seed, words("train.seed", { seed: training.seed }));
      readout(epoch, format.count(training.epoch), String(training.epoch));
      options(
        batch,
        [
          ...training.batchChoices.map((size) => ({ value: String(size), label: format.count(size) })),
          { value: "all", label: words("train.all", { count: data.rows }) },
        ],
        training.batchSize === null ? "all" : String(training.batchSize),
      );
      options(
        speed,
        SPEEDS.map((value) => ({ value, label: words(`speed.${value}`) })),
        training.speed,
      );
    },
  };
}
