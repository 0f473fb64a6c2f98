// Light or dark: the link's theme, else the system's, until a person presses the button.

import { attribute, flag } from "../parts/dom.js";

/** @import { Theme } from "../session/two_knobs.d.ts" */

/** @param {HTMLElement} button @param {{ choose: (theme: Theme) => void, changed: () => void }} wiring */
export function createTheme(button, { choose, changed }) {
  const root = document.documentElement;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {Theme} */
  let theme = "auto";

  const dark = () => (theme === "auto" ? systemDark.matches : theme === "dark");

  function paint() {
    attribute(root, "data-theme", theme === "auto" ? null : theme);
    flag(root, "data-dark", dark());
    attribute(button, "aria-pressed", String(dark()));
    changed();
  }

  button.addEventListener("click", () => choose(dark() ? "light" : "dark"));
  systemDark.addEventListener("change", paint);
  matchMedia("(forced-colors: active)").addEventListener("change", paint);

  return {
    /** @param {Theme} next */
    set(next) {
      // A change makes every drawing read its colours again, which costs the browser several layouts.
      if (next === theme && root.hasAttribute("data-dark") === dark()) return;
      theme = next;
      paint();
    },
  };
}
