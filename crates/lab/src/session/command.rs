//! Everything a person or a host page can ask of the experiment.

use crate::data::datasets::DataName;
use crate::data::features::Feature;
use crate::session::challenge::Challenge;
use crate::words::choices::choices;
use crate::words::input::{Input, unreadable};
use crate::words::message::Message;
use crate::words::terms::{OptimizerName, ScheduleName, Speed};

/// One request. [`crate::Session::apply`] either carries it out completely or refuses it and changes nothing. A
/// command's numbers are not checked yet; the session checks them.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename_all = "camelCase"))]
pub enum Command {
    /// Turns the weight knob to a value, which may be beyond the slider's range.
    SetWeight(f64),
    /// Turns the bias knob to a value.
    SetBias(f64),
    /// Turns both knobs at once.
    SetKnobs {
        /// The weight.
        w: f64,
        /// The bias.
        b: f64,
    },
    /// Turns one knob by so many steps of an arrow key, as the buttons and arrow keys of every control do. A knob that stands on
    /// its slider's scale stays on it.
    Turn {
        /// Which knob.
        knob: KnobName,
        /// How many steps, up or down; a tenth is the fine pace.
        steps: f64,
        /// The value to count the steps from; `null` for the present one.
        from: Option<f64>,
    },
    /// Pulls the neuron's line by a handle, so that it passes through a point of the stage; or both knobs to a point of the loss
    /// map.
    Pull {
        /// The handle.
        handle: Handle,
        /// Where the handle is, along x; on the loss map the weight.
        x: f64,
        /// Where it is pulled to, along y; on the loss map the bias.
        y: f64,
    },
    /// Says which knobs a hand holds. SGD does not change them until the hand lets go.
    Hold {
        /// Whether a hand holds the weight.
        w: bool,
        /// Whether a hand holds the bias.
        b: bool,
    },
    /// The hand has let go, or a number has been typed: what follows is a new change, to be undone by itself.
    Settle,
    /// Takes back the last change of knobs, points, data, model or training settings, or the last Reset or New start.
    /// The whole experiment becomes as it was before the change, weights and epoch too; only the pace stays. A drag is
    /// one change.
    Undo,
    /// Makes the change again that Undo took back.
    Redo,
    /// Says which knobs SGD never changes.
    Freeze {
        /// The weight.
        w: bool,
        /// The bias.
        b: bool,
    },
    /// `true` removes the biases; `false` gives them back.
    SetNoBias(bool),
    /// Says whether inputs are standardised before training. The line stays where it is.
    SetScale(bool),
    /// Sets the last layer's activation, in Keras's spelling.
    SetActivation(String),
    /// Makes the knobs those of another place: the weight, and the bias of the unit that it leads to. Numbers count from 0.
    Choose {
        /// The layer.
        layer: f64,
        /// The layer's input.
        input: f64,
        /// The layer's unit.
        unit: f64,
    },
    /// Adds a hidden layer before the output, like the last hidden layer.
    AddLayer,
    /// Removes the hidden layer of this number, counted from 0.
    RemoveLayer(f64),
    /// Moves a hidden layer.
    MoveLayer {
        /// The layer, counted from 0.
        layer: f64,
        /// The hidden layer whose place it takes.
        to: f64,
    },
    /// Sets a layer; `null` leaves a setting as it is. The output's units follow from data and loss.
    SetLayer {
        /// The layer, counted from 0.
        layer: f64,
        /// The units, within [`crate::words::ranges::UNITS`].
        units: Option<f64>,
        /// The activation, in Keras's spelling.
        activation: Option<String>,
    },
    /// Sets the initializers, in Keras's spelling, and draws all weights anew; `null` leaves one as it is.
    SetInitializer {
        /// The kernels' initializer.
        kernel: Option<String>,
        /// The biases' initializer.
        bias: Option<String>,
    },
    /// Sets the number given to Keras's `set_random_seed`, and draws all weights anew.
    SetSeed(f64),
    /// Sets the loss, by its name in the link.
    SetLoss(String),
    /// Sets the loss at which training stops; `null` means none.
    SetTarget(Option<f64>),
    /// Makes one SGD update.
    Step,
    /// Returns to the same start: its weights, counters at 0 and an empty loss curve.
    Reset,
    /// Starts afresh with the weights of the next seed.
    NewStart,
    /// Sets the learning rate, within [`crate::words::ranges::LEARNING_RATE`].
    SetLearningRate(f64),
    /// Chooses the optimizer; the learning rate stays.
    SetOptimizer(OptimizerName),
    /// Sets the momentum of SGD and RMSprop.
    SetMomentum(f64),
    /// Says whether SGD looks ahead along its momentum.
    SetNesterov(bool),
    /// Sets the factor of the penalty on the kernels' absolute values.
    SetL1(f64),
    /// Sets the factor of the penalty on the kernels' squares.
    SetL2(f64),
    /// Sets the longest gradient of each kernel and bias; 0 means no limit.
    SetClip(f64),
    /// Says whether each epoch shuffles the rows.
    SetShuffle(bool),
    /// Sets how the learning rate changes while training goes on.
    SetSchedule {
        /// Keras's schedule.
        schedule: ScheduleName,
        /// Keras's `decay_steps`: a whole number of updates.
        steps: f64,
        /// Keras's `decay_rate`.
        rate: f64,
    },
    /// Sets how many rows SGD uses for one update: a whole number, at least 1; `null` means all rows.
    SetBatchSize(Option<f64>),
    /// Sets how many updates a frame makes.
    SetSpeed(Speed),
    /// Chooses another data set, with its own learning rate and batch size; the seed stays.
    SetData(DataName),
    /// Sets how generated data are made; see [`crate::data::generated::Generator`].
    SetGenerator {
        /// The standard deviation of the noise.
        noise: f64,
        /// The number of points: a whole number.
        n: f64,
        /// The seed of the points: a whole number.
        seed: f64,
    },
    /// Sets the share of generated points that is held out to test on, within [`crate::words::ranges::TEST`].
    SetTest(f64),
    /// Feeds the network these features of two inputs. The weights of features that stay are kept.
    SetFeatures(Vec<Feature>),
    /// Adds a point.
    AddPoint {
        /// Its input.
        x: f64,
        /// Its target.
        y: f64,
    },
    /// Moves a point.
    MovePoint {
        /// The point's row, from 0.
        row: f64,
        /// Its input.
        x: f64,
        /// Its target.
        y: f64,
    },
    /// Removes the point of this row, counted from 0.
    RemovePoint(f64),
    /// Applies a link's text; settings that the text does not name stay as they are.
    Set(String),
    /// Sets a lesson's challenge, counted from now; `null` removes the challenge.
    SetChallenge(Option<Challenge>),
    /// Removes the notices, because the person has read them.
    DismissNotices,
}

