// The right half of the share dialog: the live preview, the link and the embed code, with buttons that copy them.

import { make, radios, style, text } from "../parts/dom.js";

/** @import { Key, Words } from "../words/i18n.js" */
/** @import { Form } from "./snippets.js" */
/** @typedef {{ link: string, framed: string, preview: string, width: number, height: number }} Made the addresses, and the frame's size in pixels */

/** The greatest height of the preview, in pixels. */
const TALLEST = 386;

/** @param {{ words: Words, forms: typeof import("./snippets.js").FORMS }} wiring */
export function createCode({ words, forms }) {
  /** @type {Made} */
  let made = { link: "", framed: "", preview: "", width: 0, height: 0 };
  /** @type {Form} */
  let form = "iframe";
  /** @type {HTMLIFrameElement | undefined} */
  let preview;
  /** The height that the preview last asked for, in pixels. */
  let needs = 0;

  const said = make("p", { class: "dlg__said", role: "status" });
  const link = /** @type {HTMLInputElement} */ (
    make("input", { type: "text", readonly: "", "aria-label": words("share.link") })
  );
  const code = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { readonly: "", rows: "5", spellcheck: "false", "aria-label": words("share.code") })
  );

  /** @param {string} value */
  async function written(value) {
    try {
      await navigator.clipboard.writeText(value);
      return true;
    } catch {
      return false;
    }
  }

  /** A button that copies a field. @param {HTMLInputElement | HTMLTextAreaElement} field @param {Key} name */
  function copier(field, name) {
    field.addEventListener("focus", () => field.select());
    const button = make("button", { class: "btn", type: "button", "aria-label": words(name) });
    button.append(words("share.copy"));
    button.addEventListener("click", async () => {
      // The selection shows what is copied, and a person can copy it by hand. execCommand comes first: frames may not use the
      // clipboard API, and browsers log each attempt.
      field.focus();
      field.select();
      const done = document.execCommand("copy") || (await written(field.value));
      text(said, words(done ? "share.copied" : "share.copyByHand"));
    });
    return button;
  }
  const copyLink = copier(link, "share.copyLink");
  const copyCode = copier(code, "share.copyCode");
  copyLink.classList.add("btn--line");
  copyCode.classList.add("btn--ink");

  const all = /** @type {Form[]} */ (Object.keys(forms));
  const kinds = radios(
    words("share.form"),
    all.map((value) => ({ value, label: words(`share.form.${value}`) })),
    (value) => {
      form = all.find((one) => one === value) ?? form;
      write();
    },
  );

  const shown = make("span", {});
  const box = make("div", { class: "preview" });
  const scrolls = make("p", { class: "dlg__scrolls" });
  const node = make(
    "div",
    { class: "dlg__p" },
    make("p", { class: "dlg__cap" }, words("share.preview"), shown),
    box,
    scrolls,
    make("p", { class: "dlg__cap", "aria-hidden": "true" }, words("share.link")),
    make("div", { class: "snip" }, link, copyLink),
    make("div", { class: "snip__tabs" }, kinds.group, copyCode),
    code,
    said,
  );

  addEventListener("message", ({ source, data }) => {
    if (!preview || source !== preview.contentWindow || data?.event !== "resize") return;
    needs = data.height;
    write();
  });
  addEventListener("resize", () => preview && write());

  function write() {
    const { width, height } = made;
    kinds.choose(form);
    const snippet = forms[form]({ link: made.framed, title: words("share.title"), width, height });
    // The selection and the word "copied" stay until the text to copy changes.
    if (link.value !== made.link || code.dataset.snippet !== snippet) {
      link.value = made.link;
      code.value = code.dataset.snippet = snippet;
      text(said, "");
    }
    text(scrolls, needs > height ? words("share.scrolls", { height: needs }) : "");
    const scale = Math.min(1, (node.clientWidth - 50) / width, TALLEST / height);
    text(shown, words("share.shownAt", { width, height, percent: Math.round(scale * 100) }));
    style(box, "--width", `${width}px`);
    style(box, "--height", `${height}px`);
    style(box, "--scale", String(scale));
  }

  /** Shows the link in the preview by changing only the frame's hash, which adds no entry to the browser's history. */
  function look() {
    if (!preview) {
      const attributes = { title: words("share.preview"), src: made.preview };
      preview = /** @type {HTMLIFrameElement} */ (make("iframe", attributes));
      box.append(preview);
    } else if (preview.contentWindow && preview.dataset.shows !== made.preview) {
      preview.contentWindow.location.replace(made.preview);
    }
    preview.dataset.shows = made.preview;
  }

  return {
    node,
    /** @param {Made} next */
    update(next) {
      made = next;
      look();
      write();
    },
    /** Removes the preview, so that nothing runs behind a closed dialog. */
    close() {
      preview?.remove();
      preview = undefined;
    },
  };
}
