// Where the playground cannot start, the page still shows the explanation and the figure, and says what is missing.
import { test as plain } from "@playwright/test";
import { expect, open, parts, test } from "./page.js";

async function expectExplanation(page) {
  await expect(page.locator("html")).toHaveAttribute("data-ready", "failed");
  await expect(page.getByRole("heading", { name: "What are weights and biases?" })).toBeVisible();
  await expect(page.getByText("Each dot is a house.")).toBeVisible();
  await expect(page.getByRole("img", { name: /Two houses as dots/ })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("slider")).toHaveCount(0);
}

for (const { what, stop, says } of [
  { what: "the wasm is blocked", stop: "**/*.wasm", says: "WebAssembly did not start here" },
  { what: "the glue is blocked", stop: "**/two-knobs-wasm*.js", says: "did not arrive" },
  { what: "the words are blocked", stop: "**/en.json", says: "did not arrive" },
  { what: "a module is blocked", stop: "**/page/main.js", says: "did not arrive" },
  { what: "the first module is blocked", stop: "**/page/start/boot.js", says: "they did not start here" },
]) {
  plain(`${what}: the explanation stays and a sentence says what is missing`, async ({ page }) => {
    await page.route(stop, (route) => route.abort());
    await page.goto("/");
    await expectExplanation(page);
    await expect(page.getByRole("alert")).toContainText(says);
  });
}

plain("wasm without SIMD: the browser is said to be too old", async ({ page }) => {
  await page.addInitScript(() => (WebAssembly.validate = () => false));
  await page.goto("/");
  await expectExplanation(page);
  await expect(page.getByRole("alert")).toContainText("too old");
});

plain.describe("with JavaScript off", () => {
  plain.use({ javaScriptEnabled: false });
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
    [320, 640],
  ]) {
    plain(`the page is readable at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.goto("/");
      await expectExplanation(page);
      await expect(page.getByRole("alert")).toContainText("needs JavaScript and WebAssembly");
    });
  }
});

test("the still figure and the failure are not there when the page works", async ({ page }) => {
  const { stage } = await open(page);
  await expect(stage).toBeVisible();
  await expect(page.getByRole("img", { name: /Two houses as dots/ })).toBeHidden();
  await expect(page.getByRole("alert")).toBeHidden();
  await expect(parts(page).train).toBeEnabled();
});
