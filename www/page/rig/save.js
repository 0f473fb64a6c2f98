// The stage as a picture to take away.

import { download } from "../parts/download.js";
import { drawSvg } from "./svg.js";

/** @import { createSession } from "../session/session.js" */
/** @import { Picture } from "../session/two_knobs.d.ts" */

/**
 * Saves the stage as it is seen.
 * @param {ReturnType<typeof createSession>["draw"]} draw
 * @param {{ still: () => Picture | null, layers: () => HTMLCanvasElement[] }} stage
 */
export function savePicture(draw, stage) {
  return (/** @type {"png" | "svg"} */ kind) => {
    const picture = stage.still();
    if (!picture) return;
    const width = Math.round(picture.width * picture.scale);
    if (kind === "svg") {
      // A layer of fewer pixels is the ground under the drawing.
      const ground = stage.layers().find((layer) => layer.width !== width);
      const file = drawSvg(picture, draw, ground);
      download("two-knobs.svg", new Blob([file], { type: "image/svg+xml" }));
      return;
    }
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = Math.round(picture.height * picture.scale);
    const context = canvas.getContext("2d");
    if (!context) return;
    context.fillStyle = picture.palette.surface;
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const layer of stage.layers()) {
      // A layer of fewer pixels lies over a part of the stage, stretched.
      const to = [layer.offsetLeft, layer.offsetTop, layer.clientWidth, layer.clientHeight];
      const [x = 0, y = 0, width = 0, height = 0] = to.map((length) => length * picture.scale);
      if (layer.width === canvas.width) context.drawImage(layer, 0, 0);
      else context.drawImage(layer, x, y, width, height);
    }
    canvas.toBlob((blob) => blob && download("two-knobs.png", blob));
  };
}
