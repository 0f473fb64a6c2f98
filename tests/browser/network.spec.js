// The network's diagram: what stands on it, at every width, and its keyboard.
import { expect, open, test } from "./page.js";

const COFFEE = "#data=coffee&layers=3:sigmoid,1:sigmoid";
const group = (page) => page.getByRole("group", { name: "Network", exact: true });
const button = (page, name) => group(page).getByRole("button", { name, exact: true });

test("a single neuron has no diagram and fetches none", async ({ page }) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(request.url()));
  await open(page, "#data=lab");
  await expect(group(page)).toBeHidden();
  expect(fetched.filter((url) => url.includes("network"))).toEqual([]);
});

test("every input, unit and bias is a button with a name", async ({ page }) => {
  await open(page, COFFEE);
  for (const name of [
    "Input x₁",
    "Input x₂",
    "Unit 3 of layer 1",
    "Bias of unit 3 of layer 1",
    "Unit 1 of layer 2",
  ])
    await expect(button(page, name)).toBeVisible();
  await expect(group(page).getByRole("status", { name: "Held" })).toHaveAttribute("data-value", "1,0,0");
  await page.getByRole("combobox", { name: "Data", exact: true }).selectOption("sine");
  await expect(button(page, "Input x")).toBeVisible();
});

for (const width of [320, 390, 640, 768, 1024, 1280]) {
  test(`nothing overlaps at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const layers of [
      "3:sigmoid",
      "8:tanh,8:tanh,8:tanh",
      "16:relu,16:relu,16:relu,16:relu,16:relu,16:relu",
    ]) {
      await open(page, `#data=coffee&layers=${layers},1:sigmoid`);
      await expect(button(page, "Unit 1 of layer 1")).toBeAttached();
      const found = await group(page).evaluate((net) => {
        const boxes = [...net.querySelectorAll(".net__tile, .net__head")].map((node) =>
          node.getBoundingClientRect(),
        );
        const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        const stage = document.querySelector("[data-part=stage]").getBoundingClientRect();
        return {
          pairs: boxes.filter((a, i) => boxes.some((b, j) => j < i && over(a, b))).length,
          small: boxes.filter(({ width, height }) => width < 15 || height < 20).length,
          stage: over(net.getBoundingClientRect(), stage),
          chart: stage.width >= 280,
          wide: document.documentElement.scrollWidth > innerWidth,
        };
      });
      expect(found, layers).toEqual({ pairs: 0, small: 0, stage: false, chart: true, wide: false });
    }
  });
}

test("one tab stop; arrows move between units, page keys between a unit's edges", async ({ page }) => {
  await open(page, `${COFFEE}&seed=2`);
  const stops = group(page).locator("[tabindex='0']");
  await expect(stops).toHaveCount(1);
  await button(page, "Unit 1 of layer 1").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(button(page, "Unit 3 of layer 1")).toBeFocused();
  await page.keyboard.press("PageDown");
  const spoken = page.locator("[data-part=announcer]");
  await expect(spoken).toHaveText(/^Weight from temperature to unit 3: −?\d+\.\d\d$/);
  await page.keyboard.press("PageDown");
  await expect(spoken).toHaveText(/^Weight from time to unit 3: /);
  await page.keyboard.press("ArrowRight");
  await expect(button(page, "Unit 1 of layer 2")).toBeFocused();
  await page.keyboard.press("PageUp");
  await expect(spoken).toHaveText(/^Weight from unit 3 to unit 1: /);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(button(page, "Unit 1 of layer 2")).not.toBeFocused();
  await expect(stops).toHaveCount(1);
});

test("a saved picture has the diagram left of the chart", async ({ page }) => {
  await open(page, COFFEE);
  await expect(button(page, "Unit 1 of layer 1")).toBeVisible();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save SVG", exact: true }).click();
  const stream = await (await download).createReadStream();
  const svg = Buffer.concat(await stream.toArray()).toString();
  // The maps of two inputs and three units, and the ground.
  expect(svg.match(/<image /g)).toHaveLength(6);
  const [, width] = /<svg[^>]* width="(\d+)"/.exec(svg) ?? [];
  const stage = await page.getByRole("figure").first().boundingBox();
  expect(Number(width)).toBeGreaterThan(stage.width + 280);
});
