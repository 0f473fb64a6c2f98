//! The experiment itself: the only place where its state lives and changes.

use std::cell::RefCell;

use two_knobs_core::Error;
use two_knobs_core::data::Dataset;
use two_knobs_core::training::{Divergence, Stop};

use crate::challenge::Task;
use crate::command::Command;
use crate::datasets::DataName;
use crate::link::{self, Display, Link};
use crate::message::Message;
use crate::model::Model;
use crate::run::{PastRun, Run};
use crate::snapshot::Status;
use crate::spec::{BATCH_SIZE, Draft, LEARNING_RATE, Limits, PARAMETER, Spec, TARGET};
use crate::undo::{Gesture, Undo};
use crate::view::View;

/// Training has gone wrong for good when the loss is this many times what it was.
const BLOWN_UP: f64 = 10_000.0;

/// Earlier runs kept to compare.
const PAST_RUNS: usize = 4;

/// One experiment: a network, its data, and how far its training has come.
pub struct Session {
    pub(crate) spec: Spec,
    pub(crate) model: Model,
    /// The parameters that Reset returns to, as they are trained.
    pub(crate) start: Vec<f32>,
    /// The data set that the axes are named after: one's own points keep the names of the set they began as.
    pub(crate) labels: DataName,
    held: [bool; 2],
    pub(crate) status: Status,
    pub(crate) run: Run,
    /// Earlier runs on the same data, the oldest first.
    pub(crate) past: Vec<PastRun>,
    pub(crate) view: View,
    pub(crate) grid: RefCell<crate::grid::Grid>,
    pub(crate) undo: Undo,
    /// The bias that comes back when the no-bias switch is turned off.
    pub(crate) spare_bias: f64,
    pub(crate) notices: Vec<Message>,
    /// What a lesson asks for.
    pub(crate) task: Option<Task>,
}

impl Session {
    /// Opens the experiment that an address's query and hash describe. What of them cannot be used becomes a notice in
    /// the snapshot and the default takes its place.
    ///
    /// # Errors
    /// Where even the default experiment is refused; no way to this is known.
    pub fn open(query: &str, hash: &str) -> Result<(Self, Display), Error> {
        let (Link { draft, mut display }, mut notices) = link::read(query, hash);
        // A value that can't be used was meant to be state all the same.
        display.bare = draft == Draft::default() && notices.iter().all(|notice| notice.key == "link.unknown");
        let mut session = Self::new(&draft, &mut notices).or_else(|error| {
            notices.push(error.into());
            Self::new(&Draft::default(), &mut notices)
        })?;
        session.notices = notices;
        Ok((session, display))
    }

