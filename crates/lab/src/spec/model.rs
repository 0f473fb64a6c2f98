//! A spec made ready to train: its data, its network with the seed's weights, and facts computed from both.

use std::cell::RefCell;

use two_knobs_core::Error;
use two_knobs_core::analysis::{self, LinearFit};
use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::Sequential;
use two_knobs_core::training::Trainer;

use crate::data::scaling::Scaling;
use crate::spec::Spec;
use crate::spec::held_out::Test;
use crate::spec::limit::Limit;
use crate::spec::readable::Readable;
use crate::words::places::{Parameter, Place};

/// Everything that follows from a spec alone.
pub(crate) struct Model {
    pub(crate) trainer: Trainer,
    /// The points, as the page shows them. The trainer's points are scaled, and one-hot if y is a class.
    pub(crate) data: Dataset,
    /// The same network without penalties, where the spec has some: it computes the data's own loss.
    pub(crate) bare: Option<Trainer>,
    /// The held-out rows.
    pub(crate) test: Option<Test>,
    pub(crate) scaling: Scaling,
    /// The parameters that the seed gives.
    pub(crate) seeded: Vec<f32>,
    /// Where the knobs' parameters are: the held weight and, where its layer has biases, its unit's bias.
    pub(crate) knobs: [Option<usize>; 2],
    /// The line with the smallest loss, penalties included, in the data's units.
    pub(crate) best: Option<LinearFit>,
    /// The best line with a bias, where the model has none.
    pub(crate) with_bias: Option<LinearFit>,
    /// The learning rate above which SGD diverges on this data with all rows at once; `None` where it is not known.
    pub(crate) limit: Option<f64>,
    /// The limit of the learning rate for the present batches.
    pub(crate) batch_limit: Option<Limit>,
    /// The rule that says which parameters may be kept.
    pub(crate) rule: Readable,
}

impl Model {
    pub(crate) fn new(spec: &Spec) -> Result<Self, Error> {
        let (data, held_out) = spec.datasets()?;
        let scaling = spec.scaling(&data);
        let trained = spec.trained(&data, spec.outputs(&data), &scaling);
        let line = spec.is_line(&data) && spec.loss == Loss::Mse;
        // The penalty applies to the weight on scaled inputs, which is w in the data's units times the deviation.
        let deviation = scaling.columns.first().map_or(1.0, |[_, deviation]| *deviation);
        let penalties = [spec.l1 * deviation, spec.l2 * deviation * deviation];
        let best =
            |use_bias| line.then(|| analysis::best_regularized_line(&data, use_bias, penalties)).flatten();
        let network = spec.network(trained.inputs)?;
        let free = Spec { l1: 0.0, l2: 0.0, ..spec.clone() }.network(trained.inputs)?;
        let bare = (spec.l1 > 0.0 || spec.l2 > 0.0)
            .then(|| Trainer::new(free.clone(), trained.clone(), spec.training()))
            .transpose()?;
        let test = |test: Dataset| {
            let same = spec.trained(&test, trained.outputs, &scaling);
            let judge = Trainer::new(free.clone(), same, spec.training())?;
            Ok::<_, Error>(Test { data: test, judge: RefCell::new(judge) })
        };
        let test = held_out.map(test).transpose()?;
        let rule = Readable::new(spec, &trained, test.as_ref(), &scaling, &network);
        let mut model = Self {
            best: best(spec.use_bias),
            with_bias: if spec.use_bias { None } else { best(true) },
            limit: None,
            batch_limit: None,
            seeded: network.parameters().to_vec(),
            knobs: places(&network, spec.held()),
            trainer: Trainer::new(network, trained, spec.training())?,
            data,
            bare,
            test,
            scaling,
            rule,
        };
        model.trainer.set_trusted_size(model.rule.trusted_size);
        model.follow_lock(spec);
        Ok(model)
    }

    /// The loss over all rows at the present parameters, without penalties.
    pub(crate) fn loss(&self) -> f64 {
        let of = |bare: &Trainer| bare.loss_at(self.trainer.network().parameters());
        f64::from(self.bare.as_ref().map_or_else(|| self.trainer.loss(), of))
    }

    /// Computes the limits again, because other knobs are frozen now.
    pub(crate) fn follow_lock(&mut self, spec: &Spec) {
        self.limit = spec.limit(self.trainer.data());
        self.batch_limit = spec.batch_limit(self.trainer.data());
    }

    /// Makes the knobs those of another place of this network.
    pub(crate) fn hold(&mut self, place: Place) {
        self.knobs = places(self.trainer.network(), place);
    }

    /// Which parameters training leaves alone, in the order of `get_weights`.
    pub(crate) fn frozen(&self, spec: &Spec) -> Vec<bool> {
        let network = self.trainer.network();
        let mut frozen = vec![false; network.parameters().len()];
        for layer in &spec.frozen {
            let arrays = [Some(network.kernel_range(*layer)), network.bias_range(*layer)];
            arrays.into_iter().flatten().for_each(|range| frozen[range].fill(true));
        }
        for parameter in &spec.lock {
            if let Some(index) = index(network, *parameter) {
                frozen[index] = true;
            }
        }
        frozen
    }

