// The page in a language made up for this test: every sentence is doubled, in letters that are not English, from right to left.
import { readFileSync, readdirSync } from "node:fs";
import { test as plain } from "@playwright/test";
import { expect, ready, test } from "./page.js";

const FOLDER = new URL("../../www/i18n/", import.meta.url);
const english = Object.fromEntries(
  readdirSync(FOLDER).map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"))]),
);
const all = Object.assign({}, ...Object.values(english));

/** A language tag whose digits and plurals differ from English. */
const MADE_UP = "ar-XB";
const SCRIPT = "<script>strange = 1</script>";
/** The parts of a sentence that stay as they are: {values}, `code`, *letters*, the name in [term|name]. */
const KEPT = /(\{\w+\}|`[^`]*`|\*[^*]*\*)/;

const strange = (text) =>
  text.replace(/[a-z]/gi, (letter) => String.fromCodePoint(letter.codePointAt(0) + 0x1c0));
function bent(text) {
  return text.replace(/\[([^\]|]+)(\|[^\]]+)?\]|[^[]+/g, (piece, term, name) =>
    term ? `[${strange(term)}${name ?? `|${term}`}]` : strange(piece),
  );
}
/** A sentence in the made-up language. */
function madeUp(sentence) {
  const pieces = sentence.split(KEPT).map((piece, i) => (i % 2 === 0 ? bent(piece) : piece));
  const once = pieces.filter((_, i) => i % 2 === 0).join("");
  return `\u200f${pieces.join("")} ${once}${once.length > 30 ? SCRIPT : ""}`;
}
const say = (key) => madeUp(all[key]);

/** Serves the page with one more language. */
async function teach(page, language, catalogue) {
  await page.route(
    (url) => url.pathname === "/",
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(
        /data-languages="?en"?/,
        `data-languages="en ${language}"`,
      );
      await route.fulfill({ response, body });
    },
  );
  await page.route(`**/i18n/${language}*.json`, (route) => {
    const name = new URL(route.request().url()).pathname.split("/").pop().replace(language, "en");
    return route.fulfill({ json: catalogue(english[name]) });
  });
}
const translated = (sentences) =>
  Object.fromEntries(
    Object.entries(sentences).map(([key, said]) => [key, key === "page.direction" ? "rtl" : madeUp(said)]),
  );

/** Visible and spoken texts that still have English words. Names in code are the same in every language. */
function leftInEnglish(page) {
  return page.evaluate((script) => {
    // Names in code and links, and Jupyter's numbers of cells.
    const NAMES = /Dense\(\d+\)|linear|relu|sigmoid|tanh|SGD|\blr\b|\b(In|Out) ?\[/g;
    const code = "code, pre, var, textarea, script, style, [translate=no], .tok, .cell__code";
    const said = [];
    for (const node of document.querySelectorAll("body *")) {
      if (!node.checkVisibility() || node.closest(code)) continue;
      for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE) said.push(child.data);
      for (const name of ["aria-label", "aria-valuetext", "aria-roledescription", "placeholder", "title"])
        said.push(node.getAttribute(name) ?? "");
    }
    const bare = said.map((text) => text.replaceAll(script, "").replace(NAMES, ""));
    return bare.filter((text) => /[A-Za-z]{2,}/.test(text));
  }, SCRIPT);
}

async function expectForeign(page) {
  await expect.poll(() => leftInEnglish(page)).toEqual([]);
  expect(await page.evaluate(() => typeof window.strange)).toBe("undefined");
}

test("in another language nothing is left in English", async ({ page }) => {
  await teach(page, MADE_UP, translated);
  await page.goto(`/#data=houses&batch=all&lang=${MADE_UP}&lr=nonsense`);
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("lang", MADE_UP);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expectForeign(page);

  const button = (key) => page.getByRole("button", { name: say(key), exact: true });
  await button("train.step").click();
  await expect(page.getByRole("status", { name: say("train.epoch"), exact: true })).not.toHaveText("0");
  for (const tab of ["loss-map", "one-step", "numbers", "loss-curve", "notebook"]) {
    const one = page.getByRole("tab", { name: say(`tab.${tab}`), exact: true });
    // On a wide page the notebook and the curve need no tab.
    if (await one.isVisible()) await one.click();
    await expectForeign(page);
  }
  await button("tools.show").click();
  await expect(page.getByRole("checkbox", { name: say("show.scale"), exact: true })).toBeVisible();
  await expectForeign(page);
  await page.keyboard.press("Escape");
  await button("top.share").click();
  await expect(page.getByRole("heading", { name: say("share.heading"), exact: true })).toBeVisible();
  await expectForeign(page);
  // The dialog's preview loads its page and its sentences later than the dialog.
  const preview = page.frameLocator("dialog iframe");
  await expect(preview.locator("html")).toHaveAttribute("data-ready", "true");
});

// The page reports these failures in the console too, so this test does not watch for errors.
plain("a lesson and its failures are in the language too", async ({ page }) => {
  await teach(page, MADE_UP, translated);
  await page.goto(`/#lesson=meet-the-neuron&lang=${MADE_UP}`);
  await ready(page);
  await expect(page.getByRole("group", { name: say("lesson.challenge"), exact: true })).toBeVisible();
  await expectForeign(page);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("alert")).toHaveText(say("failed.wasm"));
  await expectForeign(page);
});

for (const { what, locale, link, train } of [
  { what: "the link's language", locale: "en-US", link: "lang=de", train: "Los" },
  { what: "the browser's", locale: "de-AT", link: "w=1", train: "Los" },
  { what: "the link's before the browser's", locale: "de-AT", link: "lang=en", train: "Train" },
  { what: "English where there is no other", locale: "fr-FR", link: "lang=pt-BR", train: "Train" },
]) {
  test.describe(what, () => {
    test.use({ locale });
    test("is the page's; what it lacks is in English", async ({ page }) => {
      await teach(page, "de", (sentences) => ("train.go" in sentences ? { "train.go": "Los" } : {}));
      await page.goto(`/#data=lab&${link}`);
      await ready(page);
      await expect(page.getByRole("button", { name: train, exact: true })).toBeVisible();
      await expect(page.getByRole("button", { name: "Step", exact: true })).toBeVisible();
      // Numbers have the language's digits.
      const equation = page.getByRole("status", { name: "Equation", exact: true });
      await expect(equation).toContainText(train === "Los" ? /\d,\d\d/ : /\d\.\d\d/);
    });
  });
}
