// Copies the experiment out to Python: as a script, as weights in text, as a file. Where the clipboard may not be used, the text
// is selected and can be copied by hand.

import { disclose, flag, icon, make, options, text } from "../parts/dom.js";
import { createField } from "../parts/field.js";
import { download } from "../parts/download.js";

/** @import { Inside } from "../session/store.js" */

const FORMS = /** @type {const} */ (["tfKeras", "keras", "weights", "json"]);
const MOST_EPOCHS = 100_000;

/** @param {Pick<Inside, "words" | "extras" | "link">} wiring */
export function createCopy({ words, extras, link }) {
  /** @type {typeof FORMS[number]} */
  let form = "tfKeras";
  /** The number of epochs that a person typed. @type {number | null} */
  let asked = null;
  let epochs = 100;

  const opener = make(
    "button",
    { class: "btn btn--line", type: "button", "aria-expanded": "false", "aria-controls": "copy-out" },
    words("copy.open"),
  );
  const kind = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": words("copy.as") }));
  options(
    kind,
    FORMS.map((value) => ({ value, label: words(`copy.as.${value}`) })),
    form,
  );
  const field = /** @type {HTMLInputElement} */ (
    make("input", {
      class: "copy__epochs",
      type: "text",
      role: "spinbutton",
      inputmode: "numeric",
      "aria-label": words("copy.epochs"),
      autocomplete: "off",
    })
  );
  const area = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { class: "paste__text", rows: "8", readonly: "", spellcheck: "false", dir: "ltr" })
  );
  area.setAttribute("aria-label", words("copy.text"));
  const copy = make("button", { class: "btn btn--ink", type: "button" }, words("copy.copy"));
  const save = make("button", { class: "btn btn--line", type: "button" }, words("copy.save"));
  const npz = make("button", { class: "btn btn--line", type: "button" }, words("copy.npz"));
  const close = make("button", { class: "btn btn--quiet", type: "button" }, words("paste.close"));
  const said = make("p", { class: "paste__help", role: "status" });
  const chosen = make(
    "label",
    { class: "pick" },
    make("span", { "aria-hidden": "true" }, words("copy.as")),
    kind,
    icon("chevron"),
  );
  const count = make(
    "label",
    { class: "copy__count" },
    make("span", { "aria-hidden": "true" }, words("copy.epochs")),
  );
  count.append(field);
  const bar = make("div", { class: "copy__bar" }, chosen, count);
  const acts = make("div", { class: "paste__act" }, copy, save, npz, close);
  const panel = make("div", { class: "paste", id: "copy-out" }, bar, area, said, acts);

  const numbers = createField(field, {
    notANumber: words("field.notANumber"),
    complain: (why) => text(said, why ?? ""),
    reason: said,
    set(value) {
      if (!Number.isInteger(value) || value < 1 || value > MOST_EPOCHS)
        return words("copy.epochsRange", { max: MOST_EPOCHS });
      asked = value;
      void write();
      return null;
    },
  });

  const isOpen = () => opener.getAttribute("aria-expanded") === "true";
  async function write() {
    const count = asked ?? epochs;
    numbers.update(count, String(count));
    flag(bar.lastElementChild ?? bar, "hidden", form === "weights" || form === "json");
    try {
      const { script, weights_text: weights } = await extras();
      const now = link();
      const made =
        form === "weights" || form === "json" ? weights(now, form === "json") : script(now, count, form);
      if (area.value !== made) area.value = made;
    } catch (error) {
      console.warn(error);
      text(said, words("pane.failed"));
    }
  }

  /** @param {boolean} on */
  function show(on) {
    disclose(opener, panel, on);
    text(said, "");
    if (on) void write().then(() => panel.scrollIntoView({ block: "nearest" }));
    if (on) kind.focus();
    else if (panel.contains(document.activeElement)) opener.focus();
  }
  opener.addEventListener("click", () => show(!isOpen()));
  close.addEventListener("click", () => show(false));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  kind.addEventListener("change", () => {
    form = FORMS.find((name) => name === kind.value) ?? form;
    text(said, "");
    void write();
  });
  area.addEventListener("focus", () => area.select());
  copy.addEventListener("click", async () => {
    await write();
    // The selection shows what is copied, and a person can copy it by hand. execCommand comes first: frames may not use the
    // clipboard API, and browsers log each attempt.
    area.focus();
    area.select();
    const done = document.execCommand("copy") || (await written(area.value));
    text(said, words(done ? "share.copied" : "share.copyByHand"));
  });
  save.addEventListener("click", async () => {
    await write();
    const [name, type] =
      form === "json" ? ["weights.json", "application/json"] : ["two_knobs.py", "text/x-python"];
    download(name ?? "", new Blob([area.value], { type: type ?? "" }));
  });
  npz.addEventListener("click", async () => {
    const { write_npz: file } = await extras();
    download("weights.npz", new Blob([new Uint8Array(file(link()))], { type: "application/octet-stream" }));
  });

  /** @param {string} value */
  async function written(value) {
    try {
      await navigator.clipboard.writeText(value);
      return true;
    } catch {
      return false;
    }
  }

  return {
    opener,
    panel,
    /** Called when the text to copy has changed. @param {number} trained the epochs trained so far */
    update(trained) {
      epochs = trained > 0 ? Math.min(trained, MOST_EPOCHS) : 100;
      if (isOpen()) void write();
    },
  };
}
