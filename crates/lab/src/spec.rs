//! The settings of an experiment. A [`Draft`] holds the settings that somebody gave; a [`Spec`] holds all settings,
//! checked, with defaults filled in. Code behind the border sees only specs.

pub(crate) mod held_out;
pub(crate) mod key;
pub mod limit;
mod mend;
pub(crate) mod model;
pub mod pairing;
mod places;
pub(crate) mod readable;
mod settings;
pub(crate) mod values;
pub(crate) mod view;

use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::dense::Dense;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::Sequential;
use two_knobs_core::optimizer::{Clip, Optimizer, Rule};
use two_knobs_core::regularizer::Regularizer;
use two_knobs_core::schedule::Schedule;
use two_knobs_core::training::Training;

use crate::data::datasets;
use crate::data::datasets::DataName;
use crate::data::generated::Generator;
use crate::data::losses::{classes, one_hot};
use crate::data::scaling::Scaling;
use crate::words::places::Parameter;
use crate::words::terms::{Layer, OptimizerName, ScheduleName};
pub use settings::{Draft, Spec};
pub(crate) use settings::{NETWORK, TRAINING};

impl Spec {
    /// Fills in the settings that the draft leaves open.
    ///
    /// # Errors
    /// When there are no points.
    pub fn new(draft: &Draft) -> Result<Self, Error> {
        let mut spec = Self::filled(draft);
        let data = spec.dataset()?;
        if draft.loss.is_none() {
            spec.loss = spec.own_loss(&data);
        }
        if draft.learning_rate.is_none() {
            spec.learning_rate = spec.default_rate(&spec.scaling(&data).apply(&data));
        }
        Ok(spec)
    }

    /// The settings that differ from the defaults, so that a link is short. Weights are not part of it.
    ///
    /// # Errors
    /// When there are no points.
    pub fn draft(&self) -> Result<Draft, Error> {
        let data = self.dataset()?;
        let usual = Self {
            // Unless they are given, these two follow from the other settings.
            loss: self.own_loss(&data),
            learning_rate: self.default_rate(&self.scaling(&data).apply(&data)),
            ..Self::filled(&Draft { data: Some(self.data), ..Draft::default() })
        };
        let mut draft = self.unlike(&usual);
        // Of one neuron a link says `w` and `b`.
        if self.is_neuron(&data) {
            draft.lock = draft.lock.map(|lock| lock.into_iter().map(Parameter::of_neuron).collect());
        }
        draft.data = (self.data != DataName::default()).then_some(self.data);
        if self.data == DataName::Points {
            draft.points.clone_from(&self.own);
        }
        if data.inputs == 1 {
            draft.features = None;
        }
        if datasets::about(self.data).generator.is_none() {
            (draft.noise, draft.n, draft.data_seed, draft.test) = (None, None, None, None);
        }
        Ok(draft)
    }

    /// The settings of generated data.
    pub fn generator(&self) -> Generator {
        Generator { noise: self.noise, n: self.n, seed: self.data_seed }
    }

    /// The points to train on.
    ///
    /// # Errors
    /// When there are no points.
    pub fn dataset(&self) -> Result<Dataset, Error> {
        Ok(self.datasets()?.0)
    }

    /// The points to train on, and the held-out points: the last rows, as Keras's `validation_split` cuts. No points
    /// are held out if the data are not generated, or if one part would be empty.
    ///
    /// # Errors
    /// When there are no points.
    pub fn datasets(&self) -> Result<(Dataset, Option<Dataset>), Error> {
        let all = datasets::dataset(self.data, self.own.as_ref(), self.generator())?;
        if self.test == 0.0 || datasets::about(self.data).generator.is_none() {
            return Ok((all, None));
        }
        Ok(match all.split(self.test) {
            Ok((train, test)) => (train, Some(test)),
            Err(_) => (all, None),
        })
    }

    /// How many outputs the last layer needs: one for each class under categorical cross-entropy, otherwise one.
    pub fn outputs(&self, data: &Dataset) -> usize {
        match self.loss {
            Loss::CategoricalCrossentropy { .. } => classes(data).unwrap_or(1),
            _ => 1,
        }
    }

    /// Data prepared to train a network with this many outputs: inputs scaled, and classes one-hot if there are several
    /// outputs.
    pub fn trained(&self, data: &Dataset, outputs: usize, scaling: &Scaling) -> Dataset {
        let mut trained = scaling.apply(data);
        if outputs > 1 {
            trained.y = data.y.iter().flat_map(|y| one_hot(*y, outputs)).collect();
            trained.outputs = outputs;
        }
        trained
    }

