// What each entry asks for before the page works is what `cargo xtask check` counts for it (crates/xtask/budgets.json).
import { bytesToWork, entries } from "../bench/loading.js";
import { expect, test } from "./page.js";

for (const { name, link, recorded } of entries) {
  test(`bytes to a working page: ${name}`, async ({ browser, baseURL }) => {
    const bytes = await bytesToWork(browser, `${baseURL}/${link}`);
    // A hundredth more is the noise that the check allows; some files vary with the browser, such as the icon.
    expect(bytes).toBeLessThan(1.01 * recorded);
    expect(bytes).toBeGreaterThan(0.98 * recorded);
  });
}
