// Wires the page: what can be asked of the session, the loop, the address. What is seen, views.js wires.

import { createAddress } from "./address.js";
import { createAnnouncer } from "./announce.js";
import { readFonts, readPalette } from "./canvas.js";
import { divergence } from "./card.js";
import { part } from "./dom.js";
import { createFormat } from "./format.js";
import { createWords, say } from "./i18n.js";
import { createLoop } from "./loop.js";
import { createSession } from "./session.js";
import { createStore } from "./store.js";
import { createTheme } from "./theme.js";
import { createViews } from "./views.js";

/** @import { Command, Tab } from "./two_knobs.d.ts" */
/** @import { Marks } from "./store.js" */

/** Commands after which training rests. */
const RESTING = ["reset", "newStart", "setData", "set", "pastePoints", "undo", "redo"];

/**
 * @param {{
 *   Lab: typeof import("./two_knobs.d.ts").Lab, catalogue: Record<string, string>,
 *   readWords: (name: string) => Promise<Record<string, string>>, failed: () => void,
 * }} wiring
 */
export function createPage({ Lab, catalogue, readWords, failed }) {
  const language = document.documentElement.lang;
  const words = createWords(catalogue, language);
  const format = createFormat(language);
  const root = document.documentElement;

  const session = createSession(Lab, fault);
  const page = createStore(session.display());
  let palette = readPalette();
  const fonts = readFonts();

  // ---------- what can be asked ----------
  /**
   * Carries out a command and shows what came of it, or answers why it was refused.
   * @param {Command} command @returns {string | null}
   */
  function send(command) {
    const refused = session.apply(command);
    if (refused) return say(words, refused, format.tick);
    const what = typeof command === "string" ? command : (Object.keys(command)[0] ?? "");
    if (RESTING.includes(what)) rest();
    if (["step", "reset", "setLearningRate", "setScale"].includes(what)) page.cardClosed = false;
    show();
    address.changed();
    if (what === "step") announcer.end(session.snapshot) || announcer.progress(session.snapshot);
    return null;
  }

  /** @param {boolean} on */
  function play(on) {
    page.playing = on;
    page.cardClosed = false;
    if (!on) rest();
    show();
    if (!on) announcer.progress(session.snapshot);
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
    if (!on) session.apply("settle");
    if (page.held[name] === held) return;
    page.held[name] = held;
    send({ hold: page.held });
  }

  /** @param {unknown} error */
  function fault(error) {
    page.playing = false;
    console.error(error);
    failed();
  }

  const announcer = createAnnouncer(part(document, "announcer", HTMLElement), {
    words,
    format,
    diverged: (training) => divergence(training, words, format).join(""),
  });
  const views = createViews({
    session,
    words,
    format,
    readWords,
    hands: {
      send,
      play,
      hold,
      closeCard() {
        page.cardClosed = true;
        show();
      },
      mark(/** @type {keyof Marks} */ name, /** @type {boolean} */ on) {
        page.marks = { ...page.marks, [name]: on };
        show();
      },
      say: (/** @type {string} */ sentence) => announcer.say(sentence),
      choseTab(/** @type {Tab} */ tab) {
        page.display.tab = tab;
        address.changed();
      },
    },
  });

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
    const { snapshot } = session;
    const { status } = snapshot.training;
    const saying = status === "settled" || status === "target" ? words(`stage.${status}`) : "";
    /** @type {import("./store.js").View} */
    const seen = { ...page, palette, fonts, embed: page.display.embed, saying };
    views.update(snapshot, seen);
  }

  let stale = false;
  const loop = createLoop({
    pace: () => (page.playing ? session.snapshot.training.speed : null),
    advance(updates) {
      session.advance(updates);
      stale = true;
      const { status } = session.snapshot.training;
      const held = page.held.w || page.held.b;
      if (status === "ready" || (status === "settled" && held)) return;
      rest();
      announcer.end(session.snapshot);
    },
    show(now) {
      if (stale) update();
      if (stale && page.playing) announcer.sometimes(session.snapshot, now);
      stale = false;
      views.paint();
    },
  });

  // ---------- the address ----------
  const openFull = part(document, "open-full", HTMLAnchorElement);
  const address = createAddress({
    link: () => session.link(page.display),
    open() {
      rest();
      session.reopen();
      page.display = session.display();
      begin();
    },
    written: linkFull,
  });

  function linkFull() {
    openFull.href = `${location.pathname}${session.link({ ...page.display, embed: false })}`;
  }

  function begin() {
    root.toggleAttribute("data-embed", page.display.embed);
    theme.set(page.display.theme);
    views.openTab(page.display.tab ?? "loss-curve");
    for (const notice of session.snapshot.notices) announcer.say(say(words, notice, format.tick));
  }

  begin();
  linkFull();
  part(document, "controls", HTMLElement).inert = false;
}
