// brain.js: its NeuralNetwork. It knows one activation for all layers and updates after every row.
import { script } from "./script.js";

export async function load() {
  await script("brain.js/dist/browser.js");
  return (work) => open(globalThis.brain, work);
}

function open(brain, work) {
  const inexact = differences(work);
  const net = new brain.NeuralNetwork({
    inputSize: work.sizes[0],
    hiddenLayers: work.sizes.slice(1, -1),
    outputSize: work.sizes.at(-1),
  });
  net.initialize();
  // Set here since its own check refuses a slope of 1 and a momentum of 0. A leaky relu of slope 1 is linear.
  Object.assign(net.trainOpts, {
    activation: { 0: "leaky-relu", 1: "tanh", 2: "relu" }[work.acts[0]],
    leakyReluAlpha: 1,
    learningRate: work.lr,
    momentum: 0,
  });
  net.setActivation();
  const inputs = work.sizes[0];
  const row = (values, i) => Float32Array.from(values.slice(i * inputs, (i + 1) * inputs));
  const rows = work.y.map((y, i) => ({ input: row(work.x, i), output: Float32Array.of(y) }));
  const points = work.grid && Array.from({ length: work.samples }, (_, i) => row(work.grid, i));
  const output = points && new Float32Array(points.length);
  return {
    inexact: inexact.join("; ") || null,
    reset: () => setWeights(net, work),
    // What its train() calls for each iteration, less the error that it works out beside it.
    epochs(count) {
      for (let i = 0; i < count; i++) net.trainPatterns(rows);
    },
    loss: () =>
      rows.reduce((sum, { input, output }) => sum + (net.runInput(input)[0] - output[0]) ** 2, 0) / work.n,
    grid() {
      for (let i = 0; i < output.length; i++) output[i] = net.runInput(points[i])[0];
      return output;
    },
  };
}

function differences(work) {
  const reasons = [];
  if (new Set(work.acts).size > 1) reasons.push("one activation for all layers");
  if (work.bs > 1 && !work.grid) reasons.push("updates after every row");
  return reasons;
}

function setWeights(net, work) {
  let at = 0;
  work.acts.forEach((_, layer) => {
    const [inputs, units] = work.sizes.slice(layer, layer + 2);
    for (let input = 0; input < inputs; input++) {
      for (let unit = 0; unit < units; unit++) net.weights[layer + 1][unit][input] = work.w[at++];
    }
    for (let unit = 0; unit < units; unit++) net.biases[layer + 1][unit] = work.w[at++];
  });
}
