//! The loss map: the loss for each pair of knob values, while all other parameters stay.

use two_knobs_core::data::Dataset;
use two_knobs_core::training::Trainer;

use crate::session::Session;
use crate::words::nice::Axis;

/// Losses on a grid of knob values, and the losses at which the map draws its rings.
#[derive(Clone, Debug)]
pub struct LossMap {
    /// The losses, row by row, the lowest bias first; in a row the lowest weight first. Not finite where the loss is
    /// not.
    pub values: Vec<f32>,
    /// How many values a row has.
    pub columns: usize,
    /// The losses of the rings, in rising order.
    pub levels: Vec<f64>,
}

/// The most rows of data that a map uses; if there are more, it uses evenly spread ones.
const ROWS: usize = 500;
/// Columns and rows of the grid for a neuron, whose map training does not change.
const NEURON: [usize; 2] = [65, 49];
/// Columns and rows of the grid for a network, whose map changes with every update.
const NETWORK: [usize; 2] = [33, 25];
const RINGS: usize = 8;

impl Session {
    /// The loss map over the ranges of both sliders. Without a bias all its rows are the same.
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

    /// A trainer on so few rows that it can compute thousands of losses for one map.
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

    /// A number that changes whenever the map does: with data and model, and in a network with each parameter that no
    /// knob turns.
    pub(crate) fn map_version(&self) -> u32 {
        let spread = |hash: u32, bits: u32| (hash ^ bits).wrapping_mul(0x0100_0193).rotate_left(13);
        let seed = spread(0x811c_9dc5, self.view.data_version);
        let ends = self.view.knobs.iter().flat_map(|scale| [scale.min, scale.max]);
        let held = self.model.knobs.iter().map(|index| index.map_or(0, |index| index as u32 + 1));
        let seed = ends.map(|end| (end as f32).to_bits()).chain(held).fold(seed, spread);
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

/// The losses of the rings. Their height above the least loss grows with the cube of the ring's number, so that the
/// rings lie close together at the bottom of a bowl, where training ends.
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
