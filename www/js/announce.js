// The one voice for screen readers. Readouts are silent; this says at most one thing in five seconds while training runs,
// and what ends it at once.

const PAUSE = 5000;

/** @param {HTMLElement} region with aria-live */
export function createAnnouncer(region) {
  let spoke = -PAUSE;

  /** @param {string} sentence @param {number} now milliseconds */
  function say(sentence, now = performance.now()) {
    spoke = now;
    // The same sentence again is only spoken where the text changes.
    region.textContent = region.textContent === sentence ? `${sentence}\u00a0` : sentence;
  }

  return {
    say,
    /** Says it unless something was said a moment ago. @param {() => string} sentence @param {number} now */
    sometimes(sentence, now) {
      if (now - spoke >= PAUSE) say(sentence(), now);
    },
  };
}
