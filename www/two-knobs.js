// <two-knobs data="houses" w="200" b="100"></two-knobs>: Two Knobs in a page of your own. No dependencies; load it as it is:
//
//     <script src="https://YOUR-HOST/two-knobs/two-knobs.js" defer></script>
//
// The element makes the iframe and keeps its height. Attributes and properties are the link's keys; w, b, loss, epoch, link and state
// return the page's state. Events are the page's messages (ready, change, trained, diverged, challenge, error; `detail` is the
// message). Methods are the page's calls (get, set, train, pause, step, reset), promises of the state. See docs/embedding.md.
(function () {
  "use strict";

  /** The link's keys; the table in docs/embedding.md explains each. */
  const KEYS = (
    "v data points noise n dataseed test layers nobias w b w0 b0 params params0 init binit seed loss opt lr momentum nesterov " +
    "schedule decaysteps decayrate features hold frozen batch l1 l2 clip shuffle scale target lock speed epoch embed theme lesson show tab lang autoplay"
  ).split(" ");
  /** The keys that are 0 or 1: as with HTML's own, an attribute without a value means 1. */
  const SWITCHES = ["nobias", "nesterov", "shuffle", "embed", "autoplay"];
  /** The properties that return the page's state; setting one changes the page. */
  const RESULTS = /** @type {const} */ (["w", "b", "loss", "epoch", "link"]);
  const SOURCE = "two-knobs";
  const NAME = "Two Knobs: a neuron to turn by hand";
  /** The height in pixels until the page has asked for another. */
  const FIRST_HEIGHT = 480;
  /** This script, which lies in the page's folder. */
  const script = document.currentScript ?? document.querySelector('script[src*="two-knobs.js"]');
  const own = script instanceof HTMLScriptElement && script.src;
  const home = new URL("./", own || document.baseURI).href;

  /**
   * @typedef {{
   *   w: number | null, b: number | null, loss: number | null, epoch: number, data: string, link: string, playing: boolean,
   * }} State a value that is not known yet or not finite is null
   */

  class TwoKnobs extends HTMLElement {
    static observedAttributes = [...KEYS, "link", "src", "title"];

    static {
      // A framework assigns a property wherever the element has one of that name, so each property has a setter, which sets the
      // attribute. HTML's own `lang` and `title` do so already.
      for (const key of [...KEYS, "link", "src"].filter((key) => key !== "lang")) {
        const result = RESULTS.find((name) => name === key);
        Object.defineProperty(this.prototype, key, {
          /** @this {TwoKnobs} */
          get() {
            return result ? (this.state?.[result] ?? null) : this.getAttribute(key);
          },
          /** @this {TwoKnobs} @param {unknown} value */
          set(value) {
            this.#give(key, value);
          },
        });
      }
    }

    /** @type {State | null} */
    #state = null;
    #frame = TwoKnobs.#makeFrame();
    #ready = false;
    /** The names set or removed since the last call to the page. @type {Set<string>} */
    #changed = new Set();
    /** Calls that are sent or that wait for the page. @type {Map<number, { resolve: (state: State) => void, reject: (error: Error) => void, message: object }>} */
    #calls = new Map();
    #next = 1;
    /** The frame's window, as it was when the page was opened. @type {Window | null} */
    #window = null;
    /** @param {MessageEvent} event */
    #hear = (event) => this.#receive(event);

    static #makeFrame() {
      const frame = document.createElement("iframe");
      frame.setAttribute("loading", "lazy");
      frame.setAttribute("allow", "clipboard-write; fullscreen");
      return frame;
    }

    constructor() {
      super();
      // A style sheet, because a host with a strict policy forbids style attributes.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        ":host { display: block } :host([hidden]) { display: none } iframe { display: block; width: 100%; border: 0; color-scheme: auto }",
      );
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      root.append(this.#frame);
      // Properties that were set before this script ran hide the setters, so each is removed and set again.
      const given = [...KEYS, "link", "src", "state"].filter((key) => Object.hasOwn(this, key));
      const values = given.map((key) => [key, Reflect.get(this, key)]);
      for (const key of given) Reflect.deleteProperty(this, key);
      Object.assign(this, Object.fromEntries(values));
    }

    connectedCallback() {
      addEventListener("message", this.#hear);
      if (this.#frame.src) this.#replaceFrame();
      else this.#changed.clear();
      this.#frame.title = this.title || NAME;
      this.#frame.style.height ||= `${FIRST_HEIGHT}px`;
      // The first address holds every key that was set before; after a move the page continues at its last state.
      this.#load(this.#state?.link ?? this.#link());
      this.#follow();
    }

    /** Makes a new frame: a moved one is loading its old address already, and could report that it is ready there. */
    #replaceFrame() {
      const before = this.#frame;
      this.#frame = TwoKnobs.#makeFrame();
      this.#frame.style.height = before.style.height;
      this.#ready = false;
      before.replaceWith(this.#frame);
    }

    /** moveBefore keeps the frame with its content; in Firefox the frame loads again. */
    connectedMoveCallback() {
      if (this.#frame.contentWindow !== this.#window) this.connectedCallback();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      // A move puts the element back at once; its calls then wait for the page.
      setTimeout(() => {
        if (this.isConnected) return;
        for (const { reject } of this.#calls.values()) reject(new Error("The element has left the page."));
        this.#calls.clear();
      });
    }

    /** @param {string} name @param {string | null} before @param {string | null} after */
    attributeChangedCallback(name, before, after) {
      if (before === after) return;
      if (name === "title") this.#frame.title = after || NAME;
      else if (name !== "src") this.#note(name);
      else if (this.isConnected) this.#load(this.#link());
    }

    /** Sets a property, or removes it. @param {string} key @param {unknown} value */
    #give(key, value) {
      if (value === null || value === undefined) return this.removeAttribute(key);
      this.setAttribute(key, String(typeof value === "boolean" ? Number(value) : value));
      // The page's state may have changed even where the attribute has not.
      if (key !== "src") this.#note(key);
    }

    /** @param {string} key */
    #note(key) {
      if (this.#changed.size === 0) queueMicrotask(() => this.#follow());
      this.#changed.add(key);
    }

    /** The attributes as a link. The attribute `link` is a whole link, in place of the others. */
    #link() {
      const whole = this.getAttribute("link")?.replace(/^#/, "");
      const keys = KEYS.filter((key) => key !== "embed" && this.#value(key));
      const pairs = whole ? [whole] : keys.map((key) => this.#pair(key));
      return `#${[...pairs, ...(this.#value("embed") === "0" ? [] : ["embed=1"])].join("&")}`;
    }

    /** @param {string} key */
    #value(key) {
      const value = this.getAttribute(key);
      return value === "" && SWITCHES.includes(key) ? "1" : value;
    }

    /** @param {string} key */
    #pair(key) {
      const value = encodeURIComponent(this.#value(key) ?? "");
      // Commas, semicolons and colons stay readable in links.
      return `${key}=${value.replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":")}`;
    }

    /** Loads the frame again, at a link. @param {string} link */
    #load(link) {
      const address = new URL(this.getAttribute("src") ?? home, document.baseURI).href + link;
      // Where the frame holds a page already, replacing the address adds no entry to the host's history.
      const stays = this.#ready && this.#frame.contentWindow === this.#window;
      this.#ready = false;
      if (stays) this.#window?.location.replace(address);
      else this.#frame.src = address;
      this.#window = this.#frame.contentWindow;
    }

    /** Whether the page has this value already: a host that sets the value of the last `change` must not stop the training. @param {string} key */
    #stands(key) {
      const result = RESULTS.find((name) => name === key && name !== "loss");
      return result !== undefined && String(this.#state?.[result]) === this.getAttribute(key);
    }

    /** Sends the changes to the page. A removed key takes its default, and so does a key that a whole link leaves out. */
    #follow() {
      if (!this.isConnected) return;
      const keys = [...this.#changed].filter((key) => !this.#stands(key));
      const whole = keys.some((key) => key === "link" || !this.#value(key));
      this.#changed.clear();
      if (keys.length === 0) return;
      const link = whole ? this.#link() : keys.map((key) => this.#pair(key)).join("&");
      this.#call("set", link, whole).catch(({ message }) => {
        if (this.isConnected) this.#dispatch({ event: "error", error: message });
      });
    }

    /** @param {MessageEvent} message */
    #receive({ source, data }) {
      if (source !== this.#window || typeof data !== "object" || data?.source !== SOURCE) return;
      if ("ok" in data) return this.#settle(data);
      if (data.state) this.#state = data.state;
      if (data.event === "resize") this.#frame.style.height = `${data.height}px`;
      if (data.event === "ready") {
        this.#ready = true;
        for (const { message } of this.#calls.values()) this.#window?.postMessage(message, "*");
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

    /** @param {string} call @param {string} [value] @param {boolean} [whole] @returns {Promise<State>} */
    #call(call, value, whole) {
      // Changes made before the call are carried out before it.
      this.#follow();
      const id = this.#next++;
      const message = { source: SOURCE, version: 1, id, call, value, whole };
      return new Promise((resolve, reject) => {
        this.#calls.set(id, { resolve, reject, message });
        if (this.#ready) this.#window?.postMessage(message, "*");
      });
    }

    get = () => this.#call("get");
    train = () => this.#call("train");
    pause = () => this.#call("pause");
    step = () => this.#call("step");
    reset = () => this.#call("reset");

    /**
     * Sets the keys that a link names; training pauses.
     * @param {string | Record<string, string | number>} link "w=12&b=34", or { w: 12, b: 34 }
     */
    set(link) {
      if (typeof link === "string") return this.#call("set", link);
      const pairs = Object.entries(link).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
      return this.#call("set", pairs.join("&"));
    }

    /** The state in the page's last message; null before the page works. Setting a state opens its link. */
    get state() {
      return this.#state;
    }
    set state(value) {
      this.#give("link", value?.link);
    }
  }

  if (!customElements.get(SOURCE)) customElements.define(SOURCE, TwoKnobs);
})();
