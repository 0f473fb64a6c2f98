// A first visit begins with a light WebAssembly (docs/decisions/0009-a-light-first.md): what it can do alone, and how the whole one
// takes over.
import { expect, numbers, open, test } from "./page.js";

const WHOLE = "**/*_bg.wasm";
const isWhole = ({ url }) => /two-knobs-wasm-.*_bg\.wasm$/.test(url);

/** Holds the whole WebAssembly back where the page waits for it without standing still; answers what lets it through. */
async function hold(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  const asked = [];
  await page.route(WHOLE, async (route) => {
    const request = { url: route.request().url(), type: route.request().resourceType() };
    if (isWhole(request)) {
      asked.push(request.type);
      if (request.type === "fetch") await released;
    }
    await route.continue();
  });
  return { release, asked };
}

test("a first visit turns, trains and resets before the whole has arrived @firefox", async ({ page }) => {
  const { release, asked } = await hold(page);
  const all = await open(page, "");
  await all.w.focus();
  await page.keyboard.press("ArrowUp");
  await expect(all.equation).toHaveAttribute("data-value", /^9[1-9]/);
  await all.bField.fill("100");
  await all.bField.press("Enter");
  await expect(all.equation).toHaveAttribute("data-value", / 100$/);
  const handle = page.getByRole("slider", { name: "Tilt handle" });
  const box = await handle.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 20, { steps: 5 });
  await page.mouse.up();
  await all.step.click();
  await all.train.click();
  const begun = await numbers(all.equation);
  await expect.poll(() => numbers(all.equation)).not.toEqual(begun);
  await all.pause.click();
  await all.reset.click();
  await expect(all.equation).toHaveAttribute("data-value", "90 120");
  // It was asked for once, when the page worked, and never waited for.
  expect(asked).toEqual(["fetch"]);
  release();
  await expect(page).toHaveURL(/lesson=meet-the-neuron/);
});

test("what is missing is fetched at once where a hand is quicker @firefox", async ({ page }) => {
  const { release, asked } = await hold(page);
  const all = await open(page, "");
  await all.w.focus();
  await page.keyboard.press("ArrowUp");
  const before = await numbers(all.equation);
  await page.getByRole("button", { name: /^Lesson/ }).click();
  await page.getByRole("switch", { name: "Show every control" }).click();
  await all.data.selectOption("xor");
  await expect(all.summary).toContainText("two inputs");
  expect(asked).toEqual(["fetch", "xhr"]);
  // All that was there before has come along: undo leads back to it.
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => numbers(all.equation)).toEqual(before);
  release();
  await expect(page).toHaveURL(/w=/);
});

test("the whole takes over between two calls, from the same state @firefox", async ({ page }) => {
  const { release, asked } = await hold(page);
  const all = await open(page, "");
  await all.step.click();
  await all.step.click();
  const before = await numbers(all.equation);
  release();
  // The address is written by the whole one alone.
  await expect(page).toHaveURL(/epoch=2/);
  await expect.poll(() => numbers(all.equation)).toEqual(before);
  await all.step.click();
  const light = await numbers(all.equation);
  // The same three steps where the whole was there from the beginning.
  await page.goto("about:blank");
  const other = await open(page, "#lesson=meet-the-neuron&data=lab&w=90&b=120");
  for (let step = 0; step < 3; step += 1) await other.step.click();
  await expect.poll(() => numbers(other.equation)).toEqual(light);
  expect(asked.filter((type) => type === "xhr")).toEqual([]);
});

test("a number that only the whole can read is read after it took over", async ({ page }) => {
  const { release } = await hold(page);
  const { equation } = await open(page, "");
  release();
  await expect(page).toHaveURL(/lesson=meet-the-neuron/);
  await page.evaluate(() => (location.hash = "data=lab&w=12.34567890123456789012e-3&b=5"));
  await expect.poll(() => numbers(equation)).toEqual([Math.fround(0.01234567890123456789), 5]);
});

test("a link with state begins with the whole", async ({ page }) => {
  const wasm = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && wasm.push(request.url()));
  await open(page, "#data=lab");
  expect(wasm.some((url) => url.includes("two-knobs-light"))).toBe(false);
  expect(wasm.some((url) => isWhole({ url }))).toBe(true);
});

test("a whole that did not arrive is asked for once more", async ({ page, complaints }) => {
  let asked = 0;
  await page.route(WHOLE, async (route) => {
    if (!isWhole({ url: route.request().url() })) return route.continue();
    asked += 1;
    await (asked === 1 ? route.abort() : route.continue());
  });
  await open(page, "");
  await expect(page).toHaveURL(/lesson=meet-the-neuron/);
  expect(asked).toBeGreaterThan(1);
  expect(complaints.splice(0).join()).toContain("ERR_FAILED");
});

test("where a browser makes no large instance at once, a visit begins with the whole", async ({ page }) => {
  await page.addInitScript(() => {
    WebAssembly.Instance = function () {
      throw new RangeError("WebAssembly.Instance is disallowed on the main thread");
    };
  });
  const all = await open(page, "");
  await expect(page).toHaveURL(/lesson=meet-the-neuron/);
  const before = await numbers(all.equation);
  await all.step.click();
  await expect.poll(() => numbers(all.equation)).not.toEqual(before);
});
