// Turning the two knobs by hand.
import { drawing, expect, number, numbers, open, test } from "./page.js";

test("typing w = 200 and b = 100 fits both houses @firefox", async ({ page }) => {
  const { wField, bField, equation, loss } = await open(page);
  await wField.fill("200");
  await bField.fill("100");
  await expect(equation).toHaveAttribute("data-value", "200 100");
  await expect(equation).toContainText("200.00");
  await expect(equation).toContainText("100.00");
  await expect(loss).toHaveAttribute("data-value", "0");
});

test("a readout changes in the same task as the event", async ({ page }) => {
  const { w } = await open(page);
  const after = await w.evaluate((slider) => {
    slider.value = "300";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    return document.querySelector('output[aria-label="Equation"]').dataset.value;
  });
  expect(after).toMatch(/^300 /);
});

for (const { name, slider, at, to, says } of [
  { name: "weight", slider: "w", at: 0, to: 155, says: "155.00: price rises by 155.00" },
  { name: "bias", slider: "b", at: 1, to: 55, says: "55.00: where size is 0, price is 55.00" },
]) {
  test(`arrow keys turn the ${name}: line, readouts and summary follow`, async ({ page }) => {
    const all = await open(page, "#w=150&b=50");
    const before = await drawing(page, "marks");
    const said = await all.summary.textContent();
    const lost = await number(all.loss);
    await all[slider].focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await numbers(all.equation))[at]).toBe(to);
    await expect(all.summary).not.toHaveText(said);
    await expect(all.loss).not.toHaveAttribute("data-value", String(lost));
    await expect.poll(() => drawing(page, "marks")).not.toBe(before);
    await expect(all[slider]).toHaveAttribute("aria-valuetext", new RegExp(`^${says}`));
  });
}

test("keys turn by one step, fine, ten steps, and to the ends", async ({ page }) => {
  const { w, wField, equation } = await open(page, "#w=100&b=0");
  const turns = [
    ["ArrowLeft", 95],
    ["Shift+ArrowRight", 95.5],
    ["PageUp", 145.5],
    ["PageDown", 95.5],
    ["Home", -100],
    ["ArrowLeft", -100],
    ["End", 400],
  ];
  await w.focus();
  for (const [key, value] of turns) {
    await page.keyboard.press(key);
    await expect(equation, key).toHaveAttribute("data-value", `${value} 0`);
  }
  await wField.focus();
  await page.keyboard.press("ArrowDown");
  await expect(equation).toHaveAttribute("data-value", "395 0");
  await page.getByRole("button", { name: "More weight" }).click();
  await expect(equation).toHaveAttribute("data-value", "400 0");
});

test("a value beyond the slider's range is taken, and said to be off the scale", async ({ page }) => {
  const { w, wField, equation } = await open(page);
  await wField.fill("2000");
  await expect(equation).toHaveAttribute("data-value", "2000 0");
  await expect(page.getByText("off the scale")).toBeVisible();
  await expect(w).toHaveAttribute("aria-valuetext", /^2,000\.0/);
  await w.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(equation).toHaveAttribute("data-value", "1995 0");
});

test("what is no number, or too large, leaves the last value and says why", async ({ page }) => {
  const { wField, equation } = await open(page, "#w=7&b=0");
  for (const text of ["", "-", "twelve", "1.2.3", "0x10", "Infinity", "1e"]) {
    await wField.fill(text);
    await expect(wField, text).toHaveAttribute("aria-invalid", "true");
  }
  await expect(page.getByText("Type a number, such as 200 or -1.5")).toBeVisible();
  await wField.fill("1e99");
  await expect(wField).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("A number from −10¹⁵ to 10¹⁵, please")).toBeVisible();
  await expect(equation).toHaveAttribute("data-value", "7 0");
  await page.keyboard.press("Tab");
  await expect(wField).not.toHaveAttribute("aria-invalid");
  await expect(wField).toHaveValue("7.00");
});

test("a number may be written as readers and spreadsheets write it", async ({ page }) => {
  const { wField, equation } = await open(page, "#w=7&b=0");
  for (const [text, value] of [
    ["−1.5", -1.5],
    ["2,446.0", 2446],
    ["0,25", 0.25],
    ["1e2", 100],
    [" .5 ", 0.5],
  ]) {
    await wField.fill(text);
    await expect(equation, text).toHaveAttribute("data-value", `${value} 0`);
    await expect(wField).toHaveAttribute("aria-valuenow", String(value));
  }
});

test("a drag turns the knob, Shift makes it fine, Escape takes it back @firefox", async ({ page }) => {
  const { w, equation } = await open(page, "#w=0&b=0");
  const box = await w.boundingBox();
  const middle = box.y + box.height / 2 - 2;
  const at = (share) => box.x + 12 + share * (box.width - 24);
  await page.mouse.move(at(0.2), middle);
  await page.mouse.down();
  await page.mouse.move(at(0.6), middle, { steps: 4 });
  await expect.poll(async () => Math.abs((await number(equation)) - 200)).toBeLessThan(8);
  const coarse = await number(equation);
  await page.keyboard.down("Shift");
  await page.mouse.move(at(0.601), middle);
  await page.mouse.move(at(0.8), middle, { steps: 4 });
  await expect.poll(async () => (await number(equation)) - coarse).toBeGreaterThan(4);
  expect((await number(equation)) - coarse).toBeLessThan(16);
  await page.keyboard.up("Shift");
  await page.keyboard.press("Escape");
  await expect(equation).toHaveAttribute("data-value", "0 0");
  await page.mouse.move(at(0.9), middle);
  await page.mouse.up();
  await expect(equation).toHaveAttribute("data-value", "0 0");
});

test("each knob says which way and how far SGD would turn it", async ({ page }) => {
  const { w, wField } = await open(page, "#w=140&b=60");
  await expect(page.getByText("SGD would turn it right, by 42.00")).toBeVisible();
  await expect(page.getByText("SGD would turn it right, by 26.00")).toBeVisible();
  await wField.fill("300");
  await expect(page.getByText("SGD would turn it left, by")).toHaveCount(2);
  await page.goto("/#w=200&b=100");
  await expect(page.getByText("SGD would leave it here")).toHaveCount(2);
  await expect(w).toHaveAttribute(
    "aria-valuetext",
    "200.00: price rises by 200.00 for each 1000 sq ft of size",
  );
});

test("other data brings its own scales, names and settings", async ({ page }) => {
  const { data, batch, rate, summary, equation } = await open(page);
  await data.selectOption("houses");
  await expect(summary).toContainText("14 houses");
  await expect(batch).toHaveValue("4");
  await expect(rate).toHaveValue("0.03");
  await data.selectOption("line");
  await expect(summary).toContainText("60 points.");
  await expect(equation).not.toContainText("price");
});
