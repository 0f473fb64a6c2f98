// What of a view goes into a link, and the link as text for course notes, in the form that each kind of notes takes.

/** @import { Display, Part } from "../session/two_knobs.d.ts" */
/** @typedef {{ link: string, title: string, width: number, height: number }} Embed */
/** @typedef {"train" | "arrows" | "best" | "squares" | "map" | "notebook" | "lesson" | "nobias"} Tick */

/** What readers can be shown, in the order of the dialog: whether the compact view shows it where its link says nothing. @type {Record<Tick, boolean>} */
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
/** In the full view only these are left out where they are not ticked. @type {(Tick & Part)[]} */
const OPTIONAL = ["train", "arrows", "best", "squares", "nobias"];
/** @type {Part[]} */
const REST = ["header", "lesson", "model", "data", "insight", "notebook", "share", "freeze"];
/** In the order in which links list them. */
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

/** The compact view of what is ticked. @param {Display} display @param {Record<Tick, boolean>} ticks @returns {Display} */
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

/** The whole page, without what is not ticked of its marks and switches. @param {Display} display @param {Record<Tick, boolean>} ticks @returns {Display} */
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

/** A link that starts here: without the start that Reset would return to, and the epochs behind it. @param {string} link */
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
  // The directive takes no height: the theme gives it one that goes with the width.
  myst: ({ link, title }) => `:::{iframe} ${link}\n:width: 100%\n${title}\n:::`,
  quarto: (embed) => `\`\`\`{=html}\n${iframe(embed)}\n\`\`\``,
  sphinx: (embed) => `.. raw:: html\n\n   ${iframe(embed).replaceAll("\n", "\n   ")}`,
};
