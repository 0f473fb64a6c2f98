//! What an experiment is: a [`Draft`] is what somebody said of it, a [`Spec`] is all of it, checked, with the defaults
//! filled in. Past the border only specs go.

pub mod draft;
pub(crate) mod held_out;
pub mod limit;
mod mend;
pub(crate) mod model;
pub(crate) mod readable;
pub(crate) mod view;

use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::dense::Dense;
use two_knobs_core::initializer::Initializer;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::Sequential;
use two_knobs_core::optimizer::{Clip, Optimizer, Rule};
use two_knobs_core::regularizer::Regularizer;
use two_knobs_core::training::Training;

use crate::data::datasets;
use crate::data::losses::{classes, one_hot};
use crate::data::names::{DataName, Generator};
use crate::data::scaling::Scaling;
use crate::spec::draft::Draft;
use crate::words::terms::{Layer, OptimizerName, Speed};

/// A whole experiment, but for the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Spec {
    /// Which data set.
    pub data: DataName,
    /// The learner's own points, kept while another data set is looked at.
    pub own: Option<Dataset>,
    /// How generated data are made.
    pub generator: Generator,
    /// The share of generated rows that is held out to test on.
    pub test: f64,
    /// The network's layers.
    pub layers: Vec<Layer>,
    /// Whether layers have biases.
    pub use_bias: bool,
    /// Kernels' initializer.
    pub kernel_initializer: Initializer,
    /// Biases' initializer.
    pub bias_initializer: Initializer,
    /// The number given to Keras's `set_random_seed`.
    pub seed: u32,
    /// The loss.
    pub loss: Loss,
    /// The optimizer.
    pub optimizer: OptimizerName,
    /// Its learning rate.
    pub learning_rate: f64,
    /// SGD's or RMSprop's momentum.
    pub momentum: f64,
    /// SGD's look-ahead.
    pub nesterov: bool,
    /// Rows of one update; `None` for all.
    pub batch_size: Option<u32>,
    /// Price of the kernels' absolute values.
    pub l1: f64,
    /// Price of the kernels' squares.
    pub l2: f64,
    /// Keras's `clipnorm`; 0 is off.
    pub clip: f64,
    /// Whether each epoch shuffles the rows.
    pub shuffle: bool,
    /// Whether inputs are standardised before training.
    pub scale: bool,
    /// The loss at which training stops.
    pub target: Option<f64>,
    /// Which knobs SGD leaves alone.
    pub lock: [bool; 2],
    /// The pace.
    pub speed: Speed,
}

impl Spec {
    /// Fills in what the draft leaves open.
    ///
    /// # Errors
    /// Where there are no points.
    pub fn new(draft: &Draft) -> Result<Self, Error> {
        let data = draft.data.unwrap_or_default();
        let about = datasets::about(data);
        let generator = about.generator.unwrap_or_default();
        let mut spec = Self {
            data,
            own: draft.points.clone(),
            generator: Generator {
                noise: draft.noise.unwrap_or(generator.noise),
                n: draft.n.unwrap_or(generator.n),
                seed: draft.data_seed.unwrap_or(generator.seed),
            },
            test: draft.test.unwrap_or_default(),
            layers: draft.layers.clone().unwrap_or_else(|| about.layers.to_vec()),
            use_bias: draft.use_bias.unwrap_or(true),
            kernel_initializer: draft.kernel_initializer.clone().unwrap_or(Initializer::GlorotUniform),
            bias_initializer: draft.bias_initializer.clone().unwrap_or(Initializer::Zeros),
            seed: draft.seed.unwrap_or_default(),
            loss: draft.loss.unwrap_or_default(),
            optimizer: draft.optimizer.unwrap_or_default(),
            learning_rate: 0.0,
            momentum: draft.momentum.unwrap_or_default(),
            nesterov: draft.nesterov.unwrap_or_default(),
            batch_size: draft.batch_size.unwrap_or(about.batch_size),
            l1: draft.l1.unwrap_or_default(),
            l2: draft.l2.unwrap_or_default(),
            clip: draft.clip.unwrap_or_default(),
            shuffle: draft.shuffle.unwrap_or(true),
            scale: draft.scale.unwrap_or(about.scale),
            target: draft.target,
            lock: draft.lock.unwrap_or_default(),
            speed: draft.speed.unwrap_or_default(),
        };
        let data = spec.dataset()?;
        if draft.loss.is_none() {
            spec.loss = spec.own_loss(&data);
        }
        let own_rate = || spec.default_rate(&spec.scaling(&data).apply(&data));
        spec.learning_rate = draft.learning_rate.unwrap_or_else(own_rate);
        Ok(spec)
    }

