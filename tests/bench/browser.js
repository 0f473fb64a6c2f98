// The headless Chromium in which every measurement runs.
import { chromium } from "@playwright/test";

export function launch() {
  return chromium.launch({
    // The system's Chromium, where xtask found one; Playwright's own otherwise.
    executablePath: process.env.CHROME_PATH,
    // Requests to other hosts fail at once, so that the network does not change the figures.
    args: ["--disable-gpu", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  });
}

/** Returns a function that reads the CPU time, in seconds, that the page's main thread has used so far. */
export async function threadTime(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "ThreadTime").value;
  };
}
