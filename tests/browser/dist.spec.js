// The outputs of `cargo xtask dist`, each opened from its own folder: the hosted folder, the single file, the widget, the package.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, numbers, parts, ready, test } from "./page.js";

const dist = process.env.TWO_KNOBS_DIST ?? join(import.meta.dirname, "../../target/dist");
const read = (name) => readFile(join(dist, name));

/** Hosts a folder while the tests run; returns the address. */
async function host(folder) {
  const server = spawn(process.execPath, [join(import.meta.dirname, "server.js"), folder]);
  const origin = await new Promise((resolve) =>
    server.stdout.on("data", (text) => resolve(/origin (\S+)/.exec(text)?.[1])),
  );
  return { origin, close: () => server.kill() };
}

test.describe("the hosted folder", () => {
  let served;
  test.beforeAll(async () => (served = await host(join(dist, "site"))));
  test.afterAll(() => served.close());

  test("works from a sub-path, panes included @firefox", async ({ page }) => {
    await page.goto(`${served.origin}/sub/path/#w=200&b=100`);
    await ready(page);
    await expect(parts(page).loss).toHaveAttribute("data-value", "0");
    await page.getByRole("tab", { name: "Numbers" }).click();
    await expect(page.getByRole("table", { name: "Data points" })).toBeVisible();
  });

  test.describe("before any script runs", () => {
    test.use({ javaScriptEnabled: false });

    test("every script, module and style says what it must be", async ({ page }) => {
      await page.goto(`${served.origin}/#data=lab`);
      const tags = await page.locator("script[src], link[rel=stylesheet], link[rel=modulepreload]").all();
      expect(tags.length).toBeGreaterThan(5);
      for (const tag of tags) {
        const [address, integrity] = await tag.evaluate((node) => [node.src ?? node.href, node.integrity]);
        const body = await read(`site${new URL(address).pathname}`);
        expect(integrity, address).toBe(`sha384-${createHash("sha384").update(body).digest("base64")}`);
      }
    });
  });

  test("a changed script is not run", async ({ page, complaints }) => {
    await page.route("**/page/start/boot.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: "document.title = 'changed';" }),
    );
    await page.goto(`${served.origin}/#data=lab`);
    await expect(page.locator("html")).toHaveAttribute("data-ready", "failed");
    await expect(page).not.toHaveTitle("changed");
    expect(complaints.splice(0).join()).toContain("integrity");
  });
});

test("only index.html, two-knobs.js and what crawlers read are without a name of their own", async () => {
  const names = (await readdir(join(dist, "site"))).filter((name) => !/\.(br|gz)$/.test(name));
  const plain = names.filter((name) => !/-[0-9a-f]{8,}/.test(name)).sort();
  expect(plain).toEqual(["404.html", "_headers", "card.png", "index.html", "oembed.json", "two-knobs.js"]);
  const headers = (await read("site/_headers")).toString();
  for (const line of [
    "Cross-Origin-Embedder-Policy: require-corp",
    "Cross-Origin-Resource-Policy: cross-origin",
    "immutable",
  ])
    expect(headers).toContain(line);
});

test("compressed files are the files", async () => {
  const page = await read("site/index.html");
  expect(brotliDecompressSync(await read("site/index.html.br"))).toEqual(page);
  expect(gunzipSync(await read("site/index.html.gz"))).toEqual(page);
});

test("a site that shows links as cards is told how", async () => {
  const page = (await read("site/index.html")).toString();
  expect(page).toContain('href="https://two-knobs.example/play/oembed.json"');
  const { html, width, height } = JSON.parse((await read("site/oembed.json")).toString());
  expect(html).toContain('src="https://two-knobs.example/play/#embed=1"');
  expect([width, height]).toEqual([640, 480]);
});

test("the single file runs from a disk @firefox", async ({ page }) => {
  await page.goto(`${pathToFileURL(join(dist, "two-knobs.html"))}#w=140&b=60`);
  await ready(page);
  const { loss, train, epoch, equation } = parts(page);
  await expect(loss).toHaveAttribute("data-value", "17800");
  await train.click();
  await expect.poll(async () => (await numbers(epoch))[0]).toBeGreaterThan(20);
  await expect.poll(async () => Math.abs((await numbers(equation))[0] - 200)).toBeLessThan(30);
  await page.getByRole("tab", { name: "One step" }).click();
  await expect(page.getByRole("button", { name: "Take this step" })).toBeVisible();
});

test("the widget's traitlets follow the knobs, and the knobs the traitlets @firefox", async ({ page }) => {
  const module = (await read("notebook/two_knobs.mjs")).toString();
  await page.goto("about:blank");
  // A notebook imports the module from a blob: address and passes a model to it.
  await page.evaluate(async (text) => {
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    const { default: widget } = await import(address);
    const values = { w: 140, b: 60, link: "" };
    const listeners = {};
    window.model = {
      values,
      get: (name) => values[name],
      set(name, value) {
        values[name] = value;
      },
      save_changes() {},
      on: (event, call) => (listeners[event] = call),
      off: (event) => delete listeners[event],
      change(name, value) {
        values[name] = value;
        listeners[`change:${name}`]();
      },
    };
    window.clean = widget.render({ model: window.model, el: document.body });
  }, module);
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  const equation = frame.getByRole("status", { name: "Equation" });
  await expect(equation).toHaveAttribute("data-value", "140 60");
  await page.evaluate(() => window.model.change("w", 200));
  await expect(equation).toHaveAttribute("data-value", "200 60");
  await frame.getByRole("spinbutton", { name: "Bias b value" }).fill("100");
  await expect.poll(() => page.evaluate(() => window.model.values.b)).toBe(100);
  await expect.poll(() => page.evaluate(() => window.model.values.link)).toContain("b=100");
  await page.evaluate(() => window.clean());
  await expect(page.locator("iframe")).toHaveCount(0);
});

test("the package trains in a page of somebody else @firefox", async ({ page }) => {
  const served = await host(join(dist, "npm"));
  try {
    await page.route(`${served.origin}/`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>somebody else</title>" }),
    );
    await page.goto(`${served.origin}/`);
    const line = await page.evaluate(async (address) => {
      const { default: init, Lab } = await import(address);
      await init();
      const lab = new Lab("", "#data=lab&w=0&b=0");
      lab.advance(2000);
      const { w, b, loss } = lab.snapshot();
      return [w.value, b.value, loss];
    }, `${served.origin}/two_knobs.js`);
    expect(line[0]).toBeCloseTo(200, 2);
    expect(line[1]).toBeCloseTo(100, 2);
    expect(line[2]).toBeLessThan(1e-4);
    const { name, version, files } = JSON.parse((await read("npm/package.json")).toString());
    expect([name, typeof version]).toEqual(["two-knobs", "string"]);
    for (const file of files) expect((await read(`npm/${file}`)).length, file).toBeGreaterThan(0);
  } finally {
    served.close();
  }
});
