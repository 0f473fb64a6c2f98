// What the hosts share: the embedded page's address (?page=), what it has said, and a way to ask it.
const query = new URLSearchParams(location.search);
/** Everything that was posted to this window, with the frame that posted it. */
window.heard = [];
addEventListener("message", ({ data, source }) => {
  const frames = Array.from(document.querySelectorAll("iframe"));
  window.heard.push({ data, frame: frames.findIndex((frame) => frame.contentWindow === source) });
});

/** Points each frame at the page, at its own data-link or the one in the address. */
window.addEventListener("DOMContentLoaded", () => {
  for (const frame of document.querySelectorAll("iframe[data-link]")) {
    frame.src = `${query.get("page")}${frame.dataset.link || query.get("link") || ""}`;
  }
});

let id = 0;
/** Calls a frame's page and resolves with its answer. */
window.call = (call, value, frame = 0) =>
  new Promise((resolve) => {
    id += 1;
    const asked = id;
    addEventListener("message", function listen({ data }) {
      if (data?.id !== asked) return;
      removeEventListener("message", listen);
      resolve(data);
    });
    const message = { source: "two-knobs", version: 1, id: asked, call, value };
    document.querySelectorAll("iframe")[frame].contentWindow.postMessage(message, "*");
  });
