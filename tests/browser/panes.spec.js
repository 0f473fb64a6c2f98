// The panes of the insight panel, used as a person uses them: loss curve, one step, numbers (map.spec.js has the loss map).
import { readFile } from "node:fs/promises";
import { drawing, expect, number, numbers, open, ready, test } from "./page.js";

const START = "w=140&b=60&w0=-1.03&b0=0";

// ---------- one step ----------

test("One step works out the update that Step then makes @firefox", async ({ page }) => {
  const { equation } = await open(page, `#${START}&tab=one-step`);
  const table = page.getByRole("table", { name: "The rows of this step" });
  await expect(page.getByText("This step looks at all 2 houses.")).toBeVisible();
  await expect(table.getByRole("row", { name: "1 300 200.0 −100.0 −100.0" })).toBeVisible();
  await expect(table.getByRole("row", { name: "2 500 340.0 −160.0 −320.0" })).toBeVisible();
  await expect(table.getByRole("row", { name: "mean −130.0 −210.0" })).toBeVisible();
  const w = page.getByRole("listitem").filter({ hasText: "× 2 ×" }).first();
  await expect(w).toContainText("140.00 − 0.1 × 2 × (−210.0)= 182.00");
  await expect(page.getByText("60.00 − 0.1 × 2 × (−130.0)")).toBeVisible();
  await expect(page.getByText("both knobs turn right")).toBeVisible();
  await page.getByRole("button", { name: "Take this step" }).click();
  await expect.poll(() => numbers(equation)).toEqual([182, 86]);
  await expect(w).toContainText("182.00 − 0.1");
});

test("a batch's rows are those ringed, and a frozen knob stays", async ({ page }) => {
  await open(page, "#data=houses&w=140.41&b=210.27&lock=b&tab=one-step");
  await expect(page.getByText("This step looks at 4 of the 14 houses.")).toBeVisible();
  const table = page.getByRole("table", { name: "The rows of this step" });
  // The names of the columns, four rows, and the mean.
  await expect(table.getByRole("row")).toHaveCount(6);
  const b = page.getByRole("listitem").filter({ hasText: "frozen: SGD leaves it alone" });
  await expect(b).toContainText("= 210.27");
});

test("what the table leaves out it says: rows, the pull, scaled inputs, networks", async ({ page }) => {
  await open(page, "#data=line&n=32&batch=all&loss=mae&tab=one-step");
  await expect(page.getByText("and 20 more rows")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "pull", exact: true })).toBeVisible();
  await expect(page.getByText("Pull: how much the loss of this row rises")).toBeVisible();
  await page.goto("/#data=sqft&scale=standard&momentum=0.9&nobias=1&tab=one-step");
  await ready(page);
  await expect(page.getByText("The inputs are scaled")).toBeVisible();
  await expect(page.getByText("Momentum, penalties or clipping")).toBeVisible();
  await expect(page.getByRole("tabpanel").getByRole("listitem")).toHaveCount(1);
  await page.goto("/#data=line&layers=3:relu,1:linear&tab=one-step");
  await ready(page);
  await expect(page.getByText("Choose one neuron with one input")).toBeVisible();
});

// ---------- numbers ----------

async function openNumbers(page, link = `#${START}&tab=numbers`) {
  const all = await open(page, link);
  const table = page.getByRole("table", { name: "Data points" });
  await expect(table).toBeVisible();
  const field = (name, point) => table.getByLabel(`${name} of point ${point}`, { exact: true });
  const press = (name) => page.getByRole("tabpanel").getByRole("button", { name, exact: true });
  return { ...all, table, field, press };
}

test("a point's numbers are edited in place @firefox", async ({ page }) => {
  const { table, field, loss, press } = await openNumbers(page);
  await expect(table.getByRole("row").last()).toContainText("17,800");
  await expect(table).toContainText("−160.0");
  await field("y", 2).fill("340");
  await field("y", 2).press("Enter");
  await expect.poll(() => number(loss)).toBe(5000);
  await expect(table.getByRole("row").last()).toContainText("5,000");
  // A decimal comma and a true minus, read when the field loses the focus.
  await field("x", 1).fill("−1,5");
  await field("y", 1).focus();
  await expect(field("x", 1)).toHaveValue("-1.5");
  await press("Undo").click();
  await expect(field("x", 1)).toHaveValue("1");
  await press("Undo").click();
  await expect(field("y", 2)).toHaveValue("500");
  await press("Redo").click();
  await expect(field("y", 2)).toHaveValue("340");
});

