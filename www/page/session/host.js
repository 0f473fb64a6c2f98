// The messages between this page and a host page that frames it: events, calls and their answers, and the height that this page
// needs. docs/embedding.md is the contract. Without a frame nothing is posted. (start.js reports that the page has failed.)

/**
 * @typedef {{
 *   w: number | null, b: number | null, loss: number | null, epoch: number, data: string, link: string, playing: boolean,
 * }} State a number that is not finite is null; `link` is the address's hash
 */

/** @import { Command, Snapshot } from "./two_knobs.d.ts" */

const SOURCE = "two-knobs";
const VERSION = 1;
/** Milliseconds between two `change` events, so that there are at most ten per second. */
const PAUSE = 110;
/** The most characters of a call's value: the longest link. */
const LONGEST = 400_000;
const LONGEST_ID = 200;

/** @param {number} value */
const finite = (value) => (Number.isFinite(value) ? value : null);

/** @param {Snapshot} snapshot @param {string} link @param {boolean} playing @returns {State} */
export function hostState({ w, b, loss, training, data }, link, playing) {
  const numbers = { w: finite(w.value), b: finite(b.value), loss: finite(loss), epoch: training.epoch };
  return { ...numbers, data: data.name, link, playing };
}

/**
 * @param {{
 *   state: () => State,
 *   send: (command: Command) => string | null,
 *   play: (on: boolean) => void,
 *   shown: (link: string) => void,
 *   open: (link: string) => void,
 *   refuse: (why: "call" | "value" | "version") => string,
 *   slide: (shown: boolean) => void,
 * }} wiring `send` returns why the command was refused, or null; `shown` applies a link's settings of the page; `open` opens a
 * link in place of the present experiment
 */
export function createHost({ state, send, play, shown, open, refuse, slide }) {
  const host = window.parent;
  const framed = host !== window;
  const root = document.documentElement;
  // WordPress adds `#?secret=...` to the address that it frames, and ignores a height without that secret.
  const secret = /[?&]secret=(\w{1,64})$/.exec(location.hash)?.[1];

  /** @param {object} message */
  const post = (message) => {
    if (framed) host.postMessage(message, "*");
  };
  /** @param {object} message */
  const tell = (message) => post({ source: SOURCE, version: VERSION, ...message });

  // ---------- events ----------
  let last = "";
  let told = -PAUSE;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  function tellChange() {
    waiting = undefined;
    const now = state();
    const text = JSON.stringify(now);
    if (text === last) return;
    last = text;
    told = performance.now();
    tell({ event: "change", state: now });
  }

  function changed() {
    if (!framed) return;
    waiting ??= setTimeout(tellChange, Math.max(0, told + PAUSE - performance.now()));
  }

  // ---------- calls ----------
  /** Each call returns why it was refused, or null. @type {Record<string, (value: string, whole: boolean) => string | null>} */
  const calls = {
    get: () => null,
    set(link, whole) {
      if (whole) return (open(link), null);
      const refused = send({ set: link });
      if (refused === null) shown(link);
      return refused;
    },
    train: () => (play(true), null),
    pause: () => (play(false), null),
    step() {
      if (state().playing) play(false);
      return send("step");
    },
    reset: () => send("reset"),
  };

  /** @param {{ version?: unknown, id?: unknown, call?: unknown, value?: unknown, whole?: unknown }} message */
  function answer({ version, id, call, value, whole }) {
    const known = typeof id === "number" || (typeof id === "string" && id.length <= LONGEST_ID) ? id : null;
    const refused = carryOut(version, call, value, whole === true);
    tell(
      refused === null ? { id: known, ok: true, value: state() } : { id: known, ok: false, error: refused },
    );
  }

  /** Carries out a call; returns why it was refused, or null. @param {unknown} version @param {unknown} call @param {unknown} value @param {boolean} whole */
  function carryOut(version, call, value, whole) {
    if (version !== VERSION) return refuse("version");
    if (typeof call !== "string" || !Object.hasOwn(calls, call)) return refuse("call");
    const given = call === "set" ? value : "";
    if (typeof given !== "string" || given.length > LONGEST) return refuse("value");
    return calls[call]?.(given, whole) ?? null;
  }

  if (framed) {
    addEventListener("message", ({ source, data }) => {
      if (source !== host) return;
      if (data === "slide:start" || data === "slide:stop") slide(data === "slide:start");
      else if (typeof data !== "object" || data === null) return;
      else if (data.source === SOURCE) "call" in data && answer(data);
      else if (data.context === "h5p") talkToH5p(data.action);
    });
  }

  // ---------- height ----------
  /** The height that the page last announced, and the page's width then, in CSS pixels. */
  let needed = 0;
  let width = 0;

  /** The smallest height that holds the page at its present width; the frame's present height does not matter. */
  function measure() {
    const { scrollX, scrollY } = window;
    root.toggleAttribute("data-measure", true);
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    root.toggleAttribute("data-measure", false);
    if (scrollY !== window.scrollY) scrollTo(scrollX, scrollY);
    return height;
  }

  /** Announces the height in the form that each kind of host understands. */
  function fit() {
    if (!framed || innerWidth === 0) return;
    width = innerWidth;
    const height = measure();
    if (height === needed || height === 0) return;
    needed = height;
    tell({ event: "resize", height });
    post({ subject: "lti.frameResize", height });
    toH5p("resize");
    if (secret) post({ message: "height", value: height, secret });
  }

  /** @param {string} action */
  const toH5p = (action) => post({ context: "h5p", action, scrollHeight: needed, clientHeight: needed });

  /** Talks to H5P's resizer: it answers `hello`, sends `resize` when its window changes, and drops the old height before a new one. @param {unknown} action */
  function talkToH5p(action) {
    if (action === "ready") toH5p("hello");
    else if (action === "hello" || action === "resize") toH5p("prepareResize");
    else if (action === "resizePrepared") toH5p("resize");
  }

  return {
    changed,
    fit,
    /** Tells the host that the page works. */
    ready() {
      if (!framed) return;
      last = JSON.stringify(state());
      tell({ event: "ready", state: state() });
      toH5p("hello");
      fit();
      // Only a new width announces a height again, so that a host that follows the height starts no loop.
      new ResizeObserver(() => innerWidth !== width && fit()).observe(root);
    },
    /** Tells the host that training stopped by itself. @param {"settled" | "target" | "nonFinite" | "rateAboveLimit"} reason */
    stopped(reason) {
      const event = reason === "settled" || reason === "target" ? "trained" : "diverged";
      if (framed) tell({ event, reason, state: state() });
    },
    /** Tells the host that a lesson's challenge was met. @param {string} lesson */
    challenge(lesson) {
      if (framed) tell({ event: "challenge", lesson, state: state() });
    },
  };
}
