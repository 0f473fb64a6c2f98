// A first visit without a browser: what it asks of the session, in the order of the page and then in many variations. Run on an
// instrumented WebAssembly it prints, for each point, whether running came by (1 or 0); light.rs keeps those that it did.
// Usage: node rehearsal.mjs GLUE WASM LESSON POINTS, the last the number of the globals ran0, ran1, ... to be read.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [glue, wasm, lesson, points = "0"] = process.argv.slice(2);

/** A canvas's context that takes everything: no stub of a method can be forgotten. */
class CanvasRenderingContext2D {
  constructor() {
    return new Proxy(this, {
      get: (context, name) => (name in context ? Reflect.get(context, name) : () => {}),
      // The proxy stands for the context, also where its class is asked for.
      getPrototypeOf: () => CanvasRenderingContext2D.prototype,
    });
  }
}

class HTMLCanvasElement {
  width = 300;
  height = 150;
  #context = new CanvasRenderingContext2D();
  getContext() {
    return this.#context;
  }
}

Object.assign(globalThis, { CanvasRenderingContext2D, HTMLCanvasElement, ImageData: class {} });

const { Lab, initSync } = await import(pathToFileURL(glue).href);
const exports = initSync({ module: await readFile(wasm) });
/** Globals that change, and must be between two calls what they were at first. */
const states = Object.entries(exports).filter(([name]) => name.startsWith("state"));
const before = states.map(([, state]) => state.value);
const { link, challenge } = JSON.parse(await readFile(lesson, "utf8"));

// The same numbers every time: the build must not depend on chance.
let seed = 1;
function random() {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
}
const between = (low, high) => low + random() * (high - low);
const oneOf = (things) => things[Math.floor(random() * things.length)];
const maybe = () => random() < 0.5;

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const short = (value) => number.format(value).replace("-", "−");
const INKS = ["surface", "ink", "ink2", "ink3", "grid", "hair2", "edge", "ghost", "w", "wText", "b", "bText"];
const palette = Object.fromEntries(
  [...INKS, "loss", "lossText", "best", "bestText"].map((name, i) => [
    name,
    `#${(i * 987_654 + 0xd5_5e00).toString(16).slice(0, 6)}`,
  ]),
);
const fonts = {
  ui: '-apple-system, "Segoe UI Variable Text", "Segoe UI", Inter, Roboto, system-ui, "Helvetica Neue", Arial, sans-serif',
  math: '"STIX Two Text", "Cambria Math", Cambria, "New York", "Liberation Serif", "Times New Roman", serif',
};
const NONE = {
  xTicks: [],
  yTicks: [],
  xTitle: "",
  yTitle: "",
  fit: "",
  start: "",
  best: "",
  w: "",
  b: "",
  pin: "",
  run: "",
  misses: [],
};
const HIDDEN = {
  best: false,
  start: false,
  misses: "none",
  rise: false,
  trail: false,
  log: true,
  cursor: null,
};
const canvases = { stageAxes: null, stage: null, curveAxes: null, curve: null, sparkline: null };
for (const name of Object.keys(canvases)) canvases[name] = new HTMLCanvasElement();

function draw(lab, chart, size, margins, text, show) {
  const picture = {
    chart,
    ...size,
    margins,
    palette,
    fonts,
    text: { ...NONE, ...text },
    show: { ...HIDDEN, ...show },
  };
  lab.draw(canvases[chart], picture);
}

/** The stage as stage.js asks for it. */
function stage(lab, { axes, w, b, misses }, { width, height, scale }, marks) {
  const wide = width >= 600;
  const margins = wide
    ? { left: 62, top: 26, right: 84, bottom: 40 }
    : { left: 48, top: 30, right: 14, bottom: 38 };
  const names = wide ? { fit: "your line", start: "start", best: "best fit", run: "+1000 sq ft" } : {};
  const text = {
    ...names,
    xTicks: axes.x.ticks.map(short),
    yTicks: axes.y.ticks.map(short),
    xTitle: "size (1000 sq ft)",
    yTitle: "price ($1000s)",
    w: `= ${short(w.value)}`,
    b: `= ${short(b.value)}`,
    pin: "pinned to zero: no bias",
    misses: misses.map((miss) => `${short(Math.abs(miss))}²`),
  };
  for (const chart of ["stageAxes", "stage"])
    draw(lab, chart, { width, height, scale }, margins, text, marks);
}

