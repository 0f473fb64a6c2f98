// Saves the stage as a picture.

import { download } from "../parts/download.js";
import { drawSvg } from "./svg.js";

/** @import { Draw } from "../parts/canvas.js" */
/** @import { Still } from "./stage.js" */

/**
 * Saves the stage as the page shows it.
 * @param {Draw} draw
 * @param {{ still: () => Still | null, layers: () => HTMLCanvasElement[] }} stage
 */
export function savePicture(draw, stage) {
  return (/** @type {"png" | "svg"} */ kind) => {
    const still = stage.still();
    if (!still) return;
    const { sheet } = still;
    const width = Math.round(sheet.width * sheet.scale);
    if (kind === "svg") {
      // Only the ground under the drawing has fewer pixels.
      const ground = stage.layers().find((layer) => layer.width !== width);
      const file = drawSvg(still, draw, ground);
      download("two-knobs.svg", new Blob([file], { type: "image/svg+xml" }));
      return;
    }
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = Math.round(sheet.height * sheet.scale);
    const context = canvas.getContext("2d");
    if (!context) return;
    context.fillStyle = sheet.palette.surface;
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const layer of stage.layers()) {
      // A layer with fewer pixels is stretched over a part of the stage.
      const to = [layer.offsetLeft, layer.offsetTop, layer.clientWidth, layer.clientHeight];
      const [x = 0, y = 0, width = 0, height = 0] = to.map((length) => length * sheet.scale);
      if (layer.width === canvas.width) context.drawImage(layer, 0, 0);
      else context.drawImage(layer, x, y, width, height);
    }
    canvas.toBlob((blob) => blob && download("two-knobs.png", blob));
  };
}
