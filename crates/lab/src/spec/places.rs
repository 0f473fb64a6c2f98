//! The places of a spec: the weight that is held, and what is frozen.

use crate::spec::Spec;
use crate::words::places::{Parameter, Place};

impl Spec {
    /// The weight that the knob w turns.
    pub fn held(&self) -> Place {
        self.hold.unwrap_or(Place { layer: self.layers.len().saturating_sub(1), input: 0, unit: 0 })
    }

    /// Whether a layer has biases.
    pub(crate) fn has_bias(&self, layer: usize) -> bool {
        self.use_bias && self.layers.get(layer).is_some_and(|layer| layer.use_bias)
    }

    /// Whether training leaves a parameter alone: it is frozen, or its layer is.
    pub(crate) fn is_frozen(&self, parameter: Parameter) -> bool {
        let layer = match parameter {
            Parameter::Weight(Place { layer, .. }) | Parameter::Bias { layer, .. } => layer,
            Parameter::FirstWeight | Parameter::FirstBias => self.layers.len().saturating_sub(1),
        };
        self.frozen.contains(&layer) || self.lock.contains(&parameter)
    }

    /// Whether training leaves the held weight and the held bias alone.
    pub(crate) fn frozen_knobs(&self) -> [bool; 2] {
        let held = self.held();
        [held.weight(), held.bias()].map(|parameter| self.is_frozen(parameter))
    }

    /// Freezes the held weight and the held bias, or frees them.
    pub(crate) fn lock_knobs(&mut self, frozen: [bool; 2]) {
        let held = self.held();
        for (parameter, is_frozen) in [held.weight(), held.bias()].into_iter().zip(frozen) {
            self.lock.retain(|other| *other != parameter);
            if is_frozen {
                self.lock.push(parameter);
            }
        }
        self.lock.sort_unstable();
    }

    /// Moves the places with their layers: `from` names for each new layer the old one whose places it takes over.
    pub(crate) fn follow(&mut self, from: &[Option<usize>], inputs: usize) {
        let moved = |layer: usize| from.iter().position(|from| *from == Some(layer));
        self.hold = self.hold.and_then(|place| Some(Place { layer: moved(place.layer)?, ..place }));
        let lock = self.lock.iter().filter_map(|parameter| {
            Some(match *parameter {
                Parameter::Weight(place) => Place { layer: moved(place.layer)?, ..place }.weight(),
                Parameter::Bias { layer, unit } => Parameter::Bias { layer: moved(layer)?, unit },
                first => first,
            })
        });
        self.lock = lock.collect();
        self.frozen = self.frozen.iter().filter_map(|layer| moved(*layer)).collect();
        self.frozen.sort_unstable();
        self.place(inputs);
    }

    /// Brings layers and places into their one form, for a network with this many inputs, and removes the places that
    /// the network does not have. Returns the keys of the settings that lost a place.
    pub(crate) fn place(&mut self, inputs: usize) -> Vec<&'static str> {
        // `use_bias` is false exactly where no layer has biases.
        let all =
            |layers: &[crate::words::terms::Layer], on: bool| layers.iter().all(|layer| layer.use_bias == on);
        if !self.use_bias || all(&self.layers, false) {
            self.use_bias = false;
            self.layers.iter_mut().for_each(|layer| layer.use_bias = true);
        }
        let first = Place { layer: self.layers.len().saturating_sub(1), input: 0, unit: 0 };
        for parameter in &mut self.lock {
            *parameter = match *parameter {
                Parameter::FirstWeight => first.weight(),
                Parameter::FirstBias => first.bias(),
                other => other,
            };
        }
        self.lock.sort_unstable();
        self.lock.dedup();
        let layers = &self.layers;
        let width = |layer: usize| if layer == 0 { inputs } else { layers[layer - 1].units };
        let has_unit = |layer: usize, unit: usize| layers.get(layer).is_some_and(|layer| unit < layer.units);
        let has_weight = |place: Place| has_unit(place.layer, place.unit) && place.input < width(place.layer);
        let has = |parameter: &Parameter| match *parameter {
            Parameter::Weight(place) => has_weight(place),
            Parameter::Bias { layer, unit } => has_unit(layer, unit),
            Parameter::FirstWeight | Parameter::FirstBias => false,
        };
        let before = (self.hold, self.lock.len(), self.frozen.len());
        self.hold = self.hold.filter(|place| has_weight(*place));
        self.lock.retain(has);
        self.frozen.retain(|layer| *layer < layers.len());
        let lost = [
            ("hold", self.hold != before.0),
            ("lock", self.lock.len() != before.1),
            ("frozen", self.frozen.len() != before.2),
        ];
        self.hold = self.hold.filter(|place| *place != first);
        lost.into_iter().filter(|(_, is_lost)| *is_lost).map(|(key, _)| key).collect()
    }
}
