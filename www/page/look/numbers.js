// The numbers: an editable table of the points, with each point's prediction and error, and the mean that is the loss.

import { attribute, flag, icon, letter, make, text } from "../parts/dom.js";
import { isMessage, say } from "../words/i18n.js";
import { createPaste } from "../parts/paste.js";
import { createPointRow } from "./point-row.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Inside, View } from "../session/store.js" */
/** @import { IconName } from "../parts/parts.d.ts" */
/** @import { PointRow } from "./point-row.js" */

/** How many rows are shown at a time. */
const PAGE = 50;

/** @param {HTMLElement} root @param {Inside} inside */
export function createPane(root, { words, format, send, table: ask, save, extras }) {
  let first = 0;
  /** @type {Snapshot} */
  let snapshot;
  let playing = false;

  // ---------- what can be done ----------
  /** @param {string} kind @param {string} name @param {IconName} symbol @param {string} [shown] */
  function button(kind, name, symbol, shown) {
    const made = make("button", { class: `btn ${kind}`, type: "button" }, icon(symbol));
    if (shown) made.append(make("span", {}, shown));
    else {
      attribute(made, "aria-label", name);
      attribute(made, "title", name);
    }
    return made;
  }
  const undo = button("btn--quiet btn--icon", words("numbers.undo"), "undo");
  const redo = button("btn--quiet btn--icon", words("numbers.redo"), "redo");
  undo.addEventListener("click", () => send("undo"));
  redo.addEventListener("click", () => send("redo"));
  const csv = button("btn--line", "", "download", words("file.csv"));
  csv.addEventListener("click", () => save("points.csv"));
  const paste = createPaste({ words, of: "paste", example: "1, 300\n2, 500", use: replace });
  const tools = make("div", { class: "nums__tools" }, undo, redo, paste.opener, csv);

  // ---------- the table ----------
  const heads = Array.from({ length: 6 }, (_, i) =>
    make("th", { role: "columnheader", class: i > 3 ? "loss" : "" }),
  );
  const lastHead = make(
    "th",
    { class: "tbl__x" },
    make("span", { class: "sr" }, words("numbers.removeHead")),
  );
  const body = make("tbody", { role: "rowgroup" });
  const add = button("btn--quiet", "", "plus", words("numbers.add"));
  add.addEventListener("click", addPoint);
  const addCell = make("td", { class: "tbl__add", role: "cell" }, add);
  const mean = make("th", { class: "tbl__mean", role: "rowheader" });
  const loss = make("td", { class: "loss", role: "cell" }, make("b", {}));
  const footEnd = make("td", { role: "cell" });
  const table = make(
    "table",
    { class: "tbl tbl--edit", role: "table", "aria-label": words("numbers.table") },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...heads, lastHead)),
    body,
    make("tfoot", { role: "rowgroup" }, make("tr", { role: "row" }, addCell, mean, loss, footEnd)),
  );
  table.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\n\t;]/.test(pasted.trim())) return;
    event.preventDefault();
    paste.fill(pasted);
  });

  const back = button("btn--line btn--icon", words("numbers.back"), "earlier");
  const on = button("btn--line btn--icon", words("numbers.on"), "later");
  const where = make("span", { role: "status" });
  const pager = make("div", { class: "nums__pager" }, back, where, on);
  back.addEventListener("click", () => turnTo(first - PAGE));
  on.addEventListener("click", () => turnTo(first + PAGE));
  const note = make("p", { class: "nums__note" });
  const wrong = make("p", { class: "nums__wrong", role: "alert" });
  root.replaceChildren(make("div", { class: "nums" }, tools, paste.panel, table, wrong, pager, note));

  /** @type {PointRow[]} */
  const rows = [];
  /** The rows in view: while training runs, only they are updated. @type {Set<Element>} */
  const seen = new Set();
  const sight = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes)
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    paintRows();
  });
  /** @param {number} place */
  function rowAt(place) {
    const known = rows[place];
    if (known) return known;
    const made = createPointRow({ words, format, change, remove, go, id: place });
    rows.push(made);
    sight.observe(made.main);
    body.append(...made.rows);
    return made;
  }

  /** Replaces the points by those in a text. @param {string} points */
  async function replace(points) {
    const { read_points: read } = await extras();
    try {
      return send({ set: read(points) });
    } catch (error) {
      if (isMessage(error)) return say(words, error, format.tick);
      throw error;
    }
  }

  /** @param {number} row @param {number[]} values */
  function change(row, [x = 0, y = 0]) {
    const why = send({ movePoint: { row, x, y } });
    // A typed number gets its own undo step.
    if (why === null) send("settle");
    return why;
  }

  /** @param {number} row */
  function remove(row) {
    text(wrong, send({ removePoint: row }) ?? "");
    const next = Math.min(row, snapshot.data.rows - 1) - first;
    const cross = rows[next]?.cross;
    (cross?.hasAttribute("disabled") ? rows[next]?.fields[0] : cross)?.focus();
  }

  /** Adds a point on the stage, beside the last one. */
  function addPoint() {
    const { x, y } = snapshot.axes;
    const tick = (/** @type {number[]} */ ticks, /** @type {number} */ at) => ticks[at % ticks.length] ?? 0;
    const height = snapshot.lossName === "bce" ? 1 : tick(y.ticks, y.ticks.length >> 1);
    const why = send({ addPoint: { x: tick(x.ticks, snapshot.data.rows), y: height } });
    text(wrong, why ?? "");
    if (why === null) go(snapshot.data.rows - 1, 0);
  }

  /** Moves the focus to a field, if that field exists. @param {number} row @param {number} column */
  function go(row, column) {
    if (row < 0 || row >= snapshot.data.rows) return;
    turnTo(row - (row % PAGE));
    const field = rows[row - first]?.fields[column];
    field?.focus();
    field?.select();
  }

  /** @param {number} to */
  function turnTo(to) {
    if (to === first) return;
    first = to;
    paintRows();
  }

  // ---------- painting ----------
  /** @param {HTMLElement | undefined} head @param {string} name @param {string} symbol */
  function head(head, name, symbol) {
    const said = name === symbol.slice(0, 1) ? "" : `${name} `;
    if (head && head.textContent !== said + symbol) head.replaceChildren(said, letter(symbol));
  }

  function paintRows() {
    const { data } = snapshot;
    const { inputs } = data;
    const { values, stride } = ask();
    while (first > 0 && first >= data.rows) first -= PAGE;
    const shown = Math.min(PAGE, data.rows - first);
    // Each column's largest number decides how many decimals the column shows.
    const largest = [0, 0, 0];
    for (let place = 0; place < shown; place += 1)
      for (let i = 0; i < 3; i += 1) {
        const size = Math.abs(values[(first + place) * stride + inputs + 1 + i] ?? 0);
        if (!(size <= (largest[i] ?? 0))) largest[i] = size;
      }
    const columns = largest.map(format.column);
    for (let place = 0; place < shown; place += 1) {
      const row = rowAt(place);
      const at = (first + place) * stride;
      if (playing && !seen.has(row.main)) continue;
      row.show(first + place, inputs === 1, data.rows === 1);
      row.update(
        Array.from(values.subarray(at, at + inputs + 1)),
        columns.map((column, i) => column(values[at + inputs + 1 + i] ?? 0)),
      );
    }
    rows.slice(shown).forEach((row) => row.show(null, true, false));
    flag(pager, "hidden", data.rows <= PAGE);
    const [from, to, count] = [first + 1, first + shown, data.rows].map(format.count);
    text(where, words("numbers.where", { from: from ?? "", to: to ?? "", total: count ?? "" }));
    flag(back, "disabled", first === 0);
    flag(on, "disabled", first + PAGE >= data.rows);
  }

  function paintHeads() {
    const { data, lossName } = snapshot;
    const single = data.inputs === 1;
    const [x, x2, y, guess, miss, own] = heads;
    head(x, single ? words(`quantity.${data.x.name}`) : "x", single ? "x" : "x₁");
    head(x2, "x", "x₂");
    if (x2) flag(x2, "hidden", single);
    head(y, words(`quantity.${data.y.name}`), "y");
    head(guess, words("table.guess"), "ŷ");
    if (miss) text(miss, words("table.miss"));
    if (own) text(own, words(`table.${lossName}`));
    flag(lastHead, "hidden", !single);
    flag(footEnd, "hidden", !single);
    table.classList.toggle("tbl--plain", !single);
    flag(add, "hidden", !single);
    text(mean, words("one.mean"));
    text(note, words(single ? "numbers.note" : "numbers.twoInputs"));
  }

  return {
    /** @param {Snapshot} next @param {View} page */
    update(next, page) {
      const other = snapshot?.data.version !== next.data.version;
      if (other) text(wrong, "");
      snapshot = next;
      // New points are written to all rows, even while training runs.
      playing = page.playing && !other;
      flag(undo, "disabled", !next.canUndo);
      flag(redo, "disabled", !next.canRedo);
      paintHeads();
      paintRows();
      if (loss.firstElementChild) text(loss.firstElementChild, format.small(next.loss));
    },
    paint() {},
  };
}
