// The stage and the model's switches, used as a person uses them.
import { expect, number, numbers, open, test } from "./page.js";

const slider = (page, name) => page.getByRole("slider", { name, exact: true });
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** The position of a value on the stage, in the page's pixels, by the axes of the data set `lab` at this size. */
async function place(page, x, y) {
  const box = await page.getByRole("figure", { name: "Data and fitted line" }).boundingBox();
  const [left, top, right, bottom] = [62, 26, 84, 40];
  const [width, height] = [box.width - left - right, box.height - top - bottom];
  return { x: box.x + left + (x / 3.4) * width, y: box.y + top + ((800 - y) / 850) * height };
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

test("the handles turn the knobs by mouse @firefox", async ({ page }) => {
  const { equation } = await open(page, "#w=140&b=60");
  await drag(page, await place(page, 3, 480), await place(page, 3, 660));
  await expect.poll(async () => Math.abs((await numbers(equation))[0] - 200)).toBeLessThan(2);
  expect((await numbers(equation))[1]).toBe(60);
  await drag(page, await place(page, 0, 60), await place(page, 0, 100));
  await expect.poll(async () => Math.abs((await numbers(equation))[1] - 100)).toBeLessThan(3);
});

test("the handles turn the knobs by keyboard, and Escape takes a drag back @firefox", async ({ page }) => {
  const { equation } = await open(page, "#w=140&b=60");
  const tilt = slider(page, "Tilt handle");
  await tilt.focus();
  await page.keyboard.press("ArrowUp");
  await expect(equation).toHaveAttribute("data-value", "145 60");
  await expect(tilt).toHaveAttribute("aria-valuetext", /^145\.00: price rises by 145\.00/);
  await page.keyboard.press("Shift+ArrowDown");
  await expect(equation).toHaveAttribute("data-value", "144.5 60");
  await slider(page, "Lift handle").focus();
  await page.keyboard.press("PageDown");
  await expect(equation).toHaveAttribute("data-value", "144.5 10");
  const from = await place(page, 3, 443.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y - 60);
  await expect(equation).not.toHaveAttribute("data-value", "144.5 10");
  await page.keyboard.press("Escape");
  await expect(equation).toHaveAttribute("data-value", "144.5 10");
  await page.mouse.up();
});

test("a point is added by a click, dragged, removed, and all of it undone @firefox", async ({ page }) => {
  const { data, loss } = await open(page, "#w=200&b=100");
  const at = await place(page, 2.6, 200);
  await page.mouse.click(at.x, at.y);
  await expect(data).toHaveValue("points");
  await expect.poll(() => number(loss)).toBeGreaterThan(10_000);
  await drag(page, at, await place(page, 2.6, 640));
  await expect.poll(() => number(loss)).toBeLessThan(200);
  const there = await place(page, 2.6, 640);
  await page.mouse.move(there.x, there.y);
  await button(page, "Remove point 3").click();
  await expect(loss).toHaveAttribute("data-value", "0");
  await button(page, "Undo").click();
  await expect.poll(() => number(loss)).toBeGreaterThan(0);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(data).toHaveValue("lab");
  await expect(button(page, "Undo")).toBeDisabled();
  await page.keyboard.press("Control+Shift+z");
  await expect(data).toHaveValue("points");
});

test("points are reached, moved, added and removed by keyboard alone @firefox", async ({ page }) => {
  const { loss, stage } = await open(page, "#w=200&b=100");
  const point = stage.getByRole("button", { name: /^Point/ });
  await point.focus();
  await expect(point).toHaveAccessibleName("Point 1 of 2: size 1, price 300");
  await page.keyboard.press("PageDown");
  await expect(point).toHaveAccessibleName("Point 2 of 2: size 2, price 500");
  await page.keyboard.press("ArrowUp");
  await expect(point).toHaveAccessibleName("Point 2 of 2: size 2, price 509");
  await page.keyboard.press("Enter");
  await expect(point).toHaveAccessibleName(/^Point 3 of 3/);
  await page.keyboard.press("Delete");
  await expect(point).toHaveAccessibleName(/^Point 2 of 2/);
  await page.keyboard.press("Delete");
  await expect(loss).toHaveAttribute("data-value", "0");
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test("a tap adds a point where there is room", async ({ page }) => {
    const { data, stage } = await open(page);
    const box = await stage.boundingBox();
    await page.touchscreen.tap(box.x + 0.75 * box.width, box.y + 0.7 * box.height);
    await expect(data).toHaveValue("points");
    await button(page, "Undo").tap();
    await expect(data).toHaveValue("lab");
  });
});

test("Freeze keeps a knob from SGD, and the link says so @firefox", async ({ page }) => {
  const { equation, step } = await open(page, "#w=140&b=60");
  await button(page, "Freeze b").click();
  await expect(button(page, "Freeze b")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("Frozen: SGD leaves it alone")).toBeVisible();
  await step.click();
  const [w, b] = await numbers(equation);
  expect([Math.abs(w - 182) < 1e-3, b]).toEqual([true, 60]);
  await expect.poll(() => page.url()).toContain("lock=b");
});

test("No bias takes b away and says what it costs @firefox", async ({ page }) => {
  const { equation, loss, b, bField, stage, summary } = await open(page, "#w=260&b=100");
  const noBias = page.getByRole("switch", { name: "No bias" });
  await noBias.click();
  await expect(equation).toHaveAttribute("data-value", "260 0");
  await expect(loss).toHaveAttribute("data-value", "1000");
  await expect(b).toBeDisabled();
  await expect(bField).toBeDisabled();
  await expect(stage.getByRole("slider", { name: "Lift handle" })).toBeHidden();
  await expect(summary).toContainText("Without a bias the line passes through zero.");
  await expect(page.getByText("Off: the line must pass through zero")).toBeVisible();
  await expect.poll(() => page.url()).toContain("nobias=1");
  await noBias.click();
  await expect(equation).toHaveAttribute("data-value", "260 100");
});

test("scaling repairs what no rate could: square feet @firefox", async ({ page }) => {
  const { card, train, equation, rate, epoch } = await open(page, "#data=sqft&lr=0.001&speed=100");
  await train.click();
  await card.getByRole("button", { name: "Scale the inputs" }).click();
  await expect(card).toBeHidden();
  expect(Number(await rate.inputValue())).toBeGreaterThan(0.01);
  await train.click();
  await expect.poll(() => number(epoch)).toBeGreaterThan(100);
  // The weight is still in the units of the data: about 0.197 thousand dollars for a square foot.
  await expect.poll(async () => Math.abs((await numbers(equation))[0] - 0.1966)).toBeLessThan(0.02);
});

test("the logistic neuron of the lab: curve, decision point, activation and loss @firefox", async ({
  page,
}) => {
  const { equation, stage, summary } = await open(page, "#data=tumor&w=2&b=-4.5");
  await expect(equation).toHaveAttribute("data-value", "2 -4.5");
  await expect(equation).toContainText("sigmoid(");
  await expect(stage.getByText("It changes its mind at x = 2.25")).toBeVisible();
  const lossName = page.getByRole("combobox", { name: "Loss function" });
  await expect(lossName).toHaveValue("bce");
  await lossName.selectOption("mae");
  await expect.poll(() => page.url()).toContain("loss=mae");
  await slider(page, "Tilt handle").focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(async () => (await numbers(equation))[0]).toBeGreaterThan(2);
  await button(page, "Output: Dense(1), sigmoid").click();
  await page.getByRole("combobox", { name: "Activation" }).selectOption("relu");
  await expect(equation).toContainText("relu(");
  await expect(summary).toContainText("relu");
});

test("the Show menu hides what is drawn, and makes other data @firefox", async ({ page }) => {
  const { data } = await open(page, "#data=line");
  await button(page, "Show").click();
  const panel = page.getByRole("group", { name: "Show" });
  const pixels = () => page.locator('canvas[data-part="marks"]').evaluate((canvas) => canvas.toDataURL());
  const before = await pixels();
  await panel.getByRole("checkbox", { name: "Best fit" }).uncheck();
  await expect.poll(pixels).not.toBe(before);
  const points = panel.getByRole("spinbutton", { name: "Points" });
  await points.press("Control+a");
  await points.pressSequentially("1000");
  await page.keyboard.press("Tab");
  await expect.poll(() => page.url()).toContain("n=1000");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(button(page, "Show")).toBeFocused();
  await expect(data).toHaveValue("line");
});

/** The bytes of the picture that the menu saves. */
async function savePicture(page, kind) {
  const saved = page.waitForEvent("download");
  await button(page, `Save ${kind}`).click();
  const chunks = [];
  for await (const chunk of await (await saved).createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("the stage can be taken away as PNG and as SVG", async ({ page }) => {
  await open(page, "#w=140&b=60");
  await button(page, "Show").click();
  expect((await savePicture(page, "PNG")).subarray(0, 4).toString("latin1")).toBe("\x89PNG");
  const svg = (await savePicture(page, "SVG")).toString();
  expect(svg.slice(0, 4)).toBe("<svg");
  expect(svg).toContain("your line");
});

const SAVED = [
  ["a line", "#w=140&b=60", 0.002],
  // The diagram takes part of the picture.
  ["the ground of two inputs", "#data=xor&layers=4:tanh,1:tanh", 0.15],
];

for (const [what, link] of SAVED) {
  test(`a saved SVG looks as the PNG does, with ${what}`, async ({ page }) => {
    await open(page, link);
    await button(page, "Show").click();
    const png = [...(await savePicture(page, "PNG"))];
    const svg = (await savePicture(page, "SVG")).toString();
    const apart = await page.evaluate(
      async ({ png, svg }) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(png)]));
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
        await image.decode();
        const { width, height } = bitmap;
        const [one, other] = [bitmap, image].map((picture) => {
          const context = new OffscreenCanvas(width, height).getContext("2d");
          context.drawImage(picture, 0, 0, width, height);
          return context.getImageData(0, 0, width, height).data;
        });
        return one.filter((value, i) => Math.abs(value - other[i]) > 48).length / one.length;
      },
      { png, svg },
    );
    // Only the smoothing of edges differs in the SVG renderer.
    expect(apart).toBeLessThan(0.01);
  });
}

