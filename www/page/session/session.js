// The page's only access to the Rust session. It also handles the session's refusals and failures.

import { isMessage } from "../words/i18n.js";

/** @import { Challenge, Chart, Choices, Command, CommandName, Display, Drawn, Message, Sheet, Snapshot, Table } from "./two_knobs.d.ts" */

/** Commands that stop training. @type {ReadonlySet<CommandName>} */
export const RESTING = new Set(
  /** @type {const} */ ([
    ...["reset", "newStart", "setData", "set", "undo", "redo"],
    ...["addLayer", "removeLayer", "moveLayer", "setInitializer", "setSeed"],
  ]),
);
/** Commands that a moving hand sends many of. @type {ReadonlySet<CommandName>} */
export const MOVING = new Set(["setWeight", "setBias", "setKnobs", "turn", "pull", "movePoint"]);
/** Commands that answer a card about training: one that was closed may come again. @type {ReadonlySet<CommandName>} */
export const ANSWERING = new Set(["step", "reset", "setLearningRate", "setScale"]);

/** The name of a command. @param {Command} command */
export const nameOf = (command) =>
  /** @type {CommandName} */ (typeof command === "string" ? command : Object.keys(command)[0]);

/**
 * @param {typeof import("./two_knobs.d.ts").Lab} Lab
 * @param {(error: unknown) => void} fault is called when the session itself fails, which ends it
 */
export function createSession(Lab, fault) {
  // A page that a host has written into a frame has no address of its own; the host puts the link into `data-link`.
  const hash = () => location.hash || (document.documentElement.dataset.link ?? "");
  let lab = new Lab(location.search, hash());
  /** Added to versions, which every experiment counts from its start, so that no drawing is taken for another experiment's. */
  let before = 0;
  let snapshot = taken(lab.snapshot());
  /** The data sets and losses that can be chosen, and their version. @type {{ version: number, choices: Choices }} */
  let known = { version: snapshot.choicesVersion, choices: lab.choices() };

  /** @param {Snapshot} fresh */
  function taken(fresh) {
    fresh.axes.version += before;
    fresh.data.version += before;
    fresh.mapVersion += before;
    return fresh;
  }

  /** @param {string} query @param {string} link */
  function open(query, link) {
    guarded(() => {
      const next = new Lab(query, link);
      lab.free();
      lab = next;
      before += 2 ** 32;
      snapshot = taken(lab.snapshot());
    }, undefined);
  }

  /**
   * @template T
   * @param {() => T} ask @param {T} otherwise
   */
  function guarded(ask, otherwise) {
    try {
      return ask();
    } catch (error) {
      // A refused command has changed nothing, so the page goes on.
      if (isMessage(error)) console.warn(error);
      else fault(error);
      return otherwise;
    }
  }

  return {
    /** @returns {Snapshot} */
    get snapshot() {
      return snapshot;
    },
    display: () => lab.display(),
    /** The data sets and losses that can be chosen; the same object until they change. */
    choices() {
      const version = snapshot.choicesVersion;
      if (known.version !== version) known = { version, choices: lab.choices() };
      return known.choices;
    },
    /** Carries out a command; returns why it was refused, or null. @param {Command} command @returns {Message | null} */
    apply(command) {
      try {
        snapshot = taken(lab.apply(command));
      } catch (error) {
        if (isMessage(error)) return error;
        fault(error);
      }
      return null;
    },
    /** @param {number} updates */
    advance(updates) {
      guarded(() => {
        lab.advance(updates);
        snapshot = taken(lab.snapshot());
      }, undefined);
    },
    /** Opens a link or, without one, the page's present address. @param {string} [link] */
    reopen: (link) => (link === undefined ? open(location.search, hash()) : open("", link)),
    /** Sets a lesson's challenge, or removes it. If the lesson's file is wrong, no challenge is set. @param {Challenge | null} challenge */
    ask(challenge) {
      try {
        snapshot = taken(lab.apply({ setChallenge: challenge }));
      } catch (error) {
        console.warn(error);
        snapshot = taken(lab.apply({ setChallenge: null }));
      }
    },
    /** @param {Display} display */
    link: (display) => lab.link(display),
    /** The page's settings in a link, applied over the present ones. @param {Display} display @param {string} link @returns {Display} */
    displayOf(display, link) {
      const bare = new Lab("", "");
      const read = new Lab(bare.link(display).replace("#", "?"), link);
      const told = read.display();
      bare.free();
      read.free();
      return told;
    },
    /** Opens another experiment at a link; the caller must free it. @param {string} link */
    scratch: (link) => new Lab("", link),
    /**
     * See Lab.draw.
     * @template {Chart} C
     * @param {HTMLCanvasElement} canvas @param {Sheet} sheet @param {C} chart
     */
    draw(canvas, sheet, chart) {
      const nothing = /** @type {Drawn<C>} */ (null);
      const { width, height, margins } = sheet;
      // There is no room for a plot, for example in a frame that is about to grow.
      if (width - margins.left - margins.right < 1 || height - margins.top - margins.bottom < 1)
        return nothing;
      return guarded(() => lab.draw(canvas, sheet, chart), nothing);
    },
    /** See Lab.table. @returns {Table} */
    table: () => guarded(() => lab.table(), { inputs: 1, stride: 5, values: new Float32Array() }),
    step: () => guarded(() => lab.step(), null),
    trained: () => guarded(() => lab.trained(), null),
    /** The text of a file to save. @param {string} name */
    file: (name) => guarded(() => lab.file(name), ""),
  };
}
