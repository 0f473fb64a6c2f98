//! Changes by hand: points, the model's switches, and what a link says over what is there.

use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;

use crate::data::datasets::DataName;
use crate::data::features::Feature;
use crate::data::losses;
use crate::link;
use crate::link::Link;
use crate::session::memento::Gesture;
use crate::session::{Session, Standing};
use crate::spec::Draft;
use crate::spec::Spec;
use crate::spec::model::Model;
use crate::spec::view::View;
use crate::words::message::Message;
use crate::words::ranges::{COORDINATE, COUNT, Limits, MAX_POINTS, NOISE, SEED, TEST, whole, within};
use crate::words::terms::Layer;

/// A changed spec with its model and parameters, ready to replace the present ones.
struct Next {
    spec: Spec,
    model: Model,
    parameters: Vec<f32>,
    start: Vec<f32>,
}

impl Session {
    /// A hand has let go. Axes that points were dragged out of follow now.
    pub(crate) fn settle(&mut self) {
        self.undo.settle();
        self.refit(false);
        self.view.grow_knobs(&self.spec, &self.model);
    }

    pub(crate) fn add_point(&mut self, x: f64, y: f64) -> Result<(), Message> {
        let mut data = self.one_input()?;
        if data.rows() == MAX_POINTS {
            return Err(Message::new("refused.tooManyPoints").number("max", MAX_POINTS as f64));
        }
        data.x.push(within(COORDINATE, x)? as f32);
        data.y.push(within(COORDINATE, y)? as f32);
        self.set_points(data)?;
        self.refit(false);
        Ok(())
    }

    pub(crate) fn move_point(&mut self, row: f64, x: f64, y: f64) -> Result<(), Message> {
        let mut data = self.one_input()?;
        let row = row_of(&data, row)?;
        data.x[row] = within(COORDINATE, x)? as f32;
        data.y[row] = within(COORDINATE, y)? as f32;
        self.set_points(data)
    }

    pub(crate) fn remove_point(&mut self, row: f64) -> Result<(), Message> {
        let mut data = self.one_input()?;
        let index = row_of(&data, row)?;
        if data.rows() == 1 {
            return Err(Message::new("refused.lastPoint"));
        }
        data.x.remove(index);
        data.y.remove(index);
        self.set_points(data)
    }

    pub(crate) fn choose_data(&mut self, name: DataName) -> Result<(), Message> {
        if name == DataName::Points && self.spec.own.is_none() {
            return Err(Message::new("refused.noPoints"));
        }
        let draft = Draft {
            data: Some(name),
            points: self.spec.own.clone(),
            data_seed: Some(self.spec.data_seed),
            test: Some(self.spec.test),
            seed: Some(self.spec.seed),
            speed: Some(self.spec.speed),
            ..Draft::default()
        };
        let mut notices = Vec::new();
        let next = Self::new(&draft, &mut notices)?;
        self.take_over(next, notices)
    }

    pub(crate) fn set_generator(&mut self, [noise, n, seed]: [f64; 3]) -> Result<(), Message> {
        let noise = within(NOISE, noise)?;
        let n = whole(COUNT, n)?;
        let data_seed = whole(SEED, seed)?;
        self.rebuild(Spec { noise, n, data_seed, ..self.spec.clone() })?;
        self.past.clear();
        self.refit(true);
        Ok(())
    }

    /// Removes the biases, or gives them back; a neuron gets its old bias again.
    pub(crate) fn set_no_bias(&mut self, on: bool) -> Result<(), Message> {
        if self.spec.use_bias != on {
            return Ok(());
        }
        let [_, b] = self.model.shown(self.parameters());
        let mut next = self.carried(Spec { use_bias: !on, ..self.spec.clone() })?;
        if !on {
            let [w, _] = next.model.shown(&next.parameters);
            let mut with_bias = next.parameters.clone();
            next.model.turn(&mut with_bias, [w, self.spare_bias]);
            // If the old bias may not be kept with the present data, the bias begins at 0.
            if next.model.may_keep(&with_bias) {
                next.parameters = with_bias;
            }
        }
        self.replace(next)?;
        if on {
            self.spare_bias = b;
        }
        self.past.clear();
        Ok(())
    }

