// What the tests of lessons share: the parts of a lesson, and a learner who uses only the keyboard.

export const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true });
export const challenge = (page) => page.getByRole("group", { name: "Challenge." });
export const menu = (page) => page.getByRole("button", { name: /^Lesson/ });

/** Presses Tab, or Shift and Tab, until a control has the focus. */
export async function tabTo(page, control) {
  for (let presses = 0; presses < 150; presses += 1) {
    const way = await control.evaluateAll((all) => {
      const { activeElement } = document;
      if (all.includes(activeElement)) return null;
      const after = (node) => activeElement.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
      return all.some(after) ? "Tab" : "Shift+Tab";
    });
    if (way === null) return;
    await page.keyboard.press(way);
  }
  throw new Error(`no Tab leads to ${control}`);
}

/** Types into the number field of a knob. */
export async function type(page, field, value) {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(value);
  await page.keyboard.press("Enter");
}

export async function press(page, control, key = "Enter") {
  await tabTo(page, control);
  await page.keyboard.press(key);
}
