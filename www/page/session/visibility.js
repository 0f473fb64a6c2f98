// Whether anybody can see the page. It may be scrolled out of the host's window, in a hidden tab, or on a slide that is not
// shown. Observers report this; no timer runs.

/**
 * @param {{ changed: (seen: boolean) => void, play: () => void }} wiring `changed` is called once when visibility is first known,
 * then whenever it changes; `play` starts the training that a link asked for
 */
export function createVisibility({ changed, play }) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let within = false;
  let away = false;
  let armed = false;
  /** @type {boolean | undefined} undefined until the browser has reported */
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

  // In a frame, this observes what the outermost window shows of the page, also if that window has another origin.
  new IntersectionObserver((entries) => {
    within = entries[entries.length - 1]?.isIntersecting ?? within;
    tell();
  }).observe(document.documentElement);
  document.addEventListener("visibilitychange", () => told !== undefined && tell());

  return {
    /** Says that training begins by itself, once, as soon as somebody can see the page. @param {boolean} on */
    autoplay(on) {
      armed = on;
      begin();
    },
    /** Says whether the slide that holds the page is shown. @param {boolean} on */
    slide(on) {
      away = !on;
      if (told !== undefined) tell();
    },
  };
}
