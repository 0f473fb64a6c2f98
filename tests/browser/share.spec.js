// The share dialog, and the effect of a link's `show` on the page.
import { expect, open, parts, ready, test } from "./page.js";

const other = process.env.TWO_KNOBS_OTHER_ORIGIN;

/** Opens the dialog; returns its parts. */
async function share(page) {
  await page.getByRole("button", { name: "Share or embed", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share or embed", exact: true });
  await expect(dialog).toBeVisible();
  const part = (role, name) => dialog.getByRole(role, { name, exact: true });
  return {
    dialog,
    part,
    link: part("textbox", "Link"),
    code: part("textbox", "Embed code"),
    preview: page.frameLocator("dialog iframe"),
  };
}

/** The address in the code of an iframe. */
const framed = async (code) => /src="([^"]*)"/.exec(await code.inputValue())[1];

test("the link and the code say what readers start with, and no more @firefox", async ({ page, baseURL }) => {
  await open(page, "#w=140&b=60&w0=-1.03&b0=0&epoch=3");
  const { part, link, code, preview } = await share(page);
  await expect(link).toHaveValue(`${baseURL}/#w=140&b=60`);
  expect(await framed(code)).toBe(`${baseURL}/#w=140&b=60&embed=1`);
  for (const attribute of [
    'width="640" height="480"',
    'loading="lazy"',
    'allow="clipboard-write; fullscreen"',
    /title="[^"]+"/,
  ])
    await expect(code).toHaveValue(attribute instanceof RegExp ? attribute : new RegExp(attribute));
  await expect(preview.getByRole("status", { name: "Equation" })).toHaveAttribute("data-value", "140 60");

  await part("spinbutton", "Start with weight w").fill("20");
  await expect(link).toHaveValue(`${baseURL}/#w=20&b=60`);
  await expect(preview.getByRole("status", { name: "Equation" })).toHaveAttribute("data-value", "20 60");
  await part("spinbutton", "Start with learning rate").fill("0.05");
  await part("spinbutton", "Stop at a loss of").fill("50");
  await expect(link).toHaveValue(`${baseURL}/#w=20&b=60&lr=0.05&target=50`);
  await part("spinbutton", "Start with bias b").fill("high");
  await expect(part("status", "").filter({ hasText: /number/ })).toBeVisible();
  await expect(link).toHaveValue(`${baseURL}/#w=20&b=60&lr=0.05&target=50`);
  await part("combobox", "Start with data").selectOption("houses");
  await expect(link).toHaveValue(/#data=houses/);
  await expect(preview.getByRole("figure", { name: "Data and fitted line" })).toHaveAccessibleDescription(
    /Fourteen|14 houses/,
  );
  await part("button", "Use the knobs as they are now").click();
  await expect(link).toHaveValue(`${baseURL}/#w=140&b=60`);
});

