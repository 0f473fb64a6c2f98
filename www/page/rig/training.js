// The training settings: optimizer, penalties, clipping, order and schedule. The panel's content loads when it is first opened.

import { flag, make, options, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";

/** @import { Command, OptimizerName, ScheduleName, Snapshot, TrainingSettings } from "../session/two_knobs.d.ts" */
/** @import { Words } from "../words/i18n.js" */

/** @type {OptimizerName[]} */
const OPTIMIZERS = ["sgd", "rmsprop", "adam"];
/** @type {ScheduleName[]} */
const SCHEDULES = ["constant", "exponential", "cosine"];

/**
 * @param {HTMLElement} panel
 * @param {{ words: Words, send: (command: Command) => string | null }} wiring
 */
export function createPane(panel, { words, send }) {
  /** @type {TrainingSettings | undefined} */
  let now;
  const wrong = make("p", { class: "pop__wrong", role: "status" });

  /** @param {string} label @param {HTMLElement} control */
  const row = (label, control) => make("label", { class: "pop__f" }, make("span", {}, label), control);

  /** @param {string} label @param {(value: string) => void} chosen */
  function select(label, chosen) {
    const box = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": label }));
    box.addEventListener("change", () => chosen(box.value));
    return { box, row: row(label, make("span", { class: "pick" }, box)) };
  }

  /** @param {string} label @param {(value: number) => Command} command */
  function field(label, command) {
    const input = /** @type {HTMLInputElement} */ (
      make("input", {
        ...{ type: "text", role: "spinbutton", inputmode: "decimal", autocomplete: "off" },
        ...{ spellcheck: "false", enterkeyhint: "done", "aria-label": label },
      })
    );
    const made = createField(input, {
      set: (value) => send(command(value)),
      complain: (why) => text(wrong, why ?? ""),
      notANumber: words("field.notANumber"),
      reason: wrong,
      done: () => send("settle"),
    });
    const update = (/** @type {number} */ value) => made.update(value, String(value));
    return { input, update, row: row(label, input) };
  }

  /** @param {string} label @param {(on: boolean) => Command} command */
  function toggle(label, command) {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", role: "switch" }));
    box.addEventListener("change", () => send(command(box.checked)));
    const mark = make("i", { "aria-hidden": "true" });
    return { box, row: make("label", { class: "switch pop__s" }, box, mark, ` ${label}`) };
  }

  /** Changes the schedule. @param {{ schedule?: ScheduleName, steps?: number, rate?: number }} changed @returns {Command} */
  const scheduled = (changed) => ({
    setSchedule: {
      schedule: now?.schedule ?? "constant",
      steps: now?.decaySteps ?? 1000,
      rate: now?.decayRate ?? 0.5,
      ...changed,
    },
  });

  const optimizer = select(words("training.optimizer"), (value) =>
    send({ setOptimizer: /** @type {OptimizerName} */ (value) }),
  );
  const momentum = field(words("training.momentum"), (value) => ({ setMomentum: value }));
  const nesterov = toggle(words("training.nesterov"), (on) => ({ setNesterov: on }));
  const schedule = select(words("training.schedule"), (value) =>
    send(scheduled({ schedule: /** @type {ScheduleName} */ (value) })),
  );
  const steps = field(words("training.steps"), (value) => scheduled({ steps: value }));
  const rate = field(words("training.rate"), (value) => scheduled({ rate: value }));
  const l1 = field(words("training.l1"), (value) => ({ setL1: value }));
  const l2 = field(words("training.l2"), (value) => ({ setL2: value }));
  const clip = field(words("training.clip"), (value) => ({ setClip: value }));
  const shuffle = toggle(words("training.shuffle"), (on) => ({ setShuffle: on }));

  panel.replaceChildren(
    ...[optimizer.row, momentum.row, nesterov.row],
    make("div", { class: "pop__group" }, schedule.row, steps.row, rate.row),
    make("div", { class: "pop__group" }, l1.row, l2.row, clip.row, wrong),
    make("div", { class: "pop__group" }, shuffle.row),
  );

  return {
    /** @param {Snapshot} snapshot */
    update({ training }) {
      now = training.settings;
      options(
        optimizer.box,
        OPTIMIZERS.map((value) => ({ value, label: words(`optimizer.${value}`) })),
        now.optimizer,
      );
      options(
        schedule.box,
        SCHEDULES.map((value) => ({ value, label: words(`schedule.${value}`) })),
        now.schedule,
      );
      momentum.update(now.momentum);
      flag(momentum.input, "disabled", !now.hasMomentum);
      nesterov.box.checked = now.nesterov && now.hasNesterov;
      flag(nesterov.box, "disabled", !now.hasNesterov);
      steps.update(now.decaySteps);
      flag(steps.row, "hidden", now.schedule === "constant");
      rate.update(now.decayRate);
      flag(rate.row, "hidden", now.schedule !== "exponential");
      l1.update(now.l1);
      l2.update(now.l2);
      clip.update(now.clip);
      shuffle.box.checked = now.shuffle;
    },
  };
}
