// A pop-up whose content loads when it is first opened.

import { beside, createPopup } from "./popup.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { View } from "../session/store.js" */
/** @typedef {{ update: (snapshot: Snapshot, page: View) => void }} Panel */

/**
 * @param {HTMLElement} button @param {HTMLElement} panel
 * @param {(panel: HTMLElement) => Promise<Panel>} fill makes the content; it is called again after a failure
 */
export function createLate(button, panel, fill) {
  const popup = createPopup(panel, { spot: beside("end") });
  /** @type {Promise<void> | undefined} */
  let filled;
  /** @type {Panel | undefined} */
  let content;
  /** @type {[Snapshot, View] | undefined} */
  let last;

  button.addEventListener("click", () => {
    if (popup.isOpen()) return popup.close();
    popup.open(button, button);
    filled ??= fill(panel).then(
      (made) => {
        content = made;
      },
      (error) => {
        console.warn(error);
        filled = undefined;
      },
    );
    void filled.then(() => {
      if (!popup.isOpen()) return;
      if (last) content?.update(...last);
      popup.place();
      panel.querySelector(/** @type {"input"} */ ("input, select"))?.focus();
    });
  });

  return {
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      last = [snapshot, page];
      if (popup.isOpen()) content?.update(snapshot, page);
    },
  };
}
