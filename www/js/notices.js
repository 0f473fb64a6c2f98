// What of the link could not be used, said until it is dismissed.

import { element } from "./dom.js";
import { say } from "./i18n.js";

/** @import { Snapshot } from "./two_knobs.d.ts" */
/** @import { Format } from "./format.js" */
/** @import { Words } from "./i18n.js" */

/** @param {HTMLElement} root @param {{ words: Words, format: Format, dismiss: () => void }} wiring */
export function createNotices(root, { words, format, dismiss }) {
  let shown = "";

  /** @param {string} sentence */
  function line(sentence) {
    const item = element("li");
    item.textContent = sentence;
    return item;
  }

  return {
    /** @param {Snapshot} snapshot */
    update({ notices }) {
      const now = JSON.stringify(notices);
      if (now === shown) return;
      shown = now;
      root.hidden = notices.length === 0;
      if (root.hidden) return;
      const list = element("ul");
      const said = notices.map((message) => say(words, message, format.tick));
      list.append(...[...said, words("notices.instead")].map(line));
      const close = element("button", "btn btn--line");
      close.setAttribute("type", "button");
      close.textContent = words("notices.dismiss");
      close.addEventListener("click", dismiss);
      root.replaceChildren(list, close);
    },
  };
}
