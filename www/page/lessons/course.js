// Applies the open lesson to the page: its start state, its few controls, its challenge. The module with the lessons (lessons.js)
// is loaded when a lesson is opened.

import { flag, make, part } from "../parts/dom.js";

/** @import { Display, Part, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Lesson } from "./lesson.js" */
/** @import { createSession } from "../session/session.js" */
/** @import { Page } from "../session/store.js" */
/** @typedef {Awaited<ReturnType<typeof import("./lessons.js").createLessons>>} Lessons */

/** The parts of a lesson that the compact view can show. */
const COMPACT = /** @type {(Part | "loss" | "newstart")[]} */ ([
  ...["lesson", "stage", "equation", "loss", "knobs", "train", "newstart"],
  ...["arrows", "best", "squares", "start", "nobias"],
]);

/**
 * Requests the first lesson's files early, while other files are loading. The lesson itself reports a failure.
 * @param {(path: string) => Promise<any>} readJson @param {(name: string) => Promise<Record<string, string>>} readWords
 */
export async function expectLesson(readJson, readWords) {
  const { lesson } = document.documentElement.dataset;
  if (lesson === undefined) return;
  const list = async () => {
    /** @type {{ name: string }[]} */
    const index = await readJson("lessons/index.json");
    if (index.some(({ name }) => name === lesson)) await readJson(`lessons/${lesson}.json`);
  };
  await Promise.all([import("./lessons.js"), readWords("lessons"), list()]).catch(() => {});
}

/**
 * @param {{
 *   page: Page, session: ReturnType<typeof createSession>, words: Words, format: Format,
 *   readJson: (path: string) => Promise<any>,
 *   readWords: (name: string) => Promise<Record<string, string>>,
 *   say: (sentence: string) => void,
 *   display: (next: Display) => void,
 *   opened: () => void,
 *   met: (name: string) => void,
 *   flush: () => void,
 * }} wiring `display` shows the page as a link asks; `opened` is called when another lesson is open, or none; `met` is called
 * when a challenge is met; `flush` writes the address
 */
export function createCourse(wiring) {
  const { page, session, display, opened, ...rest } = wiring;
  const root = document.documentElement;
  /** @type {Promise<Lessons> | undefined} */
  let loading;
  /** @type {Lessons | undefined} */
  let lessons;
  /** @type {Lesson | undefined} */
  let open;
  /** The knobs' values when the hint appeared. */
  let untouched = "";

  const ready = () => (loading ??= load());

  async function load() {
    const { createLessons } = await import("./lessons.js");
    lessons = await createLessons({ ...rest, start, leave, every, display: () => page.display });
    return lessons;
  }

  /** @param {unknown} error */
  function failed(error) {
    console.warn(error);
    loading = undefined;
    if (!open) flag(root, "data-lesson", false);
  }

  /** @param {string} name @param {Lesson} lesson */
  function start(name, lesson) {
    // A link that names state keeps it; a link that names only a lesson gets the lesson's state.
    if (page.display.bare) session.reopen(lesson.link);
    session.ask(lesson.challenge.asks);
    open = lesson;
    root.setAttribute("data-lesson", name);
    hint(lesson.hint === true);
    const { tab } = session.display();
    display({ ...page.display, lesson: name, tab: page.display.tab ?? tab, bare: false });
    opened();
  }

  /** Leaves the lesson: every control is shown, and the state stays. */
  function leave() {
    close();
    display({ ...page.display, lesson: null });
    opened();
  }

  function close() {
    lessons?.close();
    open = undefined;
    session.ask(null);
    flag(root, "data-lesson", false);
    hint(false);
  }

  /** Shows on the handles what they are for, until a person has turned one. @param {boolean} on */
  function hint(on) {
    const { w, b } = session.snapshot;
    untouched = on ? `${w.value} ${b.value}` : "";
    flag(root, "data-hint", on);
  }

  function every() {
    display(page.display);
  }

  part(document, "lessons", HTMLButtonElement).addEventListener("click", () => {
    ready().then((made) => made.toggleMenu(), failed);
  });

  // The terms in the page's own text become buttons only here: without scripts a button would do nothing.
  for (const word of document.querySelectorAll("[data-word]")) {
    if (!(word instanceof HTMLElement)) continue;
    const about = { "data-term": word.dataset.word ?? "", "aria-haspopup": "dialog" };
    word.replaceWith(
      make("button", { type: "button", class: `term-b ${word.className}`, ...about }, word.textContent ?? ""),
    );
  }
  document.addEventListener("click", ({ target }) => {
    const term = target instanceof Element && target.closest("[data-term]");
    if (term instanceof HTMLElement) ready().then((made) => made.explain(term), failed);
  });

  return {
    /**
     * The visible parts: those that the link lists, else those that the lesson lists, else all (null). A lesson can also list the
     * loss, New start and the notebook's tools. In a link these belong to the equation, training and the notebook.
     * @param {Display} next @returns {(Part | "loss" | "newstart" | "code")[] | null}
     */
    parts({ show, embed }) {
      if (show) return [...show, "loss", "newstart", "code"];
      const few = open?.show && !lessons?.every() ? /** @type {Part[]} */ (open.show) : null;
      if (!embed || !open) return few;
      // The compact view has room only for the lesson's text and the rig.
      return few ? few.filter((name) => COMPACT.includes(name)) : COMPACT;
    },
    /**
     * Opens the lesson that the link names, or the first lesson where the link is empty. The page is displayed with the lesson, or
     * once the lesson turns out to be missing.
     * @param {boolean} moved whether a person has just come from another view of the page
     */
    async begin(moved) {
      const { lesson, bare, embed, show, autoplay } = page.display;
      const first = bare && !embed && show === null && !autoplay;
      if (lesson === null && !first) {
        close();
        return display(page.display);
      }
      try {
        const made = await ready();
        if (await made.open(lesson ?? made.first, moved)) return;
        open = undefined;
        session.ask(null);
        flag(root, "data-lesson", false);
        page.display = { ...page.display, lesson: null };
      } catch (error) {
        failed(error);
      }
      display(page.display);
    },
    /** @param {Snapshot} snapshot */
    update(snapshot) {
      if (untouched && untouched !== `${snapshot.w.value} ${snapshot.b.value}`) hint(false);
      lessons?.update(snapshot);
    },
  };
}
