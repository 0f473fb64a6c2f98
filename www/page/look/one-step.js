// One step: the arithmetic of the next update, with the numbers of its batch, as on paper.

import { attribute, flag, icon, letter, make, text } from "../parts/dom.js";

/** @import { Snapshot, Step, StepRow } from "../session/two_knobs.d.ts" */
/** @import { Inside, View } from "../session/store.js" */

/** Milliseconds between two tables while training runs, because nobody reads faster. */
const CALM = 100;

/** @param {HTMLElement} root @param {Inside} inside */
export function createPane(root, { words, format, send, step: ask }) {
  let shown = -CALM;

  // ---------- the parts, made once ----------
  const lead = make("p", { class: "one__lead" });
  const looks = make("span", {});
  lead.append(looks, make("span", { class: "one__rule" }, words("one.rule")));
  const heads = Array.from({ length: 6 }, (_, i) =>
    make("th", { scope: "col", class: i > 2 && i < 5 ? "loss" : "" }),
  );
  const body = make("tbody", {});
  const rest = make("td", { class: "one__rest", colspan: "6" });
  const restRow = make("tr", {}, rest);
  const means = Array.from({ length: 3 }, (_, i) => make("td", { class: i < 2 ? "loss" : "" }));
  const foot = make("tr", {}, make("th", { scope: "row", colspan: "3" }, words("one.mean")), ...means);
  const table = make(
    "table",
    { class: "tbl", "aria-label": words("one.table") },
    make("thead", {}, make("tr", {}, ...heads)),
    body,
    make("tfoot", {}, restRow, foot),
  );
  const lines = [line("w"), line("b")];
  const sums = make("ol", { class: "upd" }, ...lines.map(({ item }) => item));
  const says = make("p", { id: "one-says" });
  const take = make("button", { class: "btn btn--line", type: "button", "data-part": "take" }, icon("step"));
  take.append(make("span", {}, words("one.take")));
  take.addEventListener("click", () => send("step"));
  const notes = make("div", { class: "one__notes" }, says);
  const one = make(
    "div",
    { class: "one" },
    lead,
    table,
    sums,
    make("div", { class: "one__say" }, notes, take),
  );
  const none = make("p", { class: "pane__none" }, words("one.network"));
  root.replaceChildren(one, none);

  /** @type {{ row: HTMLElement, cells: HTMLElement[] }[]} */
  const rows = [];
  /** @param {"w" | "b"} name */
  function line(name) {
    const sum = make("span", { class: "upd__t" });
    const result = make("b", { class: name });
    const key = make("span", { class: `upd__k upd__k--${name}` }, letter(name));
    const item = make("li", { "data-part": `update-${name}` }, key, sum, result);
    return { name, item, sum, result };
  }

  /** @param {number} index */
  function rowAt(index) {
    const known = rows[index];
    if (known) return known;
    const cells = Array.from({ length: 6 }, (_, i) => make("td", { class: i > 2 && i < 5 ? "loss" : "" }));
    const made = { row: make("tr", {}, ...cells), cells };
    rows.push(made);
    body.append(made.row);
    return made;
  }

  // ---------- what they say ----------
  /** Writes a column's name and letter: "size x". @param {HTMLElement} head @param {string} name @param {string} symbol */
  function head(head, name, symbol) {
    const said = name === symbol ? "" : `${name} `;
    if (head.textContent !== said + symbol) head.replaceChildren(said, letter(symbol));
  }

  /** @param {Step} step @param {boolean} scaled */
  function paintRows({ rows: shown, pullIsMiss, batch, meanPull, meanPullX }, scaled) {
    const largest = (/** @type {(row: StepRow) => number} */ of) =>
      Math.max(...shown.map((row) => Math.abs(of(row))));
    const column = (/** @type {(row: StepRow) => number} */ of) => format.column(largest(of));
    const x = scaled ? column((row) => row.x) : format.given;
    const guess = column((row) => row.guess);
    const miss = column((row) => row.miss);
    const pull = column((row) => row.pull);
    const product = column((row) => row.pull * row.x);
    shown.forEach((values, i) => {
      const { row, cells } = rowAt(i);
      flag(row, "hidden", false);
      const { x: at, y, guess: answer, miss: off, pull: by } = values;
      [x(at), format.given(y), guess(answer), miss(off), pull(by), product(by * at)].forEach((said, j) => {
        const cell = cells[j];
        if (cell) text(cell, said);
      });
      if (cells[4]) flag(cells[4], "hidden", pullIsMiss);
    });
    rows.slice(shown.length).forEach(({ row }) => flag(row, "hidden", true));
    const [missMean, pullMean, productMean] = means;
    if (heads[4]) flag(heads[4], "hidden", pullIsMiss);
    if (pullMean) flag(pullMean, "hidden", pullIsMiss);
    if (missMean) text(missMean, pullIsMiss ? pull(meanPull) : "");
    if (pullMean) text(pullMean, pull(meanPull));
    if (productMean) text(productMean, product(meanPullX));
    flag(restRow, "hidden", batch <= shown.length);
    text(rest, words("one.rest", { count: batch - shown.length }));
    return { pull, product };
  }

  /** @param {Step} step @param {{ pull: (value: number) => string, product: (value: number) => string }} as @param {Snapshot} snapshot @param {View} page */
  function paintSums({ before, after, factor, learningRate, meanPull, meanPullX }, as, snapshot, page) {
    const times = factor === 1 ? "" : ` × ${factor}`;
    lines.forEach(({ name, item, sum, result }, i) => {
      const [old = 0, next = 0] = [before[i], after[i]];
      const said = format.change(old, next);
      flag(item, "hidden", snapshot[name].off);
      const mean = name === "w" ? as.product(meanPullX) : as.pull(meanPull);
      const still = snapshot[name].frozen ? "one.frozen" : page.held[name] ? "one.held" : null;
      text(sum, still ? words(still) : `${said(old)} − ${format.rate(learningRate)}${times} × (${mean})`);
      text(result, `= ${said(next)}`);
    });
  }

  /** Says in a sentence or two what the numbers mean. @param {Step} step @param {Snapshot} snapshot */
  function meaning({ batch, total, meanPull, before, after, pullIsMiss, more }, { b, model, training }) {
    const said = [];
    const [w, lift] = [after[0] - before[0], after[1] - before[1]];
    const way = meanPull < 0 ? "low" : "high";
    if (batch < total) said.push(words("one.noisy"));
    else if (!b.off && pullIsMiss && w * lift > 0 && meanPull !== 0)
      said.push(words(model.isLine ? `one.${way}` : `one.${way}Curve`));
    else if (pullIsMiss) said.push(words("one.against"));
    if (!pullIsMiss) said.push(words("one.pull"));
    if (training.scale) said.push(words("one.scaled"));
    if (more) said.push(words("one.more"));
    return said.join(" ");
  }

  return {
    /** @param {Snapshot} snapshot @param {View} page */
    update(snapshot, page) {
      const now = performance.now();
      if (page.playing && now - shown < CALM) return;
      shown = now;
      const step = ask();
      flag(one, "hidden", step === null);
      flag(none, "hidden", step !== null);
      if (!step) return;
      const { data, training } = snapshot;
      const kind = data.y.name === "price" ? "houses" : "points";
      const { batch: count, total } = step;
      text(
        looks,
        count < total
          ? words(`one.${kind}.some`, { count: format.count(total), batch: format.count(count) })
          : words(`one.${kind}.all`, { count: format.count(total) }),
      );
      const [x, y, guess, miss, pull, product] = heads;
      if (!x || !y || !guess || !miss || !pull || !product) return;
      head(x, words(`quantity.${data.x.name}`), "x");
      head(y, words(`quantity.${data.y.name}`), "y");
      head(guess, words("table.guess"), "ŷ");
      text(miss, words("one.miss"));
      text(pull, words("one.pullHead"));
      text(product, words(step.pullIsMiss ? "one.missX" : "one.pullX"));
      paintSums(step, paintRows(step, training.scale), snapshot, page);
      text(says, meaning(step, snapshot));
      flag(take, "disabled", page.playing);
      attribute(root, "data-batch", String(count));
    },
    paint() {},
  };
}
