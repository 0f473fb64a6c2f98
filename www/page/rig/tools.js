// The tools in the strip: undo, redo, and the button of the Show menu, whose content loads when it is first opened.

import { flag, part } from "../parts/dom.js";
import { beside, createPopup } from "../parts/popup.js";

/** @import { Command, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { View } from "../session/store.js" */
/** @typedef {{ update: (snapshot: Snapshot, page: View) => void }} Panel */

/**
 * @param {HTMLElement} root
 * @param {{ send: (command: Command) => string | null, fill: (panel: HTMLElement) => Promise<Panel> }} wiring
 */
export function createTools(root, { send, fill }) {
  const undo = part(root, "undo", HTMLButtonElement);
  const redo = part(root, "redo", HTMLButtonElement);
  const show = part(root, "show", HTMLButtonElement);
  const panel = part(root, "show-panel", HTMLElement);
  const popup = createPopup(panel, { spot: beside("end") });
  /** @type {Promise<void> | undefined} */
  let filled;
  /** @type {Panel | undefined} */
  let content;
  /** @type {[Snapshot, View] | undefined} */
  let last;

  undo.addEventListener("click", () => send("undo"));
  redo.addEventListener("click", () => send("redo"));
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
    // In a text field, the browser's own undo applies.
    if (
      event.target instanceof Element &&
      event.target.closest("input:not([type=range], [type=checkbox]), textarea")
    )
      return;
    event.preventDefault();
    send(event.shiftKey ? "redo" : "undo");
  });

  show.addEventListener("click", () => {
    if (popup.isOpen()) return popup.close();
    popup.open(show, show);
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
      panel.querySelector("input")?.focus();
    });
  });

  return {
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      last = [snapshot, page];
      flag(undo, "disabled", !snapshot.canUndo);
      flag(redo, "disabled", !snapshot.canRedo);
      if (popup.isOpen()) content?.update(snapshot, page);
    },
  };
}
