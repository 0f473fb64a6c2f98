// The insight panel: a tab list over panes. One tab stop, arrows move along it. A pane's module and its words arrive when it
// is first opened; until then nothing of it is in the page.

import { element, part } from "./dom.js";

/** @import { Snapshot, Tab } from "./two_knobs.d.ts" */
/** @import { View } from "./store.js" */
/** @import { Words } from "./i18n.js" */
/** @typedef {{ update: (snapshot: Snapshot, page: View) => void, paint: () => void }} Pane */

/**
 * @param {HTMLElement} look holds the tab list and a pane for each tab
 * @param {{
 *   words: Words,
 *   load: Partial<Record<Tab, (root: HTMLElement) => Promise<Pane>>>,
 *   chosen: (tab: Tab) => void,
 * }} wiring `load` makes a pane's content; a tab without it has its content in index.html
 */
export function createPanes(look, { words, load, chosen }) {
  const list = part(look, "tabs", HTMLElement);
  const tabs = Array.from(list.querySelectorAll('[role="tab"]')).filter((tab) => tab instanceof HTMLElement);
  /** @type {Map<Tab, Pane>} */
  const panes = new Map();
  /** @type {Tab} */
  let open = "notebook";
  /** @type {[Snapshot, View] | undefined} */
  let last;

  /** @param {HTMLElement} tab @returns {Tab} */
  const nameOf = (tab) => /** @type {Tab} */ (tab.id.slice("tab-".length));
  /** @param {Tab} name */
  const rootOf = (name) => document.getElementById(`pane-${name}`);

  /** @param {Tab} name */
  function select(name) {
    if (!tabs.some((tab) => nameOf(tab) === name)) return;
    open = name;
    for (const tab of tabs) {
      const on = nameOf(tab) === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      const pane = rootOf(nameOf(tab));
      if (pane) pane.hidden = !on;
    }
    void fill(name);
  }

  // What opens by itself arrives once it comes into view: never in the compact view, later on a phone.
  let seen = false;
  new IntersectionObserver((entries, observer) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    seen = true;
    void fill(open);
  }).observe(look);

  /** @param {Tab} name */
  async function fill(name) {
    const root = rootOf(name);
    const make = load[name];
    if (!seen || !root || !make || panes.has(name) || root.ariaBusy === "true") return refresh();
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
    if (last) panes.get(open)?.update(...last);
    panes.get(open)?.paint();
  }

  list.addEventListener("click", (event) => {
    const tab = tabs.find((tab) => tab.contains(/** @type {Node} */ (event.target)));
    if (!tab) return;
    select(nameOf(tab));
    chosen(open);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const move = event.key === forward ? 1 : event.key.match(/^Arrow(Left|Right)$/) ? -1 : 0;
    const next = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : at + move;
    const tab = tabs[(next + tabs.length) % tabs.length];
    if (at < 0 || next === at || !tab) return;
    event.preventDefault();
    select(nameOf(tab));
    tab.focus();
    chosen(open);
  });

  return {
    select,
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      last = [snapshot, page];
      panes.get(open)?.update(snapshot, page);
    },
    paint: () => panes.get(open)?.paint(),
  };
}
