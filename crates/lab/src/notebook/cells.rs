//! The cells, one function each.

use two_knobs_core::activation::Activation;
use two_knobs_core::initializer::Initializer;
use two_knobs_core::network::{Sequential, Tensor};

use crate::keras::print;
use crate::keras::python::{array, float, wrap};
use crate::keras::script;
use crate::message::Message;
use crate::notebook::code::{lines, literal};
use crate::notebook::output::{OPTIONS, Part, knob, output, tensorflow, weights};
use crate::notebook::{Cell, CellName, Line, Notebook, NotebookState, Output, OutputKind, WrongTurn, wrong};
use crate::session::Session;

/// Rows of data that are written out; more are read from the file that the page offers.
const ROWS: usize = 30;
/// Predictions that are printed.
const PREDICTIONS: usize = 6;
/// Epochs of a fit that has not run yet.
const EPOCHS: u64 = 100;

pub(super) fn notebook(session: &Session, state: &NotebookState) -> Notebook {
    let page = Page::new(session, state);
    let turns = page.turns();
    let wrong = state.wrong.filter(|turn| turns.contains(turn));
    let mut cells = vec![page.setup(), page.build(), page.empty(), page.call(), page.read(), page.set()];
    if let (Some(turn), Some(cell)) = (wrong, cells.last_mut()) {
        wrong::turn(&page, turn, cell);
    }
    cells.extend([page.predict(), page.fit(), page.after()]);
    let mut count = 0;
    for cell in cells.iter_mut().filter(|cell| cell.prompt.is_some()) {
        count += 1;
        cell.prompt = Some(count);
    }
    Notebook { cells, turns, layer: page.layer as u32, layers: page.session.spec.layers.len() as u32 }
}

/// What the cells are written from: the session, the layer looked at, and what the code calls things.
pub(super) struct Page<'a> {
    pub(super) session: &'a Session,
    pub(super) layer: usize,
    /// The layer's arrays as the code writes them: kernel and, where there is one, bias. What the code says is what its
    /// outputs are worked out from, so that they are what Python would print.
    pub(super) arrays: Vec<Tensor>,
    /// What their variables are called: `w`, `b`, or `W1`, `b1`.
    pub(super) names: Vec<String>,
    /// What the layer is called: `linear_layer`, or `model.layers[0]`.
    pub(super) name: String,
    x: &'static str,
}

impl<'a> Page<'a> {
    fn new(session: &'a Session, state: &NotebookState) -> Self {
        let layers = &session.spec.layers;
        let last = layers.len() - 1;
        let layer = state.layer.map_or(last, |layer| (layer as usize).min(last));
        let mut arrays = network(session).get_layer_weights(layer);
        for (index, array) in arrays.iter_mut().enumerate() {
            let decimals = decimals(session, index);
            let written = |value: &mut f32| *value = literal(*value, decimals).parse().unwrap_or(*value);
            array.values.iter_mut().for_each(written);
        }
        let is_single = last == 0;
        let number = if is_single { String::new() } else { (layer + 1).to_string() };
        let names = if is_single { ["w", "b"] } else { ["W", "b"] };
        Self {
            session,
            layer,
            names: names[..arrays.len()].iter().map(|name| format!("{name}{number}")).collect(),
            arrays,
            name: if is_single { name(layers[0].activation) } else { format!("model.layers[{layer}]") },
            x: if session.model.scaling.is_none() { "X_train" } else { "Xn" },
        }
    }

    fn is_single(&self) -> bool {
        self.session.spec.layers.len() == 1
    }

    /// Whether the first kernel entry and the first bias are the page's knobs, and their numbers the knobs' values.
    pub(super) fn has_knobs(&self) -> bool {
        self.layer + 1 == self.session.spec.layers.len()
    }

    pub(super) fn scrubs(&self) -> bool {
        let model = &self.session.model;
        // A scaled neuron's knobs stand at values in the units of the data.
        self.has_knobs() && (model.scaling.is_none() || !self.session.spec.is_neuron(&model.data))
    }

    fn turns(&self) -> Vec<WrongTurn> {
        let count = if self.session.spec.use_bias { WrongTurn::OneArray } else { WrongTurn::TwoArrays };
        vec![WrongTurn::Unbuilt, count, WrongTurn::WrongShape, WrongTurn::Lists]
    }

    /// One example as the layer or model takes it, `X_train[0].reshape(1,1)`.
    pub(super) fn example(&self) -> String {
        format!("{}[0].reshape(1,{})", self.x, self.session.data().inputs)
    }

