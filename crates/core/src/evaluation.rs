//! Queries that leave a trainer unchanged: its loss over all rows, and the changes that the next update would make.
//!
//! The page asks for both once a frame, and for the loss at each point of a loss map, so their memory is allocated once.

use std::cell::RefMut;

use crate::batches::Batch;
use crate::evaluation_memory::Kept;
use crate::training::Trainer;

impl Trainer {
    /// The loss over all rows at the present parameters, penalties included.
    pub fn loss(&self) -> f32 {
        self.loss_at(self.network().parameters())
    }

    /// The loss over all rows at other parameters, as many as the network has.
    pub fn loss_at(&self, parameters: &[f32]) -> f32 {
        let mut kept = self.kept();
        let Kept { whole, engine, .. } = &mut *kept;
        let Batch { x, y, rows } = whole.as_ref().unwrap_or(&self.batches).get(0);
        engine.forward(parameters, x, rows);
        engine.loss(self.training().loss, parameters, y, rows)
    }

    /// How much the next update would change each parameter; 0 where frozen.
    pub fn next_update(&self) -> Vec<f32> {
        let mut kept = self.kept();
        let Kept { engine, parameters: after, memory, .. } = &mut *kept;
        let (before, loss) = (self.network().parameters(), self.training().loss);
        let Batch { x, y, rows } = self.batches.get(self.updates() % self.batches.count());
        engine.forward(before, x, rows);
        engine.loss(loss, before, y, rows);
        engine.backward(loss, before, x, rows);
        after.copy_from_slice(before);
        memory.copy_from(&self.memory);
        let is_frozen = |index: usize| self.frozen.get(index) == Some(&true);
        let gradient = engine.gradient();
        gradient.iter_mut().enumerate().filter(|(index, _)| is_frozen(*index)).for_each(|(_, g)| *g = 0.0);
        self.training().optimizer.step(self.updates(), after, gradient, memory, &self.variables);
        self.network().constrain_values(after);
        let changes = after.iter().zip(before).map(|(after, before)| after - before).enumerate();
        changes.map(|(index, change)| if is_frozen(index) { 0.0 } else { change }).collect()
    }

    fn kept(&self) -> RefMut<'_, Kept> {
        self.evaluation.get_or_make(|| Kept::new(&self.network, &self.data, &self.batches, &self.memory))
    }
}
