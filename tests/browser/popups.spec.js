// Nothing covers a pop-up: each entry of each menu, each term and each card can be reached.
import { expect, open, parts, test } from "./page.js";

const WIDTHS = [
  [360, 740],
  [390, 844],
  [768, 1024],
  [1280, 800],
  [1440, 900],
  [1680, 960],
];

/** Clicks at the middle of a control, and fails where something covers that point. */
async function reach(control, what) {
  const hit = await control.evaluate((node) => {
    node.scrollIntoView({ block: "center", inline: "nearest" });
    const { left, top, width, height } = node.getBoundingClientRect();
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return node.contains(found) || node.closest("label")?.contains(found)
      ? ""
      : (found?.outerHTML ?? "nothing");
  });
  expect(hit, `at the middle of ${what} lies`).toBe("");
  await control.click({ timeout: 5_000 });
}

/** Fails where a corner of a pop-up is outside the window or under something else. */
async function expectOnTop(popup) {
  const covered = await popup.evaluate((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return [
      [left + 8, top + 8],
      [right - 8, top + 8],
      [left + 8, bottom - 8],
      [right - 8, bottom - 8],
    ].filter(([x, y]) => !node.contains(document.elementFromPoint(x, y)));
  });
  expect(covered).toEqual([]);
}

/** Opens and closes the explanation of each visible term in a part of the page. */
async function explain(page, part) {
  const card = page.locator(".gloss");
  const terms = await part.locator("[data-term]").filter({ visible: true }).all();
  expect(terms.length).toBeGreaterThan(1);
  for (const term of terms) {
    await reach(term, await term.innerText());
    await expect(card).toBeFocused();
    await expect(term).toHaveAttribute("aria-expanded", "true");
    await expectOnTop(card);
    await page.keyboard.press("Escape");
    await expect(card).toBeHidden();
    await expect(term).toBeFocused();
  }
}

for (const [width, height] of WIDTHS) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height } });

    test("every lesson in the menu can be clicked", async ({ page }) => {
      await open(page, "");
      const button = page.locator('[data-part="lessons"]');
      const list = page.locator('[data-part="lesson-list"]');
      const entries = list.locator("a");
      await expect(entries).toHaveCount(10);
      const count = await entries.count();
      for (let i = count - 1; i >= 0; i -= 1) {
        await button.click();
        await expect(button).toHaveAttribute("aria-expanded", "true");
        await expectOnTop(list);
        const entry = entries.nth(i);
        const name = await entry.innerText();
        await reach(entry, name);
        await expect(list).toBeHidden();
        await expect(button).toContainText(`${i + 1} of 10`);
      }
      await button.click();
      await reach(page.getByRole("switch", { name: "Show every control" }), "the switch");
      await expect(parts(page).rate).toBeVisible({ visible: width >= 600 });
    });

    test("everything in the Show menu can be clicked", async ({ page }) => {
      await open(page, "#data=xor");
      const button = page.getByRole("button", { name: "Show", exact: true });
      const panel = page.getByRole("group", { name: "Show" });
      await button.click();
      await expect(panel.getByRole("checkbox").first()).toBeFocused();
      await expectOnTop(panel);
      for (const box of await panel.getByRole("checkbox").all()) {
        const checked = await box.isChecked();
        await reach(box, "a box");
        await expect(box).toBeChecked({ checked: !checked });
      }
      for (const field of await panel.locator("input[type=number], select").all()) {
        await reach(field, "a field");
        await expect(field).toBeFocused();
        await page.keyboard.press("Tab");
      }
      for (const kind of ["PNG", "SVG"]) {
        const download = page.waitForEvent("download");
        await reach(panel.getByRole("button", { name: kind }), kind);
        await download;
      }
      await page.keyboard.press("Escape");
      await expect(panel).toBeHidden();
      await expect(button).toBeFocused();
    });

    test("every term opens its explanation over all else", async ({ page }) => {
      for (const link of ["#data=lab&w=140&b=60", "#lesson=measure-the-miss", "#lesson=how-big-a-step"]) {
        await page.goto("about:blank");
        await open(page, link);
        const read = page.getByRole("button", { name: "Read" });
        if (await read.isVisible()) await read.click();
        await explain(page, page.locator("main"));
        const settings = page.getByRole("button", { name: "Settings", exact: true });
        if (!(await settings.isVisible())) continue;
        await settings.click();
        await explain(page, page.locator("#settings"));
      }
    });

    test("the card on the stage, the notices and the share dialog can be reached", async ({ page }) => {
      const { card, train } = await open(page, "#data=houses&lr=5&speed=max");
      for (const name of ["Close", "Scale the inputs", /^Use /]) {
        await page.goto("about:blank");
        await open(page, "#data=houses&lr=5&speed=max");
        await train.click();
        await expect(card).toBeVisible();
        await expectOnTop(card);
        await reach(card.getByRole("button", { name }), String(name));
        await expect(card).toBeHidden();
      }
      await page.goto("about:blank");
      await open(page, "#data=nothing&w=x&b=x&lr=-1&batch=x&seed=x&epoch=x&loss=x&opt=x&init=x");
      const notices = page.getByRole("group", { name: "About this link" });
      await expectOnTop(notices);
      await reach(notices.getByRole("button", { name: "OK" }), "OK");
      await expect(notices).toBeHidden();
      await page.getByRole("button", { name: "Share or embed" }).click();
      const dialog = page.getByRole("dialog", { name: "Share or embed" });
      await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(/^http/);
      for (const control of await dialog.locator("input, select, textarea").filter({ visible: true }).all()) {
        if (await control.isEnabled()) await reach(control, await control.evaluate((node) => node.outerHTML));
      }
    });
  });
}