    /// Whether these parameters may be kept.
    pub(crate) fn may_keep(&mut self, parameters: &[f32]) -> bool {
        let before = self.trainer.network().parameters().to_vec();
        // The trainer refuses only another number of parameters, and theirs is right.
        let may_keep = self.trainer.set_parameters(parameters).is_ok()
            && self.rule.holds(&self.trainer, self.test.as_ref());
        let _ = self.trainer.set_parameters(&before);
        may_keep
    }

    /// Gives the trainer these parameters if they may be kept; otherwise the trainer's parameters stay.
    pub(crate) fn stand(&mut self, parameters: &[f32]) -> bool {
        self.may_keep(parameters) && self.trainer.set_parameters(parameters).is_ok()
    }

    /// Converts the trainer's parameters to both knobs as the page shows them: a neuron's in the units of the data, and
    /// a missing bias as 0.
    pub(crate) fn shown(&self, parameters: &[f32]) -> [f64; 2] {
        let trained = self.knobs.map(|index| index.map_or(0.0, |index| f64::from(parameters[index])));
        if self.is_scaled_neuron() { self.scaling.to_shown(trained) } else { trained }
    }

    /// Writes both knobs, as the page shows them, into the trainer's parameters.
    pub(crate) fn turn(&self, parameters: &mut [f32], shown: [f64; 2]) {
        let trained = if self.is_scaled_neuron() { self.scaling.to_trained(shown) } else { shown };
        for (index, value) in self.knobs.iter().zip(trained) {
            if let Some(index) = *index {
                // `+ 0.0` makes -0 the ordinary zero: a link knows only one.
                parameters[index] = value as f32 + 0.0;
            }
        }
    }

    /// Whether the knobs are those of one neuron on scaled inputs. Where the inputs are not scaled, the knobs are the
    /// parameters themselves, to the last bit.
    fn is_scaled_neuron(&self) -> bool {
        let network = self.trainer.network();
        let neuron = network.layers().len() == 1 && network.outputs() == 1 && self.data.inputs == 1;
        neuron && !self.scaling.is_none()
    }

    /// Whether every kernel has the same shape as in the other model, so that the other's weights can be used here.
    pub(crate) fn has_kernels_of(&self, other: &Model) -> bool {
        let (here, there) = (self.trainer.network(), other.trainer.network());
        let units =
            |network: &Sequential| network.layers().iter().map(|layer| layer.units).collect::<Vec<_>>();
        here.inputs() == there.inputs() && units(here) == units(there)
    }

    /// Converts parameters of `other` for this model, if both have the same layers: kernels are copied, the first row by row of
    /// the features that both have, and biases where both models have them; a neuron's knobs stay the same in the units of the data.
    pub(crate) fn carry(&self, other: &Model, parameters: &[f32]) -> Vec<f32> {
        let mut carried = self.seeded.clone();
        let (here, there) = (self.trainer.network(), other.trainer.network());
        if here.layers().len() != there.layers().len() || self.data.inputs != other.data.inputs {
            return carried;
        }
        let first = here.layers().first().map_or(0, |layer| layer.units);
        if there.layers().first().is_some_and(|layer| layer.units == first) {
            // A feature that stays keeps its row of the first kernel, wherever the row is now.
            let (to, from) = (here.kernel_range(0).start, there.kernel_range(0).start);
            for (row, feature) in self.scaling.names().iter().enumerate() {
                let before = other.scaling.names().iter().position(|other| other == feature);
                if let Some(before) = before {
                    let kept = &parameters[from + before * first..][..first];
                    carried[to + row * first..][..first].copy_from_slice(kept);
                }
            }
        }
        for layer in 0..here.layers().len() {
            let kernels = (layer > 0).then(|| (here.kernel_range(layer), there.kernel_range(layer)));
            let biases = here.bias_range(layer).zip(there.bias_range(layer));
            for (to, from) in [kernels, biases].into_iter().flatten() {
                if to.len() == from.len() {
                    carried[to].copy_from_slice(&parameters[from]);
                }
            }
        }
        // Under the same scaling the parameters stay the same bits.
        if self.scaling != other.scaling && (self.is_scaled_neuron() || other.is_scaled_neuron()) {
            self.turn(&mut carried, other.shown(parameters));
        }
        carried
    }
}

/// Where the parameters of a place lie: the weight, and its unit's bias where there is one.
fn places(network: &Sequential, place: Place) -> [Option<usize>; 2] {
    [place.weight(), place.bias()].map(|parameter| index(network, parameter))
}

/// Where a parameter lies in the order of `get_weights`; `None` where the network does not have it.
fn index(network: &Sequential, parameter: Parameter) -> Option<usize> {
    match parameter {
        Parameter::Weight(Place { layer, input, unit }) => {
            let units = network.layers().get(layer)?.units;
            network.kernel_range(layer).nth(input * units + unit).filter(|_| unit < units)
        }
        Parameter::Bias { layer, unit } => network.bias_range(layer)?.nth(unit),
        Parameter::FirstWeight | Parameter::FirstBias => None,
    }
}
