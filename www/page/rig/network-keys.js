// The keyboard in a network's diagram: one tab stop; arrows move between units, page keys between a unit's incoming edges.

import { attribute } from "../parts/dom.js";

/**
 * @param {{
 *   columns: () => HTMLElement[][],
 *   changed: (spoken: boolean) => void,
 *   hold: (layer: number, input: number | null, unit: number) => void,
 * }} wiring `columns`: the buttons of the tiles, the inputs' first
 */
export function createFocus({ columns, changed, hold }) {
  let [column, row] = [1, 0];
  /** The incoming edge that page keys have reached. @type {number | null} */
  let edge = null;
  let on = false;

  /** Makes the present tile the only tab stop. */
  function rove() {
    const all = columns();
    column = Math.min(column, all.length - 1);
    row = Math.min(row, (all[column]?.length ?? 1) - 1);
    all.forEach((tiles, at) =>
      tiles.forEach((tile, of) => attribute(tile, "tabindex", at === column && of === row ? "0" : "-1")),
    );
  }

  /** @param {number} toColumn @param {number} toRow */
  function go(toColumn, toRow) {
    const all = columns();
    const at = Math.max(0, Math.min(toColumn, all.length - 1));
    const tiles = all[at] ?? [];
    tiles[Math.max(0, Math.min(toRow, tiles.length - 1))]?.focus();
  }

  /** @param {number} step */
  function along(step) {
    const count = column > 0 ? (columns()[column - 1]?.length ?? 0) : 0;
    if (count === 0) return;
    edge = edge === null ? (step > 0 ? 0 : count - 1) : (edge + step + count) % count;
    changed(true);
  }

  return {
    rove,
    get column() {
      return column;
    },
    get row() {
      return row;
    },
    get edge() {
      return edge;
    },
    get on() {
      return on;
    },
    /** @param {number} toColumn @param {number} toRow */
    enter(toColumn, toRow) {
      [column, row, edge, on] = [toColumn, toRow, null, true];
      rove();
      changed(false);
    },
    leave() {
      [edge, on] = [null, false];
      changed(false);
    },
    /** @param {KeyboardEvent} event */
    key(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || !on) return;
      /** @type {Record<string, () => void>} */
      const keys = {
        ArrowUp: () => go(column, row - 1),
        ArrowDown: () => go(column, row + 1),
        ArrowLeft: () => go(column - 1, row),
        ArrowRight: () => go(column + 1, row),
        PageDown: () => along(1),
        PageUp: () => along(-1),
        Enter: () => column > 0 && hold(column - 1, edge, row),
        Escape() {
          if (edge === null) columns()[column]?.[row]?.blur();
          edge = null;
          changed(false);
        },
      };
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    },
  };
}
