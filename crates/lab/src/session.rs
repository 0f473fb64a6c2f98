//! The experiment itself: the only place where its state lives and changes.

use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::analysis::{self, LinearFit};
use two_knobs_core::data::Dataset;
use two_knobs_core::dense::Dense;
use two_knobs_core::network::Sequential;
use two_knobs_core::optimizer::Sgd;
use two_knobs_core::training::{Divergence, Stop, Trainer, Training};

use crate::command::{Command, Speed};
use crate::datasets::{self, About, DataName};
use crate::link::{self, Display, Link};
use crate::message::Message;
use crate::nice;
use crate::run::Run;
use crate::snapshot::Status;
use crate::spec::{LEARNING_RATE, Limits, MAX_POINTS, PARAMETER, Spec};
use crate::view::View;

/// Where w and b stand among the neuron's parameters.
pub(crate) const W: usize = 0;
pub(crate) const B: usize = 1;

/// Training has gone wrong for good when the loss is this many times what it was.
const BLOWN_UP: f64 = 10_000.0;

/// One experiment with one neuron.
pub struct Session {
    pub(crate) trainer: Trainer,
    pub(crate) data: DataName,
    pub(crate) about: About,
    pub(crate) points: Vec<[f32; 2]>,
    /// The learner's own points, kept while another data set is looked at.
    pub(crate) own_points: Vec<[f32; 2]>,
    pub(crate) seed: u32,
    /// The weights that the seed gives.
    seeded: Vec<f32>,
    /// The weights that Reset returns to.
    pub(crate) start: Vec<f32>,
    pub(crate) learning_rate: f64,
    pub(crate) batch_size: Option<u32>,
    pub(crate) speed: Speed,
    pub(crate) status: Status,
    pub(crate) run: Run,
    pub(crate) best: Option<LinearFit>,
    /// The largest learning rate that full-batch SGD bears on this data.
    pub(crate) limit: Option<f64>,
    pub(crate) view: View,
    pub(crate) notices: Vec<Message>,
}

impl Session {
    /// Opens the experiment that an address's query and hash describe. What of them cannot be used becomes a notice in
    /// the snapshot and the default takes its place.
    ///
    /// # Errors
    /// Where the core refuses the experiment; no link is known that does this.
    pub fn open(query: &str, hash: &str) -> Result<(Self, Display), Error> {
        let (Link { spec, display }, notices) = link::read(query, hash);
        let mut session = Self::new(&spec)?;
        session.notices = notices;
        Ok((session, display))
    }

    fn new(spec: &Spec) -> Result<Self, Error> {
        let about = datasets::about(spec.data);
        let points = datasets::points(spec.data, &spec.points);
        let data = datasets::dataset(&points)?;
        let limit = analysis::largest_stable_learning_rate(&data, true);
        let best = analysis::best_line(&data, true);
        let learning_rate = spec.learning_rate.unwrap_or_else(|| own_rate(&about, limit));
        let batch_size = spec.batch_size.unwrap_or(about.batch_size);

        let mut network = neuron(spec.seed)?;
        let seeded = network.parameters().to_vec();
        let knob = |index: usize| spec.knobs[index].unwrap_or(seeded[index]);
        let start = [W, B].map(|index| spec.start[index].unwrap_or(knob(index))).to_vec();
        network.set_parameters(&[knob(W), knob(B)])?;
        let mut session = Self {
            trainer: trainer(network, data, learning_rate, batch_size, spec.seed)?,
            data: spec.data,
            view: View::fit(&about, &points, best.as_ref()),
            about,
            own_points: spec.points.clone(),
            points,
            seed: spec.seed,
            seeded,
            start,
            learning_rate,
            batch_size,
            speed: spec.speed,
            status: Status::Ready,
            run: Run::default(),
            best,
            limit,
            notices: Vec::new(),
        };
        session.trainer.set_updates(spec.epoch * session.batches_per_epoch());
        session.run.begin(&session.trainer);
        session.arm();
        Ok(session)
    }

    /// Carries out a command wholly.
    ///
    /// # Errors
    /// A message that says why it was refused; then nothing has changed.
    pub fn apply(&mut self, command: &Command) -> Result<(), Message> {
        match *command {
            Command::SetWeight { value } => self.turn(W, value)?,
            Command::SetBias { value } => self.turn(B, value)?,
            Command::Hold { w, b } => self.trainer.set_frozen(vec![w, b]),
            Command::Step => self.advance(1),
            Command::Reset => self.restart(&self.start.clone())?,
            Command::NewStart => {
                let seed = self.seed.wrapping_add(1);
                let seeded = neuron(seed)?.parameters().to_vec();
                self.seed = seed;
                self.seeded.clone_from(&seeded);
                self.start.clone_from(&seeded);
                self.rebuild()?;
                self.restart(&seeded)?;
            }
            Command::SetLearningRate { value } => {
                self.learning_rate = within(LEARNING_RATE, value, "refused.learningRate")?;
                self.trainer.set_optimizer(sgd(self.learning_rate));
                self.arm();
            }
            Command::SetBatchSize { value } => {
                let limits = Limits { min: 1.0, max: MAX_POINTS as f64 };
                within(limits, f64::from(value.unwrap_or(1)), "refused.batchSize")?;
                self.batch_size = value;
                self.rebuild()?;
            }
            Command::SetSpeed { value } => self.speed = value,
            Command::SetData { name } => self.choose_data(name)?,
            Command::DismissNotices => self.notices.clear(),
        }
        Ok(())
    }