    /// How many inputs the network has on this data: a feature each, where there are two inputs.
    pub(crate) fn inputs(&self, data: &Dataset) -> usize {
        if data.inputs == 2 { self.features.len() } else { data.inputs }
    }

    /// The network's inputs: features of the data's, scaled before training where that is set.
    pub fn scaling(&self, data: &Dataset) -> Scaling {
        let fed =
            if data.inputs == 2 { Scaling::features(&self.features) } else { Scaling::none(data.inputs) };
        if self.scale { fed.standardised(data, self.use_bias) } else { fed }
    }

    /// Whether the network is one neuron with one input, so that the two knobs are all its parameters.
    pub fn is_neuron(&self, data: &Dataset) -> bool {
        data.inputs == 1 && matches!(self.layers[..], [Layer { units: 1, .. }])
    }

    /// Whether the network is one linear neuron with one input, so that it draws a line.
    pub fn is_line(&self, data: &Dataset) -> bool {
        data.inputs == 1
            && matches!(self.layers[..], [Layer { units: 1, activation: Activation::Linear, .. }])
    }

    /// The loss that suits the last layer: binary cross-entropy for a sigmoid layer and labels that are 0 or 1,
    /// categorical cross-entropy for a layer with one unit for each class, otherwise the mean squared error.
    pub fn own_loss(&self, data: &Dataset) -> Loss {
        match self.layers.last() {
            Some(Layer { activation: Activation::Sigmoid, .. })
                if data.y.iter().all(|y| *y == 0.0 || *y == 1.0) =>
            {
                Loss::BinaryCrossentropy { from_logits: false, label_smoothing: 0.0 }
            }
            Some(Layer { units, .. }) if *units > 1 && classes(data) == Some(*units) => {
                Loss::CategoricalCrossentropy { from_logits: false, label_smoothing: 0.0 }
            }
            _ => Loss::Mse,
        }
    }

    /// The network with the weights that the seed gives.
    ///
    /// # Errors
    /// When Keras would refuse the layers.
    pub fn network(&self, inputs: usize) -> Result<Sequential, Error> {
        let dense = |layer: &Layer| Dense {
            use_bias: self.use_bias && layer.use_bias,
            kernel_initializer: self.kernel_initializer.clone(),
            bias_initializer: self.bias_initializer.clone(),
            kernel_regularizer: Regularizer { l1: self.l1 as f32, l2: self.l2 as f32 },
            ..Dense::new(layer.units, layer.activation)
        };
        let mut network = Sequential::new(inputs, self.layers.iter().map(dense).collect())?;
        network.initialize(self.seed);
        Ok(network)
    }

    /// The optimizer with its settings. Adam has no momentum setting, and only SGD has Nesterov's look-ahead.
    pub fn optimizer(&self) -> Optimizer {
        let momentum = self.momentum as f32;
        let rule = match self.optimizer {
            OptimizerName::Sgd => Rule::Sgd { momentum, nesterov: self.nesterov },
            OptimizerName::Rmsprop => Rule::rmsprop(momentum),
            OptimizerName::Adam => Rule::ADAM,
        };
        Optimizer {
            rule,
            clip: if self.clip > 0.0 { Clip::Norm(self.clip as f32) } else { Clip::None },
            learning_rate: self.rates(),
            ..Optimizer::default()
        }
    }

    /// The learning rate over time.
    fn rates(&self) -> Schedule {
        let (initial_learning_rate, decay_steps) = (self.learning_rate as f32, i64::from(self.decay_steps));
        match self.schedule {
            ScheduleName::Constant => Schedule::Constant(initial_learning_rate),
            ScheduleName::Exponential => Schedule::ExponentialDecay {
                initial_learning_rate,
                decay_steps,
                decay_rate: self.decay_rate as f32,
                staircase: false,
            },
            ScheduleName::Cosine => Schedule::CosineDecay {
                initial_learning_rate,
                decay_steps,
                alpha: 0.0,
                warmup_target: None,
                warmup_steps: 0,
            },
        }
    }

    /// The training settings.
    pub fn training(&self) -> Training {
        Training {
            loss: self.loss,
            optimizer: self.optimizer(),
            batch_size: self.batch_size.map(|rows| rows as usize),
            shuffle: self.shuffle.then_some(self.seed),
        }
    }
}