for (const [width, height, link] of [
  [390, 844, "#data=lab"],
  [640, 480, "#embed=1"],
  [360, 560, "#embed=1"],
  [900, 300, "#embed=1&show=stage,equation,knobs,train,lesson"],
]) {
  test(`the settings are a sheet over the page ${link} at ${width} px, and stay while it trains`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const { rate, batch, speed, train, pause } = await open(page, link);
    const button = page.getByRole("button", { name: "Settings", exact: true });
    await button.click();
    await expectOnTop(page.locator("#settings"));
    for (const control of [rate, batch, speed]) await reach(control, "a setting");
    await reach(train, "Train");
    await pause.click();
    await expect(rate).toBeVisible();
    await button.press("Escape");
    await expect(rate).toBeHidden();
    await expect(button).toBeFocused();
    await expect(button).toHaveAttribute("aria-expanded", "false");
  });
}

test("a menu goes when another part of the page is used, and stays beside its button @firefox", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const { w } = await open(page, "#data=lab");
  const lessons = page.getByRole("button", { name: "Lessons" });
  const list = page.locator('[data-part="lesson-list"]');
  const show = page.getByRole("button", { name: "Show", exact: true });
  const panel = page.getByRole("group", { name: "Show" });
  const below = async (menu, button) => {
    const [one, other] = [await menu.boundingBox(), await button.boundingBox()];
    return Math.round(one.y - other.y - other.height);
  };
  await lessons.click();
  await expect(list).toBeVisible();
  await expect.poll(() => below(list, lessons)).toBe(6);
  await page.setViewportSize({ width: 1000, height: 800 });
  await expect.poll(() => below(list, lessons)).toBe(6);
  await page.mouse.wheel(0, 120);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await expect.poll(() => below(list, lessons)).toBe(6);
  await show.click();
  await expect(list).toBeHidden();
  await expect(panel).toBeVisible();
  await show.click();
  await expect(panel).toBeHidden();
  await lessons.click();
  await w.focus();
  await expect(list).toBeHidden();
});
