// The same link and number of updates give the same bits in browsers as in native code (crates/lab/tests/determinism.rs).
import { readFileSync } from "node:fs";
import { expect, open, test } from "./page.js";

const cases = JSON.parse(readFileSync(new URL("../fixtures/link_bits.json", import.meta.url), "utf8"));

for (const { name, link, updates, after } of cases) {
  test(`${name}: ${updates} updates end on the recorded bits @firefox`, async ({ page }) => {
    await open(page);
    const reached = await page.evaluate(
      async ([link, updates]) => {
        const { content } = document.querySelector('meta[name="app"]');
        const { Lab } = await import(new URL(content, document.baseURI).href);
        const lab = new Lab("", link);
        lab.advance(updates);
        return lab.link(lab.display());
      },
      [link, updates],
    );
    expect(reached).toBe(after);
  });
}
