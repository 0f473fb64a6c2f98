// <two-knobs data="houses" w="200" b="100"></two-knobs>: Two Knobs in a page of your own. No dependencies; load it as it is:
//
//     <script src="https://YOUR-HOST/two-knobs/two-knobs.js" defer></script>
//
// It makes the iframe and keeps its height. The link's keys are its attributes, the state its properties (w, b, loss, epoch,
// link, state), what happens its events (ready, change, trained, diverged, challenge, error; `detail` is the message), what can
// be asked its methods (get, set, train, pause, step, reset), each a promise of the state. docs/embedding.md has the rest.
(function () {
  "use strict";

  /** The link's keys; the table in docs/embedding.md says what each means. */
  const KEYS = [
    ...[
      "v",
      "data",
      "points",
      "noise",
      "n",
      "dataseed",
      "test",
      "layers",
      "nobias",
      "w",
      "b",
      "w0",
      "b0",
      "params",
      "params0",
    ],
    ...[
      "init",
      "binit",
      "seed",
      "loss",
      "opt",
      "lr",
      "momentum",
      "nesterov",
      "batch",
      "l1",
      "l2",
      "clip",
      "shuffle",
    ],
    ...[
      "scale",
      "target",
      "lock",
      "speed",
      "epoch",
      "embed",
      "theme",
      "lesson",
      "show",
      "tab",
      "lang",
      "autoplay",
    ],
  ];
  const SOURCE = "two-knobs";
  /** Pixels, until the page has said what it needs. */
  const FIRST_HEIGHT = 480;
  /** The folder of this script is the page's own. */
  const script = document.currentScript ?? document.querySelector('script[src*="two-knobs.js"]');
  const home = new URL(
    "./",
    script instanceof HTMLScriptElement && script.src ? script.src : document.baseURI,
  ).href;

  /**
   * @typedef {{
   *   w: number | null, b: number | null, loss: number | null, epoch: number, data: string, link: string, playing: boolean,
   * }} State null for what is not known yet or not finite
   */

  class TwoKnobs extends HTMLElement {
    static observedAttributes = [...KEYS, "src", "title"];

    /** @type {State | null} */
    #state = null;
    #frame = document.createElement("iframe");
    #ready = false;
    /** Keys whose attributes changed since the page last heard of them. @type {Set<string>} */
    #changed = new Set();
    /** Calls under way, and those that wait for the page. @type {Map<number, { resolve: (state: State) => void, reject: (error: Error) => void, message: object }>} */
    #calls = new Map();
    #next = 1;
    /** @param {MessageEvent} event */
    #hear = (event) => this.#receive(event);

    constructor() {
      super();
      const frame = this.#frame;
      frame.setAttribute("loading", "lazy");
      frame.setAttribute("allow", "clipboard-write; fullscreen");
      // By rules, not style attributes: those are forbidden where the host has a strict policy.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        ":host { display: block } :host([hidden]) { display: none } iframe { display: block; width: 100%; border: 0; color-scheme: auto }",
      );
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      root.append(frame);
    }

    connectedCallback() {
      addEventListener("message", this.#hear);
      this.#ready = false;
      this.#changed.clear();
      this.#frame.title = this.title || "Two Knobs: a neuron to turn by hand";
      this.#frame.style.height ||= `${FIRST_HEIGHT}px`;
      this.#frame.src = this.#address();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      for (const { reject } of this.#calls.values()) reject(new Error("The element has left the page."));
      this.#calls.clear();
    }

    /** @param {string} name @param {string | null} before @param {string | null} after */
    attributeChangedCallback(name, before, after) {
      if (!this.isConnected || before === after) return;
      if (name === "title") this.#frame.title = after ?? "";
      else if (name === "src") this.connectedCallback();
      else {
        if (this.#changed.size === 0) queueMicrotask(() => this.#follow());
        this.#changed.add(name);
      }
    }

    /** The page at what the attributes say. */
    #address() {
      const given = KEYS.filter((key) => key !== "embed" && this.hasAttribute(key));
      const pairs = given.map((key) => this.#pair(key));
      if (this.getAttribute("embed") !== "0") pairs.push("embed=1");
      return `${new URL(this.getAttribute("src") ?? home, document.baseURI).href}#${pairs.join("&")}`;
    }

    /** @param {string} key */
    #pair(key) {
      // What links are made of stays readable.
      const value = encodeURIComponent(this.getAttribute(key) ?? "")
        .replaceAll("%2C", ",")
        .replaceAll("%3B", ";");
      return `${key}=${value.replaceAll("%3A", ":")}`;
    }

    /** Attributes have changed: the page follows. One taken away means its default, which only a new link says. */
    #follow() {
      if (!this.#ready || this.#changed.size === 0) return;
      const keys = [...this.#changed];
      this.#changed.clear();
      if (keys.every((key) => this.hasAttribute(key))) {
        this.set(keys.map((key) => this.#pair(key)).join("&")).catch((error) =>
          this.#dispatch({ event: "error", error: error.message }),
        );
      } else this.#frame.contentWindow?.location.replace(this.#address());
    }

    /** @param {MessageEvent} message */
    #receive({ source, data }) {
      if (source !== this.#frame.contentWindow || typeof data !== "object" || data?.source !== SOURCE) return;
      if ("ok" in data) return this.#settle(data);
      if (data.state) this.#state = data.state;
      if (data.event === "resize") this.#frame.style.height = `${data.height}px`;
      if (data.event === "ready") {
        this.#ready = true;
        for (const { message } of this.#calls.values()) this.#post(message);
        this.#follow();
      }
      this.#dispatch(data);
    }

    /** @param {{ event: string, error?: string }} detail */
    #dispatch(detail) {
      this.dispatchEvent(new CustomEvent(detail.event, { detail }));
    }

    /** @param {{ id: number, ok: boolean, value: State, error: string }} answer */
    #settle({ id, ok, value, error }) {
      const call = this.#calls.get(id);
      this.#calls.delete(id);
      if (ok) this.#state = value;
      if (ok) call?.resolve(value);
      else call?.reject(new Error(error));
    }

    /** @param {object} message */
    #post(message) {
      this.#frame.contentWindow?.postMessage(message, "*");
    }

    /** @param {string} call @param {string} [value] @returns {Promise<State>} */
    #call(call, value) {
      const id = this.#next++;
      const message = { source: SOURCE, version: 1, id, call, value };
      return new Promise((resolve, reject) => {
        this.#calls.set(id, { resolve, reject, message });
        if (this.#ready) this.#post(message);
      });
    }

    /** The state as it is now. */
    get = () => this.#call("get");
    /** Training starts. */
    train = () => this.#call("train");
    /** Training pauses. */
    pause = () => this.#call("pause");
    /** One update. */
    step = () => this.#call("step");
    /** Back to the start. */
    reset = () => this.#call("reset");

    /**
     * Sets what a link names; training pauses.
     * @param {string | Record<string, string | number>} link "w=12&b=34", or { w: 12, b: 34 }
     */
    set(link) {
      if (typeof link === "string") return this.#call("set", link);
      const pairs = Object.entries(link).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
      return this.#call("set", pairs.join("&"));
    }

    /** The state that was last heard of; null before the page works. */
    get state() {
      return this.#state;
    }
    get w() {
      return this.#state?.w ?? null;
    }
    set w(value) {
      void this.set({ w: value ?? 0 });
    }
    get b() {
      return this.#state?.b ?? null;
    }
    set b(value) {
      void this.set({ b: value ?? 0 });
    }
    get loss() {
      return this.#state?.loss ?? null;
    }
    get epoch() {
      return this.#state?.epoch ?? null;
    }
    get link() {
      return this.#state?.link ?? null;
    }
  }

  if (!customElements.get(SOURCE)) customElements.define(SOURCE, TwoKnobs);
})();
