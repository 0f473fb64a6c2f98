// Writes the link that opens a work in Two Knobs, for the page and for the native build.

const ACTIVATIONS = ["linear", "tanh", "relu"];

/** The address's hash: own points, layers and weights, and the training's settings. */
export function hash(work) {
  const inputs = work.sizes[0];
  const points = work.y.map((y, row) => [...work.x.slice(row * inputs, (row + 1) * inputs), y].join(","));
  // The work's rate is for half the squared error; Keras's mse and ours are the whole squared error.
  const training = `lr=${work.lr / 2}&batch=${work.bs}&shuffle=0`;
  return `#points=${points.join(";")}&${weights(work)}&${training}`;
}

function weights(work) {
  if (work.sizes.length === 2 && work.sizes[0] === 1) return `w=${work.w[0]}&b=${work.w[1]}`;
  const layers = work.acts.map((activation, layer) => `${work.sizes[layer + 1]}:${ACTIVATIONS[activation]}`);
  return `layers=${layers.join(",")}&params=${base64url(Float32Array.from(work.w))}`;
}

function base64url(values) {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => bytes.setFloat32(4 * i, value, true));
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
