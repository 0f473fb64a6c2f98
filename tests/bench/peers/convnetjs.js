// ConvNetJS: its own layers and its SGD trainer, in doubles. Rows go in as its Vols, made once.
import { script } from "./script.js";

export async function load() {
  await script("convnetjs/build/convnet.js");
  return (work) => open(globalThis.convnetjs, work);
}

function open(convnetjs, work) {
  const net = network(convnetjs, work);
  // The work's rate is for half the squared error, as ConvNetJS's regression is.
  const trainer = new convnetjs.SGDTrainer(net, { learning_rate: work.lr, momentum: 0 });
  const inputs = work.sizes[0];
  const rows = (values) =>
    Array.from(
      { length: values.length / inputs },
      (_, row) => new convnetjs.Vol(values.slice(row * inputs, (row + 1) * inputs)),
    );
  const x = rows(work.x);
  const y = work.y.map((value) => [value]);
  const points = work.grid && rows(work.grid);
  const output = points && new Float32Array(points.length);
  const predict = (row) => net.forward(row, false).w[0];

  function epoch() {
    for (let from = 0; from < work.n; from += work.bs) {
      const to = Math.min(work.n, from + work.bs);
      // Its counter would carry the last, smaller batch over into the next epoch.
      trainer.k = 0;
      trainer.batch_size = to - from;
      for (let row = from; row < to; row++) trainer.train(x[row], y[row]);
    }
  }

  return {
    reset: () => setWeights(net, work),
    epochs(count) {
      for (let i = 0; i < count; i++) epoch();
    },
    loss: () => x.reduce((sum, row, i) => sum + (predict(row) - work.y[i]) ** 2, 0) / work.n,
    grid() {
      for (let i = 0; i < output.length; i++) output[i] = predict(points[i]);
      return output;
    },
  };
}

// Built layer by layer: from a list of definitions it would put a linear layer behind the last activation.
function network(convnetjs, work) {
  const flat = (depth) => ({ in_sx: 1, in_sy: 1, in_depth: depth });
  const layers = [new convnetjs.InputLayer({ out_sx: 1, out_sy: 1, out_depth: work.sizes[0] })];
  work.acts.forEach((activation, layer) => {
    const units = work.sizes[layer + 1];
    layers.push(new convnetjs.FullyConnLayer({ ...flat(work.sizes[layer]), num_neurons: units }));
    if (activation === 1) layers.push(new convnetjs.TanhLayer(flat(units)));
    if (activation === 2) layers.push(new convnetjs.ReluLayer(flat(units)));
  });
  layers.push(new convnetjs.RegressionLayer(flat(1)));
  const net = new convnetjs.Net();
  net.layers = layers;
  return net;
}

function setWeights(net, work) {
  let at = 0;
  for (const layer of net.layers.filter((layer) => layer.layer_type === "fc")) {
    for (let input = 0; input < layer.num_inputs; input++) {
      for (const filter of layer.filters) filter.w[input] = work.w[at++];
    }
    for (let unit = 0; unit < layer.out_depth; unit++) layer.biases.w[unit] = work.w[at++];
    for (const { grads } of layer.getParamsAndGrads()) grads.fill(0);
  }
}
