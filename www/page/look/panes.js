// The insight panel: a tab list over panes. The list is one tab stop, and arrow keys move along it. A pane's module and words
// load when the pane is first opened. On a wide page the notebook stands outside the tabs; if the page is also high, the loss
// curve stands under the loss map (layout.css has the same two sizes).

import { element, part } from "../parts/dom.js";

/** @import { Snapshot, Tab } from "../session/two_knobs.d.ts" */
/** @import { View } from "../session/store.js" */
/** @import { Words } from "../words/i18n.js" */
/** @typedef {{ update: (snapshot: Snapshot, page: View) => void, paint: () => void }} Pane */

const WIDE = matchMedia("(min-width: 1520px)");
const BESIDE = matchMedia("(min-width: 1101px)");
const HIGH = matchMedia("(min-width: 1520px) and (min-height: 900px)");

/**
 * @param {HTMLElement} look holds the tab list and a pane for each tab
 * @param {{
 *   words: Words,
 *   load: Partial<Record<Tab, (root: HTMLElement) => Promise<Pane>>>,
 *   chosen: (tab: Tab) => void,
 * }} wiring `load` makes a pane's content; a tab without a loader has its content in index.html
 */
export function createPanes(look, { words, load, chosen }) {
  const list = part(look, "tabs", HTMLElement);
  const tabs = Array.from(list.querySelectorAll('[role="tab"]')).filter((tab) => tab instanceof HTMLElement);
  /** @type {Map<Tab, Pane>} */
  const panes = new Map();
  /** The tab that was asked for, and whether panes may stand beside the tabs. @type {{ tab: Tab, wide: boolean }} */
  let asked = { tab: "notebook", wide: false };
  /** @type {[Snapshot, View] | undefined} */
  let last;

  /** @param {HTMLElement} tab @returns {Tab} */
  const nameOf = (tab) => /** @type {Tab} */ (tab.id.slice("tab-".length));
  /** @param {Tab} name */
  const rootOf = (name) => document.getElementById(`pane-${name}`);

  const beside = () => asked.wide && WIDE.matches;
  /** The tab that is open. @returns {Tab} */
  const opened = () => (beside() && asked.tab === "notebook" ? "loss-map" : asked.tab);
  /** The panes that are shown. @returns {Tab[]} */
  function shown() {
    const open = opened();
    if (!beside()) return [open];
    return open === "loss-map" && HIGH.matches ? ["notebook", open, "loss-curve"] : ["notebook", open];
  }

  /** @param {Tab} name @param {boolean} [wide] whether panes may stand beside the tabs; unchanged if left out */
  function select(name, wide = asked.wide) {
    if (!tabs.some((tab) => nameOf(tab) === name)) return;
    asked = { tab: name, wide };
    lay();
  }

  function lay() {
    const [open, all] = [opened(), shown()];
    for (const tab of tabs) {
      const name = nameOf(tab);
      tab.setAttribute("aria-selected", String(name === open));
      tab.tabIndex = name === open ? 0 : -1;
      const pane = rootOf(name);
      if (!pane) continue;
      pane.hidden = !all.includes(name);
      // A pane beside the tabs has no tab, so it is a region of the page.
      pane.setAttribute("role", !pane.hidden && name !== open ? "region" : "tabpanel");
    }
    for (const name of all) void fill(name);
    refresh();
  }
  for (const media of [WIDE, HIGH]) media.addEventListener("change", lay);

  // Panes that open by themselves load when they come into view: never in the compact view, later on a phone.
  let seen = false;
  const watch = new IntersectionObserver((entries, observer) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    seen = true;
    lay();
  });

  /** From now on, fills the panes that come into view. */
  function begin() {
    if (seen) return;
    // On a wide page the panel itself has no box, so its children are observed too.
    for (const part of [look, ...look.children]) watch.observe(part);
  }
  // Panes beside the rig load after it. Panes under the rig load at once, because their growth would move what follows.
  if (!BESIDE.matches) begin();

  /** @param {Tab} name */
  async function fill(name) {
    const root = rootOf(name);
    const make = load[name];
    if (!seen || !root || !make || panes.has(name) || root.ariaBusy === "true") return;
    root.ariaBusy = "true";
    try {
      root.replaceChildren();
      panes.set(name, await make(root));
    } catch (error) {
      console.warn(error);
      const sorry = element("p", "pane__say");
      sorry.textContent = words("pane.failed");
      root.replaceChildren(sorry);
    }
    root.ariaBusy = null;
    refresh();
  }

  function refresh() {
    for (const name of shown()) {
      if (last) panes.get(name)?.update(...last);
      panes.get(name)?.paint();
    }
  }

  list.addEventListener("click", (event) => {
    const tab = tabs.find((tab) => tab.contains(/** @type {Node} */ (event.target)));
    if (!tab) return;
    select(nameOf(tab));
    chosen(nameOf(tab));
  });
  list.addEventListener("keydown", (event) => {
    // A tab that a link or a lesson leaves out is not a stop.
    const stops = tabs.filter((tab) => tab.getClientRects().length > 0);
    const at = stops.findIndex((tab) => tab === document.activeElement);
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const move = event.key === forward ? 1 : event.key.match(/^Arrow(Left|Right)$/) ? -1 : 0;
    const next = event.key === "Home" ? 0 : event.key === "End" ? stops.length - 1 : at + move;
    const tab = stops[(next + stops.length) % stops.length];
    if (at < 0 || next === at || !tab) return;
    event.preventDefault();
    select(nameOf(tab));
    tab.focus();
    chosen(nameOf(tab));
  });

  return {
    select,
    /** Says that the rig works, so that panes may load. */
    begin,
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      last = [snapshot, page];
      for (const name of shown()) panes.get(name)?.update(snapshot, page);
    },
    paint() {
      for (const name of shown()) panes.get(name)?.paint();
    },
  };
}
