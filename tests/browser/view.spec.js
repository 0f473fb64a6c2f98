// The page's layout at each window size, and for each kind of reader.
import { createHash } from "node:crypto";
import { drawing, drawn, expect, open, parts, test } from "./page.js";

const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { across: scrollWidth - innerWidth, down: scrollHeight - innerHeight };
  });

for (const width of [280, 320, 390, 599, 600, 820, 1100, 1101, 1280, 1520, 1680]) {
  test(`no horizontal scroll at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 700 });
    await open(page, "#w=-123456&b=-98765.4&data=houses");
    expect((await overflow(page)).across).toBeLessThanOrEqual(0);
  });
}

for (const [width, height] of [
  [640, 480],
  [360, 560],
]) {
  test(`the compact view fits ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const { train, step, reset, newStart, w, b, equation, epoch } = await open(page, "#embed=1");
    for (const control of [train, step, reset, newStart, w, b, equation, epoch]) {
      await expect(control).toBeInViewport({ ratio: 1 });
    }
    expect(await overflow(page)).toEqual({ across: 0, down: 0 });
    await expect(page.getByRole("heading", { name: "What are weights and biases?" })).toBeHidden();

    await page.getByRole("button", { name: "Settings", exact: true }).click();
    const { rate, batch, speed } = parts(page);
    for (const control of [rate, batch, speed]) await expect(control).toBeInViewport({ ratio: 1 });
    expect(await overflow(page)).toEqual({ across: 0, down: 0 });
    await page.keyboard.press("Escape");
    await expect(rate).toBeHidden();
  });
}

test("a stage of any height is no fault", async ({ page }) => {
  await open(page, "#w=200&b=100");
  const canvas = page.locator('canvas[data-part="marks"]');
  for (let height = 8; height <= 128; height += 4) {
    await page.locator('[data-part="stage"]').evaluate((stage, height) => {
      Object.assign(stage.style, { flex: "none", minHeight: "0", height: `${height}px` });
    }, height);
    await expect.poll(() => canvas.evaluate((canvas) => canvas.clientHeight)).toBe(height);
  }
  await expect(page.locator("html")).toHaveAttribute("data-ready", "true");
});

test("a wide page shows notebook, loss map and loss curve at once; a narrower one gives them tabs", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1680, height: 960 });
  await open(page, "#data=houses&w=140&b=210");
  const tab = (name) => page.getByRole("tab", { name, exact: true });
  const notebook = page.getByRole("region", { name: "Notebook" });
  const curve = page.getByRole("region", { name: "Loss curve" });
  await expect(notebook).toContainText("linear_layer.set_weights([set_w, set_b])");
  await expect(tab("Notebook")).toBeHidden();
  await expect(tab("Loss map")).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("slider", { name: "Both knobs" })).toBeInViewport();
  await expect(curve).toBeInViewport();
  await tab("Loss map").press("ArrowLeft");
  await expect(tab("Numbers")).toBeFocused();
  await expect(curve).toBeHidden();
  await expect(notebook).toBeVisible();
  await tab("Numbers").press("Home");
  await expect(curve).toBeVisible();
  await page.setViewportSize({ width: 1280, height: 800 });
  await tab("Notebook").click();
  await expect(page.getByRole("tabpanel", { name: "Notebook" })).toBeVisible();
  await expect(page.getByRole("slider", { name: "Both knobs" })).toBeHidden();
  await page.setViewportSize({ width: 1680, height: 960 });
  await expect(tab("Loss map")).toHaveAttribute("aria-selected", "true");
});

test("the compact view links to the full one with its state", async ({ page }) => {
  const { wField } = await open(page, "#embed=1");
  await wField.fill("42");
  const link = page.getByRole("link", { name: "Open full" });
  await expect(link).toHaveAttribute("href", /#w=42/);
  await expect(link).not.toHaveAttribute("href", /embed/);
});

test("on a phone the settings and the explanation open on demand", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { rate, train, step } = await open(page);
  await expect(train).toBeInViewport({ ratio: 1 });
  await expect(step).toBeInViewport({ ratio: 1 });
  await expect(rate).toBeHidden();
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await expect(rate).toBeInViewport({ ratio: 1 });
  const story = page.getByText("Each dot is a house.");
  await expect(story).toBeHidden();
  await page.getByRole("button", { name: "Read" }).click();
  await expect(story).toBeVisible();
});

