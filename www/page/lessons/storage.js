// The only module that keeps anything between visits: a learner's progress. Where storage is not allowed (a sandboxed frame, a
// private window, a full disk) nothing is kept, and the page works all the same.

const KEY = "two-knobs";

/**
 * @typedef {{
 *   done: string[],
 *   answers: Record<string, number>,
 *   every: boolean,
 * }} Progress the lessons whose challenge was met, the answer chosen in each lesson, and whether every control is shown
 */

/** @returns {Progress} */
export function readProgress() {
  /** @type {any} */
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    kept = {};
  }
  // Another version, or another page of this host, may have written the stored value.
  const done = Array.isArray(kept?.done) ? kept.done : [];
  const answers = Object.entries(Object(kept?.answers)).filter(([, answer]) => Number.isInteger(answer));
  return {
    done: done.filter((/** @type {unknown} */ name) => typeof name === "string"),
    answers: Object.fromEntries(answers),
    every: kept?.every === true,
  };
}

/** @param {Progress} progress */
export function keepProgress(progress) {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // Without storage the progress lasts as long as the page.
  }
}
