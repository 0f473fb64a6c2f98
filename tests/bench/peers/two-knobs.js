// Two Knobs itself: the page's own release build, through the one handle that the page uses.
import { hash } from "../link.js";

const SITE = new URL("../site/", import.meta.url);

export async function load() {
  const index = await (await fetch(SITE)).text();
  const app = new DOMParser().parseFromString(index, "text/html").querySelector('meta[name="app"]');
  const glue = await import(new URL(app.content, SITE));
  await glue.default({ module_or_path: new URL(app.dataset.wasm, SITE) });
  return (work) => open(glue.Lab, work);
}

function open(Lab, work) {
  const lab = new Lab("", hash(work));
  const opened = lab.snapshot();
  if (opened.notices.length > 0) {
    lab.free();
    return null;
  }
  const updates = Math.ceil(work.n / work.bs);
  return {
    reset: () => lab.apply("reset"),
    epochs: (count) => lab.advance(count * updates),
    loss: () => lab.snapshot().loss,
    grid: lab.grid && (() => lab.grid(-6, 6, -6, 6, 100, 100)),
    verify() {
      const { status } = lab.snapshot().training;
      if (status !== "ready" && status !== "settled")
        throw new Error(`training stopped by itself: ${status}`);
    },
    close: () => lab.free(),
  };
}
