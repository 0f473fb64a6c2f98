// Whether anybody can see the page: it may be scrolled out of its host's window, in a hidden tab, or on a slide that is not
// shown. Observers say so; no timer runs.

/**
 * @param {{ changed: (seen: boolean) => void, play: () => void }} wiring `changed` is told what is first known, then
 * whenever it changes; `play` starts the training that a link asked for
 */
export function createVisibility({ changed, play }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let within = false;
  let away = false;
  let armed = false;
  /** @type {boolean | undefined} unknown until the browser has looked */
  let told;

  function tell() {
    const seen = within && !away && document.visibilityState === "visible";
    if (told === seen) return;
    told = seen;
    changed(seen);
    begin();
  }

  function begin() {
    if (!armed || !told) return;
    armed = false;
    if (!calm.matches) play();
  }

  // Inside a frame this observes what the outermost window shows of it, from other origins too.
  new IntersectionObserver((entries) => {
    within = entries[entries.length - 1]?.isIntersecting ?? within;
    tell();
  }).observe(document.documentElement);
  document.addEventListener("visibilitychange", () => told !== undefined && tell());

  return {
    /** Training begins by itself, once, when somebody can see it. @param {boolean} on */
    autoplay(on) {
      armed = on;
      begin();
    },
    /** The slide that holds the page is shown, or not. @param {boolean} on */
    slide(on) {
      away = !on;
      if (told !== undefined) tell();
    },
  };
}
