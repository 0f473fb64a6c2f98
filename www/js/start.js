// Starts the page from wherever its files are, or says what is missing and leaves the explanation and the still figure standing.

/** @import { Extras } from "./store.js" */

/**
 * Where the page's files come from: a host (boot.js), or the page itself (the single file).
 * @typedef {{
 *   json: (path: string) => Promise<any>,
 *   page: () => Promise<typeof import("./main.js")>,
 *   glue: () => Promise<typeof import("./two_knobs.d.ts")>,
 *   lab: (glue: typeof import("./two_knobs.d.ts")) => Promise<typeof import("./two_knobs.d.ts").Lab>,
 *   extras: () => Promise<typeof import("./two_knobs_extras.d.ts")>,
 * }} Source `json` reads a data file by its path below the page, such as i18n/en.json; `lab` starts the WebAssembly;
 *   `extras` are what only some pages need, ready to be called
 */

/**
 * What the page is made of.
 * @typedef {{
 *   Lab: typeof import("./two_knobs.d.ts").Lab, catalogue: Record<string, string>,
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
  /** A data file, asked for once; once more where it did not arrive. @param {string} path @returns {Promise<any>} */
  function json(path) {
    const answer = asked.get(path) ?? source.json(path);
    asked.set(path, answer);
    answer.catch(() => asked.delete(path));
    return answer;
  }
  /** @param {string} key @param {string} fallback */
  async function fail(key, fallback) {
    const place = document.querySelector('[data-part="failure"]');
    /** @type {Record<string, string>} */
    const catalogue = await json("i18n/en.json").catch(() => ({}));
    const error = catalogue[key] ?? fallback;
    if (place) place.textContent = error;
    document.documentElement.dataset.ready = "failed";
    // A host hears of it too, in the words of host.js, which may not be there.
    if (parent !== window)
      parent.postMessage({ source: "two-knobs", version: 1, event: "error", error }, "*");
  }

  /** @returns {Promise<void>} */
  async function begin() {
    if (!WebAssembly.validate(SIMD)) {
      return fail(
        "failed.old",
        "This browser is too old for the playground. A version from 2023 or later runs it.",
      );
    }
    const glue = source.glue();
    // Starts while the rest still arrives; whether it did is asked below.
    const lab = glue.then(source.lab);
    lab.catch(() => {});
    const [{ createPage, expectLesson }, catalogue] = await Promise.all([
      source.page(),
      json("i18n/en.json"),
      glue,
    ]);
    void expectLesson(json);
    let Lab;
    try {
      Lab = await lab;
    } catch (error) {
      console.warn(error);
      return fail(
        "failed.wasm",
        "The playground’s WebAssembly did not start here: it was blocked or did not arrive. Reload the page to try again.",
      );
    }
    await createPage({
      Lab,
      catalogue,
      readJson: json,
      readExtras: () => source.extras(),
      readWords: (name) => json(`i18n/en.${name}.json`),
      failed: () =>
        fail(
          "failed.fault",
          "The playground stopped because of a fault of its own. Reload the page to go on.",
        ),
    });
    document.documentElement.dataset.ready = "true";
  }

  await begin().catch((error) => {
    console.warn(error);
    return fail("failed.parts", "Parts of the playground did not arrive. Reload the page to try again.");
  });
}