test("what readers see, the size and the theme are in the code", async ({ page, baseURL }) => {
  await open(page, "#w=1&b=2");
  const { part, link, code, preview } = await share(page);
  await part("radio", "Dark").check();
  await expect(link).toHaveValue(`${baseURL}/#w=1&b=2&theme=dark`);
  await expect(preview.locator("html")).toHaveAttribute("data-theme", "dark");
  await part("radio", "Auto").check();

  await part("checkbox", "No-bias switch").uncheck();
  await expect(preview.getByRole("switch", { name: "No bias" })).toBeHidden();
  await part("checkbox", "Train bar").uncheck();
  await expect(preview.getByRole("button", { name: "New start" })).toBeHidden();
  for (const name of ["Train", "Step", "Reset"])
    await expect(preview.getByRole("button", { name, exact: true })).toBeVisible();
  await part("checkbox", "Best fit").uncheck();
  expect(await framed(code)).toMatch(/&show=stage,equation,knobs,arrows,squares,start$/);
  await expect(link).toHaveValue(/&show=header,.*knobs,insight,notebook,share,arrows,squares,start,freeze$/);

  await part("checkbox", "Loss map").check();
  expect(await framed(code)).toMatch(/insight.*&tab=loss-map$/);
  await expect(preview.getByRole("tab", { name: "Loss map" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Readers would have to scroll")).toBeVisible();
  await part("checkbox", "Lesson text").check();
  await expect(preview.getByRole("heading", { level: 1 })).toBeVisible();

  await part("radio", "360 × 560").check();
  await expect(code).toHaveValue(/width="360" height="560"/);
  await part("radio", "Custom").check();
  await part("spinbutton", "Height").fill("1400");
  await expect(code).toHaveValue(/width="360" height="1400"/);
  await expect(page.getByText("Readers would have to scroll")).toBeHidden();
});

test("each kind of notes gets its own form", async ({ page, baseURL }) => {
  await open(page, "#w=1&b=2");
  const { part, code } = await share(page);
  const link = `${baseURL}/#w=1&b=2&embed=1`;
  for (const [form, start] of [
    ["iframe", `<iframe src="${link}"`],
    ["Markdown", "[Two Knobs: a neuron to turn by hand]("],
    ["MyST", `:::{iframe} ${link}\n`],
    ["Quarto", '```{=html}\n<iframe src="'],
    ["Sphinx", '.. raw:: html\n\n   <iframe src="'],
  ]) {
    await part("radio", form).check();
    const text = await code.inputValue();
    expect(text.startsWith(start), text).toBe(true);
    expect(text).toContain(link);
    if (form === "Sphinx") expect(text.split("\n").slice(2)).toEqual(expect.not.arrayContaining([/^\S/]));
  }
});

test("the code works in a page of another origin @firefox", async ({ page }) => {
  await open(page, "#data=houses&w=150&b=90");
  const { code } = await share(page);
  const html = await code.inputValue();
  await page.goto(`${other}/hosts/empty.html`);
  await page.evaluate(
    (html) => document.body.append(document.createRange().createContextualFragment(html)),
    html,
  );
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  await expect(frame.getByRole("status", { name: "Equation" })).toHaveAttribute("data-value", "150 90");
});

test("the dialog by keyboard alone: focus stays inside, Escape closes, focus returns", async ({ page }) => {
  await open(page);
  const button = page.getByRole("button", { name: "Share or embed", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Share or embed" });
  await expect(dialog).toBeVisible();
  await expect(page.frameLocator("dialog iframe").locator("html")).toHaveAttribute("data-ready", "true");
  const inside = () =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      // Between the last control and the first, a browser may move the focus through its own window.
      return at === document.body || Boolean(at?.closest("dialog"));
    });
  for (let i = 0; i < 60; i += 1) {
    expect(await inside()).toBe(true);
    await page.keyboard.press("Tab");
  }
  await dialog.getByRole("textbox", { name: "Link" }).focus();
  expect(await page.evaluate(() => getSelection().toString())).toMatch(/^http/);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await expect(page.locator("dialog iframe")).toHaveCount(0);
});

test("copies, by the clipboard where that is allowed", async ({ page, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "#w=1&b=2");
  const { part, dialog } = await share(page);
  await part("button", "Copy link").click();
  await expect(dialog.getByText("Copied.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}/#w=1&b=2`);
  await part("button", "Copy embed code").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<iframe/);
});

test("copies in a sandboxed frame, where the clipboard is not allowed; says what to do where nothing is", async ({
  page,
  complaints,
}) => {
  const query = new URLSearchParams({ page: `${other}/`, link: "#w=1&b=2" });
  await page.goto(`/hosts/sandboxed.html?${query}`);
  const frame = page.frameLocator("iframe").first();
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  await frame.getByRole("button", { name: "Share or embed", exact: true }).click();
  const dialog = frame.getByRole("dialog", { name: "Share or embed" });
  const code = dialog.getByRole("textbox", { name: "Embed code" });
  const copy = dialog.getByRole("button", { name: "Copy embed code" });
  await copy.click();
  await expect(dialog.getByText("Copied.")).toBeVisible();
  const selected = () =>
    code.evaluate(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd));
  expect(await selected()).toBe(await code.inputValue());

  expect(complaints).toEqual([]);
  await code.evaluate(() => (document.execCommand = () => false));
  await copy.click();
  await expect(dialog.getByText(/press Ctrl C/)).toBeVisible();
  expect(await selected()).toMatch(/^<iframe/);
  // The browser logs that the frame may not use the clipboard.
  complaints.splice(0, complaints.length, ...complaints.filter((line) => !line.includes("Clipboard API")));
});

test("on a phone the dialog is a sheet over the whole screen", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  const { dialog, link } = await share(page);
  expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
  await link.scrollIntoViewIfNeeded();
  await expect(link).toBeInViewport();
  expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test("show lists what is visible; the rest is not there", async ({ page }) => {
  const all = await open(page, "#show=stage,knobs,best&w=1&b=2");
  for (const part of [all.stage, all.w, all.train, all.step, all.reset]) await expect(part).toBeVisible();
  for (const part of [all.equation, all.newStart, all.rate, all.data]) await expect(part).toBeHidden();
  await expect(page.getByRole("button", { name: "Share or embed" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Freeze w" })).toBeHidden();
  await expect(page.getByRole("switch", { name: "No bias" })).toBeHidden();
  await expect(page.getByRole("tablist")).toBeHidden();
  await expect(page.locator('[data-part="knob-w"] [data-part="arrow"]')).toBeHidden();
  await expect(page.locator('[data-part="knob-w"] [data-part="best"]')).toBeVisible();
  await page.evaluate(() => (location.hash = "#w=1&b=2"));
  for (const part of [all.equation, all.newStart, all.rate, all.data]) await expect(part).toBeVisible();
  await expect(page.locator("html")).not.toHaveAttribute("data-show");
});

test("without the stage its notices and its card stay", async ({ page }) => {
  const { card, train } = await open(page, "#show=knobs&lr=0.5&w=0&b=0&zork=1");
  await expect(page.getByRole("group", { name: "About this link" })).toBeVisible();
  await train.click();
  await expect(card).toBeVisible();
});

test("the compact view takes back what show lists", async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 900 });
  const { data } = await open(page, "#embed=1&show=stage,equation,knobs,data,insight,lesson&tab=numbers");
  await expect(data).toBeVisible();
  await expect(page.getByRole("tab", { name: "Numbers" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Settings", exact: true })).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test("the Show menu changes what a link shows only where it says so", async ({ page }) => {
  await open(page, "#w=1&b=2");
  const toggle = async () => {
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("checkbox", { name: "Best fit" }).click();
    await page.keyboard.press("Escape");
  };
  await toggle();
  await parts(page).wField.fill("3");
  await expect(page).toHaveURL(/#w=3&b=2(?!.*show)/);
  await page.goto("about:blank");
  await open(page, "#w=1&b=2&show=header,model,stage,knobs,best,squares");
  await toggle();
  await expect(page).toHaveURL(/show=header,model,stage,knobs,squares$/);
});

test("autoplay trains once it can be seen; not where less motion is wanted", async ({ page }) => {
  const { pause } = await open(page, "#data=houses&autoplay=1");
  await expect(pause).toBeVisible();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("about:blank");
  const { train, epoch } = await open(page, "#data=houses&autoplay=1");
  await expect(train).toBeVisible();
  await expect(epoch).toHaveAttribute("data-value", "0");
});

test("a reload in the midst of training goes on from where the address was last written", async ({
  page,
}) => {
  const { train, pause, epoch, rate } = await open(page, "#data=houses&seed=3&w=0&b=0");
  const length = await page.evaluate(() => history.length);
  await rate.fill("0.02");
  await train.click();
  await expect(page).toHaveURL(/epoch=\d\d/);
  await pause.click();
  const reached = await epoch.getAttribute("data-value");
  await expect(page).toHaveURL(new RegExp(`epoch=${reached}`));
  const { equation } = parts(page);
  const knobs = await equation.textContent();
  await page.reload();
  await ready(page);
  await expect(epoch).toHaveAttribute("data-value", reached);
  await expect(equation).toHaveText(knobs);
  await expect(rate).toHaveValue("0.02");
  expect(await page.evaluate(() => history.length)).toBe(length);
});

test("a lesson goes along: its text in the frame, its name in the link", async ({ page }) => {
  await open(page, "#w=1&b=2");
  const { part, link, code, preview } = await share(page);
  const lesson = part("combobox", "Lesson");
  await expect(lesson).toHaveValue("");
  await lesson.selectOption("why-both");
  await expect(part("checkbox", "Lesson text")).toBeChecked();
  await expect(link).toHaveValue(/[#&]lesson=why-both/);
  expect(await framed(code)).toMatch(/lesson=why-both/);
  const title = (await lesson.locator("option:checked").textContent()).trim();
  await expect(preview.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await lesson.selectOption("");
  await expect(link).not.toHaveValue(/lesson=/);
});
