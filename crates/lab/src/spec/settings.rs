//! The settings of an experiment. Each setting is one row: its name in Rust, its type, its default, its key in the
//! link, the values accepted, and a sentence and an example for the docs. The row makes the fields of [`Draft`] and
//! [`Spec`], the default, and what a link reads and writes; undo follows too, because it keeps whole specs.

use two_knobs_core::data::Dataset;
use two_knobs_core::initializer::Initializer;
use two_knobs_core::loss::Loss;

use crate::data::about::About;
use crate::data::datasets::{self, DataName};
use crate::data::features::{Feature, PLAIN};
#[cfg(test)]
use crate::spec::key::Docs;
use crate::spec::key::{Key, key};
#[cfg(test)]
use crate::spec::values::Accepts;
use crate::spec::values::{
    BatchSizes, Choice, DataNames, Initializers, LayerNumbers, Layers, Locks, Losses, Number, Places, SomeOf,
    Values, Whole,
};
use crate::words::places::{Parameter, Place};
use crate::words::ranges::{
    AMOUNT, COUNT, DECAY_RATE, DECAY_STEPS, LEARNING_RATE, MOMENTUM, NOISE, SEED, TARGET, TEST,
};
use crate::words::terms::{Layer, OptimizerName, ScheduleName, Speed};

const SWITCH: &[(&str, bool)] = &[("0", false), ("1", true)];
/// For a key that says that something is missing.
const SWITCH_OFF: &[(&str, bool)] = &[("0", true), ("1", false)];
const SCALES: &[(&str, bool)] = &[("none", false), ("standard", true)];