    pub(crate) fn set_scale(&mut self, on: bool) -> Result<(), Message> {
        if self.spec.scale == on {
            return Ok(());
        }
        let mut spec = Spec { scale: on, ..self.spec.clone() };
        let data = self.data();
        spec.learning_rate = spec.own_rate(spec.limit(&spec.scaling(data).apply(data)));
        self.rebuild(spec)?;
        self.past.clear();
        Ok(())
    }

    /// Feeds the network other features of two inputs. The weights of features that stay are kept; all others are the
    /// seed's, and training begins afresh.
    pub(crate) fn set_features(&mut self, features: &[Feature]) -> Result<(), Message> {
        if self.data().inputs == 1 {
            return Err(Message::new("refused.oneInput"));
        }
        if features.is_empty() {
            return Err(Message::new("refused.noFeature"));
        }
        // In the order of their names, each once, as a link writes them.
        let every = Feature::NAMES.iter().map(|(_, feature)| *feature);
        let features: Vec<_> = every.filter(|feature| features.contains(feature)).collect();
        if features == self.spec.features {
            return Ok(());
        }
        let mut spec = Spec { features, ..self.spec.clone() };
        spec.place(spec.inputs(self.data()));
        self.remodel(spec)?;
        self.model.trainer.restart();
        self.begin();
        Ok(())
    }

    /// Sets the share of generated rows that is held out.
    pub(crate) fn set_test(&mut self, share: f64) -> Result<(), Message> {
        let test = within(TEST, share)?;
        self.rebuild(Spec { test, ..self.spec.clone() })?;
        self.past.clear();
        Ok(())
    }

    pub(crate) fn set_activation(&mut self, name: &str) -> Result<(), Message> {
        let mut spec = self.spec.clone();
        let activation = Activation::from_name(name).map_err(|_| Message::new("refused.activation"))?;
        if let Some(last) = spec.layers.last_mut() {
            last.activation = activation;
        }
        // The loss follows the activation, unless another loss was chosen.
        if self.spec.loss == self.spec.own_loss(self.data()) {
            spec.loss = spec.own_loss(self.data());
        }
        self.remodel(spec)
    }

    pub(crate) fn set_loss(&mut self, name: &str) -> Result<(), Message> {
        let loss = losses::loss(name).ok_or_else(|| Message::new("refused.loss"))?;
        self.remodel(Spec { loss, ..self.spec.clone() })
    }

    /// Applies a link's text or changes nothing. A network of another shape begins at its seed's weights and epoch 0.
    pub(crate) fn set(&mut self, text: &str) -> Result<(), Message> {
        let (told, mut notices) = link::read("", text);
        if let Some(notice) = notices.pop() {
            return Err(notice);
        }
        let is_told = [told.draft.hold.is_some(), told.draft.lock.is_some(), told.draft.frozen.is_some()];
        let mut link = Link { draft: self.spec.draft()?, ..Link::default() };
        link::read_into(&mut link, text);
        if told.draft.data.is_some() {
            link.draft.data = told.draft.data;
            link.draft.points = told.draft.points;
        }
        if told.draft.features.is_none() && Spec::new(&link.draft)?.dataset()?.inputs == 1 {
            link.draft.features = None;
        }
        let mut next = Self::over(&link.draft, &mut notices, |model| self.standing_for(model))?;
        // Places that the text does not name may be lost with the layers that it does name.
        let kept = [("hold", is_told[0]), ("lock", is_told[1]), ("frozen", is_told[2])];
        notices.retain(|notice| {
            notice.key != "link.place"
                || kept
                    .iter()
                    .any(|(name, told)| *told && *notice == Message::new("link.place").text("key", name))
        });
        if told.draft.data.is_none() {
            next.labels = self.labels;
            next.refit(true);
        }
        self.take_over(next, notices)
    }

    /// This network's parameters and epoch for another model, if both networks have the same shape.
    fn standing_for(&self, model: &Model) -> Option<Standing> {
        model.has_kernels_of(&self.model).then(|| Standing {
            parameters: model.carry(&self.model, self.parameters()),
            start: model.carry(&self.model, &self.start),
            epoch: self.model.trainer.epoch(),
        })
    }

    /// A draft that names the parameters and the start even where a link could leave them out.
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

