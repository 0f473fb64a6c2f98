//! The files of a zip archive, as NumPy packs them: stored or deflated. rawzip knows the format
//! ([why](../../../../docs/decisions/0013-npz.md)); what is too much or damaged is said here.

use std::borrow::Cow;
use std::io::Write;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::{
    CompressionMethod, DataDescriptorOutput, Error, ErrorKind, ZipArchive, ZipArchiveEntryWayfinder,
    ZipArchiveWriter, ZipSliceArchive, ZipVerification,
};

use crate::words::message::Message;

/// How an archive begins: with a file, or, where it holds none, with the end of its directory.
const STARTS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
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
    if !STARTS.iter().any(|start| file.starts_with(start)) {
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
/// An archive of stored files, dated 1 January 1980: the same files give the same bytes at any time. Memory takes all that is
/// written and names are short, so that there is nothing to refuse.
pub(crate) fn write(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    pack(files).unwrap_or_default()
}

fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, content) in files {
        let (mut entry, _) = archive.new_file(name).start()?;
        entry.write_all(content).map_err(ErrorKind::IO)?;
        entry.finish(DataDescriptorOutput::new(crc32(content), content.len() as u64))?;
    }
    archive.finish()
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
