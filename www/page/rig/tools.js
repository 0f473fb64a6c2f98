// The tools in the strip: undo, redo, and the button of the Show menu, whose content loads when it is first opened.

import { flag, part } from "../parts/dom.js";
import { createLate } from "../parts/late.js";

/** @import { Command, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { View } from "../session/store.js" */
/** @import { Panel } from "../parts/late.js" */

/**
 * @param {HTMLElement} root
 * @param {{ send: (command: Command) => string | null, fill: (panel: HTMLElement) => Promise<Panel> }} wiring
 */
export function createTools(root, { send, fill }) {
  const undo = part(root, "undo", HTMLButtonElement);
  const redo = part(root, "redo", HTMLButtonElement);
  const show = part(root, "show", HTMLButtonElement);
  const panel = part(root, "show-panel", HTMLElement);
  const menu = createLate(show, panel, fill);

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

  return {
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      flag(undo, "disabled", !snapshot.canUndo);
      flag(redo, "disabled", !snapshot.canRedo);
      menu.update(snapshot, page);
    },
  };
}