for (const scale of [1, 1.5, 2, 3]) {
  test(`drawings have the screen's own pixels at devicePixelRatio ${scale}`, async ({ browser }) => {
    const context = await browser.newContext({
      deviceScaleFactor: scale,
      viewport: { width: 1001, height: 801 },
      baseURL: process.env.TWO_KNOBS_ORIGIN,
    });
    const page = await context.newPage();
    await open(page, "#data=houses&tab=loss-curve");
    await parts(page).step.click();
    for (const name of ["axes", "marks", "curve-axes", "curve-marks", "spark"]) {
      const missing = () =>
        page.locator(`canvas[data-part="${name}"]`).evaluate((canvas) => {
          const { width, height } = canvas.getBoundingClientRect();
          const across = Math.abs(canvas.width - width * devicePixelRatio);
          return Math.max(across, Math.abs(canvas.height - height * devicePixelRatio));
        });
      await expect.poll(missing, `${name}: screen pixels missing`).toBeLessThanOrEqual(1);
    }
    await context.close();
  });
}

test("drawings follow the window's size and the theme", async ({ page }) => {
  await open(page);
  const before = await drawing(page, "axes");
  await page.setViewportSize({ width: 900, height: 700 });
  await expect.poll(() => drawing(page, "axes")).not.toBe(before);
  const light = await drawing(page, "marks");
  await page.getByRole("button", { name: "Dark theme" }).click();
  await expect.poll(() => drawing(page, "marks")).not.toBe(light);
  const dark = await drawing(page, "marks");
  await page.emulateMedia({ forcedColors: "active" });
  await expect.poll(() => drawing(page, "marks")).not.toBe(dark);
});

test("nothing moves while the page starts", async ({ page }) => {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  for (const link of ["", "#embed=1", "#data=houses&w=-12345.6&b=2"]) {
    await page.goto("about:blank");
    await open(page, link);
    await expect.poll(() => drawn(page, "marks")).toBe(true);
    // Zero, rounded to the three decimals with which a layout shift is reported.
    expect(await page.evaluate(() => window.shifts), link).toBeLessThan(0.0005);
  }
});

test("every control of docs/contract.md has its role and name", async ({ page }) => {
  const all = await open(page);
  const { card, summary, pause, ...named } = all;
  for (const [part, locator] of Object.entries(named)) await expect(locator, part).toHaveCount(1);
  await expect(page.getByRole("tab", { name: "Notebook" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel", { name: "Notebook" })).toBeVisible();
  await expect(all.stage).toHaveAccessibleDescription(/Your line: price = −?[\d.]+ times size/);
  for (const readout of [all.equation, all.loss, all.epoch]) {
    await expect(readout).toHaveAttribute("aria-live", "off");
    await expect(readout).toHaveAttribute("data-value", /^-?\d/);
  }
  const values = (select) => select.evaluate(({ options }) => Array.from(options, ({ value }) => value));
  expect(await values(all.batch)).toEqual(["1", "all"]);
  expect(await values(all.speed)).toEqual(["1", "10", "100", "max"]);
  expect(await values(all.data)).toEqual([
    "lab",
    "houses",
    "sqft",
    "origin",
    "flat",
    "outlier",
    "line",
    "anscombe1",
    "anscombe2",
    "anscombe3",
    "anscombe4",
    "tumor",
    "sine",
    "step",
    "abs",
    "cubic",
    "circle",
    "xor",
    "gauss",
    "spiral",
    "moons",
    "coffee",
    "plane",
    "gaussians",
    "blobs",
  ]);
  for (const name of ["Freeze w", "Freeze b"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByRole("switch", { name: "No bias", exact: true })).not.toBeChecked();
  for (const name of ["Tilt handle", "Lift handle"])
    await expect(page.getByRole("slider", { name, exact: true })).toBeVisible();
  for (const name of ["Notebook", "Loss map", "Loss curve", "One step", "Numbers"])
    await expect(page.getByRole("tab", { name, exact: true })).toBeVisible();
  for (const slider of [all.w, all.b]) await expect(slider).toHaveAttribute("step", "any");
});

test("the policy allows one inline script, by its hash, and no inline style", async ({ request }) => {
  const html = await (await request.get("/")).text();
  expect(html).toContain("default-src 'none'");
  expect(html).not.toContain("unsafe-inline");
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs)];
  const hashes = inline.map(([, script]) => createHash("sha256").update(script).digest("base64"));
  expect(html.match(/'sha256-[^']+'/g)).toEqual(hashes.map((hash) => `'sha256-${hash}'`));
  expect(hashes).toHaveLength(1);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
  for (const [address] of html.matchAll(/(?:src|href|content)="(?:https?:)?\/\/[^"]*/g))
    expect(address).toBe("");
});
