// An invisible embed does no work, and a host's page scrolls over a visible one.
import { call, heard, host, other, still } from "./host.js";
import { expect, ready, test } from "./page.js";

test("of ten embeds only the one in sight works @firefox", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  await page.goto(
    `/hosts/ten.html?${new URLSearchParams({ page: `${other}/`, link: "#data=houses&embed=1&autoplay=1" })}`,
  );
  const ready = () => page.evaluate(() => window.heard.filter(({ data }) => data.event === "ready").length);
  await expect.poll(ready, { timeout: 45_000 }).toBe(10);
  const epochs = () =>
    page.evaluate(async () => {
      const all = await Promise.all(Array.from({ length: 10 }, (_, i) => window.call("get", undefined, i)));
      return all.map(({ value }) => value.epoch);
    });
  await expect.poll(async () => (await epochs())[0]).toBeGreaterThan(3);
  expect((await epochs()).slice(1)).toEqual(Array(9).fill(0));

  await page.locator("iframe").nth(5).scrollIntoViewIfNeeded();
  await expect.poll(async () => (await epochs())[5]).toBeGreaterThan(3);
  expect(await still(page, 0)).toBe(true);
  const all = await epochs();
  expect(all.filter((epoch) => epoch > 0)).toHaveLength(2);
  await page.locator("iframe").first().scrollIntoViewIfNeeded();
  await expect.poll(async () => (await epochs())[0]).toBeGreaterThan(all[0] + 3);
});

test("out of sight no update runs within a second, and it goes on when seen again @firefox", async ({
  page,
}) => {
  await page.setViewportSize({ width: 800, height: 600 });
  const { train, epoch } = await host(page, "plain", "#data=houses&embed=1");
  await train.click();
  await expect.poll(async () => Number(await epoch.getAttribute("data-value"))).toBeGreaterThan(2);
  const left = await page.evaluate(async () => {
    scrollTo(0, 1600);
    const began = performance.now();
    let last = "";
    // The time of the state's last change.
    let changed = began;
    while (performance.now() - began < 2500) {
      const state = JSON.stringify((await window.call("get")).value);
      if (state !== last) changed = performance.now();
      last = state;
      await new Promise(requestAnimationFrame);
    }
    return changed - began;
  });
  expect(left).toBeLessThan(1000);
  const [before] = [await call(page, "get")];
  expect(before.value.playing).toBe(true);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(async () => (await call(page, "get")).value.epoch).toBeGreaterThan(before.value.epoch);
});

test("slides start and stop the work @firefox", async ({ page }) => {
  const { pause } = await host(page, "slides", "#data=houses&embed=1&autoplay=1");
  await expect(pause).toBeVisible();
  await page.evaluate(() => window.slide("stop"));
  await expect.poll(() => still(page)).toBe(true);
  const { epoch } = (await call(page, "get")).value;
  await page.evaluate(() => window.slide("start"));
  await expect.poll(async () => (await call(page, "get")).value.epoch).toBeGreaterThan(epoch);
});

test("the host scrolls by wheel and finger over the embed, and keeps its focus", async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 800, height: 600 },
    hasTouch: true,
    baseURL: process.env.TWO_KNOBS_ORIGIN,
  });
  const page = await context.newPage();
  const { iframe } = await host(page, "plain", "#w=200&b=50&embed=1");
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  const { x, y } = await iframe.boundingBox();
  const scrolled = () => page.evaluate(() => scrollY);
  // A touch that has ended may leave the page scrolling on.
  const atTop = async () => {
    const settle = () => {
      scrollTo(0, 0);
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY))));
    };
    await expect.poll(() => page.evaluate(settle)).toBe(0);
  };
  for (const [dx, dy] of [
    [300, 200],
    [300, 300],
    [160, 380],
  ]) {
    await atTop();
    await page.mouse.move(x + dx, y + dy);
    await page.mouse.wheel(0, 200);
    await expect.poll(scrolled, `wheel at ${dx}, ${dy}`).toBeGreaterThan(100);
  }
  const session = await context.newCDPSession(page);
  const touch = (type, ...touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  for (const [place, dx, dy] of [
    ["stage", 300, 230],
    ["equation", 400, 270],
    ["slider", 160, 375],
  ]) {
    await atTop();
    await touch("touchStart", { x: x + dx, y: y + dy });
    for (let i = 1; i <= 10; i += 1) await touch("touchMove", { x: x + dx, y: y + dy - 12 * i });
    await touch("touchEnd");
    await expect.poll(scrolled, `a finger on the ${place}`).toBeGreaterThan(50);
  }
  expect((await call(page, "get")).value).toMatchObject({ w: 200, b: 50 });
  await context.close();
});
