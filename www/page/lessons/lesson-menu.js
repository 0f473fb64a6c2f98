// The lessons in the header: the open lesson, a mark for each lesson, the list of lessons, and the switch that shows every control.

import { attribute, flag, icon, make, part, text } from "../parts/dom.js";
import { beside, createPopup } from "../parts/popup.js";

/** @import { Words } from "../words/i18n.js" */
/** @import { Way } from "./lesson.js" */

/**
 * @param {HTMLElement} nav
 * @param {{
 *   words: Words, ways: Way[],
 *   follow: (link: HTMLAnchorElement, name: string) => void,
 *   every: (on: boolean) => void,
 * }} wiring `follow` is called just before a link is followed
 */
export function createLessonMenu(nav, { words, ways, follow, every }) {
  const button = part(nav, "lessons", HTMLButtonElement);
  const now = part(nav, "lessons-now", HTMLElement);
  const pips = part(nav, "pips", HTMLElement);
  const panel = part(nav, "lesson-list", HTMLElement);
  const popup = createPopup(panel, { spot: beside("start") });

  const rows = ways.map(({ name, title, href }, index) => {
    const number = make("span", { class: "pop__n" }, String(index + 1));
    const label = make("span", {}, title);
    const link = /** @type {HTMLAnchorElement} */ (make("a", { class: "pop__i", href }, number, label));
    // Only for pointers: the list has the same links for keyboards and screen readers.
    const pip = /** @type {HTMLAnchorElement} */ (
      make("a", { href, tabindex: "-1", title: `${index + 1}. ${title}` })
    );
    for (const way of [link, pip]) {
      way.addEventListener("click", () => {
        follow(way, name);
        popup.close();
      });
    }
    return { name, title, link, label, pip, item: make("li", { class: "pip" }, pip) };
  });
  pips.replaceChildren(...rows.map(({ item }) => item));

  const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", role: "switch" }));
  box.addEventListener("change", () => every(box.checked));
  const all = make(
    "label",
    { class: "switch pop__all" },
    box,
    make("i", { "aria-hidden": "true" }),
    make("span", {}, words("lessons.every")),
  );
  panel.replaceChildren(make("ol", {}, ...rows.map(({ link }) => make("li", {}, link))), all);

  return {
    toggle: () => (popup.isOpen() ? popup.close() : popup.open(button, button)),
    /** @param {{ current: string | null, done: string[], every: boolean }} state */
    update({ current, done, every: shown }) {
      const at = rows.findIndex(({ name }) => name === current);
      const number = make(
        "span",
        { class: "lessons__n" },
        make("b", {}, String(at + 1)),
        " ",
        words("lessons.of", { count: rows.length }),
      );
      if (at >= 0)
        now.replaceChildren(make("span", { class: "lessons__t" }, words("lessons.word")), " ", number);
      else text(now, words("lessons.name"));
      flag(pips, "hidden", at < 0);
      box.checked = shown;
      rows.forEach(({ name, title, link, label, item }, index) => {
        const [is, was] = [index === at, done.includes(name)];
        item.className = is ? "pip is-now" : was ? "pip is-done" : "pip";
        link.classList.toggle("is-now", is);
        attribute(link, "aria-current", is ? "page" : null);
        attribute(link, "aria-label", `${index + 1} ${was ? words("lessons.done", { title }) : title}`);
        text(label, title);
        if (was && !link.querySelector(".i")) link.append(icon("tick"));
      });
    },
  };
}
