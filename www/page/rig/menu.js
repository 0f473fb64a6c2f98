// The Show menu: marks on the stage, settings of model and data, pictures to save. Its content loads when it is first opened.

import { attribute, flag, make, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";

/** @import { Command, Generator, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Marks } from "../session/store.js" */

/** @type {(keyof Marks)[]} */
const MARKS = ["squares", "best", "start", "arrows", "rise", "trail"];
/** @type {(keyof Generator)[]} */
const GENERATED = ["n", "noise", "seed"];

/**
 * @param {HTMLElement} panel
 * @param {{
 *   words: Words, format: Format,
 *   send: (command: Command) => string | null,
 *   mark: (name: keyof Marks, on: boolean) => void,
 *   save: (kind: "png" | "svg") => void,
 * }} wiring
 */
export function createMenu(panel, { words, send, mark, save }) {
  /** @param {string} label @param {(on: boolean) => void} changed */
  function tick(label, changed) {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    box.addEventListener("change", () => changed(box.checked));
    return { box, row: make("label", { class: "pop__i" }, box, make("span", {}, label)) };
  }
  const marks = MARKS.map((name) => ({ name, ...tick(words(`show.${name}`), (on) => mark(name, on)) }));
  const scale = tick(words("show.scale"), (on) => send({ setScale: on }));
  attribute(scale.row, "title", words("show.scaleHelp"));

  /** @type {Generator | null} */
  let generator = null;
  const wrong = make("p", { class: "pop__wrong", role: "status" });
  /** Changes the generated data; returns why the change was refused, or null. @param {Partial<Generator>} changed */
  const generate = (changed) => (generator ? send({ setGenerator: { ...generator, ...changed } }) : null);
  const fields = GENERATED.map((name) => {
    const input = /** @type {HTMLInputElement} */ (
      make("input", {
        type: "text",
        role: "spinbutton",
        inputmode: "decimal",
        autocomplete: "off",
        "aria-label": words(`generator.${name}`),
      })
    );
    const field = createField(input, {
      set: (value) => generate({ [name]: value }),
      complain: (why) => text(wrong, why ?? ""),
      notANumber: words("field.notANumber"),
      reason: wrong,
      done: () => send("settle"),
    });
    const row = make("label", { class: "pop__f" }, make("span", {}, words(`generator.${name}`)), input);
    return { name, field, row };
  });
  const another = make("button", { class: "btn btn--line", type: "button" }, words("generator.another"));
  another.addEventListener("click", () => {
    text(wrong, generate({ seed: (generator?.seed ?? 0) + 1 }) ?? "");
    send("settle");
  });
  const generated = make("div", { class: "pop__group" }, ...fields.map(({ row }) => row), wrong, another);

  const pictures = /** @type {const} */ (["png", "svg"]).map((kind) => {
    const button = make("button", { class: "btn btn--line", type: "button" }, words(`show.${kind}`));
    button.addEventListener("click", () => save(kind));
    return button;
  });
  panel.replaceChildren(
    ...marks.map(({ row }) => row),
    make("div", { class: "pop__group" }, scale.row),
    generated,
    make("div", { class: "pop__group pop__group--row" }, ...pictures),
  );

  return {
    /** @param {Snapshot} snapshot @param {{ marks: Marks }} page */
    update({ data, training }, page) {
      for (const { name, box } of marks) box.checked = page.marks[name];
      scale.box.checked = training.scale;
      generator = data.generator;
      flag(generated, "hidden", generator === null);
      for (const { name, field } of fields) {
        const value = generator && generator[name];
        field.update(value, value === null ? "" : String(value));
      }
    },
  };
}
