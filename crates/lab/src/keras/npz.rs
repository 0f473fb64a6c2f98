//! Weights as NumPy's files: `.npz`, a zip of arrays, as `np.savez` and `np.savez_compressed` write it, and a single
//! `.npy`.
//!
//! ```
//! use two_knobs_core::network::Tensor;
//! use two_knobs_lab::keras::npz;
//! let w = Tensor { shape: vec![1, 1], values: vec![200.0] };
//! let file = npz::write(&[("w".to_owned(), w.clone())]);
//! let arrays = npz::read(&file).unwrap();
//! assert_eq!((arrays[0].name.as_deref(), &arrays[0].tensor), (Some("w"), &w));
//! ```

use two_knobs_core::network::Tensor;

use crate::keras::printed::Printed;
use crate::keras::weights::Weights;
use crate::keras::{label, npy, script, zip};
use crate::session::Session;
use crate::words::message::Message;

/// Longer files are not read, packed or unpacked.
pub const MAX_LENGTH: usize = 4_000_000;

/// The weights that a file holds, ready to be set.
///
/// # Errors
/// Those of [`read`], of [`Weights::new`], and where names are at odds with shapes `read.plain`, `read.biasTable`.
pub fn weights(file: &[u8]) -> Result<Weights, Message> {
    Weights::new(&label::by_name(&read(file)?)?)
}

/// Every array of a `.npz` or `.npy` file in the order of `np.load(file).files`, `arr_10` after `arr_9`; numbers of other
/// types become f32.
///
/// # Errors
/// `npz.long`; `npz.kind` (not such a file), `npz.damaged` (cut off, or its check sum is wrong), `npz.method` (packed in
/// a way that NumPy doesn't use), `npz.header` (an array without a readable header), `npz.type` (neither f32 nor f64 nor
/// whole numbers, or not little-endian), `npz.empty`. Numbers in them count arrays from 1.
pub fn read(file: &[u8]) -> Result<Vec<Printed>, Message> {
    if file.len() > MAX_LENGTH {
        return Err(Message::new("npz.long").number("limit", MAX_LENGTH as f64));
    }
    if file.starts_with(npy::MAGIC) {
        let tensor = npy::read(file).map_err(|key| about(key, 0))?;
        return Ok(vec![Printed { name: None, tensor, by_unit: false }]);
    }
    let mut archive = zip::open(file)?;
    let entries = &mut archive.entries;
    if entries.is_empty() {
        return Err(Message::new("npz.empty"));
    }
    let number = |name: &str| name.strip_prefix("arr_")?.strip_suffix(".npy")?.parse::<usize>().ok();
    // np.savez writes positional arguments in their order; other programs sort names as text.
    if entries.iter().all(|entry| number(&entry.name).is_some()) {
        entries.sort_by_key(|entry| number(&entry.name));
    }
    let mut room = MAX_LENGTH;
    let mut arrays = Vec::new();
    for (index, entry) in archive.entries.iter().enumerate() {
        let content = archive.content(entry, room).map_err(|key| about(key, index))?;
        room -= content.len();
        let tensor = npy::read(&content).map_err(|key| about(key, index))?;
        let name = entry.name.strip_suffix(".npy").unwrap_or(&entry.name);
        arrays.push(Printed { name: Some(name.chars().take(80).collect()), tensor, by_unit: false });
    }
    Ok(arrays)
}

fn about(key: &'static str, index: usize) -> Message {
    let message = Message::new(key).number("array", index as f64 + 1.0);
    if key == "npz.long" { message.number("limit", MAX_LENGTH as f64) } else { message }
}

/// The arrays as a `.npz` file, not compressed: f32, row-major. The same arrays give the same bytes.
pub fn write(arrays: &[(String, Tensor)]) -> Vec<u8> {
    let files: Vec<_> =
        arrays.iter().map(|(name, tensor)| (format!("{name}.npy"), npy::write(tensor))).collect();
    zip::write(&files)
}

/// A session's weights as a `.npz` file: `w` and `b`, or `W1`, `b1`, `W2`, ... `model.set_weights(list(np.load(...)
/// .values()))` sets them.
pub fn file(session: &Session) -> Vec<u8> {
    let tensors = session.model.trainer.network().get_weights();
    let names = script::names(session.model.trainer.network());
    write(&names.into_iter().zip(tensors).collect::<Vec<_>>())
}
