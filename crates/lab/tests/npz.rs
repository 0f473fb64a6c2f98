//! NumPy's files, in and out. `tests/fixtures/npz/make.py` wrote the samples with NumPy itself.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::Value as Json;
use two_knobs_core::network::Tensor;
use two_knobs_lab::Session;
use two_knobs_lab::keras::npz;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/npz")
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

/// Shape and numbers of nested lists.
fn tensor(json: &Json) -> Tensor {
    let mut tensor = Tensor { shape: Vec::new(), values: Vec::new() };
    let mut level = json;
    while let Json::Array(items) = level {
        tensor.shape.push(items.len());
        level = &items[0];
    }
    fn numbers(json: &Json, values: &mut Vec<f32>) {
        match json {
            Json::Array(items) => items.iter().for_each(|item| numbers(item, values)),
            number => values.push(number.as_f64().unwrap() as f32),
        }
    }
    numbers(json, &mut tensor.values);
    tensor
}

#[test]
fn what_numpy_wrote() {
    let expected: Json = serde_json::from_slice(&sample("expected.json")).unwrap();
    let files = expected.as_object().unwrap();
    assert!(files.len() >= 12);
    for (name, arrays) in files {
        let read = npz::read(&sample(name)).unwrap_or_else(|message| panic!("{name}: {message:?}"));
        let arrays = arrays.as_object().unwrap();
        assert_eq!(read.len(), arrays.len(), "{name}");
        for array in &read {
            let label = array.name.as_deref().unwrap_or_default();
            assert_eq!(array.tensor, tensor(&arrays[label]), "{name} {label}");
        }
    }
    let eleven: Vec<_> =
        npz::read(&sample("eleven.npz")).unwrap().into_iter().map(|array| array.tensor.values[0]).collect();
    assert_eq!(eleven, (0..11u8).map(f32::from).collect::<Vec<_>>());
    let network = npz::weights(&sample("compressed.npz")).unwrap();
    assert_eq!((network.inputs(), network.units()), (2, vec![3, 1]));
}

#[test]
fn what_cannot_be_read() {
    let check = |file: &[u8], key: &str| assert_eq!(npz::weights(file).unwrap_err().key, key);
    check(b"", "npz.kind");
    check(b"[array([[200.]], dtype=float32)]", "npz.kind");
    check(&sample("refused_big_endian.npz"), "npz.type");
    check(&sample("refused_text.npz"), "npz.type");
    check(&sample("refused_three_axes.npz"), "read.axes");
    check(&npz::write(&[]), "npz.empty");
    check(&vec![0; npz::MAX_LENGTH + 1], "npz.long");
    let whole = sample("named.npz");
    check(&whole[..whole.len() - 30], "npz.damaged");
    let mut changed = whole.clone();
    changed[160] ^= 1; // inside the first array's numbers: the check sum tells
    check(&changed, "npz.damaged");
    let single = sample("single.npy");
    check(&single[..single.len() - 1], "npz.damaged");
    check(&single[..9], "npz.header");
    let many: Vec<_> =
        (0..100).map(|index| (index.to_string(), Tensor { shape: vec![1], values: vec![0.0] })).collect();
    check(&npz::write(&many), "npz.tooMany");
    let infinite = [("w".to_owned(), Tensor { shape: vec![1, 1], values: vec![f32::INFINITY] })];
    check(&npz::write(&infinite), "read.nonFinite");
}

/// An archive of one entry, however wrong: what its directory says of the packed bytes.
struct Entry {
    name: &'static str,
    method: u16,
    check: u32,
    packed: Vec<u8>,
    size: u32,
    /// How many entries the end of the directory counts, and how far from its place the directory is said to begin.
    count: u16,
    off: u32,
}

impl Entry {
    fn archive(&self) -> Vec<u8> {
        let (mut file, length) = (Vec::new(), self.packed.len() as u32);
        let mut head = Vec::new();
        [20, 0, self.method, 0, 0x21].iter().for_each(|number: &u16| head.extend(number.to_le_bytes()));
        [self.check, length, self.size].iter().for_each(|number| head.extend(number.to_le_bytes()));
        head.extend((self.name.len() as u16).to_le_bytes());
        head.extend([0; 2]);
        file.extend([b"PK\x03\x04", &head[..], self.name.as_bytes(), &self.packed].concat());
        let directory = [b"PK\x01\x02\x14\0", &head[..], &[0; 14], self.name.as_bytes()].concat();
        let start = (file.len() as u32).wrapping_add(self.off);
        file.extend(&directory);
        file.extend(b"PK\x05\x06\0\0\0\0");
        [self.count, self.count].iter().for_each(|number| file.extend(number.to_le_bytes()));
        [directory.len() as u32, start].iter().for_each(|number| file.extend(number.to_le_bytes()));
        file.extend([0; 2]);
        file
    }
}

