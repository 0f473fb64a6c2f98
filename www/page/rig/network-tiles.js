// The buttons over a network's diagram: one on each tile, one on each bias's dot; and the headings of the columns.

import { element, make, style } from "../parts/dom.js";

/** @import { ColumnPlace, Snapshot, TilePlace } from "../session/two_knobs.d.ts" */
/** @import { Words } from "../words/i18n.js" */

/** @param {HTMLElement} node @param {TilePlace} place */
function put(node, { x, y, width, height }) {
  style(node, "left", `${x}px`);
  style(node, "top", `${y}px`);
  style(node, "width", `${width}px`);
  style(node, "height", `${height}px`);
  return node;
}

/**
 * @param {ColumnPlace[]} columns @param {Snapshot["model"]} model
 * @param {{
 *   words: Words, letters: string[],
 *   entered: (column: number, row: number) => void, chosen: (layer: number, unit: number) => void,
 * }} wiring `letters`: of the inputs
 * @returns {{ tiles: HTMLElement[][], nodes: HTMLElement[] }} the tiles of each column, and all elements
 */
export function createTiles(columns, { layers, useBias }, { words, letters, entered, chosen }) {
  /** @type {HTMLElement[]} */
  const nodes = [];

  /** @param {string} name the accessible name @param {string} look @param {() => void} [clicked] */
  function button(name, look, clicked) {
    const made = make("button", { type: "button", class: look, tabindex: "-1", "aria-label": name });
    if (clicked) made.addEventListener("click", clicked);
    nodes.push(made);
    return made;
  }

  /** @param {number} column @param {number} count */
  function heading(column, count) {
    const key = column === 0 ? "inputs" : column === layers.length ? "output" : "layer";
    const layer = layers[column - 1];
    const head = element("div", "net__head");
    const name = make("b", {}, words(`network.${key}`, { layer: column }));
    head.append(name, make("span", {}, layer ? `${layer.units} ${layer.activation}` : String(count)));
    nodes.push(head);
    return head;
  }

  const tiles = columns.map(({ heading: at, tiles }, column) => {
    put(heading(column, tiles.length), at);
    return tiles.map((place, row) => {
      const where = { unit: row + 1, layer: column };
      const choose = () => chosen(column - 1, row);
      const name =
        column === 0 ? words("network.input", { name: letters[row] ?? "" }) : words("network.unit", where);
      const tile = put(button(name, "net__tile", column > 0 ? choose : undefined), place);
      tile.addEventListener("focus", () => entered(column, row));
      if (column > 0 && useBias) {
        const dot = button(words("network.bias", where), "net__dot", choose);
        style(dot, "left", `${place.x}px`);
        style(dot, "top", `${place.y + place.height}px`);
      }
      return tile;
    });
  });
  return { tiles, nodes };
}
