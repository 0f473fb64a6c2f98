// Explains terms: a click on a marked term opens two sentences beside it, with Keras's name for the term.

import { make } from "../parts/dom.js";
import { beside, createPopup } from "../parts/popup.js";
import { plain, rich } from "../words/rich.js";

/** @import { Words } from "../words/i18n.js" */

/** @param {{ words: Words }} wiring */
export function createTerms({ words }) {
  const card = make("div", { class: "gloss", role: "dialog", tabindex: "-1" });
  const popup = createPopup(card, { spot: beside("start") });
  /** @type {HTMLElement | null} */
  let from = null;

  return {
    /** Opens the explanation of a term, or closes it where it is open. @param {HTMLElement} button */
    toggle(button) {
      const again = popup.isOpen() && from === button;
      popup.close(again);
      const name = button.dataset.term ?? "";
      if (again || words(`term.${name}`) === `term.${name}`) return;
      from = button;
      card.replaceChildren(
        make("h2", {}, words(`term.${name}.name`)),
        make("p", { id: "term" }, ...rich(words(`term.${name}`))),
      );
      card.setAttribute("aria-label", plain(words(`term.${name}.name`)));
      card.setAttribute("aria-describedby", "term");
      document.body.append(card);
      popup.open(button, button);
      card.focus({ preventScroll: true });
    },
  };
}