#[test]
fn archives_that_are_too_much_or_damaged() {
    let array = &npz::write(&[("w".to_owned(), Tensor { shape: vec![1, 1], values: vec![7.0] })]);
    let start = array.windows(6).position(|bytes| bytes == b"\x93NUMPY").unwrap();
    let content = array[start..start + 132].to_vec();
    let good = |name| Entry {
        name,
        method: 0,
        check: 0x4652_74F6,
        size: content.len() as u32,
        packed: content.clone(),
        count: 1,
        off: 0,
    };
    assert_eq!(npz::read(&good("w.npy").archive()).unwrap()[0].tensor.values, [7.0]);
    let check = |entry: Entry, key: &str| {
        assert_eq!(npz::read(&entry.archive()).unwrap_err().key, key, "{} {}", entry.method, entry.size);
    };
    check(good("folder/"), "npz.empty");
    check(Entry { method: 12, ..good("w.npy") }, "npz.method");
    check(Entry { check: 1, ..good("w.npy") }, "npz.damaged");
    check(Entry { size: 131, ..good("w.npy") }, "npz.damaged");
    check(Entry { method: 8, ..good("w.npy") }, "npz.damaged");
    check(Entry { count: 2, ..good("w.npy") }, "npz.damaged");
    check(Entry { off: 1 << 31, ..good("w.npy") }, "npz.damaged");
    check(Entry { size: npz::MAX_LENGTH as u32 + 1, ..good("w.npy") }, "npz.long");
    check(Entry { size: u32::MAX, ..good("w.npy") }, "npz.long");
    check(Entry { count: u16::MAX, ..good("w.npy") }, "npz.damaged");
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![0; npz::MAX_LENGTH + 1], 9);
    check(Entry { method: 8, packed: bomb, ..good("w.npy") }, "npz.long");
}

#[test]
fn a_session_goes_out_and_comes_in() {
    for link in ["#w=200&b=100", "#nobias=1&w=7", "#data=line&layers=9:tanh,5:relu,1&seed=3"] {
        let (session, _) = Session::open("", link).unwrap();
        let file = npz::file(&session);
        let weights = npz::weights(&file).unwrap();
        let expected = two_knobs_lab::keras::replay::replay(&session, 0).weights;
        assert_eq!(weights.arrays(), expected, "{link}");
        assert_eq!(file, npz::file(&session));
    }
    let (session, _) = Session::open("", "#w=200&b=100").unwrap();
    let names: Vec<_> =
        npz::read(&npz::file(&session)).unwrap().into_iter().map(|array| array.name.unwrap()).collect();
    assert_eq!(names, ["w", "b"]);
}

fn any_arrays() -> impl Strategy<Value = Vec<(String, Tensor)>> {
    let array = proptest::collection::vec(0..5usize, 0..4).prop_flat_map(|shape| {
        let count = shape.iter().product();
        proptest::collection::vec(any::<f32>(), count..=count)
            .prop_map(move |values| Tensor { shape: shape.clone(), values })
    });
    proptest::collection::vec(("[a-zA-Z0-9]{1,8}", array), 1..6)
}

proptest! {
    #[test]
    fn what_is_written_reads_back(arrays in any_arrays()) {
        let read = npz::read(&npz::write(&arrays)).unwrap();
        prop_assert_eq!(read.len(), arrays.len());
        for (read, (name, tensor)) in read.iter().zip(&arrays) {
            prop_assert_eq!(read.name.as_ref(), Some(name));
            prop_assert_eq!(&read.tensor.shape, &tensor.shape);
            let bits = |values: &[f32]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&read.tensor.values), bits(&tensor.values));
        }
    }

    #[test]
    fn any_bytes_are_arrays_or_a_message(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0..3usize) {
        let start: &[u8] = [&b"PK\x03\x04"[..], b"\x93NUMPY\x01\x00", b""][start];
        let _ = npz::weights(&[start, &bytes].concat());
    }

    #[test]
    fn changed_files_are_arrays_or_a_message(
        sample_number in 0..6usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        is_cut: bool,
    ) {
        let names = ["named.npz", "compressed.npz", "single.npy", "fortran.npz", "compressed_large.npz", "doubles.npz"];
        let mut file = sample(names[sample_number]);
        for (place, byte) in changes {
            let place = place.index(file.len());
            file[place] = byte;
        }
        if is_cut {
            file.truncate(cut.index(file.len()));
        }
        if let Ok(weights) = npz::weights(&file) {
            prop_assert!(weights.parameters().iter().all(|value| value.is_finite()));
        }
    }
}
