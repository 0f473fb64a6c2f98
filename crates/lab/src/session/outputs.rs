//! The outputs of all inputs and units of a network at many points, in memory that is kept.

use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::network::Sequential;
use two_knobs_core::predictor::{Points, Predictor};

use crate::data::scaling::Scaling;
use crate::session::grid::Axes;

/// The outputs of all inputs and units over the stage's axes. The memory is kept from frame to frame: while the axes and
/// the network's shape stay the same, nothing is allocated.
#[derive(Default)]
pub struct Units {
    kept: Option<Kept>,
    /// Columns of a map; 0 for a curve.
    pub columns: usize,
    /// The points of one picture.
    pub points: usize,
    /// The inputs' pictures, then those of all units, the first layer's first. A map's rows are from the top.
    pub values: Vec<f32>,
    /// The least and the greatest output that each picture can show.
    pub reach: Vec<[f64; 2]>,
}

struct Kept {
    axes: Axes,
    scaling: Scaling,
    points: Points,
    predictor: Predictor,
}

impl Units {
    pub(crate) fn update(
        &mut self,
        network: &Sequential,
        scaling: &Scaling,
        axes: Axes,
    ) -> Result<(), Error> {
        let inputs = network.inputs();
        let usable =
            |kept: &Kept| kept.axes == axes && kept.scaling == *scaling && kept.predictor.fits(network);
        let count = axes.columns * axes.rows;
        let kept = match self.kept.take().filter(usable) {
            Some(kept) => kept,
            None => {
                let x = scaling.inputs(&axes.rows(if axes.rows > 1 { 2 } else { 1 }));
                let units: usize = network.layers().iter().map(|layer| layer.units).sum();
                self.values.clear();
                self.values.extend((0..inputs).flat_map(|input| x.iter().skip(input).step_by(inputs)));
                self.values.resize((inputs + units) * count, 0.0);
                self.columns = if axes.rows > 1 { axes.columns } else { 0 };
                self.points = count;
                let (points, predictor) = (Points::new(&x, inputs)?, Predictor::new(network));
                Kept { axes, scaling: scaling.clone(), points, predictor }
            }
        };
        let kept = self.kept.insert(kept);
        kept.predictor.units_points(network, &kept.points, &mut self.values[inputs * count..])?;
        let activations =
            network.layers().iter().flat_map(|layer| (0..layer.units).map(|_| Some(layer.activation)));
        let activations = (0..inputs).map(|_| None).chain(activations);
        let pictures = self.values.chunks(count);
        self.reach.clear();
        self.reach.extend(activations.zip(pictures).map(|(activation, values)| reach(activation, values)));
        Ok(())
    }
}

/// The outputs that a picture shows: all that a bounded activation can give, else those that there are, and zero.
fn reach(activation: Option<Activation>, values: &[f32]) -> [f64; 2] {
    use Activation::{HardSigmoid, Sigmoid, Softmax, Softsign, Tanh};
    let zero = match activation {
        Some(Sigmoid | HardSigmoid | Softmax) => return [0.0, 1.0],
        Some(Tanh | Softsign) => return [-1.0, 1.0],
        Some(_) => Some(0.0),
        None => None,
    };
    let values = values.iter().map(|value| f64::from(*value)).chain(zero);
    let [low, high] = values
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| [low.min(value), high.max(value)]);
    if low < high { [low, high] } else { [low - 1.0, low + 1.0] }
}
