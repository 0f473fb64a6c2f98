//! Layers by hand: added, removed, moved and set; and what the first weights are drawn from.
//!
//! A network of another shape keeps what still fits: of each layer's kernel the top left, of each bias the first
//! values. The rest comes from the seed. Epoch 0 begins there, and Reset returns there.

use two_knobs_core::activation::Activation;
use two_knobs_core::initializer::Initializer;
use two_knobs_core::network::Sequential;

use crate::data::datasets;
use crate::session::Session;
use crate::session::memento::Gesture;
use crate::spec::Spec;
use crate::spec::model::Model;
use crate::words::message::Message;
use crate::words::ranges::{Limits, MAX_HIDDEN, SEED, UNITS, whole};
use crate::words::terms::Layer;

/// The first hidden layer where neither the network nor the data set's own network has one.
const USUAL: Layer = Layer::new(4, Activation::Tanh);

/// What to set of a layer; `None` leaves it as it is.
#[derive(Clone, Copy)]
pub(crate) struct LayerChange<'a> {
    pub(crate) units: Option<f64>,
    pub(crate) activation: Option<&'a str>,
}

impl Session {
    /// Adds a hidden layer before the output, like the last hidden layer.
    pub(crate) fn add_layer(&mut self) -> Result<(), Message> {
        let output = self.spec.layers.len() - 1;
        if output >= MAX_HIDDEN {
            return Err(Message::new("refused.hidden").number("max", MAX_HIDDEN as f64));
        }
        let last_hidden = |layers: &[Layer]| layers.split_last()?.1.last().copied();
        let own = datasets::about(self.spec.data).layers;
        let layer = last_hidden(&self.spec.layers).or_else(|| last_hidden(own)).unwrap_or(USUAL);
        let mut spec = self.spec.clone();
        spec.layers.insert(output, layer);
        let from: Vec<_> = (0..output).map(Some).chain([None, Some(output)]).collect();
        let news = Message::new("layers.added").number("layer", output as f64 + 1.0);
        let (parameters, old) = self.now();
        self.reshape(&parameters, &old, spec, &from, news)
    }

    /// Removes a hidden layer.
    pub(crate) fn remove_layer(&mut self, layer: f64) -> Result<(), Message> {
        let layer = self.hidden(layer)?;
        let mut spec = self.spec.clone();
        spec.layers.remove(layer);
        let from: Vec<_> = (0..self.spec.layers.len()).filter(|old| *old != layer).map(Some).collect();
        let (parameters, old) = self.now();
        self.reshape(&parameters, &old, spec, &from, Message::new("layers.removed"))
    }

    /// Moves a hidden layer to another one's place.
    pub(crate) fn move_layer(&mut self, layer: f64, to: f64) -> Result<(), Message> {
        let (layer, to) = (self.hidden(layer)?, self.hidden(to)?);
        if layer == to {
            return Ok(());
        }
        let mut from: Vec<_> = (0..self.spec.layers.len()).map(Some).collect();
        let moved = from.remove(layer);
        from.insert(to, moved);
        let mut spec = self.spec.clone();
        spec.layers = from.iter().flatten().map(|old| self.spec.layers[*old]).collect();
        let news = Message::new("layers.moved").number("layer", to as f64 + 1.0);
        let (parameters, old) = self.now();
        self.reshape(&parameters, &old, spec, &from, news)
    }

    /// Sets a layer's units or activation. While somebody types the units, each digit starts from the layer before the
    /// first digit, so that the 1 of 12 costs no weights.
    pub(crate) fn set_layer(&mut self, layer: f64, change: LayerChange<'_>) -> Result<(), Message> {
        let index = self.layer(layer)?;
        let is_typed = change.units.is_some() && self.undo.goes_on(Gesture::Units(layer));
        let before = self.undo.past.last().filter(|_| is_typed);
        let (parameters, old) = match before {
            Some(before) => (before.parameters.clone(), before.spec_at(self.spec.speed)),
            None => self.now(),
        };
        let mut spec = old.clone();
        let is_output = index + 1 == spec.layers.len();
        let mut news = None;
        if let Some(name) = change.activation {
            let activation = Activation::from_name(name).map_err(|_| Message::new("refused.activation"))?;
            spec.layers[index].activation = activation;
            let key = if is_output { "layers.output" } else { "layers.activation" };
            news = Some(Message::new(key).text("activation", activation.name()));
        }
        if let Some(units) = change.units {
            let units = whole(UNITS, units)?;
            if is_output {
                return Err(Message::new("refused.outputUnits"));
            }
            spec.layers[index].units = units as usize;
            news = Some(Message::new("layers.units").number("count", f64::from(units)));
        }
        let from: Vec<_> = (0..spec.layers.len()).map(Some).collect();
        let Some(news) = news.filter(|_| spec.layers != self.spec.layers) else { return Ok(()) };
        self.reshape(&parameters, &old, spec, &from, news.number("layer", index as f64 + 1.0))
    }

