// Two Knobs in other people's pages: real frames across two origins, as learning systems, blogs and slides make them.
import { call, events, heard, host, other, still } from "./host.js";
import { expect, open, ready, test } from "./page.js";

test("events and calls across origins, in a sandbox that allows scripts only @firefox", async ({ page }) => {
  const { equation, train, wField } = await host(page, "sandboxed", "#w=200&b=50&embed=1");
  const state = { w: 200, b: 50, loss: 2500, epoch: 0, data: "lab", playing: false };
  await expect.poll(() => events(page, "ready")).toHaveLength(1);
  expect((await events(page, "ready"))[0]).toMatchObject({ source: "two-knobs", version: 1, state });

  const answer = { source: "two-knobs", version: 1, ok: true };
  expect(await call(page, "get")).toMatchObject({
    ...answer,
    value: { ...state, link: "#w=200&b=50&embed=1" },
  });
  expect(await call(page, "set", "w=12&b=34")).toMatchObject({ ...answer, value: { w: 12, b: 34 } });
  await expect(equation).toHaveAttribute("data-value", "12 34");
  expect(await call(page, "set", "b=35")).toMatchObject({ ...answer, value: { w: 12, b: 35 } });
  expect(await call(page, "step")).toMatchObject({ ...answer, value: { epoch: 1 } });
  expect(await call(page, "reset")).toMatchObject({ ...answer, value: { w: 200, b: 50, epoch: 0 } });

  expect(await call(page, "train")).toMatchObject({ ...answer, value: { playing: true } });
  await expect.poll(async () => (await events(page, "change")).length).toBeGreaterThan(2);
  expect(await call(page, "set", "w=1")).toMatchObject({ ...answer, value: { w: 1, playing: false } });
  expect(await call(page, "pause")).toMatchObject({ ...answer, value: { playing: false } });
  await expect(train).toBeVisible();

  await wField.fill("77");
  await expect.poll(async () => (await events(page, "change")).at(-1).state.w).toBe(77);
});

test("a call that means nothing is refused in a sentence, and changes nothing", async ({ page }) => {
  const { equation } = await host(page, "plain", "#w=200&b=50&embed=1");
  const refused = { source: "two-knobs", version: 1, ok: false, error: expect.stringMatching(/^\S.+\.$/) };
  const rows = [
    ["open", ""],
    ["toString", ""],
    ["set", undefined],
    ["set", { w: 1 }],
    ["set", "w=banana"],
    ["set", "w=1&zork=2"],
    ["set", `points=${"1,2;".repeat(100_001)}`],
  ];
  for (const [name, value] of rows) expect(await call(page, name, value), name).toMatchObject(refused);
  await expect(equation).toHaveAttribute("data-value", "200 50");
  expect((await call(page, "set", "w=banana")).error).not.toContain("banana");
});

test("only the parent window is listened to, and a page that nobody frames says nothing", async ({
  page,
}) => {
  const { equation } = await open(page, "#w=200&b=50");
  await page.evaluate(() => {
    window.posted = [];
    addEventListener("message", ({ data }) => window.posted.push(data));
    window.postMessage({ source: "two-knobs", version: 1, id: 1, call: "set", value: "w=1" }, "*");
  });
  // The page's next message would come after any effect of the call.
  await page.evaluate(
    () =>
      new Promise(
        (done) => (
          addEventListener("message", ({ data }) => data === "last" && done()),
          postMessage("last", "*")
        ),
      ),
  );
  await expect(equation).toHaveAttribute("data-value", "200 50");
  expect(await page.evaluate(() => window.posted.length)).toBe(2);
});

test("at most ten changes a second, the last state among them", async ({ page }) => {
  await host(page, "plain", "#data=houses&embed=1");
  const times = page.evaluate(
    () =>
      new Promise((done) => {
        const at = [];
        addEventListener("message", ({ data }) => {
          if (data.event !== "change") return;
          at.push(performance.now());
          if (at.length === 15) done(at);
        });
      }),
  );
  await call(page, "train");
  const at = await times;
  for (let i = 10; i < at.length; i += 1) expect(at[i] - at[i - 10]).toBeGreaterThan(990);
  const { value } = await call(page, "pause");
  await expect.poll(async () => (await events(page, "change")).at(-1).state).toEqual(value);
});

test("training that ends by itself says why", async ({ page }) => {
  await host(page, "plain", "#w=0&b=0&speed=max&embed=1");
  await call(page, "train");
  await expect.poll(() => events(page, "trained")).toHaveLength(1);
  const [{ reason, state }] = await events(page, "trained");
  expect({ reason, playing: state.playing }).toEqual({ reason: "settled", playing: false });
  expect(state.w).toBeCloseTo(200, 0);
  expect(await call(page, "set", "w=0&b=0&target=500")).toMatchObject({ ok: true });
  await call(page, "train");
  await expect.poll(async () => (await events(page, "trained")).at(-1).reason).toBe("target");
  expect(await call(page, "set", "w=0&b=0&lr=0.5&target=0")).toMatchObject({ ok: true });
  await call(page, "train");
  await expect.poll(() => events(page, "diverged")).toHaveLength(1);
  expect((await events(page, "diverged"))[0].state.w).not.toBeNull();
});

