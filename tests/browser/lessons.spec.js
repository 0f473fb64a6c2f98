// The lessons: which one opens, the progress that is kept, the terms that they explain (course.spec.js does all by keyboard).
import { challenge, heading, menu, press, type } from "./lesson.js";
import { expect, number, open, parts, ready, test } from "./page.js";

// ---------- what opens ----------

test("a first visit opens the first lesson with its few controls @firefox", async ({ page }) => {
  const all = await open(page, "");
  await expect(heading(page, "Meet the neuron")).toBeVisible();
  for (const part of ["w", "b", "wField", "bField", "train", "step", "reset", "equation", "stage"])
    await expect(all[part], part).toBeVisible();
  for (const part of ["loss", "rate", "batch", "speed", "newStart", "epoch"])
    await expect(all[part], part).toBeHidden();
  await expect(page.getByRole("tab")).toHaveText(["Notebook"]);
  await expect(page.getByRole("button", { name: /^Freeze/ })).toHaveCount(0);
  await expect(page.getByRole("switch", { name: "No bias" })).toBeHidden();
  await expect(page.getByText("SGD would turn it")).toHaveCount(0);
  await expect(all.equation).toHaveAttribute("data-value", "90 120");
  await expect(page).toHaveURL(/lesson=meet-the-neuron/);
});

const ABOUT = "What are weights and biases?";
for (const [link, title, knobs] of [
  ["", "Meet the neuron", "90 120"],
  ["#", "Meet the neuron", "90 120"],
  ["#theme=dark&lang=en", "Meet the neuron", "90 120"],
  ["#tab=numbers", "Meet the neuron", "90 120"],
  ["?utm_source=course", "Meet the neuron", "90 120"],
  ["#lesson=the-bias-lifts", "The bias lifts", "200 -50"],
  ["?lesson=the-bias-lifts", "The bias lifts", "200 -50"],
  ["#lesson=the-bias-lifts&w=7&b=8", "The bias lifts", "7 8"],
  ["#w=7&b=8", ABOUT, "7 8"],
  ["?w=7&b=8", ABOUT, "7 8"],
  ["#data=houses&w=7&b=8", ABOUT, "7 8"],
]) {
  test(`the address "${link}" opens ${title}`, async ({ page }) => {
    const { equation, loss } = await open(page, link);
    await expect(heading(page, title)).toBeVisible();
    await expect(equation).toHaveAttribute("data-value", knobs);
    await expect(loss).toBeVisible({ visible: title === ABOUT });
    await expect(menu(page)).toHaveText(title === ABOUT ? "Lessons" : /Lesson \d+ of 10/);
  });
}

