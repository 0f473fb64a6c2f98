// The page's address holds its state. The page writes the address a moment after a change, and follows it when a person edits it.

import { part } from "../parts/dom.js";

/** Milliseconds between a change and its writing. Training waits longer, because browsers allow only about three writings per second. */
const PAUSE = { changed: 300, training: 1000 };

/**
 * @param {{ link: () => string, full: () => string, open: () => void }} wiring `link` is the hash to write,
 *   `full` the hash of the full page
 */
export function createAddress({ link, full, open }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** The hash that the page has followed or written. */
  let known = location.hash;

  /** An embed has a link to the full page. */
  function offer() {
    part(document, "open-full", HTMLAnchorElement).href = `${location.pathname}${full()}`;
  }

  function write() {
    clearTimeout(waiting);
    waiting = undefined;
    // If a person has just edited the address, the page will follow it, so it must not be overwritten.
    const edited = location.hash !== known;
    known = location.hash;
    if (edited) return;
    const hash = link();
    offer();
    if (hash === location.hash && location.search === "") return;
    try {
      // The hash now also holds the state that came in as query parameters.
      history.replaceState(history.state, "", `${location.pathname}${hash}`);
      known = location.hash;
    } catch {
      // Some hosts show the page at an address that may not be rewritten. The page works without that.
    }
  }

  addEventListener("hashchange", () => {
    known = location.hash;
    open();
  });
  addEventListener("pagehide", () => waiting !== undefined && write());

  // In a frame, a link that the browser follows adds to the host page's history; and if the host has written this page into the
  // frame, the link leads to the host's address. So the page follows such links itself.
  if (window.parent !== window) {
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element && event.target.closest('a[href^="#"]');
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (!link || elsewhere || event.defaultPrevented) return;
      event.preventDefault();
      location.replace(location.href.replace(/#.*$/s, "") + link.getAttribute("href"));
    });
  }

  return {
    flush: write,
    offer,
    changed() {
      waiting ??= setTimeout(write, PAUSE.changed);
    },
    training() {
      waiting ??= setTimeout(write, PAUSE.training);
    },
    /** Waits with the address until a moving hand rests, because browsers write the address slowly. */
    moving() {
      clearTimeout(waiting);
      waiting = setTimeout(write, PAUSE.changed);
    },
  };
}
