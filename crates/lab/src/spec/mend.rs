//! Makes data, loss and layers of a draft fit together.

use two_knobs_core::Error;
use two_knobs_core::activation::Activation;
use two_knobs_core::loss::Loss;

use crate::data::losses::{MAX_CLASSES, classes};
use crate::spec::Draft;
use crate::spec::Spec;
use crate::words::message::Message;
use crate::words::terms::Layer;

impl Draft {
    /// The spec of this draft. If the draft's data, loss and layers don't fit together, a loss or layers that can't be
    /// used are left out, with a notice if the draft named them.
    ///
    /// # Errors
    /// Where there are no points.
    pub fn spec(&self, notices: &mut Vec<Message>) -> Result<Spec, Error> {
        let mut spec = self.matched(notices)?;
        let inputs = spec.inputs(&spec.dataset()?);
        let lost = spec.place(inputs);
        notices.extend(lost.into_iter().map(|key| Message::new("link.place").text("key", key)));
        Ok(spec)
    }

    /// The spec with data, loss and layers that fit together.
    fn matched(&self, notices: &mut Vec<Message>) -> Result<Spec, Error> {
        let spec = Spec::new(self)?;
        if self.features.is_some() && spec.dataset()?.inputs == 1 {
            notices.push(Message::new("link.features").text("key", "features"));
            return Self { features: None, ..self.clone() }.matched(notices);
        }
        let categorical = matches!(spec.loss, Loss::CategoricalCrossentropy { .. });
        let units = spec.layers.last().map_or(1, |last| last.units);
        if !categorical && units == 1 {
            return Ok(spec);
        }
        let data = spec.dataset()?;
        if categorical && classes(&data).is_none() {
            let message = Message::new("link.classes").text("key", "loss").number("max", MAX_CLASSES as f64);
            notices.push(message);
            return Self { loss: None, ..self.clone() }.matched(notices);
        }
        if units == spec.outputs(&data) {
            return Ok(spec);
        }
        let mut own = Spec::new(&Self { layers: None, ..self.clone() })?;
        let outputs = own.outputs(&data);
        if let Some(last) = own.layers.last_mut().filter(|last| last.units != outputs) {
            // The data set's own network gets a last layer with the units that the loss needs.
            let activation = if outputs > 1 { Activation::Softmax } else { Activation::Linear };
            *last = Layer { units: outputs, activation, ..*last };
        }
        if self.layers.is_some() {
            notices.push(Message::new("link.outputs").text("key", "layers").number("count", outputs as f64));
        }
        Ok(own)
    }
}
