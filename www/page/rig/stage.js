// The stage: data and line on stacked canvases (ground, axes, marks), a description of them, and room for handles over them.

import { createPlot, drawStill, sheetOf, watchSize } from "../parts/canvas.js";
import { attribute, flag, part, style, text } from "../parts/dom.js";
import { lossAndPenalty } from "../words/priced.js";

/** @import { Chart, Fonts, Margins, Palette, Scales, Sheet, Snapshot, StageDrawn, StageMarks } from "../session/two_knobs.d.ts" */
/** @import { Draw, Plot, Size } from "../parts/canvas.js" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Marks } from "../session/store.js" */
/** @typedef {{ palette: Palette, fonts: Fonts, embed: boolean, marks: Marks }} Look */
/** @typedef {{ take: (snapshot: Snapshot, look: Look) => void, paint: () => void, settle: () => void, still: () => Still | null }} Diagram */
/** Everything needed to draw the stage again; the charts are in order from below. @typedef {{ sheet: Sheet, charts: Chart[] }} Still */

const FEW = 3;
const MANY = 200;

/**
 * @param {HTMLElement} root
 * @param {{
 *   words: Words, format: Format, draw: Draw,
 *   network: (box: HTMLElement) => Promise<Diagram>,
 *   lay: (handles: StageDrawn | null, plot: Plot) => void,
 * }} wiring `lay` places the handles, if there are any; `network` makes the diagram of a network
 */
