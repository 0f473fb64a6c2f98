// The widget in a real notebook, kept out of the default run: `cargo xtask test --notebooks` installs marimo and Keras and calls this.
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const here = import.meta.dirname;

export default defineConfig({
  testDir: here,
  outputDir: join(here, "../browser/.output/notebooks"),
  reporter: [["list"], ["json", { outputFile: join(here, "../browser/.output/notebooks.json") }]],
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  webServer: {
    command: `"${process.env.TWO_KNOBS_PYTHON}" -m marimo --yes run "${join(here, "two_knobs.py")}" --headless --no-token --port 27180`,
    url: "http://127.0.0.1:27180",
    timeout: 120_000,
  },
  use: {
    baseURL: "http://127.0.0.1:27180",
    browserName: "chromium",
    launchOptions: { executablePath: process.env.CHROME_PATH, args: ["--disable-gpu"] },
  },
});
