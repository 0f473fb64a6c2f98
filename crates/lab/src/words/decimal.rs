//! Reads decimal numbers, with a tenth of the code of Rust's own reader (docs/decisions/0012-one-webassembly.md).
//!
//! A person usually writes a whole number below 2^53 and a small power of ten. One multiplication or division of two
//! exact numbers then gives the nearest number. Longer numbers are divided bit by bit, with whole numbers of any
//! length.

/// A tie between two neighbouring numbers has at most 767 digits. Further digits only say that the number lies above
/// the tie.
const MOST_DIGITS: usize = 770;

/// The powers of ten that 64 bits hold exactly.
pub(crate) const TEN: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The number nearest to what a text such as `-12.5e3` writes; infinity for one too large. `None` where the text is no
/// number.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let (negative, text) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let (mantissa, exponent) = match text.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (&text[..at], power(&text[at + 1..])?),
        None => (text, 0),
    };
    let mut digits = Vec::new();
    let (mut point, mut any) = (None, false);
    for (at, byte) in mantissa.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                any = true;
                if *byte != b'0' || !digits.is_empty() {
                    digits.push(byte - b'0');
                }
            }
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    if !any {
        return None;
    }
    let fraction = point.map_or(0, |at| mantissa.len() - at - 1);
    let zeros = digits.iter().rev().take_while(|digit| **digit == 0).count();
    digits.truncate(digits.len() - zeros);
    let size = nearest(&digits, exponent - fraction as i64 + zeros as i64);
    Some(if negative { -size } else { size })
}

/// The exponent behind an `e`. An exponent beyond a million is not read exactly: the result is 0 or infinity anyway.
fn power(text: &[u8]) -> Option<i64> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        all => (1, all),
    };
    let mut value = 0;
    for byte in digits {
        value = if byte.is_ascii_digit() {
            (value * 10 + i64::from(byte - b'0')).min(1_000_000)
        } else {
            return None;
        };
    }
    (!digits.is_empty()).then_some(sign * value)
}

/// The number nearest to these digits, read as a whole number, times a power of ten; of two equally near numbers, the
/// even one. Neither the first nor the last digit is 0.
fn nearest(digits: &[u8], exponent: i64) -> f64 {
    let small = digits.iter().take(19).fold(0u64, |number, digit| number * 10 + u64::from(*digit));
    if digits.len() < 19 && small < 1 << 53 {
        let ten = |power: i64| TEN.get(usize::try_from(power).ok()?).copied();
        if let Some(ten) = ten(exponent) {
            return small as f64 * ten;
        }
        if let Some(ten) = ten(-exponent) {
            return small as f64 / ten;
        }
    }
    // The decimal place of the first digit.
    let magnitude = exponent + digits.len() as i64;
    if small == 0 || magnitude < -330 {
        return 0.0;
    }
    if magnitude > 310 {
        return f64::INFINITY;
    }
    let mut number = Whole::default();
    for digit in digits.iter().take(MOST_DIGITS) {
        number.multiply(10, u32::from(*digit));
    }
    let mut exponent = exponent;
    if digits.len() > MOST_DIGITS {
        exponent += (digits.len() - MOST_DIGITS) as i64;
        // The digits that were cut off make the number larger, but only by enough to decide a tie.
        number.multiply(10, 1);
        exponent -= 1;
    }
    let mut by = Whole(vec![1]);
    for _ in 0..exponent.unsigned_abs() {
        if exponent > 0 { number.multiply(10, 0) } else { by.multiply(10, 0) }
    }
    quotient(number, by)
}

