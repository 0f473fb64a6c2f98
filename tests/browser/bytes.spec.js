// What each entry asks for before the page works is what `cargo xtask check` counts for it (crates/xtask/budgets.json).
import { bytesToWork, entries } from "../bench/loading.js";
import { expect, test } from "./page.js";

test("each way into the page asks for the bytes that are recorded for it", async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  for (const { name, link, recorded } of entries) {
    const bytes = await bytesToWork(browser, `${baseURL}/${link}`);
    // A hundredth more is the noise that the check allows; some files vary with the browser, such as the icon.
    expect(bytes, name).toBeLessThan(1.01 * recorded);
    expect(bytes, name).toBeGreaterThan(0.98 * recorded);
  }
});
