// The number of steps that a key turns a knob. Rust knows the size of a step.

/** While Shift is held, a hand moves at this fraction of its pace. */
export const FINE = 0.1;
/** The steps of a key. @type {Readonly<Record<string, number>>} */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

/** The pace of a hand: 1, or the fine pace while Shift is held. @param {{ shiftKey: boolean }} event */
export const paceOf = ({ shiftKey }) => (shiftKey ? FINE : 1);

/** The steps by which a key turns a knob; undefined for any other key. @param {KeyboardEvent} event */
export function stepsOf(event) {
  const steps = STEPS[event.key];
  return steps === undefined ? undefined : steps * paceOf(event);
}
