// Pages that frame the built one from another origin, and what they hear of it.
import { expect } from "./page.js";

export const other = process.env.TWO_KNOBS_OTHER_ORIGIN;

/** Opens a host's page that frames the built one from the other origin, and waits until that works. */
export async function host(page, name, link = "#embed=1", path = "/") {
  const query = new URLSearchParams({ page: `${other}${path}`, link });
  await page.goto(`/hosts/${name}.html?${query}`);
  const frame = page.frameLocator("iframe").first();
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  const part = (role, name) => frame.getByRole(role, { name, exact: true });
  return {
    frame,
    equation: part("status", "Equation"),
    epoch: part("status", "Epoch"),
    train: part("button", "Train"),
    pause: part("button", "Pause"),
    wField: part("spinbutton", "Weight w value"),
    iframe: page.locator("iframe").first(),
  };
}

export const call = (page, name, value, frame = 0) =>
  page.evaluate(([name, value, frame]) => window.call(name, value, frame), [name, value, frame]);

/** The messages of one kind that the host has heard. */
export const heard = (page, test) =>
  page.evaluate(
    (test) =>
      window.heard.map(({ data }) => data).filter((data) => new Function("m", `return ${test}`)(data)),
    test,
  );
export const events = (page, event) => heard(page, `m.event === "${event}"`);

/** Whether a frame's page makes no updates any more: two looks, a few frames of the host apart, see the same. */
export const still = (page, frame = 0) =>
  page.evaluate(async (frame) => {
    const look = async () => JSON.stringify((await window.call("get", undefined, frame)).value);
    const before = await look();
    for (let i = 0; i < 12; i += 1) await new Promise(requestAnimationFrame);
    return before === (await look());
  }, frame);
