//! Knobs turned by hand: to a value, by an arrow key's steps, by a handle on the stage or the point on the loss map.

use two_knobs_core::activation::Activation;
use two_knobs_core::portable;

use crate::session::Session;
use crate::session::command::{Handle, KnobName};
use crate::words::message::Message;
use crate::words::nice;
use crate::words::places::Place;
use crate::words::ranges::{COORDINATE, Limits, PARAMETER, STEPS, whole, within};
use crate::words::text::{decimal, number};

impl Session {
    /// Turns the knobs to these values in the data's units; `None` leaves a knob alone. Counters and the loss curve go on.
    pub(crate) fn turn(&mut self, values: [Option<f64>; 2]) -> Result<(), Message> {
        for value in values.into_iter().flatten() {
            within(PARAMETER, value)?;
        }
        if values[1].is_some() && self.model.knobs[1].is_none() {
            return Err(Message::new("refused.noBias"));
        }
        let [w, b] = self.model.shown(self.parameters());
        let mut parameters = self.parameters().to_vec();
        self.model.turn(&mut parameters, [values[0].unwrap_or(w), values[1].unwrap_or(b)]);
        self.put(&parameters)
    }

    /// Makes the knobs those of the weight at `[layer, input, unit]`.
    pub(crate) fn choose(&mut self, place: [f64; 3]) -> Result<(), Message> {
        let network = self.model.trainer.network();
        let (layers, inputs) = (network.layers(), network.inputs());
        let below =
            |count: usize| Limits { min: 0.0, max: count as f64 - 1.0, refusal: "refused.noSuchWeight" };
        let layer = whole(below(layers.len()), place[0])? as usize;
        let width = if layer == 0 { inputs } else { layers[layer - 1].units };
        let input = whole(below(width), place[1])? as usize;
        let unit = whole(below(layers[layer].units), place[2])? as usize;
        self.spec.hold = Some(Place { layer, input, unit });
        self.spec.place(inputs);
        // A hand that was on another knob is not on this one.
        self.held = [false; 2];
        self.model.hold(self.spec.held());
        self.run.hold(self.model.knobs);
        self.undo.settle();
        self.view.fit_knobs(&self.spec, &self.model);
        self.freeze();
        self.mark();
        Ok(())
    }

    /// Puts other parameters into the same network. They are refused if the data are too large for them.
    pub(crate) fn put(&mut self, parameters: &[f32]) -> Result<(), Message> {
        if !self.model.stand(parameters) {
            return Err(Message::new("refused.overflow"));
        }
        self.arm();
        Ok(())
    }

    /// Turns a knob by arrow-key steps, as every button and arrow key does. A knob on its slider's scale stays on the scale.
    pub(crate) fn turn_by(&mut self, knob: KnobName, steps: f64, from: Option<f64>) -> Result<(), Message> {
        let index = knob as usize;
        let now = self.model.shown(self.parameters())[index];
        let from = within(PARAMETER, from.unwrap_or(now))?;
        let value = nice::clean(as_read(from) + within(STEPS, steps)? * self.view.step(index));
        let scale = &self.view.knobs[index];
        self.turn_one(index, if scale.holds(now) { scale.nearest(value) } else { value })
    }

    /// Turns one knob, 0 for the weight and 1 for the bias.
    fn turn_one(&mut self, index: usize, value: f64) -> Result<(), Message> {
        let mut values = [None; 2];
        values[index] = Some(value);
        self.turn(values)
    }

    /// The value rounded to a tenth of an arrow key's step, so that a pulled knob shows a short number.
    fn readable(&self, knob: usize, value: f64) -> f64 {
        let grain = self.view.step(knob) / 10.0;
        nice::clean((value / grain).round() * grain)
    }

    /// Turns the knobs to where a hand pulls: by a handle of the stage so that the neuron's line passes through `(x, y)`, or on
    /// the loss map to the weight x and the bias y. Knobs move by tenths of an arrow key's step.
    pub(crate) fn pull(&mut self, handle: Handle, x: f64, y: f64) -> Result<(), Message> {
        let index = match handle {
            Handle::Both => return self.pull_both([x, y]),
            Handle::Tilt => 0,
            Handle::Lift => 1,
        };
        if !self.spec.is_neuron(self.data()) {
            return Err(Message::new("refused.notNeuron"));
        }
        within(COORDINATE, x)?;
        within(COORDINATE, y)?;
        if handle == Handle::Tilt && x == 0.0 {
            return Err(Message::new("refused.coordinate").number("min", 0.0));
        }
        let sum = before_activation(self.spec.layers[0].activation, y);
        let [w, b] = self.model.shown(self.parameters());
        let value = if index == 0 { (sum - b) / x } else { sum - w * x };
        self.turn_one(index, self.readable(index, value))
    }

    /// Turns both knobs to a point of the loss map, which ends where the sliders end.
    fn pull_both(&mut self, point: [f64; 2]) -> Result<(), Message> {
        let mut values = [None; 2];
        for index in (0..2).filter(|index| self.model.knobs[*index].is_some()) {
            let value = self.view.knobs[index].nearest(within(PARAMETER, point[index])?);
            values[index] = Some(self.readable(index, value));
        }
        self.turn(values)
    }
}

/// The sum whose activation is `y`; for a `y` that the activation does not reach, the sum of one near it.
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

/// The shortest decimal of a parameter of 32 bits: 0.1, where the parameter is 0.100000001490116. Steps count from what is shown.
fn as_read(value: f64) -> f64 {
    let short = value as f32;
    let is_short = f64::from(short) == value;
    is_short.then(|| decimal(&number(short), PARAMETER)).flatten().unwrap_or(value)
}
