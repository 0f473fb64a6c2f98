// The parts that a link's list, a lesson or the compact view hides, as index.html's first script decides.
import { expect, open, test } from "./page.js";

const ROWS = [
  { link: "#data=lab", hides: [], shows: ["header", "lesson", "look", "freeze", "code"] },
  {
    link: "#data=lab&show=stage,knobs",
    hides: ["header", "lesson", "strip", "train", "newstart", "beside"],
    shows: ["stage", "knobs"],
  },
  {
    link: "#data=lab&show=lesson,notebook",
    hides: ["insight", "stage"],
    shows: ["lesson", "notebook", "left", "look"],
  },
  {
    link: "#data=lab&embed=1",
    hides: ["header", "lesson", "look", "strip", "freeze", "more"],
    shows: ["stage", "train"],
  },
  {
    link: "#data=lab&embed=1&show=stage,header",
    hides: ["look", "side", "train"],
    shows: ["header", "more", "stage"],
  },
  {
    link: "#lesson=meet-the-neuron",
    hides: ["loss", "meter", "newstart"],
    shows: ["lesson", "later", "knobs"],
  },
];

for (const { link, hides, shows } of ROWS)
  test(`left out at ${link}`, async ({ page }) => {
    await open(page, link);
    const hidden = (await page.locator("html").getAttribute("data-hide")).split(" ");
    expect(hides.filter((name) => !hidden.includes(name))).toEqual([]);
    expect(shows.filter((name) => hidden.includes(name))).toEqual([]);
  });
