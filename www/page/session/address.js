// The page's address says its state: written by replaceState a moment after a change, followed when a person edits it.

import { part } from "../parts/dom.js";

/** Milliseconds from a change to its writing; longer while training runs: browsers allow some three writings a second. */
const PAUSE = { changed: 300, training: 1000 };

/**
 * @param {{ link: () => string, full: () => string, open: () => void }} wiring `link` is the hash to write,
 *   `full` that of the whole page
 */
export function createAddress({ link, full, open }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** The hash that the page has followed or written. */
  let known = location.hash;

  /** An embed offers the whole page. */
  function offer() {
    part(document, "open-full", HTMLAnchorElement).href = `${location.pathname}${full()}`;
  }

  function write() {
    clearTimeout(waiting);
    waiting = undefined;
    // A person has just edited the address: it is about to be followed, not to be written over.
    const edited = location.hash !== known;
    known = location.hash;
    if (edited) return;
    const hash = link();
    offer();
    if (hash === location.hash && location.search === "") return;
    try {
      // State that came in as query parameters has moved into the hash.
      history.replaceState(history.state, "", `${location.pathname}${hash}`);
      known = location.hash;
    } catch {
      // Some hosts show the page from an address that may not be rewritten. The page works all the same.
    }
  }

  addEventListener("hashchange", () => {
    known = location.hash;
    open();
  });
  addEventListener("pagehide", () => waiting !== undefined && write());

  // Followed by the browser, a link to another state adds to the history of the page that frames this one; and where this one was
  // written into its frame, it leads to the host's address.
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
    /** A hand is on the move: the address waits until it rests. Browsers write it slowly. */
    moving() {
      clearTimeout(waiting);
      waiting = setTimeout(write, PAUSE.changed);
    },
  };
}
