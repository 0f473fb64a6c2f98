//! The answers of a network to many rows, in memory that is kept.
//!
//! ```
//! use two_knobs_core::predictor::{Points, Predictor};
//! use two_knobs_core::{activation::Activation, dense::Dense, network::Sequential};
//! let mut neuron = Sequential::new(1, vec![Dense::new(1, Activation::Linear)]).unwrap();
//! neuron.set_parameters(&[200.0, 100.0]).unwrap(); // w, b
//! let (mut predictor, mut answers) = (Predictor::new(&neuron), [0.0; 2]);
//! predictor.predict_points(&neuron, &Points::new(&[1.0, 2.0], 1).unwrap(), &mut answers).unwrap();
//! assert_eq!(answers, [300.0, 500.0]);
//! ```

use crate::engine::Engine;
use crate::error::Error;
use crate::lanes::{self, Lanes};
use crate::network::{Sequential, Tensor};

/// Rows computed at once: few enough that all layers' numbers stay in the nearest cache.
const ROWS: usize = 64;

/// Memory for predictions, kept from one to the next so that a picture drawn sixty times a second allocates nothing.
#[derive(Clone, Debug)]
pub struct Predictor {
    engine: Engine,
    block: Vec<Lanes>,
}

/// Rows of input laid out for a [`Predictor`] once, to be asked again whenever the network has changed: the points of a
/// picture.
#[derive(Clone, Debug)]
pub struct Points {
    inputs: usize,
    rows: usize,
    /// Blocks of [`ROWS`] rows, each packed; the last may hold fewer.
    blocks: Vec<Lanes>,
}

impl Points {
    /// Lays out rows of `inputs` numbers each, row-major.
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

    /// How many there are.
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

    /// Whether this memory is for networks of that shape.
    pub fn fits(&self, network: &Sequential) -> bool {
        self.engine.fits(network)
    }

    /// Writes the answers to the rows of `x` (row-major) into `answers` (rows times outputs).
    ///
    /// # Errors
    /// Where `x` is not whole rows, or `answers` has another length.
    pub fn predict(&mut self, network: &Sequential, x: &[f32], answers: &mut [f32]) -> Result<(), Error> {
        let (inputs, outputs) = (network.inputs(), network.outputs());
        check_answers(answers, whole_rows(x, inputs)? * outputs)?;
        for (x, answers) in x.chunks(ROWS * inputs).zip(answers.chunks_mut(ROWS * outputs)) {
            let rows = x.len() / inputs;
            let block = &mut self.block[..lanes::chunks(rows) * inputs];
            lanes::pack(x, inputs, 0..rows, block);
            self.engine.forward(network.parameters(), block, rows);
            lanes::unpack(self.engine.outputs(rows), outputs, rows, answers);
        }
        Ok(())
    }

    /// The same for points laid out before.
    ///
    /// # Errors
    /// Where the points have another width than the network's inputs, or `answers` has another length.
    pub fn predict_points(
        &mut self,
        network: &Sequential,
        points: &Points,
        answers: &mut [f32],
    ) -> Result<(), Error> {
        let outputs = network.outputs();
        if points.inputs != network.inputs() {
            return Err(network.width_error(vec![None, Some(points.inputs)], false));
        }
        check_answers(answers, points.rows * outputs)?;
        let blocks = points.blocks.chunks(lanes::chunks(ROWS) * points.inputs);
        for (block, answers) in blocks.zip(answers.chunks_mut(ROWS * outputs)) {
            let rows = answers.len() / outputs;
            self.engine.forward(network.parameters(), block, rows);
            lanes::unpack(self.engine.outputs(rows), outputs, rows, answers);
        }
        Ok(())
    }
}

impl Sequential {
    /// The answers to rows of `inputs()` numbers each, row-major.
    pub fn predict(&self, x: &[f32]) -> Result<Vec<f32>, Error> {
        let mut answers = vec![0.0; x.len() / self.inputs() * self.outputs()];
        Predictor::new(self).predict(self, x, &mut answers)?;
        Ok(answers)
    }

    /// The answers to an array of rows, checked as Keras checks it.
    pub fn predict_tensor(&self, x: &Tensor) -> Result<Tensor, Error> {
        match *x.shape {
            // fit and predict take a vector for a column.
            [rows] if self.inputs() == 1 => {
                Ok(Tensor { shape: vec![rows, 1], values: self.predict(&x.values)? })
                    .map(|answers| Tensor { shape: vec![rows, self.outputs()], ..answers })
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

fn check_answers(answers: &[f32], expected: usize) -> Result<(), Error> {
    match answers.len() {
        received if received == expected => Ok(()),
        received => Err(Error::Length { what: "answers", received, expected }),
    }
}
