// The training settings: one panel for optimizer, penalties, clipping, order and schedule.
import { expect, numbers, open, test } from "./page.js";

test("the training settings change the run, stay in the link and are undone one by one", async ({ page }) => {
  const { equation } = await open(page, "#points=1,300;2,500&w=1&b=2&batch=all");
  const before = await numbers(equation);
  await page.getByRole("button", { name: "Training settings" }).click();
  const panel = page.getByRole("group", { name: "Training settings" });
  const field = (name) => panel.getByRole("spinbutton", { name, exact: true });
  const toggle = (name) => panel.getByRole("switch", { name, exact: true });
  const optimizer = panel.getByRole("combobox", { name: "Optimizer" });
  await expect(optimizer).toBeFocused();

  await field("Momentum").fill("0.9");
  await expect(page).toHaveURL(/momentum=0\.9/);
  await field("Momentum").fill("2");
  await expect(field("Momentum")).toHaveAccessibleDescription("A momentum from 0 to 1, please");
  await field("Momentum").press("Escape");
  await expect(field("Momentum")).toHaveValue("0.9");
  await toggle("Nesterov").click({ force: true });
  await expect(page).toHaveURL(/nesterov=1/);
  await field("L1").fill("0.25");
  await field("L2").fill("0.5");
  await field("Clip norm").fill("1");
  await expect(page).toHaveURL(/l1=0\.25&l2=0\.5&clip=1/);
  await toggle("Shuffle").click({ force: true });
  await expect(page).toHaveURL(/shuffle=0/);
  const schedule = panel.getByRole("combobox", { name: "Schedule" });
  await expect(field("Decay steps")).toBeHidden();
  await schedule.selectOption("exponential");
  await field("Decay steps").fill("50");
  await field("Decay rate").fill("0.9");
  await expect(page).toHaveURL(/schedule=exponential&decaysteps=50&decayrate=0\.9/);
  await optimizer.selectOption("adam");
  await expect(field("Momentum")).toBeDisabled();
  await expect(toggle("Nesterov")).toBeDisabled();
  await optimizer.selectOption("rmsprop");
  await expect(field("Momentum")).toBeEnabled();
  await expect(toggle("Nesterov")).toBeDisabled();
  expect(await numbers(equation)).toEqual(before);

  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  const undo = page.getByRole("button", { name: "Undo", exact: true });
  await undo.click();
  await expect(page).toHaveURL(/opt=adam/);
  await undo.click();
  await expect(page).not.toHaveURL(/opt=/);
  await expect(page).toHaveURL(/schedule=exponential/);
});

for (const width of [320, 390]) {
  test(`every training setting can be reached at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 640 });
    await open(page, "#data=xor");
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByRole("button", { name: "Training settings" }).click();
    const panel = page.getByRole("group", { name: "Training settings" });
    for (const name of ["Momentum", "L1", "L2", "Clip norm"])
      await panel.getByRole("spinbutton", { name, exact: true }).fill("0.5");
    await panel.getByRole("combobox", { name: "Schedule" }).selectOption("cosine");
    await expect(page).toHaveURL(/schedule=cosine/);
  });
}
