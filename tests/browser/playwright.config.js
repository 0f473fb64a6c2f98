// How the browser tests run. `cargo xtask test` builds the page, finds the browsers and calls this.
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const here = import.meta.dirname;
const site = process.env.TWO_KNOBS_SITE ?? join(here, "../../target/site");
// The system's browsers where xtask found them; Playwright's own otherwise.
const { CHROME_PATH: chromium, FIREFOX_PATH: firefox } = process.env;

export default defineConfig({
  testDir: here,
  outputDir: join(here, ".output/results"),
  reporter: [["list"], ["json", { outputFile: join(here, ".output/report.json") }]],
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes only on a retry has a race, which must show.
  retries: 0,
  workers: "100%",
  // Long enough for a busy machine; a test that passes does not wait.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  webServer: {
    command: `node "${join(here, "server.js")}" "${site}"`,
    // Free ports, so that two checkouts can test at once; the names in the pattern become environment variables.
    wait: { stdout: /origin (?<two_knobs_origin>\S+) other (?<two_knobs_other_origin>\S+)/ },
  },
  use: {
    baseURL: process.env.TWO_KNOBS_ORIGIN,
    locale: "en-US",
    // No traces: recording one makes a key press cost 400 ms, seven times the test. `--trace on` records one by hand.
    screenshot: "only-on-failure",
  },
  projects: [
    {
      name: "chromium",
      use: {
        browserName: "chromium",
        launchOptions: {
          executablePath: chromium,
          // Draws the same on a machine with and without a graphics card.
          args: ["--disable-gpu", "--disable-quic"],
        },
      },
    },
    {
      // Only tests marked @firefox: they show that another engine computes the same numbers.
      name: "firefox",
      grep: /@firefox/,
      use: {
        browserName: "firefox",
        channel: firefox && "moz-firefox",
        launchOptions: { executablePath: firefox },
      },
    },
  ],
});
