// Runs one implementation in its own page, where speed.js calls it.
//
// Each module in peers/ exports `load(name)`, which returns `open(work)`. `open` returns null where the implementation
// can't do the work at all, else { inexact, reset(), epochs(count), loss(), grid(), verify(), close() }: `inexact` says
// in words why its updates differ from the work's, where they must; `verify` throws where the implementation did not do the
// work; both of these, `grid` and `close` may be missing. The methods may return promises.
import { modules } from "./implementations.js";

// A chunk long enough that the clock and the await between two chunks cost nothing, short beside a turn.
const CHUNK_MS = 8;

export async function load(name) {
  const { load } = await import(modules[name]);
  return new Player(await load(name));
}

class Player {
  constructor(open) {
    this.openWork = open;
  }

  /** Starts a work; returns the numbers by which implementations are compared, or null where this one can't do the work. */
  async open(work) {
    this.peer?.close?.();
    this.work = work;
    const peer = await this.openWork(work);
    this.peer = peer;
    if (!peer || (work.grid && !peer.grid)) return null;
    await peer.reset();
    if (work.grid) return { grid: Array.from(await peer.grid()), inexact: null };
    await peer.epochs(work.ck);
    return { loss: await peer.loss(), inexact: peer.inexact ?? null };
  }

  /** Lets the compiler finish with the code and finds how much work a chunk is. */
  async warmUp(ms) {
    await this.peer.reset();
    this.chunk = 1;
    const end = performance.now() + ms;
    let now = performance.now();
    while (now < end) {
      await this.step();
      const took = performance.now() - now;
      if (took < CHUNK_MS / 2) this.chunk *= 2;
      now += took;
    }
  }

  /** Works for about that many milliseconds; returns the number of samples it processed. */
  async run(ms) {
    await this.peer.reset();
    let chunks = 0;
    const end = performance.now() + ms;
    do {
      await this.step();
      chunks++;
    } while (performance.now() < end);
    this.peer.verify?.();
    return chunks * this.chunk * this.work.samples;
  }

  async step() {
    if (!this.work.grid) return this.peer.epochs(this.chunk);
    for (let i = 0; i < this.chunk; i++) await this.peer.grid();
  }
}
