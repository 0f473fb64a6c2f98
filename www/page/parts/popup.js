// Pop-ups: menus, cards, sheets, explanations. They lie in the browser's top layer, where nothing covers or cuts them, and this
// module places each beside its anchor. In browsers without the popover API (Safari 16, Firefox up to 124) the attribute is only a
// mark for the style sheet, which lays pop-ups over the page's other parts (popup.css).

import { attribute, style } from "./dom.js";

/** The least distance in pixels between a pop-up and its anchor, and between a pop-up and the window's edge. */
const GAP = 6;
const EDGE = 8;
/** Whether pop-ups lie in the top layer, where they move with the page; otherwise they are fixed to the window. */
const TOP_LAYER = "showPopover" in HTMLElement.prototype;

/** @typedef {{ width: number, height: number }} Size */
/** @typedef {(at: DOMRect, own: Size, view: Size) => { left: number, top: number, room: number }} Spot the place of a
 *   pop-up beside its anchor, in window coordinates, and the greatest height that it may have there */
/**
 * @typedef {{
 *   stays: boolean, holds: (target: EventTarget | null) => boolean, dismiss: (back: boolean) => void,
 *   scrolled: (target: EventTarget | null) => void, fit: () => void,
 * }} Popup
 */

/** The open pop-ups; the last opened is at the end. @type {Popup[]} */
const open = [];

/** Below the anchor, or above it where there is more room. @param {"start" | "end"} edge the edge they share @returns {Spot} */
export function beside(edge) {
  return (at, own, view) => {
    const below = view.height - EDGE - GAP - at.bottom;
    const above = at.top - GAP - EDGE;
    const up = own.height > below && above > below;
    const room = up ? above : below;
    const fromLeft = (edge === "start") === (document.documentElement.dir !== "rtl");
    const left = Math.min(fromLeft ? at.left : at.right - own.width, view.width - EDGE - own.width);
    const top = up ? at.top - GAP - Math.min(own.height, room) : at.bottom + GAP;
    return { left: Math.max(EDGE, left), top, room };
  };
}

/** Closes the pop-ups that do not hold the element in use. @param {Event} event */
function leave({ target }) {
  for (const popup of [...open].reverse()) {
    if (popup.holds(target)) return;
    if (!popup.stays) popup.dismiss(false);
  }
}
addEventListener("pointerdown", leave);
addEventListener("focusin", leave);
addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape") return;
    // The first Escape only clears a field's refused text (field.js); the next one closes the pop-up around the field.
    if (event.target instanceof Element && event.target.getAttribute("aria-invalid") === "true") return;
    const last = [...open].reverse().find(({ stays, holds }) => !stays || holds(event.target));
    if (!last) return;
    event.stopPropagation();
    last.dismiss(true);
  },
  true,
);
addEventListener("scroll", ({ target }) => [...open].forEach((popup) => popup.scrolled(target)), {
  capture: true,
  passive: true,
});
const fit = () => [...open].forEach((popup) => popup.fit());
addEventListener("resize", fit);

/**
 * @param {HTMLElement} panel
 * @param {{ spot: Spot, stays?: boolean, dismissed?: () => void }} wiring `stays`: open while other parts of the page are used;
 *   `dismissed` is called when a person has closed the pop-up
 */
export function createPopup(panel, { spot, stays = false, dismissed }) {
  /** @type {Element} */
  let anchor = panel;
  /** @type {HTMLElement | null} */
  let opener = null;
  // Parts that appear or disappear above the anchor move it.
  const moved = new ResizeObserver(fit);
  const isOpen = () => open.includes(popup);

  function place() {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const at = anchor.getBoundingClientRect();
    style(panel, "--anchor", `${at.width}px`);
    const own = { width: panel.offsetWidth, height: panel.scrollHeight };
    const { left, top, room } = spot(at, own, { width, height });
    const [x, y] = TOP_LAYER ? [scrollX, scrollY] : [0, 0];
    style(panel, "--x", `${Math.round(left + x)}px`);
    style(panel, "--y", `${Math.round(top + y)}px`);
    style(panel, "--room", `${Math.floor(room)}px`);
  }

  /** @param {boolean} [back] whether the focus returns to the button that opened the pop-up */
  function close(back = false) {
    if (!isOpen()) return;
    open.splice(open.indexOf(popup), 1);
    moved.disconnect();
    panel.removeAttribute("popover");
    if (opener) attribute(opener, "aria-expanded", "false");
    if (back) opener?.focus();
  }

  /** @type {Popup} */
  const popup = {
    stays,
    holds: (target) =>
      target instanceof Node && (panel.contains(target) || opener?.contains(target) === true),
    dismiss(back) {
      close(back);
      dismissed?.();
    },
    scrolled(target) {
      if (target === document) {
        if (!TOP_LAYER) place();
      } else if (target instanceof Element && target.contains(anchor)) {
        const [view, at] = [target.getBoundingClientRect(), anchor.getBoundingClientRect()];
        if (at.bottom < view.top || at.top > view.bottom) close();
        else place();
      }
    },
    fit() {
      if ((opener ?? anchor).getClientRects().length === 0) close();
      else place();
    },
  };

  return {
    isOpen,
    place,
    close,
    /** @param {Element} by the anchor @param {HTMLElement} [button] the button that opened the pop-up */
    open(by, button) {
      if (isOpen()) return;
      [anchor, opener] = [by, button ?? null];
      open.push(popup);
      panel.setAttribute("popover", "manual");
      if (TOP_LAYER) panel.showPopover();
      place();
      for (const part of [document.body, anchor]) moved.observe(part);
      if (opener) attribute(opener, "aria-expanded", "true");
    },
  };
}
