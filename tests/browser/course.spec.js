// The whole course by keyboard alone: every lesson is read, its question answered, its challenge met.
import { challenge, heading, menu, press, tabTo, type } from "./lesson.js";
import { expect, open, test } from "./page.js";

const ABOUT = "What are weights and biases?";

const LESSONS = [
  {
    title: "Meet the neuron",
    answer: "b only",
    async meet(page, { w, b }) {
      await tabTo(page, w);
      for (const key of ["PageUp", "PageUp", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
      await tabTo(page, b);
      for (let i = 0; i < 4; i += 1) await page.keyboard.press("ArrowLeft");
    },
    done: "w = 200 and b = 100",
  },
  {
    title: "The weight tilts",
    answer: "40",
    meet: (page, { wField }) => type(page, wField, "200"),
    done: "adds 200 to the guess",
  },
  {
    title: "The bias lifts",
    answer: "Nothing",
    meet: (page, { bField }) => type(page, bField, "100"),
    done: "guessed at 100",
  },
  {
    title: "Why it needs both",
    answer: "(1, 200) (2, 400)",
    async meet(page, { wField, bField }) {
      await type(page, wField, "260");
      await expect(challenge(page)).toContainText("Meet both houses.");
      await press(page, page.getByRole("switch", { name: "No bias" }), "Space");
      await page.keyboard.press("Shift+Tab");
      await type(page, wField, "200");
      await type(page, bField, "100");
    },
    done: "With b the line may start anywhere",
  },
  {
    title: "Measure the miss",
    answer: "Both rise by 50",
    async meet(page, { wField, bField }) {
      await expect(challenge(page)).toContainText("17,800");
      await type(page, wField, "200");
      await expect(challenge(page)).toContainText("1,600.0");
      await type(page, bField, "100");
    },
    done: "from 17,800 to 0 by hand",
  },
  {
    title: "Read the knobs",
    answer: "A random draw",
    async meet(page, { newStart, equation }) {
      await tabTo(page, newStart);
      for (let i = 1; i <= 3; i += 1) {
        await page.keyboard.press("Enter");
        await expect(equation).toHaveAttribute("data-value", / 0$/);
      }
    },
    done: "The same seed gives the same draw",
  },
  {
    title: "Set the knobs",
    answer: "(2, 3)",
    async meet(page, { wField, bField }) {
      await type(page, wField, "200");
      await type(page, bField, "100");
    },
    done: "[array([[200.]], dtype=float32), array([100.], dtype=float32)]",
  },
  {
    title: "Let SGD turn them",
    answer: "Across the valley",
    async meet(page, { train, pause }) {
      await press(page, train);
      // About 230 updates, one in each frame; a busy machine draws few frames a second.
      await expect(challenge(page)).toContainText("Done.", { timeout: 90_000 });
      await press(page, pause);
    },
    done: "small steps",
  },
  {
    title: "How big a step?",
    answer: "Blow up",
    async meet(page, { train, card }) {
      await press(page, train);
      await expect(card).toBeVisible();
      await press(page, card.getByRole("button", { name: "Scale the inputs" }));
      await expect(train).toBeFocused();
      await page.keyboard.press("Enter");
    },
    done: "Scaled inputs bear a large rate",
  },
  {
    title: "The S-curve",
    answer: "2.25",
    async meet(page, { wField, bField }) {
      await type(page, wField, "4");
      await type(page, bField, "-10");
    },
    done: "the surer the neuron",
  },
];

test("every lesson can be read, answered and met by keyboard alone @firefox", async ({ page }) => {
  test.setTimeout(300_000);
  const all = await open(page, "");
  for (const [index, { title, answer, meet, done }] of LESSONS.entries()) {
    await test.step(title, async () => {
      await expect(heading(page, title)).toBeVisible();
      await expect(menu(page)).toHaveText(`Lesson ${index + 1} of 10`);
      await expect(page.getByText("Predict first.")).toBeVisible();
      await press(page, page.getByRole("button", { name: answer, exact: true }));
      const said = page.locator("p:focus");
      await expect(said).toContainText(`You said “`);
      await expect(said).toContainText("Right: ");
      await expect(challenge(page)).not.toContainText("Done.");
      await meet(page, all);
      await expect(challenge(page)).toContainText("Done.");
      await expect(challenge(page)).toContainText(done);
      const on = LESSONS[index + 1];
      const next = on
        ? page.getByRole("link", { name: `Next: ${on.title}`, exact: true })
        : page.getByRole("button", { name: "Go on with every control" });
      await press(page, next);
      if (on) await expect(heading(page, on.title)).toBeFocused();
    });
  }
  await expect(heading(page, ABOUT)).toBeVisible();
  await expect(page).not.toHaveURL(/lesson=/);
  await expect(all.equation).toHaveAttribute("data-value", "4 -10");
});
