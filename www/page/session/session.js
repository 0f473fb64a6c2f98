// The page's one hold on the Rust session: what it answers, and what happens when it fails.

import { isMessage } from "../words/i18n.js";

/** @import { Challenge, Chart, Choices, Command, CommandName, Display, Drawn, Message, Sheet, Snapshot, Table } from "./two_knobs.d.ts" */

/** Commands after which training rests. @type {ReadonlySet<CommandName>} */
export const RESTING = new Set(["reset", "newStart", "setData", "set", "undo", "redo"]);
/** Commands that a moving hand sends many of. @type {ReadonlySet<CommandName>} */
export const MOVING = new Set(["setWeight", "setBias", "setKnobs", "turn", "pull", "movePoint"]);
/** Commands that answer a card about training: one that was closed may come again. @type {ReadonlySet<CommandName>} */
export const ANSWERING = new Set(["step", "reset", "setLearningRate", "setScale"]);

/** What a command is called. @param {Command} command */
export const nameOf = (command) =>
  /** @type {CommandName} */ (typeof command === "string" ? command : Object.keys(command)[0]);

/**
 * @param {typeof import("./two_knobs.d.ts").Lab} Lab
 * @param {(error: unknown) => void} fault told of a failure of the session's own, which ends it
 */
export function createSession(Lab, fault) {
  // A page that was written into a frame has no address; whoever wrote it has put the link on it.
  const hash = () => location.hash || (document.documentElement.dataset.link ?? "");
  let lab = new Lab(location.search, hash());
  /** Each experiment counts its versions from the start; what is drawn of one must not pass for another's. */
  let before = 0;
  let snapshot = taken(lab.snapshot());
  /** What can be chosen, and the version of it. @type {{ version: number, choices: Choices }} */
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
      // What is refused has changed nothing: the page goes on.
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
    /** What can be chosen; the same object as long as that does not change. */
    choices() {
      const version = snapshot.choicesVersion;
      if (known.version !== version) known = { version, choices: lab.choices() };
      return known.choices;
    },
    /** Carries out a command, or answers why it was refused. @param {Command} command @returns {Message | null} */
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
    /** Opens a link, or what the address says now. @param {string} [link] */
    reopen: (link) => (link === undefined ? open(location.search, hash()) : open("", link)),
    /** Sets a lesson's challenge, or none; a lesson's file can be wrong, and then there is none. @param {Challenge | null} challenge */
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
    /** What a link says of the page, over what is so already. @param {Display} display @param {string} link @returns {Display} */
    displayOf(display, link) {
      const bare = new Lab("", "");
      const read = new Lab(bare.link(display).replace("#", "?"), link);
      const told = read.display();
      bare.free();
      read.free();
      return told;
    },
    /** Another experiment, opened at a link; whoever asks frees it. @param {string} link */
    scratch: (link) => new Lab("", link),
    /**
     * See Lab.draw.
     * @template {Chart} C
     * @param {HTMLCanvasElement} canvas @param {Sheet} sheet @param {C} chart
     */
    draw(canvas, sheet, chart) {
      const nothing = /** @type {Drawn<C>} */ (null);
      const { width, height, margins } = sheet;
      // No room for a plot, as in a frame that is about to grow.
      if (width - margins.left - margins.right < 1 || height - margins.top - margins.bottom < 1)
        return nothing;
      return guarded(() => lab.draw(canvas, sheet, chart), nothing);
    },
    /** See Lab.table. @returns {Table} */
    table: () => guarded(() => lab.table(), { inputs: 1, stride: 5, values: new Float32Array() }),
    step: () => guarded(() => lab.step(), null),
    trained: () => guarded(() => lab.trained(), null),
    /** The text of a file. @param {string} name */
    file: (name) => guarded(() => lab.file(name), ""),
  };
}
