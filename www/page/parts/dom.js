// The functions with which the page writes to the document. Each writes only what differs, so that a frame without changes costs
// no style, layout or accessibility work.

/** @import { IconName, PartName } from "./parts.d.ts" */

/**
 * @template {Element} E
 * @param {ParentNode} root
 * @param {PartName} name value of the element's data-part
 * @param {new () => E} type
 * @returns {E}
 */
export function part(root, name, type) {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof type)) throw new Error(`index.html has no ${type.name} named ${name}`);
  return found;
}

/** @param {Node} node @param {string} value */
export function text(node, value) {
  const only = node.firstChild;
  if (only instanceof Text && only.nextSibling === null) {
    if (only.data !== value) only.data = value;
  } else if (node.textContent !== value) node.textContent = value;
}

/**
 * Writes a number that changes with every frame, in an element of the class "room". The number lies over as many invisible zeros as it
 * has characters, so a change of digits lays out nothing else.
 * @param {HTMLElement} node @param {string} said
 */
export function number(node, said) {
  const room = node.parentElement;
  text(node, said);
  if (room) attribute(room, "data-room", said.replace(/\d/g, "0"));
}

/** Writes a sentence's pieces, every second one in bold. @param {Element} node @param {string[]} pieces */
export function strong(node, pieces) {
  if (node.textContent === pieces.join("")) return;
  node.replaceChildren(
    ...pieces.map((piece, i) => {
      if (i % 2 === 0) return piece;
      const bold = element("b");
      bold.textContent = piece;
      return bold;
    }),
  );
}

/** @param {Element} node @param {string} name @param {string | null} value null removes the attribute */
export function attribute(node, name, value) {
  if (node.getAttribute(name) === value) return;
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/** @param {Element} node @param {string} name @param {boolean} on */
export function flag(node, name, on) {
  if (node.hasAttribute(name) !== on) node.toggleAttribute(name, on);
}

/** @param {HTMLElement | SVGElement} node @param {string} name @param {string} value */
export function style(node, name, value) {
  if (node.style.getPropertyValue(name) !== value) node.style.setProperty(name, value);
}

/**
 * Writes an `<output>` of the class "room": the text `said`, and the unrounded number `exact`.
 * @param {HTMLElement} node @param {string} said @param {string} exact
 */
export function readout(node, said, exact) {
  number(node, said);
  attribute(node, "data-value", exact);
}

/**
 * @param {string} tag @param {string} [name] class
 * @returns {HTMLElement}
 */
export function element(tag, name = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  return made;
}

/**
 * Makes an element with attributes and content.
 * @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} content
 * @returns {HTMLElement}
 */
export function make(tag, attributes, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

/** One of the icons that index.html draws. @param {IconName} name */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("class", "i");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  drawing.append(use);
  return drawing;
}

/** A letter of the equation. @param {string} symbol */
export function letter(symbol) {
  return make("var", {}, symbol);
}

/**
 * Fills a native select, keeping its nodes while the choices stay the same.
 * @param {HTMLSelectElement} select @param {{ value: string, label: string }[]} choices @param {string} chosen
 */
export function options(select, choices, chosen) {
  const same =
    select.options.length === choices.length &&
    choices.every(({ value, label }, i) => {
      const option = select.options[i];
      return option?.value === value && option.text === label;
    });
  if (!same) select.replaceChildren(...choices.map(({ value, label }) => new Option(label, value)));
  if (select.value !== chosen) select.value = chosen;
}

/**
 * Opens or closes a part of the page, and marks its button.
 * @param {Element} button @param {Element} panel @param {boolean} [on] whether it opens; left out, it changes from one to the other
 */
export function disclose(button, panel, on = button.getAttribute("aria-expanded") !== "true") {
  panel.classList.toggle("is-open", on);
  attribute(button, "aria-expanded", String(on));
}

/**
 * Makes native radio buttons side by side.
 * @param {string} label @param {{ value: string, label: string }[]} choices @param {(value: string) => void} chosen
 */
export function radios(label, choices, chosen) {
  const group = make("div", { class: "seg", role: "radiogroup", "aria-label": label });
  const all = choices.map((choice) => {
    const radio = /** @type {HTMLInputElement} */ (
      make("input", { type: "radio", name: label, value: choice.value })
    );
    radio.addEventListener("change", () => chosen(choice.value));
    group.append(make("label", {}, radio, make("span", {}, choice.label)));
    return radio;
  });
  return {
    group,
    /** @param {string} value */
    choose(value) {
      for (const radio of all) radio.checked = radio.value === value;
    },
  };
}

/**
 * Loads a style sheet that the page did not need at first; resolves once the sheet applies.
 * @param {string} name its place below page/ @returns {Promise<void>}
 */
export async function styles(name) {
  const script = document.querySelector("script[data-folder]");
  // The page in one file names no folder: it holds all sheets.
  if (!(script instanceof HTMLScriptElement)) return;
  const link = make("link", { rel: "stylesheet", href: script.dataset.folder + name, crossorigin: "" });
  await new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(`${name} did not arrive`)));
    document.head.append(link);
  });
}
