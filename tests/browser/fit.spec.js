// The page fits its window: with any numbers, activation, data and font, nothing scrolls sideways and nothing is cut off.
import { expect, open, test } from "./page.js";

const PHONES = [320, 360, 375, 390, 412, 430];
const ACTIVATIONS = [
  ...["linear", "relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", "sigmoid", "log_sigmoid"],
  ...[
    "hard_sigmoid",
    "silu",
    "hard_silu",
    "tanh",
    "hard_tanh",
    "softplus",
    "softsign",
    "exponential",
    "mish",
  ],
];

test("no data set and no activation scrolls a phone sideways, and the loss stays in sight", async ({
  page,
}) => {
  // The page is in a frame, because a script can change a frame's width at once.
  await page.goto("/hosts/empty.html");
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    Object.assign(frame.style, { width: "430px", height: "800px" });
    frame.src = "/#data=tumor";
    document.body.append(frame);
  });
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  await frame.getByRole("button", { name: "Output: Dense(1), sigmoid" }).click();
  await expect(frame.getByRole("combobox", { name: "Activation" })).toBeVisible();
  const { sizes, wrong } = await frame.locator("html").evaluate(
    (root, { widths, activations }) => {
      const part = (name) => root.querySelector(`[data-part="${name}"]`);
      const [data, activation] = [part("data"), root.querySelector('select[aria-label="Activation"]')];
      const choose = (select, value) => {
        if (!Array.from(select.options).some((option) => option.value === value))
          select.add(new Option(value));
        select.value = value;
        select.dispatchEvent(new Event("change"));
      };
      const frame = window.frameElement;
      const wrong = [];
      const sizes = { data: data.options.length, measured: 0 };
      function measure(what) {
        for (const width of widths) {
          frame.style.width = `${width}px`;
          sizes.measured += 1;
          const across = root.scrollWidth - root.clientWidth;
          const { left, right } = part("loss").getBoundingClientRect();
          if (root.clientWidth !== width || across > 0 || left < 0 || right > width)
            wrong.push({ what, width, across, loss: [left, right].map(Math.round) });
        }
      }
      for (const name of Array.from(data.options, ({ value }) => value)) {
        choose(data, name);
        measure(name);
        const all = ["lab", "tumor"].includes(name) ? activations : ["linear", "relu", "sigmoid", "tanh"];
        for (const kind of all) {
          choose(activation, kind);
          if (part("equation").textContent.includes(kind) || kind === "linear") measure(`${name} ${kind}`);
          else if (part("layers").childElementCount === 2)
            wrong.push({ what: `${name} ${kind} is not shown` });
        }
      }
      return { sizes, wrong };
    },
    { widths: PHONES, activations: ACTIVATIONS },
  );
  expect(sizes.data).toBeGreaterThan(20);
  expect(sizes.measured).toBeGreaterThan(300);
  expect(wrong).toEqual([]);
});

test("the numbers of the equation stand close, and hold still while only their digits change", async ({
  page,
}) => {
  const { wField } = await open(page, "#w=90&b=120");
  /** The difference in pixels between a number's room and the number, and the position of the bias. */
  const look = () =>
    page.evaluate(() => {
      const spare = ["w-number", "b-number"].map((name) => {
        const number = document.querySelector(`[data-part="${name}"]`);
        const text = document.createRange();
        text.selectNodeContents(number);
        return number.parentElement.clientWidth - text.getBoundingClientRect().width;
      });
      const { left } = document.querySelector('[data-part="b-number"]').getBoundingClientRect();
      return { spare: Math.max(...spare.map(Math.abs)), left };
    });
  const first = await look();
  expect(first.spare).toBeLessThan(3);
  await wField.fill("11.11");
  expect((await look()).left).toBe(first.left);
  await wField.fill("-123.45");
  const longer = await look();
  expect(longer.spare).toBeLessThan(3);
  expect(longer.left).toBeGreaterThan(first.left);
});

