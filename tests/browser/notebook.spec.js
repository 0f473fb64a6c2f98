// The notebook: its cells, numbers that turn knobs, wrong turns and their repair (weights in and out: weights.spec.js).
import { START, openNotebook } from "./notebook.js";
import { expect, number, numbers, open, test } from "./page.js";

test("the cells read like the lab's, and print what Keras prints @firefox", async ({ page }) => {
  const { notebook, cell, code, out } = await openNotebook(page);
  await expect(page.getByRole("tab", { name: "Notebook" })).toHaveAttribute("aria-selected", "true");
  // The notebook opens at the live cell.
  await expect(cell("Set the weights").locator("pre.code")).toBeInViewport();
  expect(await code("Make the layer")).toEqual(["linear_layer = Dense(units=1, activation='linear')"]);
  expect(await code("Read the weights before the layer is built")).toEqual(["linear_layer.get_weights()"]);
  expect(await out("Read the weights before the layer is built")).toBe("[]");
  expect(await code("Call it on one example")).toEqual([
    "a1 = linear_layer(X_train[0].reshape(1,1))",
    "print(a1)",
  ]);
  expect(await out("Call it on one example")).toMatch(
    /^tf\.Tensor\(\[\[.*\]\], shape=\(1, 1\), dtype=float32\)$/,
  );
  expect(await out("Read the weights it starts with")).toMatch(/^w = \[\[.*\]\], b=\[0\.\]$/);
  expect(await code("Set the weights")).toEqual([
    "set_w = np.array([[140]])",
    "set_b = np.array([60])",
    "linear_layer.set_weights([set_w, set_b])",
    "linear_layer.get_weights()",
  ]);
  expect(await out("Set the weights")).toBe("[array([[140.]], dtype=float32), array([60.], dtype=float32)]");
  await expect(cell("Set the weights")).toContainText("(1 input, 1 unit)");
  await expect(cell("Set the weights")).toContainText("(1 unit)");
  expect(await out("Predict, twice")).toContain("[[200.]\n [340.]]");
  await expect(cell("Compile and fit")).toContainText("Not run yet.");
  await expect(cell("Read the weights afterwards").locator(".prompt").first()).toHaveText("In [ ]:");

  const first = cell("Data and imports");
  expect(await code("Data and imports")).toEqual(["import numpy as np"]);
  await first.getByRole("button", { name: /more lines/ }).click();
  expect((await code("Data and imports")).join("\n")).toContain(
    "X_train = np.array([[1.0], [2.0]], dtype=np.float32)",
  );
  await first.getByRole("button", { name: "Only the first line" }).click();
  await expect(first.locator(".ln")).toHaveCount(1);
  expect(await notebook.locator(".prompt").allTextContents()).toContain("Out[6]:");
});

test("a number in the code turns its knob, by keys, by typing and by dragging @firefox", async ({ page }) => {
  const { inCode, equation, w, out } = await openNotebook(page);
  await expect(inCode.w).toHaveValue("140");
  await inCode.w.focus();
  await page.keyboard.press("ArrowRight");
  await expect(equation).toHaveAttribute("data-value", "145 60");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(equation).toHaveAttribute("data-value", "144.5 60");
  await expect(inCode.w).toHaveValue("144.5");
  await page.keyboard.press("PageDown");
  await expect(equation).toHaveAttribute("data-value", "94.5 60");
  await inCode.w.fill("200");
  await expect(equation).toHaveAttribute("data-value", "200 60");
  await expect(w).toHaveValue("200");
  await inCode.b.fill("100");
  await page.keyboard.press("Enter");
  await expect(equation).toHaveAttribute("data-value", "200 100");
  await expect
    .poll(() => out("Set the weights"))
    .toBe("[array([[200.]], dtype=float32), array([100.], dtype=float32)]");

  await inCode.b.blur();
  const box = await inCode.b.boundingBox();
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 15, at.y);
  await page.mouse.move(at.x + 30, at.y);
  await expect.poll(async () => (await numbers(equation))[1]).toBeGreaterThan(120);
  await page.mouse.move(at.x - 30, at.y);
  await expect.poll(async () => (await numbers(equation))[1]).toBeLessThan(80);
  await page.keyboard.press("Escape");
  await expect(equation).toHaveAttribute("data-value", "200 100");
  await page.mouse.up();
});

test("what is no number leaves the last one standing and says so", async ({ page }) => {
  const { inCode, equation, cell } = await openNotebook(page);
  await inCode.w.fill("two");
  await expect(cell("Set the weights")).toContainText("Type a number");
  await expect(equation).toHaveAttribute("data-value", "140 60");
  await inCode.w.blur();
  await expect(inCode.w).toHaveValue("140");
  await expect(cell("Set the weights")).toContainText("Drag an underlined number: the line follows.");
});

test("a knob turned by hand changes the code, and undo takes it back", async ({ page }) => {
  const { inCode, wField, out } = await openNotebook(page);
  await wField.fill("12.5");
  await expect(inCode.w).toHaveValue("12.5");
  await expect.poll(() => out("Set the weights")).toContain("array([[12.5]], dtype=float32)");
  await expect.poll(() => out("Predict, twice")).toContain("[[72.5]");
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(inCode.w).toHaveValue("140");
});