    fn setup(&self) -> Cell {
        let (data, spec) = (self.session.data(), &self.session.spec);
        let mut code = format!(
            "import numpy as np\nimport tensorflow as tf\nfrom tensorflow.keras import Sequential\n\
             from tensorflow.keras.layers import Dense\nnp.set_printoptions(precision=2)\n\
             tf.keras.utils.set_random_seed({})\n",
            spec.seed
        );
        if data.rows() > ROWS {
            code += "points = np.loadtxt('points.csv', delimiter=',', skiprows=1, dtype=np.float32)\n\
                     X_train, Y_train = points[:, :-1], points[:, -1:]\n";
        } else {
            let table = |name: &str, values: &[f32], width: usize| {
                let values = array(&[data.rows(), width], values);
                wrap(&format!("{name} = np.array({values}, dtype=np.float32)"), "                    ") + "\n"
            };
            code += &table("X_train", &data.x, data.inputs);
            code += &table("Y_train", &data.y, data.outputs);
        }
        code += &script::one_hot(self.session, "Y_train", "tf.keras");
        if !self.session.model.scaling.is_none() {
            code += if spec.use_bias {
                "Xn = (X_train - X_train.mean(axis=0)) / X_train.std(axis=0)\n"
            } else {
                "Xn = X_train / np.sqrt((X_train * X_train).mean(axis=0))\n"
            };
        }
        Cell { folded: true, ..cell(CellName::Setup, lines(&code)) }
    }

    /// The code that makes the layer or the model.
    pub(super) fn making(&self) -> String {
        let spec = &self.session.spec;
        let random = |place: &str, used: &Initializer, default: &Initializer| {
            let code = format!(", {place}_initializer='{}'", used.name());
            if used == default { String::new() } else { code }
        };
        let arguments = if spec.use_bias { "" } else { ", use_bias=False" }.to_owned()
            + &random("kernel", &spec.kernel_initializer, &Initializer::GlorotUniform)
            + &random("bias", &spec.bias_initializer, &Initializer::Zeros)
            + &script::price(spec, "tf.keras");
        let dense = |units: String, activation: Activation| {
            format!("Dense({units}, activation='{}'{arguments})", activation.name())
        };
        match spec.layers.as_slice() {
            [only] => format!("{} = {}", self.name, dense(format!("units={}", only.units), only.activation)),
            many => {
                let rows = many.iter().map(|layer| dense(layer.units.to_string(), layer.activation));
                format!("model = Sequential([\n    {}])", rows.collect::<Vec<_>>().join(",\n    "))
            }
        }
    }

    fn build(&self) -> Cell {
        cell(CellName::Build, lines(&self.making()))
    }

    fn getting(&self) -> Vec<Line> {
        lines(&format!("{}.get_weights()", self.name))
    }

    fn empty(&self) -> Cell {
        let output = vec![output(OutputKind::Out, vec!["[]".into()])];
        let note = Some(Message::new("notebook.empty"));
        Cell { output, note, ..cell(CellName::Empty, self.getting()) }
    }

    fn call(&self) -> Cell {
        let called = if self.is_single() { &self.name } else { "model" };
        let code = format!("a1 = {called}({})\nprint(a1)", self.example());
        let row = &self.session.model.trainer.data().x[..self.session.data().inputs];
        let values = self.seeded().predict(row).unwrap_or_default();
        let answer = Tensor { shape: vec![1, values.len()], values };
        Cell { output: vec![stream(&tensorflow(&answer))], ..cell(CellName::Call, lines(&code)) }
    }

    /// The network with the weights that its seed gives.
    fn seeded(&self) -> Sequential {
        let mut network = network(self.session).clone();
        // The parameters have the network's own number.
        let _ = network.set_parameters(&self.session.model.seeded);
        network
    }

