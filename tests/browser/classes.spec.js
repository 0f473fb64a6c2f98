// Classes: accuracy beside the loss, what does not go together with its repair, and the penalty named apart.
import { expect, number, open, test } from "./page.js";

test("accuracy and test accuracy stand beside the loss", async ({ page }) => {
  await open(page, "#data=xor&n=40&test=0.25");
  const share = (name) => page.getByRole("status", { name, exact: true });
  await expect(share("Accuracy")).toBeVisible();
  expect(await number(share("Accuracy"))).toBeLessThanOrEqual(1);
  await expect(share("Test accuracy")).toBeVisible();
  await expect(share("Test loss")).toBeVisible();
});

test("an output and a loss that don't go together are named, and one click mends them", async ({ page }) => {
  await open(page, "#data=xor&layers=4:tanh,1:linear&loss=bce");
  const wrong = page.getByRole("group", { name: "What goes wrong" });
  await expect(wrong).toContainText("BCE needs answers from 0 to 1");
  await wrong.getByRole("button", { name: "Use sigmoid" }).click();
  await expect(wrong).toBeHidden();
  await expect(page.getByRole("combobox", { name: "Loss function" })).toHaveValue("bce");
});

test("the penalty is named beside the loss", async ({ page }) => {
  const { loss } = await open(page, "#points=1,300;2,500&l2=10&w=4.878049&b=392.682927");
  await expect.poll(() => number(loss)).toBeCloseTo(9518.144, 2);
  await expect(page.getByText("+ penalty 237.95 = 9,756.1")).toBeVisible();
});
