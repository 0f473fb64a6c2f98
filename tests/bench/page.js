// One implementation in a page of its own: bench.js opens it as page.html?NAME and calls what `globalThis.bench` holds.
//
// Each module in peers/ exports `load(name)`, which answers `open(work)`. That answers null where the implementation
// can't do the work at all, else { inexact, reset(), epochs(count), loss(), grid(), verify(), close() }: `inexact` says
// in words why its updates can't be those of the work, where they can't; `verify` throws where it did not do what it was
// asked for; both of these, `grid` and `close` may be missing. The methods may answer promises.
import { modules } from "./implementations.js";

const name = decodeURIComponent(location.search.slice(1));
const { load } = await import(modules[name]);
const openWork = await load(name);

let work, peer, chunk;

// A chunk long enough that the clock and the await between two chunks cost nothing, short beside a round.
const CHUNK_MS = 8;

async function step(count) {
  if (!work.grid) return peer.epochs(count);
  for (let i = 0; i < count; i++) await peer.grid();
}

globalThis.bench = {
  /** Takes up a work from its start; answers what its check is to be compared by, or null where it can't do it. */
  async open(description) {
    peer?.close?.();
    work = description;
    peer = await openWork(work);
    if (!peer || (work.grid && !peer.grid)) return null;
    await peer.reset();
    if (work.grid) return { grid: Array.from(await peer.grid()), inexact: null };
    await peer.epochs(work.ck);
    return { loss: await peer.loss(), inexact: peer.inexact ?? null };
  },

  /** Lets the compiler finish with the code and finds how much work a chunk is. */
  async warmUp(ms) {
    await peer.reset();
    chunk = 1;
    const end = performance.now() + ms;
    for (let now = performance.now(); now < end;) {
      await step(chunk);
      const took = performance.now() - now;
      if (took < CHUNK_MS / 2) chunk *= 2;
      now += took;
    }
  },

  /** Works for about that long; answers how many samples it took in. */
  async run(ms) {
    await peer.reset();
    let chunks = 0;
    const end = performance.now() + ms;
    do {
      await step(chunk);
      chunks++;
    } while (performance.now() < end);
    peer.verify?.();
    return chunks * chunk * work.samples;
  },
};
