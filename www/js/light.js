// A first visit begins with a light WebAssembly: the page's own, less what such a visit never ran in rehearsal. Where it comes to
// something that it lacks, it misses; then the whole WebAssembly takes over its memory as it was when the call began, and the same
// call is made there. The whole one takes over by itself once it has arrived. See docs/decisions/0009-a-light-first.md.

/** @typedef {import("./two_knobs.d.ts").InitOutput} Exports */
/**
 * What the build lets the glue hand out besides what it declares: wasm-bindgen's own functions.
 * @typedef {{
 *   __wbg_get_imports: () => WebAssembly.Imports,
 *   __wbg_finalize_init: (instance: { exports: object }, module?: WebAssembly.Module) => Exports,
 * }} Glue
 */

const PAGE = 65536;

/** @param {URL} address */
async function bytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return answer.arrayBuffer();
}

/** @param {object} declared the glue @param {URL} address of the whole WebAssembly */
export function createLight(declared, address) {
  const glue = /** @type {Glue} */ (declared);
  /** The exports that the glue uses. @type {Exports} */
  let used;
  /** The whole WebAssembly, once it has arrived. @type {WebAssembly.Module | undefined} */
  let whole;
  let isWhole = false;
  /** @type {Promise<void> | undefined} */
  let arriving;
  /** Whether a call is under way, and whether it has missed something. */
  let inside = false;
  let missed = false;
  /** Bytes below the stack's pointer are left from calls that have ended. @type {WebAssembly.Global} */
  let stack;
  let kept = new Uint8Array();

  /** The session as it is between two calls; the next time writes over it. */
  function remember() {
    const { memory, __wbindgen_externrefs: values } = used;
    const from = stack.value;
    const bytes = new Uint8Array(memory.buffer, from);
    if (kept.length !== bytes.length) kept = new Uint8Array(bytes.length);
    kept.set(bytes);
    return { from, values: Array.from({ length: values.length }, (_, i) => values.get(i)) };
  }

  /** The whole WebAssembly goes on from there. @param {WebAssembly.Module} module @param {ReturnType<typeof remember>} state */
  function goOn(module, { from, values }) {
    const instance = new WebAssembly.Instance(module, glue.__wbg_get_imports());
    used = glue.__wbg_finalize_init(instance, module);
    const { memory, __wbindgen_externrefs: table } = used;
    const missing = from + kept.length - memory.buffer.byteLength;
    if (missing > 0) memory.grow(missing / PAGE);
    new Uint8Array(memory.buffer, from).set(kept);
    if (table.length < values.length) table.grow(values.length - table.length);
    values.forEach((value, i) => table.set(i, value));
    kept = new Uint8Array();
    isWhole = true;
  }

  /** The call that missed something has not been made. @param {ReturnType<typeof remember>} state */
  function putBack({ from, values }) {
    const { memory, __wbindgen_externrefs: table } = used;
    stack.value = from;
    new Uint8Array(memory.buffer, from, kept.length).set(kept);
    values.forEach((value, i) => table.set(i, value));
  }

  /** The whole WebAssembly now: a hand was quicker than the network, and waits. */
  function fetchNow() {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    // Bytes as text: a request that waits may not ask for a buffer.
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new Error(`${address.pathname}: ${request.status}`);
    return new WebAssembly.Module(Uint8Array.from(request.responseText, (letter) => letter.charCodeAt(0)));
  }

  /** An export of the light WebAssembly that finds its way to the whole one. @param {string} name @param {Function} run */
  function guard(name, run) {
    const again = (/** @type {unknown[]} */ args) => /** @type {any} */ (used)[name](...args);
    return (/** @type {unknown[]} */ ...args) => {
      // Whoever still holds this guard.
      if (isWhole) return again(args);
      // JavaScript that was called from a call: what is missed there, the outer call has missed.
      if (inside) return run(...args);
      const state = remember();
      inside = true;
      missed = false;
      try {
        const answer = run(...args);
        if (!missed) return answer;
      } catch (error) {
        if (!missed) throw error;
      } finally {
        inside = false;
      }
      try {
        goOn(whole ?? fetchNow(), state);
      } catch (error) {
        putBack(state);
        throw error;
      }
      return again(args);
    };
  }

  async function arrive() {
    if (isWhole) return;
    whole = await WebAssembly.compile(await bytes(address));
    if (!isWhole) goOn(whole, remember());
  }

  return {
    isWhole: () => isWhole,

    /**
     * Starts the light WebAssembly; throws, and has changed nothing, where that cannot be or the whole one could not take over.
     * @param {URL} light
     */
    async begin(light) {
      const imports = {
        ...glue.__wbg_get_imports(),
        light: {
          miss() {
            missed = true;
            throw new Error("the light WebAssembly lacks this");
          },
        },
      };
      const module = await WebAssembly.compile(await bytes(light));
      // At once, as the whole one will be: Chrome refused that before version 114.
      const instance = new WebAssembly.Instance(module, imports);
      used = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
      stack = /** @type {WebAssembly.Global} */ (instance.exports.stack);
      const guarded = Object.entries(instance.exports).map(([name, item]) => [
        name,
        typeof item === "function" ? guard(name, item) : item,
      ]);
      glue.__wbg_finalize_init({ exports: Object.fromEntries(guarded) });
    },

    /** Fetches the whole one and lets it take over; where it did not arrive, the next one who asks tries again. */
    complete() {
      arriving ??= arrive();
      arriving.catch(() => (arriving = undefined));
      return arriving;
    },
  };
}