    fn read(&self) -> Cell {
        let arrays = self.seeded().get_layer_weights(self.layer);
        let spec = &self.session.spec;
        let is_zero = spec.use_bias && spec.bias_initializer == Initializer::Zeros;
        let note = if is_zero { "notebook.random" } else { "notebook.randomOnly" };
        let note = Message::new(note).number("seed", f64::from(spec.seed));
        let note = Some(note).filter(|_| spec.kernel_initializer.is_random());
        let printed = |index: usize| Part {
            text: print::str(&arrays[index], &OPTIONS),
            knob: Some(knob(index)),
            held: false,
        };
        let (code, output) = match self.names.as_slice() {
            [w, b] if self.is_single() => (
                format!("{w}, {b} = {}.get_weights()\nprint(f\"{w} = {{{w}}}, {b}={{{b}}}\")", self.name),
                output(
                    OutputKind::Stream,
                    vec![part(format!("{w} = ")), printed(0), part(format!(", {b}=")), printed(1)],
                ),
            ),
            [w, b] => (
                format!("{w}, {b} = {}.get_weights()\nprint('{w}:\\n', {w}, '\\n{b}:', {b})", self.name),
                output(
                    OutputKind::Stream,
                    vec![part(format!("{w}:\n ")), printed(0), part(format!(" \n{b}: ")), printed(1)],
                ),
            ),
            _ => (format!("{}.get_weights()", self.name), weights(&arrays, false)),
        };
        Cell { output: vec![output], note, ..cell(CellName::Read, lines(&code)) }
    }

    fn set(&self) -> Cell {
        let mut code = self.setting();
        code.extend(lines(&self.handing(self.arrays.len())));
        code.extend(self.getting());
        let note = if self.session.spec.use_bias { None } else { Some(Message::new("notebook.noBias")) };
        let output = vec![weights(&self.arrays, self.has_knobs())];
        Cell { output, note, live: true, ..cell(CellName::Set, code) }
    }

    fn predict(&self) -> Cell {
        let trained = self.session.model.trainer.data();
        let rows = trained.rows().min(PREDICTIONS);
        let x = if rows < trained.rows() { format!("{}[:{rows}]", self.x) } else { self.x.to_owned() };
        let mut network = network(self.session).clone();
        // The arrays are the layer's own, but for their last digits.
        let _ = network.set_layer_weights(self.layer, &self.arrays);
        let values = network.predict(&trained.x[..rows * trained.inputs]).unwrap_or_default();
        let answers = Tensor { shape: vec![rows, network.outputs()], values };
        let bare = print::str(&answers, &OPTIONS);
        let activations: Option<Vec<_>> =
            self.session.spec.layers.iter().map(|layer| by_hand(layer.activation)).collect();
        let (mut code, mut output) = if self.is_single() {
            (format!("prediction_tf = {}({x})\n", self.name), vec![stream(&tensorflow(&answers))])
        } else {
            (format!("prediction_tf = model.predict({x}, verbose=0)\n"), vec![stream(&bare)])
        };
        if let Some(activations) = &activations {
            code += &self.by_dot(activations, &x);
            let same = if self.is_single() { self.in_numpy(&answers) } else { bare };
            output.push(stream(&same));
        }
        code += "print(prediction_tf)\n";
        code += if activations.is_some() { "print(prediction_np)\n" } else { "" };
        Cell { output, ..cell(CellName::Predict, lines(&code)) }
    }

    /// What `prediction_np` prints: the arrays that are set are float64 there.
    fn in_numpy(&self, answers: &Tensor) -> String {
        let trained = self.session.model.trainer.data();
        let exact = |index: usize| {
            let arrays = self.arrays.iter().enumerate();
            let numbers = arrays.map(|(array, tensor)| {
                let decimals = decimals(self.session, array);
                let number = |value: &f32| literal(*value, decimals).parse().unwrap_or(f64::from(*value));
                tensor.values.iter().map(number).collect::<Vec<f64>>()
            });
            let numbers: Vec<_> = numbers.collect();
            let row = trained.x[index * trained.inputs..].iter().zip(&numbers[0]);
            let bias = numbers.get(1).map_or(0.0, |bias| bias[0]);
            row.map(|(x, w)| f64::from(*x) * w).sum::<f64>() + bias
        };
        let is_linear = self.session.spec.layers[0].activation == Activation::Linear;
        let value = |(index, value): (usize, &f32)| if is_linear { exact(index) } else { f64::from(*value) };
        let values: Vec<f64> = answers.values.iter().enumerate().map(value).collect();
        print::str_of(&answers.shape, &values, &OPTIONS)
    }

