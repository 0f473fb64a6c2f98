// The anywidget module in a marimo notebook, holding the knobs of a real Keras layer.
import { expect, test } from "@playwright/test";

test("turning a knob turns the layer's weight, and its answer", async ({ page }) => {
  await page.goto("/");
  const widget = page.frameLocator("iframe[title='Two Knobs: one neuron']");
  const equation = widget.getByRole("status", { name: "Equation" });
  await expect(equation).toHaveAttribute("data-value", "140 60");
  await expect(page.getByText("The layer says 340.0")).toBeVisible();
  await widget.getByRole("spinbutton", { name: "Weight w value" }).fill("200");
  await expect(page.getByText("The layer says 460.0")).toBeVisible();
  await widget.getByRole("spinbutton", { name: "Bias b value" }).fill("100");
  await expect(page.getByText("The layer says 500.0")).toBeVisible();
});
