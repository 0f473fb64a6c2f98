// Host pages that frame the built page from another origin, and the messages that they receive.
import { expect } from "./page.js";

export const other = process.env.TWO_KNOBS_OTHER_ORIGIN;

/** Opens a host page that frames the built page from the other origin, and waits until the built page works. */
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

/** The messages of one kind that the host has received. */
export const heard = (page, test) =>
  page.evaluate(
    (test) =>
      window.heard.map(({ data }) => data).filter((data) => new Function("m", `return ${test}`)(data)),
    test,
  );
export const events = (page, event) => heard(page, `m.event === "${event}"`);

/** Whether a frame's page makes no more updates: its state is the same before and after a few frames of the host. */
export const still = (page, frame = 0) =>
  page.evaluate(async (frame) => {
    const look = async () => JSON.stringify((await window.call("get", undefined, frame)).value);
    const before = await look();
    for (let i = 0; i < 12; i += 1) await new Promise(requestAnimationFrame);
    return before === (await look());
  }, frame);
