// Weights in and out of the notebook: printed weights are pasted in; scripts, texts and files are copied out.
import { readFile, readdir } from "node:fs/promises";
import { openNotebook } from "./notebook.js";
import { expect, number, numbers, test } from "./page.js";

const PRINTOUTS = new URL("../fixtures/printouts/", import.meta.url);

// ---------- weights in ----------

async function paste(notebook, text) {
  const opener = notebook.getByRole("button", { name: "Paste weights" });
  if ((await opener.getAttribute("aria-expanded")) !== "true") await opener.click();
  await notebook.getByRole("textbox", { name: "Printed weights" }).fill(text);
  await notebook.getByRole("button", { name: "Use these weights" }).click();
}

const f32 = (value) => (Array.isArray(value) ? value.map(f32) : Math.fround(value));

/** A PyTorch kernel in Keras's order, with a row for each input. */
function turned({ shape, values }) {
  if (shape.length < 2) return { shape, values };
  return { shape: shape.toReversed(), values: values[0].map((_, i) => values.map((row) => row[i])) };
}

/** All weights, as the page's copy button writes them. */
async function weights(notebook) {
  const opener = notebook.getByRole("button", { name: "Copy out" });
  if ((await opener.getAttribute("aria-expanded")) !== "true") await opener.click();
  await notebook.getByRole("combobox", { name: "Copy as" }).selectOption("json");
  const text = notebook.getByRole("textbox", { name: "Text to copy" });
  await expect(text).toHaveValue(/^\[\[/);
  return JSON.parse(await text.inputValue());
}

test("every printed form that fits sets the layers and their weights; the others say why not", async ({
  page,
}) => {
  const { notebook } = await openNotebook(page);
  // Each printed form opens an address.
  test.slow();
  const names = (await readdir(PRINTOUTS)).filter((name) => name.endsWith(".json"));
  expect(names.length).toBeGreaterThan(9);
  let read = 0;
  for (const [seed, name] of names.entries()) {
    const { file, expect: expected } = JSON.parse(await readFile(new URL(name, PRINTOUTS), "utf8"));
    const text = await readFile(new URL(file, PRINTOUTS), "utf8");
    const arrays = (expected.arrays ?? []).map((array) => (text.includes("tensor(") ? turned(array) : array));
    const kernels = arrays.filter(({ shape }) => shape.length === 2);
    const inputs = kernels[0]?.shape[0] ?? 1;
    const finite = JSON.stringify(arrays).search(/inf|nan/) < 0;
    const fits = expected.ok && finite && inputs <= 2 && kernels.at(-1).shape[1] === 1;
    // The seed makes a new address each time: the browser does not follow an address that it already shows.
    const link = `${inputs === 2 ? "#points=0,0,1;1,1,2" : "#w=140&b=60"}&seed=${seed + 1}`;
    await page.evaluate((link) => (location.hash = link), link);
    await expect(page.getByText(inputs === 2 ? "x₁" : "size (1000 sq ft)").first()).toBeAttached();
    await paste(notebook, text);
    const alert = notebook.getByRole("alert");
    if (fits) {
      await expect(notebook.getByRole("textbox", { name: "Printed weights" }), file).toBeHidden();
      const values = f32(arrays.map((array) => array.values));
      await expect.poll(async () => f32(await weights(notebook)), file).toEqual(values);
      read += 1;
    } else {
      await expect(alert, file).not.toBeEmpty();
      await expect(notebook.getByRole("textbox", { name: "Printed weights" }), file).toHaveValue(text);
      if (expected.error === "truncated")
        await expect(alert).toContainText("np.set_printoptions(threshold=sys.maxsize)");
      if (expected.error === "empty") await expect(alert).toContainText("no weights yet");
    }
  }
  expect(read).toBeGreaterThan(4);
});

test("pasted weights turn the knobs, and undo takes them back @firefox", async ({ page }) => {
  const { notebook, equation, loss } = await openNotebook(page);
  await paste(notebook, "[array([[200.]], dtype=float32), array([100.], dtype=float32)]");
  await expect(equation).toHaveAttribute("data-value", "200 100");
  expect(await number(loss)).toBe(0);
  await expect(notebook.getByRole("button", { name: "Paste weights" })).toBeFocused();
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await expect(equation).toHaveAttribute("data-value", "140 60");
});

test("a bias is taken where it is a number, and left alone where there is none", async ({ page }) => {
  const { notebook, equation } = await openNotebook(page);
  await paste(notebook, "w = [[200.]], b = 100.0");
  await expect(equation).toHaveAttribute("data-value", "200 100");
  await paste(notebook, "w = [[150.]]");
  await expect(equation).toHaveAttribute("data-value", "150 100");
  await expect(notebook).toContainText("There is no bias in this print, so the page keeps its own.");
  await paste(notebook, "{'w': 120.0, 'b': 90.0}");
  await expect(equation).toHaveAttribute("data-value", "120 90");
  await expect(notebook).not.toContainText("There is no bias in this print");
  await paste(notebook, "w1 = 0.5, w2 = 0.25, b = 1.0");
  await expect(notebook.getByRole("alert")).toContainText("several weights as single numbers");
  await expect(equation).toHaveAttribute("data-value", "120 90");
});

test("a .npz file goes out and comes back in the same", async ({ page }) => {
  const { notebook, equation, wField } = await openNotebook(page, "#w=0.1&b=-7.25");
  await notebook.getByRole("button", { name: "Copy out" }).click();
  const saved = page.waitForEvent("download");
  await notebook.getByRole("button", { name: "Download .npz" }).click();
  const bytes = await readFile(await (await saved).path());
  const before = await equation.getAttribute("data-value");
  await wField.fill("3");
  await notebook.getByRole("button", { name: "Paste weights" }).click();
  const file = notebook.getByLabel("Choose a file");
  await file.setInputFiles({ name: "weights.npz", mimeType: "application/octet-stream", buffer: bytes });
  await expect(equation).toHaveAttribute("data-value", before);
  await notebook.getByRole("button", { name: "Paste weights" }).click();
  const damaged = bytes.subarray(0, 60);
  await file.setInputFiles({ name: "weights.npz", mimeType: "application/octet-stream", buffer: damaged });
  await expect(notebook.getByRole("alert")).toContainText("damaged");
  await expect(equation).toHaveAttribute("data-value", before);
  const text = Buffer.from("[[[1.5]], [2.5]]");
  await file.setInputFiles({ name: "weights.json", mimeType: "application/json", buffer: text });
  await expect(equation).toHaveAttribute("data-value", "1.5 2.5");
});

// ---------- weights out ----------

test("the script rebuilds this model in either Keras; weights go out as Python and JSON", async ({
  page,
}) => {
  const { notebook, wField } = await openNotebook(page, "#w=140&b=60&lr=0.05&shuffle=0");
  await notebook.getByRole("button", { name: "Copy out" }).click();
  const text = notebook.getByRole("textbox", { name: "Text to copy" });
  const kind = notebook.getByRole("combobox", { name: "Copy as" });
  await expect(text).toHaveValue(
    /import tensorflow as tf[^]*tf\.keras\.[^]*learning_rate=0\.05[^]*json\.dumps/,
  );
  await notebook.getByRole("spinbutton", { name: "Epochs to fit" }).fill("7");
  await expect(text).toHaveValue(/epochs=7/);
  await kind.selectOption("keras");
  await expect(text).toHaveValue(/import keras\n/);
  await expect(text).not.toHaveValue(/tensorflow/);
  await kind.selectOption("json");
  await expect(text).toHaveValue("[[[140.0]], [60.0]]");
  await wField.fill("150");
  await expect(text).toHaveValue("[[[150.0]], [60.0]]");
  await kind.selectOption("weights");
  await expect(text).toHaveValue(/model\.set_weights\(\[w, b\]\)/);
  const saved = page.waitForEvent("download");
  await notebook.getByRole("button", { name: "Download", exact: true }).click();
  expect((await saved).suggestedFilename()).toBe("two_knobs.py");
});

test("where the clipboard is closed the text is selected, to be copied by hand", async ({ page }) => {
  await page.addInitScript(() => {
    Document.prototype.execCommand = () => false;
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new Error("no")) },
    });
  });
  const { notebook } = await openNotebook(page);
  await notebook.getByRole("button", { name: "Copy out" }).click();
  const text = notebook.getByRole("textbox", { name: "Text to copy" });
  await expect(text).toHaveValue(/set_weights/);
  await notebook.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(notebook).toContainText("The text is selected");
  const chosen = await text.evaluate((area) => [area.selectionStart, area.selectionEnd, area.value.length]);
  expect(chosen[0]).toBe(0);
  expect(chosen[1]).toBe(chosen[2]);
});
