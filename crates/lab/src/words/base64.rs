//! Parameters as text: base64url (RFC 4648, section 5, without padding) of little-endian f32.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The numbers as text.
pub(crate) fn write(values: &[f32]) -> String {
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .enumerate()
            .fold(0u32, |bits, (index, byte)| bits | u32::from(*byte) << (16 - 8 * index));
        for digit in 0..=chunk.len() {
            text.push(char::from(ALPHABET[(bits >> (18 - 6 * digit)) as usize & 63]));
        }
    }
    text
}

/// The finite numbers that `text` holds, with -0 read as 0; `None` where the text holds anything else.
pub(crate) fn read(text: &str) -> Option<Vec<f32>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.trim_end_matches('=').as_bytes().chunks(4) {
        let mut bits = 0;
        for (index, character) in chunk.iter().enumerate() {
            let digit = ALPHABET.iter().position(|known| known == character)? as u32;
            bits |= digit << (18 - 6 * index);
        }
        bytes.extend((0..chunk.len() - 1).map(|index| (bits >> (16 - 8 * index)) as u8));
    }
    let whole = !bytes.is_empty() && bytes.len().is_multiple_of(4);
    let value =
        |bytes: &[u8]| bytes.try_into().ok().map(f32::from_le_bytes).filter(|value| value.is_finite());
    if whole { bytes.chunks(4).map(|bytes| Some(value(bytes)? + 0.0)).collect() } else { None }
}
