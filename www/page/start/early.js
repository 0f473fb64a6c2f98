// Runs before the first paint, as a classic script that any browser can read. The page is written as if nothing could start
// (data-ready="failed": explanation and still figure); this script changes that only where modules and WebAssembly exist.
// It reads the link's keys that decide the layout, so that nothing jumps; `lab` reads the whole link later.
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
  // Only this function decides which parts are hidden, from the list of a link or a lesson (data-show) and from the compact view:
  // before the first paint, and whenever the page is displayed anew (the event "display"). shown.css hides the parts.
  function hide() {
    var list = root.getAttribute("data-show");
    var names = list === null ? [] : list.split(" ");
    var embed = root.hasAttribute("data-embed");
    var lesson = root.hasAttribute("data-lesson");
    /** Whether the list has one of these names, which are separated by spaces. @param {string} some */
    function listed(some) {
      return some.split(" ").some(function (name) {
        return names.indexOf(name) >= 0;
      });
    }
    /** Whether there is a list and it has none of these names. @param {string} some */
    function without(some) {
      return list !== null && !listed(some);
    }
    /** Like `without`, for parts that the compact view shows only where they are listed. @param {string} some */
    function extra(some) {
      return (embed || list !== null) && !listed(some);
    }
    /** @type {Record<string, boolean>} */
    var hidden = {
      header: extra("header"),
      lesson: extra("lesson"),
      strip: extra("model data"),
      model: without("model"),
      layers: lesson && list !== null,
      data: without("data"),
      stage: without("stage"),
      equation: without("equation"),
      loss: lesson && without("loss"),
      knobs: without("knobs"),
      freeze: extra("freeze"),
      nobias: without("nobias"),
      train: without("train"),
      meter: lesson && without("train"),
      newstart: without("train") && !(lesson && listed("newstart")),
      later: !lesson || !without("newstart train"),
      look: without("insight notebook") || (embed && !listed("insight")),
      insight: without("insight"),
      notebook: without("notebook"),
      code: lesson && without("code"),
      share: without("share"),
      // The places around the rig in which every part is hidden.
      left: without("lesson notebook"),
      beside: without("lesson insight notebook"),
      more: !listed("lesson insight header"),
      side: !listed("lesson insight"),
    };
    var found = Object.keys(hidden).filter(function (name) {
      return hidden[name];
    });
    root.setAttribute("data-hide", found.join(" "));
  }
  root.addEventListener("display", hide);
  // English, unless the link, or else the browser, asks for another language that the page has.
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
  // A change of language needs a new load of the page.
  addEventListener("hashchange", function () {
    if (wish("lang") !== asked) location.reload();
  });
  // The link's lesson opens; without one the first lesson opens, where the link names no state.
  var state = /[?#&](?!theme=|lang=|tab=|secret=|utm_|lesson=)\w+=/.test(location.search + link());
  var lesson = wish("lesson") || (state ? "" : FIRST);
  var starts = "noModule" in document.createElement("script") && typeof WebAssembly === "object";
  if (starts && lesson) root.setAttribute("data-lesson", lesson);
  hide();
  if (!starts) return;
  // Requests a lesson's files at once; otherwise they would follow in two more round trips after the session has started. The page
  // in one file holds all files, and names no folder.
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
    // For a lesson that a link names, only the list of lessons can say whether the file exists.
    if (lesson === FIRST) expect("preload", folder + "lessons/" + FIRST + ".json");
  }
  root.setAttribute("data-ready", "loading");
  // Only this event reports a script that cannot be fetched.
  addEventListener(
    "error",
    function (event) {
      if (event.target instanceof HTMLScriptElement) root.setAttribute("data-ready", "failed");
    },
    true,
  );
})();
