// The one headless Chromium that everything is measured in.
import { chromium } from "@playwright/test";

export function launch() {
  return chromium.launch({
    // The system's, where xtask found one; Playwright's own otherwise.
    executablePath: process.env.CHROME_PATH,
    // No other host is there: what a page asks of one fails at once, here as on any other machine.
    args: ["--disable-gpu", "--disable-quic", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
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