/// The number nearest to `number / by`, both above zero.
fn quotient(mut number: Whole, mut by: Whole) -> f64 {
    // Multiplies either number by powers of two, until the quotient is at least 1 and below 2.
    let mut two = number.bits() as i64 - by.bits() as i64;
    for _ in 0..two.unsigned_abs() {
        if two > 0 { by.multiply(2, 0) } else { number.multiply(2, 0) }
    }
    if number.is_below(&by) {
        number.multiply(2, 0);
        two -= 1;
    }
    if two > 1023 {
        return f64::INFINITY;
    }
    // The smallest numbers have fewer bits in the mantissa than the usual 53.
    let bits = (two + 1075).min(53);
    if bits < 0 {
        return 0.0;
    }
    let mut mantissa = 0u64;
    for _ in 0..bits {
        let bit = !number.is_below(&by);
        if bit {
            number.subtract(&by);
        }
        mantissa = mantissa << 1 | u64::from(bit);
        number.multiply(2, 0);
    }
    // The remainder, doubled, says how much of the last bit is missing.
    let above = by.is_below(&number);
    let tie = !above && !number.is_below(&by);
    mantissa += u64::from(above || (tie && mantissa % 2 == 1));
    let place = if bits == 53 { ((two + 1022) as u64) << 52 } else { 0 };
    // Where rounding makes the mantissa one bit longer, the addition raises the exponent, in the end to infinity.
    f64::from_bits(place + mantissa)
}

/// A whole number of any length: parts of 32 bits, the lowest first, the last of which is not 0.
#[derive(Default)]
struct Whole(Vec<u32>);

impl Whole {
    /// Multiplies by a factor and adds a number.
    fn multiply(&mut self, factor: u32, plus: u32) {
        let mut carry = u64::from(plus);
        for part in &mut self.0 {
            carry += u64::from(*part) * u64::from(factor);
            *part = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn bits(&self) -> usize {
        self.0.last().map_or(0, |last| 32 * self.0.len() - last.leading_zeros() as usize)
    }

    fn is_below(&self, other: &Self) -> bool {
        let key = |whole: &Self| whole.0.len();
        if key(self) != key(other) {
            return key(self) < key(other);
        }
        self.0.iter().rev().lt(other.0.iter().rev())
    }

    /// Subtracts a number that is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (index, part) in self.0.iter_mut().enumerate() {
            let (less, one) = part.overflowing_sub(other.0.get(index).copied().unwrap_or(0));
            let (less, two) = less.overflowing_sub(u32::from(borrow));
            *part = less;
            borrow = one || two;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_at_the_edges() {
        let long = format!("{}1", "9".repeat(900));
        let tie = "9007199254740993";
        let rows = [
            "0",
            "-0",
            "00.000",
            "1",
            ".5",
            "5.",
            "1e22",
            "1e23",
            "123456789012345678",
            tie,
            "9007199254740993.0000000000000000000000000000000000000001",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "2.2250738585072014e-308",
            "2.2250738585072011e-308",
            "4.9406564584124654e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1e-400",
            "1e99999999999999999999",
            "0e99999999999999999999",
            "1e-99999999999999999999",
            &long,
            "",
            ".",
            "e5",
            "1e",
            "1e+",
            "+-1",
            "1.2.3",
            "1e5.",
            "--1",
            "inf",
        ];
        for text in rows {
            let expected = text.parse().ok().filter(|_| text != "inf").map(f64::to_bits);
            assert_eq!(parse(text).map(f64::to_bits), expected, "{text}");
        }
        // A tie, first alone, then broken by a digit far behind.
        for last in ["", "1"] {
            let text = format!("{tie}.{}{last}", "0".repeat(900));
            assert_eq!(parse(&text), text.parse().ok());
        }
    }

    proptest! {
        #[test]
        fn numbers_are_read_as_rust_reads_them(text in "[-+]?[0-9]{0,25}[.]?[0-9]{0,25}([eE][-+]?[0-9]{0,3})?") {
            prop_assert_eq!(parse(&text), text.parse().ok(), "{}", text);
        }

        #[test]
        fn any_letters_of_a_number_are_read_as_rust_reads_them(text in "[-+.eE0-9]{0,12}") {
            prop_assert_eq!(parse(&text), text.parse().ok(), "{}", text);
        }

        #[test]
        fn every_number_is_read_from_its_shortest_text(bits: u64) {
            let value = f64::from_bits(bits);
            prop_assume!(value.is_finite());
            prop_assert_eq!(parse(&format!("{value:e}")).map(f64::to_bits), Some(bits));
        }
    }
}
