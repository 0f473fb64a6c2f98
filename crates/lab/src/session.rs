//! The experiment itself: the only place where its state lives and changes.

pub mod advice;
mod apply;
pub mod challenge;
pub mod choices;
pub mod command;
mod edit;
mod files;
mod grid;
mod ground;
pub mod history;
mod judge;
mod layers;
pub mod map;
mod memento;
pub mod outputs;
mod picture;
pub mod run;
pub mod snapshot;
pub mod stage;
pub mod step;
mod train;
pub mod trained;
mod training;
mod turn;
mod undo;
mod units;

use std::cell::RefCell;

use two_knobs_core::Error;
use two_knobs_core::data::Dataset;

use crate::data::datasets::DataName;
use crate::link;
use crate::link::Link;
use crate::link::display::Display;
use crate::session::advice::Advice;
use crate::session::challenge::Task;
use crate::session::memento::Undo;
use crate::session::run::{PastRun, Run};
use crate::session::snapshot::Status;
use crate::spec::Draft;
use crate::spec::Spec;
use crate::spec::model::Model;
use crate::spec::view::View;
use crate::words::message::Message;
use crate::words::ranges::EPOCH;

/// Training counts as diverged when the loss is this many times the loss at the start.
const BLOWN_UP: f64 = 10_000.0;

/// The most earlier runs that are kept for comparison.
const PAST_RUNS: usize = 4;

/// One experiment: a network, its data, and how far its training has come.
pub struct Session {
    pub(crate) spec: Spec,
    pub(crate) model: Model,
    /// The parameters that Reset returns to, as the trainer holds them: for scaled inputs if inputs are scaled.
    pub(crate) start: Vec<f32>,
    /// The data set that names the axes. The learner's own points keep the names of the data set they came from.
    pub(crate) labels: DataName,
    pub(crate) held: [bool; 2],
    pub(crate) status: Status,
    pub(crate) run: Run,
    /// Earlier runs on the same data, the oldest first.
    pub(crate) past: Vec<PastRun>,
    pub(crate) view: View,
    pub(crate) grid: RefCell<crate::session::grid::Grid>,
    pub(crate) units: RefCell<crate::session::outputs::Units>,
    pub(crate) undo: Undo,
    /// The bias that comes back when the no-bias switch is turned off.
    pub(crate) spare_bias: f64,
    pub(crate) notices: Vec<Message>,
    /// What the last change of the layers did; nothing after any other change.
    pub(crate) news: Option<Message>,
    /// The challenge that a lesson sets.
    pub(crate) task: Option<Task>,
    /// What helps after training has diverged.
    pub(crate) advice: Option<Advice>,
}

/// The training state of a network; `start` holds the parameters that Reset returns to.
pub(crate) struct Standing {
    pub(crate) parameters: Vec<f32>,
    pub(crate) start: Vec<f32>,
    pub(crate) epoch: u64,
}

impl Session {
    /// Opens the experiment that an address's query and hash describe. The default replaces each setting that cannot be
    /// used, and the snapshot carries a notice about it.
    ///
    /// # Errors
    /// When even the default experiment is refused, which no known address causes.
    pub fn open(query: &str, hash: &str) -> Result<(Self, Display), Error> {
        let (Link { draft, mut display }, mut notices) = link::read(query, hash);
        // A refused value still means that the address describes an experiment; an unknown key does not.
        display.bare = draft == Draft::default() && notices.iter().all(|notice| notice.key == "link.unknown");
        let mut session = Self::new(&draft, &mut notices).or_else(|error| {
            notices.push(error.into());
            Self::new(&Draft::default(), &mut notices)
        })?;
        session.notices = notices;
        Ok((session, display))
    }

    pub(crate) fn new(draft: &Draft, notices: &mut Vec<Message>) -> Result<Self, Error> {
        Self::over(draft, notices, |_| None)
    }

    /// Makes the experiment that a draft describes. Where the draft names no weights or no epoch, `standing` supplies
    /// them for the new model; if it returns `None`, the weights are the seed's and the epoch is 0.
    pub(crate) fn over(
        draft: &Draft,
        notices: &mut Vec<Message>,
        standing: impl FnOnce(&Model) -> Option<Standing>,
    ) -> Result<Self, Error> {
        let spec = draft.spec(notices)?;
        let model = Model::new(&spec)?;
        let standing = standing(&model);
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
        let before = standing.as_ref();
        let current = before.map_or(&model.seeded, |standing| &standing.parameters);
        let current = parameters("params", &draft.params, &draft.knobs, current);
        let start = before.map_or(&current, |standing| &standing.start);
        let start = parameters("params0", &draft.params0, &draft.start, start);
        let mut session = Self {
            view: View::fit(&spec, &model, spec.data),
            grid: RefCell::default(),
            units: RefCell::default(),
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
            news: None,
            task: None,
            advice: None,
        };
        if !session.model.stand(&current) {
            notices.push(Message::new("link.overflow"));
            // Zeros may be kept even where the seed's parameters are too large for the data.
            let seeded = session.model.seeded.clone();
            session.start = if session.model.may_keep(&seeded) { seeded } else { vec![0.0; seeded.len()] };
            session.model.trainer.set_parameters(&session.start)?;
        } else if !session.model.may_keep(&session.start) {
            // Reset must lead to a state that can be shown.
            notices.push(Message::new("link.overflow"));
            session.start = current;
        }
        let epoch = draft.epoch.or(standing.map(|standing| standing.epoch)).unwrap_or_default();
        session.model.trainer.set_updates(epoch * session.batches_per_epoch());
        session.begin();
        Ok(session)
    }

