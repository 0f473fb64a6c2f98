//! The loss map: the loss over both knobs, all other weights as they are.

use two_knobs_core::data::Dataset;
use two_knobs_core::training::Trainer;

use crate::session::Session;
use crate::words::nice::Axis;

/// Losses over a grid of knobs, and the losses of its rings.
#[derive(Clone, Debug)]
pub struct LossMap {
    /// Row by row, the lowest bias first; in a row the lowest weight first. Not finite where the loss is not.
    pub values: Vec<f32>,
    /// Values in a row.
    pub columns: usize,
    /// The losses of the rings, rising.
    pub levels: Vec<f64>,
}

/// The most rows of data that a map looks at; of more, evenly spread ones.
const ROWS: usize = 500;
/// Columns and rows of the grid for a neuron, whose map stays.
const NEURON: [usize; 2] = [65, 49];
/// The same for a network, whose map changes with every update.
const NETWORK: [usize; 2] = [33, 25];
const RINGS: usize = 8;

impl Session {
    /// The loss over the ranges of both sliders. Without a bias every row is the same.
    pub fn loss_map(&self) -> LossMap {
        let [columns, rows] = if self.spec.is_neuron(self.data()) { NEURON } else { NETWORK };
        let at = |axis: &Axis, index: usize, count: usize| {
            axis.min + (axis.max - axis.min) * index as f64 / (count - 1) as f64
        };
        let mut values = Vec::with_capacity(columns * rows);
        let mut parameters = self.parameters().to_vec();
        if let Some(mut trainer) = self.sketch() {
            for row in 0..rows {
                let b = at(&self.view.knobs[1], row, rows);
                for column in 0..columns {
                    let w = at(&self.view.knobs[0], column, columns);
                    self.model.turn(&mut parameters, [w, b]);
                    let set = trainer.set_parameters(&parameters);
                    values.push(if set.is_ok() { trainer.loss() } else { f32::INFINITY });
                }
            }
        }
        let levels = levels(&values, self.model.best.map(|best| best.loss));
        LossMap { values, columns, levels }
    }

    /// A trainer on few enough rows to be asked thousands of times.
    fn sketch(&self) -> Option<Trainer> {
        let trainer = &self.model.trainer;
        let data = trainer.data();
        let every = data.rows().div_ceil(ROWS);
        let few = Dataset {
            x: data.x.chunks(data.inputs).step_by(every).flatten().copied().collect(),
            y: data.y.chunks(data.outputs).step_by(every).flatten().copied().collect(),
            ..*data
        };
        Trainer::new(trainer.network().clone(), few, trainer.training().clone()).ok()
    }

    /// Changes whenever the map does: with the data and the model, and in a network with every other weight.
    pub(crate) fn map_version(&self) -> u32 {
        let spread = |hash: u32, bits: u32| (hash ^ bits).wrapping_mul(0x0100_0193).rotate_left(13);
        let seed = spread(0x811c_9dc5, self.view.data_version);
        if self.spec.is_neuron(self.data()) {
            return seed;
        }
        let others = self
            .parameters()
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.model.knobs.contains(&Some(*index)));
        others.fold(seed, |hash, (_, weight)| spread(hash, weight.to_bits()))
    }
}

/// Rings that are close together at the bottom of a bowl, where training ends: their heights above the ground grow with
/// the cube of their number.
fn levels(values: &[f32], best: Option<f64>) -> Vec<f64> {
    let finite = values.iter().map(|value| f64::from(*value)).filter(|value| value.is_finite());
    let (low, high) = finite.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let low = best.unwrap_or(low).min(low);
    if high <= low {
        return Vec::new();
    }
    let ring = |number: usize| {
        let part = number as f64 / (RINGS + 1) as f64;
        low + (high - low) * part * part * part
    };
    (1..=RINGS).map(ring).collect()
}
