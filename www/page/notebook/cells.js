// The notebook's cells as Jupyter shows them. Unchanged parts keep their nodes, so that a number keeps the focus or the drag.

import { attribute, flag, make, text } from "../parts/dom.js";
import { say } from "../words/i18n.js";

/** @import { Badge, Cell, Line, Notebook, Output, Span, Token } from "../session/two_knobs_extras.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Scrub } from "./scrub.js" */

/**
 * @param {HTMLElement} root
 * @param {{
 *   words: Words, format: Format, scrubs: Record<"w" | "b", Scrub>, setter: Node[], fix: () => void,
 * }} wiring `setter`: nodes under the cell that sets the weights; `fix` repairs a wrong turn
 */
export function createCells(root, { words, format, scrubs, setter, fix }) {
  /** The kind of each node: everything that it shows besides its text. @type {WeakMap<Node, string>} */
  const kinds = new WeakMap();
  /** @type {Map<string, ReturnType<typeof createCell>>} */
  const cells = new Map();

  /**
   * Makes a parent's children show a list, keeping those whose kind is the same.
   * @template T
   * @param {HTMLElement} parent @param {T[]} list @param {(item: T) => string} kind
   * @param {(item: T) => HTMLElement} create @param {(node: HTMLElement, item: T) => void} fill
   */
  function each(parent, list, kind, create, fill) {
    list.forEach((item, i) => {
      const old = parent.children[i];
      let node = old instanceof HTMLElement && kinds.get(old) === kind(item) ? old : null;
      if (!node) {
        node = create(item);
        kinds.set(node, kind(item));
        if (old) old.replaceWith(node);
        else parent.append(node);
      }
      fill(node, item);
    });
    while (parent.children.length > list.length) parent.lastElementChild?.remove();
  }

  /** @param {HTMLElement} parent @param {Token[]} tokens */
  function code(parent, tokens) {
    each(
      parent,
      tokens,
      ({ kind, knob, scrub }) => `${kind} ${knob} ${scrub}`,
      ({ kind, knob, scrub }) => {
        if (knob && scrub) return scrubs[knob].node;
        return knob
          ? make("span", { class: `tok ${knob}`, "data-knob": knob })
          : make("span", { class: `tok tok--${kind}` });
      },
      (node, token) => token.scrub || text(node, token.text),
    );
  }

  /** @param {HTMLElement} parent @param {Span[]} spans */
  function printed(parent, spans) {
    // A list of arrays that is too long for its line breaks between two arrays, not within one.
    const pieces = spans.map((span, at) => ({ ...span, whole: spans[at + 1]?.text.startsWith("dtype") }));
    each(
      parent,
      pieces,
      ({ knob, held, whole }) => `${knob} ${held} ${whole}`,
      ({ knob, held, whole }) => {
        if (knob) return make("span", { class: held ? `${knob} is-held` : knob, "data-knob": knob });
        return make("span", whole ? { class: "whole" } : {});
      },
      (node, span) => text(node, span.text),
    );
  }

  /** @param {HTMLElement} line @param {Badge | null} badge */
  function shape(line, badge) {
    const old = line.children[1];
    if (!badge) return old?.remove();
    const axes = badge.axes.map((axis) => say(words, axis, format.tick)).join(", ");
    const hint = say(words, badge.hint, format.tick);
    const said = badge.wrong ? axes : `(${axes})`;
    const kind = `shape shape--${badge.wrong ? "wrong" : badge.knob}`;
    const node = old ?? make("span", {}, make("span", {}), make("span", { class: "sr" }));
    if (!old) line.append(node);
    attribute(node, "class", kind);
    attribute(node, "data-knob", badge.knob);
    attribute(node, "title", hint);
    if (node.firstElementChild) text(node.firstElementChild, said);
    if (node.lastElementChild) text(node.lastElementChild, ` ${hint}`);
  }

  /** @param {HTMLElement} parent @param {Line[]} lines */
  function lines(parent, lines) {
    const made = () => make("span", { class: "ln" }, make("span", { class: "ln__t" }));
    each(
      parent,
      lines,
      () => "line",
      made,
      (node, line) => {
        if (node.firstElementChild instanceof HTMLElement) code(node.firstElementChild, line.tokens);
        shape(node, line.badge);
      },
    );
  }

  /** @param {HTMLElement} parent @param {Output[]} outputs @param {number | null} prompt */
  function outputs(parent, outputs, prompt) {
    each(
      parent,
      outputs,
      ({ kind }) => kind,
      ({ kind }) => {
        const shown = make("pre", { class: kind === "error" ? "out out--error" : "out" });
        return make("div", { class: "cell__row" }, make("span", { class: "prompt" }), shown);
      },
      (node, output) => {
        const [label, shown] = Array.from(node.children);
        if (label) text(label, output.kind === "out" && prompt !== null ? `Out[${prompt}]:` : "");
        if (!(shown instanceof HTMLElement)) return;
        const line = () => make("span", { class: "out__l" });
        each(shown, output.lines, () => "line", line, printed);
      },
    );
  }

  /** @param {Cell["name"]} name */
  function createCell(name) {
    const prompt = make("span", { class: "prompt" });
    const listing = make("code", {});
    const more = make("button", { class: "cell__more", type: "button", "aria-expanded": "false" });
    const shown = make("pre", { class: "code", dir: "ltr" }, listing);
    const input = make(
      "div",
      { class: "cell__row" },
      prompt,
      make("div", { class: "cell__in" }, shown, more),
    );
    const results = make("div", { class: "cell__outs", dir: "ltr" });
    const note = make("p", { class: "cell__note" });
    const plain = make("p", {});
    const from = make("code", { dir: "ltr" });
    const to = make("code", { dir: "ltr" });
    const repair = make("button", { class: "btn btn--ink", type: "button" }, words("notebook.fix"));
    repair.addEventListener("click", fix);
    const arrow = make("span", { class: "plain__to", "aria-hidden": "true" }, "→");
    const card = make(
      "div",
      { class: "plain" },
      plain,
      make("p", { class: "plain__fix" }, from, arrow, to, repair),
    );
    const label = words(`notebook.cell.${name}`);
    const node = make("section", { class: "cell", "data-cell": name, "aria-label": label });
    node.append(input, results, card, note);
    if (name === "set") node.append(...setter);
    let open = false;
    /** @type {Cell} */
    let last;
    more.addEventListener("click", () => {
      open = !open;
      update(last);
    });

    /** @param {Cell} cell */
    function update(cell) {
      last = cell;
      const folded = cell.folded && !open;
      node.classList.toggle("is-live", cell.live);
      text(prompt, `In [${cell.prompt ?? " "}]:`);
      lines(listing, folded ? cell.code.slice(0, 1) : cell.code);
      flag(more, "hidden", !cell.folded || cell.code.length < 2);
      attribute(more, "aria-expanded", String(open));
      text(more, open ? words("notebook.less") : words("notebook.more", { count: cell.code.length - 1 }));
      outputs(results, cell.output, cell.prompt);
      flag(card, "hidden", cell.wrong === null);
      if (cell.wrong) {
        const lead = words("notebook.plain");
        const cause = say(words, cell.wrong.plain, format.tick);
        if (plain.textContent !== `${lead} ${cause}`) plain.replaceChildren(make("b", {}, lead), ` ${cause}`);
        code(from, cell.wrong.from);
        code(to, cell.wrong.to);
      }
      text(note, cell.note ? say(words, cell.note, format.tick) : "");
      flag(note, "hidden", cell.note === null);
    }
    return { node, update };
  }

  // Browsers leave the text of a field out of a copied selection, so the numbers are put in here.
  root.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (event.target instanceof HTMLInputElement || !selection?.rangeCount || !event.clipboardData) return;
    const copied = selection.getRangeAt(0).cloneContents();
    for (const aside of copied.querySelectorAll(".prompt, .shape, .cell__more, .pick, .cell__note"))
      aside.remove();
    for (const field of copied.querySelectorAll("input")) field.replaceWith(field.value);
    for (const line of copied.querySelectorAll(".ln, .out__l")) line.append("\n");
    event.clipboardData.setData("text/plain", (copied.textContent ?? "").replace(/\n$/, ""));
    event.preventDefault();
  });

  /** The live cell. @type {HTMLElement | null} */
  let live = null;

  return {
    live: () => live,
    /** @param {Notebook} notebook */
    update(notebook) {
      for (const [name, { node }] of cells) {
        if (notebook.cells.some((cell) => cell.name === name)) continue;
        node.remove();
        cells.delete(name);
      }
      /** @type {HTMLElement | null} */
      let last = null;
      for (const cell of notebook.cells) {
        let shown = cells.get(cell.name);
        if (!shown) {
          shown = createCell(cell.name);
          cells.set(cell.name, shown);
          root.insertBefore(shown.node, last ? last.nextSibling : root.firstChild);
        }
        shown.update(cell);
        last = shown.node;
        if (cell.live) live = shown.node;
      }
    },
  };
}