export function createStage(root, { words, format, draw, network, lay }) {
  const ground = part(root, "ground", HTMLCanvasElement);
  const axes = part(root, "axes", HTMLCanvasElement);
  const drawAxes = drawStill(axes, draw);
  const moving = part(root, "marks", HTMLCanvasElement);
  const summary = part(root, "summary", HTMLElement);
  const hint = part(root, "hint", HTMLElement);

  const box = part(document, "network", HTMLElement);
  /** The diagram, which loads with the first network of more than one neuron. @type {Promise<void> | undefined} */
  let loading;
  /** @type {Diagram | undefined} */
  let diagram;
  /** @type {Size | undefined} */
  let size;
  /** @type {Snapshot | undefined} */
  let snapshot;
  /** @type {Look | undefined} */
  let look;
  let axesDrawn = "";
  let saying = "";
  /** The values that the marks were last drawn from. @type {unknown[]} */
  let marksDrawn = [];

  /** The handles' places after the last drawing. @type {{ handles: StageDrawn | null, plot: Plot } | undefined} */
  let drawn;

  watchSize(root, (found) => {
    size = found;
    paint();
    settle();
  });

  /** The space for the scales and, on a wide stage, for the lines' names. @param {Size} size @returns {Margins} */
  function margins({ width }) {
    if (width < 600) return { left: 48, top: 30, right: 14, bottom: 38 };
    return look?.embed
      ? { left: 56, top: 32, right: 80, bottom: 38 }
      : { left: 62, top: 26, right: 84, bottom: 40 };
  }

  /** @param {Snapshot} snapshot @returns {Scales} */
  const scales = ({ axes: { x, y }, data }) => ({
    xTicks: x.ticks.map(format.tick),
    yTicks: y.ticks.map(format.tick),
    xTitle: title(data.x),
    yTitle: title(data.x2 ?? data.y),
  });

  /** @param {Snapshot} snapshot @param {Size} size @param {Marks} marks @returns {StageMarks} */
  function lines({ data, w, b, misses, model, withBias }, { width }, marks) {
    const few = data.rows <= FEW;
    const wide = width >= 600;
    /** A line's name, or an empty text if the stage is too narrow for names. @param {"fit" | "curve" | "start" | "best" | "withBias"} line */
    const name = (line) => (wide ? words(`stage.${line}`) : "");
    return {
      fit: name(model.isLine ? "fit" : "curve"),
      start: marks.start ? name("start") : null,
      best: marks.best ? name(withBias ? "withBias" : "best") : null,
      trail: marks.trail,
      pin: words("stage.pinned"),
      misses: !marks.squares
        ? "none"
        : few
          ? { squares: misses.map((miss) => `${format.short(Math.abs(miss))}²`) }
          : data.rows <= MANY
            ? "segments"
            : "none",
      rise:
        few && marks.rise
          ? {
              w: `= ${format.short(w.value)}`,
              b: `= ${format.short(b.value)}`,
              run: wide ? words("stage.run", { run: words(`run.${data.x.unit ?? "none"}`) }) : "",
            }
          : null,
    };
  }

  /** @param {{ name: string, unit: string | null }} quantity */
  function title({ name, unit }) {
    return unit === null
      ? words(`quantity.${name}`)
      : words("stage.axis", { name: words(`quantity.${name}`), unit: words(`unit.${unit}`) });
  }

  function retake() {
    if (snapshot && look) diagram?.take(snapshot, look);
  }

  /** Shows the diagram beside the stage, where there is more than one neuron. @param {Snapshot} snapshot */
  function show({ model }) {
    const shown = !model.isNeuron && !look?.embed;
    flag(box, "hidden", !shown);
    const scene = part(document, "scene", HTMLElement);
    attribute(scene, "data-network", shown ? (model.layers.length > 4 ? "deep" : "") : null);
    if (!shown) return;
    loading ??= network(box).then(
      (made) => {
        diagram = made;
        retake();
        diagram.paint();
        diagram.settle();
      },
      (error) => {
        console.warn(error);
        loading = undefined;
      },
    );
  }

  function paint() {
    if (!box.hidden) diagram?.paint();
    if (!size || !snapshot || !look) return;
    const sheet = sheetOf(size, look, margins(size));
    const frame = [
      size.width,
      size.height,
      size.scale,
      snapshot.axes.version,
      snapshot.data.version,
      look.palette.ink,
      look.palette.w,
      look.embed,
    ].join();
    if (axesDrawn !== frame) {
      axesDrawn = frame;
      drawAxes(sheet, { stageAxes: scales(snapshot) });
    }
    if (marksDrawn[0] === snapshot && marksDrawn[1] === frame && marksDrawn[2] === look.marks) return;
    marksDrawn = [snapshot, frame, look.marks];
    // With two inputs, the network's predictions lie under the points. A line has no ground.
    const plane = snapshot.data.inputs === 2;
    flag(ground, "hidden", !plane);
    if (plane) {
      // The ground's canvas has few pixels and covers only the plot.
      const { left, top, right, bottom } = sheet.margins;
      style(ground, "inset", `${top}px ${right}px ${bottom}px ${left}px`);
      style(ground, "width", `${size.width - left - right}px`);
      style(ground, "height", `${size.height - top - bottom}px`);
      draw(ground, sheet, "stageGround");
    }
    const handles = draw(moving, sheet, { stage: lines(snapshot, size, look.marks) });
    drawn = { handles, plot: createPlot(size, sheet.margins, snapshot.axes.x, snapshot.axes.y) };
  }

  /** Writes to the page after a drawing. A drawing reads fonts, and after a write this costs a layout; so all charts draw first. */
  function settle() {
    if (!box.hidden) diagram?.settle();
    if (!drawn || !size || !snapshot) return;
    style(root, "--plot-start", `${margins(size).left}px`);
    text(hint, saying || (size.width >= (box.hidden ? 600 : 288) ? advice(snapshot) : ""));
    lay(drawn.handles, drawn.plot);
    drawn = undefined;
  }

  /** Everything needed to draw the stage again, for a picture to save. @returns {Still | null} */
  function still() {
    if (!size || !snapshot || !look) return null;
    const charts = [{ stageAxes: scales(snapshot) }, { stage: lines(snapshot, size, look.marks) }];
    return { sheet: sheetOf(size, look, margins(size)), charts };
  }

  /** @param {Snapshot} snapshot */
  function describe({ data, w, b, loss, penalty, best, model }) {
    const names = { x: words(`quantity.${data.x.name}`), y: words(`quantity.${data.y.name}`) };
    /** @param {{ w: number, b: number }} line */
    const line = (line) => ({
      ...names,
      w: format.number(line.w),
      sign: line.b < 0 ? "−" : "+",
      b: format.number(Math.abs(line.b)),
    });
    const kind = data.y.name === "price" ? "houses" : data.y.name === "malignant" ? "tumor" : "points";
    const now = line({ w: w.value, b: b.value });
    const said = [words(`summary.${data.inputs === 1 ? kind : "two"}`, { count: data.rows })];
    if (model.isLine) said.push(words("summary.fit", now));
    else if (model.isNeuron)
      said.push(words("summary.curve", { ...now, activation: model.layers[0]?.activation ?? "" }));
    else said.push(words("summary.network", { count: model.layers.length }));
    if (b.off) said.push(words("summary.noBias"));
    said.push(words("summary.loss", { loss: lossAndPenalty({ loss, penalty }, words, format) }));
    if (best) said.push(words("summary.best", line(best)));
    return said.join(" ");
  }

  /** The hint below the stage. @param {Snapshot} snapshot */
  function advice({ batch, data, decision, model }) {
    if (data.testRows > 0) return words("hint.held", { count: data.testRows });
    if (data.inputs > 1)
      return words(data.classes > 2 ? "hint.classes" : data.classes > 0 ? "hint.parted" : "hint.plane");
    const last = model.layers[1];
    if (model.layers.length === 2 && last?.activation === "linear") return words("hint.parts");
    const houses = data.y.name === "price";
    if (batch.length > 0) return words(houses ? "hint.batchHouses" : "hint.batch", { count: batch.length });
    if (decision !== null) return words("hint.decision", { x: format.number(decision) });
    return words("hint.points");
  }

  return {
    /** Takes the state that is drawn next. @param {Snapshot} next @param {Look & { saying: string }} page */
    take(next, page) {
      snapshot = next;
      look = page;
      saying = page.saying;
      retake();
    },
    /** @param {Snapshot} next @param {Look & { saying: string }} page */
    update(next, page) {
      this.take(next, page);
      text(summary, describe(next));
      show(next);
    },
    settle,
    paint,
    still,
    /** The diagram as it was last drawn, and its canvas. */
    diagram: () => (box.hidden ? null : (diagram?.still() ?? null)),
    /** The stage's canvases, in order from below. */
    layers: () => (ground.hidden ? [axes, moving] : [ground, axes, moving]),
  };
}
