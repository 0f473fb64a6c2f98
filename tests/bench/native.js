// The same session, built natively: crates/lab/examples/bench.rs, which writes one line for each line it reads.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { hash } from "./link.js";

/** Epochs in one call of the session: enough that the time of the call and the clock does not matter. */
const CHUNK = 20;

/** Starts the program; the returned object has the methods of a page in speed.js. */
export function native(program) {
  const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function ask(...words) {
    child.stdin.write(`${words.join(" ")}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the native program ended at ${words[0]}`);
    const [status, ...numbers] = value.split(" ");
    return status === "ok" ? numbers.map(Number) : null;
  }

  let work, updates;
  async function run(ms) {
    const [done, seconds] = work.grid ? await ask("grid", ms) : await ask("train", CHUNK * updates, ms);
    return (done * work.samples) / (work.grid ? 1 : updates) / seconds;
  }

  return {
    async open(description) {
      work = description;
      updates = Math.ceil(work.n / work.bs);
      if (!(await ask("open", hash(work)))) return null;
      if (work.grid) return (await ask("grid", 0)) && { inexact: null };
      const [loss] = await ask("loss", work.ck * updates);
      return { loss, inexact: null };
    },
    warmUp: run,
    rate: run,
    close: () => child.stdin.end(),
  };
}
