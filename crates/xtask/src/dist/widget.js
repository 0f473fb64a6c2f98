// An anywidget module (https://anywidget.dev): Two Knobs in a notebook's cell. The page lies in a frame of its own; the
// traitlets w, b and link follow its knobs, and its knobs follow them.

const PAGE = "THE PAGE";
const HEIGHT = 560;

/** What one view shows. @param {{ model: any, el: HTMLElement }} widget */
function render({ model, el }) {
  const frame = document.createElement("iframe");
  frame.title = "Two Knobs: one neuron";
  frame.allow = "clipboard-write; fullscreen";
  frame.style.cssText = `display:block;width:100%;height:${HEIGHT}px;border:0`;
  let ready = false;
  let calls = 0;
  // What the frame is known to show: an echo of it asks for nothing.
  const shown = { w: NaN, b: NaN, link: "" };

  /** @param {string} call @param {string} [value] */
  function ask(call, value) {
    calls += 1;
    frame.contentWindow?.postMessage({ source: "two-knobs", version: 1, id: calls, call, value }, "*");
  }

  /** The knobs that differ from what the frame shows. */
  function push() {
    if (!ready) return;
    const parts = ["w", "b"].filter(
      (name) => Number.isFinite(model.get(name)) && model.get(name) !== shown[name],
    );
    if (parts.length > 0) ask("set", parts.map((name) => `${name}=${model.get(name)}`).join("&"));
  }
  function pushLink() {
    if (ready && model.get("link") !== shown.link) ask("set", model.get("link").replace(/^#/, ""));
  }

  /** @param {{ w: number | null, b: number | null, link: string }} state */
  function follow(state) {
    for (const name of ["w", "b", "link"]) {
      const value = state[name];
      if (value === null || value === undefined) continue;
      shown[name] = value;
      if (model.get(name) !== value) model.set(name, value);
    }
    model.save_changes();
  }

  /** @param {MessageEvent} event */
  function hear(event) {
    if (event.source !== frame.contentWindow || event.data?.source !== "two-knobs") return;
    const { event: what, state, height, ok, value } = event.data;
    if (what === "ready") {
      ready = true;
      ask("get");
      push();
    } else if (what === "resize" && height > 0) frame.style.height = `${Math.min(height, 900)}px`;
    else if (what === "change" && state) follow(state);
    else if (ok && value && typeof value === "object") follow(value);
  }

  addEventListener("message", hear);
  model.on("change:w", push);
  model.on("change:b", push);
  model.on("change:link", pushLink);
  const link = String(model.get("link") || "").replace(/^#/, "");
  const start = [link, "embed=1"].filter(Boolean).join("&");
  const quoted = start.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  frame.srcdoc = PAGE.replace("<html ", `<html data-link="#${quoted}" `);
  el.append(frame);
  return () => {
    removeEventListener("message", hear);
    model.off("change:w", push);
    model.off("change:b", push);
    model.off("change:link", pushLink);
    frame.remove();
  };
}

export default { render };
