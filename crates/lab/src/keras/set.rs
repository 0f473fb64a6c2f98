//! Puts weights into the session, whose layers, units and biases become theirs, like `set_weights` of a model that fits
//! the weights.

use serde::Serialize;

use crate::keras::weights::Weights;
use crate::link;
use crate::link::Link;
use crate::session::Session;
use crate::spec::Draft;
use crate::words::message::Message;
use crate::words::terms::Layer;

impl Weights {
    /// Layers with the units of these weights. Weights carry no activations, so those come from the layers `before`:
    /// the last layer's for the last, and for a hidden layer that of the hidden layer at the same place, else of the
    /// last hidden one, else ReLU.
    pub fn layers(&self, before: &[Layer]) -> Vec<Layer> {
        use two_knobs_core::activation::Activation;
        let units = self.units();
        let hidden = &before[..before.len().saturating_sub(1)];
        let activation = |index: usize| {
            let same =
                if index + 1 == units.len() { before.last() } else { hidden.get(index).or(hidden.last()) };
            same.map_or(Activation::Relu, |layer| layer.activation)
        };
        units.iter().enumerate().map(|(index, units)| Layer::new(*units, activation(index))).collect()
    }

    /// Checks that a network with these weights takes rows of `inputs` numbers and predicts one number.
    ///
    /// # Errors
    /// `read.inputs` and `read.outputs`, with both numbers.
    pub fn check(&self, inputs: usize) -> Result<(), Message> {
        let outputs = self.units().last().copied().unwrap_or_default();
        if self.inputs() != inputs {
            let message = Message::new("read.inputs").number("count", self.inputs() as f64);
            return Err(message.number("columns", inputs as f64));
        }
        if outputs == 1 { Ok(()) } else { Err(Message::new("read.outputs").number("count", outputs as f64)) }
    }
}

/// Weights for [`crate::Command::Set`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Pasted {
    /// The text that the command takes.
    pub set: String,
    /// What a person should know of the weights.
    pub notes: Vec<Message>,
}

/// The text with which [`crate::Command::Set`] puts these weights into a session like this one: every weight, and the
/// layers and biases where these change.
///
/// # Errors
/// The errors of [`set_weights`].
pub fn text_of_weights(mut session: Session, weights: &Weights) -> Result<Pasted, Message> {
    let (layers, use_bias) = (session.spec.layers.clone(), session.spec.use_bias);
    let notes = set_weights(&mut session, weights)?;
    let now = session.whole_draft()?;
    let mut told = Draft { knobs: now.knobs, params: now.params, ..Draft::default() };
    if (&session.spec.layers, session.spec.use_bias) != (&layers, use_bias) {
        (told.layers, told.use_bias) = (Some(session.spec.layers), Some(session.spec.use_bias));
        (told.start, told.params0, told.epoch) = (now.start, now.params0, Some(0));
    }
    let text = link::write(&Link { draft: told, ..Link::default() });
    Ok(Pasted { set: text.trim_start_matches('#').to_owned(), notes })
}

/// Sets these weights, as one step that can be undone. Where the layers stay the same, this is like turning all knobs
/// at once. Other layers make another network, with a new run and a new start. With scaled inputs, the weights are
/// those of the scaled inputs, as in Keras.
///
/// Where the weights hold no biases and the model has biases, the model's biases stay; in a network with other layers
/// they become zero. Returns the notes for a person: `read.keptBias`, `read.zeroBias`; `read.gotBias` (the model had no
/// biases); `read.turned` (PyTorch's order became Keras's).
///
/// # Errors
/// The errors of [`Weights::check`], and `refused.overflow` where the data are too large for the weights. The session
/// is then unchanged.
pub fn set_weights(session: &mut Session, weights: &Weights) -> Result<Vec<Message>, Message> {
    weights.check(session.model.trainer.network().inputs())?;
    let layers = weights.layers(&session.spec.layers);
    let has_layers = layers == session.spec.layers;
    let use_bias = weights.use_bias() || session.spec.use_bias;
    let about_bias = match (weights.use_bias(), session.spec.use_bias) {
        (false, true) if has_layers => Some("read.keptBias"),
        (false, true) => Some("read.zeroBias"),
        (true, false) => Some("read.gotBias"),
        _ => None,
    };
    let turned = weights.turned.then_some("read.turned");
    let notes = [turned, about_bias].into_iter().flatten().map(Message::new).collect();
    let own = if has_layers { session.model.trainer.network().get_weights() } else { Vec::new() };
    let weights = if use_bias { weights.with_biases(&own) } else { weights.clone() };
    session.set_network(layers, use_bias, &weights.parameters())?;
    Ok(notes)
}