    /// Makes at most `updates` SGD updates; fewer where training ends by itself. `advance(n + m)` leaves the same bits as
    /// `advance(n)` and then `advance(m)`.
    pub fn advance(&mut self, updates: u32) {
        if self.status != Status::Ready {
            return;
        }
        self.status = match self.trainer.advance(u64::from(updates), &mut self.run) {
            Stop::Done => Status::Ready,
            Stop::Observer => Status::Settled,
            Stop::Diverged(Divergence::NonFinite) => Status::NonFinite,
            Stop::Diverged(Divergence::RateAboveLimit) => Status::RateAboveLimit,
        };
    }

    /// The shortest link to this state.
    pub fn link(&self, display: &Display) -> String {
        let current = self.trainer.network().parameters();
        // What a link leaves out falls back step by step: w0 to w, w to the seed's.
        let knob = |index: usize| (current[index] != self.seeded[index]).then_some(current[index]);
        let start = |index: usize| (self.start[index] != current[index]).then_some(self.start[index]);
        let default_rate = own_rate(&self.about, self.limit);
        let spec = Spec {
            data: self.data,
            points: if self.data == DataName::Points { self.points.clone() } else { Vec::new() },
            seed: self.seed,
            knobs: [W, B].map(knob),
            start: [W, B].map(start),
            learning_rate: (self.learning_rate != default_rate).then_some(self.learning_rate),
            batch_size: (self.batch_size != self.about.batch_size).then_some(self.batch_size),
            speed: self.speed,
            epoch: self.trainer.epoch(),
        };
        link::write(&Link { spec, display: *display })
    }

    /// The points, in the order of the rows.
    pub fn points(&self) -> &[[f32; 2]] {
        &self.points
    }

    /// Turns one knob by hand. Counters and the loss curve go on.
    fn turn(&mut self, index: usize, value: f64) -> Result<(), Message> {
        let mut parameters = self.trainer.network().parameters().to_vec();
        parameters[index] = within(PARAMETER, value, "refused.parameter")? as f32;
        self.trainer.set_parameters(&parameters)?;
        self.arm();
        Ok(())
    }

    /// Begins a new run from these weights.
    fn restart(&mut self, parameters: &[f32]) -> Result<(), Message> {
        self.trainer.set_parameters(parameters)?;
        self.trainer.restart();
        self.run.begin(&self.trainer);
        self.arm();
        Ok(())
    }

    fn choose_data(&mut self, name: DataName) -> Result<(), Message> {
        if name == DataName::Points && self.own_points.is_empty() {
            return Err(Message::new("refused.noPoints"));
        }
        let spec =
            Spec { data: name, points: self.own_points.clone(), seed: self.seed, speed: self.speed, ..Spec::default() };
        let mut session = Self::new(&spec)?;
        session.view.version = self.view.version + 1;
        *self = session;
        Ok(())
    }

    /// Gives the trainer new settings that it takes only when it is made; the weights and the count of epochs stay.
    fn rebuild(&mut self) -> Result<(), Message> {
        let epoch = self.trainer.epoch();
        let network = self.trainer.network().clone();
        let data = self.trainer.data().clone();
        self.trainer = trainer(network, data, self.learning_rate, self.batch_size, self.seed)?;
        self.trainer.set_updates(epoch * self.batches_per_epoch());
        self.run.begin(&self.trainer);
        self.arm();
        Ok(())
    }

    /// Makes training possible again after a change, and sets the mark beyond which it counts as blown up.
    fn arm(&mut self) {
        let above = self.limit.is_some_and(|limit| self.learning_rate > limit);
        // A start on the very best line has loss 0: then the data's own size is the measure.
        let start = f64::from(self.trainer.loss()).max(self.view.y_variance * 1e-9);
        self.trainer.set_divergence_limit(above.then_some((BLOWN_UP * start) as f32));
        self.run.unsettle();
        self.status = Status::Ready;
    }

    /// How many updates make an epoch.
    pub(crate) fn batches_per_epoch(&self) -> u64 {
        let rows = self.points.len() as u64;
        rows.div_ceil(self.batch_size.map_or(rows, u64::from).max(1)).max(1)
    }

    /// A learning rate that suits the data, below the limit.
    pub(crate) fn suggested_rate(&self) -> f64 {
        own_rate(&self.about, self.limit)
    }
}

/// The data set's own learning rate, where it has one below the limit; else the round number below 0.4 of the limit.
fn own_rate(about: &About, limit: Option<f64>) -> f64 {
    match (about.learning_rate, limit) {
        (Some(rate), Some(limit)) if rate < limit => rate,
        (_, Some(limit)) => nice::round_down(limit * 0.4).clamp(LEARNING_RATE.min, LEARNING_RATE.max),
        (Some(rate), None) => rate,
        (None, None) => 0.01,
    }
}

fn within(limits: Limits, value: f64, refusal: &'static str) -> Result<f64, Message> {
    let refused = || Message::new(refusal).number("min", limits.min).number("max", limits.max);
    limits.hold(value).then_some(value).ok_or_else(refused)
}

fn neuron(seed: u32) -> Result<Sequential, Error> {
    let mut network = Sequential::new(1, vec![Dense::new(1, Activation::Linear)])?;
    network.initialize(seed);
    Ok(network)
}

fn sgd(learning_rate: f64) -> Sgd {
    Sgd { learning_rate: (learning_rate as f32).into(), ..Sgd::default() }
}

fn trainer(
    network: Sequential,
    data: Dataset,
    learning_rate: f64,
    batch_size: Option<u32>,
    seed: u32,
) -> Result<Trainer, Error> {
    let batch_size = batch_size.map(|rows| rows as usize);
    let training = Training { optimizer: sgd(learning_rate), batch_size, shuffle: Some(seed), ..Training::default() };
    Trainer::new(network, data, training)
}

impl From<Error> for Message {
    fn from(error: Error) -> Self {
        Self::new("refused.core").text("error", &error.to_string())
    }
}