    pub(crate) fn new(draft: &Draft, notices: &mut Vec<Message>) -> Result<Self, Error> {
        let spec = draft.spec(notices)?;
        let model = Model::new(&spec)?;
        let neuron = spec.is_neuron(&model.data);
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
                if neuron && two.iter().any(Option::is_some) {
                    let [w, b] = model.shown(&parameters);
                    let told = |index: usize, or| two[index].map_or(or, f64::from);
                    model.turn(&mut parameters, [told(0, w), told(1, b)]);
                }
                parameters
            };
        let current = parameters("params", &draft.params, &draft.knobs, &model.seeded);
        let start = parameters("params0", &draft.params0, &draft.start, &current);
        let mut session = Self {
            view: View::fit(&spec, &model, spec.data),
            grid: RefCell::default(),
            labels: spec.data,
            start,
            spec,
            model,
            held: [false; 2],
            status: Status::Ready,
            run: Run::default(),
            past: Vec::new(),
            undo: Undo::default(),
            spare_bias: 0.0,
            notices: Vec::new(),
            task: None,
        };
        session.model.trainer.set_parameters(&current)?;
        if !session.model.trainer.loss().is_finite() {
            notices.push(Message::new("link.overflow"));
            session.start.clone_from(&session.model.seeded);
            session.model.trainer.set_parameters(&session.start)?;
        }
        session.model.trainer.set_updates(draft.epoch.unwrap_or_default() * session.batches_per_epoch());
        session.begin();
        Ok(session)
    }

    /// Carries out a command wholly.
    ///
    /// # Errors
    /// A message that says why it was refused; then nothing has changed.
    pub fn apply(&mut self, command: &Command) -> Result<(), Message> {
        match *command {
            Command::SetWeight(value) => self.turn(Gesture::Weight, [Some(value), None])?,
            Command::SetBias(value) => self.turn(Gesture::Bias, [None, Some(value)])?,
            Command::SetKnobs { w, b } => {
                let b = self.model.knobs[1].map(|_| b);
                self.turn(Gesture::Knobs, [Some(w), b])?;
            }
            Command::Pull { handle, x, y } => self.pull(handle, x, y)?,
            Command::Hold { w, b } => {
                self.held = [w, b];
                self.freeze();
            }
            Command::Settle => self.settle(),
            Command::Undo => self.step_back()?,
            Command::Redo => self.step_forward()?,
            Command::Freeze { w, b } => {
                self.spec.lock = [w, b];
                self.freeze();
                self.arm();
            }
            Command::SetNoBias(on) => self.set_no_bias(on)?,
            Command::SetScale(on) => self.set_scale(on)?,
            Command::SetActivation(ref name) => self.set_activation(name)?,
            Command::SetLoss(ref name) => self.set_loss(name)?,
            Command::SetTarget(target) => {
                self.spec.target =
                    target.map(|target| within(TARGET, target, "refused.target")).transpose()?;
                self.run.set_target(self.spec.target);
                self.arm();
            }
            Command::Step => self.make(1, true),
            Command::Reset => {
                self.keep_run();
                self.model.trainer.set_parameters(&self.start)?;
                self.model.trainer.restart();
                self.begin();
                self.task.iter_mut().for_each(|task| task.restart(false));
            }
            Command::NewStart => {
                let spec = Spec { seed: self.spec.seed.wrapping_add(1), ..self.spec.clone() };
                let model = Model::new(&spec)?;
                self.keep_run();
                self.model = model;
                self.spec = spec;
                self.start.clone_from(&self.model.seeded);
                self.undo = Undo::default();
                self.begin();
                self.task.iter_mut().for_each(|task| task.restart(true));
            }
            Command::SetLearningRate(value) => {
                self.spec.learning_rate = within(LEARNING_RATE, value, "refused.learningRate")?;
                self.model.trainer.set_optimizer(self.spec.optimizer());
                self.arm();
            }
            Command::SetBatchSize(value) => {
                within(BATCH_SIZE, f64::from(value.unwrap_or(1)), "refused.batchSize")?;
                let spec = Spec { batch_size: value, ..self.spec.clone() };
                self.keep_run();
                self.rebuild(spec)?;
            }
            Command::SetSpeed(value) => self.spec.speed = value,
            Command::SetData(name) => self.choose_data(name)?,
            Command::SetGenerator(generator) => self.set_generator(generator)?,
            Command::AddPoint { x, y } => self.add_point(x, y)?,
            Command::MovePoint { row, x, y } => self.move_point(row, x, y)?,
            Command::RemovePoint(row) => self.remove_point(row)?,
            Command::Set(ref text) => self.set(text)?,
            Command::SetChallenge(ref challenge) => self.set_challenge(challenge.as_ref())?,
            Command::DismissNotices => self.notices.clear(),
        }
        self.judge();
        Ok(())
    }

    /// Makes at most `updates` SGD updates; fewer where training diverges or reaches its target, and none after that
    /// until something changes. `advance(n + m)` leaves the same bits as `advance(n)` and then `advance(m)`.
    pub fn advance(&mut self, updates: u32) {
        self.make(updates, false);
    }

    /// The updates; a single step asked for by hand goes beyond the target.
    fn make(&mut self, updates: u32, by_hand: bool) {
        if self.status == Status::Target && !by_hand {
            return;
        }
        self.undo.settle();
        let mut left = u64::from(updates);
        while left > 0 {
            let piece = if self.watches_updates() { 1 } else { left };
            let before = self.run.updates;
            self.advance_trainer(piece);
            self.count_updates(self.run.updates - before);
            self.judge();
            left = if matches!(self.status, Status::Ready | Status::Settled) { left - piece } else { 0 };
        }
    }

    fn advance_trainer(&mut self, updates: u64) {
        let stop = self.model.trainer.advance(updates, &mut self.run);
        self.status = match stop {
            Stop::Diverged(Divergence::NonFinite) => Status::NonFinite,
            Stop::Diverged(Divergence::RateAboveLimit) => Status::RateAboveLimit,
            Stop::Observer => Status::Target,
            Stop::Done if self.run.settled => Status::Settled,
            Stop::Done => Status::Ready,
        };
    }

    /// The shortest link to this state.
    ///
    /// # Errors
    /// None is known: what was opened can be written.
    pub fn link(&self, display: &Display) -> Result<String, Error> {
        Ok(link::write(&Link { draft: self.draft()?, display: display.clone() }))
    }

    /// All that a link says of the experiment.
    pub(crate) fn draft(&self) -> Result<Draft, Error> {
        let (current, seeded) = (self.parameters(), &self.model.seeded);
        let mut draft = self.spec.draft()?;
        draft.epoch = Some(self.model.trainer.epoch()).filter(|epoch| *epoch != 0);
        // What a link leaves out falls back step by step: the start to the current parameters, those to the seed's.
        // Knobs of scaled inputs lose bits on their way to the data's units, so then the parameters themselves go.
        if self.spec.is_neuron(&self.model.data) && self.model.scaling.is_none() {
            let unless = |index: Option<usize>, values: &[f32], default: &[f32]| {
                index.filter(|index| values[*index] != default[*index]).map(|index| values[index])
            };
            draft.knobs = self.model.knobs.map(|index| unless(index, current, seeded));
            draft.start = self.model.knobs.map(|index| unless(index, &self.start, current));
        } else {
            draft.params = (current != *seeded).then(|| current.to_vec());
            draft.params0 = (self.start != current).then(|| self.start.clone());
        }
        Ok(draft)
    }

    /// The points, as they are shown.
    pub fn data(&self) -> &Dataset {
        &self.model.data
    }

    /// The parameters as they are trained, in the order of `get_weights`.
    pub(crate) fn parameters(&self) -> &[f32] {
        self.model.trainer.network().parameters()
    }

    /// Turns knobs by hand to what they show; `None` leaves one alone. Counters and the loss curve go on.
    pub(crate) fn turn(&mut self, gesture: Gesture, values: [Option<f64>; 2]) -> Result<(), Message> {
        for value in values.into_iter().flatten() {
            within(PARAMETER, value, "refused.parameter")?;
        }
        if values[1].is_some() && self.model.knobs[1].is_none() {
            return Err(Message::new("refused.noBias"));
        }
        let [w, b] = self.model.shown(self.parameters());
        let mut parameters = self.parameters().to_vec();
        self.model.turn(&mut parameters, [values[0].unwrap_or(w), values[1].unwrap_or(b)]);
        let before = self.memento();
        self.model.trainer.set_parameters(&parameters)?;
        if !self.model.trainer.loss().is_finite() {
            self.model.trainer.set_parameters(&before.parameters)?;
            return Err(Message::new("refused.overflow"));
        }
        if !self.undo.goes_on(gesture) {
            self.undo.remember(gesture, before);
        }
        self.arm();
        Ok(())
    }

    /// A new run begins where the trainer stands.
    pub(crate) fn begin(&mut self) {
        let trainer = &self.model.trainer;
        let (epoch, batches) = (trainer.epoch(), self.batches_per_epoch());
        self.run.begin(epoch, batches, self.model.knobs, trainer.network().parameters());
        self.run.set_target(self.spec.target);
        self.freeze();
        self.arm();
    }

    /// Keeps the run for comparison, before the next begins.
    fn keep_run(&mut self) {
        if self.run.updates == 0 {
            return;
        }
        let [w, b] = self.model.shown(&self.run.start);
        if self.past.len() == PAST_RUNS {
            self.past.remove(0);
        }
        self.past.push(PastRun {
            start: [w, b],
            learning_rate: self.spec.learning_rate,
            batch_size: self.spec.batch_size,
            updates: self.run.updates as f64,
            loss: f64::from(self.model.trainer.loss()),
            epochs: self.run.curve_from_zero(),
        });
    }

    /// SGD leaves out what is frozen and what a hand is on.
    fn freeze(&mut self) {
        let mut frozen = vec![false; self.parameters().len()];
        for (knob, index) in self.model.knobs.iter().enumerate() {
            if let Some(index) = *index {
                frozen[index] = self.held[knob] || self.spec.lock[knob];
            }
        }
        self.model.trainer.set_frozen(frozen);
    }

    /// Makes training possible again after a change, and sets the mark beyond which it counts as blown up.
    pub(crate) fn arm(&mut self) {
        let above = self.model.limit.is_some_and(|limit| self.spec.learning_rate > limit);
        // A start on the very best line has loss 0: then the data's own size is the measure.
        let start = f64::from(self.model.trainer.loss()).max(self.view.y_variance * 1e-9);
        self.model.trainer.set_divergence_limit(above.then_some((BLOWN_UP * start) as f32));
        self.run.unsettle();
        if self.run.updates == 0 {
            // A hand that turns the knobs before the first update chooses where the run begins.
            let parameters = self.model.trainer.network().parameters();
            self.run.start.clear();
            self.run.start.extend_from_slice(parameters);
        }
        self.status = Status::Ready;
    }

    /// How many updates make an epoch.
    pub(crate) fn batches_per_epoch(&self) -> u64 {
        let rows = self.data().rows() as u64;
        rows.div_ceil(self.spec.batch_size.map_or(rows, u64::from).max(1)).max(1)
    }
}

pub(crate) fn within(limits: Limits, value: f64, refusal: &'static str) -> Result<f64, Message> {
    let refused = || Message::new(refusal).number("min", limits.min).number("max", limits.max);
    limits.hold(value).then_some(value).ok_or_else(refused)
}

impl From<Error> for Message {
    /// What a person can ask for is refused before core sees it, with a message that says what to do. So the page does not carry Keras's
    /// words for everything that core refuses (docs/decisions/0011-one-webassembly.md); the notebook prints those.
    fn from(_: Error) -> Self {
        Self::new("refused.core")
    }
}