test("what is no number stays in the field with the reason beside it", async ({ page }) => {
  const { table, field, equation, loss } = await openNumbers(page);
  const before = await loss.getAttribute("data-value");
  await field("x", 1).fill("about one");
  await field("x", 1).press("Enter");
  await expect(field("x", 1)).toBeFocused();
  await expect(field("x", 1)).toHaveValue("about one");
  await expect(field("x", 1)).toHaveAttribute("aria-invalid", "true");
  await expect(table.getByRole("alert")).toContainText("Type a number");
  await field("y", 2).fill("5e30");
  await field("y", 2).press("Tab");
  await expect(table.getByRole("alert").filter({ hasText: "1,000,000,000" })).toBeVisible();
  expect(await loss.getAttribute("data-value")).toBe(before);
  await expect(equation).toHaveAttribute("data-value", "140 60");
  await field("x", 1).press("Escape");
  await expect(field("x", 1)).toHaveValue("1");
  await expect(field("x", 1)).not.toHaveAttribute("aria-invalid");
});

test("a long number is shown short, and whole where it is edited", async ({ page }) => {
  const { field } = await openNumbers(page, "#points=0.12345678,1;2,-1234.5678&tab=numbers");
  await expect(field("x", 1)).toHaveValue("0.12346");
  await field("x", 1).focus();
  await expect(field("x", 1)).toHaveValue("0.12345678");
  await page.keyboard.press("Enter");
  await expect(field("x", 1)).toHaveValue("0.12346");
  await expect(field("y", 2)).toHaveValue("-1234.6");
  await field("x", 2).fill("3");
  await field("x", 2).press("Enter");
  // The change of x kept every digit of y.
  await field("y", 2).focus();
  await expect(field("y", 2)).toHaveValue("-1234.5677");
});

test("points are added and removed by keyboard", async ({ page }) => {
  const { table, field, press, loss } = await openNumbers(page);
  await press("Add a point").press("Enter");
  await expect(field("x", 3)).toBeFocused();
  await page.keyboard.type("3");
  await page.keyboard.press("ArrowUp");
  await expect(field("x", 2)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("480");
  await page.keyboard.press("Enter");
  // 140 · 3 + 60 = 480: the error of the third row is zero.
  await expect.poll(() => number(loss)).toBeCloseTo((100 ** 2 + 160 ** 2) / 3, 1);
  await press("Remove point 2").press("Enter");
  await expect(table.getByRole("row")).toHaveCount(4);
  await expect(press("Remove point 2")).toBeFocused();
  await press("Remove point 2").press("Enter");
  await expect(press("Remove point 1")).toBeDisabled();
  await expect(field("x", 1)).toBeFocused();
});

test("points are pasted from a spreadsheet, and a bad line is named @firefox", async ({ page }) => {
  const { field, press, loss } = await openNumbers(page);
  const area = page.getByRole("textbox", { name: "Points to use" });
  await expect(area).toBeHidden();
  await press("Paste points").click();
  await area.fill("size;price\n1,5;300\n2;fünf\n3;700");
  await press("Use these points").click();
  await expect(page.getByRole("alert").filter({ hasText: "Line 3, column 2" })).toBeVisible();
  await expect(area).toHaveValue(/fünf/);
  expect(await number(loss)).toBe(17800);
  await area.fill("size;price\n1,5;300\n2;500\n3;700");
  await press("Use these points").click();
  await expect(area).toBeHidden();
  await expect(field("x", 1)).toHaveValue("1.5");
  await expect(field("y", 3)).toHaveValue("700");
  await expect(page.getByRole("combobox", { name: "Data" })).toHaveValue("points");
});

test("several lines pasted into a field open the place for them", async ({ page }) => {
  const { field, press } = await openNumbers(page);
  await field("x", 1).focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "[[1., 10.],\n [2., 20.],\n [4., 40.]]");
    document.activeElement.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  const area = page.getByRole("textbox", { name: "Points to use" });
  await expect(area).toBeFocused();
  await expect(area).toHaveValue(/\[4\., 40\.\]/);
  await press("Use these points").click();
  await expect(field("y", 3)).toHaveValue("40");
});

