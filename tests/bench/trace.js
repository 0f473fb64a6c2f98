// Reads from Chromium's own trace what the page's main thread did.

/** Records while `act` runs; returns the main thread's finished events, in order of their start, in milliseconds. */
export async function record(page, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ["cc", "devtools.timeline"] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  // A knob turned by hand is drawn in its event's task, training in animation callbacks.
  const thread = traceEvents.find(({ name }) => name === "FireAnimationFrame" || name === "EventDispatch");
  if (!thread) throw new Error("nothing happened while the trace was recorded");
  return traceEvents
    .filter(({ ph, pid, tid }) => ph === "X" && pid === thread.pid && tid === thread.tid)
    .map(({ name, ts, dur = 0, tdur, args }) => ({
      name,
      type: args?.data?.type,
      start: ts / 1000,
      end: (ts + dur) / 1000,
      // CPU time, because other programs' work in the meantime is not the page's.
      cpu: (tdur ?? dur) / 1000,
    }))
    .sort((a, b) => a.start - b.start);
}

/** CPU milliseconds of each frame's animation callbacks. */
export function scriptOfFrames(events) {
  return events.filter(({ name }) => name === "FireAnimationFrame").map(({ cpu }) => cpu);
}

/** Milliseconds from each event of that type to the end of the main thread's work on the frame that shows it. */
export function eventToEndOfFrame(events, type) {
  const frames = events.filter(({ name }) => name === "ProxyMain::BeginMainFrame");
  const dispatched = events.filter((event) => event.name === "EventDispatch" && event.type === type);
  return dispatched.flatMap((event) => {
    const frame = frames.find(({ end }) => end >= event.end);
    return frame ? [frame.end - event.start] : [];
  });
}
