// What the tests of the notebook share.
import { expect, open } from "./page.js";

export const START = "#w=140&b=60&w0=-1.03&b0=0";

/** Opens the notebook; `cell` finds a cell, `code` and `out` read its code and output. */
export async function openNotebook(page, link = START) {
  const all = await open(page, link);
  const notebook = page.getByRole("tabpanel", { name: "Notebook" });
  await notebook.scrollIntoViewIfNeeded();
  const cell = (name) => notebook.getByRole("region", { name, exact: true });
  await expect(cell("Set the weights")).toBeVisible();
  const read = (lines) =>
    lines.evaluateAll((found) =>
      found.map((line) => {
        const copy = line.cloneNode(true);
        for (const field of copy.querySelectorAll("input")) field.replaceWith(field.value);
        return copy.textContent;
      }),
    );
  return {
    ...all,
    notebook,
    cell,
    code: (name) => read(cell(name).locator("pre.code .ln__t")),
    out: async (name) => (await read(cell(name).locator("pre.out .out__l"))).join("\n"),
    inCode: {
      w: notebook.getByRole("spinbutton", { name: "w in the code" }),
      b: notebook.getByRole("spinbutton", { name: "b in the code" }),
    },
    turn: notebook.getByRole("combobox", { name: "Try a wrong turn" }),
  };
}