    /// The same predictions, written out with `np.dot`.
    fn by_dot(&self, activations: &[[&str; 2]], x: &str) -> String {
        let bias =
            |name: String| if self.session.spec.use_bias { format!(" + {name}") } else { String::new() };
        let layer = |[before, after]: &[&str; 2], z: String| format!("{before}{z}{after}");
        if let [only] = activations {
            let z = format!("np.dot({x}, set_w){}", bias("set_b".into()));
            return format!("prediction_np = {}\n", layer(only, z));
        }
        let count = activations.len();
        let names = (1..=count).map(|number| {
            let bias = if self.session.spec.use_bias { format!(", b{number}") } else { String::new() };
            format!("W{number}{bias}")
        });
        let mut code = format!("{} = model.get_weights()\n", names.collect::<Vec<_>>().join(", "));
        let mut input = x.to_owned();
        for (activation, number) in activations.iter().zip(1..) {
            let name = if number == count { "prediction_np".to_owned() } else { format!("a{number}") };
            let z = format!("np.dot({input}, W{number}){}", bias(format!("b{number}")));
            code += &format!("{name} = {}\n", layer(activation, z));
            input = name;
        }
        code
    }

    fn fit(&self) -> Cell {
        let (session, spec) = (self.session, &self.session.spec);
        let (rows, x) = (session.data().rows(), self.x);
        let batch = spec.batch_size.map_or(rows, |size| (size as usize).min(rows));
        let done = self.epochs();
        let (frozen, class) = script::frozen(spec, network(session), "tf.keras");
        let mut code = String::new();
        if self.is_single() {
            code += &format!("model = Sequential([{}])\n", self.name);
        }
        let shuffle = if spec.shuffle { "" } else { "shuffle=False, " };
        code += &frozen;
        code += &format!(
            "model.compile(optimizer={class}({}),\n              loss={})\n\
             history = model.fit({x}, Y_train, batch_size={batch}, epochs={}, {shuffle}verbose=0)\n\
             model.evaluate({x}, Y_train, batch_size={rows}, verbose=0)",
            script::optimizer_arguments(spec),
            script::loss(spec.loss, "tf.keras"),
            if done > 0 { done } else { EPOCHS },
        );
        let cell = cell(CellName::Fit, lines(&code));
        if done == 0 {
            return Cell { prompt: None, note: Some(Message::new("notebook.untrained")), ..cell };
        }
        let loss = part(float(f64::from(session.model.trainer.loss())));
        Cell { output: vec![output(OutputKind::Out, vec![loss])], ..cell }
    }

    /// Epochs on the counter.
    fn epochs(&self) -> u64 {
        self.session.model.trainer.epoch()
    }

    fn after(&self) -> Cell {
        let cell = cell(CellName::After, self.getting());
        if self.epochs() == 0 {
            return Cell { prompt: None, ..cell };
        }
        let arrays = network(self.session).get_layer_weights(self.layer);
        Cell { output: vec![weights(&arrays, self.has_knobs())], ..cell }
    }
}

/// Decimals of the numbers in the code. A neuron's weight has two, as everywhere on the page, and one more for each
/// digit of the inputs that it multiplies; a network's have four.
pub(super) fn decimals(session: &Session, array: usize) -> usize {
    if !session.spec.is_neuron(&session.model.data) {
        return 4;
    }
    let x = session.model.trainer.data().x.iter().fold(1f32, |greatest, x| greatest.max(x.abs()));
    2 + if array == 0 { x.log10() as usize } else { 0 }
}

fn network(session: &Session) -> &Sequential {
    session.model.trainer.network()
}

/// `linear_layer`; the lab calls a sigmoid's `logistic_layer`.
fn name(activation: Activation) -> String {
    match activation {
        Activation::Sigmoid => "logistic_layer".into(),
        other => format!("{}_layer", other.name()),
    }
}

/// What NumPy code stands before and behind the weighted sum, for activations that fit on a line.
fn by_hand(activation: Activation) -> Option<[&'static str; 2]> {
    match activation {
        Activation::Linear => Some(["", ""]),
        Activation::Sigmoid => Some(["1 / (1 + np.exp(-(", ")))"]),
        Activation::Relu => Some(["np.maximum(0, ", ")"]),
        Activation::Tanh => Some(["np.tanh(", ")"]),
        _ => None,
    }
}

fn part(text: String) -> Part {
    Part { text, knob: None, held: false }
}

fn stream(text: &str) -> Output {
    output(OutputKind::Stream, vec![text.into()])
}

/// A cell that has run; the prompts are counted at the end.
fn cell(name: CellName, code: Vec<Line>) -> Cell {
    let (output, wrong, note) = (Vec::new(), None, None);
    Cell { name, prompt: Some(0), folded: false, live: false, code, output, wrong, note }
}
