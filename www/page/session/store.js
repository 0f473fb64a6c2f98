// The page's own state, which no snapshot holds: whether training plays, which knobs a hand holds, what was closed.

/** @import { Command, Display, Fonts, Palette, Part, Step, Tab, Table, Trained } from "./two_knobs.d.ts" */
/** @import { Draw } from "../parts/canvas.js" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */

/** What is drawn in addition to the data and the line. @typedef {Record<"squares" | "best" | "start" | "arrows" | "rise" | "trail", boolean>} Marks */

/**
 * @typedef {{
 *   playing: boolean,
 *   held: { w: boolean, b: boolean },
 *   cardClosed: boolean,
 *   marks: Marks,
 *   display: Display,
 * }} Page
 */

/**
 * What every view gets in addition to the snapshot.
 * @typedef {Page & { palette: Palette, fonts: Fonts, embed: boolean, saying: string }} View
 */

/** The second WebAssembly module. @typedef {typeof import("./two_knobs_extras.d.ts")} Extras */

/**
 * The functions that a pane of the insight panel gets.
 * @typedef {{
 *   words: Words, format: Format,
 *   send: (command: Command) => string | null,
 *   hold: (name: "w" | "b", on: boolean) => void,
 *   draw: Draw,
 *   table: () => Table,
 *   step: () => Step | null,
 *   save: (name: "points.csv" | "history.csv") => void,
 *   extras: () => Promise<Extras>,
 *   link: () => string,
 *   trained: () => Trained | null,
 *   say: (sentence: string) => void,
 * }} Inside `send` returns why a command was refused, or null
 */

/** @param {Display} display @returns {Page} */
export function createStore(display) {
  return {
    playing: false,
    held: { w: false, b: false },
    cardClosed: false,
    marks: { squares: true, best: true, start: true, arrows: true, rise: true, trail: true },
    display,
  };
}

/**
 * The tab that is open at first: a link can leave out the notebook, or every tab except the notebook.
 * @param {Tab | null} asked @param {string[] | null} parts @returns {Tab}
 */
export function tabOf(asked, parts) {
  if (parts?.includes("notebook") && !parts.includes("insight")) return "notebook";
  if (parts && !parts.includes("notebook") && (asked ?? "notebook") === "notebook") return "loss-curve";
  return asked ?? "notebook";
}

/** The marks that a link's `show` can list. */
const LISTED = /** @type {const} */ (["arrows", "best", "squares", "start"]);

/** The marks that a link's `show` asks for. @param {Marks} marks @param {string[] | null} parts @returns {Marks} */
export function marksOf(marks, parts) {
  const wanted = LISTED.map((name) => [name, parts === null || parts.includes(name)]);
  return { ...marks, ...Object.fromEntries(wanted) };
}

/**
 * The link's `show` list after a mark is shown or hidden; null means that the link has no list. @param {Part[] | null} parts
 * @param {keyof Marks} mark @param {boolean} on
 */
export function listed(parts, mark, on) {
  const part = LISTED.find((name) => name === mark);
  if (!part || !parts) return parts;
  return [...parts.filter((other) => other !== part), ...(on ? [part] : [])];
}
