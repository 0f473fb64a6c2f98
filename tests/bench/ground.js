// W6's picture for those who compute predictions and draw nothing: a grey for each, a pixel for each, painted as a good JavaScript
// programmer would. The greys are the page's: white at the least y of the data, 0.42 of black over it at the greatest.

const DARKEST = 0.42;
const STEPS = 512;

/** @param {{ columns: number, rows: number, low: number, high: number }} ground */
export function createGround({ columns, rows, low, high }) {
  const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  const context = canvas.getContext("2d");
  const image = new ImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const greys = Uint32Array.from({ length: STEPS + 1 }, (_, step) => {
    const grey = Math.round(255 * (1 - (DARKEST * step) / STEPS));
    return 0xff000000 + grey * 0x010101;
  });
  return {
    canvas,
    /** @param {ArrayLike<number>} predictions */
    paint(predictions) {
      const steps = STEPS / (high - low);
      for (let i = 0; i < pixels.length; i++) {
        const step = (predictions[i] - low) * steps;
        pixels[i] = greys[step <= 0 ? 0 : step >= STEPS ? STEPS : (step + 0.5) | 0];
      }
      context.putImageData(image, 0, 0);
    },
    /** What the canvas shows, a level of 256 for each pixel. */
    greys: () => Array.from(context.getImageData(0, 0, columns, rows).data.filter((_, i) => i % 4 === 0)),
  };
}
