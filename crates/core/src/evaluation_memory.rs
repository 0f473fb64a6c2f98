//! The memory that the questions in `evaluation` need: made when the first is asked, and kept.

use std::cell::{RefCell, RefMut};

use crate::batches::Batches;
use crate::data::Dataset;
use crate::engine::Engine;
use crate::network::Sequential;
use crate::optimizer::Memory;

/// The memory, once it is made. A cell, since asking changes nothing that can be seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct EvaluationMemory(RefCell<Option<Kept>>);

impl EvaluationMemory {
    pub(crate) fn get_or_make(&self, make: impl FnOnce() -> Kept) -> RefMut<'_, Kept> {
        RefMut::map(self.0.borrow_mut(), |kept| kept.get_or_insert_with(make))
    }
}

/// What one question leaves for the next.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// All rows in one batch, where training's own batch is another.
    pub(crate) whole: Option<Batches>,
    /// For as many rows as there are, and so for any batch too.
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