test("a host that follows the height comes to rest, at every width @firefox", async ({ page }) => {
  const { iframe, frame } = await host(page, "following");
  const announced = async () => (await events(page, "resize")).map(({ height }) => height);
  await expect.poll(async () => (await announced()).length).toBe(1);
  const fits = () => frame.locator("html").evaluate((root) => root.scrollHeight - root.clientHeight);
  const seen = {};
  for (const width of [360, 280, 900, 640]) {
    await iframe.evaluate((frame, width) => (frame.width = width), width);
    await expect.poll(() => frame.locator("html").evaluate(() => innerWidth)).toBe(width);
    await expect.poll(fits, `${width} px`).toBe(0);
    seen[width] = (await announced()).at(-1);
  }
  expect(seen[640]).toBe((await announced())[0]);
  expect(seen[640]).toBeLessThanOrEqual(480);
  expect(seen[360]).toBeLessThanOrEqual(560);
  // Neither another height nor a reader's action changes the height that the page asks for.
  const before = (await announced()).length;
  await iframe.evaluate((frame) => (frame.height = 1200));
  await expect.poll(() => frame.locator("html").evaluate(() => innerHeight)).toBe(1200);
  await call(page, "step");
  await expect.poll(() => still(page)).toBe(true);
  expect(await announced()).toHaveLength(before);
});

test("the whole page in a frame announces a height that holds it, whatever height it has", async ({
  page,
}) => {
  const heights = [];
  for (const height of [300, 2000]) {
    const { iframe, frame } = await host(page, "plain", "#w=200&b=100");
    await iframe.evaluate((frame, height) => (frame.height = height), height);
    await expect.poll(() => frame.locator("html").evaluate(() => innerHeight)).toBe(height);
    await iframe.evaluate((frame) => (frame.width = 1000));
    await expect.poll(() => frame.locator("html").evaluate(() => innerWidth)).toBe(1000);
    await expect.poll(async () => (await events(page, "resize")).length).toBe(2);
    heights.push((await events(page, "resize")).at(-1).height);
  }
  expect(heights[0]).toBe(heights[1]);
  expect(heights[0]).toBeGreaterThan(700);
});

test("WordPress, LTI and H5P hosts give the height that was asked for @firefox", async ({ page }) => {
  for (const [name, link] of [
    ["wordpress", ""],
    ["canvas", "#embed=1"],
    ["h5p", "#embed=1"],
  ]) {
    const { iframe, frame, equation } = await host(page, name, link);
    // H5P's host first makes the frame as wide as the page, so the page asks for another height.
    const announced = async () => (await events(page, "resize")).at(-1)?.height;
    const missing = async () => (await announced()) - (await iframe.evaluate((frame) => frame.clientHeight));
    await expect.poll(missing, name).toBe(0);
    const height = await announced();
    await expect
      .poll(() => frame.locator("html").evaluate((root) => root.scrollHeight - root.clientHeight))
      .toBe(0);
    if (name !== "wordpress") continue;
    await expect(equation).toHaveAttribute("data-value", "150 90");
    await expect(frame.getByRole("group", { name: "About this link" })).toBeHidden();
    const told = await heard(page, `m.message === "height"`);
    expect(told).toContainEqual({ message: "height", value: height, secret: "x1Y2z3" });
  }
});

test("a host with COEP frames the page that answers with COEP and CORP", async ({ page }) => {
  const { equation } = await host(page, "isolated/isolated", "#w=200&b=50&embed=1", "/isolated/");
  expect(await page.evaluate(() => window.crossOriginIsolated || "no COOP")).toBeTruthy();
  await expect(equation).toHaveAttribute("data-value", "200 50");
});

test("without scripts the picture and the text stand", async ({ page, complaints }) => {
  await page.goto(`/hosts/scriptless.html?${new URLSearchParams({ page: `${other}/`, link: "#embed=1" })}`);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("img", { name: /two houses|Size|house/i }).first()).toBeVisible();
  await expect(frame.getByRole("heading", { name: "What are weights and biases?" })).toBeVisible();
  // The browser reports each script that the sandbox stops.
  complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes("sandboxed")));
});

