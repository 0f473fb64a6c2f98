// SGD turning the knobs.
import { BEST_HOUSES_LOSS, drawing, expect, number, numbers, open, test } from "./page.js";

test("Train brings the loss on the noisy houses near the best there is @firefox", async ({ page }) => {
  const { train, pause, speed, loss, epoch } = await open(page, "#data=houses&tab=loss-curve");
  const curve = await drawing(page, "curve-marks");
  await speed.selectOption("100");
  await train.click();
  await expect(pause).toBeVisible();
  await expect.poll(() => number(loss)).toBeLessThan(1.05 * BEST_HOUSES_LOSS);
  await pause.click();
  await expect(train).toBeVisible();
  expect(await number(loss)).toBeGreaterThan(0.999 * BEST_HOUSES_LOSS);
  expect(await number(epoch)).toBeGreaterThan(20);
  expect(await drawing(page, "curve-marks")).not.toBe(curve);
});

test("Step makes one update, and the loss curve begins", async ({ page }) => {
  const { step, epoch, equation } = await open(page, "#w=140&b=60&tab=loss-curve");
  await expect(page.getByText("No updates yet.")).toBeVisible();
  await step.click();
  await expect(epoch).toHaveText("1");
  await expect(equation).toContainText("182.00");
  await expect(equation).toContainText("86.00");
  await expect(page.getByText("No updates yet.")).toBeHidden();
});

test("Reset goes back to the same start @firefox", async ({ page }) => {
  const { train, reset, epoch, equation, wField } = await open(page);
  const start = await equation.getAttribute("data-value");
  await train.click();
  await expect.poll(() => number(epoch)).toBeGreaterThan(5);
  await reset.click();
  await expect(train).toBeVisible();
  await expect(equation).toHaveAttribute("data-value", start);
  await expect(epoch).toHaveText("0");
  await wField.fill("77");
  await reset.click();
  await expect(equation).toHaveAttribute("data-value", start);
});

test("New start takes the next seed's weight and a bias of zero", async ({ page }) => {
  const { newStart, reset, equation } = await open(page);
  const [before] = await numbers(equation);
  await newStart.click();
  const [w, b] = await numbers(equation);
  expect(w).not.toBe(before);
  expect(Math.abs(w)).toBeLessThan(1.733);
  expect(b).toBe(0);
  await expect(page.getByText("seed 1", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/#.*seed=1\b/);
  await reset.click();
  expect(await numbers(equation)).toEqual([w, 0]);
});

test("too large a rate ends in the card that names the limit, never in NaN", async ({ page }) => {
  const { rate, train, card, equation, loss, epoch } = await open(page);
  await expect(page.getByText("diverges above 0.29")).toBeVisible();
  await rate.fill("0.5");
  await train.click();
  await expect(card).toBeVisible();
  await expect(card).toContainText("The learning rate 0.5 is above 0.29");
  await expect(train).toBeVisible();
  expect((await numbers(equation)).every(Number.isFinite)).toBe(true);
  expect(Number.isFinite(await number(loss))).toBe(true);
  await expect(page.locator("body")).not.toContainText("NaN");
  await expect(page.locator("[aria-live=polite]")).toContainText("The steps are too big.");

  await card.getByRole("button", { name: "Use 0.1" }).click();
  await expect(card).toBeHidden();
  await expect(rate).toHaveValue("0.1");
  await expect(epoch).toHaveText("0");
  await expect(train).toBeFocused();
});

test("the card can be closed, and comes back with the next attempt", async ({ page }) => {
  const { train, card } = await open(page, "#lr=0.5");
  await train.click();
  await card.getByRole("button", { name: "Close" }).click();
  await expect(card).toBeHidden();
  await train.click();
  await expect(card).toBeVisible();
});

test("training stops by itself when the weights stop changing, and says so", async ({ page }) => {
  const { speed, train, loss } = await open(page);
  await speed.selectOption("max");
  await train.click();
  await expect(page.getByText("Settled: w and b stopped changing.")).toBeVisible();
  await expect(train).toBeVisible();
  await expect(page.locator("[aria-live=polite]")).toContainText("Training stopped");
  expect(await number(loss)).toBeLessThan(1e-3);
});

test("a hand on a slider takes hold of that knob while training goes on", async ({ page }) => {
  const { w, train, pause, equation, speed } = await open(page, "#data=houses&lr=0.003");
  await train.click();
  await expect.poll(() => number(equation)).toBeGreaterThan(20);
  const box = await w.boundingBox();
  const middle = box.y + box.height / 2 - 2;
  await page.mouse.move(box.x + 0.3 * box.width, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.8 * box.width, middle, { steps: 3 });
  const [held, before] = await numbers(equation);
  expect(held).toBeGreaterThan(250);
  await expect(page.getByText("In your hand: SGD leaves it alone")).toBeVisible();
  await expect.poll(async () => (await numbers(equation))[1]).not.toBe(before);
  expect((await numbers(equation))[0]).toBe(held);
  await expect(pause).toBeVisible();
  await page.mouse.up();
  await expect.poll(async () => (await numbers(equation))[0]).not.toBe(held);
  await expect(speed).toHaveValue("1");
});

test("batch size and learning rate can be set, by field and by slider", async ({ page }) => {
  const { batch, rate, data } = await open(page);
  await data.selectOption("houses");
  await expect(page.getByText("Ringed: the 4 houses in this batch")).toBeVisible();
  await batch.selectOption("all");
  await expect(page.getByText("Ringed:")).toBeHidden();
  await rate.fill("0");
  await expect(rate).toHaveAttribute("aria-invalid", "true");
  await rate.fill("0.01");
  await expect(rate).not.toHaveAttribute("aria-invalid");
  const slider = page.getByRole("slider", { name: "Size of the steps" });
  await expect(slider).toHaveAttribute("aria-valuetext", "0.01");
  await slider.press("ArrowRight");
  await expect(slider).not.toHaveAttribute("aria-valuetext", "0.01");
});

test("with less motion wanted, training still runs to its end", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { train, speed, loss } = await open(page);
  await speed.selectOption("100");
  await train.click();
  await expect(page.getByText("Settled:")).toBeVisible();
  expect(await number(loss)).toBeLessThan(1e-3);
});
