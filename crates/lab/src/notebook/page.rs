//! The facts from which the cells are written: the session, the training that led to it, and the names in the code.

use two_knobs_core::activation::Activation;
use two_knobs_core::network::{Sequential, Tensor};

use crate::notebook::code::{exact, literal};
use crate::notebook::parts::{NotebookState, WrongTurn};
use crate::session::Session;
use crate::session::trained::Trained;
use crate::words::base64;
use crate::words::places::Place;

/// The most numbers of a kernel that are written out. Of a larger kernel only the knob's number is written.
const KERNEL: usize = 24;

/// The session as the code uses it.
pub(super) struct Page<'a> {
    pub(super) session: &'a Session,
    /// The training that the cells run, if there was any.
    pub(super) trained: Option<&'a Trained>,
    /// The layer whose weights the notebook reads and sets.
    pub(super) layer: usize,
    /// The network with the weights that the cells set: the weights with which training began, or the present ones.
    pub(super) base: Sequential,
    /// The layer's arrays, with the numbers rounded as in the code: the kernel and, where there is one, the bias.
    /// Outputs are computed from these arrays, so that they are what Python would print.
    pub(super) arrays: Vec<Tensor>,
    /// The names of the arrays' variables: `w`, `b`, or `W1`, `b1`.
    pub(super) names: Vec<String>,
    /// The name of the layer: `linear_layer`, or `model.layers[0]`.
    pub(super) name: String,
    /// The name of the inputs.
    pub(super) x: &'static str,
}

impl<'a> Page<'a> {
    pub(super) fn new(session: &'a Session, trained: Option<&'a Trained>, state: &NotebookState) -> Self {
        let layers = &session.spec.layers;
        let last = layers.len() - 1;
        let layer = state.layer.map_or(session.spec.held().layer, |layer| (layer as usize).min(last));
        let mut base = session.model.trainer.network().clone();
        // Another network's training is not this session's.
        let begins = |trained: &&Trained| {
            base64::read(&trained.from).is_some_and(|from| base.set_parameters(&from).is_ok())
        };
        let trained = trained.filter(begins);
        let is_single = last == 0;
        let number = if is_single { String::new() } else { (layer + 1).to_string() };
        let names = if is_single { ["w", "b"] } else { ["W", "b"] };
        let arrays = base.get_layer_weights(layer);
        let mut page = Self {
            session,
            trained,
            layer,
            names: names[..arrays.len()].iter().map(|name| format!("{name}{number}")).collect(),
            arrays: Vec::new(),
            base,
            name: if is_single { name(layers[0].activation) } else { format!("model.layers[{layer}]") },
            x: if session.model.scaling.scales() { "Xn" } else { "X_train" },
        };
        page.arrays = page.as_written(arrays);
        page
    }

    /// The arrays, with each number that the code writes rounded as it is written.
    fn as_written(&self, mut arrays: Vec<Tensor>) -> Vec<Tensor> {
        let is_large = is_large(&arrays);
        for (index, array) in arrays.iter_mut().enumerate() {
            let only = self.written_entry(index);
            let written = |(entry, _): &(usize, &mut f32)| !is_large || *entry == only;
            for (_, value) in array.values.iter_mut().enumerate().filter(written) {
                *value = self.written(index, *value).parse().unwrap_or(*value);
            }
        }
        arrays
    }

    /// A number of an array as the code writes it. The weights with which training began are written in full: training
    /// from rounded numbers would give other weights.
    pub(super) fn written(&self, array: usize, value: f32) -> String {
        if self.trained.is_some() { exact(value) } else { literal(value, self.decimals(array)) }
    }

    /// The decimals of the numbers in the code. A neuron's weight has two, as everywhere on the page, and one more for
    /// each digit of the inputs that it multiplies. A network's numbers have four.
    fn decimals(&self, array: usize) -> usize {
        let model = &self.session.model;
        if !self.session.spec.is_neuron(&model.data) {
            return 4;
        }
        let x = model.trainer.data().x.iter().fold(1f32, |greatest, x| greatest.max(x.abs()));
        2 + if array == 0 { x.log10() as usize } else { 0 }
    }

    /// Whether the kernel is too large to be written out.
    pub(super) fn is_large(&self) -> bool {
        is_large(&self.arrays)
    }

    pub(super) fn is_single(&self) -> bool {
        self.session.spec.layers.len() == 1
    }

    /// The variable that predicts, and that takes all weights of the network.
    pub(super) fn whole(&self) -> &str {
        if self.is_single() { &self.name } else { "model" }
    }

    /// Whether the page's knobs are in this layer.
    pub(super) fn has_knobs(&self) -> bool {
        self.layer == self.session.spec.held().layer
    }

    /// Where the page's knob lies in the layer's kernel (array 0) or bias (array 1).
    pub(super) fn held_entry(&self, array: usize) -> usize {
        let Place { input, unit, .. } = self.session.spec.held();
        if array == 0 { input * self.session.spec.layers[self.layer].units + unit } else { unit }
    }

    /// The entries of the page's knobs, where they are in this layer.
    pub(super) fn held(&self) -> Option<[usize; 2]> {
        self.has_knobs().then(|| [0, 1].map(|array| self.held_entry(array)))
    }

    /// The entry of an array that the code writes where the array is too large to be written out.
    pub(super) fn written_entry(&self, array: usize) -> usize {
        if self.has_knobs() { self.held_entry(array) } else { 0 }
    }

    /// Whether the numbers that the code sets are the knobs' values. The weights with which training began are not.
    pub(super) fn scrubs(&self) -> bool {
        let model = &self.session.model;
        // The knobs of a neuron with scaled inputs hold values in the units of the data.
        let are_knobs = model.scaling.is_none() || !self.session.spec.is_neuron(&model.data);
        self.has_knobs() && are_knobs && self.trained.is_none()
    }

    pub(super) fn turns(&self) -> Vec<WrongTurn> {
        let count =
            if self.session.spec.has_bias(self.layer) { WrongTurn::OneArray } else { WrongTurn::TwoArrays };
        vec![WrongTurn::Unbuilt, count, WrongTurn::WrongShape, WrongTurn::Lists]
    }

    /// One example as the layer or model takes it, `X_train[0].reshape(1,1)`.
    pub(super) fn example(&self) -> String {
        format!("{}[0].reshape(1,{})", self.x, self.base.inputs())
    }

    /// The network with the weights that the seed gives.
    pub(super) fn seeded(&self) -> Sequential {
        let mut network = self.base.clone();
        // There are as many seeded parameters as the network has, so this cannot fail.
        let _ = network.set_parameters(&self.session.model.seeded);
        network
    }
}

fn is_large(arrays: &[Tensor]) -> bool {
    arrays.first().is_some_and(|kernel| kernel.values.len() > KERNEL)
}

/// A layer's name. The course lab calls a sigmoid's layer `logistic_layer`.
fn name(activation: Activation) -> String {
    match activation {
        Activation::Sigmoid => "logistic_layer".into(),
        other => format!("{}_layer", other.name()),
    }
}
