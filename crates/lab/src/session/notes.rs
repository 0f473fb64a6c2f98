//! Finds units of hidden layers that no longer help. The notes follow from the present parameters alone.

use two_knobs_core::activation::Activation;
use two_knobs_core::dense::Dense;
use two_knobs_core::network::Sequential;

use crate::session::Session;
use crate::session::faults::{Note, NoteKind};

/// The most multiplications for all notes of a snapshot: well below a millisecond.
const BUDGET: usize = 400_000;
/// Fewer rows show too little.
const LEAST_ROWS: usize = 32;
/// Below this slope an activation counts as flat.
const FLAT: f32 = 1e-3;

impl Session {
    /// The units that no longer help.
    pub(crate) fn notes(&self) -> Vec<Note> {
        let network = self.model.trainer.network();
        let hidden = network.layers().len().saturating_sub(1);
        let mut notes = Vec::new();
        let mut answers = if hidden == 0 { Vec::new() } else { self.rows_to_try() };
        let mut inputs = network.inputs();
        for layer in 0..hidden {
            let units = network.layers()[layer].units;
            for unit in 0..units {
                if let Some(like) = (0..unit).find(|other| is_twin(network, layer, *other, unit)) {
                    notes.push(note(layer, unit, NoteKind::Twin, Some(like as u32)));
                }
            }
            answers = layer_answers(network, layer, inputs, &answers);
            inputs = units;
            for unit in 0..units {
                let column = answers.iter().skip(unit).step_by(units).copied();
                let kind = stuck(network.layers()[layer].activation, column);
                notes.extend(kind.map(|kind| note(layer, unit, kind, None)));
            }
        }
        notes
    }

    /// The trainer's rows, or evenly spread ones where the network is large.
    fn rows_to_try(&self) -> Vec<f32> {
        let data = self.model.trainer.data();
        let rows = (BUDGET / self.parameters().len().max(1)).max(LEAST_ROWS);
        let every = data.rows().div_ceil(rows).max(1);
        data.x.chunks(data.inputs).step_by(every).flatten().copied().collect()
    }
}

fn note(layer: usize, unit: usize, kind: NoteKind, like: Option<u32>) -> Note {
    Note { layer: layer as u32, unit: unit as u32, kind, like }
}

/// Whether two units have the same weights in and out, to the last bit: their slopes are the same then, for ever.
fn is_twin(network: &Sequential, layer: usize, one: usize, other: usize) -> bool {
    let (parameters, units) = (network.parameters(), network.layers()[layer].units);
    let same = |a: usize, b: usize| parameters[a].to_bits() == parameters[b].to_bits();
    let kernel = network.kernel_range(layer);
    let comes_in = kernel.step_by(units).all(|row| same(row + one, row + other));
    let bias = network.bias_range(layer).is_none_or(|bias| same(bias.start + one, bias.start + other));
    let next = network.layers()[layer + 1].units;
    let out = network.kernel_range(layer + 1).start;
    comes_in && bias && (0..next).all(|to| same(out + one * next + to, out + other * next + to))
}

/// A layer's answers to rows of its inputs.
fn layer_answers(network: &Sequential, layer: usize, inputs: usize, x: &[f32]) -> Vec<f32> {
    let Dense { units, activation, use_bias, .. } = network.layers()[layer];
    let dense = Dense { use_bias, ..Dense::new(units, activation) };
    let end = network.bias_range(layer).unwrap_or_else(|| network.kernel_range(layer)).end;
    let own = network.parameters().get(network.kernel_range(layer).start..end).unwrap_or_default();
    // A part of a network that Keras accepts is accepted too.
    let single = Sequential::new(inputs, vec![dense]).and_then(|mut single| {
        single.set_parameters(own)?;
        single.predict(x)
    });
    single.unwrap_or_default()
}

/// How a unit with these answers is stuck, if it is.
fn stuck(activation: Activation, mut answers: impl Iterator<Item = f32> + Clone) -> Option<NoteKind> {
    let all = |holds: &dyn Fn(f32) -> bool| answers.clone().all(holds);
    let kind = match activation {
        Activation::Relu | Activation::Relu6 if all(&|a| a == 0.0) => NoteKind::AlwaysZero,
        Activation::Sigmoid if all(&|a| 1.0 - a < FLAT) => NoteKind::StuckHigh,
        Activation::Sigmoid if all(&|a| a < FLAT) => NoteKind::StuckLow,
        Activation::Tanh if all(&|a| a > 0.0 && 1.0 - a * a < FLAT) => NoteKind::StuckHigh,
        Activation::Tanh if all(&|a| a < 0.0 && 1.0 - a * a < FLAT) => NoteKind::StuckLow,
        _ => return None,
    };
    answers.next().map(|_| kind)
}
