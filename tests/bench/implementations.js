// The implementations that are compared: the name in the tables, and the module that runs it.
export const OURS = "Two Knobs";
export const HAND = "hand";
export const NATIVE = "Two Knobs, native";

export const modules = {
  [OURS]: "./peers/two-knobs.js",
  [HAND]: "./peers/hand.js",
  handScalar: "./peers/hand.js",
  "TensorFlow.js wasm": "./peers/tensorflow.js",
  "TensorFlow.js cpu": "./peers/tensorflow.js",
  ConvNetJS: "./peers/convnetjs.js",
  "brain.js": "./peers/brain.js",
};
