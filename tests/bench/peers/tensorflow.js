// TensorFlow.js: its layers API, as its guides train a model, on its cpu or wasm backend.
import { script } from "./script.js";

const ACTIVATIONS = ["linear", "tanh", "relu"];

export async function load(name) {
  const backend = name.split(" ").pop();
  await script("@tensorflow/tfjs-core/dist/tf-core.min.js");
  await script("@tensorflow/tfjs-layers/dist/tf-layers.min.js");
  await script(`@tensorflow/tfjs-backend-${backend}/dist/tf-backend-${backend}.min.js`);
  const { tf } = globalThis;
  tf.wasm?.setWasmPaths(
    new URL("../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/", import.meta.url).href,
  );
  await tf.setBackend(backend);
  await tf.ready();
  return (work) => open(tf, work);
}

function open(tf, work) {
  const [inputs, ...units] = work.sizes;
  const model = tf.sequential();
  units.forEach((count, layer) => {
    const inputShape = layer === 0 ? [inputs] : undefined;
    model.add(tf.layers.dense({ units: count, activation: ACTIVATIONS[work.acts[layer]], inputShape }));
  });
  // The work's rate is for half the squared error.
  model.compile({ optimizer: tf.train.sgd(work.lr / 2), loss: "meanSquaredError" });
  const start = tensors(tf, work);
  const x = tf.tensor2d(work.x, [work.n, inputs]);
  const y = tf.tensor2d(work.y, [work.n, 1]);
  const points = work.grid && tf.tensor2d(work.grid, [work.samples, inputs]);
  return {
    reset: () => model.setWeights(start),
    // Without yielding to the page in between, as its default would.
    epochs: (count) =>
      model.fit(x, y, {
        epochs: count,
        batchSize: work.bs,
        shuffle: false,
        verbose: 0,
        yieldEvery: "never",
      }),
    loss: () => tf.tidy(() => tf.losses.meanSquaredError(y, model.predict(x)).dataSync()[0]),
    grid: () => tf.tidy(() => model.predict(points, { batchSize: work.samples }).dataSync()),
    close() {
      model.dispose();
      tf.dispose([start, x, y, points].filter(Boolean));
    },
  };
}

// Keras's order is TensorFlow.js's too.
function tensors(tf, work) {
  let at = 0;
  const take = (shape) => tf.tensor(work.w.slice(at, (at += shape.reduce((a, b) => a * b))), shape);
  return work.acts.flatMap((_, layer) => {
    const [inputs, units] = work.sizes.slice(layer, layer + 2);
    return [take([inputs, units]), take([units])];
  });
}