test("a lesson that is not here is said, with every control and the menu", async ({ page }) => {
  const { loss } = await open(page, "#lesson=grow-a-network");
  await expect(
    page.getByRole("alert").filter({ hasText: "There is no lesson of this name here." }),
  ).toBeVisible();
  await expect(loss).toBeVisible();
  await menu(page).click();
  await page.getByRole("link", { name: "2 The weight tilts" }).click();
  await expect(heading(page, "The weight tilts")).toBeFocused();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("the compact view has the lesson that its link names, and leaves out its text where the link does", async ({
  page,
}) => {
  const { equation } = await open(page, "#embed=1&lesson=the-bias-lifts");
  await expect(equation).toHaveAttribute("data-value", "200 -50");
  await expect(heading(page, "The bias lifts")).toBeVisible();
  await expect(challenge(page)).toBeVisible();
  await open(page, "#embed=1&lesson=the-bias-lifts&show=stage,equation,knobs,train");
  await expect(equation).toHaveAttribute("data-value", "200 -50");
  await expect(heading(page, "The bias lifts")).toBeHidden();
  await open(page, "#embed=1");
  await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
  await expect(parts(page).loss).toBeVisible();
});

test("the first handles say what they are for until one has been turned", async ({ page }) => {
  const { w } = await open(page, "");
  const hint = page.locator("html[data-hint]");
  await expect(hint).toHaveCount(1);
  await w.focus();
  await page.keyboard.press("ArrowRight");
  await expect(hint).toHaveCount(0);
  await page.getByRole("link", { name: "Next: The weight tilts" }).click();
  await expect(heading(page, "The weight tilts")).toBeVisible();
  await expect(hint).toHaveCount(0);
});

test("on a phone the way on stands beside what is done", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { wField, bField } = await open(page, "#lesson=measure-the-miss");
  const next = page.getByRole("link", { name: "Next: Read the knobs" });
  await expect(next).not.toBeInViewport();
  await wField.fill("200");
  await bField.fill("100");
  await expect(challenge(page)).toContainText("Done.");
  await expect(next).toBeInViewport({ ratio: 1 });
  const [said, way] = [await challenge(page).boundingBox(), await next.boundingBox()];
  expect(way.x).toBeGreaterThanOrEqual(said.x + said.width);
  expect(Math.abs(way.y + way.height / 2 - said.y - said.height / 2)).toBeLessThan(12);
  await next.click();
  await expect(heading(page, "Read the knobs")).toBeFocused();
});

test("a wrong answer is explained and blocks nothing", async ({ page }) => {
  const { wField, bField } = await open(page, "#lesson=measure-the-miss");
  await page.getByRole("button", { name: "The bigger rises more" }).click();
  await expect(page.getByText("You said “The bigger rises more”.")).toBeVisible();
  await expect(page.getByText("Not quite:")).toContainText("That is what w does.");
  await wField.fill("200");
  await bField.fill("100");
  await expect(challenge(page)).toContainText("Done.");
  // A screen reader says it too.
  await expect(page.locator("[aria-live=polite]")).toHaveText(
    "Done. You brought the loss from 17,800 to 0 by hand.",
  );
});

test("what is asked by hand is not done by SGD: the challenge says how to begin again", async ({ page }) => {
  const { wField, bField, step, reset } = await open(page, "#lesson=measure-the-miss");
  await step.click();
  await wField.fill("200");
  await bField.fill("100");
  await expect(challenge(page)).toContainText("SGD has turned the knobs: press Reset");
  await reset.click();
  await expect(challenge(page)).toContainText("Get the loss under 10 by hand.");
  await wField.fill("200");
  await bField.fill("100");
  await expect(challenge(page)).toContainText("Done.");
});

test("the browser's Back returns to the lesson as it was left", async ({ page }) => {
  const { wField, equation } = await open(page, "#lesson=the-weight-tilts");
  await wField.fill("77");
  await page.getByRole("link", { name: "Next: The bias lifts" }).click();
  await expect(equation).toHaveAttribute("data-value", "200 -50");
  await page.goBack();
  await expect(heading(page, "The weight tilts")).toBeVisible();
  await expect(equation).toHaveAttribute("data-value", "77 100");
  await page.getByRole("link", { name: "Back" }).click();
  await expect(heading(page, "Meet the neuron")).toBeVisible();
  await expect(equation).toHaveAttribute("data-value", "90 120");
});

test("another lesson's stage is drawn for its own data", async ({ page }) => {
  await open(page, "#lesson=how-big-a-step");
  const { summary } = parts(page);
  await expect(summary).toContainText("14 houses");
  const before = await page.locator("canvas[data-part=axes]").evaluate((canvas) => canvas.toDataURL());
  await page.getByRole("link", { name: "Next: The S-curve" }).click();
  await expect(summary).toContainText("6 tumors");
  await expect
    .poll(() => page.locator("canvas[data-part=axes]").evaluate((canvas) => canvas.toDataURL()))
    .not.toBe(before);
});

test("every control can be shown in any lesson, and the colours stay from lesson to lesson", async ({
  page,
}) => {
  const { loss, rate } = await open(page, "");
  await expect(loss).toBeHidden();
  await menu(page).click();
  await page.getByRole("switch", { name: "Show every control" }).click();
  await expect(loss).toBeVisible();
  await expect(rate).toBeVisible();
  await expect(page.getByRole("tab", { name: "Loss curve" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(menu(page)).toBeFocused();
  await page.getByRole("button", { name: "Dark theme" }).click();
  await page.getByRole("link", { name: "Next: The weight tilts" }).click();
  await expect(heading(page, "The weight tilts")).toBeVisible();
  await expect(rate).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await menu(page).click();
  await page.getByRole("switch", { name: "Show every control" }).click();
  await expect(rate).toBeHidden();
});

// ---------- progress ----------

test("progress survives a reload", async ({ page }) => {
  const { wField, bField } = await open(page, "#lesson=measure-the-miss");
  await page.getByRole("button", { name: "Both rise by 50" }).click();
  await wField.fill("200");
  await bField.fill("100");
  await expect(challenge(page)).toContainText("Done.");
  await page.goto("about:blank");
  await open(page, "");
  await menu(page).click();
  await expect(page.getByRole("link", { name: "5 Measure the miss, done" })).toBeVisible();
  await expect(page.getByRole("link", { name: "4 Why it needs both", exact: true })).toBeVisible();
  await page.getByRole("link", { name: "5 Measure the miss, done" }).click();
  await expect(page.getByText("You said “Both rise by 50”.")).toBeVisible();
});

test("what another page has stored is no harm", async ({ page }) => {
  for (const stored of [
    "",
    "null",
    "7",
    '{"done":5,"answers":["x"]}',
    '{"answers":{"meet-the-neuron":99}}',
  ]) {
    await open(page);
    await page.evaluate((text) => localStorage.setItem("two-knobs", text), stored);
    await page.goto("about:blank");
    await open(page, "");
    await expect(heading(page, "Meet the neuron"), stored).toBeVisible();
    await expect(page.getByRole("button", { name: "b only" }), stored).toBeVisible();
  }
});

test("lessons work in a sandboxed frame, where nothing can be stored, and tell the host @firefox", async ({
  page,
  baseURL,
}) => {
  await page.goto("/hosts/empty.html");
  await page.evaluate(
    (address) => {
      window.met = [];
      addEventListener("message", ({ data }) => data.event === "challenge" && window.met.push(data.lesson));
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts");
      frame.width = "1240";
      frame.height = "800";
      frame.src = address;
      document.body.replaceChildren(frame);
    },
    `${process.env.TWO_KNOBS_OTHER_ORIGIN ?? baseURL}/#lesson=measure-the-miss`,
  );
  const frame = page.frameLocator("iframe");
  // The controls are inert until the page works; a script could fill them earlier, a person could not.
  await ready(frame);
  const { wField, bField } = parts(frame);
  await wField.fill("200");
  await bField.fill("100");
  await expect(challenge(frame)).toContainText("Done.");
  expect(await page.evaluate(() => window.met)).toEqual(["measure-the-miss"]);
  await frame.getByRole("link", { name: "Next: Read the knobs" }).click();
  await expect(heading(frame, "Read the knobs")).toBeVisible();
  await menu(frame).click();
  await expect(frame.getByRole("link", { name: "5 Measure the miss, done" })).toBeVisible();
});

// ---------- terms ----------

test("a term opens two sentences with the Keras name, by keyboard too", async ({ page }) => {
  await open(page, "");
  const weight = page
    .getByRole("region", { name: "Meet the neuron" })
    .getByRole("button", { name: "weight" });
  await press(page, weight);
  const card = page.getByRole("dialog", { name: "weight" });
  await expect(card).toBeFocused();
  await expect(card).toContainText("how much the guess changes when its input grows by 1");
  await expect(card).toContainText("layer.get_weights()[0]");
  await expect(card).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
  await expect(weight).toBeFocused();
  await weight.click();
  await expect(card).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(card).toBeHidden();
});

for (const [link, name, says] of [
  ["#data=lab", "weight", "kernel"],
  ["#data=lab", "bias", "use_bias=False"],
  ["#data=lab", "loss", "mean_squared_error"],
  ["#data=lab", "Epoch", "epochs"],
  ["#data=lab", "Batch", "batch_size"],
  ["#data=lab", "Learning rate", "learning_rate"],
  ["#lesson=let-sgd-turn-them", "gradient", "model.fit"],
  ["#lesson=set-the-knobs", "unit", "Dense(units=1)"],
  ["#lesson=set-the-knobs", "kernel", "(inputs, units)"],
  ["#lesson=the-s-curve", "activation", "sigmoid"],
  ["#lesson=read-the-knobs", "layer", "model.layers[0].get_weights()"],
  ["#lesson=measure-the-miss", "miss", "the guess minus what is true"],
]) {
  test(`the term ${name} is explained`, async ({ page }) => {
    await open(page, link);
    await page.getByRole("button", { name, exact: true }).first().click();
    const card = page.getByRole("dialog", { name: new RegExp(`^${name}$`, "i") });
    await expect(card).toContainText(says);
    await expect(card).toBeInViewport({ ratio: 1 });
  });
}

// ---------- phone ----------

test("on a phone title and challenge come first, the lesson waits behind Read, the way on is at the end", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { w, b, train, wField, bField } = await open(page, "#lesson=measure-the-miss");
  for (const control of [heading(page, "Measure the miss"), challenge(page), w, b, train])
    await expect(control).toBeInViewport({ ratio: 1 });
  const text = page.getByText("Each house is a dot.");
  await expect(text).toBeHidden();
  await page.getByRole("button", { name: "Read" }).click();
  await expect(text).toBeVisible();
  await expect(page.getByRole("button", { name: "Both rise by 50" })).toBeVisible();
  await page.getByRole("button", { name: "Read" }).click();
  await wField.fill("200");
  await bField.fill("100");
  await expect(challenge(page)).toContainText("Done.");
  await page.getByRole("link", { name: "Next: Read the knobs" }).click();
  await expect(heading(page, "Read the knobs")).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("nothing moves while a lesson opens or is worked on", async ({ page }) => {
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value, sources } of list.getEntries())
        if (!hadRecentInput) window.shifts.push(value, ...sources.map(moved));
    }).observe({ type: "layout-shift", buffered: true });
    // What a failure says: which element moved, from where, to where.
    function moved({ node, previousRect: from, currentRect: to }) {
      const place = ({ x, y, width, height }) => [x, y, width, height].join(" ");
      return `${node?.outerHTML?.slice(0, 120) ?? node?.textContent}: ${place(from)} -> ${place(to)}`;
    }
  });
  for (const [width, height] of [
    [1280, 800],
    [820, 1180],
    [390, 844],
  ]) {
    await page.setViewportSize({ width, height });
    await page.goto("about:blank");
    const { equation, loss } = await open(page, "#lesson=let-sgd-turn-them");
    await expect(equation).toHaveAttribute("data-value", "-60 150");
    expect(await number(loss)).toBeGreaterThan(1000);
    await ready(page);
    expect(await page.evaluate(() => window.shifts), `${width}`).toEqual([]);
  }
});
