// The page writes English numbers itself. They must equal the numbers that the browser's Intl writes.
import { createDigits } from "../../www/page/words/digits.js";
import { expect, test } from "@playwright/test";

const INTL = {
  fixed: (digits) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
  atMost: (digits) => ({ maximumFractionDigits: digits }),
  significant: (digits) => ({ maximumSignificantDigits: digits }),
};

/** Numbers of every size that a neuron can have, of both signs, in f32 like the session's; and edge cases. */
function* numbers() {
  yield* [
    0, -0, 1, -1, 10, 999.995, 999_499, 1e6, 123_456_789, 0.125, -0.125, 0.375, 1e-9, -1e-9, 0.004, -0.004,
  ];
  yield* [NaN, Infinity, -Infinity];
  for (let i = 0; i < 4000; i++) {
    const size = 10 ** (((i * 0.618034) % 1) * 16 - 7);
    yield Math.fround(i % 2 === 0 ? size : -size);
  }
}

for (const [name, options] of Object.entries(INTL)) {
  test(`English numbers are Intl's: ${name}`, () => {
    const ours = createDigits("en")[name];
    for (const digits of name === "significant" ? [1, 2, 3, 4] : [0, 1, 2, 6]) {
      const theirs = new Intl.NumberFormat("en", { ...options(digits), signDisplay: "negative" });
      const differ = [...numbers()].filter((value) => ours(value, digits) !== theirs.format(value));
      expect(differ).toEqual([]);
    }
  });
}

test("another language's numbers are its own", () => {
  const { fixed, significant } = createDigits("de");
  expect([fixed(-1234.5, 2), significant(0.00123, 2), fixed(-0.001, 2)]).toEqual([
    "-1.234,50",
    "0,0012",
    "0,00",
  ]);
});
