// Wires the page: commands to the lab, snapshots to the views. The only module that knows the others.

import { createAddress } from "./address.js";
import { createAnnouncer } from "./announce.js";
import { readFonts, readPalette } from "./canvas.js";
import { createCard, divergence } from "./card.js";
import { createCurve } from "./curve.js";
import { createData } from "./data.js";
import { disclose, part } from "./dom.js";
import { createEquation } from "./equation.js";
import { createFormat } from "./format.js";
import { createWords, isMessage, say } from "./i18n.js";
import { createKnob } from "./knob.js";
import { createLoop } from "./loop.js";
import { createModel } from "./model.js";
import { createNotices } from "./notices.js";
import { createRate } from "./rate.js";
import { createStage } from "./stage.js";
import { createStore } from "./store.js";
import { createTabs } from "./tabs.js";
import { createTheme } from "./theme.js";
import { createTrain } from "./train.js";

/** @import { Command, Picture, Snapshot } from "./two_knobs.d.ts" */

/** @param {{ Lab: typeof import("./two_knobs.d.ts").Lab, catalogue: Record<string, string>, failed: () => void }} wiring */
export function createPage({ Lab, catalogue, failed }) {
  const language = document.documentElement.lang;
  const words = createWords(catalogue, language);
  const format = createFormat(language);
  const root = document.documentElement;

  let lab = new Lab(location.search, location.hash);
  /** @type {Snapshot} */
  let snapshot = lab.snapshot();
  const page = createStore(lab.display());
  let palette = readPalette();
  let fonts = readFonts();

  // ---------- what can be asked ----------
  /**
   * Carries out a command and shows what came of it, or answers why it was refused.
   * @param {Command} command @returns {string | null}
   */
  function send(command) {
    try {
      snapshot = lab.apply(command);
    } catch (error) {
      if (!isMessage(error)) return fault(error);
      return say(words, error, format.tick);
    }
    const what = typeof command === "string" ? command : (Object.keys(command)[0] ?? "");
    if (["reset", "newStart", "setData"].includes(what)) rest();
    if (["step", "reset", "setLearningRate"].includes(what)) page.cardClosed = false;
    show();
    address.changed();
    if (what === "step") announceEnd() || announcer.say(lossNow());
    return null;
  }

  /** @param {boolean} on */
  function play(on) {
    page.playing = on;
    page.cardClosed = false;
    if (!on) rest();
    show();
    if (!on) announcer.say(lossNow());
  }

  /** Training stops; hands let go. */
  function rest() {
    page.playing = false;
    hold("w", false);
    hold("b", false);
    address.changed();
  }

  /** While training runs, SGD leaves out the knob that a hand is on. @param {"w" | "b"} name @param {boolean} on */
  function hold(name, on) {
    const held = on && page.playing;
    if (page.held[name] === held) return;
    page.held[name] = held;
    send({ hold: page.held });
  }

  /** @param {unknown} error @returns {string} */
  function fault(error) {
    page.playing = false;
    console.error(error);
    failed();
    return "";
  }

  // ---------- what is said aloud ----------
  const announcer = createAnnouncer(part(document, "announcer", HTMLElement));
  const lossNow = () =>
    words("say.loss", { epoch: format.count(snapshot.training.epoch), loss: format.small(snapshot.loss) });

  /** @returns {boolean} whether training has ended by itself */
  function announceEnd() {
    const { training } = snapshot;
    if (training.status === "ready") return false;
    if (training.status === "settled") announcer.say(`${words("say.settled")} ${lossNow()}`);
    else announcer.say(`${words("card.title")} ${divergence(training, words, format).join("")}`);
    return true;
  }

  // ---------- views ----------
  const rig = part(document, "rig", HTMLElement);
  const draw = (/** @type {HTMLCanvasElement} */ canvas, /** @type {Picture} */ picture) => {
    try {
      lab.draw(canvas, picture);
    } catch (error) {
      fault(error);
    }
  };
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
  ];
  createTabs(part(document, "tabs", HTMLElement));

  const read = part(document, "read", HTMLButtonElement);
  read.addEventListener("click", () => disclose(read, part(document, "story", HTMLElement)));

  /** The rate that the card offers, from the same start. @param {number} rate */
  function repair(rate) {
    send({ setLearningRate: rate });
    send("reset");
    part(rig, "go", HTMLButtonElement).focus();
  }

  function closeCard() {
    page.cardClosed = true;
    show();
    part(rig, "go", HTMLButtonElement).focus();
  }

  const theme = createTheme(part(document, "theme", HTMLButtonElement), {
    choose(next) {
      page.display.theme = next;
      theme.set(next);
      address.changed();
    },
    changed() {
      palette = readPalette();
      show();
    },
  });

  /** Shows the snapshot everywhere now; the drawings follow with the next frame. */
  function show() {
    update();
    loop.request();
  }

  function update() {
    const { embed } = page.display;
    const saying = snapshot.training.status === "settled" ? words("stage.settled") : "";
    /** @type {import("./store.js").View} */
    const seen = { ...page, palette, fonts, embed, saying };
    for (const view of views) view.update(snapshot, seen);
  }

  let stale = false;
  const loop = createLoop({
    pace: () => (page.playing ? snapshot.training.speed : null),
    advance(updates) {
      try {
        lab.advance(updates);
        snapshot = lab.snapshot();
        stale = true;
      } catch (error) {
        fault(error);
      }
      const { status } = snapshot.training;
      const held = page.held.w || page.held.b;
      if (status === "ready" || (status === "settled" && held)) return;
      rest();
      announceEnd();
    },
    show(now) {
      if (stale) update();
      if (stale && page.playing) announcer.sometimes(lossNow, now);
      stale = false;
      stage.paint();
      curve.paint();
    },
  });

  // ---------- the address ----------
  const openFull = part(rig, "open-full", HTMLAnchorElement);
  const address = createAddress({
    link: () => lab.link(page.display),
    open() {
      rest();
      lab.free();
      lab = new Lab(location.search, location.hash);
      snapshot = lab.snapshot();
      page.display = lab.display();
      begin();
    },
    written: linkFull,
  });

  function linkFull() {
    openFull.href = `${location.pathname}${lab.link({ ...page.display, embed: false })}`;
  }

  function begin() {
    root.toggleAttribute("data-embed", page.display.embed);
    theme.set(page.display.theme);
    for (const notice of snapshot.notices) announcer.say(say(words, notice, format.tick));
  }

  begin();
  linkFull();
  part(rig, "controls", HTMLElement).inert = false;
}
