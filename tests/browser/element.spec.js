// The element <two-knobs> in other people's pages: keys set early and late, and moves of the element.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { expect, test } from "./page.js";

const other = process.env.TWO_KNOBS_OTHER_ORIGIN;
const require = createRequire(import.meta.url);

/** A host's page; the test decides when the element's script loads. */
async function host(page) {
  await page.goto("/hosts/empty.html");
  return { load: () => page.addScriptTag({ url: `${other}/two-knobs.js` }) };
}

const element = (page) => page.locator("two-knobs").first();
const working = (page) =>
  expect(page.frameLocator("two-knobs iframe").locator("html")).toHaveAttribute("data-ready", "true");
const equation = (page) => page.frameLocator("two-knobs iframe").getByRole("status", { name: "Equation" });
/** The link that the page reports. */
const told = (page) =>
  element(page).evaluate(async (element) =>
    Object.fromEntries(new URLSearchParams((await element.get()).link.slice(1))),
  );
/** The address at which the frame was opened. */
const opened = (page) =>
  element(page).evaluate((element) => {
    const { hash } = new URL(element.shadowRoot.querySelector("iframe").src);
    return Object.fromEntries(new URLSearchParams(hash.slice(1)));
  });

/** An example of each key's value, from the table in docs/embedding.md. */
async function examples() {
  const docs = await readFile(new URL("../../docs/embedding.md", import.meta.url), "utf8");
  const table = docs.split("<!-- keys -->")[1].split("<!-- end of keys -->")[0];
  return Object.fromEntries(
    Array.from(table.matchAll(/`(\w+)=([^`]+)` \|$/gm), ([, key, value]) => [key, value]),
  );
}

/** For each framework the code by which `render(props)` shows the element with exactly these properties. */
const frameworks = {
  async React() {
    const contents = `
      import { createElement } from "react";
      import { createRoot } from "react-dom/client";
      const root = createRoot(document.body.appendChild(document.createElement("main")));
      window.render = (props) => root.render(createElement("p", null, "The app", createElement("two-knobs", props)));`;
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: import.meta.dirname },
      ...{ bundle: true, write: false, define: { "process.env.NODE_ENV": '"production"' } },
    });
    return outputFiles[0].text;
  },
  async Vue() {
    const vue = await readFile(require.resolve("vue/dist/vue.runtime.global.prod.js"), "utf8");
    return `${vue}
      const shown = Vue.shallowRef({});
      const place = document.body.appendChild(document.createElement("main"));
      let app;
      window.render = (props) => {
        shown.value = props;
        app ??= Vue.createApp({ render: () => Vue.h("p", ["The app", Vue.h("two-knobs", shown.value)]) }).mount(place);
      };`;
  },
};

for (const [name, script] of Object.entries(frameworks)) {
  test(`${name} gives the element any key, at first and later @firefox`, async ({ page }) => {
    const { load } = await host(page);
    await load();
    await page.addScriptTag({ content: await script() });
    const render = (props) => page.evaluate((props) => window.render(props), props);
    const given = { data: "houses", loss: "mae", w: 150, b: 90, epoch: 20, shuffle: false };
    await render(given);
    await working(page);
    const first = { data: "houses", loss: "mae", w: "150", b: "90", epoch: "20", shuffle: "0", embed: "1" };
    expect(await opened(page)).toEqual(first);
    expect(await told(page)).toEqual(first);
    await render({ ...given, loss: "huber", w: 160, epoch: 30 });
    await expect.poll(() => told(page)).toMatchObject({ loss: "huber", w: "160", epoch: "30", shuffle: "0" });
    // A property that is no longer given takes its default.
    await render({ data: "houses", w: 160, b: 90 });
    await expect.poll(() => told(page)).toEqual({ data: "houses", w: "160", b: "90", embed: "1" });
    await render({ data: "houses", link: "#data=lab&w=12&b=34&loss=mae" });
    await expect.poll(() => told(page)).toEqual({ w: "12", b: "34", loss: "mae", embed: "1" });
    await expect(page.getByText("The app")).toBeVisible();
  });
}

test("each key is given as an attribute or a property, before and after the connection", async ({ page }) => {
  const { load } = await host(page);
  await load();
  const values = await examples();
  expect(Object.keys(values).length).toBeGreaterThan(30);
  values.embed = "0";
  const { embed, ...rest } = values;
  for (const way of ["property", "attribute"]) {
    await page.evaluate(
      ([way, values]) => {
        const give = (element) => {
          for (const [key, value] of Object.entries(values)) {
            if (way === "property") element[key] = value;
            else element.setAttribute(key, value);
          }
        };
        const element = document.createElement("two-knobs");
        give(element);
        document.body.replaceChildren(element);
        give(element);
        for (const key of Object.keys(values)) element[key] = null;
        give(element);
      },
      [way, values],
    );
    expect(await opened(page), way).toEqual(rest);
    await page.evaluate(() => document.body.replaceChildren());
  }
});

test("what is given before the element's script is there is part of the first address", async ({ page }) => {
  const { load } = await host(page);
  await page.evaluate(() => {
    const element = document.body.appendChild(document.createElement("two-knobs"));
    Object.assign(element, { w: 12, loss: "mae" });
    element.setAttribute("autoplay", "");
    element.setAttribute("b", "34");
  });
  await load();
  expect(await opened(page)).toEqual({ w: "12", b: "34", loss: "mae", autoplay: "1", embed: "1" });
  await element(page).evaluate((element) => (element.w = 13));
  expect(await told(page)).toMatchObject({ w: "13" });
});

const MOVES = {
  "out and in": (element, place) => (element.remove(), place.append(element)),
  insertBefore: (element, place) => place.insertBefore(element, null),
  moveBefore: (element, place) => place.moveBefore(element, null),
};

for (const [name, move] of Object.entries(MOVES)) {
  test(`moved by ${name}, the element keeps its calls and works @firefox`, async ({ page }) => {
    const { load } = await host(page);
    await load();
    const entries = await page.evaluate(() => history.length);
    const states = await page.evaluate(async (move) => {
      const run = new Function(`return ${move}`)();
      const place = () => document.body.appendChild(document.createElement("div"));
      const element = document.createElement("two-knobs");
      place().append(element);
      const early = element.set({ w: 12 });
      run(element, place());
      const states = [await early];
      const late = element.set({ b: 34 });
      run(element, place());
      states.push(await late, await element.get());
      element.w = 56;
      run(element, place());
      states.push(await element.get(), await element.step());
      return states;
    }, String(move));
    expect(states).toMatchObject([
      { w: 12 },
      { w: 12, b: 34 },
      { w: 12, b: 34 },
      { w: 56, b: 34 },
      { epoch: 1 },
    ]);
    await expect.poll(() => element(page).evaluate((element) => element.epoch)).toBe(1);
    expect(await page.evaluate(() => history.length)).toBe(entries);
  });
}

test("an element that has left refuses what it was asked", async ({ page }) => {
  const { load } = await host(page);
  await load();
  const error = await page.evaluate(() => {
    const element = document.body.appendChild(document.createElement("two-knobs"));
    const asked = element.get().catch((error) => error.message);
    element.remove();
    return asked;
  });
  expect(error).toBe("The element has left the page.");
});

test("a host may give back what it hears, and go back to a state @firefox", async ({ page }) => {
  const { load } = await host(page);
  await load();
  const epoch = await page.evaluate(async () => {
    const element = document.createElement("two-knobs");
    Object.assign(element, { data: "houses", w: 150, b: 90 });
    document.body.append(element);
    window.saved = await element.get();
    // Does what a framework does that keeps the element's state as its own.
    element.addEventListener("change", ({ detail }) =>
      Object.assign(element, { w: detail.state.w, b: detail.state.b }),
    );
    await element.train();
    while (element.epoch < 20) await new Promise(requestAnimationFrame);
    return (await element.get()).playing && element.epoch;
  });
  expect(epoch).toBeGreaterThanOrEqual(20);
  await element(page).evaluate((element) => (element.state = window.saved));
  await expect(equation(page)).toHaveAttribute("data-value", "150 90");
  // The address is the same as before.
  await element(page).evaluate(async (element) => {
    await element.set({ w: 1 });
    element.state = window.saved;
  });
  await expect(equation(page)).toHaveAttribute("data-value", "150 90");
});