test("the element: attributes, properties, events and methods @firefox", async ({ page }) => {
  await page.goto(`/hosts/element.html?${new URLSearchParams({ page: `${other}/` })}`);
  const frame = page.frameLocator("two-knobs iframe");
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  const equation = frame.getByRole("status", { name: "Equation", exact: true });
  await expect(equation).toHaveAttribute("data-value", "150 90");
  await expect(page.locator("two-knobs iframe")).toHaveAttribute("title", "The houses");
  await expect(page.locator("two-knobs iframe")).toHaveAttribute(
    "src",
    `${other}/#data=houses&w=150&b=90&embed=1`,
  );

  const element = page.locator("two-knobs");
  const read = (name) => element.evaluate((element, name) => element[name], name);
  await expect.poll(() => read("w")).toBe(150);
  await element.evaluate((element) => element.setAttribute("w", "160"));
  await expect(equation).toHaveAttribute("data-value", "160 90");
  expect(await element.evaluate((element) => element.set({ b: 80 }))).toMatchObject({ w: 160, b: 80 });
  await element.evaluate((element) => (element.w = 170));
  await expect(equation).toHaveAttribute("data-value", "170 80");
  expect(await element.evaluate((element) => element.step())).toMatchObject({ epoch: 0, data: "houses" });
  expect(await element.evaluate((element) => element.train())).toMatchObject({ playing: true });
  await expect.poll(() => read("epoch")).toBeGreaterThan(1);
  await element.evaluate((element) => element.pause());
  expect(await element.evaluate((element) => element.reset())).toMatchObject({ epoch: 0 });
  expect(await element.evaluate((element) => element.set("w=x").catch((error) => error.message))).toMatch(
    /w in the link/,
  );
  // A removed attribute takes the link's default.
  await element.evaluate((element) => element.removeAttribute("data"));
  await expect.poll(() => element.evaluate((element) => element.get().then(({ data }) => data))).toBe("lab");

  const told = await page.evaluate(() => window.told);
  for (const type of ["ready", "change", "resize"]) expect(told.map((event) => event.type)).toContain(type);
  const { height } = told.find(({ type }) => type === "resize").detail;
  expect(await page.locator("two-knobs iframe").evaluate((frame) => frame.clientHeight)).toBe(height);
});

test("the element knows every key of the link", async ({ page, request }) => {
  const { readFile } = await import("node:fs/promises");
  const docs = await readFile(new URL("../../docs/embedding.md", import.meta.url), "utf8");
  const table = docs.split("<!-- keys -->")[1].split("<!-- end of keys -->")[0];
  const keys = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, key]) => key);
  expect(keys.length).toBeGreaterThan(30);
  await page.goto(`/hosts/element.html?${new URLSearchParams({ page: `${other}/` })}`);
  const observed = await page.evaluate(async () => {
    await customElements.whenDefined("two-knobs");
    return customElements.get("two-knobs").observedAttributes;
  });
  expect(observed.toSorted()).toEqual([...keys, "link", "src", "title"].toSorted());
  expect((await request.get("/two-knobs.js")).ok()).toBe(true);
  await ready({ locator: () => page.frameLocator("two-knobs iframe").locator("html") });
});

test("a frame that is too small for a drawing is no fault, and grows", async ({ page }) => {
  const { iframe, frame, equation } = await host(page, "plain", "#w=200&b=50");
  for (const [width, height] of [
    [40, 30],
    [1, 1],
    [640, 480],
  ]) {
    await iframe.evaluate((frame, size) => ([frame.width, frame.height] = size), [width, height]);
    await expect.poll(() => frame.locator("html").evaluate(() => innerWidth)).toBe(width);
    expect(await call(page, "step")).toMatchObject({ ok: true });
  }
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  await expect(equation).toBeVisible();
});

test("a page that cannot start tells its host", async ({ page, complaints }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(`/hosts/plain.html?${new URLSearchParams({ page: `${other}/`, link: "#embed=1" })}`);
  await expect.poll(() => events(page, "error")).toHaveLength(1);
  expect((await events(page, "error"))[0].error).toMatch(/WebAssembly/);
  expect(complaints.every((line) => line.includes("Failed to load resource"))).toBe(true);
  complaints.length = 0;
});

test("a lesson in the compact view: its text and the rig, within the width", async ({ page }) => {
  const { frame } = await host(page, "plain", "#embed=1&lesson=why-both");
  await expect(frame.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(frame.getByRole("figure", { name: "Data and fitted line" })).toBeVisible();
  await expect(frame.getByRole("button", { name: "Share or embed" })).toBeHidden();
  await expect(frame.getByRole("combobox", { name: "Data", exact: true })).toBeHidden();
  expect(await frame.locator("html").evaluate((root) => root.scrollWidth - innerWidth)).toBeLessThanOrEqual(
    0,
  );
});

test("lessons opened in a frame leave the host's history alone: Back leaves the host @firefox", async ({
  page,
}) => {
  await page.goto("/hosts/empty.html");
  const { frame } = await host(page, "plain", "#lesson=meet-the-neuron");
  const link = (name) => frame.getByRole("link", { name, exact: true });
  const entries = await page.evaluate(() => history.length);
  for (const title of ["The weight tilts", "The bias lifts", "Why it needs both"]) {
    await link(`Next: ${title}`).first().click();
    await expect(frame.getByRole("heading", { level: 1, name: title })).toBeVisible();
  }
  await frame
    .getByRole("button", { name: /^Lesson/ })
    .first()
    .click();
  await link("1 Meet the neuron").press("Enter");
  await expect(frame.getByRole("heading", { level: 1, name: "Meet the neuron" })).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(entries);
  await page.goBack();
  await expect(page).toHaveURL("/hosts/empty.html");
});
