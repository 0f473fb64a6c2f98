// What the browser tests share: opening the page at a link, its parts by role and name, and a watch for errors.
import { expect, test as base } from "@playwright/test";

/** Mean squared error of the least squares line through the fourteen houses. */
export const BEST_HOUSES_LOSS = 877.72;

/** Fails a test whose page logged an error, threw, or broke its own content security policy. */
export const test = base.extend({
  complaints: [
    async ({ page }, use) => {
      const complaints = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(String(error)));
      await page.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
          console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/**
 * Opens the page at a link and waits until the page works. The default link names the data, so that every control is visible.
 * open(page, "") is a first visit, which opens the first lesson with few controls.
 */
export async function open(page, link = "#data=lab") {
  await page.goto(`/${link}`);
  await ready(page);
  return parts(page);
}

export async function ready(page) {
  await expect(page.locator("html")).toHaveAttribute("data-ready", "true");
}

/** The page's parts by the roles and names by which people and screen readers find them. */
export function parts(page) {
  const role = (kind, name) => page.getByRole(kind, { name, exact: true });
  return {
    w: role("slider", "Weight w"),
    b: role("slider", "Bias b"),
    wField: role("spinbutton", "Weight w value"),
    bField: role("spinbutton", "Bias b value"),
    train: role("button", "Train"),
    pause: role("button", "Pause"),
    step: role("button", "Step"),
    reset: role("button", "Reset"),
    newStart: role("button", "New start"),
    rate: role("spinbutton", "Learning rate"),
    batch: role("combobox", "Batch size"),
    speed: role("combobox", "Speed"),
    data: role("combobox", "Data"),
    equation: role("status", "Equation"),
    loss: role("status", "Loss"),
    epoch: role("status", "Epoch"),
    stage: role("figure", "Data and fitted line"),
    summary: page.locator("#summary"),
    card: page.getByRole("group", { name: "The steps are too big." }),
  };
}

/** The unrounded numbers behind a readout: one, or w and b. */
export async function numbers(readout) {
  return (await readout.getAttribute("data-value")).split(" ").map(Number);
}

export async function number(readout) {
  return (await numbers(readout))[0];
}

/** Canvas pixels as text, to tell whether a drawing has changed. */
export function drawing(page, name) {
  return page.locator(`canvas[data-part="${name}"]`).evaluate((canvas) => canvas.toDataURL());
}

/** Whether anything has been drawn. */
export function drawn(page, name) {
  return page.locator(`canvas[data-part="${name}"]`).evaluate((canvas) => {
    // The pixels of a canvas that only shows an ImageBitmap cannot be read, so they are read from a copy.
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((channel) => channel !== 0);
  });
}