test("training is followed a few times a second, and ends in the last cells", async ({ page }) => {
  const { cell, out, train, pause, speed, inCode } = await openNotebook(page);
  await speed.selectOption("1");
  await cell("Read the weights afterwards").evaluate((node) => {
    window.looks = [];
    new MutationObserver(() => window.looks.push(performance.now())).observe(
      node.querySelector(".cell__outs"),
      {
        subtree: true,
        characterData: true,
        childList: true,
      },
    );
  });
  await train.click();
  await expect.poll(() => page.evaluate(() => window.looks.length)).toBeGreaterThan(4);
  await pause.click();
  // The last update of the cells comes after training has paused.
  const looks = await page.evaluate(() => window.looks.slice(0, -1));
  expect((looks.at(-1) - looks[0]) / (looks.length - 1)).toBeGreaterThan(190);
  await expect(cell("Compile and fit").locator(".prompt").first()).toHaveText("In [8]:");
  await expect(cell("Compile and fit")).not.toContainText("Not run yet.");
  // The numbers in the code are those with which training began, so they are knobs no more.
  await expect(inCode.w).toHaveCount(0);
  expect(await out("Set the weights")).toBe("[array([[140.]], dtype=float32), array([60.], dtype=float32)]");
  expect(await out("Read the weights afterwards")).not.toBe(await out("Set the weights"));
});

test("one slow update of the cells does not keep the next ones away", async ({ page }) => {
  const { cell, out, train, speed } = await openNotebook(page);
  await speed.selectOption("1");
  // A busy machine takes a second for one update of the cells.
  await cell("Set the weights").evaluate((node) => {
    const pane = node.closest("[role=tabpanel]");
    const measure = Element.prototype.getBoundingClientRect;
    Element.prototype.getBoundingClientRect = function () {
      if (pane.contains(this)) {
        Element.prototype.getBoundingClientRect = measure;
        const end = performance.now() + 1000;
        while (performance.now() < end);
        window.slow = true;
      }
      return measure.call(this);
    };
  });
  await train.click();
  await page.waitForFunction(() => window.slow);
  const before = await out("Read the weights afterwards");
  await expect.poll(() => out("Read the weights afterwards"), { timeout: 5000 }).not.toBe(before);
});

test("after training the last cell is the live one, until a hand turns a knob or resets @firefox", async ({
  page,
}) => {
  const { cell, code, out, step, reset, inCode, wField, loss } = await openNotebook(page, "#shuffle=0");
  const last = cell("Read the weights afterwards");
  for (let made = 0; made < 5; made++) await step.click();
  // Real Keras prints these when it runs the cells (tests/fixtures/verify_keras.py).
  await expect
    .poll(() => out("Read the weights afterwards"))
    .toBe("[array([[189.62]], dtype=float32), array([115.49], dtype=float32)]");
  expect(Number(await out("Compile and fit"))).toBeCloseTo(26.9368, 3);
  expect(Number(await out("Compile and fit"))).toBeCloseTo(await number(loss), 3);
  expect((await code("Set the weights"))[0]).toBe("set_w = np.array([[0.054332256]])");
  expect((await code("Compile and fit")).join("\n")).toContain("epochs=5, shuffle=False");
  await expect(cell("Set the weights")).toContainText("Training began with these numbers.");
  await expect(last).toHaveClass(/is-live/);
  await expect(last).toBeInViewport();
  await wField.fill("150");
  await expect(inCode.w).toHaveValue("150");
  await expect(cell("Compile and fit")).toContainText("Not run yet.");
  await expect(cell("Set the weights")).toHaveClass(/is-live/);
  await step.click();
  await expect.poll(async () => (await code("Set the weights"))[0]).toBe("set_w = np.array([[150]])");
  await reset.click();
  await expect(inCode.w).toHaveValue("0.0543");
  await expect(last.locator(".prompt").first()).toHaveText("In [ ]:");
});

test("weights that are not the seed's have a cell that sets them all", async ({ page }) => {
  const link = "#layers=1:linear,1:linear&lr=0.001&params=AACAPwAAAAAAAABAAAAAAA";
  const { notebook, cell, code, step } = await openNotebook(page, link);
  const all = cell("Set every weight");
  await expect(all).toContainText("5 more lines");
  await notebook.getByRole("combobox", { name: "Layer" }).selectOption("0");
  await all.getByRole("button", { name: /more lines/ }).click();
  expect(await code("Set every weight")).toContain("    np.array([[2.0]]),");
  await page.getByRole("button", { name: "New start" }).click();
  await expect(all).toHaveCount(0);
  await step.click();
  await expect(cell("Compile and fit").locator(".prompt").first()).toHaveText("In [8]:");
  await expect(all).toHaveCount(0);
});

