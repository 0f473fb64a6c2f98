// What a frame costs. The figures are printed; the limit is issue 2's.
import { expect, number, open, test } from "./page.js";

const FRAMES = 60;

test("a frame's script stays under 10 ms with 1,000 points", async ({ page }, { annotations }) => {
  await page.addInitScript(() => {
    window.frames_ms = [];
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (frame) =>
      request((now) => {
        const began = performance.now();
        frame(now);
        window.frames_ms.push(performance.now() - began);
      });
  });
  const points = Array.from({ length: 1000 }, (_, i) => {
    const x = (i % 100) / 25;
    return `${x},${(200 * x + 100 + ((i * 7919) % 301) - 150).toFixed(1)}`;
  });
  const { train, epoch } = await open(page, `#points=${points.join(";")}&batch=32`);
  await train.click();
  await expect
    .poll(() => page.evaluate(() => window.frames_ms.length), { timeout: 20_000 })
    .toBeGreaterThan(FRAMES);
  expect(await number(epoch)).toBeGreaterThan(0);
  const times = (await page.evaluate(() => window.frames_ms)).slice(-FRAMES).sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))];
  const figures = `median ${at(0.5).toFixed(2)} ms, 95th percentile ${at(0.95).toFixed(2)} ms, most ${at(1).toFixed(2)} ms`;
  console.log(`script in a frame, training on 1,000 points: ${figures}`);
  annotations.push({ type: "measured", description: figures });
  expect(at(0.95)).toBeLessThan(10);
});
