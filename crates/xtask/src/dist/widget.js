// An anywidget module (https://anywidget.dev): Two Knobs in a notebook's cell. Each view has the page in a frame. The model's
// traitlets w, b and link follow the page's knobs, and the knobs follow the traitlets. Several views of one model follow each other
// through the model: a view writes only what a person or training has changed in it, never a value that came from the model.

const PAGE = "THE PAGE";
const HEIGHT = 560;
const NAMES = ["w", "b", "link"];
/** Milliseconds between two writes to the model, so that no second has more than twenty. */
const PAUSE = 60;

/** @param {string} link */
const bare = (link) => String(link ?? "").replace(/^#/, "");
/** The keys that a link names, without `embed`, because every view is compact. @param {string} link */
const keys = (link) =>
  new Set(
    bare(link)
      .split("&")
      .map((pair) => pair.split("=")[0])
      .filter((key) => key !== "" && key !== "embed"),
  );

/** The model's knobs as keys of a link; a knob that `link` names is left out. @param {any} model @param {string[]} names @param {string} link */
function knobs(model, names, link) {
  const named = keys(link);
  const open = names.filter(
    (name) => name !== "link" && !named.has(name) && !named.has("params") && Number.isFinite(model.get(name)),
  );
  return open.map((name) => `${name}=${model.get(name)}`);
}

/** Makes one view. @param {{ model: any, el: HTMLElement }} widget */
function render({ model, el }) {
  const frame = document.createElement("iframe");
  frame.title = "Two Knobs: one neuron";
  frame.allow = "clipboard-write; fullscreen";
  frame.style.cssText = `display:block;width:100%;height:${HEIGHT}px;border:0`;
  let ready = false;
  let calls = 0;
  /** The id of the call whose answer is awaited, or 0. `given` holds the names that the model set in that call. */
  let asked = 0;
  /** @type {string[]} */
  let given = [];
  /** The model's values when this view last read or wrote them. @type {Record<string, unknown>} */
  let known = {};
  /** The state in the frame's last message. @type {Record<string, any>} */
  let shown = {};
  /** The names to write to the model. @type {Set<string>} */
  const pending = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let written = -PAUSE;

  const read = () => Object.fromEntries(NAMES.map((name) => [name, model.get(name)]));

  /** @param {string} value a link @param {boolean} whole whether keys that the link leaves out take their defaults */
  function set(value, whole) {
    asked = calls += 1;
    const message = { source: "two-knobs", version: 1, id: asked, call: "set", value, whole };
    frame.contentWindow?.postMessage(message, "*");
  }

  // ---------- the frame follows the model ----------
  /** Opens the page with the model's values. Knobs at 0 beside a link are the class's default values and are left out. */
  function start() {
    known = read();
    const { w, b, link } = known;
    const own = bare(link) === "" || w || b ? knobs(model, NAMES, link) : [];
    given = ["link", ...own.map((pair) => pair.split("=")[0])];
    return `#${[bare(link), ...own, "embed=1"].filter(Boolean).join("&")}`;
  }

  /** Sends the model's changes: one call at a time, so that no call is sent before the page has answered the last one. */
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
    // A whole link sets each key that it leaves out to the default; where it leaves out none, the page has less work.
    const said = keys(parts.join("&"));
    const whole = another && [...keys(shown.link)].some((key) => !said.has(key));
    set((whole ? [...parts, "embed=1"] : parts).join("&"), whole);
  }

  /** Called when the page has taken the model's values. Writes to the model the values that differ from the page's state. @param {Record<string, any>} state */
  function settle(state) {
    asked = 0;
    shown = state;
    const untrue = NAMES.filter(
      (name) => !given.includes(name) && model.get(name) === known[name] && known[name] !== state[name],
    );
    // An empty link is not wrong, so it stays empty.
    write(untrue.filter((name) => name !== "link" || known.link));
    push();
  }

  // ---------- the model follows the frame ----------
  /** Called when a person or training has changed the page's state. @param {Record<string, any>} state */
  function follow(state) {
    const names = NAMES.filter((name) => state[name] !== shown[name]);
    shown = state;
    write(names);
  }

  /** @param {string[]} names */
  function write(names) {
    // A network has no single w and b.
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
      // A notebook that moves its cells makes the frame load its first address again; the model's values are newer.
      if (ready) [known, given] = [{}, NAMES];
      ready = true;
      settle(state);
    } else if (what === "change" && !asked && ready) follow(state);
    else if (id === asked && asked) settle(value && typeof value === "object" ? value : shown);
  }

  let waiting = false;
  /** Collects changes that come together, and sends them together. */
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
