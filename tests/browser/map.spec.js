// The loss map, used as a person uses it: by mouse, keyboard and touch, with and without SGD.
import { drawing, expect, number, numbers, open, test } from "./page.js";

const START = "w=140&b=60&w0=-1.03&b0=0";

/** The map and its point; `place` gives the position of a weight and a bias (the sliders of `lab` reach from -100 to 400). */
async function openMap(page, link = `#${START}&tab=loss-map`) {
  const all = await open(page, link);
  // A pane loads its content when it comes into view.
  await page.getByRole("tab", { name: "Loss map" }).scrollIntoViewIfNeeded();
  const point = page.getByRole("slider", { name: "Both knobs", exact: true });
  await expect(point).toHaveAttribute("aria-valuetext", /loss/);
  const map = page.getByRole("group", { name: "Loss map" });
  await map.scrollIntoViewIfNeeded();
  const box = await map.boundingBox();
  const plot = {
    left: box.x + 42,
    right: box.x + box.width - 8,
    top: box.y + 24,
    bottom: box.y + box.height - 36,
  };
  const at = (w, b) => ({
    x: plot.left + ((w + 100) / 500) * (plot.right - plot.left),
    y: plot.bottom - ((b + 100) / 500) * (plot.bottom - plot.top),
  });
  return { ...all, point, map, at };
}

/** Whether both numbers are within `reach` of the intended values. */
async function near(readout, [w, b], reach = 3) {
  await expect
    .poll(async () => {
      const [left, right] = await numbers(readout);
      return Math.max(Math.abs(left - w), Math.abs(right - b)) < reach;
    })
    .toBe(true);
}

test("the map's point says where the knobs stand, and dragging it turns both @firefox", async ({ page }) => {
  const { point, at, equation, loss } = await openMap(page);
  await expect(point).toHaveAttribute("aria-valuetext", "w 140.00, b 60.00, loss 17,800");
  const from = at(140, 60);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const to = at(200, 100);
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await near(equation, [200, 100]);
  expect(await number(loss)).toBeLessThan(200);
  await page.mouse.up();
  // The point no longer follows the mouse.
  await page.mouse.move(from.x, from.y);
  await near(equation, [200, 100]);
  const box = await point.boundingBox();
  expect(Math.abs(box.x + box.width / 2 - to.x)).toBeLessThan(2);
  expect(Math.abs(box.y + box.height / 2 - to.y)).toBeLessThan(2);
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
});

test("Escape takes a drag on the map back, Shift slows it", async ({ page }) => {
  const { at, equation } = await openMap(page);
  const [from, to] = [at(140, 60), at(240, 160)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y);
  await near(equation, [240, 160]);
  await page.keyboard.press("Escape");
  await expect(equation).toHaveAttribute("data-value", "140 60");
  await page.mouse.move(to.x + 5, to.y);
  await page.mouse.up();
  await expect(equation).toHaveAttribute("data-value", "140 60");
  await page.keyboard.down("Shift");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y);
  await near(equation, [150, 70], 1.5);
  await page.mouse.up();
  await page.keyboard.up("Shift");
});

