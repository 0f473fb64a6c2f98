// The place to paste points: what can't be read stays there, with the line that is to blame.

import { disclose, flag, make, text } from "./dom.js";

/** @import { Words } from "./i18n.js" */

/** @param {{ words: Words, use: (text: string) => Promise<string | null> }} wiring `use` answers why the text was refused, or null */
export function createPaste({ words, use }) {
  const opener = make(
    "button",
    { class: "btn btn--line", type: "button", "aria-expanded": "false", "aria-controls": "paste" },
    words("paste.open"),
  );
  const area = /** @type {HTMLTextAreaElement} */ (
    make("textarea", {
      class: "paste__text",
      rows: "5",
      "aria-label": words("paste.label"),
      "aria-describedby": "paste-help",
      placeholder: "1, 300\n2, 500",
      spellcheck: "false",
      autocomplete: "off",
    })
  );
  const go = make("button", { class: "btn btn--ink", type: "button" }, words("paste.use"));
  const close = make("button", { class: "btn btn--quiet", type: "button" }, words("paste.close"));
  const wrong = make("p", { class: "paste__wrong", role: "alert" });
  const help = make("p", { class: "paste__help", id: "paste-help" }, words("paste.help"));
  const panel = make("div", { class: "paste", id: "paste" }, area, help, wrong);
  panel.append(make("div", { class: "paste__act" }, go, close));

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
  go.addEventListener("click", async () => {
    const why = await use(area.value).catch((error) => {
      console.warn(error);
      return words("pane.failed");
    });
    complain(why);
    if (why !== null) return area.focus();
    area.value = "";
    show(false);
  });

  return {
    opener,
    panel,
    /** Opens with a text that was pasted elsewhere. @param {string} pasted */
    fill(pasted) {
      area.value = pasted;
      complain(null);
      show(true);
    },
  };
}
