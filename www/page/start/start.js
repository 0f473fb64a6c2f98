// Starts the page, wherever its files come from. Where that fails, says what is missing; the explanation and the still figure stay.

/** @import { Extras } from "../session/store.js" */

/**
 * The source of the page's files: a host (boot.js), or the page itself (the single file).
 * @typedef {{
 *   json: (path: string) => Promise<any>,
 *   page: () => Promise<typeof import("../main.js")>,
 *   glue: () => Promise<typeof import("../session/two_knobs.d.ts")>,
 *   lab: (glue: typeof import("../session/two_knobs.d.ts")) => Promise<typeof import("../session/two_knobs.d.ts").Lab>,
 *   extras: () => Promise<typeof import("../session/two_knobs_extras.d.ts")>,
 * }} Source `json` reads a data file by its path below the page, such as i18n/en.json; `lab` starts the WebAssembly;
 *   `extras` loads the second WebAssembly, which only some visits need
 */

/**
 * The files and functions from which the page is made.
 * @typedef {{
 *   Lab: typeof import("../session/two_knobs.d.ts").Lab, catalogue: Record<string, string>,
 *   readJson: (path: string) => Promise<any>, readExtras: () => Promise<Extras>,
 *   readWords: (name: string) => Promise<Record<string, string>>, failed: () => void,
 * }} Wiring
 */

// The smallest module with a SIMD instruction: the page's Rust is compiled with SIMD on.
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]);

/** @param {Source} source */
export async function start(source) {
  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();
  /** A data file, fetched once, and again only after a failure. @param {string} path @returns {Promise<any>} */
  function json(path) {
    const answer = asked.get(path) ?? source.json(path);
    asked.set(path, answer);
    answer.catch(() => asked.delete(path));
    return answer;
  }
  const root = document.documentElement;
  /** A catalogue in the page's language; sentences that it lacks are in English. @param {string} name @returns {Promise<Record<string, string>>} */
  async function readWords(name) {
    const read = (/** @type {string} */ language) => json(`i18n/${language}${name && `.${name}`}.json`);
    if (root.lang === "en") return read("en");
    const [english, own] = await Promise.all([read("en"), read(root.lang).catch(() => ({}))]);
    return { ...english, ...own };
  }
  /** Puts the page's own words into another language than English. */
  async function translated() {
    if (root.lang === "en") return;
    const [{ translate }, ...catalogues] = await Promise.all([
      import("../words/translate.js"),
      ...["page", ""].map(readWords),
    ]);
    translate(Object.assign({}, ...catalogues));
  }
  /** Shows one of the sentences that index.html keeps for failures. @param {string} key */
  function fail(key) {
    const place = document.querySelector('[data-part="failure"]');
    const error = document.querySelector(`[data-part="failures"] [data-words="${key}"]`)?.textContent?.trim();
    if (place && error) {
      place.textContent = error;
      // A translation that arrives later reads this key.
      place.setAttribute("data-words", key);
    }
    root.dataset.ready = "failed";
    // Tells the host too, with the message of host.js written here, because that module may be missing.
    if (parent !== window)
      parent.postMessage({ source: "two-knobs", version: 1, event: "error", error }, "*");
  }

  // Where the translation cannot be loaded, the page stays in English.
  const inLanguage = translated().catch(console.warn);

  /** @returns {Promise<void>} */
  async function begin() {
    if (!WebAssembly.validate(SIMD)) return fail("failed.old");
    const glue = source.glue();
    // Starts while other files are still loading; the result is awaited below.
    const lab = glue.then(source.lab);
    lab.catch(() => {});
    const [{ createPage, expectLesson }, catalogue] = await Promise.all([
      source.page(),
      readWords(""),
      glue,
      inLanguage,
    ]);
    void expectLesson(json, readWords);
    let Lab;
    try {
      Lab = await lab;
    } catch (error) {
      console.warn(error);
      return fail("failed.wasm");
    }
    await createPage({
      Lab,
      catalogue,
      readJson: json,
      readExtras: () => source.extras(),
      readWords,
      failed: () => fail("failed.fault"),
    });
    root.dataset.ready = "true";
  }

  await begin().catch((error) => {
    console.warn(error);
    return fail("failed.parts");
  });
}
