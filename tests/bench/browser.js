// The one headless Chromium that everything is measured in.
import { chromium } from "@playwright/test";

export function launch() {
  return chromium.launch({
    // The system's, where xtask found one; Playwright's own otherwise.
    executablePath: process.env.CHROME_PATH,
    args: ["--disable-gpu", "--disable-quic"],
  });
}

/** Answers a function that tells the seconds of CPU time that the page's main thread has used so far. */
export async function threadTime(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ThreadTime").value;
  };
}
