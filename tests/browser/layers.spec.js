// The model strip: every layer is a button with a panel; layers are added, set, moved, removed and undone by hand.
import { expect, number, open, parts, test } from "./page.js";

const XOR = "#data=xor&layers=8:tanh,1:sigmoid&seed=3&batch=all";
const model = (page) => page.getByRole("group", { name: "Model", exact: true });
const button = (page, name) => page.getByRole("button", { name, exact: true });
const panel = (page, name) => page.getByRole("group", { name, exact: true });
const strip = (page) =>
  model(page)
    .getByRole("listitem")
    .evaluateAll((all) => all.map((item) => item.innerText.replace(/\s+/g, " ").trim()));

test("a neuron grows into a network, layer by layer, and Undo takes it back", async ({ page }) => {
  await open(page, "#data=xor&layers=1:sigmoid");
  await expect(button(page, "Output: Dense(1), sigmoid")).toBeVisible();
  const add = button(page, "Add layer");
  for (let layers = 1; layers <= 6; layers += 1) {
    await add.click();
    await expect(panel(page, `Layer ${layers}`)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(button(page, `Layer ${layers}: Dense(4), tanh`)).toBeFocused();
  }
  await expect(add).toBeDisabled();
  await expect(page).toHaveURL(/layers=(4:tanh,){6}1:sigmoid/);
  for (let layers = 5; layers >= 0; layers -= 1) await button(page, "Undo").click();
  await expect(button(page, "Layer 1: Dense(4), tanh")).toHaveCount(0);
  await expect(add).toBeEnabled();
});

test("a layer's panel sets its units and activation, says the sum and what was kept", async ({ page }) => {
  const { step, epoch } = await open(page, XOR);
  await step.click();
  await expect.poll(() => number(epoch)).toBeGreaterThan(0);
  await button(page, "Layer 1: Dense(8), tanh").click();
  const open1 = panel(page, "Layer 1");
  await expect(open1.getByText("2 × 8 + 8 = 24")).toBeVisible();
  const units = open1.getByRole("spinbutton", { name: "Units" });
  await units.fill("6");
  await expect(open1.getByText("2 × 6 + 6 = 18")).toBeVisible();
  await expect(
    open1.getByText("Layer 1 now has 6 units: what fits was kept, the rest is from seed 3. Epoch 0."),
  ).toBeVisible();
  await expect.poll(() => number(epoch)).toBe(0);
  await units.press("ArrowUp");
  await expect(button(page, "Layer 1: Dense(7), tanh")).toBeVisible();
  await open1.getByRole("button", { name: "One unit less" }).click();
  await expect(button(page, "Layer 1: Dense(6), tanh")).toBeVisible();
  await units.fill("17");
  await expect(units).toHaveAccessibleDescription("A whole number of units from 1 to 16, please");
  await units.press("Escape");
  await expect(units).toHaveValue("6");
  await open1.getByRole("combobox", { name: "Activation" }).selectOption("relu");
  await expect(button(page, "Layer 1: Dense(6), relu")).toBeVisible();
  await expect(page).toHaveURL(/layers=6:relu,1:sigmoid/);
  await page.keyboard.press("Escape");
  await expect(button(page, "Layer 1: Dense(6), relu")).toBeFocused();
});

test("layers move and go; the output stays, with the units that it needs", async ({ page }) => {
  await open(page, "#data=xor&layers=3:tanh,5:relu,1:sigmoid");
  await button(page, "Layer 1: Dense(3), tanh").click();
  await expect(button(page, "Move left")).toBeDisabled();
  await button(page, "Move right").click();
  await expect(panel(page, "Layer 2")).toContainText("This layer is now layer 2");
  await expect(button(page, "Move right")).toBeDisabled();
  expect(await strip(page)).toEqual(["input 2", "Dense(5) relu", "Dense(3) tanh", "Dense(1) sigmoid"]);
  await button(page, "Remove layer").click();
  await expect(panel(page, "Output")).toContainText("One layer is gone");
  await expect(panel(page, "Output").getByRole("spinbutton", { name: "Units" })).toBeDisabled();
  await expect(button(page, "Remove layer")).toBeHidden();
  expect(await strip(page)).toEqual(["input 2", "Dense(5) relu", "Dense(1) sigmoid"]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("listitem")).not.toHaveCount(0);
  await expect.poll(() => strip(page)).toHaveLength(4);
});

test("the model's settings draw the weights anew from an initializer and a seed", async ({ page }) => {
  const { wField } = await open(page, XOR);
  await button(page, "Model settings").click();
  const settings = panel(page, "Model settings");
  await expect(settings).toContainText("8 × 1 + 1 = 9");
  await expect(settings).toContainText("All knobs33");
  await settings.getByRole("combobox", { name: "Initializer", exact: true }).selectOption("ones");
  await settings.getByRole("combobox", { name: "Bias initializer" }).selectOption("random_uniform");
  await expect(page).toHaveURL(/init=ones&binit=random_uniform/);
  await expect(wField).toHaveValue("1.00");
  await settings.getByRole("spinbutton", { name: "Seed" }).fill("7");
  await expect(settings).toContainText("All weights are drawn anew from seed 7. Epoch 0.");
  await expect(page).toHaveURL(/seed=7/);
});

for (const [width, height] of [
  [320, 640],
  [390, 844],
  [640, 800],
  [1280, 800],
])
  test(`six layers fit the strip at ${width} px, and it scrolls within itself`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "#data=xor&layers=8:tanh,8:tanh,8:relu,4:relu,4:tanh,4:tanh,1:sigmoid");
    const across = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await across()).toBeLessThanOrEqual(0);
    for (const name of ["Layer 6: Dense(4), tanh", "Output: Dense(1), sigmoid", "Layer 1: Dense(8), tanh"]) {
      await button(page, name).click();
      await expect(panel(page, name.split(":")[0])).toBeVisible();
      // The open layer is in view, and wholly inside the list.
      const inside = await button(page, name).evaluate((node) => {
        const [own, list] = [node, node.closest("ol")].map((one) => one.getBoundingClientRect());
        return own.left >= list.left - 1 && own.right <= list.right + 1;
      });
      expect(inside, name).toBe(true);
      await page.keyboard.press("Escape");
    }
    for (const name of ["Add layer", "Model settings", "Undo", "Redo", "Show"])
      await expect(button(page, name)).toBeInViewport({ ratio: 1 });
  });

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  test("a tap opens a layer as a sheet with targets for fingers", async ({ page }) => {
    await open(page, XOR);
    await button(page, "Layer 1: Dense(8), tanh").tap();
    const more = button(page, "One unit more");
    await more.tap();
    await expect(button(page, "Layer 1: Dense(9), tanh")).toBeVisible();
    for (const name of ["One unit more", "Move left", "Remove layer"]) {
      const { height } = await button(page, name).boundingBox();
      expect(height).toBeGreaterThanOrEqual(42);
    }
  });
});

test("the first visit has no button that adds a layer; every control has it", async ({ page }) => {
  await open(page, "");
  await expect(button(page, "Output: Dense(1), linear")).toBeVisible();
  await expect(button(page, "Add layer")).toBeHidden();
  await expect(parts(page).step).toBeVisible();
});
