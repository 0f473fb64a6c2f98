// The works of the table in docs/performance.md: what is trained, for how long before losses are compared, and the goal.
import { readFileSync } from "node:fs";

const about = {
  W1: { goal: 7, about: "Dense(1) linear, 100 rows, batch 1" },
  W2: { goal: 20, about: "Dense(1) linear, 100 rows, batch 32" },
  W3: { goal: 10, about: "2-4-2-1 tanh, 250 rows, batch 10" },
  W4: { goal: 9, about: "2-8-8-8-1 tanh, 500 rows, batch 10" },
  W5: { goal: 14, about: "1-64-64-1 relu, 1000 rows, batch 32" },
  W6: { goal: 12, about: "100 x 100 decision grid through W3's net" },
};

/**
 * `samples`: rows that one epoch, or one grid, takes in.
 */
export const works = Object.entries(about).map(([name, { goal, about }]) => {
  const file = new URL(`works/${name === "W6" ? "W3" : name}.json`, import.meta.url);
  const work = { ...JSON.parse(readFileSync(file, "utf8")), name, goal, about };
  work.samples = work.n;
  if (name === "W6") {
    work.grid = grid();
    work.samples = work.grid.length / 2;
  }
  return work;
});

/** The points (x1, x2) of the decision grid, row by row from the top. */
function grid() {
  const steps = Array.from({ length: 100 }, (_, i) => (12 * i) / 99);
  return steps.flatMap((down) => steps.flatMap((right) => [-6 + right, 6 - down]));
}
