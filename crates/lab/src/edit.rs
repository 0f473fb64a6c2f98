//! Changes by hand beyond the knobs: handles, points, the model's switches, undo.

use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::portable;

use crate::command::Handle;
use crate::datasets::{self, DataName, Generator};
use crate::link::{self, Link};
use crate::losses;
use crate::message::Message;
use crate::model::Model;
use crate::nice;
use crate::session::{Session, within};
use crate::spec::{COORDINATE, COUNT, Draft, MAX_POINTS, NOISE, Spec};
use crate::undo::{Gesture, Memento};
use crate::view::View;

impl Session {
    /// Turns a knob so that the neuron's line passes through `(x, y)`. The knob moves by tenths of an arrow key's step, so
    /// that it comes to stand on numbers that can be read.
    pub(crate) fn pull(&mut self, handle: Handle, x: f64, y: f64) -> Result<(), Message> {
        if !self.spec.is_neuron(self.data()) {
            return Err(Message::new("refused.notNeuron"));
        }
        within(COORDINATE, x, "refused.coordinate")?;
        within(COORDINATE, y, "refused.coordinate")?;
        let activation = self.spec.layers[0].activation;
        let sum = before_activation(activation, y);
        let [w, b] = self.model.shown(self.parameters());
        let round = |knob: usize, value: f64| {
            let step = self.view.step(knob) / 10.0;
            nice::clean((value / step).round() * step)
        };
        match handle {
            Handle::Tilt if x == 0.0 => Err(Message::new("refused.coordinate").number("min", 0.0)),
            Handle::Tilt => {
                let w = round(0, (sum - b) / x);
                self.turn(Gesture::Weight, [Some(w), None])
            }
            Handle::Lift => {
                let b = round(1, sum - w * x);
                self.turn(Gesture::Bias, [None, Some(b)])
            }
        }
    }

    /// A hand has let go. Axes that points were dragged out of follow now.
    pub(crate) fn settle(&mut self) {
        self.undo.settle();
        self.refit(false);
    }

    pub(crate) fn add_point(&mut self, x: f64, y: f64) -> Result<(), Message> {
        let mut data = self.one_input()?;
        if data.rows() == MAX_POINTS {
            return Err(Message::new("refused.tooManyPoints").number("max", MAX_POINTS as f64));
        }
        data.x.push(within(COORDINATE, x, "refused.coordinate")? as f32);
        data.y.push(within(COORDINATE, y, "refused.coordinate")? as f32);
        self.set_points(Gesture::Single, data)?;
        self.refit(false);
        Ok(())
    }

    pub(crate) fn move_point(&mut self, row: u32, x: f64, y: f64) -> Result<(), Message> {
        let mut data = self.one_input()?;
        let (x, y) =
            (within(COORDINATE, x, "refused.coordinate")?, within(COORDINATE, y, "refused.coordinate")?);
        let index = row as usize;
        match (data.x.get_mut(index), data.y.get_mut(index)) {
            (Some(to_x), Some(to_y)) => (*to_x, *to_y) = (x as f32, y as f32),
            _ => return Err(Message::new("refused.noSuchPoint")),
        }
        self.set_points(Gesture::Point(row), data)
    }

    pub(crate) fn remove_point(&mut self, row: u32) -> Result<(), Message> {
        let mut data = self.one_input()?;
        let index = row as usize;
        if index >= data.rows() {
            return Err(Message::new("refused.noSuchPoint"));
        }
        if data.rows() == 1 {
            return Err(Message::new("refused.lastPoint"));
        }
        data.x.remove(index);
        data.y.remove(index);
        self.set_points(Gesture::Single, data)
    }

    pub(crate) fn choose_data(&mut self, name: DataName) -> Result<(), Message> {
        if name == DataName::Points && self.spec.own.is_none() {
            return Err(Message::new("refused.noPoints"));
        }
        let draft = Draft {
            data: Some(name),
            points: self.spec.own.clone(),
            data_seed: Some(self.spec.generator.seed),
            test: Some(self.spec.test),
            seed: Some(self.spec.seed),
            speed: Some(self.spec.speed),
            ..Draft::default()
        };
        self.open_draft(&draft)
    }

    pub(crate) fn set_generator(&mut self, generator: Generator) -> Result<(), Message> {
        within(NOISE, generator.noise, "refused.noise")?;
        within(COUNT, f64::from(generator.n), "refused.count")?;
        let before = self.memento();
        self.rebuild(Spec { generator, ..self.spec.clone() })?;
        self.undo.remember(Gesture::Single, before);
        self.past.clear();
        self.refit(true);
        Ok(())
    }