for (const [what, link, least] of SAVED) {
  test(`a saved PNG has the scales and ${what} in it`, async ({ page }) => {
    await open(page, link);
    await button(page, "Show").click();
    const png = [...(await savePicture(page, "PNG"))];
    // The shares of pixels that differ from the first corner's colour: in the margin with the numbers, and in the plot.
    const [margin, plot] = await page.evaluate(async (png) => {
      const picture = await createImageBitmap(new Blob([new Uint8Array(png)]));
      const { width, height } = picture;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      context.drawImage(picture, 0, 0);
      const painted = (left, right) => {
        const { data } = context.getImageData(left, 0, right - left, height);
        const corner = context.getImageData(0, height - 1, 1, 1).data;
        let count = 0;
        for (let i = 0; i < data.length; i += 4) if (Math.abs(data[i] - corner[0]) > 8) count += 1;
        return count / (data.length / 4);
      };
      return [
        painted(0, Math.round(width * 0.06)),
        painted(Math.round(width * 0.1), Math.round(width * 0.8)),
      ];
    }, png);
    expect(margin).toBeGreaterThan(0.001);
    expect(plot).toBeGreaterThan(least);
  });
}

for (const data of [
  "lab",
  "houses",
  "sqft",
  "origin",
  "flat",
  "outlier",
  "line",
  "anscombe1",
  "anscombe4",
  "tumor",
]) {
  test(`the data set ${data} opens, trains and is drawn`, async ({ page }) => {
    const all = await open(page, `#data=${data}&speed=100`);
    await expect(all.data).toHaveValue(data);
    const before = await number(all.loss);
    await all.train.click();
    await expect.poll(() => number(all.epoch)).toBeGreaterThan(50);
    expect(await number(all.loss)).toBeLessThan(before);
  });
}
