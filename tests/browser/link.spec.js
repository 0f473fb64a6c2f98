// The address carries the state: written as it changes, followed when it is edited.
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
