// The anywidget module in a notebook that shows one model in several views: which view writes to the model, and which follow.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "./page.js";

const dist = process.env.TWO_KNOBS_DIST ?? join(import.meta.dirname, "../../target/dist");

/** Opens a notebook's page with `views` views of one model. */
async function show(page, values, views = 1) {
  const module = await readFile(join(dist, "notebook/two_knobs.mjs"), "utf8");
  await page.goto("/hosts/empty.html");
  await page.evaluate(
    async ([text, values, views]) => {
      const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      const { default: widget } = await import(address);
      const listeners = new Map();
      /** Like anywidget's model: a change calls every view at once, including the view that made it. */
      const set = (changes) => {
        const names = Object.keys(changes).filter((name) => values[name] !== changes[name]);
        Object.assign(values, changes);
        for (const name of names) for (const call of listeners.get(`change:${name}`) ?? []) call();
      };
      const model = {
        get: (name) => values[name],
        set: (name, value) => set({ [name]: value }),
        save_changes: () => window.writes.push(performance.now()),
        on: (event, call) => listeners.set(event, [...(listeners.get(event) ?? []), call]),
        off: (event, call) =>
          listeners.set(
            event,
            listeners.get(event).filter((other) => other !== call),
          ),
      };
      Object.assign(window, { values, writes: [], python: set, places: [] });
      for (let i = 0; i < views; i += 1) {
        const el = document.body.appendChild(document.createElement("div"));
        window.places.push(el);
        widget.render({ model, el });
      }
    },
    [module, values, views],
  );
  const frames = Array.from({ length: views }, (_, i) => page.frameLocator("iframe >> nth=" + i));
  for (const frame of frames) await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  return frames.map((frame) => ({
    equation: frame.getByRole("status", { name: "Equation" }),
    epoch: frame.getByRole("status", { name: "Epoch" }),
    button: (name) => frame.getByRole("button", { name, exact: true }),
    frame,
    wField: frame.getByRole("spinbutton", { name: "Weight w value" }),
  }));
}

const values = (page) => page.evaluate(() => window.values);
const writes = (page) => page.evaluate(() => window.writes);
const python = (page, changes) => page.evaluate((changes) => window.python(changes), changes);
/** The link that each view's page reports. */
const links = (page) =>
  page.evaluate(() => {
    const ask = (frame) =>
      new Promise((done) => {
        addEventListener("message", function listen({ source, data }) {
          if (source !== frame.contentWindow || data.id !== "test") return;
          removeEventListener("message", listen);
          done(data.value.link);
        });
        frame.contentWindow.postMessage({ source: "two-knobs", version: 1, id: "test", call: "get" }, "*");
      });
    return Promise.all(Array.from(document.querySelectorAll("iframe"), ask));
  });

test("one view trains, another follows, and the model is written at most twenty times a second @firefox", async ({
  page,
}) => {
  const [one, two] = await show(page, { w: 140, b: 60, link: "#data=houses" }, 2);
  const before = (await writes(page)).length;
  await one.button("Train").click();
  await expect
    .poll(async () => Number(await two.epoch.getAttribute("data-value")), { timeout: 30_000 })
    .toBeGreaterThan(20);
  await expect(one.button("Pause")).toBeVisible();
  const at = await writes(page);
  expect(at.length - before).toBeGreaterThan(3);
  for (let i = 20; i < at.length; i += 1) expect(at[i] - at[i - 20]).toBeGreaterThan(990);
  await one.button("Pause").click();
  // At rest all views hold the same state, and none writes again.
  await expect.poll(async () => new Set([...(await links(page)), (await values(page)).link]).size).toBe(1);
  const rest = await writes(page);
  await two.wField.fill("7");
  await expect(one.equation).toHaveAttribute("data-value", /^7 /);
  expect((await values(page)).w).toBe(7);
  await expect.poll(async () => new Set(await links(page)).size).toBe(1);
  expect((await writes(page)).length - rest.length).toBeLessThanOrEqual(2);
});