test("a thousand points come a page at a time", async ({ page }) => {
  const { table, field, press } = await openNumbers(page, "#data=line&n=1000&tab=numbers");
  await expect(table.getByRole("row")).toHaveCount(52);
  await expect(page.getByText("1 to 50 of 1,000")).toBeVisible();
  await press("Later points").click();
  await expect(page.getByText("51 to 100 of 1,000")).toBeVisible();
  await expect(field("x", 51)).toBeVisible();
  await field("x", 100).press("ArrowDown");
  await expect(field("x", 101)).toBeFocused();
  await press("Add a point").click();
  await expect(field("x", "1,001")).toBeFocused();
  await expect(page.getByText("1,001 to 1,001 of 1,001")).toBeVisible();
});

test("two inputs are shown and pasted, not edited", async ({ page }) => {
  const { table, press } = await openNumbers(page, "#points=1,2,1;2,1,0;3,3,1&layers=1:sigmoid&tab=numbers");
  await expect(page.getByText("Points with two inputs are not edited one by one")).toBeVisible();
  await expect(table.getByRole("textbox").and(page.locator(":visible"))).toHaveCount(0);
  await expect(table.getByRole("columnheader")).toHaveCount(6);
  await press("Paste points").click();
  await page.getByRole("textbox", { name: "Points to use" }).fill("1 2 0\n5 6 1");
  await press("Use these points").click();
  await expect(table.getByRole("row", { name: /^5 6 1/ })).toBeVisible();
});

test("the points are saved as CSV", async ({ page }) => {
  const { press } = await openNumbers(page);
  const [download] = await Promise.all([page.waitForEvent("download"), press("Download CSV").click()]);
  expect(download.suggestedFilename()).toBe("points.csv");
  expect(await readFile(await download.path(), "utf8")).toBe("x,y\n1,300\n2,500\n");
});

test("while training the numbers follow, and what is being typed stays", async ({ page }) => {
  const { table, field, train, pause } = await openNumbers(page, "#data=houses&tab=numbers");
  const mean = table.getByRole("row").last();
  const before = await mean.textContent();
  await field("y", 1).fill("77");
  await train.press("Enter");
  await expect.poll(() => mean.textContent()).not.toBe(before);
  await pause.click();
  await expect(field("y", 1)).toHaveValue("77");
  expect(Number((await mean.textContent()).replace(/\D+/g, ""))).toBeGreaterThan(0);
});

// ---------- loss curve ----------

async function openCurve(page, link = `#${START}&tab=loss-curve`) {
  const all = await open(page, link);
  const cursor = page.getByRole("slider", { name: "Point on the curve" });
  const read = page.getByRole("status", { name: "Read from the curve" });
  return { ...all, cursor, read };
}

test("the curve is read by mouse and by keyboard @firefox", async ({ page }) => {
  const { step, cursor, read } = await openCurve(page);
  await expect(cursor).toHaveAttribute("aria-disabled", "true");
  for (let i = 0; i < 5; i += 1) await step.click();
  const box = await cursor.boundingBox();
  await page.mouse.move(box.x + 47, box.y + box.height / 2);
  // The first epoch's loss is the one before its update.
  await expect(read).toHaveText("epoch 0: 17,800");
  await page.mouse.move(box.x + box.width / 2, box.y - 60);
  await expect(read).toBeHidden();
  await cursor.focus();
  await expect(read).toBeVisible();
  await page.keyboard.press("Home");
  await expect(cursor).toHaveAttribute("aria-valuetext", "epoch 0: 17,800");
  await page.keyboard.press("ArrowRight");
  await expect(cursor).toHaveAttribute("aria-valuetext", /^epoch 1:/);
  await page.keyboard.press("ArrowRight");
  await expect(cursor).toHaveAttribute("aria-valuenow", "2");
  await page.keyboard.press("ArrowLeft");
  await expect(cursor).toHaveAttribute("aria-valuenow", "1");
  await page.keyboard.press("Escape");
  await expect(read).toBeHidden();
});

