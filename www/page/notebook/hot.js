// Pointing at any w highlights every w and fades every b, and the other way round.

import { attribute } from "../parts/dom.js";

const NAMES = /** @type {const} */ (["w", "b"]);
/** @param {"w" | "b"} name */
const places = (name) => `[data-knob="${name}"], .knob--${name}, .term--${name}, .handle--${name}`;

/** @param {EventTarget | null} target @param {(name: "w" | "b") => string} where */
const nameAt = (target, where) =>
  NAMES.find((name) => target instanceof Element && target.closest(where(name))) ?? null;

/** Starts the highlighting for the whole page. */
export function lightKnobs() {
  /** @type {string | null} */
  let pointed = null;
  /** @type {string | null} */
  let focused = null;
  const light = () => attribute(document.documentElement, "data-hot", pointed ?? focused);
  document.addEventListener("pointerover", (event) => {
    // A touch leaves no pointer behind, so its highlight would stay.
    if (event.pointerType === "touch") return;
    pointed = nameAt(event.target, places);
    light();
  });
  document.documentElement.addEventListener("pointerleave", () => {
    pointed = null;
    light();
  });
  // Only the numbers in the code react to the focus: a slider keeps the focus long after it was turned.
  document.addEventListener("focusin", (event) => {
    focused = nameAt(event.target, (name) => `.scrub--${name}`);
    light();
  });
  document.addEventListener("focusout", () => {
    focused = null;
    light();
  });
}
