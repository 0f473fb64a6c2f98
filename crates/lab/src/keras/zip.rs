//! As much of the zip format as NumPy's files need: stored and deflated entries in, stored entries out.
//!
//! Sizes are read from the directory at the end of the file, since NumPy leaves them open before each entry. The format:
//! PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (its end).

use std::borrow::Cow;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use crate::words::message::Message;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const DIRECTORY: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
/// Bytes of each of the three without names and comments.
const SIZES: [usize; 3] = [30, 46, 22];
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// 1 January 1980, which zip counts from: the same arrays give the same bytes at any time.
const DATE: u16 = 0x21;
/// Files in an archive; networks here have at most 16 arrays.
const MAX_ENTRIES: usize = 64;

/// A file in the archive, as the directory tells of it.
pub(crate) struct Entry {
    pub(crate) name: String,
    method: u16,
    check: u32,
    packed: usize,
    size: usize,
    at: usize,
}

/// Little-endian numbers at a place; `None` beyond the end.
fn short(file: &[u8], at: usize) -> Option<usize> {
    let bytes = file.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
}

fn long(file: &[u8], at: usize) -> Option<u32> {
    let bytes = file.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

/// What the archive holds, folders left out.
///
/// # Errors
/// `npz.kind` where this is no zip file, `npz.damaged` where it is one that was cut off or changed, `npz.tooMany`.
pub(crate) fn entries(file: &[u8]) -> Result<Vec<Entry>, Message> {
    if !file.starts_with(&LOCAL) && !file.starts_with(&END) {
        return Err(Message::new("npz.kind"));
    }
    let entries = directory(file).ok_or_else(|| Message::new("npz.damaged"))?;
    if entries.len() > MAX_ENTRIES {
        return Err(Message::new("npz.tooMany").number("limit", MAX_ENTRIES as f64));
    }
    Ok(entries)
}

fn directory(file: &[u8]) -> Option<Vec<Entry>> {
    // A comment of up to 65,535 bytes may follow the end mark.
    let last = file.len().checked_sub(SIZES[2])?;
    let end =
        (last.saturating_sub(usize::from(u16::MAX))..=last).rev().find(|at| file[*at..].starts_with(&END))?;
    let count = short(file, end + 10)?;
    let mut at = long(file, end + 16)? as usize;
    let mut entries = Vec::new();
    for _ in 0..count {
        if !file.get(at..)?.starts_with(&DIRECTORY) {
            return None;
        }
        let lengths = [short(file, at + 28)?, short(file, at + 30)?, short(file, at + 32)?];
        let name = at + SIZES[1];
        let entry = Entry {
            name: String::from_utf8_lossy(file.get(name..name + lengths[0])?).into_owned(),
            method: short(file, at + 10)? as u16,
            check: long(file, at + 16)?,
            packed: long(file, at + 20)? as usize,
            size: long(file, at + 24)? as usize,
            at: long(file, at + 42)? as usize,
        };
        if !entry.name.ends_with('/') && entries.len() <= MAX_ENTRIES {
            entries.push(entry);
        }
        at = name + lengths.iter().sum::<usize>();
    }
    Some(entries)
}

impl Entry {
    /// The file's bytes, at most `limit` of them, or the key of what is wrong.
    pub(crate) fn content<'a>(&self, file: &'a [u8], limit: usize) -> Result<Cow<'a, [u8]>, &'static str> {
        if self.size > limit {
            return Err("npz.long");
        }
        let packed = self.packed(file).ok_or("npz.damaged")?;
        let content = match self.method {
            STORED => Cow::Borrowed(packed),
            DEFLATED => Cow::Owned(decompress_to_vec_with_limit(packed, limit).map_err(|error| {
                if error.status == TINFLStatus::HasMoreOutput { "npz.long" } else { "npz.damaged" }
            })?),
            _ => return Err("npz.method"),
        };
        if content.len() != self.size || crc32(&content) != self.check {
            return Err("npz.damaged");
        }
        Ok(content)
    }

    fn packed<'a>(&self, file: &'a [u8]) -> Option<&'a [u8]> {
        if !file.get(self.at..)?.starts_with(&LOCAL) {
            return None;
        }
        let lengths = short(file, self.at + 26)? + short(file, self.at + 28)?;
        let start = self.at.checked_add(SIZES[0] + lengths)?;
        file.get(start..start.checked_add(self.packed)?)
    }
}

/// An archive of stored files.
pub(crate) fn write(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let at = archive.len() as u32;
        let size = (content.len() as u32).to_le_bytes();
        // Version 2.0 of the format, no flags, stored, midnight.
        let mut head = Vec::new();
        for number in [20, 0, STORED, 0, DATE] {
            head.extend(number.to_le_bytes());
        }
        head.extend(crc32(content).to_le_bytes());
        head.extend(size);
        head.extend(size);
        head.extend((name.len() as u16).to_le_bytes());
        head.extend(0u16.to_le_bytes());
        archive.extend(LOCAL);
        archive.extend(&head);
        archive.extend(name.as_bytes());
        archive.extend(content);
        directory.extend(DIRECTORY);
        directory.extend(20u16.to_le_bytes());
        directory.extend(&head);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (count, at) = (files.len() as u16, archive.len() as u32);
    let size = directory.len() as u32;
    archive.extend(directory);
    archive.extend(END);
    archive.extend([0; 4]);
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend(size.to_le_bytes());
    archive.extend(at.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

/// The check sum of zip files (CRC-32 of ITU-T V.42), bit by bit: files are small here.
fn crc32(bytes: &[u8]) -> u32 {
    let one = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 })
    };
    !bytes.iter().fold(!0, one)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_standards_own_check_value() {
        assert_eq!(super::crc32(b"123456789"), 0xCBF4_3926);
    }
}
