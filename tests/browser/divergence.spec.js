// Training that diverges: what the page then shows, what its link holds, and which repairs it offers.
import { expect, number, numbers, open, parts, ready, test } from "./page.js";

const LINE = Array.from({ length: 200 }, (_, x) => `${x},${2 * x}`).join(";");
const LINKS = {
  "small batches": `#points=${LINE}&w=0&b=0&batch=1&shuffle=0&lr=0.00005&speed=max`,
  momentum: "#data=houses&momentum=0.99&lr=0.3&speed=max",
  "L2 alone": "#points=0,0&w=1&b=0&lr=0.3&l2=10&batch=all&tab=one-step",
  "a network under L2": "#data=spiral&l2=10&lr=1&speed=max&tab=numbers",
};

/** Every text and attribute of the document that holds NaN, an infinity or the like. */
const odd = (page) =>
  page.evaluate(() => {
    const found = [];
    const none = /Infinity|NaN|∞/;
    const every = document.createTreeWalker(
      document.documentElement,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    );
    for (let node = every.nextNode(); node; node = every.nextNode()) {
      if (node.parentElement?.closest("script, style")) continue;
      if (node.nodeType === Node.TEXT_NODE && none.test(node.data)) found.push(node.data);
      for (const { name, value } of node.attributes ?? [])
        if (none.test(value)) found.push(`${name}=${value}`);
      if (none.test(node.value ?? "")) found.push(node.value);
    }
    return found;
  });

for (const [name, link] of Object.entries(LINKS))
  test(`after ${name} has blown up the page says numbers, and its own link opens again`, async ({ page }) => {
    const { train, card, equation, loss } = await open(page, link);
    await train.click();
    await expect(card).toBeVisible({ timeout: 20_000 });
    expect(await odd(page)).toEqual([]);
    const [before, lossBefore] = [await numbers(equation), await number(loss)];
    expect(Number.isFinite(lossBefore)).toBe(true);
    // The address is written less often than the readouts, so the test waits until it holds the last state of training.
    const written = () => /[#&]w=([^&]+)/.exec(page.url())?.[1];
    await expect(page).toHaveURL(/[#&](w|params)=/);
    if (written()) await expect.poll(() => Math.fround(Number(written()))).toBe(before[0]);
    await page.reload();
    await ready(page);
    const again = parts(page);
    expect(await odd(page)).toEqual([]);
    await expect(page.getByText("too large together")).toBeHidden();
    await expect(page.getByText(/in the link must be/)).toBeHidden();
    expect(await numbers(again.equation)).toEqual(before);
    expect(await number(again.loss)).toBe(lossBefore);
  });

test("the offered rate is one that trains, and small batches have a limit of their own", async ({ page }) => {
  const { train, card, rate, loss, epoch, speed } = await open(page, `${LINKS["small batches"]}`);
  await expect(page.getByText("any batch is safe up to 2.5 × 10⁻⁵")).toBeVisible();
  const start = await number(loss);
  await train.click();
  await expect(card).toContainText("up to which every batch of this data is safe");
  await card.getByRole("button", { name: /^Use / }).click();
  await expect(epoch).toHaveText("0");
  expect(Number(await rate.inputValue())).toBeLessThan(2.5e-5);
  await speed.selectOption("100");
  await train.click();
  await expect.poll(() => number(loss)).toBeLessThan(start / 100);
  await expect(card).toBeHidden();
});

test("what large weights cost is written under the loss", async ({ page }) => {
  await open(page, "#points=1,300;2,500&l2=10&w=4.878049&b=392.682927");
  await expect(page.getByText("+ penalty 237.95 = 9,756.1")).toBeVisible();
});
