//! The rows of an epoch, batch by batch, packed once per order.
//!
//! Every epoch goes through all rows; the last batch takes the rows that are left. With shuffling each epoch has its own
//! permutation, a function of seed and epoch alone, so any moment of a run can be restored from its number of updates.

use crate::data::Dataset;
use crate::lanes::{self, Lanes};
use crate::rng;

/// The data in the order of one epoch.
#[derive(Clone, Debug)]
pub(crate) struct Batches {
    inputs: usize,
    outputs: usize,
    rows: usize,
    size: usize,
    count: u64,
    shuffle: Option<u32>,
    order: Vec<usize>,
    x: Vec<Lanes>,
    y: Vec<Lanes>,
}

/// One batch, packed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Batch<'a> {
    pub(crate) x: &'a [Lanes],
    pub(crate) y: &'a [Lanes],
    pub(crate) rows: usize,
}

impl Batches {
    /// `size` rows to a batch (all rows for None), at least 1 and at most all.
    pub(crate) fn new(data: &Dataset, size: Option<usize>, shuffle: Option<u32>) -> Self {
        let rows = data.rows();
        let size = size.unwrap_or(rows).clamp(1, rows);
        let (full, rest) = (rows / size, rows % size);
        let chunks = full * lanes::chunks(size) + lanes::chunks(rest);
        let mut batches = Batches {
            inputs: data.inputs,
            outputs: data.outputs,
            rows,
            size,
            count: rows.div_ceil(size) as u64,
            shuffle,
            order: (0..rows).collect(),
            x: vec![Lanes::ZERO; chunks * data.inputs],
            y: vec![Lanes::ZERO; chunks * data.outputs],
        };
        batches.arrange(data, 0);
        batches
    }

    /// The number of batches in an epoch.
    #[inline(always)]
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// The number of rows in a full batch.
    pub(crate) fn size(&self) -> usize {
        self.size
    }

    /// Whether each epoch has its own order.
    pub(crate) fn is_shuffled(&self) -> bool {
        self.shuffle.is_some()
    }

    /// Puts the rows in the order of an epoch.
    pub(crate) fn arrange(&mut self, data: &Dataset, epoch: u64) {
        if let Some(seed) = self.shuffle {
            rng::permute(seed, epoch, self.rows, &mut self.order);
        }
        let (mut x, mut y) = (&mut self.x[..], &mut self.y[..]);
        for rows in self.order.chunks(self.size) {
            let chunks = lanes::chunks(rows.len());
            let (first, rest) = x.split_at_mut(chunks * self.inputs);
            lanes::pack(&data.x, self.inputs, rows.iter().copied(), first);
            x = rest;
            let (first, rest) = y.split_at_mut(chunks * self.outputs);
            lanes::pack(&data.y, self.outputs, rows.iter().copied(), first);
            y = rest;
        }
    }

    /// The rows of a batch of the epoch, by their index in the data.
    pub(crate) fn rows_of(&self, batch: u64) -> &[usize] {
        let start = batch as usize * self.size;
        &self.order[start..(start + self.size).min(self.rows)]
    }

    /// The number of rows in a batch of the epoch.
    #[inline(always)]
    pub(crate) fn size_of(&self, batch: u64) -> usize {
        self.size.min(self.rows - batch as usize * self.size)
    }

    /// A batch of the epoch.
    #[inline]
    pub(crate) fn get(&self, batch: u64) -> Batch<'_> {
        let rows = self.size_of(batch);
        let (before, chunks) = (batch as usize * lanes::chunks(self.size), lanes::chunks(rows));
        Batch {
            x: &self.x[before * self.inputs..][..chunks * self.inputs],
            y: &self.y[before * self.outputs..][..chunks * self.outputs],
            rows,
        }
    }

    /// For batches of one row and one input: the rows from `first` on, each alone in its [`Lanes`].
    pub(crate) fn single_rows(&self, first: u64, count: u64) -> (&[Lanes], &[Lanes]) {
        let range = first as usize..(first + count) as usize;
        (&self.x[range.clone()], &self.y[range])
    }
}
