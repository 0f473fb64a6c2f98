// Wires the lessons: reads their files, shows one, keeps progress. Loaded with the first lesson or when the menu first opens.

import { createChallenge } from "./challenge.js";
import { part } from "../parts/dom.js";
import { createLessonMenu } from "./lesson-menu.js";
import { createLesson } from "./lesson.js";
import { keepProgress, readProgress } from "./storage.js";
import { createTerms } from "./terms.js";

/** @import { Display, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Key, Words } from "../words/i18n.js" */
/** @import { Lesson, Way } from "./lesson.js" */

/**
 * @param {{
 *   words: Words, format: Format,
 *   readJson: (path: string) => Promise<any>,
 *   readWords: (name: string) => Promise<Record<string, string>>,
 *   say: (sentence: string) => void,
 *   start: (name: string, lesson: Lesson) => void,
 *   leave: () => void,
 *   every: (on: boolean) => void,
 *   met: (name: string) => void,
 *   flush: () => void,
 *   display: () => Display,
 * }} wiring `start` shows the page as a lesson asks, `leave` goes on without a lesson, `met` is called for each challenge met,
 * `flush` writes the address
 */
export async function createLessons({
  words,
  format,
  readJson,
  readWords,
  say,
  start,
  leave,
  every,
  met,
  flush,
  display,
}) {
  const [index, texts] = /** @type {[{ name: string, title: Key }[], Record<string, string>]} */ (
    await Promise.all([readJson("lessons/index.json"), readWords("lessons")])
  );
  words.add(texts);
  /** @type {Map<string, Lesson>} */
  const read = new Map();
  const progress = readProgress();
  /** @type {string | null} */
  let current = null;
  let asked = 0;

  /** A lesson's address, with the present theme and language. @param {string} name */
  function href(name) {
    const { theme, lang } = display();
    return `#${[`lesson=${name}`, ...(theme === "auto" ? [] : [`theme=${theme}`]), ...(lang ? [`lang=${lang}`] : [])].join("&")}`;
  }
  /** Called just before a link is followed. @param {HTMLAnchorElement} link @param {string} name */
  function follow(link, name) {
    flush();
    link.href = href(name);
  }
  /** @param {number} at @returns {Way | undefined} */
  const way = (at) =>
    index[at] && { name: index[at].name, title: words(index[at].title), href: href(index[at].name) };

  const view = createLesson(part(document, "lesson", HTMLElement), part(document, "main", HTMLElement), {
    words,
    leave,
    follow,
    answered(answer) {
      if (current === null) return;
      progress.answers[current] = answer;
      keepProgress(progress);
    },
  });
  const menu = createLessonMenu(part(document, "lessons-nav", HTMLElement), {
    words,
    ways: index.flatMap((_, at) => way(at) ?? []),
    follow,
    every(on) {
      progress.every = on;
      keepProgress(progress);
      every(on);
      list();
    },
  });

  function list() {
    menu.update({ current, ...progress });
  }

  /** @param {string} name @returns {Promise<Lesson | string>} the lesson, or the sentence that says why it is missing */
  async function load(name) {
    if (!index.some((entry) => entry.name === name)) return words("lesson.unknown");
    try {
      const lesson = read.get(name) ?? /** @type {Lesson} */ (await readJson(`lessons/${name}.json`));
      read.set(name, lesson);
      return lesson;
    } catch (error) {
      console.warn(error);
      return words("lesson.missing");
    }
  }

  /** @param {string} name */
  function done(name) {
    view.done();
    if (!progress.done.includes(name)) progress.done.push(name);
    keepProgress(progress);
    list();
    met(name);
  }

  list();
  return {
    first: index[0]?.name ?? "",
    /** Whether every control is shown whatever the lesson. */
    every: () => progress.every,
    /**
     * Opens a lesson; returns false where no lesson has this name.
     * @param {string} name @param {boolean} moved whether a person has just come from another view of the page
     */
    async open(name, moved) {
      asked += 1;
      const turn = asked;
      const lesson = await load(name);
      if (turn !== asked) return true;
      if (typeof lesson === "string") {
        current = null;
        list();
        view.miss(lesson);
        say(lesson);
        return false;
      }
      current = name;
      const at = index.findIndex((entry) => entry.name === name);
      const line = createChallenge(lesson, { words, format, say, met: () => done(name) });
      view.show(words(index[at]?.title ?? name), lesson, {
        back: way(at - 1),
        on: way(at + 1),
        answer: progress.answers[name],
        line,
      });
      list();
      start(name, lesson);
      // Where the host opens another link, the frame must not take the focus.
      if (moved && (window.parent === window || document.hasFocus())) view.focus();
      return true;
    },
    close() {
      asked += 1;
      current = null;
      view.close();
      list();
    },
    toggleMenu: menu.toggle,
    explain: createTerms({ words }).toggle,
    /** @param {Snapshot} snapshot */
    update: (snapshot) => view.update(snapshot),
  };
}
