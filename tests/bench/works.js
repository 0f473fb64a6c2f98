// The works of the table in docs/performance.md: what is trained, for how long before losses are compared, and the goal.
import { readFileSync } from "node:fs";

const about = {
  W1: { goal: 7, about: "Dense(1) linear, 100 rows, batch 1" },
  W2: { goal: 20, about: "Dense(1) linear, 100 rows, batch 32" },
  W3: { goal: 10, about: "2-4-2-1 tanh, 250 rows, batch 10" },
  W4: { goal: 9, about: "2-8-8-8-1 tanh, 500 rows, batch 10" },
  W5: { goal: 14, about: "1-64-64-1 relu, 1000 rows, batch 32" },
  W6: { goal: 1.5, about: "the ground under W3's points: 56 x 40 predictions, painted" },
};

/** The ground as the page draws it: so many predictions over the stage's axes for W3's points, which two-knobs.js checks. */
const GROUND = {
  columns: 56,
  rows: 40,
  x: { min: -5.36280029296875, max: 5.3544308471679685 },
  y: { min: -5.2761910533905025, max: 5.439903078079223 },
};

/**
 * `samples`: rows that one epoch takes in, or predictions in one picture.
 */
export const works = Object.entries(about).map(([name, { goal, about }]) => {
  const file = new URL(`works/${name === "W6" ? "W3" : name}.json`, import.meta.url);
  const work = { ...JSON.parse(readFileSync(file, "utf8")), name, goal, about };
  work.samples = work.n;
  if (name === "W6") {
    work.grid = grid(GROUND);
    work.ground = { ...GROUND, low: Math.min(...work.y), high: Math.max(...work.y) };
    work.samples = GROUND.columns * GROUND.rows;
  }
  return work;
});

/** The points (x1, x2) of the ground, row by row from the top. */
function grid({ columns, rows, x, y }) {
  const steps = (from, to, count) =>
    Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  return steps(y.max, y.min, rows).flatMap((x2) => steps(x.min, x.max, columns).flatMap((x1) => [x1, x2]));
}
