// Writes a number's digits in a language: with its decimal mark and groups of thousands, and without a minus before zero.
//
// The first Intl.NumberFormat makes a browser load the data of all languages: 20 to 60 ms of the 300 ms in which the page loads. So
// this module writes English numbers itself and uses Intl for other languages only.

/** @typedef {(value: number, digits: number) => string} Digits */

/** @param {string} language */
export const isEnglish = (language) => language === "en" || language.startsWith("en-");

/** @param {string} text of a number in plain decimals */
function english(text) {
  if (/^-[0.]*$/.test(text)) text = text.slice(1);
  return text.replace(/\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ","));
}

/** The text without zeros at the end of its decimals. From 1e21 on a browser writes an exponent, and the text stays. @param {string} text */
const trimmed = (text) => (/^[^e]*\.[^e]*$/.test(text) ? text.replace(/\.?0+$/, "") : text);

/** @param {number} value */
const odd = (value) => (Number.isNaN(value) ? "NaN" : value < 0 ? "-∞" : "∞");

/**
 * `fixed` writes `digits` decimals, `atMost` at most that many decimals, `significant` at most that many digits in all; `compact` does so
 * in thousands, millions or billions. `point` takes a number in plain decimals and only changes its decimal mark to the language's.
 * @param {string} language
 * @returns {{ fixed: Digits, atMost: Digits, significant: Digits, compact: Digits, point: (text: string) => string }}
 */
export function createDigits(language) {
  if (!isEnglish(language)) return other(language);
  /** @type {Digits} */
  function significant(value, digits) {
    if (!Number.isFinite(value)) return odd(value);
    const [, exponent = "0"] = value.toExponential(digits - 1).split("e");
    const decimals = Math.min(100, Math.max(0, digits - 1 - Number(exponent)));
    return english(trimmed(Number(value.toPrecision(digits)).toFixed(decimals)));
  }
  return {
    significant,
    compact(value, digits) {
      const size = Math.abs(value);
      if (size < 999_500) return `${significant(value / 1e3, digits)}k`;
      if (size < 999_500_000) return `${significant(value / 1e6, digits)}M`;
      return `${significant(value / 1e9, digits)} bn`;
    },
    point: (text) => text,
    fixed: (value, digits) => (Number.isFinite(value) ? english(value.toFixed(digits)) : odd(value)),
    atMost: (value, digits) =>
      Number.isFinite(value) ? english(trimmed(value.toFixed(digits))) : odd(value),
  };
}

/** The digits of a language other than English. Each formatter is made when it is first needed. @param {string} language @returns {ReturnType<typeof createDigits>} */
function other(language) {
  /** @type {Map<string, Intl.NumberFormat>} */
  const made = new Map();
  /** @param {(digits: number) => Intl.NumberFormatOptions} options @returns {Digits} */
  const by = (options) => (value, digits) => {
    const choice = options(digits);
    const name = JSON.stringify(choice);
    const format = made.get(name) ?? new Intl.NumberFormat(language, { ...choice, signDisplay: "negative" });
    made.set(name, format);
    return format.format(value);
  };
  const decimals = by((digits) => ({ maximumFractionDigits: digits, useGrouping: false }));
  return {
    point: (text) => decimals(Number(text), 20),
    compact: by((digits) => ({ maximumSignificantDigits: digits, notation: "compact" })),
    fixed: by((digits) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits })),
    atMost: by((digits) => ({ maximumFractionDigits: digits })),
    significant: by((digits) => ({ maximumSignificantDigits: digits })),
  };
}
