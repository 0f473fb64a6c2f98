// Starts the page, or says what is missing and leaves the explanation and the still figure standing.

/** @param {string} key @param {string} fallback */
async function fail(key, fallback) {
  const place = document.querySelector('[data-part="failure"]');
  /** @type {Record<string, string>} */
  const catalogue = await words().catch(() => ({}));
  if (place) place.textContent = catalogue[key] ?? fallback;
  document.documentElement.dataset.ready = "failed";
}

/** The words that the page opens with, or a part that is needed later. @param {string} [name] @returns {Promise<Record<string, string>>} */
async function words(name) {
  const file = name ? `en.${name}.json` : "en.json";
  const answer = await fetch(new URL(`../i18n/${file}`, import.meta.url));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.json();
}

// The smallest module with a SIMD instruction: the page's Rust is compiled with SIMD on.
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]);

async function start() {
  if (!WebAssembly.validate(SIMD)) {
    return fail(
      "failed.old",
      "This browser is too old for the playground. A version from 2023 or later runs it.",
    );
  }
  const names = document.querySelector('meta[name="app"]');
  if (!(names instanceof HTMLMetaElement))
    throw new Error("index.html was not built: it names no WebAssembly");
  const [{ createPage }, glue, catalogue] = await Promise.all([
    import("./main.js"),
    import(new URL(names.content, document.baseURI).href),
    words(),
  ]);
  try {
    await glue.default({ module_or_path: new URL(names.dataset.wasm ?? "", document.baseURI) });
  } catch (error) {
    console.warn(error);
    return fail(
      "failed.wasm",
      "The playground’s WebAssembly did not start here: it was blocked or did not arrive. Reload the page to try again.",
    );
  }
  createPage({
    Lab: glue.Lab,
    catalogue,
    readWords: words,
    failed: () =>
      fail("failed.fault", "The playground stopped because of a fault of its own. Reload the page to go on."),
  });
  document.documentElement.dataset.ready = "true";
}

start().catch((error) => {
  console.warn(error);
  return fail("failed.parts", "Parts of the playground did not arrive. Reload the page to try again.");
});
