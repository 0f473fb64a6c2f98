// How the page comes up: when the first trained frame is there, what moved on the way, and how many bytes it took.
import { brotliCompressSync } from "node:zlib";

/**
 * Loads the page in a fresh profile and presses Train the moment it works; answers the milliseconds from navigation to
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
      // As CLS does: what follows a press within half a second is its answer, not a surprise.
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

/** Bytes of all that the page fetches until it works, each file compressed by brotli as a host would. */
export async function bytesToWork(browser, site) {
  const context = await browser.newContext({ locale: "en-US" });
  const page = await context.newPage();
  const bodies = [];
  const collect = (response) => bodies.push(response.body());
  page.on("response", collect);
  await page.goto(site);
  await page.locator('html[data-ready="true"]').waitFor();
  // The notebook may still be on its way; it is no part of what works.
  page.off("response", collect);
  const sizes = (await Promise.all(bodies)).map((body) => brotliCompressSync(body).length);
  await context.close();
  return sizes.reduce((sum, size) => sum + size, 0);
}
