// Measures how soon the page works, for each of its entries, on this machine and on an emulated phone with a slow network. Where
// TFP_DIR names a folder with TensorFlow Playground's built page, that page is measured in the same rounds.
import { access } from "node:fs/promises";
import { join } from "node:path";
import { entries } from "./loading.js";
import { servePacked } from "./server.js";
import { median, ratio } from "./statistics.js";

const TFP = "TensorFlow Playground";
/** Milliseconds after which a visit counts as failed, also on a busy machine. */
const PATIENCE = 120_000;

/** Slow 4G as Lighthouse has it, and a processor at a fourth of this one's speed. */
const SLOW = { latency: 150, down: 1.6e6, up: 0.75e6, processor: 4 };

/** The goals of docs/performance.md, as multiples of the time that the page of TensorFlow Playground takes. */
const CONDITIONS = [
  { name: "slow 4G", slow: SLOW, goals: { picture: 0.65, works: 1.25 } },
  { name: "this machine", slow: null, goals: { works: 0.9 } },
];
const MOMENTS = { picture: "first picture", works: "working page" };

/** Returns a row for each condition, page and moment: milliseconds, and the ratio to TensorFlow Playground's where that is there. */
export async function visits(browser, { site, tfp, rounds }) {
  if (tfp) await access(join(tfp, "index.html"));
  const server = await servePacked(site, tfp);
  const ours = entries.map(({ name, link }) => ({
    name,
    address: `${server.origin}/site/${link}`,
    works: 'html[data-ready="true"]',
  }));
  // Its page fills in the loss at the end of its script.
  const theirs = { name: TFP, address: `${server.origin}/tfp/`, works: "#loss-train:not(:empty)" };
  const pages = tfp ? [...ours, theirs] : ours;
  try {
    // The host compresses each file when it is first asked for; no visitor of a real host waits for that.
    for (const page of pages) await visit(browser, page, null);
    const rows = [];
    for (const condition of CONDITIONS) {
      const times = new Map(pages.map(({ name }) => [name, { picture: [], works: [] }]));
      for (let round = 0; round < rounds; round++) {
        const turn = round % pages.length;
        for (const page of [...pages.slice(turn), ...pages.slice(0, turn)]) {
          const seen = await visit(browser, page, condition.slow);
          for (const moment of Object.keys(MOMENTS)) times.get(page.name)[moment].push(seen[moment]);
        }
      }
      rows.push(...rowsOf(condition, times));
    }
    return rows;
  } finally {
    server.close();
  }
}

function rowsOf({ name: condition, goals }, times) {
  const rows = [];
  const theirs = times.get(TFP);
  for (const [page, moments] of times) {
    for (const [moment, about] of Object.entries(MOMENTS)) {
      const what = `${page}, ${condition}: ${about}`;
      rows.push({ what, value: median(moments[moment]), goal: null, unit: "ms" });
      if (!theirs || page === TFP) continue;
      const goal = goals[moment] ?? null;
      const { median: value, low, high } = ratio(moments[moment], theirs[moment]);
      const met = goal === null ? null : value <= goal;
      rows.push({ what: `${what}, to ${TFP}'s`, value, low, high, goal, unit: "x", met });
    }
  }
  return rows;
}

/** Milliseconds from navigation to the first picture with something on it, and to the page that works, in a fresh profile. */
async function visit(browser, { address, works }, slow) {
  const context = await browser.newContext({ locale: "en-US" });
  try {
    const page = await context.newPage();
    if (slow) await slowDown(await context.newCDPSession(page), slow);
    await page.addInitScript(watch, works);
    await page.goto(address, { waitUntil: "commit" });
    const isThere = () => globalThis.watched.works !== null && globalThis.watched.picture !== null;
    await page.waitForFunction(isThere, null, { timeout: PATIENCE });
    return await page.evaluate(() => globalThis.watched);
  } finally {
    await context.close();
  }
}

async function slowDown(session, { latency, down, up, processor }) {
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency,
    downloadThroughput: down / 8,
    uploadThroughput: up / 8,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: processor });
}

/** Runs in the page before all else. `works` is what selects an element once the page works. */
function watch(works) {
  const watched = { picture: null, works: null };
  globalThis.watched = watched;
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === "first-contentful-paint") watched.picture = startTime;
  }).observe({ type: "paint", buffered: true });
  new MutationObserver((_, observer) => {
    if (!document.querySelector(works)) return;
    watched.works = performance.now();
    observer.disconnect();
  }).observe(document, {
    attributes: true,
    attributeFilter: ["data-ready"],
    childList: true,
    subtree: true,
  });
}
