// What the open lesson does to the page: its state, its few controls, its challenge. The lessons themselves (lessons.js) arrive
// when one is opened.

import { flag, make, part } from "../parts/dom.js";

/** @import { Display, Part, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Lesson } from "./lesson.js" */
/** @import { createSession } from "../session/session.js" */
/** @import { Page } from "../session/store.js" */
/** @typedef {Awaited<ReturnType<typeof import("./lessons.js").createLessons>>} Lessons */

/** What the compact view can show of a lesson. */
const COMPACT = /** @type {(Part | "loss" | "newstart")[]} */ ([
  ...["lesson", "stage", "equation", "loss", "knobs", "train", "newstart"],
  ...["arrows", "best", "squares", "start", "nobias"],
]);

/**
 * Asks for what the first lesson needs while other things arrive; what comes of it, the lesson sees.
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
 * }} wiring `display` makes the page as a link wants it, `opened` hears that there is another lesson, or none, `met` of a
 * challenge met; `flush` writes the address
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
  /** Where the knobs stand while a hint is shown. */
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
    // A link that names state has it; a link that names a lesson only has the lesson's.
    if (page.display.bare) session.reopen(lesson.link);
    session.ask(lesson.challenge.asks);
    open = lesson;
    root.setAttribute("data-lesson", name);
    hint(lesson.hint === true);
    const { tab } = session.display();
    display({ ...page.display, lesson: name, tab: page.display.tab ?? tab, bare: false });
    opened();
  }

  /** Goes on with every control where the lesson stood. */
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

  /** The handles show what they are for, until a hand has turned one. @param {boolean} on */
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

  // The terms of the page's own text: without scripts they are words, for nothing would answer a button.
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
     * What is visible: as the link lists it, else as the lesson does, else (null) everything. A lesson lists a little more than
     * a link can: the loss, New start and the notebook's tools, which a link has with the equation, training and the notebook.
     * @param {Display} next @returns {(Part | "loss" | "newstart" | "code")[] | null}
     */
    parts({ show, embed }) {
      if (show) return [...show, "loss", "newstart", "code"];
      const few = open?.show && !lessons?.every() ? /** @type {Part[]} */ (open.show) : null;
      if (!embed || !open) return few;
      // The compact view has room for a lesson's text and the rig.
      return few ? few.filter((name) => COMPACT.includes(name)) : COMPACT;
    },
    /**
     * Opens the lesson that the link names, or the first where it names nothing at all. The page is displayed with the lesson, or when
     * it is known that there is none.
     * @param {boolean} moved whether a person has just come here from another view
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