    /// Replaces this experiment by another one, unless a notice says that part of the other can't be used.
    fn take_over(&mut self, mut next: Self, notices: Vec<Message>) -> Result<(), Message> {
        if let Some(notice) = notices.into_iter().next() {
            return Err(notice);
        }
        next.view.versions_after(&self.view);
        next.run.number = self.run.number + 1;
        next.undo = std::mem::take(&mut self.undo);
        next.notices = std::mem::take(&mut self.notices);
        next.task = self.task.take();
        next.spare_bias = self.spare_bias;
        if next.spec.own.is_none() {
            next.spec.own.clone_from(&self.spec.own);
        }
        *self = next;
        Ok(())
    }

    /// Keeps the data and weights under another model or loss. A learning rate below the limit stays below it.
    fn remodel(&mut self, mut spec: Spec) -> Result<(), Message> {
        if self.model.limit.is_some_and(|limit| spec.learning_rate <= limit) || self.model.limit.is_none() {
            let data = self.data();
            let limit = spec.limit(&spec.scaling(data).apply(data));
            if limit.is_some_and(|limit| spec.learning_rate > limit) {
                spec.learning_rate = spec.own_rate(limit);
            }
        }
        self.rebuild(spec)?;
        self.past.clear();
        self.refit(true);
        Ok(())
    }

    /// Changes the spec, carries weights and epoch over and begins a new run. On refusal nothing changes.
    pub(crate) fn rebuild(&mut self, spec: Spec) -> Result<(), Message> {
        let next = self.carried(spec)?;
        self.replace(next)
    }

    fn carried(&self, spec: Spec) -> Result<Next, Message> {
        let model = Model::new(&spec)?;
        let [parameters, start] =
            [self.parameters(), &self.start].map(|parameters| model.carry(&self.model, parameters));
        Ok(Next { spec, model, parameters, start })
    }

    /// Replaces the spec and the model, if the parameters may be kept.
    fn replace(&mut self, Next { spec, mut model, parameters, start }: Next) -> Result<(), Message> {
        if !model.stand(&parameters) {
            return Err(Message::new("refused.overflow"));
        }
        // Reset must lead to a state that can be shown.
        self.start = if model.may_keep(&start) { start } else { parameters };
        let epoch = self.model.trainer.epoch();
        (self.model, self.spec) = (model, spec);
        self.model.trainer.set_updates(epoch * self.batches_per_epoch());
        self.view.follow(&self.model);
        self.begin();
        Ok(())
    }

    /// A copy of the data for the learner to change, if it has one input.
    fn one_input(&self) -> Result<Dataset, Message> {
        let data = self.data();
        if data.inputs == 1 { Ok(data.clone()) } else { Err(Message::new("refused.twoInputs")) }
    }

    /// Replaces the points; the weights and the axes' names stay.
    fn set_points(&mut self, data: Dataset) -> Result<(), Message> {
        self.rebuild(Spec { data: DataName::Points, own: Some(data), ..self.spec.clone() })?;
        self.past.clear();
        Ok(())
    }

    /// Sets layers and parameters, in the order of `get_weights`; other layers begin a new run. Undo takes this back.
    pub(crate) fn set_network(
        &mut self,
        layers: Vec<Layer>,
        use_bias: bool,
        parameters: &[f32],
    ) -> Result<(), Message> {
        let before = self.memento();
        if (&layers, use_bias) == (&self.spec.layers, self.spec.use_bias) {
            self.put(parameters)?;
        } else {
            let spec = Spec { layers, use_bias, ..self.spec.clone() };
            let mut model = Model::new(&spec)?;
            if !model.stand(parameters) {
                return Err(Message::new("refused.overflow"));
            }
            (self.model, self.start, self.spec) = (model, parameters.to_vec(), spec);
            self.past.clear();
            self.refit(true);
            self.begin();
        }
        self.remember(Gesture::Single, before);
        Ok(())
    }

    /// Fits axes and sliders to the data; unless `always` is set, they move only if the data no longer fit.
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
}

fn row_of(data: &Dataset, row: f64) -> Result<usize, Message> {
    let rows = Limits { min: 0.0, max: data.rows() as f64 - 1.0, refusal: "refused.noSuchPoint" };
    Ok(whole(rows, row)? as usize)
}