impl Command {
    /// Reads the command that a page or a host sends: a word, or an object with one field, which has the command's name
    /// and holds its value.
    ///
    /// # Errors
    /// When no command has this name, or the value has the wrong type or shape. The session checks how large numbers
    /// are.
    pub fn read(input: &Input) -> Result<Self, Message> {
        let (name, value) = match input {
            Input::Text(name) => (name, None),
            Input::Fields(fields) => match fields.as_slice() {
                [(name, value)] => (name, Some(value)),
                _ => return Err(unreadable()),
            },
            _ => return Err(unreadable()),
        };
        Ok(match (name.as_str(), value) {
            ("settle", None) => Self::Settle,
            ("undo", None) => Self::Undo,
            ("redo", None) => Self::Redo,
            ("step", None) => Self::Step,
            ("reset", None) => Self::Reset,
            ("addLayer", None) => Self::AddLayer,
            ("newStart", None) => Self::NewStart,
            ("dismissNotices", None) => Self::DismissNotices,
            ("setWeight", Some(value)) => Self::SetWeight(value.number()?),
            ("setBias", Some(value)) => Self::SetBias(value.number()?),
            ("setKnobs", Some(value)) => {
                let [w, b] = value.numbers(["w", "b"])?;
                Self::SetKnobs { w, b }
            }
            ("turn", Some(value)) => {
                let [knob, steps, from] = value.some_of(["knob", "steps", "from"])?;
                Self::Turn {
                    knob: knob.choice(KnobName::NAMES)?,
                    steps: steps.number()?,
                    from: from.optional(Input::number)?,
                }
            }
            ("pull", Some(value)) => {
                let [handle, x, y] = value.some_of(["handle", "x", "y"])?;
                Self::Pull { handle: handle.choice(Handle::NAMES)?, x: x.number()?, y: y.number()? }
            }
            ("hold", Some(value)) => {
                let [w, b] = value.of_each_knob()?;
                Self::Hold { w, b }
            }
            ("choose", Some(value)) => {
                let [layer, input, unit] = value.numbers(["layer", "input", "unit"])?;
                Self::Choose { layer, input, unit }
            }
            ("freeze", Some(value)) => {
                let [w, b] = value.of_each_knob()?;
                Self::Freeze { w, b }
            }
            ("setNoBias", Some(value)) => Self::SetNoBias(value.switch()?),
            ("setScale", Some(value)) => Self::SetScale(value.switch()?),
            ("setActivation", Some(value)) => Self::SetActivation(value.text()?.into()),
            ("removeLayer", Some(value)) => Self::RemoveLayer(value.number()?),
            ("moveLayer", Some(value)) => {
                let [layer, to] = value.numbers(["layer", "to"])?;
                Self::MoveLayer { layer, to }
            }
            ("setLayer", Some(value)) => {
                let [layer, units, activation] = value.some_of(["layer", "units", "activation"])?;
                Self::SetLayer {
                    layer: layer.number()?,
                    units: units.optional(Input::number)?,
                    activation: activation.optional(|name| name.text().map(str::to_owned))?,
                }
            }
            ("setInitializer", Some(value)) => {
                let name = |value: &Input| value.optional(|name| name.text().map(str::to_owned));
                let [kernel, bias] = value.some_of(["kernel", "bias"])?;
                let (kernel, bias) = (name(kernel)?, name(bias)?);
                if kernel.is_none() && bias.is_none() {
                    return Err(unreadable());
                }
                Self::SetInitializer { kernel, bias }
            }
            ("setSeed", Some(value)) => Self::SetSeed(value.number()?),
            ("setLoss", Some(value)) => Self::SetLoss(value.text()?.into()),
            ("setTarget", Some(value)) => Self::SetTarget(value.optional(Input::number)?),
            ("setLearningRate", Some(value)) => Self::SetLearningRate(value.number()?),
            ("setOptimizer", Some(value)) => Self::SetOptimizer(value.choice(OptimizerName::NAMES)?),
            ("setMomentum", Some(value)) => Self::SetMomentum(value.number()?),
            ("setNesterov", Some(value)) => Self::SetNesterov(value.switch()?),
            ("setL1", Some(value)) => Self::SetL1(value.number()?),
            ("setL2", Some(value)) => Self::SetL2(value.number()?),
            ("setClip", Some(value)) => Self::SetClip(value.number()?),
            ("setShuffle", Some(value)) => Self::SetShuffle(value.switch()?),
            ("setSchedule", Some(value)) => {
                let [schedule, steps, rate] = value.some_of(["schedule", "steps", "rate"])?;
                let schedule = schedule.choice(ScheduleName::NAMES)?;
                Self::SetSchedule { schedule, steps: steps.number()?, rate: rate.number()? }
            }
            ("setBatchSize", Some(value)) => Self::SetBatchSize(value.optional(Input::number)?),
            ("setSpeed", Some(value)) => Self::SetSpeed(value.choice(Speed::NAMES)?),
            ("setData", Some(value)) => Self::SetData(value.choice(DataName::NAMES)?),
            ("setGenerator", Some(value)) => {
                let [noise, n, seed] = value.numbers(["noise", "n", "seed"])?;
                Self::SetGenerator { noise, n, seed }
            }
            ("setTest", Some(value)) => Self::SetTest(value.number()?),
            ("setFeatures", Some(value)) => {
                let names = value.list()?.iter().map(|name| name.choice(Feature::NAMES));
                Self::SetFeatures(names.collect::<Result<_, _>>()?)
            }
            ("addPoint", Some(value)) => {
                let [x, y] = value.numbers(["x", "y"])?;
                Self::AddPoint { x, y }
            }
            ("movePoint", Some(value)) => {
                let [row, x, y] = value.numbers(["row", "x", "y"])?;
                Self::MovePoint { row, x, y }
            }
            ("removePoint", Some(value)) => Self::RemovePoint(value.number()?),
            ("set", Some(value)) => Self::Set(value.text()?.into()),
            ("setChallenge", Some(value)) => Self::SetChallenge(value.optional(Challenge::read)?),
            _ => return Err(unreadable()),
        })
    }
}

choices! {
    /// One of the two knobs.
    KnobName {
        /// The weight.
        W = "w",
        /// The bias.
        B = "b",
    }
}

choices! {
    /// What a hand pulls.
    Handle {
        /// Turns the weight; the bias stays.
        Tilt = "tilt",
        /// Turns the bias; the weight stays.
        Lift = "lift",
        /// The point on the loss map: x is the weight, y the bias.
        Both = "both",
    }
}
