// The lesson beside the rig: its text, a question to answer first, the challenge, and the links to the lessons before and after.

import { attribute, disclose, icon, make, part } from "../parts/dom.js";
import { rich } from "../words/rich.js";

/** @import { Challenge, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Key, Words } from "../words/i18n.js" */

/**
 * A lesson's file. A text is either a key of the catalogue or the text itself. docs/lessons.md explains each field.
 * @typedef {{
 *   text: Key, question: Key,
 *   answers: { text: Key, says: Key, right?: boolean }[],
 *   challenge: { text: Key, done: Key, asks: Challenge },
 *   link: string, show?: string[], hint?: boolean,
 * }} Lesson
 */
/** @typedef {{ name: string, title: string, href: string }} Way a link to another lesson */
/** @typedef {{ line: HTMLElement, update: (snapshot: Snapshot) => void }} Line the line of the challenge */

/**
 * @param {HTMLElement} section the lesson replaces its content @param {HTMLElement} end where a phone has the link to the next lesson
 * @param {{
 *   words: Words, answered: (answer: number) => void, leave: () => void,
 *   follow: (link: HTMLAnchorElement, name: string) => void,
 * }} wiring `follow` is called just before a link is followed
 */
export function createLesson(section, end, { words, answered, leave, follow }) {
  const later = make("p", { class: "later" }, words("lesson.later"));
  part(document, "go", HTMLElement).parentElement?.append(later);
  const failure = part(section, "failure", HTMLElement);
  const about = Array.from(section.childNodes).filter((node) => node !== failure);
  const first = make("footer", { class: "lesson__nav" });
  const last = make("footer", { class: "lesson__nav lesson__nav--end" });
  /** @type {{ line: Line, title: HTMLElement } | undefined} */
  let shown;

  /** The question and, after the answer, its explanation. @param {Lesson} lesson @param {number | undefined} given */
  function predict(lesson, given) {
    const place = make("div", { class: "predict" });
    /** @param {number} index @param {boolean} now */
    function tell(index, now) {
      const answer = lesson.answers[index];
      if (!answer) return;
      const said = words("lesson.said", { answer: words(answer.text) });
      const verdict = words(answer.right ? "lesson.right" : "lesson.wrong");
      const says = make(
        "span",
        {},
        make("b", {}, ...rich(said)),
        ` ${verdict} `,
        ...rich(words(answer.says)),
      );
      const line = make("p", { class: "predict__said", tabindex: "-1" }, icon("tick"), says);
      line.classList.toggle("is-off", !answer.right);
      place.replaceChildren(line);
      if (!now) return;
      answered(index);
      line.focus();
    }
    const choices = lesson.answers.map((answer, index) => {
      const choice = make("button", { class: "choice", type: "button" }, ...rich(words(answer.text)));
      choice.addEventListener("click", () => tell(index, true));
      return choice;
    });
    const ask = make("b", {}, words("lesson.predict"));
    const legend = make("legend", {}, ask, " ", ...rich(words(lesson.question)));
    place.append(make("fieldset", {}, legend, make("div", { class: "choices" }, ...choices)));
    if (given !== undefined) tell(given, false);
    return place;
  }

  /** @param {Way | undefined} back @param {Way | undefined} on */
  function ways(back, on) {
    /** @param {Way} way @param {string} style @param {(Node | string)[]} content */
    const link = (way, style, ...content) => {
      const node = /** @type {HTMLAnchorElement} */ (
        make("a", { class: `btn ${style}`, href: way.href }, ...content)
      );
      node.addEventListener("click", () => follow(node, way.name));
      return node;
    };
    const label = (/** @type {string} */ said) => make("span", {}, said);
    /** The words of the link to the next lesson: long, and short enough for a phone, where they stand beside "Done". @param {string} said @param {string} short */
    const onward = (said, short) => [
      make("span", { class: "lesson__long" }, said),
      make("span", { class: "lesson__short", "aria-hidden": "true" }, short),
      icon("on"),
    ];
    let before = /** @type {HTMLElement} */ (label(""));
    if (back) {
      before = link(back, "btn--quiet", icon("back"), label(words("lesson.back")));
      attribute(before, "title", back.title);
    }
    const next = on && words("lesson.next", { title: on.title });
    if (on && next) {
      const way = link(on, "btn--line", ...onward(next, words("lesson.nextShort")));
      attribute(way, "aria-label", next);
      return [before, way];
    }
    const finish = words("lesson.finish");
    const out = make(
      "button",
      { class: "btn btn--line", type: "button", "aria-label": finish },
      ...onward(finish, words("lesson.finishShort")),
    );
    out.addEventListener("click", leave);
    return [before, out];
  }

  /** @param {boolean} on whether the challenge is met */
  function met(on) {
    for (const node of [section, last]) node.classList.toggle("is-met", on);
  }

  function close() {
    shown = undefined;
    met(false);
    last.remove();
    section.replaceChildren(...about, failure);
  }

  return {
    /**
     * @param {string} name @param {Lesson} lesson
     * @param {{ back: Way | undefined, on: Way | undefined, answer: number | undefined, line: Line }} about
     */
    show(name, lesson, { back, on, answer, line }) {
      const title = make("h1", { id: "title", tabindex: "-1" }, name);
      const text = make("p", { class: "lesson__text" }, ...rich(words(lesson.text)));
      const story = make("div", { class: "lesson__body", id: "story" }, text, predict(lesson, answer));
      const arrow = icon("chevron");
      const read = make(
        "button",
        { class: "btn btn--quiet lesson__read", type: "button", "aria-controls": "story" },
        make("span", {}, words("lesson.read")),
        arrow,
      );
      disclose(read, story, false);
      read.addEventListener("click", () => disclose(read, story));
      met(false);
      first.replaceChildren(...ways(back, on));
      last.replaceChildren(...ways(back, on));
      section.replaceChildren(title, read, story, line.line, first, failure);
      end.append(last);
      shown = { line, title };
    },
    /** Makes the link to the next lesson stand out once the challenge is met; on a phone it moves beside the challenge. */
    done() {
      met(true);
      for (const nav of [first, last]) nav.lastElementChild?.classList.replace("btn--line", "btn--ink");
    },
    /** Says why there is no lesson. @param {string} why */
    miss(why) {
      close();
      section.append(make("p", { class: "lesson__text", role: "alert" }, why));
    },
    close,
    focus: () => shown?.title.focus(),
    /** @param {Snapshot} snapshot */
    update: (snapshot) => shown?.line.update(snapshot),
  };
}
