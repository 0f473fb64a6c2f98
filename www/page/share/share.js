// The dialog that makes links and embed code. A separate experiment holds the state with which readers start; the dialog writes the
// link of that experiment. Loaded when the dialog first opens.

import { attribute, flag, icon, make, options, radios, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";
import { isMessage, say } from "../words/i18n.js";

/** @import { Command, Display, Lab, Theme } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Key, Words } from "../words/i18n.js" */
/** @import { Made } from "./share-code.js" */
/** @import { Tick } from "./snippets.js" */
/** @import { Marks } from "../session/store.js" */

/** @type {[number, number][]} */
const SIZES = [
  [640, 480],
  [360, 560],
];
const SMALLEST = 200;
const LARGEST = 4000;
/** @type {Theme[]} */
const THEMES = ["auto", "light", "dark"];

/**
 * @param {HTMLDialogElement} dialog
 * @param {{
 *   words: Words, format: Format,
 *   snippets: typeof import("./snippets.js"),
 *   code: { node: HTMLElement, update: (made: Made) => void, close: () => void },
 *   lessons: { name: string, title: Key }[],
 *   scratch: (link: string) => Lab,
 *   now: () => { link: string, display: Display, marks: Marks },
 * }} wiring `now` returns what the page shows, `scratch` opens the separate experiment
 */
export function createShare(dialog, { words, format, snippets, code, lessons, scratch, now }) {
  const { TICKS, compact, whole, fresh } = snippets;
  /** The page's address without its state. A copy may name the hosted folder's address, which is then used instead. */
  const here = location.href.replace(/[?#].*$/s, "");
  const hosted = document.querySelector('meta[name="base-url"]');
  const address = hosted instanceof HTMLMetaElement ? hosted.content : here;
  let lab = scratch("");
  let view = now().display;
  const ticks = { ...TICKS };
  let [width, height] = SIZES[0] ?? [LARGEST, LARGEST];

  // ---------- what readers see ----------
  const boxes = /** @type {Tick[]} */ (Object.keys(TICKS)).map((name) => {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
    box.addEventListener("change", () => {
      ticks[name] = box.checked;
      write();
    });
    return { name, box, row: make("label", { class: "opt" }, box, make("span", {}, words(`share.${name}`))) };
  });

  // ---------- what readers start with ----------
  const wrong = make("p", { class: "dlg__wrong", role: "status" });
  /** Sends a command; returns the sentence that says why it was refused, or null. @param {Command} command */
  function ask(command) {
    try {
      lab.apply(command);
    } catch (error) {
      if (!isMessage(error)) throw error;
      return say(words, error, format.tick);
    }
    write();
    return null;
  }
  /** @param {(value: number) => string | null} set @param {HTMLElement} reason @param {() => string | null} [clear] */
  function typed(set, reason, clear) {
    const input = /** @type {HTMLInputElement} */ (
      make("input", { type: "text", role: "spinbutton", inputmode: "decimal", autocomplete: "off" })
    );
    const complain = (/** @type {string | null} */ why) => text(reason, why ?? "");
    const wiring = { set, reason, complain, notANumber: words("field.notANumber") };
    return { ...createField(input, { ...wiring, ...(clear && { clear }) }), input };
  }
  /**
   * @param {"w" | "b" | "rate" | "target"} name also the row's class @param {(value: number) => Command} command
   * @param {() => string | null} [clear]
   */
  function field(name, command, clear) {
    const made = typed((value) => ask(command(value)), wrong, clear);
    attribute(made.input, "aria-label", words(`share.${name}.name`));
    const caption = make(name.length === 1 ? "var" : "span", {}, words(`share.${name}`));
    return { ...made, row: make("label", { class: name }, caption, made.input) };
  }
  const w = field("w", (value) => ({ setWeight: value }));
  const b = field("b", (value) => ({ setBias: value }));
  const rate = field("rate", (value) => ({ setLearningRate: value }));
  const target = field(
    "target",
    (value) => ({ setTarget: value }),
    () => ask({ setTarget: null }),
  );
  attribute(target.input, "placeholder", words("share.none"));
  const data = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": words("share.data.name") }));
  data.addEventListener("change", () => {
    const name = lab.snapshot().data.choices.find((choice) => choice === data.value);
    if (name) text(wrong, ask({ setData: name }) ?? "");
  });
  const lesson = /** @type {HTMLSelectElement} */ (
    make("select", { "aria-label": words("share.withLesson") })
  );
  lesson.addEventListener("change", () => {
    view = { ...view, lesson: lesson.value || null };
    ticks.lesson = view.lesson !== null;
    write();
  });
  const asNow = make("button", { class: "dlg__link", type: "button" }, words("share.asNow"));
  asNow.addEventListener("click", () => {
    restart();
    write();
  });

  // ---------- size and theme ----------
  const named = SIZES.map((size) => size.join(" × "));
  const sizes = radios(
    words("share.size"),
    [...named, "custom"].map((value) => ({
      value,
      label: value === "custom" ? words("share.custom") : value,
    })),
    (value) => {
      const size = SIZES[named.indexOf(value)];
      flag(custom, "hidden", size !== undefined);
      if (size) [width, height] = size;
      write();
    },
  );
  const badSize = make("p", { class: "dlg__wrong", role: "status" });
  /** @param {"width" | "height"} name @param {(value: number) => void} set */
  function side(name, set) {
    const made = typed((value) => {
      if (!Number.isInteger(value) || value < SMALLEST || value > LARGEST)
        return words("share.sizeRange", { min: SMALLEST, max: LARGEST });
      set(value);
      write();
      return null;
    }, badSize);
    return { ...made, row: make("label", {}, make("span", {}, words(`share.${name}`)), made.input) };
  }
  const across = side("width", (value) => (width = value));
  const down = side("height", (value) => (height = value));
  const custom = make("div", { class: "sides", hidden: "" }, across.row, down.row, badSize);
  const themes = radios(
    words("share.theme"),
    THEMES.map((value) => ({ value, label: words(`share.theme.${value}`) })),
    (value) => {
      view = { ...view, theme: THEMES.find((theme) => theme === value) ?? "auto" };
      write();
    },
  );

  // ---------- the dialog ----------
  /** @param {"see" | "start" | "size" | "theme"} name @param {Node[]} content */
  const set = (name, ...content) =>
    make("fieldset", {}, make("legend", {}, words(`share.${name}`)), ...content);
  const close = make("button", { class: "btn btn--quiet btn--icon", type: "button" }, "×");
  attribute(close, "aria-label", words("share.close"));
  close.addEventListener("click", () => dialog.close());
  /** A select with the page's own chevron. @param {"data" | "withLesson"} name also the row's class @param {HTMLSelectElement} select */
  const pick = (name, select) => {
    return make(
      "label",
      { class: `pick-one ${name}` },
      make("span", {}, words(`share.${name}`)),
      select,
      icon("chevron"),
    );
  };
  dialog.replaceChildren(
    make("header", { class: "dlg__h" }, make("h2", {}, words("share.heading")), close),
    make(
      "div",
      { class: "dlg__b" },
      make(
        "form",
        { class: "dlg__f" },
        set("see", make("div", { class: "opts" }, ...boxes.map(({ row }) => row))),
        set(
          "start",
          make(
            "div",
            { class: "starts" },
            ...[w.row, b.row, rate.row, pick("data", data), target.row, pick("withLesson", lesson)],
          ),
          wrong,
          asNow,
        ),
        set("size", sizes.group, custom),
        set("theme", themes.group),
      ),
      code.node,
    ),
  );
  dialog.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => code.close());

  /** Writes link, code and preview anew from the choices. */
  function write() {
    const { model, data: points, training, w: weight, b: bias } = lab.snapshot();
    for (const { name, box } of boxes) box.checked = ticks[name];
    w.update(weight.value, format.plain(weight.value));
    b.update(bias.value, format.plain(bias.value));
    rate.update(training.learningRate, format.exact(training.learningRate));
    target.update(training.target, training.target === null ? "" : format.exact(training.target));
    for (const { row } of [w, b]) flag(row, "hidden", !model.isNeuron);
    flag(b.input, "disabled", bias.off);
    const choices = points.choices.map((value) => ({ value, label: words(`data.${value}`) }));
    options(data, choices, points.name);
    const titles = lessons.map(({ name, title }) => ({ value: name, label: words(title) }));
    options(lesson, [{ value: "", label: words("share.none") }, ...titles], view.lesson ?? "");
    sizes.choose(custom.hidden ? `${width} × ${height}` : "custom");
    across.update(width, String(width));
    down.update(height, String(height));
    themes.choose(view.theme);

    const start = scratch(fresh(lab.link(view)));
    const link = address + start.link(whole(view, ticks));
    const hash = start.link(compact(view, ticks));
    start.free();
    code.update({ link, framed: address + hash, preview: here + hash, width, height });
  }

  /** Makes readers start with the page's present state. */
  function restart() {
    lab.free();
    lab = scratch(fresh(now().link));
    text(wrong, "");
  }

  return {
    open() {
      const { display, marks } = now();
      view = { ...display, autoplay: false };
      const { arrows, best, squares } = marks;
      Object.assign(ticks, TICKS, { arrows, best, squares });
      restart();
      dialog.showModal();
      write();
    },
  };
}
