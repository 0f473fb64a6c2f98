// A browser fetches for each entry the files that `cargo xtask check` counts for that entry (crates/xtask/budgets.json).
import { bytesToWork, entries } from "../bench/loading.js";
import { expect, test } from "./page.js";

test("each way into the page asks for the bytes that are recorded for it", async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  for (const { name, link, recorded } of entries) {
    const bytes = await bytesToWork(browser, `${baseURL}/${link}`);
    // The check allows a difference of 1 %; some files, such as the icon, vary with the browser.
    expect(bytes, name).toBeLessThan(1.01 * recorded);
    expect(bytes, name).toBeGreaterThan(0.98 * recorded);
  }
});
