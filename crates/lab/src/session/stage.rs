//! What the stage draws: the points, the network's predictions along x, and earlier lines.

use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;
use two_knobs_core::predictor::Predictor;

use crate::data::losses::one_hot;
use crate::session::Session;
use crate::words::nice::Axis;

/// How many straight pieces a curve on the stage has.
const CURVE_PIECES: usize = 200;
/// The most earlier lines shown behind the present one.
const TRAIL: u32 = 5;

/// The points, with the network's prediction and error for each.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Table {
    /// Columns of x.
    pub inputs: u32,
    /// How many numbers a row has: the inputs, y, the prediction, the error (prediction - y) and the row's own loss,
    /// such as the error squared.
    pub stride: u32,
    /// All rows, one after the other.
    #[cfg_attr(feature = "typescript", ts(type = "Float32Array"))]
    pub values: Vec<f32>,
}

impl Session {
    /// `[x, y]` of each row, where there is one input.
    pub fn points(&self) -> &[[f32; 2]] {
        &self.view.points
    }

    /// The network's outputs for rows of the data's inputs, in their own units.
    pub fn answers(&self, x: &[f32]) -> Vec<f32> {
        let network = self.model.trainer.network();
        let scaled;
        let inputs = if self.model.scaling.is_none() {
            x
        } else {
            scaled = self.model.scaling.inputs(x);
            &scaled
        };
        let mut answers = vec![0.0; inputs.len() / network.inputs() * network.outputs()];
        // Only rows of another width are refused; their outputs stay 0.
        let _ = Predictor::new(network).predict(network, inputs, &mut answers);
        answers
    }

    /// One prediction for each row: the network's output, or the class with the greatest output.
    pub fn guesses(&self, x: &[f32]) -> Vec<f32> {
        self.answers(x).chunks(self.model.trainer.network().outputs()).map(guess).collect()
    }

    /// `[x1, x2, y]` of each row, where there are two inputs.
    pub fn places(&self) -> Vec<[f32; 3]> {
        places(self.data())
    }

    /// `[x1, x2, y]` of each held-out row, where there are two inputs.
    pub fn held_out_places(&self) -> Vec<[f32; 3]> {
        self.model.test.as_ref().map_or(Vec::new(), |test| places(&test.data))
    }

    /// `[x, y]` of each held-out row, where there is one input.
    pub fn held_out(&self) -> Vec<[f32; 2]> {
        let of_one = self.model.test.as_ref().map(|test| &test.data).filter(|test| test.inputs == 1);
        of_one.map_or(Vec::new(), |test| test.x.iter().zip(&test.y).map(|(x, y)| [*x, *y]).collect())
    }

    /// The loss over the held-out rows.
    pub(crate) fn test_loss(&self) -> Option<f64> {
        let mut judge = self.model.test.as_ref()?.judge.borrow_mut();
        judge.set_parameters(self.parameters()).ok()?;
        Some(f64::from(judge.loss()))
    }

    /// The network's predictions along the stage's x axis; for a line only its two ends. Empty with two inputs.
    pub fn fitted(&self) -> Vec<[f32; 2]> {
        if self.data().inputs != 1 {
            return Vec::new();
        }
        let pieces = if self.spec.is_line(self.data()) { 1 } else { CURVE_PIECES };
        let Axis { min, max, .. } = self.view.x;
        let x: Vec<f32> =
            (0..=pieces).map(|piece| (min + (max - min) * piece as f64 / pieces as f64) as f32).collect();
        let y = self.guesses(&x);
        x.into_iter().zip(y).map(|(x, y)| [x, y]).collect()
    }

    /// The points as a table. The mean of its last column is the loss.
    pub fn table(&self) -> Table {
        let data = self.data();
        let answers = self.answers(&data.x);
        let answers = answers.chunks(self.model.trainer.network().outputs());
        let stride = data.inputs + 4;
        let mut values = Vec::with_capacity(data.rows() * stride);
        for ((x, y), answers) in data.x.chunks(data.inputs).zip(&data.y).zip(answers) {
            let guess = guess(answers);
            values.extend_from_slice(x);
            values.extend([*y, guess, guess - y, self.loss_of(x, *y, answers)]);
        }
        Table { inputs: data.inputs as u32, stride: stride as u32, values }
    }

