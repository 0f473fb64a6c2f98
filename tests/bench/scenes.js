// The experiments from which the page's figures are taken, on the built page, used as a person uses it.
import { hash } from "./link.js";
import { eventToEndOfFrame, record, scriptOfFrames } from "./trace.js";
import { works } from "./works.js";

const WORK = Object.fromEntries(works.map((work) => [work.name, work]));

/** The number of points: around a line, and in two classes for a network of six layers of eight. */
const MANY = 1000;
const spread = (i) => ((i * 0.618034) % 1) * 2 - 1;
const rows = Array.from({ length: MANY }, (_, i) => [spread(i), spread(i * i)]);
const line = rows.map(([x, noise]) => `${x.toFixed(4)},${(2 * x + 0.5 + 0.3 * noise).toFixed(4)}`).join(";");
const classes = rows
  .map(([x, y]) => `${(4 * x).toFixed(3)},${(4 * y).toFixed(3)},${x * y > 0 ? 1 : -1}`)
  .join(";");
const sixByEight = `${"8:tanh,".repeat(6)}1:tanh`;

// 100 updates of 10 rows: an epoch of the 1,000 points in each frame.
export const scenes = {
  start: "",
  defaultNet: `${hash(WORK.W3)}&speed=max`,
  manyPoints: `#points=${line}&lr=0.01&batch=10&speed=100`,
  bigNet: `#points=${classes}&layers=${sixByEight}&lr=0.01&batch=10&speed=100`,
};

/** Opens a scene at two device pixels to a CSS pixel, in a fresh profile; null where the page can't show it. */
export async function open(browser, site, scene) {
  const context = await browser.newContext({ deviceScaleFactor: 2, locale: "en-US" });
  const page = await context.newPage();
  await page.goto(`${site}${scenes[scene]}`);
  await page.locator('html[data-ready="true"]').waitFor();
  // A notice means that the page could not use a part of the link, so the scene would be another one.
  if (await page.getByRole("group", { name: "About this link" }).isHidden()) return page;
  await context.close();
  return null;
}

/** Epochs and frames a second while training, and the script of each frame. */
export async function training(page, ms) {
  const epoch = async () =>
    Number(await page.getByRole("status", { name: "Epoch" }).getAttribute("data-value"));
  await page.getByRole("button", { name: "Train" }).click();
  let epochs, seconds;
  const events = await record(page, async () => {
    const [first, began] = [await epoch(), performance.now()];
    await page.waitForTimeout(ms);
    epochs = (await epoch()) - first;
    seconds = (performance.now() - began) / 1000;
  });
  const script = scriptOfFrames(events);
  return { epochsPerSecond: epochs / seconds, framesPerSecond: script.length / seconds, script };
}

/** Drags the weight's slider to and fro; returns each event's milliseconds to the end of its frame. */
export async function dragging(page, moves) {
  const box = await page.getByRole("slider", { name: "Weight w" }).boundingBox();
  const at = (share) => [box.x + box.width * share, box.y + box.height / 2];
  await page.mouse.move(...at(0.5));
  await page.mouse.down();
  const events = await record(page, async () => {
    for (let i = 0; i < moves; i++) await page.mouse.move(...at(0.5 + 0.4 * Math.sin(i / 5)));
  });
  await page.mouse.up();
  return eventToEndOfFrame(events, "input");
}
