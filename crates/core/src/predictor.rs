//! The predictions of a network for many rows, in memory that is allocated once.
//!
//! ```
//! use two_knobs_core::predictor::{Points, Predictor};
//! use two_knobs_core::{activation::Activation, dense::Dense, network::Sequential};
//! let mut neuron = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
//! neuron.set_parameters(&[200.0, 100.0]).unwrap(); // w, b
//! let (mut predictor, mut predictions) = (Predictor::new(&neuron), [0.0; 2]);
//! predictor.predict_points(&neuron, &Points::new(&[1.0, 2.0], 1).unwrap(), &mut predictions).unwrap();
//! assert_eq!(predictions, [300.0, 500.0]);
//! ```

use crate::engine::Engine;
use crate::error::Error;
use crate::lanes::{self, Lanes};
use crate::network::{Sequential, Tensor};

/// Rows computed at once: few enough that all layers' numbers stay in the processor's first-level cache.
const ROWS: usize = 64;

/// Memory for predictions. Reusing it, a picture drawn sixty times a second allocates nothing.
#[derive(Clone, Debug)]
pub struct Predictor {
    engine: Engine,
    block: Vec<Lanes>,
}

/// Rows of input packed once for a [`Predictor`], for predictions that are repeated whenever the network changes, such as
/// those on a picture's grid.
#[derive(Clone, Debug)]
pub struct Points {
    inputs: usize,
    rows: usize,
    /// Blocks of [`ROWS`] rows, each packed; the last may hold fewer.
    blocks: Vec<Lanes>,
}

impl Points {
    /// Packs rows of `inputs` numbers each, row-major.
    ///
    /// # Errors
    /// Where `x` is not whole rows.
    pub fn new(x: &[f32], inputs: usize) -> Result<Self, Error> {
        let rows = whole_rows(x, inputs)?;
        let full = rows / ROWS * lanes::chunks(ROWS);
        let mut blocks = vec![Lanes::ZERO; (full + lanes::chunks(rows % ROWS)) * inputs];
        for (x, block) in x.chunks(ROWS * inputs).zip(blocks.chunks_mut(lanes::chunks(ROWS) * inputs)) {
            lanes::pack(x, inputs, 0..x.len() / inputs, block);
        }
        Ok(Points { inputs, rows, blocks })
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }
}

impl Predictor {
    /// Memory for a network of this shape.
    pub fn new(network: &Sequential) -> Self {
        let block = vec![Lanes::ZERO; lanes::chunks(ROWS) * network.inputs()];
        Predictor { engine: Engine::new(network, ROWS), block }
    }

    /// Whether this memory was made for networks of that shape.
    pub fn fits(&self, network: &Sequential) -> bool {
        self.engine.fits(network)
    }

    /// Writes the predictions for the rows of `x` (row-major) into `predictions` (rows times outputs).
    ///
    /// # Errors
    /// Where `x` is not whole rows, or `predictions` has another length.
    pub fn predict(&mut self, network: &Sequential, x: &[f32], predictions: &mut [f32]) -> Result<(), Error> {
        let (inputs, outputs) = (network.inputs(), network.outputs());
        check_length(predictions, whole_rows(x, inputs)? * outputs)?;
        for (x, predictions) in x.chunks(ROWS * inputs).zip(predictions.chunks_mut(ROWS * outputs)) {
            let rows = x.len() / inputs;
            let block = &mut self.block[..lanes::chunks(rows) * inputs];
            lanes::pack(x, inputs, 0..rows, block);
            self.engine.forward(network.parameters(), block, rows);
            lanes::unpack(self.engine.outputs(rows), outputs, rows, predictions);
        }
        Ok(())
    }

    /// [`Predictor::predict`] for points that are already packed.
    ///
    /// # Errors
    /// Where the points have another width than the network's inputs, or `predictions` has another length.
    pub fn predict_points(
        &mut self,
        network: &Sequential,
        points: &Points,
        predictions: &mut [f32],
    ) -> Result<(), Error> {
        let outputs = network.outputs();
        if points.inputs != network.inputs() {
            return Err(network.width_error(vec![None, Some(points.inputs)], false));
        }
        check_length(predictions, points.rows * outputs)?;
        let blocks = points.blocks.chunks(lanes::chunks(ROWS) * points.inputs);
        for (block, predictions) in blocks.zip(predictions.chunks_mut(ROWS * outputs)) {
            let rows = predictions.len() / outputs;
            self.engine.forward(network.parameters(), block, rows);
            lanes::unpack(self.engine.outputs(rows), outputs, rows, predictions);
        }
        Ok(())
    }

    /// Writes the outputs of every unit of every layer for the points: unit by unit, first layer first, one number for
    /// each point.
    ///
    /// # Errors
    /// Where the points have another width than the network's inputs, or `outputs` is not units times points long.
    pub fn units_points(
        &mut self,
        network: &Sequential,
        points: &Points,
        outputs: &mut [f32],
    ) -> Result<(), Error> {
        if points.inputs != network.inputs() {
            return Err(network.width_error(vec![None, Some(points.inputs)], false));
        }
        let units: usize = network.layers().iter().map(|layer| layer.units).sum();
        check_length(outputs, units * points.rows)?;
        for (index, block) in points.blocks.chunks(lanes::chunks(ROWS) * points.inputs).enumerate() {
            let first = index * ROWS;
            let rows = (points.rows - first).min(ROWS);
            self.engine.forward(network.parameters(), block, rows);
            // A unit's outputs for these rows stand side by side, as `lanes::unpack` expects of one column.
            let packed = self.engine.units(rows).flat_map(|layer| layer.chunks(lanes::chunks(rows)));
            for (unit, outputs) in packed.zip(outputs.chunks_mut(points.rows)) {
                lanes::unpack(unit, 1, rows, &mut outputs[first..first + rows]);
            }
        }
        Ok(())
    }
}

impl Sequential {
    /// The predictions for rows of `inputs()` numbers each, row-major.
    pub fn predict(&self, x: &[f32]) -> Result<Vec<f32>, Error> {
        let mut predictions = vec![0.0; x.len() / self.inputs() * self.outputs()];
        Predictor::new(self).predict(self, x, &mut predictions)?;
        Ok(predictions)
    }

    /// The predictions for an array of rows, whose shape is checked as Keras checks it.
    pub fn predict_tensor(&self, x: &Tensor) -> Result<Tensor, Error> {
        match *x.shape {
            // Keras's fit and predict accept a vector in place of a column.
            [rows] if self.inputs() == 1 => {
                Ok(Tensor { shape: vec![rows, 1], values: self.predict(&x.values)? })
                    .map(|predictions| Tensor { shape: vec![rows, self.outputs()], ..predictions })
            }
            [rows, width] if width == self.inputs() => {
                Ok(Tensor { shape: vec![rows, self.outputs()], values: self.predict(&x.values)? })
            }
            [] => Err(Error::InputRank { layer: Sequential::layer_name(0), shape: vec![] }),
            ref shape => Err(self.width_error(shape.iter().copied().map(Some).collect(), false)),
        }
    }
}

fn whole_rows(x: &[f32], inputs: usize) -> Result<usize, Error> {
    let whole = inputs > 0 && x.len().is_multiple_of(inputs);
    if whole {
        Ok(x.len() / inputs)
    } else {
        Err(Error::Length { what: "x", received: x.len(), expected: inputs })
    }
}

fn check_length(predictions: &[f32], expected: usize) -> Result<(), Error> {
    match predictions.len() {
        received if received == expected => Ok(()),
        received => Err(Error::Length { what: "predictions", received, expected }),
    }
}
