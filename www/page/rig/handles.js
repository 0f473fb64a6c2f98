// The handles on the stage: tilt turns w, lift turns b. They are sliders over the canvas, for mouse, touch, keyboard and voice.

import { attribute, flag, part, style } from "../parts/dom.js";
import { paceOf, stepsOf } from "../parts/turns.js";

/** @import { Command, HandlePlace, Snapshot, StageDrawn } from "../session/two_knobs.d.ts" */
/** @import { Format } from "../words/format.js" */
/** @import { Words } from "../words/i18n.js" */
/** @import { Plot } from "../parts/canvas.js" */

/**
 * @param {HTMLElement} root
 * @param {{
 *   words: Words, format: Format,
 *   send: (command: Command) => string | null,
 *   hold: (name: "w" | "b", on: boolean) => void,
 * }} wiring
 */
export function createHandles(root, { words, format, send, hold }) {
  /** @type {Snapshot} */
  let snapshot;
  /** @type {Plot | undefined} */
  let plot;

  /** @param {"w" | "b"} name @param {"tilt" | "lift"} handle */
  function create(name, handle) {
    const node = part(root, handle, HTMLElement);
    /** @type {HandlePlace} */
    let place = { x: 0, y: 0, at: 0 };
    /** The drag in progress: the knob's value and the pointer's and handle's y, in CSS pixels, when it began. */
    let drag = /** @type {{ value: number, from: number, y: number, over: boolean } | null} */ (null);

    const set = (/** @type {number} */ value) =>
      send(name === "w" ? { setWeight: value } : { setBias: value });

    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      node.focus({ preventScroll: true });
      node.setPointerCapture(event.pointerId);
      node.classList.add("is-drag");
      drag = { value: snapshot[name].value, from: event.clientY, y: place.y, over: false };
      hold(name, true);
    });
    node.addEventListener("pointermove", (event) => {
      if (!drag || drag.over || !plot) return;
      const moved = (event.clientY - drag.from) * paceOf(event);
      if (moved === 0) return;
      send({ pull: { handle, x: place.at, y: plot.valueOf(0, drag.y + moved)[1] } });
    });
    const release = () => {
      if (!drag) return;
      drag = null;
      node.classList.remove("is-drag");
      hold(name, false);
    };
    for (const end of ["pointerup", "pointercancel", "lostpointercapture", "blur"])
      node.addEventListener(end, release);

    node.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const { scale } = snapshot[name];
      if (event.key === "Escape" && drag) {
        drag.over = true;
        set(drag.value);
        return;
      }
      const steps = stepsOf(event);
      const end = event.key === "Home" ? scale.min : event.key === "End" ? scale.max : undefined;
      if (steps === undefined && end === undefined) return;
      event.preventDefault();
      hold(name, true);
      if (steps !== undefined) send({ turn: { knob: name, steps, from: null } });
      else if (end !== undefined) set(end);
    });
    node.addEventListener("keyup", () => drag || hold(name, false));

    return {
      /** @param {HandlePlace} to */
      lay(to) {
        place = to;
        style(node, "translate", `${to.x.toFixed(2)}px ${to.y.toFixed(2)}px`);
      },
      update() {
        const knob = snapshot[name];
        const hidden = !snapshot.model.isNeuron || knob.off;
        flag(node, "hidden", hidden);
        if (hidden) return;
        attribute(node, "aria-valuemin", String(knob.scale.min));
        attribute(node, "aria-valuemax", String(knob.scale.max));
        attribute(node, "aria-valuenow", String(knob.value));
        attribute(node, "aria-valuetext", words.effect(snapshot, name, format));
        if (name === "w") {
          const lean = Math.atan2(knob.value, Math.max(-knob.scale.min, knob.scale.max));
          style(slope, "transform", `rotate(${(-lean).toFixed(3)}rad)`);
        }
      },
    };
  }

  const slope = part(root, "slope", SVGElement);
  const tilt = create("w", "tilt");
  const lift = create("b", "lift");

  return {
    /** Moves the handles to the places on the line that Rust has drawn. @param {StageDrawn | null} handles @param {Plot} on */
    lay(handles, on) {
      plot = on;
      if (!handles) return;
      tilt.lay(handles.tilt);
      lift.lay(handles.lift);
    },
    /** @param {Snapshot} next */
    update(next) {
      snapshot = next;
      tilt.update();
      lift.update();
    },
  };
}
