// Sentences with marks: *w* is a letter of the equation, `code` is code, [weight] a term that opens its explanation
// ([weights|weight] where the sentence uses another form of the term).

import { make } from "../parts/dom.js";

const MARKS = /(`[^`]+`|\*[^*]+\*|\[[^\]]+\])/;
/** The colours of words and letters that have the same colour everywhere. @type {Record<string, string>} */
const COLOURS = { w: "w", b: "b", weight: "w", bias: "b", loss: "loss", miss: "loss" };

/** @param {string} sentence @returns {(Node | string)[]} */
export function rich(sentence) {
  return sentence
    .split(MARKS)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const within = piece.slice(1, -1);
      if (/^`.+`$/.test(piece)) return make("code", {}, within);
      if (/^\*.+\*$/.test(piece)) return letter(within);
      if (/^\[.+\]$/.test(piece)) return term(within);
      return piece;
    });
}

/** The sentence without its marks, for screen readers. @param {string} sentence */
export function plain(sentence) {
  const bare = (/** @type {string} */ piece) => piece.slice(1, -1).split("|")[0] ?? "";
  return sentence
    .split(MARKS)
    .map((piece, i) => (i % 2 === 0 ? piece : bare(piece)))
    .join("");
}

/** @param {string} symbol */
function letter(symbol) {
  const node = make("var", {}, symbol);
  const colour = COLOURS[symbol];
  return colour ? make("span", { class: colour }, node) : node;
}

/** @param {string} mark */
function term(mark) {
  const [said = "", name = said] = mark.split("|");
  const id = name.replaceAll(" ", "-");
  const colour = COLOURS[id];
  return make(
    "button",
    {
      type: "button",
      class: colour ? `term-b ${colour}` : "term-b",
      "data-term": id,
      "aria-haspopup": "dialog",
    },
    said,
  );
}
