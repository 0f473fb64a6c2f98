// The stage: the data and the line on two stacked canvases (axes, marks), what is said of them, and room for handles over them.

import { watchSize } from "./canvas.js";
import { part, style, text } from "./dom.js";

/** @import { Fonts, Margins, Palette, Picture, Snapshot } from "./two_knobs.d.ts" */
/** @import { Size } from "./canvas.js" */
/** @import { Format } from "./format.js" */
/** @import { Words } from "./i18n.js" */
/** @typedef {{ palette: Palette, fonts: Fonts, embed: boolean }} Look */

const FEW = 3;
const MANY = 200;

/**
 * @param {HTMLElement} root
 * @param {{ words: Words, format: Format, draw: (canvas: HTMLCanvasElement, picture: Picture) => void }} wiring
 */
export function createStage(root, { words, format, draw }) {
  const axes = part(root, "axes", HTMLCanvasElement);
  const marks = part(root, "marks", HTMLCanvasElement);
  const summary = part(root, "summary", HTMLElement);
  const hint = part(root, "hint", HTMLElement);

  /** @type {Size | undefined} */
  let size;
  /** @type {Snapshot | undefined} */
  let snapshot;
  /** @type {Look | undefined} */
  let look;
  let axesDrawn = "";
  /** What the marks were last drawn from. @type {unknown[]} */
  let marksDrawn = [];

  watchSize(root, (found) => {
    size = found;
    paint();
  });

  /** Room for the scales and, where the stage is wide, for the lines' names. @param {Size} size @returns {Margins} */
  function margins({ width }) {
    if (width < 600) return { left: 48, top: 30, right: 14, bottom: 38 };
    return look?.embed
      ? { left: 56, top: 32, right: 80, bottom: 38 }
      : { left: 62, top: 26, right: 84, bottom: 40 };
  }

  /** @param {Snapshot} snapshot @param {Size} size @param {Look} look @returns {Omit<Picture, "chart">} */
  function picture(snapshot, size, look) {
    const { data, w, b, misses } = snapshot;
    const wide = size.width >= 600;
    const few = data.rows <= FEW;
    return {
      ...size,
      margins: margins(size),
      palette: look.palette,
      fonts: look.fonts,
      text: {
        xTicks: snapshot.axes.x.ticks.map(format.tick),
        yTicks: snapshot.axes.y.ticks.map(format.tick),
        xTitle: title(data.x),
        yTitle: title(data.y),
        fit: wide ? words("stage.fit") : "",
        start: wide ? words("stage.start") : "",
        best: wide ? words("stage.best") : "",
        w: few ? `= ${format.short(w.value)}` : "",
        b: few ? `= ${format.short(b.value)}` : "",
        run: few && wide ? words("stage.run", { run: words(`run.${data.x.unit}`) }) : "",
        misses: misses.map((miss) => `${format.short(Math.abs(miss))}²`),
      },
      show: {
        best: snapshot.best !== null,
        start: true,
        misses: few ? "squares" : data.rows <= MANY ? "segments" : "none",
        rise: few,
      },
    };
  }

  /** @param {{ name: string, unit: string | null }} quantity */
  function title({ name, unit }) {
    return unit === null
      ? words(`quantity.${name}`)
      : words("stage.axis", { name: words(`quantity.${name}`), unit: words(`unit.${unit}`) });
  }

  function paint() {
    if (!size || !snapshot || !look) return;
    const all = picture(snapshot, size, look);
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
      draw(axes, { ...all, chart: "stageAxes" });
      style(root, "--plot-start", `${all.margins.left}px`);
    }
    if (marksDrawn[0] === snapshot && marksDrawn[1] === frame) return;
    marksDrawn = [snapshot, frame];
    draw(marks, { ...all, chart: "stage" });
  }

  /** @param {Snapshot} snapshot */
  function describe({ data, w, b, loss, best }) {
    const names = { x: words(`quantity.${data.x.name}`), y: words(`quantity.${data.y.name}`) };
    const values = {
      ...names,
      w: format.number(w.value),
      sign: b.value < 0 ? "−" : "+",
      b: format.number(Math.abs(b.value)),
    };
    const said = [
      words(`summary.${data.name}`, { count: data.rows }),
      words("summary.fit", values),
      words("summary.loss", { loss: format.small(loss) }),
    ];
    if (best)
      said.push(
        words("summary.best", {
          ...names,
          w: format.number(best.w),
          sign: best.b < 0 ? "−" : "+",
          b: format.number(Math.abs(best.b)),
        }),
      );
    return said.join(" ");
  }

  return {
    /** @param {Snapshot} next @param {Look & { saying: string }} page */
    update(next, page) {
      snapshot = next;
      look = page;
      text(summary, describe(next));
      const ringed = next.batch.length > 0 && size && size.width >= 600;
      text(
        hint,
        page.saying || (ringed ? words(`hint.${next.data.name}`, { count: next.batch.length }) : ""),
      );
    },
    paint,
  };
}