    /// Chooses the initializers, and draws all weights anew.
    pub(crate) fn set_initializers(
        &mut self,
        kernel: Option<&str>,
        bias: Option<&str>,
    ) -> Result<(), Message> {
        let named =
            |name: &str| Initializer::from_name(name).map_err(|_| Message::new("refused.initializer"));
        let mut spec = self.spec.clone();
        if let Some(kernel) = kernel {
            spec.kernel_initializer = named(kernel)?;
        }
        if let Some(bias) = bias {
            let bias = named(bias)?;
            bias.check(&[1]).map_err(|_| Message::new("refused.initializer"))?;
            spec.bias_initializer = bias;
        }
        if spec == self.spec { Ok(()) } else { self.draw_anew(spec) }
    }

    /// Chooses the seed, and draws all weights anew.
    pub(crate) fn set_seed(&mut self, seed: f64) -> Result<(), Message> {
        let seed = whole(SEED, seed)?;
        self.draw_anew(Spec { seed, ..self.spec.clone() })
    }

    /// Begins again with the weights that the spec's seed and initializers give.
    fn draw_anew(&mut self, spec: Spec) -> Result<(), Message> {
        let mut model = Model::new(&spec)?;
        let seeded = model.seeded.clone();
        if !model.may_keep(&seeded) {
            return Err(Message::new("refused.overflow"));
        }
        self.keep_run(self.past_run());
        let seed = f64::from(spec.seed);
        (self.model, self.spec, self.start) = (model, spec, seeded);
        self.begin();
        self.task.iter_mut().for_each(|task| task.restart(true));
        self.news = Some(Message::new("layers.drawn").number("seed", seed));
        Ok(())
    }

    /// The present parameters and spec.
    fn now(&self) -> (Vec<f32>, Spec) {
        (self.parameters().to_vec(), self.spec.clone())
    }

    /// Changes the layers of `old`, whose parameters are given, to those of `spec`. `from` names for each new layer the
    /// old one whose weights it keeps.
    fn reshape(
        &mut self,
        old_parameters: &[f32],
        old: &Spec,
        mut spec: Spec,
        from: &[Option<usize>],
        news: Message,
    ) -> Result<(), Message> {
        let data = self.data();
        spec.follow(from, spec.inputs(data));
        // Loss and learning rate follow the layers, unless others were chosen.
        if old.loss == old.own_loss(data) {
            spec.loss = spec.own_loss(data);
        }
        let [before, after] = [old, &spec].map(|spec| spec.scaling(data).apply(data));
        if old.learning_rate == old.default_rate(&before) {
            spec.learning_rate = spec.default_rate(&after);
        }
        let limit = spec.limit(&after);
        if limit.is_some_and(|limit| spec.learning_rate > limit) {
            spec.learning_rate = spec.own_rate(limit);
        }
        let mut model = Model::new(&spec)?;
        let (shape, old_shape) = (model.trainer.network(), old.network(before.inputs)?);
        let mut parameters = model.seeded.clone();
        for (to, from) in from.iter().enumerate() {
            if let Some(from) = *from {
                keep_what_fits(&mut parameters, (shape, to), old_parameters, (&old_shape, from));
            }
        }
        if !model.stand(&parameters) {
            return Err(Message::new("refused.overflow"));
        }
        let seed = f64::from(spec.seed);
        (self.model, self.spec, self.start) = (model, spec, parameters);
        self.past.clear();
        self.refit(true);
        self.begin();
        self.news = Some(news.number("seed", seed));
        Ok(())
    }

    /// The layer of this number, counted from 0.
    fn layer(&self, layer: f64) -> Result<usize, Message> {
        let last = self.spec.layers.len() as f64 - 1.0;
        Ok(whole(Limits { min: 0.0, max: last, refusal: "refused.noSuchLayer" }, layer)? as usize)
    }

    /// The hidden layer of this number.
    fn hidden(&self, layer: f64) -> Result<usize, Message> {
        let layer = self.layer(layer)?;
        if layer + 1 == self.spec.layers.len() { Err(Message::new("refused.output")) } else { Ok(layer) }
    }
}

/// Copies the top left of an old layer's kernel and the first values of its bias, as far as the new layer has room.
fn keep_what_fits(
    parameters: &mut [f32],
    (network, layer): (&Sequential, usize),
    old_parameters: &[f32],
    (old, old_layer): (&Sequential, usize),
) {
    let (units, old_units) = (network.layers()[layer].units, old.layers()[old_layer].units);
    let both = units.min(old_units);
    let (kernel, old_kernel) = (network.kernel_range(layer), old.kernel_range(old_layer));
    let rows = parameters[kernel].chunks_mut(units);
    for (row, old_row) in rows.zip(old_parameters[old_kernel].chunks(old_units)) {
        row[..both].copy_from_slice(&old_row[..both]);
    }
    if let Some((bias, old_bias)) = network.bias_range(layer).zip(old.bias_range(old_layer)) {
        parameters[bias][..both].copy_from_slice(&old_parameters[old_bias][..both]);
    }
}
