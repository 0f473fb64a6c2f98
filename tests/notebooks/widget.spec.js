// The anywidget module in a marimo notebook, holding the knobs of a real Keras layer.
import { expect, test } from "@playwright/test";

test("turning a knob turns the layer's weight, its answer, and the widget where it is shown again", async ({ page }) => {
  await page.goto("/");
  const view = (n) => page.locator("iframe[title='Two Knobs: one neuron']").nth(n).contentFrame();
  const widget = view(0);
  const equation = widget.getByRole("status", { name: "Equation" });
  await expect(equation).toHaveAttribute("data-value", "140 60");
  await expect(page.getByText("The layer says 340.0")).toBeVisible();
  await widget.getByRole("spinbutton", { name: "Weight w value" }).fill("200");
  await expect(page.getByText("The layer says 460.0")).toBeVisible();
  await widget.getByRole("spinbutton", { name: "Bias b value" }).fill("100");
  await expect(page.getByText("The layer says 500.0")).toBeVisible();
  await expect(view(1).getByRole("status", { name: "Equation" })).toHaveAttribute("data-value", "200 100");
});