test("a click on the map brings the point there, arrow keys turn the knobs one by one @firefox", async ({
  page,
}) => {
  const { point, at, equation } = await openMap(page);
  const there = at(300, 0);
  await page.mouse.click(there.x, there.y);
  await near(equation, [300, 0]);
  await expect(point).toBeFocused();
  const [w, b] = await numbers(equation);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => numbers(equation)).toEqual([w + 5, b + 10]);
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Shift+ArrowDown");
  await expect.poll(() => numbers(equation)).toEqual([w + 4.5, b + 9.5]);
  await page.keyboard.press("PageDown");
  await page.keyboard.press("Home");
  await expect.poll(() => numbers(equation)).toEqual([-100, b - 40.5]);
  await expect(point).toHaveAttribute("aria-valuenow", "-100");
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test("a tap moves the map's point, a drag on it turns both knobs, a swipe elsewhere scrolls", async ({
    page,
  }) => {
    const { at, equation } = await openMap(page);
    const tap = at(60, 220);
    await page.touchscreen.tap(tap.x, tap.y);
    await near(equation, [60, 220], 5);
    const tools = await page.context().newCDPSession(page);
    const touch = (type, place) =>
      tools.send("Input.dispatchTouchEvent", { type, touchPoints: place ? [place] : [] });
    await touch("touchStart", tap);
    await touch("touchMove", at(120, 160));
    await touch("touchMove", at(200, 100));
    await near(equation, [200, 100], 5);
    await touch("touchEnd");
    const before = await equation.getAttribute("data-value");
    const elsewhere = at(350, -50);
    await touch("touchStart", elsewhere);
    await touch("touchMove", { x: elsewhere.x, y: elsewhere.y + 60 });
    await touch("touchMove", { x: elsewhere.x, y: elsewhere.y + 120 });
    await touch("touchEnd");
    await expect(equation).toHaveAttribute("data-value", before);
  });
});

test("training draws SGD's way on the map, and leaves the rings alone", async ({ page }) => {
  const { train, pause, epoch, data } = await openMap(page, "#data=houses&tab=loss-map");
  await expect.poll(() => drawing(page, "map-marks")).not.toBe("data:,");
  const [rings, marks] = [await drawing(page, "map-axes"), await drawing(page, "map-marks")];
  await train.click();
  await expect.poll(() => number(epoch)).toBeGreaterThan(2);
  await pause.click();
  expect(await drawing(page, "map-marks")).not.toBe(marks);
  expect(await drawing(page, "map-axes")).toBe(rings);
  await data.selectOption("flat");
  await expect.poll(() => drawing(page, "map-axes")).not.toBe(rings);
});

test("a network's map follows its other weights", async ({ page }) => {
  const { step, train, pause, epoch } = await openMap(
    page,
    "#data=line&layers=4:tanh,1:linear&lr=0.05&tab=loss-map",
  );
  await expect(page.getByText("every other weight as it is now")).toBeVisible();
  const rings = await drawing(page, "map-axes");
  await step.click();
  await expect.poll(() => drawing(page, "map-axes")).not.toBe(rings);
  await train.click();
  await expect.poll(() => number(epoch)).toBeGreaterThan(3);
  await pause.click();
});

test("without a bias the point moves left and right only", async ({ page }) => {
  const { point, at, equation } = await openMap(page, "#data=lab&nobias=1&w=140&tab=loss-map");
  await expect(point).toHaveAttribute("aria-valuetext", /no bias/);
  const before = await point.boundingBox();
  await point.press("ArrowUp");
  await point.press("ArrowRight");
  await expect.poll(async () => (await numbers(equation))[0]).toBeGreaterThan(140);
  expect((await numbers(equation))[1]).toBe(0);
  const after = await point.boundingBox();
  expect(after.y).toBe(before.y);
  const there = at(250, 300);
  await page.mouse.click(there.x, there.y);
  await expect.poll(async () => (await numbers(equation))[1]).toBe(0);
});

test("a hand on the map's point takes both knobs from SGD until it lets go", async ({ page }) => {
  const { train, at, equation, epoch } = await openMap(page, `#data=houses&w=0&b=300&lr=0.001&tab=loss-map`);
  await train.click();
  await expect.poll(() => number(epoch)).toBeGreaterThan(1);
  const hand = at(300, 0);
  await page.mouse.move(hand.x, hand.y);
  await page.mouse.down();
  await near(equation, [300, 0], 4);
  const held = await equation.getAttribute("data-value");
  const began = await number(epoch);
  await expect.poll(() => number(epoch)).toBeGreaterThan(began + 1);
  await expect(equation).toHaveAttribute("data-value", held);
  await page.mouse.up();
  await expect(equation).not.toHaveAttribute("data-value", held);
});
