// Sentences by key: "{name}" is replaced by a value. The value `count` chooses between a key's plural forms ("key.one", "key.other").

import { isEnglish } from "./digits.js";

/** @import { Message, Snapshot } from "../session/two_knobs.d.ts" */
/** @import { Format } from "./format.js" */
/** @typedef {ReturnType<typeof createWords>} Words */
/** @typedef {Record<string, string | number>} Values */
/** A catalogue's key without its plural form. @template K @typedef {K extends `${infer Key}.${"one" | "other"}` ? Key : K} Formless */
/** Words of the page, of its panes, of its lessons. @typedef {keyof typeof import("../../i18n/en.json") | keyof typeof import("../../i18n/en.more.json") | keyof typeof import("../../i18n/en.lessons.json")} Entry */
/** Beginnings of keys that end with a name from Rust; crates/lab/tests/sentences.rs tests those keys. @typedef {"quantity" | "run" | "unit" | "loss" | "loss.mean" | "table" | "term"} Family */
/**
 * A sentence's key. A composed key (`data.${name}`) stands for every key that the type of its name allows; TypeScript checks them all.
 * @typedef {Formless<Entry> | `${Family}.${string}`} Key
 */

/**
 * @param {Record<string, string>} catalogue
 * @param {string} language
 */
export function createWords(catalogue, language) {
  // English has two forms and needs no Intl, whose first use costs 20 to 60 ms: see digits.js.
  /** @type {Intl.PluralRules | undefined} */
  let rules;
  /** @param {number} count */
  const plural = (count) =>
    isEnglish(language)
      ? count === 1
        ? "one"
        : "other"
      : (rules ??= new Intl.PluralRules(language)).select(count);
  const own = (/** @type {string} */ key) => (Object.hasOwn(catalogue, key) ? catalogue[key] : undefined);
  /** @param {string} key @param {Values} values */
  const pattern = (key, values) => {
    const form = values.count === undefined ? undefined : own(`${key}.${plural(Number(values.count))}`);
    return form ?? own(`${key}.other`) ?? own(key) ?? key;
  };
  /** The sentence in pieces: words at even positions, values at odd ones. @param {Key} key @param {Values} [values] */
  const pieces = (key, values = {}) =>
    pattern(key, values)
      .split(/\{(\w+)\}/)
      .map((piece, i) => (i % 2 === 0 ? piece : String(values[piece] ?? "")));
  /** @param {Key} key @param {Values} [values] */
  const sentence = (key, values) => pieces(key, values).join("");
  /** Adds sentences that the page did not need at first. @param {Record<string, string>} more */
  const add = (more) => void Object.assign(catalogue, more);
  /** What a knob's value does to the line. @param {Snapshot} snapshot @param {"w" | "b"} name @param {Format} format */
  function effect({ data, w, b, model }, name, format) {
    const names = {
      y: sentence(`quantity.${data.y.name}`),
      x: sentence(`quantity.${data.x.name}`),
      run: sentence(`run.${data.x.unit ?? "none"}`),
    };
    if (!model.isLine) return format.number(name === "b" ? b.value : w.value);
    if (name === "b") return sentence("b.says", { ...names, value: format.number(b.value) });
    const way = w.value > 0 ? "w.rises" : w.value < 0 ? "w.falls" : "w.flat";
    return sentence(way, { ...names, value: format.number(w.value), by: format.number(Math.abs(w.value)) });
  }
  return Object.assign(sentence, { pieces, add, effect });
}

/**
 * The sentence of a session's message, with its numbers formatted for people.
 * @param {Words} words @param {Message} message @param {(value: number) => string} number
 */
export function say(words, message, number) {
  const values = Object.entries(message.values).map(([name, value]) => [
    name,
    typeof value === "number" ? number(value) : value,
  ]);
  return words(/** @type {Key} */ (message.key), Object.fromEntries(values));
}

/** What the last change of the layers did, or "". @param {Snapshot} snapshot @param {Words} words @param {Format} format */
export const news = ({ model }, words, format) => (model.news ? say(words, model.news, format.tick) : "");

/** Why training has stopped by itself, else the news. @param {Snapshot} snapshot @param {Words} words @param {Format} format */
export function standing(snapshot, words, format) {
  const { status } = snapshot.training;
  return status === "settled" || status === "target"
    ? words(`stage.${status}`)
    : news(snapshot, words, format);
}

/** Whether a thrown value is a message of the lab. @param {unknown} error @returns {error is Message} */
export function isMessage(error) {
  return typeof error === "object" && error !== null && "key" in error && "values" in error;
}
