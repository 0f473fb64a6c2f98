// The notices about parts of a link that could not be used. They stay until a person dismisses them.

import { element } from "../parts/dom.js";
import { say } from "../words/i18n.js";
import { createPopup } from "../parts/popup.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/** @param {HTMLElement} root @param {{ words: Words, format: Format, dismiss: () => void }} wiring */
export function createNotices(root, { words, format, dismiss }) {
  let shown = "[]";
  const stage = root.parentElement ?? root;
  const popup = createPopup(root, { spot: onStage, stays: true, dismissed: dismiss });

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
      popup.close();
      if (notices.length === 0) return;
      const list = element("ul");
      const said = notices.map((message) => say(words, message, format.tick));
      list.append(...[...said, words("notices.instead")].map(line));
      const close = element("button", "btn btn--line");
      close.setAttribute("type", "button");
      close.textContent = words("notices.dismiss");
      close.addEventListener("click", dismiss);
      root.replaceChildren(list, close);
      popup.open(stage);
    },
  };
}

/** The notices' place: the middle of the stage's top. @type {import("../parts/popup.js").Spot} */
function onStage(at, own, view) {
  return { left: at.left + (at.width - own.width) / 2, top: at.top + 6, room: view.height - 16 };
}
