// `cargo xtask bench` builds the page and programs for this script, names them in the environment, and passes its options on:
//     --page       the page's own figures instead of the comparison of training speed
//     --json FILE  writes all measurements
//     --only       the works to compare; all of them otherwise
//     --rounds     the number of turns of each implementation
//     --ms         the length of a turn in milliseconds
// TFP_DIR in the environment may name the folder of TensorFlow Playground's built page, which --page then measures beside ours.
import { parseArgs } from "node:util";
import { figures } from "./figures.js";
import { speed } from "./speed.js";

const { values } = parseArgs({
  options: {
    page: { type: "boolean" },
    json: { type: "string" },
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "9" },
    ms: { type: "string", default: "400" },
  },
});

const { TWO_KNOBS_SITE: site, TWO_KNOBS_NATIVE: program, TFP_DIR: tfp } = process.env;
const options = {
  site,
  tfp,
  program,
  json: values.json,
  only: values.only.split(",").filter(Boolean),
  rounds: Number(values.rounds),
  ms: Number(values.ms),
};

if (values.page) {
  await figures(options);
} else if (!(await speed(options))) {
  console.error("Not all losses agree: those marked DIFFERS.");
  process.exitCode = 1;
}
