//! The experiment itself: the only place where its state lives and changes.

use two_knobs_core::Error;
use two_knobs_core::analysis::{self, LinearFit};
use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;
use two_knobs_core::training::{Divergence, Stop, Trainer};

use crate::command::Command;
use crate::datasets::DataName;
use crate::link::{self, Display, Link};
use crate::message::Message;
use crate::run::Run;
use crate::snapshot::Status;
use crate::spec::{BATCH_SIZE, Draft, LEARNING_RATE, Limits, PARAMETER, Spec};
use crate::view::View;

/// Training has gone wrong for good when the loss is this many times what it was.
const BLOWN_UP: f64 = 10_000.0;

/// One experiment: a network, its data, and how far its training has come.
pub struct Session {
    pub(crate) spec: Spec,
    pub(crate) trainer: Trainer,
    /// The parameters that the seed gives.
    seeded: Vec<f32>,
    /// The parameters that Reset returns to.
    pub(crate) start: Vec<f32>,
    /// Where the knobs' parameters are: the last layer's first weight and, where it has biases, its first bias.
    pub(crate) knobs: [Option<usize>; 2],
    held: [bool; 2],
    pub(crate) status: Status,
    pub(crate) run: Run,
    pub(crate) best: Option<LinearFit>,
    /// The largest learning rate that full-batch SGD bears on this data, where it is known.
    pub(crate) limit: Option<f64>,
    pub(crate) view: View,
    pub(crate) grid: crate::grid::Grid,
    pub(crate) notices: Vec<Message>,
}

impl Session {
    /// Opens the experiment that an address's query and hash describe. What of them cannot be used becomes a notice in
    /// the snapshot and the default takes its place.
    ///
    /// # Errors
    /// Where even the default experiment is refused; no way to this is known.
    pub fn open(query: &str, hash: &str) -> Result<(Self, Display), Error> {
        let (Link { draft, display }, mut notices) = link::read(query, hash);
        let mut session = Self::new(&draft, &mut notices).or_else(|error| {
            notices.push(error.into());
            Self::new(&Draft::default(), &mut notices)
        })?;
        session.notices = notices;
        Ok((session, display))
    }

