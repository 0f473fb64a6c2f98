// What only the page knows, and no link and no snapshot: whether training plays, which knobs a hand holds, what was closed.

/** @import { Display, Fonts, Palette } from "./two_knobs.d.ts" */

/**
 * @typedef {{
 *   playing: boolean,
 *   held: { w: boolean, b: boolean },
 *   cardClosed: boolean,
 *   display: Display,
 * }} Page
 */

/**
 * What every view is shown besides the snapshot.
 * @typedef {Page & { palette: Palette, fonts: Fonts, embed: boolean, saying: string }} View
 */

/** @param {Display} display @returns {Page} */
export function createStore(display) {
  return { playing: false, held: { w: false, b: false }, cardClosed: false, display };
}
