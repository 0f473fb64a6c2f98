// Wires the views: gives each view the session's snapshots and the functions that it may call.

import { createCard } from "./rig/card.js";
import { createCurve } from "./look/curve.js";
import { createData } from "./rig/data.js";
import { disclose, part, styles } from "./parts/dom.js";
import { download } from "./parts/download.js";
import { createEquation } from "./rig/equation.js";
import { createHandles } from "./rig/handles.js";
import { createKnob } from "./rig/knob.js";
import { createModel } from "./rig/model.js";
import { createNotices } from "./rig/notices.js";
import { createPanes } from "./look/panes.js";
import { createPoints } from "./rig/points.js";
import { createRate } from "./rig/rate.js";
import { createRuns } from "./look/runs.js";
import { createStage } from "./rig/stage.js";
import { createStory } from "./lessons/story.js";
import { createTools } from "./rig/tools.js";
import { createTrain } from "./rig/train.js";

/** @import { Command, Display, Snapshot, Tab } from "./session/two_knobs.d.ts" */
/** @import { Format } from "./words/format.js" */
/** @import { Words } from "./words/i18n.js" */
/** @import { createSession } from "./session/session.js" */
/** @import { Extras, Inside, Marks, View } from "./session/store.js" */

/**
 * @typedef {{
 *   send: (command: Command) => string | null,
 *   play: (on: boolean) => void,
 *   hold: (name: "w" | "b", on: boolean) => void,
 *   closeCard: () => void,
 *   choseTab: (tab: Tab) => void,
 *   mark: (name: keyof Marks, on: boolean) => void,
 *   say: (sentence: string) => void,
 *   now: () => { link: string, display: Display, marks: Marks },
 * }} Hands the functions that views may call; `send` returns why a command was refused, or null
 */

/**
 * @param {{
 *   session: ReturnType<typeof createSession>, words: Words, format: Format,
 *   readJson: (path: string) => Promise<any>,
 *   readWords: (name: string) => Promise<Record<string, string>>,
 *   readExtras: () => Promise<Extras>, hands: Hands,
 * }} wiring
 */
