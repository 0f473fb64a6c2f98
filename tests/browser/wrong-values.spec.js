// No typed or sent value stops the page: the page refuses a wrong value with a sentence, and works on.
import { readFileSync } from "node:fs";
import { expect, number, open, parts, test } from "./page.js";

const catalogue = JSON.parse(readFileSync(new URL("../../www/i18n/en.json", import.meta.url), "utf8"));
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Checks that the page still works. */
async function works(page) {
  await expect(page.locator("html")).toHaveAttribute("data-ready", "true");
  const { step, epoch } = parts(page);
  const before = await number(epoch);
  await step.click();
  await expect.poll(() => number(epoch)).toBeGreaterThan(before);
}

/** Types each value into the field: the text stays with the reason, and Escape restores the last good value. */
async function refuses(page, field, values) {
  const good = await field.inputValue();
  for (const value of values) {
    await field.fill(value);
    await expect(field, value).toHaveAttribute("aria-invalid", "true");
    await expect(field, value).toHaveValue(value);
    await expect(field, value).toHaveAccessibleDescription(/\w/);
    await field.press("Escape");
    await expect(field, value).toHaveValue(good);
    await expect(field, value).not.toHaveAttribute("aria-invalid");
  }
}

test("how data are made is told in whole numbers, and anything else is refused @firefox", async ({
  page,
}) => {
  await open(page, "#data=xor&batch=all");
  await button(page, "Show").click();
  const panel = page.getByRole("group", { name: "Show" });
  const field = (name) => panel.getByRole("spinbutton", { name, exact: true });
  await refuses(page, field("Points"), ["2.5", "-5", "1e99", "1", "", "many"]);
  await refuses(page, field("Seed"), ["1.5", "-1", "1e99", "4294967296"]);
  await refuses(page, field("Noise"), ["-1", "1e99"]);
  await field("Points").fill("2.5");
  await expect(panel.getByText("A whole number of points from 2 to 10k, please")).toBeVisible();
  await field("Points").fill("64");
  await field("Seed").fill("7");
  await expect(page).toHaveURL(/n=64&dataseed=7/);
  await button(page, "Show").click();
  await works(page);
});

test("every number field keeps a wrong number, says why, and gives the last one back", async ({ page }) => {
  await open(page, "#data=line&batch=all&tab=notebook");
  const wrong = ["two", "1e99", "-1e99", "NaN", "Infinity", "1e400"];
  const fields = page.getByRole("spinbutton");
  const tried = new Set();
  /** Waits for the named field, then tries this field and each other new one. */
  const tryAll = async (name) => {
    await expect(page.getByRole("spinbutton", { name, exact: true })).toBeVisible();
    const names = await fields.evaluateAll((all) =>
      all.map((one) => one.ariaLabel ?? one.labels[0].innerText),
    );
    for (const [index, name] of names.entries()) {
      if (tried.has(name)) continue;
      tried.add(name);
      await refuses(page, fields.nth(index), wrong);
    }
  };
  await tryAll("w in the code");
  await button(page, "Copy out").click();
  await tryAll("Epochs to fit");
  await page.getByRole("tab", { name: "Loss curve" }).click();
  await tryAll("Target loss");
  await button(page, "Show").click();
  await tryAll("Points");
  await page.keyboard.press("Escape");
  await button(page, "Share or embed").click();
  await page.getByRole("radio", { name: "Custom" }).check({ force: true });
  await tryAll("Width");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect([...tried].sort()).toEqual([
    ...["Bias b value", "Epochs to fit", "Height", "Learning rate", "Noise", "Points", "Seed"],
    ...["Start with bias b", "Start with learning rate", "Start with weight w", "Stop at a loss of"],
    ...["Target loss", "Weight w value", "Width", "b in the code", "w in the code"],
  ]);
  await works(page);
});