    /// Takes the biases away; or gives them back, a neuron's as it was.
    pub(crate) fn set_no_bias(&mut self, on: bool) -> Result<(), Message> {
        if self.spec.use_bias != on {
            return Ok(());
        }
        let before = self.memento();
        let [_, b] = self.model.shown(self.parameters());
        self.rebuild(Spec { use_bias: !on, ..self.spec.clone() })?;
        if on {
            self.spare_bias = b;
        } else {
            let mut parameters = self.parameters().to_vec();
            let [w, _] = self.model.shown(&parameters);
            self.model.turn(&mut parameters, [w, self.spare_bias]);
            self.model.trainer.set_parameters(&parameters)?;
            self.begin();
        }
        self.undo.remember(Gesture::Single, before);
        self.past.clear();
        Ok(())
    }

    pub(crate) fn set_scale(&mut self, on: bool) -> Result<(), Message> {
        if self.spec.scale == on {
            return Ok(());
        }
        let before = self.memento();
        let mut spec = Spec { scale: on, ..self.spec.clone() };
        let data = self.data();
        spec.learning_rate = spec.own_rate(spec.limit(&spec.scaling(data).apply(data)));
        self.rebuild(spec)?;
        self.undo.remember(Gesture::Single, before);
        self.past.clear();
        Ok(())
    }

    pub(crate) fn set_activation(&mut self, name: &str) -> Result<(), Message> {
        let mut spec = self.spec.clone();
        let activation = Activation::from_name(name).map_err(|_| Message::new("refused.activation"))?;
        if let Some(last) = spec.layers.last_mut() {
            last.activation = activation;
        }
        // The loss that goes with it, unless another was chosen.
        let own = |spec: &Spec| {
            let draft = Draft { loss: None, learning_rate: None, ..spec.draft()? };
            Ok::<_, Error>(Spec::new(&draft)?.loss)
        };
        if self.spec.loss == own(&self.spec)? {
            spec.loss = own(&spec)?;
        }
        self.remodel(spec)
    }

    pub(crate) fn set_loss(&mut self, name: &str) -> Result<(), Message> {
        let loss = losses::loss(name).ok_or_else(|| Message::new("refused.loss"))?;
        self.remodel(Spec { loss, ..self.spec.clone() })
    }

    /// What a link's text says; nothing changes where any of it can't be used.
    pub(crate) fn set(&mut self, text: &str) -> Result<(), Message> {
        let (told, notices) = link::read("", text);
        if let Some(notice) = notices.into_iter().next() {
            return Err(notice);
        }
        let told = told.draft;
        let inputs = self.data().inputs;
        let is_wider = told.points.as_ref().is_some_and(|points| points.inputs != inputs);
        let mut link = Link { draft: self.whole_draft()?, ..Link::default() };
        link::read_into(&mut link, text);
        let draft = &mut link.draft;
        if told.data.is_some() {
            draft.data = told.data;
            draft.points = told.points;
        }
        let is_other = told.layers.is_some() || told.use_bias.is_some() || is_wider;
        if !self.spec.is_neuron(self.data()) && is_other {
            // Another network has other weights.
            (draft.params, draft.params0) = (told.params, told.params0);
        }
        self.open_draft(&link.draft)
    }

    /// A draft that names the weights and where Reset returns to even where a link need not.
    pub(crate) fn whole_draft(&self) -> Result<Draft, Error> {
        let mut draft = self.draft()?;
        let (current, start) = (self.parameters(), &self.start);
        if self.spec.is_neuron(self.data()) && self.model.scaling.is_none() {
            draft.knobs = self.model.knobs.map(|index| index.map(|index| current[index]));
            draft.start = self.model.knobs.map(|index| index.map(|index| start[index]));
        } else {
            draft.params = Some(current.to_vec());
            draft.params0 = Some(start.clone());
        }
        Ok(draft)
    }

    /// Another experiment in this one's place, which can be taken back.
    fn open_draft(&mut self, draft: &Draft) -> Result<(), Message> {
        let mut notices = Vec::new();
        let mut next = Self::new(draft, &mut notices)?;
        if let Some(notice) = notices.into_iter().next() {
            return Err(notice);
        }
        next.view.versions_after(&self.view);
        next.undo = std::mem::take(&mut self.undo);
        next.undo.remember(Gesture::Single, self.memento());
        next.notices = std::mem::take(&mut self.notices);
        next.task = self.task.take();
        if next.spec.own.is_none() {
            next.spec.own.clone_from(&self.spec.own);
        }
        *self = next;
        Ok(())
    }

    /// The same data and weights under another model or loss.
    fn remodel(&mut self, mut spec: Spec) -> Result<(), Message> {
        let before = self.memento();
        if self.model.limit.is_some_and(|limit| spec.learning_rate <= limit) || self.model.limit.is_none() {
            let data = self.data();
            let limit = spec.limit(&spec.scaling(data).apply(data));
            if limit.is_some_and(|limit| spec.learning_rate > limit) {
                spec.learning_rate = spec.own_rate(limit);
            }
        }
        self.rebuild(spec)?;
        self.undo.remember(Gesture::Single, before);
        self.past.clear();
        self.refit(true);
        Ok(())
    }

