// The page fits its window: whatever the numbers, the activation, the data and the font, nothing is scrolled sideways or cut off.
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
  // In a frame, whose width a script can change without waiting for the browser.
  await page.goto("/hosts/empty.html");
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    Object.assign(frame.style, { width: "430px", height: "800px" });
    frame.src = "/#data=tumor";
    document.body.append(frame);
  });
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("html")).toHaveAttribute("data-ready", "true");
  await frame.locator('[data-part="show"]').click();
  await expect(frame.getByRole("checkbox", { name: "Best fit" })).toBeVisible();
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
  /** How much wider a number's room is than the number, and where the bias stands. */
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