export function createViews({ session, words, format, readJson, readWords, readExtras, hands }) {
  const { choices, draw } = session;
  const { send, play, hold } = hands;
  const rig = part(document, "rig", HTMLElement);
  const stageRoot = part(rig, "stage", HTMLElement);
  const handles = createHandles(stageRoot, { words, format, send, hold });
  const points = createPoints(stageRoot, { words, format, send, table: session.table, say: hands.say });
  const stage = createStage(stageRoot, {
    words,
    format,
    draw,
    network: (/** @type {HTMLElement} */ box) => open(box, import("./rig/network.js")),
    lay(places, plot) {
      handles.lay(places, plot);
      points.lay(plot);
    },
  });
  const save = (/** @type {string} */ name) =>
    download(name, new Blob([session.file(name)], { type: "text/csv" }));
  const curve = createCurve(document, { words, format, draw, send, save });
  /** @param {"w" | "b"} name @param {(value: number) => Command} put */
  const knob = (name, put) =>
    createKnob(part(rig, `knob-${name}`, HTMLElement), name, {
      words,
      format,
      set: (value) => send(put(value)),
      turn: (steps) => send({ turn: { knob: name, steps, from: null } }),
      hold: (on) => hold(name, on),
      freeze(on) {
        const { w, b } = session.snapshot;
        send({ freeze: { w: w.frozen, b: b.frozen, [name]: on } });
      },
    });

  /** The sentences that only panes use. @type {Promise<void> | undefined} */
  let more;
  const moreWords = () => (more ??= readWords("more").then(words.add));
  /** The second WebAssembly; requested again after a failure. @type {Promise<Extras> | undefined} */
  let extras;
  const moreRust = () => {
    extras ??= readExtras();
    extras.catch(() => (extras = undefined));
    return extras;
  };
  /** @type {Inside} */
  const inside = {
    ...{ words, format, send, hold, draw, table: session.table, step: session.step, save },
    ...{ extras: moreRust, link: () => hands.now().link, trained: session.trained, say: hands.say },
  };
  /**
   * Makes a pane's content, with the pane's module. @template P @param {HTMLElement} pane
   * @param {Promise<{ createPane: (root: HTMLElement, inside: Inside) => P | Promise<P> }>} module
   */
  async function open(pane, module) {
    const [{ createPane }] = await Promise.all([module, moreWords()]);
    return createPane(pane, inside);
  }
  /** Makes the training settings. @param {HTMLElement} panel */
  const fill = (panel) => open(panel, import("./rig/training.js"));
  const panes = createPanes(part(document, "look", HTMLElement), {
    words,
    load: {
      notebook: (pane) => open(pane, import("./notebook/notebook.js")),
      "loss-map": (pane) => open(pane, import("./look/map.js")),
      "one-step": (pane) => open(pane, import("./look/one-step.js")),
      numbers: (pane) => open(pane, import("./look/numbers.js")),
    },
    chosen: hands.choseTab,
  });

  const views = [
    createData(part(rig, "data", HTMLSelectElement), {
      words,
      choices,
      choose: (name) => send({ setData: name }),
    }),
    knob("w", (value) => ({ setWeight: value })),
    knob("b", (value) => ({ setBias: value })),
    createModel(rig, { words, format, send, moreWords }),
    createEquation(rig, { words, format, choices, send, moreWords }),
    createTrain(rig, { words, format, send, play, fill }),
    createRate(part(rig, "rate", HTMLElement), {
      words,
      format,
      set: (value) => send({ setLearningRate: value }),
      settle: () => send("settle"),
    }),
    createCard(part(rig, "card", HTMLElement), { words, format, repair, scale, close: closeCard }),
    createNotices(part(rig, "notices", HTMLElement), {
      words,
      format,
      dismiss: () => send("dismissNotices"),
    }),
    createStory({ words }),
    createTools(rig, {
      send,
      async fill(panel) {
        await moreWords();
        const [{ createMenu }, { savePicture }] = await Promise.all([
          import("./rig/menu.js"),
          import("./rig/save.js"),
        ]);
        const save = savePicture(draw, stage);
        return createMenu(panel, { words, format, send, mark: hands.mark, save });
      },
    }),
    handles,
    points,
    stage,
    curve,
    createRuns(part(document, "runs", HTMLElement), { words, format }),
    panes,
  ];

  /** The share dialog, loaded when it is first opened. @type {Promise<{ open: () => void }> | undefined} */
  let dialog;
  part(document, "share", HTMLButtonElement).addEventListener("click", () => {
    dialog ??= share();
    dialog.then(
      (made) => made.open(),
      (error) => {
        console.warn(error);
        dialog = undefined;
      },
    );
  });
  async function share() {
    const [{ createShare }, { createCode }, snippets, lessons] = await Promise.all([
      import("./share/share.js"),
      import("./share/share-code.js"),
      import("./share/snippets.js"),
      readJson("lessons/index.json"),
      readWords("lessons").then(words.add),
      styles("share/share.css"),
      moreWords(),
    ]);
    const code = createCode({ words, forms: snippets.FORMS });
    const root = part(document, "share-dialog", HTMLDialogElement);
    const { scratch } = session;
    return createShare(root, { words, format, snippets, code, lessons, scratch, now: hands.now });
  }

  const read = part(document, "read", HTMLButtonElement);
  read.addEventListener("click", () => disclose(read, part(document, "story", HTMLElement)));

  /** Trains from the same start with the rate that the card offers. @param {number} rate */
  function repair(rate) {
    send({ setLearningRate: rate });
    send("reset");
    part(rig, "go", HTMLButtonElement).focus();
  }

  /** Trains with scaled inputs from the same start, which converges. */
  function scale() {
    // Reset comes first: the diverged weights may be too large for scaled inputs.
    send("reset");
    send({ setScale: true });
    part(rig, "go", HTMLButtonElement).focus();
  }

  const noBias = part(rig, "no-bias", HTMLInputElement);
  noBias.addEventListener("change", () => send({ setNoBias: noBias.checked }));

  function closeCard() {
    hands.closeCard();
    part(rig, "go", HTMLButtonElement).focus();
  }

  return {
    openTab: panes.select,
    /** Starts the panes, once the rig works. */
    begin: panes.begin,
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      noBias.checked = !snapshot.model.useBias;
      for (const view of views) view.update(snapshot, page);
    },
    /** Draws again after a change of size, of colours, or of a mark. */
    redraw() {
      this.paint();
      this.settle();
    },
    /** Draws a snapshot before anything is written to the page: see stage.settle. @param {Snapshot} snapshot @param {View} page */
    draw(snapshot, page) {
      stage.take(snapshot, page);
      curve.take(snapshot, page);
      this.paint();
    },
    paint() {
      stage.paint();
      curve.paint();
    },
    /** Does the work of a frame that comes after drawing and writing. */
    settle() {
      panes.paint();
      stage.settle();
    },
  };
}
