// A tab list over panes: one tab stop, arrows move along it.

/** @param {HTMLElement} list holds buttons of role tab whose aria-controls name their panes */
export function createTabs(list) {
  const tabs = Array.from(list.querySelectorAll('[role="tab"]')).filter((tab) => tab instanceof HTMLElement);

  /** @param {HTMLElement} chosen */
  function select(chosen) {
    for (const tab of tabs) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      const pane = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      if (pane) pane.hidden = !on;
    }
  }

  list.addEventListener("click", (event) => {
    const tab = tabs.find((tab) => tab.contains(/** @type {Node} */ (event.target)));
    if (tab) select(tab);
  });
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex((tab) => tab === document.activeElement);
    const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const move = event.key === forward ? 1 : event.key.match(/^Arrow(Left|Right)$/) ? -1 : 0;
    const next = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : at + move;
    const tab = tabs[(next + tabs.length) % tabs.length];
    if (at < 0 || next === at || !tab) return;
    event.preventDefault();
    select(tab);
    tab.focus();
  });
}
