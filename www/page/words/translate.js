// Puts the sentences of another language into index.html, which is written in English, so an English page does not load this module.
//
// `data-words="train.step title=train.stepHelp"` names the sentence of the element's content and those of its attributes. In the
// content's sentence {0} is the first child element. `cargo xtask check` compares these sentences with www/i18n.

/** Attributes with a shorter name in data-words. @type {Record<string, string>} */
const ATTRIBUTES = { label: "aria-label", role: "aria-roledescription" };

/** @param {Record<string, string>} catalogue */
export function translate(catalogue) {
  for (const node of document.querySelectorAll("[data-words]")) {
    for (const word of (node.getAttribute("data-words") ?? "").split(" ")) {
      const [key = "", attribute] = word.split("=").reverse();
      const sentence = catalogue[key];
      if (sentence === undefined) continue;
      if (attribute) node.setAttribute(ATTRIBUTES[attribute] ?? attribute, sentence);
      else fill(node, sentence);
    }
  }
  document.documentElement.dir = catalogue["page.direction"] ?? "ltr";
}

/** @param {Element} node @param {string} sentence */
function fill(node, sentence) {
  const children = [...node.children];
  const pieces = sentence.split(/\{(\d)\}/);
  // The spaces around a sentence separate it from its neighbours; the catalogue does not hold them.
  const before = node.firstChild instanceof Text ? /^\s*/.exec(node.firstChild.data) : null;
  const after = node.lastChild instanceof Text ? /\s*$/.exec(node.lastChild.data) : null;
  node.replaceChildren(
    before?.[0] ?? "",
    ...pieces.map((piece, i) => (i % 2 === 0 ? piece : (children[Number(piece)] ?? ""))),
    after?.[0] ?? "",
  );
}
