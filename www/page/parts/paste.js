// A panel for pasted points or printed weights. A text that can't be read stays there, with the reason.

import { disclose, flag, make, text } from "./dom.js";

/** @import { Words } from "../words/i18n.js" */

/**
 * @param {{
 *   words: Words, of: "paste" | "weights", example: string,
 *   use: (text: string) => Promise<string | null>, also?: Node[],
 * }} wiring `of` chooses the panel's sentences; `use` returns why the text was refused, or null; `also` are further controls
 */
export function createPaste({ words, of, example, use, also = [] }) {
  const opener = make(
    "button",
    { class: "btn btn--line", type: "button", "aria-expanded": "false", "aria-controls": of },
    words(`${of}.open`),
  );
  const area = /** @type {HTMLTextAreaElement} */ (
    make("textarea", {
      class: "paste__text",
      rows: "5",
      "aria-label": words(`${of}.label`),
      "aria-describedby": `${of}-help`,
      placeholder: example,
      spellcheck: "false",
      autocomplete: "off",
    })
  );
  const go = make("button", { class: "btn btn--ink", type: "button" }, words(`${of}.use`));
  const close = make("button", { class: "btn btn--quiet", type: "button" }, words("paste.close"));
  const wrong = make("p", { class: "paste__wrong", role: "alert" });
  const help = make("p", { class: "paste__help", id: `${of}-help` }, words(`${of}.help`));
  const panel = make("div", { class: "paste", id: of }, area, help, wrong);
  panel.append(make("div", { class: "paste__act" }, go, ...also, close));

  /** @param {boolean} on */
  const show = (on) => {
    disclose(opener, panel, on);
    if (on) area.focus();
    else if (panel.contains(document.activeElement)) opener.focus();
  };
  /** @param {string | null} why */
  function complain(why) {
    text(wrong, why ?? "");
    flag(area, "aria-invalid", false);
    if (why !== null) area.setAttribute("aria-invalid", "true");
  }
  opener.addEventListener("click", () => show(opener.getAttribute("aria-expanded") !== "true"));
  close.addEventListener("click", () => show(false));
  area.addEventListener("input", () => complain(null));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  go.addEventListener("click", act);
  async function act() {
    const why = await use(area.value).catch((error) => {
      console.warn(error);
      return words("pane.failed");
    });
    complain(why);
    if (why !== null) return area.focus();
    area.value = "";
    show(false);
  }

  return {
    opener,
    panel,
    /** Says why a text could not be used; null closes the panel. @param {string | null} why */
    complain(why) {
      complain(why);
      if (why === null) show(false);
    },
    /** Uses a text that was not typed into the panel. @param {string} text */
    read(text) {
      area.value = text;
      return act();
    },
    /** Opens the panel with a text that was pasted elsewhere. @param {string} pasted */
    fill(pasted) {
      area.value = pasted;
      complain(null);
      show(true);
    },
  };
}
