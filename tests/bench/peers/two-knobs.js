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

/** Draws the ground as the page does: by Lab.draw, on a canvas of a pixel for three CSS pixels. */
function painter(lab, { columns, rows, x, y }) {
  const { axes } = lab.snapshot();
  if ([axes.x.min - x.min, axes.x.max - x.max, axes.y.min - y.min, axes.y.max - y.max].some(Boolean))
    throw new Error("the stage's axes are not those of works.js: take them from there");
  const inks = "surface ink ink2 ink3 grid hair2 edge ghost w wText b bText loss lossText best bestText";
  const sheet = {
    width: 3 * columns,
    height: 3 * rows,
    scale: 1,
    margins: { left: 0, top: 0, right: 0, bottom: 0 },
    palette: Object.fromEntries(
      inks.split(" ").map((ink) => [ink, ink === "surface" ? "#ffffff" : "#000000"]),
    ),
    fonts: { ui: "sans-serif", math: "serif" },
  };
  return (canvas) => lab.draw(canvas, sheet, "stageGround");
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
    paint: work.ground && painter(lab, work.ground),
    verify() {
      const { status } = lab.snapshot().training;
      if (status !== "ready" && status !== "settled")
        throw new Error(`training stopped by itself: ${status}`);
    },
    close: () => lab.free(),
  };
}
