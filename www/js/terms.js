// What a word means: clicking a marked term opens two sentences beside it, with the name that Keras has for it.

import { make } from "./dom.js";
import { plain, rich } from "./rich.js";

/** @import { Words } from "./i18n.js" */

/** Pixels between the term and its explanation, and from there to the window's edge. */
const GAP = 8;

/** @param {{ words: Words }} wiring */
export function createTerms({ words }) {
  const card = make("div", { class: "gloss", role: "dialog", tabindex: "-1", hidden: "" });
  /** @type {HTMLElement | null} */
  let from = null;

  /** @param {boolean} back whether the keyboard goes back to the term */
  function close(back) {
    if (card.hidden) return;
    card.hidden = true;
    from?.setAttribute("aria-expanded", "false");
    if (back) from?.focus();
    from = null;
  }

  /** Below the term, or above it where there is no room; within the window. @param {HTMLElement} button */
  function place(button) {
    const term = button.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.min(Math.max(GAP, term.left), Math.max(GAP, clientWidth - width - GAP));
    const below = term.bottom + GAP;
    const top = below + height > clientHeight - GAP ? Math.max(GAP, term.top - height - GAP) : below;
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
  }

  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(true);
  });
  card.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !card.contains(relatedTarget)) close(false);
  });
  addEventListener("pointerdown", ({ target }) => {
    if (!(target instanceof Node && (card.contains(target) || from?.contains(target)))) close(false);
  });
  addEventListener("scroll", () => close(false), { passive: true });
  addEventListener("resize", () => close(false));

  return {
    /** Opens the explanation of a term, or closes it where it is open. @param {HTMLElement} button */
    toggle(button) {
      const again = from === button;
      close(again);
      const name = button.dataset.term ?? "";
      if (again || words(`term.${name}`) === `term.${name}`) return;
      from = button;
      card.replaceChildren(
        make("h2", {}, words(`term.${name}.name`)),
        make("p", { id: "term" }, ...rich(words(`term.${name}`))),
      );
      card.setAttribute("aria-label", plain(words(`term.${name}.name`)));
      card.setAttribute("aria-describedby", "term");
      card.hidden = false;
      document.body.append(card);
      place(button);
      button.setAttribute("aria-expanded", "true");
      card.focus({ preventScroll: true });
    },
  };
}