/** The loss curve and the small one as curve.js asks for them. */
function curves(lab, { curve, best }, { width, height, scale }, log) {
  const text = {
    xTicks: curve.x.ticks.map(short),
    yTicks: (log ? curve.y : curve.linear).ticks.map(short),
    xTitle: "epoch",
    yTitle: "loss (MSE), log scale",
    best: best ? `best possible ${short(best.loss)}` : "",
  };
  const margins = { left: 46, top: 28, right: 14, bottom: 40 };
  const cursor = maybe() ? between(46, width - 14) : null;
  const show = { best: best !== null, log, cursor };
  for (const chart of ["curveAxes", "curve"]) draw(lab, chart, { width, height, scale }, margins, text, show);
  draw(lab, "sparkline", { width: 128, height: 30, scale }, { left: 3, top: 4, right: 7, bottom: 5 }, {}, {});
}

/** Everything on the page, on one of many screens. */
function paint(lab, snapshot) {
  const scale = oneOf([1, 1, 1.25, 1.5, 2, 2, 2.625, 3]);
  const size = {
    width: Math.round(between(300, 1100) * scale) / scale,
    height: Math.round(between(200, 500) * scale) / scale,
    scale,
  };
  const misses = oneOf(["none", "squares"]);
  stage(lab, snapshot, size, { best: maybe(), start: maybe(), misses, rise: maybe(), trail: maybe() });
  curves(lab, snapshot, { width: between(280, 700), height: between(160, 300), scale }, maybe());
}

/** One turn of a hand. */
function turn(lab, command) {
  const snapshot = lab.apply(command);
  paint(lab, snapshot);
  lab.table();
  return snapshot;
}

/** Training, a frame at a time, until it has settled or is stopped. */
function train(lab, updates, frames) {
  for (let frame = 0; frame < frames; frame += 1) {
    lab.advance(updates);
    const snapshot = lab.snapshot();
    if (frame < 20) paint(lab, snapshot);
    if (snapshot.training.status !== "ready") return;
  }
}

function begin(address) {
  const lab = new Lab("", address);
  lab.display();
  const snapshot = lab.snapshot();
  for (let screen = 0; screen < 20; screen += 1) paint(lab, snapshot);
  lab.table();
  return lab;
}

/** What a hand does, and what the page asks for before and after it: main.js settles twice and holds nothing more than once. */
const hands = {
  turnOne(lab) {
    const { w, b } = lab.snapshot();
    const [set, { value: now, step, scale }] = oneOf([
      ["setWeight", w],
      ["setBias", b],
    ]);
    for (let moves = between(1, 6); moves > 0; moves -= 1) {
      const value = oneOf([1, 1, 1, 3, 30]) * between(scale.min, scale.max);
      turn(lab, {
        [set]: oneOf([
          value,
          Math.round(value),
          Number(value.toPrecision(3)),
          0,
          now + step,
          now - step,
          scale.min,
          scale.max,
        ]),
      });
    }
  },
  pullOne(lab) {
    const { axes } = lab.snapshot();
    const { x, y } = axes;
    const handle = oneOf(["tilt", "lift"]);
    const at = handle === "tilt" ? oneOf(x.ticks.filter((tick) => tick !== 0)) : 0;
    for (let moves = between(1, 6); moves > 0; moves -= 1)
      turn(lab, { pull: { handle, x: at, y: between(y.min - (y.max - y.min), 2 * y.max - y.min) } });
  },
  settle: (lab) => turn(lab, "settle"),
  hold: (lab) => turn(lab, { hold: { w: maybe(), b: maybe() } }),
  letGo: (lab) => turn(lab, { hold: { w: false, b: false } }),
  step: (lab) => turn(lab, "step"),
  reset: (lab) => turn(lab, "reset"),
  undo: (lab) => lab.snapshot().canUndo && turn(lab, "undo"),
  redo: (lab) => lab.snapshot().canRedo && turn(lab, "redo"),
  train: (lab) => train(lab, oneOf([1, 10, 10, 10, 100, 2500]), oneOf([5, 40, 3000])),
};

begin("").free();
for (let visits = 0; visits < 20; visits += 1) {
  const lab = begin(link);
  turn(lab, { setChallenge: challenge.asks });
  for (let turns = 0; turns < 60; turns += 1) oneOf(Object.values(hands))(lab);
  // The challenge is met.
  turn(lab, "reset");
  for (const command of [{ setWeight: 200 }, "settle", { setBias: 100 }, "settle", { setWeight: 200 }])
    turn(lab, command);
  lab.free();
}

if (states.some(([, state], i) => state.value !== before[i]))
  throw new Error("a global keeps something from one call to the next: light.js does not hand that on");
if (Number(points) > 0) {
  const ran = Array.from({ length: Number(points) }, (_, i) => exports[`ran${i}`].value);
  if (!ran.includes(1)) throw new Error("nothing ran: the WebAssembly is not instrumented");
  console.log(ran.join(""));
}
