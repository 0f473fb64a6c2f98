// The one animation loop. It decides how many updates a frame makes, and when to draw; what they are, Rust knows.

/** @import { Speed } from "./two_knobs.d.ts" */

/** Milliseconds of a frame at 60 frames a second, less what a browser needs between frames and what varies from frame to frame. */
const FRAME = 13.5;
/** Milliseconds that updates take where drawing leaves less than LEAST of a frame: then frames are fewer. */
const SHARE = 12;
const LEAST = 2.5;
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
  /** Milliseconds of late frames besides their updates, smoothed: drawing, layout and paint. */
  let drawing = FRAME / 2;
  let drawn = 0;
  // A task asked for in a frame comes when the browser has painted it: until then the frame has cost.
  const after = new MessageChannel();
  after.port1.onmessage = () => {
    drawing += (Math.min(performance.now() - drawn, FRAME) - drawing) / 8;
  };

  /** At full speed updates take what drawing leaves of a frame. */
  const budget = () => (FRAME - drawing > LEAST ? FRAME - drawing : SHARE);

  /** As many updates as the budget held last time, growing or shrinking at most twofold. @param {number} updates */
  function measured(updates) {
    const began = performance.now();
    advance(updates);
    const took = Math.max(performance.now() - began, 0.01);
    const ratio = Math.min(2, Math.max(0.5, budget() / took));
    most = Math.min(MOST, Math.max(1, Math.round(updates * ratio)));
  }

  /** @param {number} now */
  function frame(now) {
    asked = 0;
    const speed = pace();
    if (speed === "max") {
      measured(most);
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