test("each view follows whatever changes, in another or in Python", async ({ page }) => {
  const views = await show(page, { w: 140, b: 60, link: "" }, 2);
  const [one] = views;
  const rows = [
    ["a step", () => one.button("Step").click(), null],
    ["Reset, which leaves keys out", () => one.button("Reset").click(), "140 60"],
    ["Python's w", () => python(page, { w: 200 }), "200 60"],
    ["Python's link", () => python(page, { link: "#data=houses&lr=0.01&w=1&b=2" }), "1 2"],
    ["Python's link with defaults", () => python(page, { link: "#w=3&b=4" }), "3 4"],
    ["Python's w, then b", () => python(page, { w: 5 }).then(() => python(page, { b: 6 })), "5 6"],
    ["a hand", () => one.wField.fill("0.5"), "0.5 6"],
  ];
  for (const [name, change, expected] of rows) {
    await change();
    for (const { equation } of expected ? views : [])
      await expect(equation, name).toHaveAttribute("data-value", expected);
    await expect.poll(async () => new Set(await links(page)).size, name).toBe(1);
    const [w, b] = (await one.equation.getAttribute("data-value")).split(" ").map(Number);
    await expect.poll(() => values(page), name).toMatchObject({ w, b });
  }
  const [link] = await links(page);
  expect((await values(page)).link).toBe(link);
});

test("a link opens where it says, whatever the knobs' first values @firefox", async ({ page }) => {
  const rows = [
    [{ w: 0, b: 0, link: "#data=houses&w=140&b=60" }, "140 60", 1],
    [{ w: 140, b: 60, link: "" }, "140 60", 0],
    [{ w: 140, b: 60, link: "data=houses" }, "140 60", 0],
    [{ w: 0, b: 0, link: "" }, "0 0", 0],
    [{ w: 0, b: 0, link: "#data=houses&seed=1" }, null, 1],
    [{ w: null, b: null, link: "#w=2" }, "2 0", 1],
  ];
  for (const [given, expected, most] of rows) {
    const [{ equation }] = await show(page, given);
    if (expected) await expect(equation).toHaveAttribute("data-value", expected);
    const [w, b] = (await equation.getAttribute("data-value")).split(" ").map(Number);
    await expect.poll(() => values(page)).toMatchObject({ w, b });
    expect((await writes(page)).length, JSON.stringify(given)).toBeLessThanOrEqual(most);
  }
});

test("what Python sets is not written back, rounded or not", async ({ page }) => {
  const [{ equation }] = await show(page, { w: 140, b: 60, link: "" });
  for (const w of [0.1, 1e-20, 7]) {
    await python(page, { w });
    await expect(equation).toHaveAttribute("data-value", new RegExp(`^${Math.fround(w)} `));
  }
  expect(await writes(page)).toEqual([]);
});

test("a cell that the notebook moves comes back to where the model stands", async ({ page }) => {
  const [{ equation, wField }] = await show(page, { w: 140, b: 60, link: "" });
  await wField.fill("200");
  await expect.poll(async () => (await values(page)).w).toBe(200);
  const before = (await writes(page)).length;
  await page.evaluate(() => document.body.append(window.places[0]));
  await expect(equation).toHaveAttribute("data-value", "200 60");
  expect(await values(page)).toMatchObject({ w: 200, b: 60 });
  expect((await writes(page)).length).toBe(before);
});

test("a lesson's way on leads to the next lesson, not to the notebook's own page @firefox", async ({
  page,
}) => {
  const [{ frame }] = await show(page, { w: 0, b: 0, link: "#lesson=measure-the-miss" });
  const entries = await page.evaluate(() => history.length);
  await frame.getByRole("link", { name: "Next: Read the knobs" }).click();
  await expect(frame.getByRole("heading", { level: 1, name: "Read the knobs" })).toBeVisible();
  await expect.poll(async () => (await values(page)).link).toContain("lesson=read-the-knobs");
  expect(await page.evaluate(() => history.length)).toBe(entries);
});
