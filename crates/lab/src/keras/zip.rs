//! The files of a zip archive as NumPy packs them, stored or deflated: rawzip reads the directory
//! ([why](../../../../docs/decisions/0014-npz.md)), what is too much or damaged is refused here. Stored files are written here.

use std::borrow::Cow;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{
    CompressionMethod, Error, ErrorKind, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive,
    ZipVerification,
};

use crate::words::message::Message;

// The marks before a file, before its line in the directory, and at the directory's end.
const FILE: [u8; 4] = *b"PK\x03\x04";
const LINE: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
/// Files in an archive; networks here have at most 16 arrays.
const MAX_ENTRIES: usize = 64;

/// An archive and what its directory says.
pub(crate) struct Archive<'a> {
    file: ZipSliceArchive<&'a [u8]>,
    /// Its files, folders left out.
    pub(crate) entries: Vec<Entry>,
}

/// A file in the archive, as the directory tells of it.
pub(crate) struct Entry {
    pub(crate) name: String,
    method: CompressionMethod,
    place: ZipArchiveEntryWayfinder,
}

/// Reads an archive's directory.
///
/// # Errors
/// `npz.kind` where this is no zip file, `npz.damaged` where it is one that was cut off or changed, `npz.tooMany`.
pub(crate) fn open(file: &[u8]) -> Result<Archive<'_>, Message> {
    // An archive without files begins with the directory's end.
    if !file.starts_with(&FILE) && !file.starts_with(&END) {
        return Err(Message::new("npz.kind"));
    }
    let archive = directory(file).map_err(|_| Message::new("npz.damaged"))?;
    if archive.entries.len() > MAX_ENTRIES {
        return Err(Message::new("npz.tooMany").number("limit", MAX_ENTRIES as f64));
    }
    Ok(archive)
}

fn directory(file: &[u8]) -> Result<Archive<'_>, Error> {
    let file = ZipArchive::from_slice(file)?;
    let mut entries = Vec::new();
    let mut count = 0;
    for record in file.entries() {
        let record = record?;
        count += 1;
        if !record.is_dir() && entries.len() <= MAX_ENTRIES {
            let name = String::from_utf8_lossy(record.file_path().as_bytes()).into_owned();
            entries.push(Entry { name, method: record.compression_method(), place: record.wayfinder() });
        }
    }
    if count != file.entries_hint() {
        return Err(ErrorKind::Eof.into());
    }
    Ok(Archive { file, entries })
}

impl Archive<'_> {
    /// A file's bytes, at most `limit` of them, or the key of what is wrong.
    pub(crate) fn content(&self, entry: &Entry, limit: usize) -> Result<Cow<'_, [u8]>, &'static str> {
        if entry.place.uncompressed_size_hint() > limit as u64 {
            return Err("npz.long");
        }
        let found = self.file.get_entry(entry.place).map_err(|_| "npz.damaged")?;
        let packed = found.data();
        let content = match entry.method {
            CompressionMethod::STORE => Cow::Borrowed(packed),
            CompressionMethod::DEFLATE => {
                Cow::Owned(decompress_to_vec_with_limit(packed, limit).map_err(|error| {
                    if error.status == TINFLStatus::HasMoreOutput { "npz.long" } else { "npz.damaged" }
                })?)
            }
            _ => return Err("npz.method"),
        };
        let got = ZipVerification { crc: crc32(&content), uncompressed_size: content.len() as u64 };
        found.claim_verifier().valid(got).map_err(|_| "npz.damaged")?;
        Ok(content)
    }
}

/// An archive of stored files, dated 1 January 1980: the same files give the same bytes at any time. PKWARE's APPNOTE.TXT has
/// the format in its sections 4.3.7 (a file), 4.3.12 (its line in the directory) and 4.3.16 (the end).
pub(crate) fn write(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in files {
        let (at, size) = (archive.len() as u32, content.len() as u32);
        // Version 2.0 of the format, no flags, stored, midnight, the date; then check sum, both sizes, the name's length and no
        // extra field (the upper half of the last number).
        let mut head: Vec<u8> =
            [20, 0, 0, 0, 0x21].iter().flat_map(|number: &u16| number.to_le_bytes()).collect();
        head.extend(
            [crc32(content), size, size, name.len() as u32].iter().flat_map(|number| number.to_le_bytes()),
        );
        archive.extend([&FILE, &head[..], name.as_bytes(), content].concat());
        // Version 2.0 again; no comment, first disk, no attributes.
        directory.extend(
            [&LINE, &20u16.to_le_bytes()[..], &head, &[0; 10], &at.to_le_bytes(), name.as_bytes()].concat(),
        );
    }
    let (count, length, at) = (files.len() as u16, directory.len() as u32, archive.len() as u32);
    archive.extend(directory);
    archive.extend(END);
    archive.extend([0, 0, count, count].iter().flat_map(|number| number.to_le_bytes()));
    archive.extend([length, at].iter().flat_map(|number| number.to_le_bytes()));
    // No comment.
    archive.extend([0; 2]);
    archive
}

/// The check sum of zip files (CRC-32 of ITU-T V.42), bit by bit: files are small here, and rawzip's own brings 16 kB of tables.
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