test("the session refuses what it can't read, and nothing has changed @firefox", async ({ page }) => {
  await open(page);
  const { thrown, same, drawn } = await page.evaluate(async () => {
    const { content } = document.querySelector('meta[name="app"]');
    const { Lab } = await import(new URL(content, document.baseURI).href);
    const lab = new Lab("", "#data=lab&w=140&b=60");
    lab.apply({ setWeight: 150 });
    lab.advance(3);
    const state = () => JSON.stringify([lab.snapshot(), lab.link(lab.display())]);
    const before = state();
    const circle = {};
    circle.circle = circle;
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const throwing = Object.defineProperty({}, "w", {
      enumerable: true,
      get() {
        throw new Error("no");
      },
    });
    const none = [];
    const values = [
      ...[undefined, null, NaN, Infinity, -Infinity, 1e99, 2 ** 53, 5n, "", "EVIL", Symbol("x"), () => 1],
      ...[
        none,
        [NaN],
        {},
        { EVIL: 1 },
        { w: NaN, b: 1 },
        { w: "1", b: 1 },
        new Map(),
        new Date(0),
        circle,
        proxy,
      ],
      ...[throwing, new Float64Array(1e6), Array(1e6), document.body, { row: 0.5, x: 1, y: 1 }],
      ...[
        { noise: 0, n: 2.5, seed: 0 },
        { noise: 0, n: 1e99, seed: 0 },
        { noise: 0, n: 9, seed: -1 },
      ],
    ];
    const names = (
      "setWeight setBias setKnobs turn pull hold freeze setNoBias setScale setActivation setLoss setLearningRate " +
      "removeLayer moveLayer setLayer setInitializer setSeed setOptimizer setMomentum setNesterov setL1 setL2 setClip setShuffle setSchedule " +
      "setSpeed setData setGenerator addPoint movePoint removePoint undo redo settle step reset newStart EVIL"
    ).split(" ");
    const sent = [
      ...values,
      ...names.flatMap((name) => values.map((value) => ({ [name]: value }))),
      ...["EVIL", NaN, -1, [], {}].map((value) => ({ set: value })),
      ...["EVIL", NaN, -1, 0, 1.5, 1e99, [], {}].map((value) => ({ setBatchSize: value })),
      ...["EVIL", NaN, -1, 1e99, [], {}].map((value) => ({ setTarget: value })),
      ...["EVIL", NaN, -1, [], {}, { w: [1] }, { w: [2, 1] }].map((value) => ({ setChallenge: value })),
    ];
    const canvas = document.createElement("canvas");
    const inks = "surface ink ink2 ink3 grid hair2 edge ghost w wText b bText loss lossText best bestText";
    const sheet = {
      ...{ width: 200, height: 100, scale: 1, margins: { left: 9, top: 9, right: 9, bottom: 9 } },
      palette: Object.fromEntries(inks.split(" ").map((ink) => [ink, "#000000"])),
      fonts: { ui: "sans-serif", math: "serif" },
    };
    const marks = { fit: "", start: null, best: null, trail: true, pin: "", misses: "none", rise: null };
    const scales = { xTicks: [], yTicks: [], xTitle: "", yTitle: "" };
    // What is right is drawn: what is refused below is refused for its one wrong field.
    lab.draw(canvas, sheet, { stage: marks });
    lab.draw(canvas, sheet, { stageAxes: scales });
    const thrown = [];
    const attempt = (what, call) => {
      try {
        call();
        thrown.push([what, "was carried out"]);
      } catch (error) {
        thrown.push([what, error.key ?? String(error)]);
      }
    };
    for (const command of sent) attempt(`apply ${typeof command}`, () => lab.apply(command));
    for (const value of values) {
      attempt("link", () => lab.link(value));
      attempt("link", () => lab.link({ ...lab.display(), tab: value ?? 1 }));
      attempt("draw on", () => lab.draw(canvas, value, "sparkline"));
      for (const part of ["margins", "palette", "fonts"])
        attempt(`draw ${part}`, () => lab.draw(canvas, { ...sheet, [part]: value }, "sparkline"));
      attempt("draw", () => lab.draw(canvas, sheet, value));
      for (const chart of ["stageAxes", "stage", "curveAxes", "curve", "mapAxes", "map", "EVIL"])
        attempt(`draw ${chart}`, () => lab.draw(canvas, sheet, { [chart]: value }));
      attempt("draw misses", () => lab.draw(canvas, sheet, { stage: { ...marks, misses: value } }));
      if (value !== null)
        attempt("draw rise", () => lab.draw(canvas, sheet, { stage: { ...marks, rise: value } }));
      if (value !== none)
        attempt("draw ticks", () => lab.draw(canvas, sheet, { stageAxes: { ...scales, xTicks: value } }));
      attempt("file", () => lab.file(value));
      if (typeof value !== "string") attempt("open", () => new Lab("", value));
    }
    for (const updates of [-1, 0.5, 1e99, NaN, Infinity]) attempt("advance", () => lab.advance(updates));
    const same = state() === before;
    lab.apply({ setBias: 70 });
    return { thrown, same, drawn: lab.snapshot().b.value };
  });
  const unknown = thrown.filter(([, key]) => !Object.hasOwn(catalogue, key));
  expect(unknown).toEqual([]);
  expect(thrown.length).toBeGreaterThan(700);
  expect([same, drawn]).toEqual([true, 70]);
  await works(page);
});