    /// The shortest link to this state.
    ///
    /// # Errors
    /// No error is known: every experiment that was opened can be written.
    pub fn link(&self, display: &Display) -> Result<String, Error> {
        Ok(link::write(&Link { draft: self.draft()?, display: display.clone() }))
    }

    /// Everything that a link to this experiment says.
    pub(crate) fn draft(&self) -> Result<Draft, Error> {
        let (current, seeded) = (self.parameters(), &self.model.seeded);
        let mut draft = self.spec.draft()?;
        let epoch = self.model.trainer.epoch().min(EPOCH.max as u64);
        draft.epoch = Some(epoch).filter(|epoch| *epoch != 0);
        // A link leaves out a start equal to the current parameters, and current parameters equal to the seed's. Knobs
        // of scaled inputs lose bits when converted to the data's units, so then the link carries the parameters.
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

    /// The data's points, as the page shows them.
    pub fn data(&self) -> &Dataset {
        &self.model.data
    }

    /// The trainer's parameters, in the order of Keras's `get_weights`.
    pub(crate) fn parameters(&self) -> &[f32] {
        self.model.trainer.network().parameters()
    }

    /// Begins a new run at the trainer's parameters and epoch.
    pub(crate) fn begin(&mut self) {
        let trainer = &self.model.trainer;
        let (epoch, batches) = (trainer.epoch(), self.batches_per_epoch());
        self.run.begin(epoch, batches, self.model.knobs, trainer.network().parameters());
        self.go_on();
    }

    /// Continues the run with settings that may have changed.
    pub(crate) fn go_on(&mut self) {
        self.run.set_target(self.spec.target);
        self.freeze();
        self.arm();
    }

    /// A record of the present run for comparison; `None` before the run's first update.
    pub(crate) fn past_run(&self) -> Option<PastRun> {
        let [w, b] = self.model.shown(&self.run.start);
        (self.run.updates > 0).then(|| PastRun {
            start: [w, b],
            learning_rate: self.spec.learning_rate,
            batch_size: self.spec.batch_size,
            updates: self.run.updates as f64,
            loss: f64::from(self.model.trainer.loss()),
            epochs: self.run.curve_from_zero(),
        })
    }

    /// Keeps the record of a finished run.
    pub(crate) fn keep_run(&mut self, past: Option<PastRun>) {
        self.past.extend(past);
        if self.past.len() > PAST_RUNS {
            self.past.remove(0);
        }
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

    /// Makes training possible again after a change, and sets the loss above which training counts as diverged.
    pub(crate) fn arm(&mut self) {
        // A penalty can be most of the loss at the start and says nothing about the data. So with a penalty, training
        // counts as diverged only when a number leaves the range that may be kept.
        let has_penalty = self.spec.l1 > 0.0 || self.spec.l2 > 0.0;
        let above = !has_penalty && self.model.limit.is_some_and(|limit| self.spec.learning_rate > limit);
        // A start on a perfect line has loss 0; the variance of y then sets a smallest limit.
        let start = f64::from(self.model.trainer.loss()).max(self.view.y_variance * 1e-9);
        self.model.trainer.set_divergence_limit(above.then_some((BLOWN_UP * start) as f32));
        self.run.unsettle();
        if self.run.updates == 0 {
            // Before the first update, the run begins wherever the learner has turned the knobs.
            let parameters = self.model.trainer.network().parameters();
            self.run.start.clear();
            self.run.start.extend_from_slice(parameters);
        }
        self.mark();
        self.status = Status::Ready;
        self.advice = None;
        self.news = None;
    }

    /// From here on SGD alone changes the parameters, and always in the same way.
    fn mark(&mut self) {
        let frozen = [0, 1].map(|knob| self.held[knob] || self.spec.lock[knob]);
        let trainer = &self.model.trainer;
        self.run.mark(trainer.updates(), frozen, trainer.network().parameters());
    }

    /// How many updates make an epoch.
    pub(crate) fn batches_per_epoch(&self) -> u64 {
        let rows = self.data().rows() as u64;
        rows.div_ceil(self.spec.batch_size.map_or(rows, u64::from).max(1)).max(1)
    }
}
