//! The memory that the queries in `evaluation` need, allocated at the first query and reused.

use std::cell::{RefCell, RefMut};

use crate::batches::Batches;
use crate::data::Dataset;
use crate::engine::Engine;
use crate::network::Sequential;
use crate::optimizer::Memory;

/// The memory, None before the first query. It is a cell because queries take `&Trainer`.
#[derive(Clone, Debug, Default)]
pub(crate) struct EvaluationMemory(RefCell<Option<Kept>>);

impl EvaluationMemory {
    pub(crate) fn get_or_make(&self, make: impl FnOnce() -> Kept) -> RefMut<'_, Kept> {
        RefMut::map(self.0.borrow_mut(), |kept| kept.get_or_insert_with(make))
    }
}

/// The memory of one trainer's queries.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// All rows in one batch; None where the trainer's own batch already is that.
    pub(crate) whole: Option<Batches>,
    /// An engine for all rows, which serves smaller batches too.
    pub(crate) engine: Engine,
    pub(crate) parameters: Vec<f32>,
    pub(crate) memory: Memory,
}

impl Kept {
    pub(crate) fn new(network: &Sequential, data: &Dataset, batches: &Batches, memory: &Memory) -> Self {
        let rows = data.rows();
        let is_whole = batches.size() == rows && !batches.is_shuffled();
        Kept {
            whole: (!is_whole).then(|| Batches::new(data, None, None)),
            engine: Engine::new(network, rows),
            parameters: network.parameters().to_vec(),
            memory: memory.clone(),
        }
    }
}
