// `cargo xtask bench --page`: how fast the page itself is, beside its goals. docs/performance.md has the method.
import { writeFile } from "node:fs/promises";
import { launch } from "./browser.js";
import { bytesToWork, entries, firstTrainedFrame, goal } from "./loading.js";
import { table } from "./report.js";
import { dragging, open, training } from "./scenes.js";
import { serve } from "./server.js";
import { median, quantile } from "./statistics.js";
import { visits } from "./visits.js";

const LOADS = 9;
const MOVES = 120;

export async function figures({ site, tfp, ms, rounds, json }) {
  const server = await serve(site);
  const browser = await launch();
  try {
    const measured = await measure(browser, `${server.origin}/site/`, ms * rounds);
    measured.push(...(await visits(browser, { site, tfp, rounds })));
    const rows = measured.map(({ what, value, low, high, goal, unit, met }) => [
      what,
      value === null
        ? "not yet"
        : `${shown(value)} ${unit}${low ? ` (${shown(low)} to ${shown(high)})` : ""}`,
      goal === null ? "" : `${shown(goal)} ${unit}`,
      value === null || goal === null ? "" : met ? "met" : "missed",
    ]);
    console.log(table([["", "measured", "goal", ""], ...rows]).join("\n"));
    if (json) await writeFile(json, `${JSON.stringify(measured, null, 2)}\n`);
  } finally {
    await browser.close();
    server.close();
  }
}

async function measure(browser, site, ms) {
  const figures = [];
  const most = (what, value, goal, unit) => figures.push({ what, value, goal, unit, met: value <= goal });
  const least = (what, value, goal, unit) => figures.push({ what, value, goal, unit, met: value >= goal });

  const net = await inScene("defaultNet", (page) => training(page, ms));
  least("2-4-2-1 net at full speed: epochs", net?.epochsPerSecond ?? null, 30_000, "/s");
  // Headless Chromium draws 60 frames a second; one may fall outside either end of the measurement.
  least("2-4-2-1 net at full speed: frames", net?.framesPerSecond ?? null, 59, "/s");
  for (const [scene, name] of [
    ["manyPoints", "1,000 points"],
    ["bigNet", "six layers of eight"],
  ]) {
    const script = (await inScene(scene, (page) => training(page, ms)))?.script;
    most(`${name}: script of a frame, median`, script ? median(script) : null, 6, "ms");
    most(`${name}: script of a frame, 95 of 100`, script ? quantile(script, 0.95) : null, 10, "ms");
  }
  const drag = await inScene("start", (page) => dragging(page, MOVES));
  most("slider's event to end of frame, median", median(drag), 8, "ms");
  most("slider's event to end of frame, worst", Math.max(...drag), 16, "ms");

  const loads = [];
  for (let i = 0; i < LOADS; i++) loads.push(await firstTrainedFrame(browser, site));
  const trained = median(loads.map(({ trained }) => trained));
  figures.push({ what: "navigation to first trained frame, median", value: trained, goal: null, unit: "ms" });
  // Rounded to 0.001, as tools report it: a number in the notebook's code that grows by a digit moves the code behind it.
  const shift = Math.max(...loads.map(({ shift }) => shift));
  most("layout shift (CLS), worst", Math.round(shift * 1000) / 1000, 0, "");
  for (const { name, link } of entries) {
    const bytes = await bytesToWork(browser, `${site}${link}`);
    most(`${name}: bytes to a working page, brotli`, bytes / 1000, goal / 1000, "kB");
  }
  return figures;

  async function inScene(scene, act) {
    const page = await open(browser, site, scene);
    const result = page && (await act(page));
    await page?.context().close();
    return result;
  }
}

/** The number as text: a whole number in full, any other with three digits. */
function shown(value) {
  if (Number.isInteger(value)) return value.toLocaleString("en-US");
  if (value >= 1000) return Math.round(value).toLocaleString("en-US");
  return value.toPrecision(3);
}
