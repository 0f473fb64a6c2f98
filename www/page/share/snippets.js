// Chooses which parts of a view go into a link, and writes the link as text for each kind of course notes.

/** @import { Display, Part } from "../session/two_knobs.d.ts" */
/** @typedef {{ link: string, title: string, width: number, height: number }} Embed */
/** @typedef {"train" | "arrows" | "best" | "squares" | "map" | "notebook" | "lesson" | "nobias"} Tick */

/** The choices in the dialog, in its order; true where the compact view shows the part even if the link does not list it. @type {Record<Tick, boolean>} */
export const TICKS = {
  train: true,
  arrows: true,
  best: true,
  squares: true,
  map: false,
  notebook: false,
  lesson: false,
  nobias: true,
};
/** The parts that the compact view always shows. @type {Part[]} */
const ALWAYS = ["stage", "equation", "knobs", "start"];
/** The parts that a tick can remove from the full view. @type {(Tick & Part)[]} */
const OPTIONAL = ["train", "arrows", "best", "squares", "nobias"];
/** @type {Part[]} */
const REST = ["header", "lesson", "model", "data", "insight", "notebook", "share", "freeze"];
/** All parts, in the order in which links list them. */
const ORDER = /** @type {Part[]} */ ([
  ...[
    "header",
    "lesson",
    "model",
    "data",
    "stage",
    "equation",
    "knobs",
    "train",
    "insight",
    "notebook",
    "share",
  ],
  ...["arrows", "best", "squares", "start", "nobias", "freeze"],
]);
/** @param {Part[]} parts */
const ordered = (parts) => ORDER.filter((part) => parts.includes(part));

/** @param {Record<Tick, boolean>} ticks @param {Display} display */
const tabOf = (ticks, display) => (ticks.map ? "loss-map" : ticks.notebook ? "notebook" : display.tab);

/** The compact view with the ticked parts. @param {Display} display @param {Record<Tick, boolean>} ticks @returns {Display} */
export function compact(display, ticks) {
  const usual = Object.entries(TICKS).every(([name, on]) => ticks[/** @type {Tick} */ (name)] === on);
  const inside = ticks.map || ticks.notebook;
  /** @type {Part[]} */
  const listed = [...ALWAYS, ...OPTIONAL.filter((name) => ticks[name])];
  if (inside) listed.push("insight");
  if (ticks.notebook) listed.push("notebook");
  if (ticks.lesson) listed.push("lesson");
  return {
    ...display,
    embed: true,
    show: usual ? null : ordered(listed),
    tab: inside ? tabOf(ticks, display) : null,
    lesson: ticks.lesson ? display.lesson : null,
  };
}

/** The whole page, without the marks and switches that are not ticked. @param {Display} display @param {Record<Tick, boolean>} ticks @returns {Display} */
export function whole(display, ticks) {
  const kept = OPTIONAL.filter((name) => ticks[name]);
  const usual = kept.length === OPTIONAL.length;
  return {
    ...display,
    embed: false,
    show: usual ? null : ordered([...ALWAYS, ...REST, ...kept]),
    tab: tabOf(ticks, display),
  };
}

/** The link with its present state as the start: without the values that Reset returns to, and without the epochs so far. @param {string} link */
export function fresh(link) {
  const pairs = link.replace("#", "").split("&");
  return pairs.filter((pair) => !/^(w0|b0|params0|epoch)=/.test(pair)).join("&");
}

/** @param {string} text */
const quoted = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** @param {Embed} embed */
function iframe({ link, title, width, height }) {
  return `<iframe src="${link}"
  title="${quoted(title)}" width="${width}" height="${height}" loading="lazy"
  allow="clipboard-write; fullscreen" style="border:0;max-width:100%"></iframe>`;
}

/** @typedef {"iframe" | "markdown" | "myst" | "quarto" | "sphinx"} Form */
/** @type {Record<Form, (embed: Embed) => string>} */
export const FORMS = {
  iframe,
  markdown: ({ link, title }) => `[${title}](${link})`,
  // The directive takes no height: the theme sets one in proportion to the width.
  myst: ({ link, title }) => `:::{iframe} ${link}\n:width: 100%\n${title}\n:::`,
  quarto: (embed) => `\`\`\`{=html}\n${iframe(embed)}\n\`\`\``,
  sphinx: (embed) => `.. raw:: html\n\n   ${iframe(embed).replaceAll("\n", "\n   ")}`,
};
