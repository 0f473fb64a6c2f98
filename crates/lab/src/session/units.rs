//! What each unit answers over the stage's axes: the small pictures of a network's diagram.

use std::cell::Ref;

use two_knobs_core::activation::Activation;

use crate::session::Session;
use crate::session::grid::Axes;
use crate::session::outputs::Units;
use crate::words::nice::Axis;

/// The points of a curve over one input.
const CURVE: usize = 60;

impl Session {
    /// The pictures of all inputs and units: curves over one input, maps of `cells` times `cells` over two. No picture
    /// of other networks.
    pub fn units(&self, cells: usize) -> Ref<'_, Units> {
        let network = self.model.trainer.network();
        let updated = self.units.borrow_mut().update(network, &self.model.scaling, self.pictured(cells));
        if updated.is_err() {
            *self.units.borrow_mut() = Units::default();
        }
        self.units.borrow()
    }

    /// The grid over the stage's axes; for one input it has one row.
    fn pictured(&self, cells: usize) -> Axes {
        let reach = |axis: &Axis| [axis.min as f32, axis.max as f32];
        let [columns, rows] = if self.data().inputs == 1 { [CURVE, 1] } else { [cells, cells] };
        Axes { x1: reach(&self.view.x), x2: reach(&self.view.y), columns, rows }
    }

    /// What each unit of the only hidden layer adds to a linear unit's answer, over one input: `[x, w a]`. Their sum and the
    /// last bias are the prediction. Empty for other networks.
    pub fn parts(&self) -> Vec<Vec<[f32; 2]>> {
        let network = self.model.trainer.network();
        let ([_, last], 1, 1) = (network.layers(), network.inputs(), network.outputs()) else {
            return Vec::new();
        };
        if last.activation != Activation::Linear {
            return Vec::new();
        }
        let Axis { min, max, .. } = self.view.x;
        let x = |point: usize| (min + (max - min) * point as f64 / (CURVE - 1) as f64) as f32;
        let units = self.units(0);
        let outputs = units.values.chunks(CURVE).skip(1);
        let weights = &network.parameters()[network.kernel_range(1)];
        let part = |(weight, outputs): (&f32, &[f32])| {
            outputs.iter().enumerate().map(|(point, output)| [x(point), weight * output]).collect()
        };
        weights.iter().zip(outputs).map(part).collect()
    }

    /// Kernel and bias of each layer, as the trainer holds them; a layer without bias has an empty one.
    pub fn layers(&self) -> impl Iterator<Item = [&[f32]; 2]> {
        let network = self.model.trainer.network();
        (0..network.layers().len()).map(|layer| {
            let parameters = network.parameters();
            let bias = network.bias_range(layer).map_or(&[][..], |bias| &parameters[bias]);
            [&parameters[network.kernel_range(layer)], bias]
        })
    }
}
