// The address holds the state: a change of the state writes the address, and an edit of the address changes the state.
import { expect, open, parts, ready, test } from "./page.js";

test("the link follows the state by replaceState and opens it again", async ({ page }) => {
  const { wField, bField, rate } = await open(page, "#data=houses");
  const length = await page.evaluate(() => history.length);
  await wField.fill("150");
  await bField.fill("42.5");
  await rate.fill("0.01");
  await expect(page).toHaveURL(/#data=houses&w=150&b=42\.5&.*lr=0\.01/);
  expect(await page.evaluate(() => history.length)).toBe(length);
  await page.reload();
  await ready(page);
  await expect(parts(page).equation).toHaveAttribute("data-value", "150 42.5");
  await expect(parts(page).rate).toHaveValue("0.01");
});

test("an edited hash is followed", async ({ page }) => {
  const { equation, data } = await open(page, "#w=1&b=2");
  await page.evaluate(() => (location.hash = "#data=houses&w=10&b=20"));
  await expect(equation).toHaveAttribute("data-value", "10 20");
  await expect(data).toHaveValue("houses");
});

test("query parameters open the same state and move into the hash", async ({ page }) => {
  const { equation, wField } = await open(page, "?w=10&b=20");
  await expect(equation).toHaveAttribute("data-value", "10 20");
  await wField.fill("11");
  await expect(page).toHaveURL(/\/#w=11&b=20/);
});

test("parts that cannot be used are named in a notice that can be dismissed", async ({ page }) => {
  const { equation } = await open(page, "#w=banana&b=20");
  const notice = page.getByRole("group", { name: "About this link" });
  await expect(notice).toContainText("w in the link must be a number from −10¹⁵ to 10¹⁵");
  await expect(notice).not.toContainText("banana");
  await expect(equation).toHaveAttribute("data-value", / 20$/);
  await notice.getByRole("button", { name: "OK" }).click();
  await expect(notice).toBeHidden();
});

test("own points come from the link", async ({ page }) => {
  const { summary, data, loss } = await open(page, "#points=1,2;2,4;3,6&w=2&b=0");
  await expect(data).toHaveValue("points");
  await expect(summary).toContainText("3 points.");
  await expect(loss).toHaveAttribute("data-value", "0");
});

test("networks' data, optimizer and held out share come from the link and stay in it", async ({ page }) => {
  const { loss, data, summary, rate } = await open(page, "#data=xor&test=0.25&opt=adam&lr=0.01&speed=100");
  await expect(data).toHaveValue("xor");
  await expect(summary).toContainText("150 points with two inputs.");
  const test = page.getByRole("status", { name: "Test loss" });
  const before = Number(await test.getAttribute("data-value"));
  expect(before).toBeGreaterThan(0);
  await expect(page.getByText("Adam would turn it")).toHaveCount(2);
  await expect(page.getByText("Hollow: the 50 points held out of training")).toBeVisible();
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect.poll(async () => Number(await loss.getAttribute("data-value"))).toBeLessThan(0.3);
  await page.getByRole("button", { name: "Pause" }).click();
  expect(Number(await test.getAttribute("data-value"))).not.toBe(before);
  // The address that names the new rate was written after training stopped, so it has the last weights.
  await rate.fill("0.02");
  await expect(page).toHaveURL(/#data=xor&test=0\.25&params=.*&opt=adam&lr=0\.02&speed=100&epoch=\d+/);
  const reached = await loss.getAttribute("data-value");
  await page.reload();
  await ready(page);
  await expect(parts(page).loss).toHaveAttribute("data-value", reached ?? "");
});

test("two inputs are drawn: another answer, another ground", async ({ page }) => {
  const { wField } = await open(page, "#data=blobs");
  const ground = () =>
    page.evaluate(() => {
      const canvases = [...document.querySelectorAll("canvas")].filter((canvas) => canvas.checkVisibility());
      return canvases.map((canvas) => canvas.toDataURL().length + canvas.toDataURL().slice(-400)).join();
    });
  await expect(page.getByText("Each shade is one class")).toBeVisible();
  const before = await ground();
  await wField.fill("2");
  await expect.poll(ground).not.toBe(before);
  await expect(page.getByRole("combobox", { name: "Loss function" })).toHaveValue("cce");
});

for (const [width, view] of [
  [1280, ""],
  [390, ""],
  [360, ""],
  [280, "&embed=1"],
])
  test(`at ${width} px both losses of a network fit beside its sum`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const { loss } = await open(page, `#data=blobs&test=0.3${view}`);
    await expect(loss).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("status", { name: "Test loss" })).toBeInViewport({ ratio: 1 });
  });

test("what does not go together is named, the rest is used", async ({ page }) => {
  const { data, rate } = await open(page, "#data=houses&loss=cce&lr=0.01");
  const notice = page.getByRole("group", { name: "About this link" });
  await expect(notice).toContainText("loss in the link counts classes: y must be whole numbers from 0");
  await expect(data).toHaveValue("houses");
  await expect(rate).toHaveValue("0.01");
});

test("theme and button agree", async ({ page }) => {
  await open(page, "#theme=dark");
  const button = page.getByRole("button", { name: "Dark theme" });
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await button.click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect(page).toHaveURL(/theme=light/);
});

test("the page works from a sub-path", async ({ page }) => {
  await page.goto("/sub/path/#w=200&b=100");
  await ready(page);
  await expect(parts(page).loss).toHaveAttribute("data-value", "0");
});
