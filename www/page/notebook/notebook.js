// The notebook: the lab's cells with the page's present numbers. Rust computes what Python would print.

import { createCells } from "./cells.js";
import { createCopy } from "./copy-out.js";
import { flag, icon, make, options, styles, text } from "../parts/dom.js";
import { lightKnobs } from "./hot.js";
import { isMessage, say } from "../words/i18n.js";
import { createPaste } from "../parts/paste.js";
import { createScrub } from "./scrub.js";

/** @import { Snapshot } from "../session/two_knobs.d.ts" */
/** @import { KnobName, Notebook, NotebookState, Pasted } from "../session/two_knobs_extras.d.ts" */
/** @import { Inside, View } from "../session/store.js" */

/** Milliseconds between two updates of the cells while training runs or a knob turns elsewhere: a person reads no faster. */
const PAUSE = 200;
/** The pause is also at least this many times the duration of one update, so that training keeps most of the time. */
const SHARE = 20;
/** But one update that a busy machine holds up must not keep the next one away: the pause ends after this many milliseconds. */
const LONGEST = 1000;
/** The first bytes of a zip file and of a NumPy array. */
const BEGINNINGS = [0x50, 0x93];

/** @param {HTMLElement} root @param {Inside} inside */
export async function createPane(root, { words, format, send, hold, extras, link, trained }) {
  const [rust] = await Promise.all([extras(), styles("notebook/notebook.css")]);
  lightKnobs();
  /** @type {NotebookState} */
  const state = { wrong: null, layer: null };
  /** @type {Snapshot} */
  let snapshot;
  let playing = false;
  let stale = false;
  let next = 0;
  /** The timer of the next update. @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  // ---------- the parts ----------
  const tip = make("p", { class: "cell__note", role: "status" });
  let wrong = "";
  const wiring = {
    ...{ words, format, send, hold, reason: tip },
    complain(/** @type {string | null} */ why) {
      wrong = why ?? "";
      showTip();
    },
  };
  const scrubs = { w: createScrub("w", wiring), b: createScrub("b", wiring) };
  const turn = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": words("notebook.turn") }));
  turn.addEventListener("change", () => {
    state.wrong = /** @type {NotebookState["wrong"]} */ (turn.value || null);
    look();
    cell("set")?.scrollIntoView({ block: "nearest" });
  });
  const turns = make(
    "label",
    { class: "pick nb__turn" },
    make("span", { "aria-hidden": "true" }, words("notebook.turn")),
    turn,
    icon("chevron"),
  );
  const list = make("div", { class: "nb__cells" });
  const cells = createCells(list, { words, format, scrubs, setter: [tip, turns], fix });

  const layer = /** @type {HTMLSelectElement} */ (make("select", { "aria-label": words("notebook.layer") }));
  layer.addEventListener("change", () => {
    state.layer = Number(layer.value);
    look();
  });
  const layers = make(
    "label",
    { class: "pick", hidden: "" },
    make("span", { "aria-hidden": "true" }, words("notebook.layer")),
    layer,
    icon("chevron"),
  );

  const file = /** @type {HTMLInputElement} */ (
    make("input", { type: "file", class: "sr", accept: ".npz,.npy,.txt,.json,.py,.csv" })
  );
  const chooser = make("label", { class: "btn btn--line nb__file" }, words("weights.file"), file);
  const paste = createPaste({
    words,
    of: "weights",
    example: "[array([[200.]], dtype=float32),\n array([100.], dtype=float32)]",
    use: (printed) => take(() => rust.read_weights(link(), printed)),
    also: [chooser],
  });
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    file.value = "";
    if (!BEGINNINGS.includes(bytes[0] ?? 0)) return paste.read(new TextDecoder().decode(bytes));
    paste.complain(await take(() => rust.read_npz(link(), bytes)));
  });
  const copy = createCopy({ words, extras, link });
  const tools = make("div", { class: "nb__tools" }, layers, paste.opener, copy.opener);
  /** The notes about weights that were read. */
  const told = make("p", { class: "nb__told", role: "status" });
  const foot = make("div", { class: "nb__foot" }, tools, told, paste.panel, copy.panel);
  paste.opener.addEventListener("click", () => text(told, ""));
  root.replaceChildren(make("div", { class: "nb" }, list, foot));

  // ---------- what happens ----------
  /** Sets the weights of a text or a file; returns why not, or null. @param {() => Pasted} read */
  async function take(read) {
    text(told, "");
    try {
      const { set, notes } = read();
      const refused = send({ set });
      if (refused !== null) return refused;
      state.wrong = null;
      text(told, notes.map((note) => say(words, note, format.tick)).join(" "));
      return null;
    } catch (error) {
      if (isMessage(error)) return say(words, error, format.tick);
      throw error;
    }
  }

  /** Repairs the code, and returns the focus to the place of the mistake. */
  function fix() {
    state.wrong = null;
    look();
    turn.focus();
  }

  /** @param {string} name */
  const cell = (name) => list.querySelector(`[data-cell="${name}"]`);

  function showTip() {
    const tips = scrubs.w.node.isConnected && !state.wrong ? words("notebook.tip") : "";
    text(tip, wrong || tips);
    flag(tip, "hidden", !wrong && !tips);
  }

  /** @param {Notebook} notebook */
  function scrubbed({ cells }) {
    const tokens = cells.flatMap(({ code }) => code.flatMap(({ tokens }) => tokens));
    for (const name of /** @type {KnobName[]} */ (["w", "b"])) {
      const token = tokens.find(({ knob, scrub }) => scrub && knob === name);
      if (token) scrubs[name].update(snapshot, token.text);
      else scrubs[name].leave();
    }
  }

  function look() {
    stale = false;
    clearTimeout(waiting);
    waiting = undefined;
    const began = performance.now();
    const first = !list.firstElementChild;
    const notebook = rust.notebook(link(), trained(), state);
    const before = cells.live();
    const followed = first || (before && isInView(before));
    scrubbed(notebook);
    cells.update(notebook);
    const known = notebook.turns.find((name) => name === state.wrong) ?? "";
    const choices = notebook.turns.map((value) => ({ value, label: words(`notebook.turn.${value}`) }));
    options(turn, [{ value: "", label: words("notebook.turn.none") }, ...choices], known);
    flag(layers, "hidden", notebook.layers < 2);
    const named = Array.from({ length: notebook.layers }, (_, i) => ({
      value: String(i),
      label: format.count(i + 1),
    }));
    options(layer, named, String(notebook.layer));
    copy.update(snapshot.training.epoch);
    showTip();
    if (followed && cells.live() !== before) unfold();
    const pause = SHARE * (performance.now() - began);
    next = began + Math.min(LONGEST, Math.max(PAUSE, pause));
  }

  /** @param {HTMLElement} shown */
  function isInView(shown) {
    const [pane, box] = [root.getBoundingClientRect(), shown.getBoundingClientRect()];
    return box.bottom > pane.top && box.top < pane.bottom;
  }

  /** Where the pane scrolls within itself, scrolls to the live cell, because learners open the notebook for that cell. */
  function unfold() {
    const live = cells.live();
    if (!live) return;
    const [top, end] = [live.getBoundingClientRect(), foot.getBoundingClientRect()];
    const begin = root.getBoundingClientRect().top;
    root.scrollTop += Math.min(
      top.top - begin,
      Math.max(0, top.bottom + end.height - begin - root.clientHeight),
    );
  }

  return {
    /** @param {Snapshot} now @param {View} page */
    update(now, page) {
      if (now.model.layers.length !== snapshot?.model.layers.length) state.layer = null;
      snapshot = now;
      playing = page.playing;
      stale = true;
    },
    paint() {
      if (!stale) return;
      // A number that a person is turning in the code follows at once; every other update waits for a pause between frames.
      if (!list.firstElementChild || (!playing && root.contains(document.activeElement))) look();
      else waiting ??= setTimeout(look, next - performance.now());
    },
  };
}
