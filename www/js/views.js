// Wires the views: each is handed the session's snapshots and the hands that it may use.

import { createCard } from "./card.js";
import { createCurve } from "./curve.js";
import { createData } from "./data.js";
import { disclose, part } from "./dom.js";
import { createEquation } from "./equation.js";
import { createKnob } from "./knob.js";
import { createModel } from "./model.js";
import { createNotices } from "./notices.js";
import { createPanes } from "./panes.js";
import { createRate } from "./rate.js";
import { createStage } from "./stage.js";
import { createTrain } from "./train.js";

/** @import { Command, Snapshot, Tab } from "./two_knobs.d.ts" */
/** @import { Format } from "./format.js" */
/** @import { Words } from "./i18n.js" */
/** @import { Pane } from "./panes.js" */
/** @import { createSession } from "./session.js" */
/** @import { Inside, View } from "./store.js" */

/**
 * @typedef {{
 *   send: (command: Command) => string | null,
 *   play: (on: boolean) => void,
 *   hold: (name: "w" | "b", on: boolean) => void,
 *   closeCard: () => void,
 *   choseTab: (tab: Tab) => void,
 * }} Hands `send` answers why a command was refused, or null
 */

/**
 * @param {{
 *   session: ReturnType<typeof createSession>, words: Words, format: Format,
 *   readWords: (name: string) => Promise<Record<string, string>>, hands: Hands,
 * }} wiring
 */
export function createViews({ session, words, format, readWords, hands }) {
  const { draw } = session;
  const { send, play, hold } = hands;
  const rig = part(document, "rig", HTMLElement);
  const stage = createStage(part(rig, "stage", HTMLElement), { words, format, draw });
  const curve = createCurve(document, { words, format, draw });
  /** @param {"w" | "b"} name @param {(value: number) => Command} turn */
  const knob = (name, turn) =>
    createKnob(part(rig, `knob-${name}`, HTMLElement), name, {
      words,
      format,
      set: (value) => send(turn(value)),
      hold: (on) => hold(name, on),
    });

  /** Words that only panes use. @type {Promise<void> | undefined} */
  let more;
  /** @type {Inside} */
  const inside = { words, format, send, hold, draw, table: session.table, step: session.step };
  /**
   * A pane's content, from its module.
   * @param {HTMLElement} pane
   * @param {Promise<{ createPane: (root: HTMLElement, inside: Inside) => Pane }>} module
   */
  async function open(pane, module) {
    more ??= readWords("more").then(words.add);
    const [{ createPane }] = await Promise.all([module, more]);
    return createPane(pane, inside);
  }
  const panes = createPanes(part(document, "look", HTMLElement), {
    words,
    load: {
      "loss-map": (pane) => open(pane, import("./map.js")),
      "one-step": (pane) => open(pane, import("./one-step.js")),
      numbers: (pane) => open(pane, import("./numbers.js")),
    },
    chosen: hands.choseTab,
  });

  const views = [
    createData(part(rig, "data", HTMLSelectElement), {
      words,
      choose: (name) => send({ setData: name }),
    }),
    knob("w", (value) => ({ setWeight: value })),
    knob("b", (value) => ({ setBias: value })),
    createModel(rig, { words, format }),
    createEquation(rig, { words, format }),
    createTrain(rig, { words, format, send, play }),
    createRate(part(rig, "rate", HTMLElement), {
      words,
      format,
      set: (value) => send({ setLearningRate: value }),
    }),
    createCard(part(rig, "card", HTMLElement), { words, format, repair, close: closeCard }),
    createNotices(part(rig, "notices", HTMLElement), {
      words,
      format,
      dismiss: () => send("dismissNotices"),
    }),
    stage,
    curve,
    panes,
  ];

  const read = part(document, "read", HTMLButtonElement);
  read.addEventListener("click", () => disclose(read, part(document, "story", HTMLElement)));

  /** The rate that the card offers, from the same start. @param {number} rate */
  function repair(rate) {
    send({ setLearningRate: rate });
    send("reset");
    part(rig, "go", HTMLButtonElement).focus();
  }

  function closeCard() {
    hands.closeCard();
    part(rig, "go", HTMLButtonElement).focus();
  }

  return {
    openTab: panes.select,
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      for (const view of views) view.update(snapshot, page);
    },
    paint() {
      stage.paint();
      curve.paint();
      panes.paint();
    },
  };
}
