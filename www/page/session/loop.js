// The one animation loop. It decides how many updates a frame makes, and when to draw; what they are, Rust knows.

/** @import { Speed } from "./two_knobs.d.ts" */

/** Milliseconds of work that a frame holds at 60 frames a second: of its 16.7 a browser needs some for itself, more on a busy machine. */
const FRAME = { least: 11, first: 15, most: 16.5 };
/** A frame that comes by so much later than the display's pace is late; what is held then falls by so much, and grows by so little else. */
const LATE = 1.2;
const FALL = 0.8;
const GROW = 0.02;
/** Milliseconds that updates take at least; and where drawing alone fills a frame: then frames are fewer anyway. */
const LEAST = 2.5;
const SHARE = 12;
const SIXTIETH = 1000 / 60;
const MOST = 1_000_000;
/** Milliseconds between redraws for those who asked for less motion. */
const CALM = 250;

/**
 * @param {{
 *   pace: () => Speed | null,
 *   advance: (updates: number) => void,
 *   show: (now: number) => void,
 * }} wiring `pace` is null while training rests
 */
export function createLoop({ pace, advance, show }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let asked = 0;
  let most = 100;
  let shown = -CALM;
  let unseen = false;
  /** Milliseconds of the last frames besides their updates, smoothed: drawing, layout and paint. */
  let drawing = FRAME.first / 2;
  let drawn = 0;
  let held = FRAME.first;
  let before = -Infinity;
  /** Milliseconds of the display's pace: the shortest between two frames lately. */
  let period = SIXTIETH;
  // A task asked for in a frame comes when the browser has painted it: until then the frame has cost.
  const after = new MessageChannel();
  after.port1.onmessage = () => {
    drawing += (Math.min(performance.now() - drawn, 2 * FRAME.most) - drawing) / 8;
  };

  /** At full speed updates take what drawing leaves of a frame; how much a frame holds, its lateness tells. @param {number} now */
  function budget(now) {
    const gap = now - before;
    before = now;
    period = Math.min(period * 1.001, gap);
    const late = gap > LATE * Math.max(SIXTIETH, period);
    held = Math.min(FRAME.most, Math.max(FRAME.least, held + (late ? -FALL : GROW)));
    return drawing + LEAST < FRAME.most ? Math.max(LEAST, held - drawing) : SHARE;
  }

  /** As many updates as the budget held last time, growing or shrinking at most twofold. @param {number} updates @param {number} room */
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
    /** While nobody can see the page nothing is computed or drawn; then it goes on from where it was. @param {boolean} on */
    seen(on) {
      if (unseen === !on) return;
      unseen = !on;
      if (on) return request();
      cancelAnimationFrame(asked);
      asked = 0;
    },
  };
}
