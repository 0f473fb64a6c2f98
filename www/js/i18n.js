// Words by key: "{name}" is replaced by a value; a key with forms ("key.one", "key.other") picks by the value `count`.

/** @import { Message } from "./two_knobs.d.ts" */
/** @typedef {ReturnType<typeof createWords>} Words */
/** @typedef {Record<string, string | number>} Values */

/**
 * @param {Record<string, string>} catalogue
 * @param {string} language
 */
export function createWords(catalogue, language) {
  const plural = new Intl.PluralRules(language);
  const own = (/** @type {string} */ key) => (Object.hasOwn(catalogue, key) ? catalogue[key] : undefined);
  /** @param {string} key @param {Values} values */
  const pattern = (key, values) => {
    const form =
      values.count === undefined ? undefined : own(`${key}.${plural.select(Number(values.count))}`);
    return form ?? own(`${key}.other`) ?? own(key) ?? key;
  };
  /** The sentence in pieces: words at even places, values at odd ones. @param {string} key @param {Values} [values] */
  const pieces = (key, values = {}) =>
    pattern(key, values)
      .split(/\{(\w+)\}/)
      .map((piece, i) => (i % 2 === 0 ? piece : String(values[piece] ?? "")));
  /** @param {string} key @param {Values} [values] */
  const sentence = (key, values) => pieces(key, values).join("");
  /** More words, that were not needed at first. @param {Record<string, string>} more */
  const add = (more) => void Object.assign(catalogue, more);
  return Object.assign(sentence, { pieces, add });
}

/**
 * A message of the session's, its numbers formatted for reading.
 * @param {Words} words @param {Message} message @param {(value: number) => string} number
 */
export function say(words, message, number) {
  const values = Object.entries(message.values).map(([name, value]) => [
    name,
    typeof value === "number" ? number(value) : value,
  ]);
  return words(message.key, Object.fromEntries(values));
}

/** Whether what was thrown is the lab's own word. @param {unknown} error @returns {error is Message} */
export function isMessage(error) {
  return typeof error === "object" && error !== null && "key" in error && "values" in error;
}