    fn new(draft: &Draft, notices: &mut Vec<Message>) -> Result<Self, Error> {
        let spec = Spec::new(draft)?;
        let data = spec.dataset()?;
        let limit = spec.limit(&data);
        let line = spec.is_line(&data) && spec.loss == Loss::Mse;
        let best = line.then(|| analysis::best_line(&data, spec.use_bias)).flatten();

        let mut network = spec.network(data.inputs)?;
        let seeded = network.parameters().to_vec();
        let last = spec.layers.len() - 1;
        let knobs =
            [Some(network.kernel_range(last).start), network.bias_range(last).map(|range| range.start)];
        let single = last == 0 && data.inputs == 1;
        let mut parameters =
            |key: &'static str, all: &Option<Vec<f32>>, two: &[Option<f32>; 2], or: &[f32]| {
                let mut parameters = or.to_vec();
                match all {
                    Some(all) if all.len() == or.len() => parameters.clone_from(all),
                    Some(_) => notices.push(
                        Message::new("link.paramsCount").text("key", key).number("count", or.len() as f64),
                    ),
                    None => {}
                }
                for (index, value) in knobs.iter().zip(two).filter_map(|(index, value)| index.zip(*value)) {
                    if single {
                        parameters[index] = value;
                    }
                }
                parameters
            };
        let current = parameters("params", &draft.params, &draft.knobs, &seeded);
        let start = parameters("params0", &draft.params0, &draft.start, &current);
        network.set_parameters(&current)?;
        let mut session = Self {
            view: View::fit(&spec, &data, best.as_ref()),
            grid: crate::grid::Grid::default(),
            trainer: Trainer::new(network, data, spec.training())?,
            spec,
            seeded,
            start,
            knobs,
            held: [false; 2],
            status: Status::Ready,
            run: Run::default(),
            best,
            limit,
            notices: Vec::new(),
        };
        session.trainer.set_updates(draft.epoch.unwrap_or_default() * session.batches_per_epoch());
        session.begin();
        Ok(session)
    }

    /// Carries out a command wholly.
    ///
    /// # Errors
    /// A message that says why it was refused; then nothing has changed.
    pub fn apply(&mut self, command: &Command) -> Result<(), Message> {
        match *command {
            Command::SetWeight(value) => self.turn(self.knobs[0], value)?,
            Command::SetBias(value) => self.turn(self.knobs[1], value)?,
            Command::Hold { w, b } => {
                self.held = [w, b];
                self.freeze();
            }
            Command::Step => self.advance(1),
            Command::Reset => {
                self.trainer.set_parameters(&self.start)?;
                self.trainer.restart();
                self.begin();
            }
            Command::NewStart => {
                let spec = Spec { seed: self.spec.seed.wrapping_add(1), ..self.spec.clone() };
                let network = spec.network(self.trainer.data().inputs)?;
                self.seeded = network.parameters().to_vec();
                self.start.clone_from(&self.seeded);
                self.trainer = Trainer::new(network, self.trainer.data().clone(), spec.training())?;
                self.spec = spec;
                self.begin();
            }
            Command::SetLearningRate(value) => {
                self.spec.learning_rate = within(LEARNING_RATE, value, "refused.learningRate")?;
                self.trainer.set_optimizer(self.spec.sgd());
                self.arm();
            }
            Command::SetBatchSize(value) => {
                within(BATCH_SIZE, f64::from(value.unwrap_or(1)), "refused.batchSize")?;
                let spec = Spec { batch_size: value, ..self.spec.clone() };
                let epoch = self.trainer.epoch();
                let (network, data) = (self.trainer.network().clone(), self.trainer.data().clone());
                self.trainer = Trainer::new(network, data, spec.training())?;
                self.spec = spec;
                self.trainer.set_updates(epoch * self.batches_per_epoch());
                self.begin();
            }
            Command::SetSpeed(value) => self.spec.speed = value,
            Command::SetData(name) => self.choose_data(name)?,
            Command::DismissNotices => self.notices.clear(),
        }
        Ok(())
    }

    /// Makes at most `updates` SGD updates; fewer where training diverges. `advance(n + m)` leaves the same bits as
    /// `advance(n)` and then `advance(m)`.
    pub fn advance(&mut self, updates: u32) {
        let stop = self.trainer.advance(u64::from(updates), &mut self.run);
        self.status = match stop {
            Stop::Diverged(Divergence::NonFinite) => Status::NonFinite,
            Stop::Diverged(Divergence::RateAboveLimit) => Status::RateAboveLimit,
            Stop::Done | Stop::Observer if self.run.settled => Status::Settled,
            Stop::Done | Stop::Observer => Status::Ready,
        };
    }

    /// The shortest link to this state.
    ///
    /// # Errors
    /// None is known: what was opened can be written.
    pub fn link(&self, display: &Display) -> Result<String, Error> {
        let current = self.trainer.network().parameters();
        let mut draft = self.spec.draft()?;
        draft.epoch = Some(self.trainer.epoch()).filter(|epoch| *epoch != 0);
        // What a link leaves out falls back step by step: the start to the current parameters, those to the seed's.
        if self.is_single() {
            let unless = |index: Option<usize>, values: &[f32], default: &[f32]| {
                index.filter(|index| values[*index] != default[*index]).map(|index| values[index])
            };
            draft.knobs = self.knobs.map(|index| unless(index, current, &self.seeded));
            draft.start = self.knobs.map(|index| unless(index, &self.start, current));
        } else {
            draft.params = (current != self.seeded).then(|| current.to_vec());
            draft.params0 = (self.start != current).then(|| self.start.clone());
        }
        Ok(link::write(&Link { draft, display: *display }))
    }

    /// The points.
    pub fn data(&self) -> &Dataset {
        self.trainer.data()
    }

    /// Whether the network is one neuron with one input, so that the knobs are all there is.
    pub(crate) fn is_single(&self) -> bool {
        self.spec.layers.len() == 1 && self.trainer.data().inputs == 1
    }

    /// Turns one knob by hand. Counters and the loss curve go on.
    fn turn(&mut self, index: Option<usize>, value: f64) -> Result<(), Message> {
        let value = within(PARAMETER, value, "refused.parameter")?;
        let index = index.ok_or_else(|| Message::new("refused.noBias"))?;
        let mut parameters = self.trainer.network().parameters().to_vec();
        parameters[index] = value as f32;
        self.trainer.set_parameters(&parameters)?;
        self.arm();
        Ok(())
    }

    fn choose_data(&mut self, name: DataName) -> Result<(), Message> {
        if name == DataName::Points && self.spec.own.is_none() {
            return Err(Message::new("refused.noPoints"));
        }
        let draft = Draft {
            data: Some(name),
            points: self.spec.own.clone(),
            seed: Some(self.spec.seed),
            speed: Some(self.spec.speed),
            ..Draft::default()
        };
        let version = self.view.version + 1;
        *self = Self::new(&draft, &mut Vec::new())?;
        self.view.version = version;
        Ok(())
    }

    /// A new run begins where the trainer stands.
    fn begin(&mut self) {
        self.run.begin(self.trainer.epoch(), self.batches_per_epoch());
        self.freeze();
        self.arm();
    }

    /// SGD leaves out what is locked and what a hand is on.
    fn freeze(&mut self) {
        let mut frozen = vec![false; self.trainer.network().parameters().len()];
        for (knob, index) in self.knobs.iter().enumerate() {
            if let Some(index) = *index {
                frozen[index] = self.held[knob] || self.spec.lock[knob];
            }
        }
        self.trainer.set_frozen(frozen);
    }

    /// Makes training possible again after a change, and sets the mark beyond which it counts as blown up.
    fn arm(&mut self) {
        let above = self.limit.is_some_and(|limit| self.spec.learning_rate > limit);
        // A start on the very best line has loss 0: then the data's own size is the measure.
        let start = f64::from(self.trainer.loss()).max(self.view.y_variance * 1e-9);
        self.trainer.set_divergence_limit(above.then_some((BLOWN_UP * start) as f32));
        self.run.unsettle();
        self.status = Status::Ready;
    }

    /// How many updates make an epoch.
    pub(crate) fn batches_per_epoch(&self) -> u64 {
        let rows = self.trainer.data().rows() as u64;
        rows.div_ceil(self.spec.batch_size.map_or(rows, u64::from).max(1)).max(1)
    }
}

fn within(limits: Limits, value: f64, refusal: &'static str) -> Result<f64, Message> {
    let refused = || Message::new(refusal).number("min", limits.min).number("max", limits.max);
    limits.hold(value).then_some(value).ok_or_else(refused)
}

impl From<Error> for Message {
    fn from(error: Error) -> Self {
        Self::new("refused.core").text("error", &error.to_string())
    }
}
