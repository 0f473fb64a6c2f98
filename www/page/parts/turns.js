// How far a key turns a knob, in steps; how large a step is, Rust knows.

/** The pace of a hand that holds Shift. */
export const FINE = 0.1;
/** The steps of a key. @type {Readonly<Record<string, number>>} */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** The pace of a hand: Shift makes it fine. @param {{ shiftKey: boolean }} event */
export const paceOf = ({ shiftKey }) => (shiftKey ? FINE : 1);

/** The steps by which a key turns a knob; undefined for any other key. @param {KeyboardEvent} event */
export function stepsOf(event) {
  const steps = STEPS[event.key];
  return steps === undefined ? undefined : steps * paceOf(event);
}
