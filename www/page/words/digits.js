// The digits of a number in a language: its decimal point, its groups of thousands, no minus before a zero.
//
// A browser loads the digits of all the world with the first Intl.NumberFormat, which took 20 to 60 ms of a page that is there in 300.
// So English, which is what every number is in until another language is chosen, is written here; any other is Intl's.

/** @typedef {(value: number, digits: number) => string} Digits */

/** @param {string} language */
export const isEnglish = (language) => language === "en" || language.startsWith("en-");

/** @param {string} text of a number in plain decimals */
function english(text) {
  if (/^-[0.]*$/.test(text)) text = text.slice(1);
  return text.replace(/\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ","));
}

/** Without zeros at the end of its decimals. From 1e21 on a browser writes no plain decimals. @param {string} text */
const trimmed = (text) => (/^[^e]*\.[^e]*$/.test(text) ? text.replace(/\.?0+$/, "") : text);

/** @param {number} value */
const odd = (value) => (Number.isNaN(value) ? "NaN" : value < 0 ? "-∞" : "∞");

/**
 * `fixed` writes so many decimals, `atMost` no more than so many, `significant` no more than so many digits in all; `compact` as many,
 * of thousands, millions or billions. `point` takes a number in plain decimals and only gives it the language's decimal point.
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

/** Each formatter is made when its first number is. @param {string} language @returns {ReturnType<typeof createDigits>} */
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
