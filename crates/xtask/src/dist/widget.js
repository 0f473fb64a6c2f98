// An anywidget module (https://anywidget.dev): Two Knobs in a notebook's cell. The page lies in a frame of its own; the
// traitlets w, b and link follow its knobs, and its knobs follow them. Views of one model follow each other through it: each one
// writes what a hand or training in it has changed, never what it was told.

const PAGE = "THE PAGE";
const HEIGHT = 560;
const NAMES = ["w", "b", "link"];
/** Milliseconds between two writes to the model: no more than twenty in any second. */
const PAUSE = 60;

/** @param {string} link */
const bare = (link) => String(link ?? "").replace(/^#/, "");
/** The keys that a link names; every view here is compact. @param {string} link */
const keys = (link) =>
  new Set(
    bare(link)
      .split("&")
      .map((pair) => pair.split("=")[0])
      .filter((key) => key !== "" && key !== "embed"),
  );

/** Knobs as a link says them, where `link` leaves them open. @param {any} model @param {string[]} names @param {string} link */
function knobs(model, names, link) {
  const named = keys(link);
  const open = names.filter(
    (name) => name !== "link" && !named.has(name) && !named.has("params") && Number.isFinite(model.get(name)),
  );
  return open.map((name) => `${name}=${model.get(name)}`);
}

/** What one view shows. @param {{ model: any, el: HTMLElement }} widget */
function render({ model, el }) {
  const frame = document.createElement("iframe");
  frame.title = "Two Knobs: one neuron";
  frame.allow = "clipboard-write; fullscreen";
  frame.style.cssText = `display:block;width:100%;height:${HEIGHT}px;border:0`;
  let ready = false;
  let calls = 0;
  /** The call whose answer is awaited, or 0; and the names that the model gave with it. */
  let asked = 0;
  /** @type {string[]} */
  let given = [];
  /** What the model said when this view last read or wrote it. @type {Record<string, unknown>} */
  let known = {};
  /** What the frame is known to show. @type {Record<string, any>} */
  let shown = {};
  /** Names to be written. @type {Set<string>} */
  const pending = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let written = -PAUSE;

  const read = () => Object.fromEntries(NAMES.map((name) => [name, model.get(name)]));

  /** @param {string} value a link @param {boolean} whole whether it is all of one */
  function set(value, whole) {
    asked = calls += 1;
    const message = { source: "two-knobs", version: 1, id: asked, call: "set", value, whole };
    frame.contentWindow?.postMessage(message, "*");
  }

  // ---------- the frame follows the model ----------
  /** The page as the model says. A class that starts its knobs at 0 has not given these to a link. */
  function start() {
    known = read();
    const { w, b, link } = known;
    const own = bare(link) === "" || w || b ? knobs(model, NAMES, link) : [];
    given = ["link", ...own.map((pair) => pair.split("=")[0])];
    return `#${[bare(link), ...own, "embed=1"].filter(Boolean).join("&")}`;
  }

  /** What the model says anew: one question at a time, so that the page is asked no faster than it answers. */
  function push() {
    if (!ready || asked) return;
    given = NAMES.filter((name) => model.get(name) !== known[name]);
    known = read();
    const names = given.filter((name) => known[name] !== shown[name]);
    const another = names.includes("link");
    const link = another ? bare(known.link) : "";
    const parts = [link, ...knobs(model, another ? given : names, link)].filter(Boolean);
    if (!another && parts.length === 0) return;
    for (const name of another ? NAMES : names) pending.delete(name);
    // All of a link means the default of each key that it leaves out; where it leaves out none, the page has less to do.
    const said = keys(parts.join("&"));
    const whole = another && [...keys(shown.link)].some((key) => !said.has(key));
    set((whole ? [...parts, "embed=1"] : parts).join("&"), whole);
  }

  /** The frame stands where the model said. What was said of it only in part is made true. @param {Record<string, any>} state */
  function settle(state) {
    asked = 0;
    shown = state;
    const untrue = NAMES.filter(
      (name) => !given.includes(name) && model.get(name) === known[name] && known[name] !== state[name],
    );
    // A link that says nothing says nothing untrue.
    write(untrue.filter((name) => name !== "link" || known.link));
    push();
  }

  // ---------- the model follows the frame ----------
  /** A hand, or training, has changed what the frame shows. @param {Record<string, any>} state */
  function follow(state) {
    const names = NAMES.filter((name) => state[name] !== shown[name]);
    shown = state;
    write(names);
  }

  /** @param {string[]} names */
  function write(names) {
    // A network has no w and b.
    for (const name of names) if (shown[name] !== null) pending.add(name);
    if (pending.size > 0) timer ??= setTimeout(save, Math.max(0, written + PAUSE - performance.now()));
  }

  function save() {
    timer = undefined;
    if (pending.size === 0) return;
    written = performance.now();
    for (const name of pending) known[name] = shown[name];
    for (const name of pending) model.set(name, shown[name]);
    pending.clear();
    model.save_changes();
  }

  // ---------- messages ----------
  /** @param {MessageEvent} event */
  function hear(event) {
    if (event.source !== frame.contentWindow || event.data?.source !== "two-knobs") return;
    const { event: what, state, height, id, value } = event.data;
    if (what === "resize" && height > 0) frame.style.height = `${Math.min(height, 900)}px`;
    else if (what === "ready") {
      // A notebook that moves its cells makes the frame begin anew, where it began; the model has gone on.
      if (ready) [known, given] = [{}, NAMES];
      ready = true;
      settle(state);
    } else if (what === "change" && !asked && ready) follow(state);
    else if (id === asked && asked) settle(value && typeof value === "object" ? value : shown);
  }

  let waiting = false;
  /** All that changes at once is followed at once. */
  function changed() {
    if (!waiting) queueMicrotask(() => ((waiting = false), push()));
    waiting = true;
  }

  addEventListener("message", hear);
  for (const name of NAMES) model.on(`change:${name}`, changed);
  const quoted = start().replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  frame.srcdoc = PAGE.replace("<html ", () => `<html data-link="${quoted}" `);
  el.append(frame);
  return () => {
    removeEventListener("message", hear);
    for (const name of NAMES) model.off(`change:${name}`, changed);
    clearTimeout(timer);
    save();
    frame.remove();
  };
}

export default { render };