/** Fonts for every text: narrower and wider than the page's own, and a reader's own spacing (WCAG 2.2, 1.4.12). */
const FONTS = {
  narrow: `* { font-family: "Liberation Sans Narrow", "Arial Narrow", "DejaVu Sans Condensed", sans-serif !important }`,
  wide: `* { font-family: "DejaVu Sans", Verdana, sans-serif !important }`,
  spaced: `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`,
};
const LINKS = {
  "the page": "#data=lab&w=-100&b=-400",
  "a network": "#data=spiral&tab=loss-curve",
  "a lesson": "#lesson=the-s-curve",
  "the compact view": "#embed=1&w=140&b=60",
};

for (const [font, sheet] of Object.entries(FONTS)) {
  for (const [what, link] of Object.entries(LINKS)) {
    test(`${what} fits in ${font} text`, async ({ page }) => {
      await page.goto("/hosts/empty.html");
      await page.evaluate((link) => {
        const frame = document.createElement("iframe");
        Object.assign(frame.style, { width: "1280px", height: "800px" });
        frame.src = `/${link}`;
        document.body.append(frame);
      }, link);
      const root = page.frameLocator("iframe").locator("html");
      await expect(root).toHaveAttribute("data-ready", "true");
      await expect(root.locator(".pane:not([hidden])").first()).not.toHaveAttribute("aria-busy", "true");
      const wrong = await root.evaluate(unfit, { sheet, widths: [320, 360, 390, 640, 768, 1024, 1280] });
      expect(wrong).toEqual([]);
    });
  }
}

/** Runs in the frame; returns the widths at which the page scrolls sideways, and the controls that are cut off. */
function unfit(root, { sheet, widths }) {
  const rules = new CSSStyleSheet();
  rules.replaceSync(sheet);
  document.adoptedStyleSheets = [rules];
  const wrong = [];
  const say = (node) => node.getAttribute("aria-label") ?? node.textContent.trim().replace(/\s+/g, " ");
  /** The part of the page that may cut off a control: the nearest one that hides its overflow, or the page. */
  function cutter(node) {
    for (let at = node.parentElement; at && at !== document.body; at = at.parentElement) {
      const { display, overflowX, position } = getComputedStyle(at);
      if (/auto|scroll/.test(overflowX) || position === "fixed") return null;
      if (/hidden|clip/.test(overflowX) && display !== "contents") return at;
    }
    return root;
  }
  function cut(node) {
    if (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== "inline") return true;
    if (node instanceof HTMLSelectElement) {
      const { width } = node.getBoundingClientRect();
      node.style.width = "max-content";
      const wanted = node.getBoundingClientRect().width;
      node.style.width = "";
      if (wanted > width + 1) return true;
    }
    const by = cutter(node)?.getBoundingClientRect();
    const { left, right } = node.getBoundingClientRect();
    return by !== undefined && (left < by.left - 1 || right > by.right + 1);
  }
  for (const width of widths) {
    window.frameElement.style.width = `${width}px`;
    const across = root.scrollWidth - root.clientWidth;
    if (across > 0) wrong.push(`${width} px: scrolls ${across} px sideways`);
    for (const node of document.querySelectorAll("button, a, label, select, .chip, output, .wordmark, dt"))
      if (!node.matches(".sr") && node.checkVisibility({ visibilityProperty: true }) && cut(node))
        wrong.push(`${width} px: ${say(node)} is cut`);
    const heads = Array.from(document.querySelectorAll(".knob__head"), (head) => head.offsetHeight);
    if (heads[0] !== heads[1]) wrong.push(`${width} px: the knobs' heads are ${heads.join(" and ")} px high`);
    const word = document.querySelector(".wordmark");
    if (word.offsetHeight > 1.9 * parseFloat(getComputedStyle(word).fontSize))
      wrong.push(`${width} px: the name breaks`);
  }
  return wrong;
}
