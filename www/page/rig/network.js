// A network's diagram: Rust draws it and finds what a pointer is on; real buttons lie over its tiles and dots.

import { sheetOf, watchSize } from "../parts/canvas.js";
import { attribute, element, flag, make, style, styles, text } from "../parts/dom.js";
import { createFocus } from "./network-keys.js";
import { createTiles } from "./network-tiles.js";

/** @import { ColumnPlace, NetworkDrawn, NetworkMarks, Sheet, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Size } from "../parts/canvas.js" */
/** @import { Inside } from "../session/store.js" */
/** @import { Diagram, Look } from "./stage.js" */

/** A narrower diagram has letters in place of the inputs' names. */
const NARROW = 420;
const NO_MARGINS = { left: 0, top: 0, right: 0, bottom: 0 };

/** @param {HTMLElement} box @param {Inside} inside @returns {Promise<Diagram>} */
export async function createPane(box, { words, format, draw, send, say }) {
  await styles("rig/network.css");
  const scroll = element("div", "net__scroll");
  const room = element("div", "net__room");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const held = make("output", { class: "sr", "aria-live": "off", "aria-label": words("network.held") });
  const legend = make("p", { class: "net__legend", "aria-hidden": "true" });
  for (const kind of /** @type {const} */ (["strong", "weak", "negative"]))
    legend.append(make("span", { class: `is-${kind}` }, words(`network.${kind}`)));
  room.append(canvas);
  scroll.append(room);
  box.replaceChildren(scroll, legend, held);

  /** @type {Size | undefined} */
  let size;
  /** @type {Snapshot | undefined} */
  let snapshot;
  /** @type {Look | undefined} */
  let look;
  /** The answer to the last drawing. @type {NetworkDrawn | null} */
  let drawn = null;
  /** @type {[number, number] | null} */
  let cursor = null;
  /** The values that the diagram was last drawn from. @type {unknown[]} */
  let from = [];
  let laid = "";
  let shown = "";
  /** The buttons of each column. @type {HTMLElement[][]} */
  let tiles = [];

  const focus = createFocus({
    columns: () => tiles,
    changed(spoken) {
      paint();
      settle();
      if (spoken && focus.edge !== null)
        say(sentence(focus.column - 1, focus.edge, focus.row, drawn?.named ?? 0));
    },
    hold: (layer, input, unit) => hold(layer, input ?? near(layer), unit),
  });

  watchSize(scroll, (found) => {
    size = found;
    paint();
    settle();
  });

  /** The inputs' letters. @param {Snapshot["model"]} model */
  const letters = ({ inputs }) =>
    inputs === 1 ? [words("quantity.x")] : [words("quantity.x1"), words("quantity.x2")];

  /** The inputs' names. @param {Snapshot} snapshot */
  const names = ({ data }) =>
    [data.x, data.x2].flatMap((quantity) => (quantity ? [words(`quantity.${quantity.name}`)] : []));

  /** @param {number} layer @param {number} input @param {number} unit @param {number} value */
  function sentence(layer, input, unit, value) {
    const name = snapshot ? names(snapshot)[input] : "";
    return words("network.weight", {
      from: layer === 0 ? (name ?? "") : words("network.from", { unit: input + 1 }),
      unit: unit + 1,
      value: format.number(value),
    });
  }

  /** The input held with a unit: the held one, where the layer has it. @param {number} layer */
  function near(layer) {
    const [heldLayer, input] = drawn?.held ?? [];
    return heldLayer === layer ? (input ?? 0) : 0;
  }

  /** @param {number} layer @param {number} input @param {number} unit */
  function hold(layer, input, unit) {
    send({ choose: { layer, input, unit } });
  }

  /** @param {NetworkMarks["places"]} places @returns {{ sheet: Sheet, marks: NetworkMarks } | null} */
  function wanted(places) {
    if (!size || !snapshot || !look) return null;
    const { edge, column, row } = focus;
    const named = edge !== null ? [column - 1, edge, row] : null;
    const said = size.width < NARROW ? letters(snapshot.model) : names(snapshot);
    const point = format.number(0.5).replace(/\d/g, "");
    const marks = { names: said, point, cursor, focus: focus.on ? [column, row] : null, named, places };
    return { sheet: sheetOf(size, look, NO_MARGINS), marks };
  }

  function paint() {
    if (!size || !snapshot || !look) return;
    const { layers, inputs, useBias } = snapshot.model;
    const shape = [size.width, size.height, inputs, useBias, snapshot.data.name];
    const key = [...shape, ...layers.map(({ units, activation }) => `${units} ${activation}`)].join();
    const now = [
      snapshot,
      key,
      look.palette.ink,
      size.scale,
      focus.edge,
      focus.on && focus.row,
      focus.column,
      cursor,
    ];
    if (now.every((value, index) => value === from[index])) return;
    from = now;
    const want = wanted(key !== laid);
    if (want) drawn = draw(canvas, want.sheet, { network: want.marks });
    laid = key;
  }

  /** Writes what the last drawing returned. */
  function settle() {
    if (!drawn || !snapshot) return;
    const { columns, dot, height, held: place, under, width } = drawn;
    if (columns) {
      for (const node of [canvas, room]) {
        style(node, "width", `${width}px`);
        style(node, "height", `${height}px`);
      }
      style(room, "--dot", `${2 * dot + 10}px`);
      lay(columns, snapshot);
      cut();
    }
    const now = place.join();
    attribute(held, "data-value", now);
    flag(room, "data-points", under !== null && under.kind !== "input");
    if (shown === now && !columns) return;
    shown = now;
    const [layer = 0, input = 0, unit = 0] = place;
    text(held, words("network.unit", { unit: unit + 1, layer: layer + 1 }) + ` · ${input + 1}`);
    tiles.forEach((column, index) =>
      column.forEach((tile, row) =>
        attribute(tile, "aria-pressed", index ? String(index - 1 === layer && row === unit) : null),
      ),
    );
    const tile = tiles[layer + 1]?.[unit];
    if (tile)
      scroll.scrollTo({
        left: tile.offsetLeft - scroll.clientWidth / 2,
        top: tile.offsetTop - scroll.clientHeight / 2,
      });
  }

  /** @param {ColumnPlace[]} columns @param {Snapshot} snapshot */
  function lay(columns, { model }) {
    const made = createTiles(columns, model, {
      words,
      letters: letters(model),
      entered: focus.enter,
      chosen: (layer, unit) => hold(layer, near(layer), unit),
    });
    tiles = made.tiles;
    room.replaceChildren(canvas, ...made.nodes);
    focus.rove();
  }

  /** Marks the edges at which the diagram is cut off. */
  function cut() {
    const { scrollLeft, scrollTop, clientWidth, clientHeight, scrollWidth, scrollHeight } = scroll;
    flag(box, "data-right", scrollLeft + clientWidth < scrollWidth - 1);
    flag(box, "data-below", scrollTop + clientHeight < scrollHeight - 1);
  }
  scroll.addEventListener("scroll", cut, { passive: true });

  /** Draws with the pointer at a place, and returns what is under it. @param {MouseEvent} event */
  function point(event) {
    const { left, top } = room.getBoundingClientRect();
    cursor = [event.clientX - left, event.clientY - top];
    paint();
    settle();
    return drawn?.under ?? null;
  }
  room.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(event));
  room.addEventListener("pointerleave", () => {
    cursor = null;
    paint();
    settle();
  });
  room.addEventListener("click", (event) => {
    if (event.target instanceof HTMLButtonElement) return;
    const under = point(event);
    if (under?.kind !== "weight") return;
    hold(under.layer, under.input, under.unit);
    say(sentence(under.layer, under.input, under.unit, under.value ?? 0));
  });
  room.addEventListener("keydown", focus.key);
  room.addEventListener("focusout", focus.leave);

  return {
    take(next, page) {
      snapshot = next;
      look = page;
    },
    paint,
    settle,
    still() {
      const want = wanted(false);
      if (!want || !drawn) return null;
      const { width, height } = drawn;
      return {
        sheet: { ...want.sheet, width, height },
        charts: [{ network: { ...want.marks, cursor: null } }],
      };
    },
  };
}
