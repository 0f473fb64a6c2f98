// Trains the same works with every implementation, each in its own page of one headless Chromium, in turns; checks that
// they compute the same, then compares samples per second of CPU time. docs/performance.md has the method.
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { launch, threadTime } from "./browser.js";
import { HAND, NATIVE, OURS, modules } from "./implementations.js";
import { native } from "./native.js";
import { describe } from "./report.js";
import { serve } from "./server.js";
import { median, ratio } from "./statistics.js";
import { works } from "./works.js";

const TOLERANCE = 1e-5;

/** Measures the named works (all where none is named); returns whether all comparable implementations computed the same. */
export async function speed({ site, program, rounds, ms, only, json }) {
  const server = await serve(site);
  const browser = await launch();
  const players = new Map();
  try {
    for (const name of Object.keys(modules)) players.set(name, await inPage(browser, server.origin, name));
    players.set(NATIVE, native(program));
    const results = [];
    for (const work of works.filter(({ name }) => only.length === 0 || only.includes(name))) {
      const result = await compare(work, players, { rounds, ms });
      results.push(result);
      console.log(describe(result));
    }
    const machine = {
      browser: `Chromium ${browser.version()}`,
      processor: cpus()[0].model,
      cores: cpus().length,
    };
    if (json) await writeFile(json, `${JSON.stringify({ machine, rounds, ms, works: results }, null, 2)}\n`);
    return results.every(({ implementations }) => implementations.every(({ agrees }) => agrees !== false));
  } finally {
    for (const player of players.values()) player.close?.();
    await browser.close();
    server.close();
  }
}

async function inPage(browser, origin, name) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${origin}/blank.html`);
  const player = await page.evaluateHandle(async (name) => (await import("/player.js")).load(name), name);
  const seconds = await threadTime(page);
  return {
    open: (work) => player.evaluate((player, work) => player.open(work), work),
    warmUp: (ms) => player.evaluate((player, ms) => player.warmUp(ms), ms),
    async rate(ms) {
      const before = await seconds();
      const samples = await player.evaluate((player, ms) => player.run(ms), ms);
      return samples / ((await seconds()) - before);
    },
  };
}

async function compare(work, players, { rounds, ms }) {
  const able = [];
  let expected;
  // The hand-written loop runs first, because its results are the expected ones.
  for (const name of [HAND, ...[...players.keys()].filter((name) => name !== HAND)]) {
    const player = players.get(name);
    const outcome = await player.open(work);
    if (!outcome) continue;
    expected ??= outcome;
    able.push({ name, player, rates: [], ...agreement(outcome, expected) });
  }
  for (const { player } of able) await player.warmUp(ms);
  for (let round = 0; round < rounds; round++) {
    // Another implementation begins in each round, so that none always runs behind the same one.
    const turn = round % able.length;
    for (const { player, rates } of [...able.slice(turn), ...able.slice(0, turn)])
      rates.push(await player.rate(ms));
  }
  const ratesOf = (name) => able.find((one) => one.name === name)?.rates;
  const [hand, ours, natively] = [HAND, OURS, NATIVE].map(ratesOf);
  return {
    name: work.name,
    about: work.about,
    goal: work.goal,
    epochs: work.grid ? null : work.ck,
    implementations: able.map(({ name, rates, loss, difference, agrees, inexact }) => {
      const toHand = ratio(rates, hand);
      return { name, samplesPerSecond: median(rates), toHand, loss, difference, agrees, inexact };
    }),
    unable: [...players.keys()].filter((name) => !ratesOf(name)),
    wasmToNative: ours && natively ? ratio(ours, natively) : null,
  };
}

/** The difference between a result and the hand-written loop's; `agrees` is null where the results can't be equal. */
function agreement({ loss, grid, inexact }, expected) {
  const difference = grid
    ? Math.max(...grid.map((value, i) => Math.abs(value - expected.grid[i])))
    : loss === undefined
      ? null
      : Math.abs(loss - expected.loss);
  return {
    loss: loss ?? null,
    difference,
    inexact,
    agrees: inexact || difference === null ? null : difference <= TOLERANCE,
  };
}