    /// A changed spec, the weights carried over; a new run begins at the epoch reached. On refusal nothing changes.
    pub(crate) fn rebuild(&mut self, spec: Spec) -> Result<(), Message> {
        let epoch = self.model.trainer.epoch();
        let mut model = Model::new(&spec)?;
        let current = model.carry(&self.model, self.parameters());
        let start = model.carry(&self.model, &self.start);
        model.trainer.set_parameters(&current)?;
        if !model.trainer.loss().is_finite() {
            return Err(Message::new("refused.overflow"));
        }
        (self.model, self.start, self.spec) = (model, start, spec);
        self.model.trainer.set_updates(epoch * self.batches_per_epoch());
        self.view.follow(&self.model);
        self.begin();
        Ok(())
    }

    /// The points as one's own, where they have one input.
    fn one_input(&self) -> Result<Dataset, Message> {
        let data = self.data();
        if data.inputs == 1 { Ok(data.clone()) } else { Err(Message::new("refused.twoInputs")) }
    }

    /// Other points under the same weights and names.
    fn set_points(&mut self, gesture: Gesture, data: Dataset) -> Result<(), Message> {
        let before = (!self.undo.goes_on(gesture)).then(|| self.memento());
        let spec = Spec { data: DataName::Points, own: Some(data), ..self.spec.clone() };
        self.rebuild(spec)?;
        self.past.clear();
        if let Some(before) = before {
            self.undo.remember(gesture, before);
        }
        Ok(())
    }

    /// Axes and scales that fit the data as they are now; with `always` false they move only where the data have left
    /// them.
    pub(crate) fn refit(&mut self, always: bool) {
        let mut next = View::fit(&self.spec, &self.model, self.labels);
        if !always {
            next.keep(&self.view, &self.model);
        }
        if always || !next.laid_out_as(&self.view) {
            next.versions_after(&self.view);
            self.view = next;
        }
    }

    pub(crate) fn memento(&self) -> Memento {
        Memento {
            spec: self.spec.clone(),
            labels: self.labels,
            parameters: self.parameters().to_vec(),
            start: self.start.clone(),
            spare_bias: self.spare_bias,
        }
    }

    pub(crate) fn step_back(&mut self) -> Result<(), Message> {
        let Some(memento) = self.undo.past.pop() else { return Err(Message::new("refused.undo")) };
        let now = self.memento();
        self.restore(memento)?;
        self.undo.future.push(now);
        Ok(())
    }

    pub(crate) fn step_forward(&mut self) -> Result<(), Message> {
        let Some(memento) = self.undo.future.pop() else { return Err(Message::new("refused.redo")) };
        let now = self.memento();
        self.restore(memento)?;
        self.undo.past.push(now);
        Ok(())
    }

    /// Everything as it was. Where only knobs had moved, the run goes on; settings made since stay.
    fn restore(&mut self, memento: Memento) -> Result<(), Message> {
        self.undo.settle();
        let Memento { spec, labels, parameters, start, spare_bias } = memento;
        let same = |a: &Spec, b: &Spec| {
            (a.data, a.use_bias, a.scale, a.loss, a.optimizer, a.generator, a.test, &a.layers, &a.own)
                == (b.data, b.use_bias, b.scale, b.loss, b.optimizer, b.generator, b.test, &b.layers, &b.own)
        };
        if !same(&spec, &self.spec) {
            let relabel = labels != self.labels || spec.layers != self.spec.layers;
            self.labels = labels;
            self.rebuild(spec)?;
            self.past.clear();
            self.refit(relabel);
        }
        self.spare_bias = spare_bias;
        if start.len() == self.start.len() {
            self.start = start;
        }
        self.model.trainer.set_parameters(&parameters)?;
        self.arm();
        Ok(())
    }
}

/// What an activation answers `y` to; the nearest it can answer where `y` is out of its reach.
fn before_activation(activation: Activation, y: f64) -> f64 {
    match activation {
        Activation::Sigmoid => {
            let p = y.clamp(0.001, 0.999);
            portable::ln_f64(p / (1.0 - p))
        }
        Activation::Tanh => {
            let t = y.clamp(-0.999, 0.999);
            0.5 * portable::ln_f64((1.0 + t) / (1.0 - t))
        }
        _ => y,
    }
}

/// The names of the axes and what suits the data that began as `labels`.
pub(crate) fn about(spec: &Spec, labels: DataName) -> datasets::About {
    let about = datasets::about(spec.data);
    let named = datasets::about(labels);
    if spec.data == DataName::Points {
        datasets::About { x: named.x, y: named.y, x_reach: named.x_reach, classes: named.classes, ..about }
    } else {
        about
    }
}