macro_rules! settings {
    ($($(#[$group_doc:meta])* $group:ident {
        $($(#[$doc:meta])* $field:ident: $type:ty = $usual:expr, $key:literal $values:expr, $about:literal, $example:literal;)*
    })*) => {
        /// The settings that a link gives; `None` for a setting that it leaves out.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Draft {
            $($($(#[$doc])* pub $field: Option<$type>,)*)*
            /// The learner's own points, one or two inputs and one output.
            pub points: Option<Dataset>,
            /// The current weight and bias of a single neuron.
            pub knobs: [Option<f32>; 2],
            /// The weight and bias that Reset returns to.
            pub start: [Option<f32>; 2],
            /// The current parameters of a network, in the order of `get_weights`.
            pub params: Option<Vec<f32>>,
            /// The parameters that Reset returns to.
            pub params0: Option<Vec<f32>>,
            /// The epoch counter.
            pub epoch: Option<u64>,
        }

        /// All settings of an experiment; the weights are not part of it.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Spec {
            $($($(#[$doc])* pub $field: $type,)*)*
            /// The learner's own points, kept while another data set is in use.
            pub own: Option<Dataset>,
        }

        impl Spec {
            /// The settings of a draft, with the data set's defaults for those that the draft leaves open.
            pub(super) fn filled(draft: &Draft) -> Self {
                let about = datasets::about(draft.data.unwrap_or_default());
                Self {
                    $($($field: draft.$field.clone().unwrap_or_else(|| {
                        let usual: fn(&About) -> $type = $usual;
                        usual(&about)
                    }),)*)*
                    own: draft.points.clone(),
                }
            }

            /// The settings that differ from those of another spec.
            pub(super) fn unlike(&self, other: &Self) -> Draft {
                Draft {
                    $($($field: (self.$field != other.$field).then(|| self.$field.clone()),)*)*
                    ..Draft::default()
                }
            }
        }

        $($(#[$group_doc])* pub(crate) const $group: &[Key<Draft>] = &[$(key!($key, $field, $values, $about, $example),)*];)*
    };
}

settings! {
    /// Settings of the data and the network, in the order that links are written.
    NETWORK {
        /// The data set.
        data: DataName = |_| DataName::default(),
            "data" DataNames, "a named data set, or points for own data", "data=houses";
        /// Of generated data: the standard deviation of the noise.
        noise: f64 = |about| about.generator.unwrap_or_default().noise,
            "noise" Number(NOISE),
            "of generated data: standard deviation of the noise on y, or on the inputs where y is a class", "noise=0.1";
        /// Of generated data: the number of points.
        n: u32 = |about| about.generator.unwrap_or_default().n,
            "n" Whole(COUNT), "of generated data: how many points", "n=100";
        /// Of generated data: the seed of the points.
        data_seed: u32 = |about| about.generator.unwrap_or_default().seed,
            "dataseed" Whole(SEED), "of generated data: another number, other points", "dataseed=1";
        /// Of generated data: the share of the rows that is held out for the test loss.
        test: f64 = |_| 0.0,
            "test" Number(TEST), "of generated data: the share of the rows that is held out to test on", "test=0.2";
        /// Of two inputs: the columns that the network is fed.
        features: Vec<Feature> = |_| PLAIN.to_vec(),
            "features" SomeOf(Feature::NAMES), "of two inputs: the columns that the network is fed", "features=x1,x2,x1x2";
        /// The network's layers.
        layers: Vec<Layer> = |about| about.layers.to_vec(),
            "layers" Layers,
            "units:activation, ...; the last has one unit, with loss=cce one for each class; `:nobias` behind a layer without biases", "layers=8:relu,1:linear";
        /// Whether layers have biases.
        use_bias: bool = |_| true,
            "nobias" Choice(SWITCH_OFF), "1 = use_bias=False", "nobias=1";
        /// The weight that the knob w turns; the knob b turns the bias of its unit. `None` is the last layer's first.
        hold: Option<Place> = |_| None,
            "hold" Places, "the weight that the knob w turns, `W1[2, 1]` as 0,2,1; the knob b is its unit's bias", "hold=0,0,0";
        /// The layers that training leaves alone, with `trainable=False`.
        frozen: Vec<usize> = |_| Vec::new(),
            "frozen" LayerNumbers, "layers with trainable=False", "frozen=0";
    }
    /// Settings of the initializers and of training, in the order that links are written.
    TRAINING {
        /// The kernels' initializer.
        kernel_initializer: Initializer = |_| Initializer::GlorotUniform,
            "init" Initializers, "initializer of the kernels", "init=he_normal";
        /// The biases' initializer.
        bias_initializer: Initializer = |_| Initializer::Zeros,
            "binit" Initializers, "initializer of the biases", "binit=ones";
        /// The number given to Keras's `set_random_seed`.
        seed: u32 = |_| 0,
            "seed" Whole(SEED), "the number given to Keras's set_random_seed", "seed=7";
        /// The loss; if none is named, the loss that suits data and layers ([`Spec::own_loss`]).
        loss: Loss = |_| Loss::default(),
            "loss" Losses, "the loss", "loss=mae";
        /// The optimizer.
        optimizer: OptimizerName = |_| OptimizerName::default(),
            "opt" Choice(OptimizerName::NAMES), "the optimizer", "opt=adam";
        /// The optimizer's learning rate; if none is named, a rate that suits the data ([`Spec::default_rate`]).
        learning_rate: f64 = |_| 0.0,
            "lr" Number(LEARNING_RATE), "the optimizer's learning rate", "lr=0.1";
        /// How the learning rate changes while training goes on.
        schedule: ScheduleName = |_| ScheduleName::default(),
            "schedule" Choice(ScheduleName::NAMES), "how the learning rate falls: Keras's ExponentialDecay or CosineDecay",
            "schedule=cosine";
        /// The updates over which the schedule lowers the learning rate.
        decay_steps: u32 = |_| 1000,
            "decaysteps" Whole(DECAY_STEPS), "the schedule's decay_steps: updates", "decaysteps=500";
        /// The share of the learning rate that an exponential schedule leaves after that many updates.
        decay_rate: f64 = |_| 0.5,
            "decayrate" Number(DECAY_RATE), "ExponentialDecay's decay_rate", "decayrate=0.9";
        /// SGD's or RMSprop's momentum.
        momentum: f64 = |_| 0.0,
            "momentum" Number(MOMENTUM), "momentum of sgd and rmsprop", "momentum=0.9";
        /// Whether SGD looks ahead along its momentum (Nesterov).
        nesterov: bool = |_| false,
            "nesterov" Choice(SWITCH), "1 = SGD's look-ahead along the momentum", "nesterov=1";
        /// Rows of one update; `None` means all rows.
        batch_size: Option<u32> = |about| about.batch_size,
            "batch" BatchSizes, "rows of one update, or all", "batch=2";
        /// The factor of the penalty on the kernels' absolute values.
        l1: f64 = |_| 0.0,
            "l1" Number(AMOUNT), "penalty on the kernels' absolute values", "l1=0.01";
        /// The factor of the penalty on the kernels' squares.
        l2: f64 = |_| 0.0,
            "l2" Number(AMOUNT), "penalty on the kernels' squares", "l2=0.01";
        /// Keras's `clipnorm`, the longest gradient of each kernel and bias; 0 means no limit.
        clip: f64 = |_| 0.0,
            "clip" Number(AMOUNT), "clipnorm: the longest gradient of each kernel and bias; 0 = off", "clip=1";
        /// Whether each epoch shuffles the rows.
        shuffle: bool = |_| true,
            "shuffle" Choice(SWITCH), "0 keeps the order of the rows", "shuffle=0";
        /// Whether inputs are standardised before training.
        scale: bool = |about| about.scale,
            "scale" Choice(SCALES),
            "standard brings each input to mean 0 and standard deviation 1 before training; w and b stay in the data's own units",
            "scale=standard";
        /// The loss at which training stops.
        target: Option<f64> = |_| None,
            "target" Number(TARGET), "training stops when an epoch's loss is not above this", "target=10";
        /// The parameters that training leaves alone.
        lock: Vec<Parameter> = |_| Vec::new(),
            "lock" Locks, "parameters that training leaves alone", "lock=0,2,1;1,b,0";
        /// The pace.
        speed: Speed = |_| Speed::default(),
            "speed" Choice(Speed::NAMES), "updates a frame", "speed=10";
    }
}
