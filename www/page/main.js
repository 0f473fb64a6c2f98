// Wires the page: the commands to the session, the loop and the address. views.js wires the views.

import { createAddress } from "./session/address.js";
import { createAnnouncer } from "./words/announce.js";
import { readFonts, readPalette } from "./parts/canvas.js";
import { divergence } from "./rig/card.js";
import { createCourse } from "./lessons/course.js";
import { attribute, part } from "./parts/dom.js";
import { createFormat } from "./words/format.js";
import { createHost, hostState } from "./session/host.js";
import { createWords, say, standing } from "./words/i18n.js";
import { createLoop } from "./session/loop.js";
import { ANSWERING, createSession, MOVING, nameOf, RESTING } from "./session/session.js";
import { createStore, listed, marksOf, tabOf } from "./session/store.js";
import { createTheme } from "./top/theme.js";
import { createViews } from "./views.js";
import { createVisibility } from "./session/visibility.js";

/** @import { Command, Display, Tab } from "./session/two_knobs.d.ts" */
/** @import { Marks } from "./session/store.js" */
export { expectLesson } from "./lessons/course.js";

/** @param {import("./start/start.js").Wiring} wiring */
export async function createPage({ Lab, catalogue, readJson, readExtras, readWords, failed }) {
  const root = document.documentElement;
  const words = createWords(catalogue, root.lang);
  const format = createFormat(root.lang);
  const session = createSession(Lab, fault);
  const page = createStore(session.display());
  let palette = readPalette();
  const fonts = readFonts();

  // ---------- commands ----------
  /**
   * Carries out a command and shows the result. Returns the reason where it is refused, else null.
   * @param {Command} command @returns {string | null}
   */
  function send(command) {
    const refused = session.apply(command);
    if (refused) return say(words, refused, format.tick);
    const what = nameOf(command);
    if (RESTING.has(what)) rest();
    if (ANSWERING.has(what)) page.cardClosed = false;
    if (MOVING.has(what) && !page.playing) {
      draw();
      address.moving();
      return null;
    }
    show();
    address.changed();
    if (what === "step" && !ended()) announcer.progress(session.snapshot);
    return null;
  }

  /** Where training can't continue, says why. */
  function ended() {
    const { status } = session.snapshot.training;
    if (status !== "ready") host.stopped(status);
    return announcer.end(session.snapshot);
  }

  /** @param {boolean} on */
  function play(on) {
    page.playing = on;
    page.cardClosed = false;
    if (!on) rest();
    show();
    if (!on) announcer.progress(session.snapshot);
  }

  /** Stops training and releases the knobs. */
  function rest() {
    page.playing = false;
    hold("w", false);
    hold("b", false);
    address.changed();
  }

  /** While training runs, SGD does not change a knob that a person holds. @param {"w" | "b"} name @param {boolean} on */
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
    ...{ session, words, format, readJson, readWords, readExtras },
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
        page.display.show = listed(page.display.show, name, on);
        address.changed();
        show();
      },
      say: (/** @type {string} */ sentence) => announcer.say(sentence),
      now: () => ({ link: session.link(page.display), display: page.display, marks: page.marks }),
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

  /** The values that every view gets besides the snapshot. @returns {import("./session/store.js").View} */
  function seen() {
    const saying = standing(session.snapshot, words, format);
    return { ...page, palette, fonts, embed: page.display.embed, saying };
  }

  /** Draws and shows the snapshot. Drawing comes first, because drawing after a write forces the browser to lay out the page. */
  function draw() {
    views.draw(session.snapshot, seen());
    update();
    views.settle();
  }

  function update() {
    const { snapshot } = session;
    views.update(snapshot, seen());
    course.update(snapshot);
    host.changed();
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
      ended();
    },
    show(now) {
      if (stale) draw();
      else views.redraw();
      if (stale && page.playing) {
        announcer.sometimes(session.snapshot, now);
        address.training();
      }
      stale = false;
    },
  });

  const visibility = createVisibility({ changed: loop.seen, play: () => play(true) });
  const host = createHost({
    state: () => hostState(session.snapshot, session.link(page.display), page.playing),
    ...{ send, play, open },
    shown(link) {
      const { lesson } = page.display;
      display(session.displayOf(page.display, link));
      if (page.display.lesson !== lesson) void course.begin(true);
      address.changed();
    },
    refuse: (why) => words(`host.${why}`),
    slide: visibility.slide,
  });

  // ---------- the address ----------
  /** Opens a link, or without one the page's address. @param {string} [link] */
  function open(link) {
    rest();
    session.reopen(link);
    void begin(true);
  }

  const address = createAddress({
    link: () => session.link(page.display),
    open: () => open(),
    full: () => session.link({ ...page.display, embed: false, show: null, autoplay: false }),
  });

  const course = createCourse({
    ...{ page, session, display, words, format, readJson, readWords },
    ...{ say: announcer.say, met: host.challenge },
    ...{ flush: address.flush, opened: address.changed },
  });

  /** Shows the page as a link asks. @param {Display} next */
  function display(next) {
    page.display = next;
    const parts = course.parts(next);
    root.toggleAttribute("data-embed", next.embed);
    attribute(root, "data-show", parts && parts.join(" "));
    root.dispatchEvent(new Event("display"));
    page.marks = marksOf(page.marks, parts);
    theme.set(next.theme);
    views.openTab(tabOf(next.tab, parts), !next.embed && (parts?.includes("insight") ?? true));
    host.fit();
    show();
  }

  /** @param {boolean} moved whether a person has just come from another view of the page */
  async function begin(moved) {
    if (moved) display(session.display());
    else page.display = session.display();
    await course.begin(moved);
    for (const notice of session.snapshot.notices) announcer.say(say(words, notice, format.tick));
    visibility.autoplay(page.display.autoplay);
  }

  await begin(false);
  if (page.display.embed) address.offer();
  part(document, "controls", HTMLElement).inert = false;
  host.ready();
  views.begin();
}