    /// What differs from the defaults, so that a link says no more than it must. The weights are not among it.
    ///
    /// # Errors
    /// Where there are no points.
    pub fn draft(&self) -> Result<Draft, Error> {
        let points = if self.data == DataName::Points { self.own.clone() } else { None };
        let told = Draft {
            data: Some(self.data),
            points,
            noise: Some(self.generator.noise),
            n: Some(self.generator.n),
            data_seed: Some(self.generator.seed),
            test: Some(self.test),
            layers: Some(self.layers.clone()),
            use_bias: Some(self.use_bias),
            loss: Some(self.loss),
            optimizer: Some(self.optimizer),
            momentum: Some(self.momentum),
            l1: Some(self.l1),
            l2: Some(self.l2),
            clip: Some(self.clip),
            scale: Some(self.scale),
            ..Draft::default()
        };
        // The rate that is its own follows from what is told here; everything else is measured against a bare draft.
        let own_rate = Self::new(&told)?.learning_rate;
        let plain = Self::new(&Draft { data: told.data, points: told.points.clone(), ..Draft::default() })?;
        let loss = Self::new(&Draft { loss: None, ..told.clone() })?.loss;
        let generated = datasets::about(self.data).generator.is_some();
        fn unless<T: PartialEq + Clone>(plain: &T, value: &T) -> Option<T> {
            (plain != value).then(|| value.clone())
        }
        Ok(Draft {
            data: (self.data != DataName::default()).then_some(self.data),
            points: told.points,
            noise: unless(&plain.generator.noise, &self.generator.noise).filter(|_| generated),
            n: unless(&plain.generator.n, &self.generator.n).filter(|_| generated),
            data_seed: unless(&plain.generator.seed, &self.generator.seed).filter(|_| generated),
            test: unless(&plain.test, &self.test).filter(|_| generated),
            layers: unless(&plain.layers, &self.layers),
            use_bias: unless(&plain.use_bias, &self.use_bias),
            kernel_initializer: unless(&plain.kernel_initializer, &self.kernel_initializer),
            bias_initializer: unless(&plain.bias_initializer, &self.bias_initializer),
            seed: unless(&plain.seed, &self.seed),
            loss: unless(&loss, &self.loss),
            optimizer: unless(&plain.optimizer, &self.optimizer),
            learning_rate: unless(&own_rate, &self.learning_rate),
            momentum: unless(&plain.momentum, &self.momentum),
            nesterov: unless(&plain.nesterov, &self.nesterov),
            batch_size: unless(&plain.batch_size, &self.batch_size),
            l1: unless(&plain.l1, &self.l1),
            l2: unless(&plain.l2, &self.l2),
            clip: unless(&plain.clip, &self.clip),
            shuffle: unless(&plain.shuffle, &self.shuffle),
            scale: unless(&plain.scale, &self.scale),
            target: self.target,
            lock: unless(&plain.lock, &self.lock),
            speed: unless(&plain.speed, &self.speed),
            ..Draft::default()
        })
    }

    /// The points to train on.
    ///
    /// # Errors
    /// Where there are none.
    pub fn dataset(&self) -> Result<Dataset, Error> {
        Ok(self.datasets()?.0)
    }

    /// The points to train on, and those that are held out: the last rows, as Keras's `validation_split` cuts. None are
    /// held out of data that is not generated, nor where one side would be left empty.
    ///
    /// # Errors
    /// Where there are none.
    pub fn datasets(&self) -> Result<(Dataset, Option<Dataset>), Error> {
        let all = datasets::dataset(self.data, self.own.as_ref(), self.generator)?;
        if self.test == 0.0 || datasets::about(self.data).generator.is_none() {
            return Ok((all, None));
        }
        Ok(match all.split(self.test) {
            Ok((train, test)) => (train, Some(test)),
            Err(_) => (all, None),
        })
    }

    /// How many numbers the last layer answers with: one for each class under categorical cross-entropy, else one.
    pub fn outputs(&self, data: &Dataset) -> usize {
        match self.loss {
            Loss::CategoricalCrossentropy { .. } => classes(data).unwrap_or(1),
            _ => 1,
        }
    }

    /// Data as a network of so many outputs is trained on it: inputs scaled, and classes one-hot where it has a unit for each.
    pub fn trained(&self, data: &Dataset, outputs: usize, scaling: &Scaling) -> Dataset {
        let mut trained = scaling.apply(data);
        if outputs > 1 {
            trained.y = data.y.iter().flat_map(|y| one_hot(*y, outputs)).collect();
            trained.outputs = outputs;
        }
        trained
    }

    /// What is done to the inputs before training.
    pub fn scaling(&self, data: &Dataset) -> Scaling {
        if self.scale { Scaling::standard(data, self.use_bias) } else { Scaling::none(data.inputs) }
    }

    /// Whether the network is one neuron with one input, so that the two knobs are all there is.
    pub fn is_neuron(&self, data: &Dataset) -> bool {
        data.inputs == 1 && matches!(self.layers[..], [Layer { units: 1, .. }])
    }

    /// Whether the network is the neuron that draws a line.
    pub fn is_line(&self, data: &Dataset) -> bool {
        data.inputs == 1 && self.layers == [Layer { units: 1, activation: Activation::Linear }]
    }

    /// The loss that suits the last layer: binary cross-entropy where a sigmoid parts labels that are 0 or 1, categorical
    /// where it has a unit for each class, else the mean squared error.
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
    /// What Keras would refuse.
    pub fn network(&self, inputs: usize) -> Result<Sequential, Error> {
        let dense = |layer: &Layer| Dense {
            use_bias: self.use_bias,
            kernel_initializer: self.kernel_initializer.clone(),
            bias_initializer: self.bias_initializer.clone(),
            kernel_regularizer: Regularizer { l1: self.l1 as f32, l2: self.l2 as f32 },
            ..Dense::new(layer.units, layer.activation)
        };
        let mut network = Sequential::new(inputs, self.layers.iter().map(dense).collect())?;
        network.initialize(self.seed);
        Ok(network)
    }

    /// The optimizer as set. Adam has no momentum to set, and only SGD looks ahead.
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
            ..Optimizer::sgd(self.learning_rate as f32)
        }
    }

    /// Training as set.
    pub fn training(&self) -> Training {
        Training {
            loss: self.loss,
            optimizer: self.optimizer(),
            batch_size: self.batch_size.map(|rows| rows as usize),
            shuffle: self.shuffle.then_some(self.seed),
        }
    }
}