const TURNS = [
  [
    "unbuilt",
    "ValueError",
    "weight list of length 2, but the layer was expecting 0 weights.",
    "no knobs yet",
  ],
  [
    "oneArray",
    "ValueError",
    "weight list of length 1, but the layer was expecting 2 weights.",
    "You gave one",
  ],
  [
    "wrongShape",
    "ValueError",
    "Layer dense weight shape (1, 1) is not compatible with provided weight shape (1,).",
    "w is a table, one row per input.",
  ],
  ["lists", "AttributeError", "'list' object has no attribute 'shape'", "Wrap it in np.array"],
];
for (const [turn, kind, message, plain] of TURNS)
  test(`wrong turn: ${turn}, Keras's words, plain words, and the repair`, async ({ page }) => {
    const all = await openNotebook(page);
    const { cell, code, out, equation } = all;
    const right = await code("Set the weights");
    const before = await equation.getAttribute("data-value");
    await all.turn.selectOption(turn);
    await expect.poll(() => out("Set the weights")).toContain(message);
    expect(await out("Set the weights")).toMatch(new RegExp(`^${kind}: `));
    await expect(cell("Set the weights")).toContainText("In plain words.");
    await expect(cell("Set the weights")).toContainText(plain);
    expect(await code("Set the weights")).not.toEqual(right);
    expect(await equation.getAttribute("data-value")).toBe(before);
    await cell("Set the weights").getByRole("button", { name: "Fix it" }).click();
    await expect.poll(() => code("Set the weights")).toEqual(right);
    await expect(cell("Set the weights").getByRole("button", { name: "Fix it" })).toBeHidden();
    await expect(all.turn).toBeFocused();
    await expect(all.turn).toHaveValue("");
  });

test("without a bias there is one array, and two are a wrong turn", async ({ page }) => {
  const { cell, out, turn } = await openNotebook(page, "#w=140&nobias=1");
  expect(await out("Set the weights")).toBe("[array([[140.]], dtype=float32)]");
  await turn.selectOption("twoArrays");
  await expect(cell("Set the weights")).toContainText(
    "weight list of length 2, but the layer was expecting 1 weights",
  );
});

test("pointing at a number lights its knob, and the knob its number @firefox", async ({ page, isMobile }) => {
  test.skip(isMobile, "a finger points at nothing");
  const { inCode, w } = await openNotebook(page);
  const root = page.locator("html");
  const faded = page.locator(".knob--b");
  await inCode.w.hover();
  await expect(root).toHaveAttribute("data-hot", "w");
  await expect(faded).toHaveCSS("opacity", "0.32");
  await expect(page.locator(".knob--w")).toHaveCSS("opacity", "1");
  await w.hover();
  await expect(inCode.b).toHaveCSS("opacity", "0.32");
  await page.getByRole("button", { name: "Train", exact: true }).hover();
  await expect(root).not.toHaveAttribute("data-hot");
  await inCode.b.focus();
  await expect(root).toHaveAttribute("data-hot", "b");
  await inCode.b.blur();
  await expect(root).not.toHaveAttribute("data-hot");
});

test("a network: layers one by one, the last one's first numbers are the knobs", async ({ page }) => {
  const { code, out, inCode, notebook, wField } = await openNotebook(page, "#layers=2:tanh,1&w=1");
  expect((await code("Make the layer")).join("\n")).toContain("Dense(2, activation='tanh')");
  await wField.fill("0.5");
  await expect(inCode.w).toHaveValue("0.5");
  const layer = notebook.getByRole("combobox", { name: "Layer" });
  await expect(layer).toHaveValue("1");
  await layer.selectOption("0");
  await expect.poll(async () => (await code("Set the weights"))[0]).toMatch(/^set_W1 = np\.array\(\[\[/);
  await expect(inCode.w).toHaveCount(0);
  expect(await out("Set the weights")).toMatch(/^\[array\(\[\[.*\]\], dtype=float32\), array\(\[0\., 0\.\]/);
});

test("code selected in a cell is copied with its numbers", async ({ page }) => {
  const { cell } = await openNotebook(page);
  const copied = await cell("Set the weights").evaluate((node) => {
    getSelection().selectAllChildren(node.querySelector("pre.code"));
    const data = new DataTransfer();
    node.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData("text/plain");
  });
  expect(copied).toBe(
    "set_w = np.array([[140]])\nset_b = np.array([60])\nlinear_layer.set_weights([set_w, set_b])\nlinear_layer.get_weights()",
  );
});

test("the compact view asks for none of it", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const { w } = await open(page, `${START}&embed=1`);
  await w.focus();
  await page.keyboard.press("ArrowRight");
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 1000 })));
  expect(asked.filter((path) => /extras|notebook|en\.more/.test(path))).toEqual([]);
});

for (const [width, height] of [
  [360, 700],
  [390, 844],
  [1280, 800],
])
  test(`no cell is wider than its place at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const { notebook, turn } = await openNotebook(page, "#layers=5:tanh,1&data=houses");
    await turn.selectOption("wrongShape");
    expect(await notebook.evaluate((pane) => pane.scrollWidth - pane.clientWidth)).toBe(0);
  });
