// Formats numbers for learners: a true minus, two decimals, about five digits, 387k from 100,000 on. This module writes no words.

import { createDigits } from "./digits.js";

const minus = (/** @type {string} */ text) => text.replace("-", "−");
const superscript = (/** @type {string} */ text) =>
  text.replace(/[-\d]/g, (sign) => (sign === "-" ? "⁻" : ("⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)] ?? sign)));

/** @param {string} language */
export function createFormat(language) {
  const { fixed, atMost, significant, point, ...more } = createDigits(language);
  const decimals = (/** @type {number} */ value, /** @type {number} */ digits) => minus(fixed(value, digits));
  const digits = (/** @type {number} */ value, /** @type {number} */ count) =>
    minus(significant(value, count));
  const power = (/** @type {number} */ value, /** @type {number} */ places) => {
    const [mantissa = "", exponent = ""] = value.toExponential(places).split("e");
    const ten = `10${superscript(exponent.replace("+", ""))}`;
    return /^-?1[.0]*$/.test(mantissa)
      ? `${value < 0 ? "−" : ""}${ten}`
      : `${minus(point(mantissa))} × ${ten}`;
  };

  /** Three digits and a letter: 387k, 7.16M, 7.16 bn. @param {number} value */
  function compact(value) {
    return Math.abs(value) < 999_500_000_000 ? minus(more.compact(value, 3)) : power(value, 2);
  }

  /** A weight, a bias: 140.41, 2,446.0, 38,681, 387k. @param {number} value */
  function number(value) {
    const size = Math.abs(value);
    if (size < 999.995) return decimals(value, 2);
    if (size < 9_999.95) return decimals(value, 1);
    return size < 99_999.5 ? decimals(value, 0) : compact(value);
  }

  /** The exponent of a number's first digit, as a power of ten; 0 for zero. @param {number} value */
  const magnitude = (value) => Number(value.toExponential(9).split("e")[1]) || 0;

  /** The shortest plain text of a 32-bit number that reads back as the same. @param {number} value */
  function exact(value) {
    for (let places = 6; places < 9; places += 1) {
      const near = Number(value.toPrecision(places));
      if (Math.fround(near) === Math.fround(value)) return String(near);
    }
    return String(Number(value.toPrecision(9)));
  }

  return {
    number,
    exact,
    /** A number of the data in a table: every digit where these are few. @param {number} value */
    given(value) {
      const plain = exact(value);
      return plain.length < 8 && !plain.includes("e") ? minus(point(plain)) : number(value);
    },
    /** The format of a column's numbers: the decimals suit the largest number. @param {number} largest @returns {(value: number) => string} */
    column(largest) {
      if (!Number.isFinite(largest)) return (value) => (Number.isFinite(value) ? compact(value) : "–");
      if (largest >= 9_999_999.5) return compact;
      if (largest < 1e-5) return (value) => (value === 0 ? "0" : power(value, 1));
      const places = Math.min(6, Math.max(0, 3 - magnitude(largest)));
      return (value) => decimals(value, places);
    },
    /** The format of a number before and after a change: enough decimals to show the change. @param {number} old @param {number} next @returns {(value: number) => string} */
    change(old, next) {
      const by = Math.abs(next - old);
      if (!Number.isFinite(by)) return (value) => (Number.isFinite(value) ? number(value) : "–");
      const places = by === 0 || Math.max(Math.abs(old), Math.abs(next)) >= 99_999.5 ? 2 : 1 - magnitude(by);
      if (places <= 2) return number;
      return (value) => decimals(value, Math.min(6, places));
    },
    /** A loss or a change: like `number`, but a small number that is not zero does not read as zero. @param {number} value */
    small(value) {
      const size = Math.abs(value);
      if (size === 0 || size >= 0.01) return number(value);
      return size < 1e-4 ? power(value, 1) : digits(value, 2);
    },
    /** A share of all, such as 93.5%. @param {number} value from 0 to 1 */
    percent: (value) => `${minus(atMost(value * 100, 1))}%`,
    /** A number on a drawing, where room is short: 140, 140.4, 0.05. @param {number} value */
    short(value) {
      const size = Math.abs(value);
      if (size >= 99_999.5) return compact(value);
      if (size >= 10) return digits(value, 4);
      return minus(atMost(value, 2));
    },
    /** A number on a scale: 800, 1k, 10k, 0.001. @param {number} value */
    tick: (value) => (Math.abs(value) < 1_000 ? digits(value, 3) : compact(value)),
    /** A learning rate: 0.1, 0.03, 0.0005. @param {number} value */
    rate: (value) => (value !== 0 && Math.abs(value) < 1e-6 ? power(value, 1) : digits(value, 3)),
    /** A limit, with two digits. @param {number} value */
    limit: (value) => (value < 1e-4 ? power(value, 1) : digits(value, 2)),
    /** A count: 1,963. @param {number} value */
    count: (value) => (value < 1e6 ? decimals(value, 0) : compact(value)),
    /** A number in a field: without groups, with a hyphen for a minus, and with a decimal point. @param {number} value */
    plain(value) {
      const size = Math.abs(value);
      if (size !== 0 && (size < 0.01 || size >= 1e6)) return String(Number(value.toPrecision(6)));
      return (Math.round(value * 100) === 0 ? 0 : value).toFixed(2);
    },
  };
}

/** @typedef {ReturnType<typeof createFormat>} Format */
