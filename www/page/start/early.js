// Runs before the first paint, as a classic script that any browser can read. The page is written as if nothing could start
// (data-ready="failed": explanation and still figure); this promises more only where modules and WebAssembly exist.
// The words of the link that decide the layout are read here so that nothing jumps; `lab` reads the link properly.
(function () {
  var root = document.documentElement;
  var FIRST = "meet-the-neuron";
  function link() {
    return location.hash || root.getAttribute("data-link") || "";
  }
  /** @param {string} key */
  function wish(key) {
    var found = new RegExp("(?:^|[?#&])" + key + "=([\\w,%-]+)");
    return (found.exec(link()) || found.exec(location.search) || [])[1];
  }
  var theme = wish("theme");
  if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
  if (wish("embed") === "1") root.setAttribute("data-embed", "");
  var show = wish("show");
  if (show) root.setAttribute("data-show", show.replace(/,|%2C/gi, " "));
  // English, until the link or else the browser asks for another language that there is.
  var known = (root.getAttribute("data-languages") || "en").split(" ");
  var asked = wish("lang");
  var tags = [asked].concat(navigator.languages || []);
  for (var i = 0; i < tags.length; i += 1) {
    var tag = tags[i] || "";
    var language = known.indexOf(tag) < 0 ? tag.split("-")[0] : tag;
    if (known.indexOf(language) < 0) continue;
    root.lang = language;
    break;
  }
  // Another language is another page.
  addEventListener("hashchange", function () {
    if (wish("lang") !== asked) location.reload();
  });
  // A lesson opens where the link names one, and the first where it names nothing that is state.
  var state = /[?#&](?!theme=|lang=|tab=|secret=|utm_|lesson=)\w+=/.test(location.search + link());
  var lesson = wish("lesson") || (state ? "" : FIRST);
  if (!("noModule" in document.createElement("script")) || typeof WebAssembly !== "object") return;
  if (lesson) root.setAttribute("data-lesson", lesson);
  // What a lesson needs comes with the first wave; it would come in two more, after the session has started. The page in one
  // file has it all, and names no folder.
  var script = document.currentScript;
  var scripts = (script instanceof HTMLScriptElement && script.dataset.folder) || "";
  var folder = scripts.replace(/page\/$/, "");
  /** @param {string} rel @param {string} address */
  function expect(rel, address) {
    var link = document.createElement("link");
    link.rel = rel;
    link.href = address;
    link.crossOrigin = "anonymous";
    if (rel === "preload") link.as = "fetch";
    document.head.appendChild(link);
  }
  if (lesson && scripts) {
    expect("modulepreload", folder + "page/lessons/lessons.js");
    expect("preload", folder + "i18n/en.lessons.json");
    expect("preload", folder + "lessons/index.json");
    // Of a lesson that a link names only its list says whether there is one.
    if (lesson === FIRST) expect("preload", folder + "lessons/" + FIRST + ".json");
  }
  root.setAttribute("data-ready", "loading");
  // A script that cannot be fetched reports to no one else.
  addEventListener(
    "error",
    function (event) {
      if (event.target instanceof HTMLScriptElement) root.setAttribute("data-ready", "failed");
    },
    true,
  );
})();
