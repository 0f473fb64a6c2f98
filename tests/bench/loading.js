// Measures loading: the time to the first trained frame, the layout shift on the way, and the bytes fetched.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const budgets = JSON.parse(readFileSync(new URL("../../crates/xtask/budgets.json", import.meta.url), "utf8"));
/** The ways into the page: a name, the link, and the bytes to a working page that `cargo xtask check` has recorded. */
export const entries = Object.entries(budgets.entries).map(([name, entry]) => ({ name, ...entry }));
/** The most bytes that an entry may fetch. */
export const { goal } = budgets;

/**
 * Loads the page in a fresh profile and presses Train the moment it works; returns the milliseconds from navigation to
 * the end of the first frame that shows a trained epoch, and the layout shift (CLS) up to a second after.
 */
export async function firstTrainedFrame(browser, site) {
  const context = await browser.newContext({ locale: "en-US" });
  const page = await context.newPage();
  await page.addInitScript(trainAtOnce);
  await page.goto(site);
  await page.waitForFunction(() => globalThis.watched.trained !== null);
  await page.waitForTimeout(1000);
  const watched = await page.evaluate(() => globalThis.watched);
  await context.close();
  return watched;
}

/** Runs in the page before all else. */
function trainAtOnce() {
  const watched = { trained: null, shift: 0 };
  globalThis.watched = watched;
  let pressed = null;
  new PerformanceObserver((list) => {
    for (const { startTime, value } of list.getEntries()) {
      // As in CLS, a shift within half a second after a press does not count: it is the expected result of the press.
      if (pressed === null || startTime - pressed > 500) watched.shift += value;
    }
  }).observe({ type: "layout-shift", buffered: true });

  const afterThisFrame = new MessageChannel();
  afterThisFrame.port1.onmessage = () => (watched.trained ??= performance.now());
  new MutationObserver(() => {
    if (pressed === null && document.documentElement.dataset.ready === "true") {
      pressed = performance.now();
      [...document.querySelectorAll("button")]
        .find((button) => button.textContent.trim() === "Train")
        .click();
    }
    const epoch = document.querySelector('output[aria-label="Epoch"]');
    if (pressed !== null && Number(epoch.dataset.value) > 0) afterThisFrame.port2.postMessage(null);
  }).observe(document, { attributes: true, attributeFilter: ["data-ready", "data-value"], subtree: true });
}

/** Compressed bytes by address, kept because the entries share most files. @type {Map<string, number>} */
const sizes = new Map();

/**
 * The bytes of all files that a visit fetches until the page works, each compressed by brotli as on a host. `address` is the page's
 * address with the visit's link.
 */
export async function bytesToWork(browser, address) {
  const context = await browser.newContext({ locale: "en-US" });
  const page = await context.newPage();
  await page.addInitScript(rememberWhenReady);
  const responses = new Map();
  page.on("response", (response) => responses.set(response.url(), response));
  await page.goto(address);
  await page.locator('html[data-ready="true"]').waitFor();
  // The notebook may be loading already; its files do not count.
  const asked = await page.evaluate(() => {
    const entries = [
      ...performance.getEntriesByType("navigation"),
      ...performance.getEntriesByType("resource"),
    ];
    return entries.filter(({ startTime }) => startTime < globalThis.readyAt).map(({ name }) => name);
  });
  let bytes = 0;
  for (const name of new Set(asked.map((name) => name.split("#")[0]))) {
    const size = sizes.get(name) ?? brotliCompressSync(await responses.get(name).body()).length;
    sizes.set(name, size);
    bytes += size;
  }
  await context.close();
  return bytes;
}

/** Runs in the page before all else. */
function rememberWhenReady() {
  globalThis.readyAt = Infinity;
  new MutationObserver(() => {
    if (document.documentElement.dataset.ready === "true")
      globalThis.readyAt = Math.min(globalThis.readyAt, performance.now());
  }).observe(document, { attributes: true, attributeFilter: ["data-ready"], subtree: true });
}