    /// The loss of one row.
    fn loss_of(&self, x: &[f32], y: f32, answers: &[f32]) -> f32 {
        let guess = answers[0];
        let neuron = self.spec.is_neuron(self.data());
        let (loss, answer) = match self.spec.loss {
            Loss::Mse => return (guess - y) * (guess - y),
            Loss::CategoricalCrossentropy { .. } => {
                let (loss, count) = (self.spec.loss, answers.len());
                let columns: Vec<f32> = one_hot(y, count).collect();
                return loss.of(answers, count, &columns, count).map_or(f32::INFINITY, |(value, _)| value);
            }
            // Computed from the neuron's sum, as Keras does: a rounded probability would lose a large loss.
            Loss::BinaryCrossentropy { label_smoothing, .. }
                if neuron && self.spec.layers[0].activation == Activation::Sigmoid =>
            {
                let [w, b] = self.model.shown(self.parameters());
                let sum = w * f64::from(x[0]) + b;
                (Loss::BinaryCrossentropy { from_logits: true, label_smoothing }, sum as f32)
            }
            loss => (loss, guess),
        };
        // The loss refuses only targets that are not numbers, and the data here always are numbers.
        loss.of(&[answer], 1, &[y], 1).map_or(f32::INFINITY, |(value, _)| value)
    }

    /// `[w, b]`, as shown, of a neuron's way from where the run began to where it stands. Empty for networks.
    pub fn path(&self) -> Vec<[f32; 2]> {
        if !self.spec.is_neuron(self.data()) || self.run.updates == 0 {
            return Vec::new();
        }
        let shown = |[w, b]: [f32; 2]| {
            let point = [f64::from(w), f64::from(b)];
            if self.model.scaling.is_none() { point } else { self.model.scaling.to_shown(point) }
        };
        let begin = self.model.shown(&self.run.start);
        let now = self.model.shown(self.parameters());
        let on_the_way = self.run.path().iter().map(|point| shown(*point));
        [begin].into_iter().chain(on_the_way).chain([now]).map(|point| point.map(|v| v as f32)).collect()
    }

    /// `[w, b]` of a few earlier lines, the oldest first. Each lies at twice the updates of the one before, so that the
    /// quick beginning shows.
    pub fn trail(&self) -> Vec<[f64; 2]> {
        let path = self.path();
        if !self.spec.is_line(self.data()) || path.len() < 3 {
            return Vec::new();
        }
        let back = |step: u32| Some((path.len() - 1) >> step).filter(|index| *index > 0);
        let mut trail: Vec<usize> = (1..=TRAIL).filter_map(back).collect();
        trail.dedup();
        trail.into_iter().rev().map(|index| path[index].map(f64::from)).collect()
    }

    /// The x at which a logistic neuron's decision changes, where its prediction is one half: `x = -b / w`.
    pub(crate) fn decision(&self) -> Option<f64> {
        if !self.spec.is_neuron(self.data()) || self.spec.layers[0].activation != Activation::Sigmoid {
            return None;
        }
        let [w, b] = self.model.shown(self.parameters());
        Some(-b / w).filter(|x| x.is_finite())
    }
}

/// A network's prediction for a row: its output, or the class with the greatest output.
fn guess(answers: &[f32]) -> f32 {
    let better = |best: usize, class: usize| if answers[class] > answers[best] { class } else { best };
    if let [answer] = answers { *answer } else { (1..answers.len()).fold(0, better) as f32 }
}

fn places(data: &Dataset) -> Vec<[f32; 3]> {
    let rows = if data.inputs == 2 { data.x.as_chunks::<2>().0 } else { &[] };
    rows.iter().zip(&data.y).map(|([x1, x2], y)| [*x1, *x2, *y]).collect()
}
