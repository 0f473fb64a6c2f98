// Starts the hosted page, whose files lie beside it.

import { start } from "./start.js";

/** The names of the built files, which Trunk writes into the page. */
function app() {
  const names = document.querySelector('meta[name="app"]');
  if (!(names instanceof HTMLMetaElement))
    throw new Error("index.html was not built: it names no WebAssembly");
  return names;
}

void start({
  async json(path) {
    const answer = await fetch(new URL(`../../${path}`, import.meta.url));
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  },
  page: () => import("../main.js"),
  glue: async () => import(new URL(app().content, document.baseURI).href),
  async extras() {
    const address = new URL("../../extras/two-knobs-extras.js", import.meta.url);
    /** @type {typeof import("../session/two_knobs_extras.d.ts")} */
    const extras = await import(address.href);
    await extras.default();
    return extras;
  },
  async lab(glue) {
    await glue.default({ module_or_path: new URL(app().dataset.wasm ?? "", document.baseURI) });
    return glue.Lab;
  },
});