test("the curve's scale can be linear", async ({ page }) => {
  const { step } = await openCurve(page);
  await step.click();
  await step.click();
  const group = page.getByRole("group", { name: "Scale of the loss" });
  const [log, linear] = ["Log", "Linear"].map((name) => group.getByRole("button", { name, exact: true }));
  await expect(log).toHaveAttribute("aria-pressed", "true");
  const before = await drawing(page, "curve-axes");
  await linear.click();
  await expect(linear).toHaveAttribute("aria-pressed", "true");
  await expect(log).toHaveAttribute("aria-pressed", "false");
  expect(await drawing(page, "curve-axes")).not.toBe(before);
  await log.click();
  expect(await drawing(page, "curve-axes")).toBe(before);
});

test("earlier runs stay to compare", async ({ page }) => {
  const { step, reset, rate, wField } = await openCurve(page);
  const runs = page.getByRole("table", { name: "Runs" });
  await expect(runs).toBeHidden();
  await wField.fill("100");
  await step.click();
  await step.click();
  const marks = await drawing(page, "curve-marks");
  await reset.click();
  await rate.fill("0.05");
  await expect(runs.getByRole("row")).toHaveCount(3);
  await expect(runs.getByRole("row").nth(1)).toContainText(/this run−1\.030\.000\.05all0/);
  await expect(runs.getByRole("row").nth(2)).toContainText(/1 ago100\.0060\.000\.1all2/);
  expect(await drawing(page, "curve-marks")).not.toBe(marks);
});

test("training stops at the target loss @firefox", async ({ page }) => {
  const { train, loss, speed } = await openCurve(page);
  const target = page.getByRole("spinbutton", { name: "Target loss" });
  await expect(target).toHaveValue("");
  await target.fill("-3");
  await expect(target).toHaveAttribute("aria-invalid", "true");
  await target.fill("500");
  await target.press("Enter");
  await expect(target).toHaveAttribute("aria-valuenow", "500");
  await expect(page).toHaveURL(/target=500/);
  await speed.selectOption("10");
  await train.click();
  await expect(page.getByText("Stopped: the loss has reached your target.", { exact: true })).toBeVisible();
  expect(await number(loss)).toBeLessThan(500);
  expect(await number(loss)).toBeGreaterThan(1);
  await target.fill("");
  await target.blur();
  await expect(target).not.toHaveAttribute("aria-valuenow");
  await expect(page).not.toHaveURL(/target=/);
});

test("the run's history is saved as CSV", async ({ page }) => {
  const { step } = await openCurve(page);
  const save = page.getByRole("tabpanel").getByRole("button", { name: "Download CSV" });
  await expect(save).toBeDisabled();
  await step.click();
  await step.click();
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  expect(download.suggestedFilename()).toBe("history.csv");
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  expect(lines[0]).toBe("epoch,loss");
  expect(lines[1]).toBe("1,17800");
  expect(lines).toHaveLength(3);
});

test("the curve names the loss it shows", async ({ page }) => {
  const { loss } = await openCurve(page, "#data=tumor&w=2&b=-4.5&tab=numbers");
  await expect(page.getByRole("columnheader", { name: "surprise" })).toBeVisible();
  const mean = page.getByRole("table", { name: "Data points" }).getByRole("row").last();
  await expect(mean).toContainText(await loss.textContent());
});

// ---------- room ----------

for (const [width, height] of [
  [1280, 800],
  [1280, 720],
  [1440, 900],
])
  test(`no pane makes the page longer than ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "#data=houses&tab=numbers");
    for (const name of ["Loss map", "One step", "Numbers", "Loss curve"]) {
      await page.getByRole("tab", { name }).click();
      await expect(page.getByRole("tabpanel")).toHaveAttribute(
        "aria-labelledby",
        `tab-${name.toLowerCase().replace(" ", "-")}`,
      );
      const [rig, panel] = await Promise.all(
        ["rig", "look"].map((part) => page.locator(`[data-part="${part}"]`).boundingBox()),
      );
      expect(panel.y + panel.height).toBeLessThanOrEqual(Math.max(height, rig.y + rig.height + 1));
    }
  });

test("panes fit a narrow phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "#data=sqft&tab=numbers");
  for (const name of ["Loss map", "One step", "Numbers", "Loss curve"]) {
    await page.getByRole("tab", { name }).click();
    await expect(page.getByRole("tabpanel")).toBeVisible();
    const pane = page.getByRole("tabpanel");
    await expect.poll(() => pane.evaluate((node) => node.scrollWidth - node.clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  }
});
