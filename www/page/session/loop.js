// The only animation loop. It decides how many updates a frame makes and when to draw; Rust makes the updates.

/** @import { Speed } from "./two_knobs.d.ts" */

/** Milliseconds of work that fit into a frame of 16.7 ms (60 frames per second). The browser needs the rest, more on a busy machine. */
const FRAME = { least: 11, first: 15, most: 16.5 };
/** A frame is late if it comes after LATE times the display's period. Then the work per frame falls by FALL ms; otherwise it grows by GROW ms. */
const LATE = 1.2;
const FALL = 0.8;
const GROW = 0.02;
/** The least milliseconds for updates, and (SHARE) the milliseconds if drawing alone fills a frame: then frames are fewer anyway. */
const LEAST = 2.5;
const SHARE = 12;
const SIXTIETH = 1000 / 60;
const MOST = 1_000_000;
/** Milliseconds between redraws for people who asked for less motion. */
const CALM = 250;

/**
 * @param {{
 *   pace: () => Speed | null,
 *   advance: (updates: number) => void,
 *   show: (now: number) => void,
 * }} wiring `pace` returns null while training rests
 */
export function createLoop({ pace, advance, show }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let asked = 0;
  let most = 100;
  let shown = -CALM;
  let unseen = false;
  /** Milliseconds of a frame besides its updates (drawing, layout and paint), smoothed over the last frames. */
  let drawing = FRAME.first / 2;
  let drawn = 0;
  let held = FRAME.first;
  let before = -Infinity;
  /** The display's period in milliseconds: the shortest recent time between two frames. */
  let period = SIXTIETH;
  // A message posted in a frame arrives after the browser has painted it, so this measures the frame's whole cost.
  const after = new MessageChannel();
  after.port1.onmessage = () => {
    drawing += (Math.min(performance.now() - drawn, 2 * FRAME.most) - drawing) / 8;
  };

  /** The milliseconds for updates at full speed: what drawing leaves of a frame. Late frames show how much work a frame holds. @param {number} now */
  function budget(now) {
    const gap = now - before;
    before = now;
    period = Math.min(period * 1.001, gap);
    const late = gap > LATE * Math.max(SIXTIETH, period);
    held = Math.min(FRAME.most, Math.max(FRAME.least, held + (late ? -FALL : GROW)));
    return drawing + LEAST < FRAME.most ? Math.max(LEAST, held - drawing) : SHARE;
  }

  /** Makes these updates, and chooses the next number by the time they took; it at most doubles or halves. @param {number} updates @param {number} room */
  function measured(updates, room) {
    const began = performance.now();
    advance(updates);
    const took = Math.max(performance.now() - began, 0.01);
    const ratio = Math.min(2, Math.max(0.5, room / took));
    most = Math.min(MOST, Math.max(1, Math.round(updates * ratio)));
  }

  /** @param {number} now */
  function frame(now) {
    asked = 0;
    const speed = pace();
    if (speed === "max") {
      measured(most, budget(now));
      drawn = performance.now();
      after.port2.postMessage(null);
    } else if (speed !== null) advance(Number(speed));
    const going = pace() !== null;
    if (!going || !calm.matches || now - shown >= CALM) {
      shown = now;
      show(now);
    }
    if (going) request();
  }

  function request() {
    if (!unseen) asked ||= requestAnimationFrame(frame);
  }

  return {
    request,
    /** Stops computing and drawing while nobody can see the page, and goes on from the same state when somebody can. @param {boolean} on */
    seen(on) {
      if (unseen === !on) return;
      unseen = !on;
      if (on) return request();
      cancelAnimationFrame(asked);
      asked = 0;
    },
  };
}
