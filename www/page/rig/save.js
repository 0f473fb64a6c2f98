// Saves the stage as a picture.

import { download } from "../parts/download.js";
import { drawSvg } from "./svg.js";

/** @import { Draw } from "../parts/canvas.js" */
/** @import { Still } from "./stage.js" */

/**
 * Saves the stage as the page shows it, with a network's diagram left of it.
 * @param {Draw} draw
 * @param {{ still: () => Still | null, diagram: () => Still | null, layers: () => HTMLCanvasElement[] }} stage
 */
export function savePicture(draw, stage) {
  return (/** @type {"png" | "svg"} */ kind) => {
    const still = stage.still();
    if (!still) return;
    const { sheet } = still;
    const diagram = stage.diagram();
    const width = Math.round(sheet.width * sheet.scale);
    if (kind === "svg") {
      // Only the ground under the drawing has fewer pixels.
      const ground = stage.layers().find((layer) => layer.width !== width);
      const file = drawSvg(still, draw, ground, diagram);
      download("two-knobs.svg", new Blob([file], { type: "image/svg+xml" }));
      return;
    }
    const canvas = document.createElement("canvas");
    const left = document.createElement("canvas");
    left.width = left.height = 0;
    for (const chart of diagram?.charts ?? []) draw(left, diagram?.sheet ?? sheet, chart);
    canvas.width = left.width + width;
    canvas.height = Math.max(left.height, Math.round(sheet.height * sheet.scale));
    const context = canvas.getContext("2d");
    if (!context) return;
    context.fillStyle = sheet.palette.surface;
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (left.width > 0) context.drawImage(left, 0, 0);
    context.translate(left.width, 0);
    for (const layer of stage.layers()) {
      // A layer with fewer pixels is stretched over a part of the stage.
      const to = [layer.offsetLeft, layer.offsetTop, layer.clientWidth, layer.clientHeight];
      const [x = 0, y = 0, across = 0, down = 0] = to.map((length) => length * sheet.scale);
      if (layer.width === width) context.drawImage(layer, 0, 0);
      else context.drawImage(layer, x, y, across, down);
    }
    canvas.toBlob((blob) => blob && download("two-knobs.png", blob));
  };
}
