//! The cells of the notebook, one function for each.

use two_knobs_core::activation::Activation;
use two_knobs_core::initializer::Initializer;
use two_knobs_core::network::Tensor;

use crate::keras::python::{array, wrap};
use crate::keras::{print, script};
use crate::notebook::code::lines;
use crate::notebook::output::{OPTIONS, Part, knob, output, tensorflow, weights};
use crate::notebook::page::Page;
use crate::notebook::parts::{Cell, CellName, Line, Notebook, NotebookState, Output, OutputKind};
use crate::notebook::wrong;
use crate::session::Session;
use crate::session::trained::Trained;
use crate::words::message::Message;

/// The most rows of data written in the code. A larger data set is read from the file that the page offers.
const ROWS: usize = 30;
/// The most predictions printed.
const PREDICTIONS: usize = 6;

pub(super) fn notebook(session: &Session, trained: Option<&Trained>, state: &NotebookState) -> Notebook {
    let page = Page::new(session, trained, state);
    let turns = page.turns();
    let wrong = state.wrong.filter(|turn| turns.contains(turn));
    let mut cells = vec![page.setup(), page.build(), page.empty(), page.call(), page.read()];
    cells.extend(page.all());
    cells.push(page.set());
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

impl Page<'_> {
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
        let scaling = &self.session.model.scaling;
        if !scaling.features.is_empty() {
            let features = script::in_python(&scaling.features);
            code += &format!("x1, x2 = X_train.T\nX_train = np.stack([{features}], axis=1)\n");
        }
        if scaling.scales() {
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
        let arguments = random("kernel", &spec.kernel_initializer, &Initializer::GlorotUniform)
            + &random("bias", &spec.bias_initializer, &Initializer::Zeros)
            + &script::price(spec, "tf.keras");
        let dense = |units: String, index: usize| {
            let bias = if spec.has_bias(index) { "" } else { ", use_bias=False" };
            format!("Dense({units}, activation='{}'{bias}{arguments})", spec.layers[index].activation.name())
        };
        match spec.layers.as_slice() {
            [only] => format!("{} = {}", self.name, dense(format!("units={}", only.units), 0)),
            many => {
                let rows =
                    many.iter().enumerate().map(|(index, layer)| dense(layer.units.to_string(), index));
                format!("model = Sequential([\n    {}])", rows.collect::<Vec<_>>().join(",\n    "))
            }
        }
    }

    fn build(&self) -> Cell {
        cell(CellName::Build, lines(&self.making()))
    }

    pub(super) fn getting(&self) -> Vec<Line> {
        lines(&format!("{}.get_weights()", self.name))
    }

    fn empty(&self) -> Cell {
        let output = vec![output(OutputKind::Out, vec!["[]".into()])];
        let note = Some(Message::new("notebook.empty"));
        Cell { output, note, ..cell(CellName::Empty, self.getting()) }
    }

    fn call(&self) -> Cell {
        let code = format!("a1 = {}({})\nprint(a1)", self.whole(), self.example());
        let trained = self.session.model.trainer.data();
        let row = &trained.x[..trained.inputs];
        let values = self.seeded().predict(row).unwrap_or_default();
        let answer = Tensor { shape: vec![1, values.len()], values };
        Cell { output: vec![stream(&tensorflow(&answer))], ..cell(CellName::Call, lines(&code)) }
    }

    fn read(&self) -> Cell {
        let arrays = self.seeded().get_layer_weights(self.layer);
        let spec = &self.session.spec;
        let is_zero = spec.has_bias(self.layer) && spec.bias_initializer == Initializer::Zeros;
        let note = if is_zero { "notebook.random" } else { "notebook.randomOnly" };
        let note = Message::new(note).number("seed", f64::from(spec.seed));
        let note = Some(note).filter(|_| spec.kernel_initializer.is_random());
        let printed = |index: usize| Part {
            text: print::str(&arrays[index], &OPTIONS),
            knob: Some(knob(index)),
            held: None,
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
            _ => (format!("{}.get_weights()", self.name), weights(&arrays, None)),
        };
        Cell { output: vec![output], note, ..cell(CellName::Read, lines(&code)) }
    }

    fn set(&self) -> Cell {
        let mut code = self.setting();
        code.extend(lines(&self.handing(self.arrays.len())));
        code.extend(self.getting());
        let live = self.trained.is_none();
        let note = match (live, self.session.spec.has_bias(self.layer)) {
            (false, _) => Some("notebook.began"),
            (true, false) => Some("notebook.noBias"),
            (true, true) => None,
        };
        let output = vec![weights(&self.arrays, self.held().filter(|_| live))];
        Cell { output, note: note.map(Message::new), live, ..cell(CellName::Set, code) }
    }

    fn predict(&self) -> Cell {
        let trained = self.session.model.trainer.data();
        let rows = trained.rows().min(PREDICTIONS);
        let x = if rows < trained.rows() { format!("{}[:{rows}]", self.x) } else { self.x.to_owned() };
        let mut network = self.base.clone();
        // The arrays have the shapes of the layer's own, so this cannot fail; only last digits may differ.
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

    /// The output of `prediction_np`. In that code the arrays are float64.
    fn in_numpy(&self, answers: &Tensor) -> String {
        let trained = self.session.model.trainer.data();
        let arrays = self.arrays.iter().enumerate();
        let numbers = arrays.map(|(array, tensor)| {
            let number = |value: &f32| self.written(array, *value).parse().unwrap_or(f64::from(*value));
            tensor.values.iter().map(number).collect::<Vec<f64>>()
        });
        let numbers: Vec<_> = numbers.collect();
        let units = self.base.outputs();
        let exact = |index: usize| {
            let (row, unit) = (index / units, index % units);
            let column = numbers[0].iter().skip(unit).step_by(units);
            let bias = numbers.get(1).map_or(0.0, |bias| bias[unit]);
            let row = trained.x[row * trained.inputs..].iter().zip(column);
            row.map(|(x, w)| f64::from(*x) * w).sum::<f64>() + bias
        };
        let is_linear = self.session.spec.layers[0].activation == Activation::Linear;
        let value = |(index, value): (usize, &f32)| if is_linear { exact(index) } else { f64::from(*value) };
        let values: Vec<f64> = answers.values.iter().enumerate().map(value).collect();
        print::str_of(&answers.shape, &values, &OPTIONS)
    }

    /// The same predictions, computed with `np.dot`.
    fn by_dot(&self, activations: &[[&str; 2]], x: &str) -> String {
        let bias = |name: String, layer| {
            if self.session.spec.has_bias(layer) { format!(" + {name}") } else { String::new() }
        };
        let layer = |[before, after]: &[&str; 2], z: String| format!("{before}{z}{after}");
        if let [only] = activations {
            let z = format!("np.dot({x}, set_w){}", bias("set_b".into(), 0));
            return format!("prediction_np = {}\n", layer(only, z));
        }
        let count = activations.len();
        let names = (1..=count).map(|number| {
            let bias =
                if self.session.spec.has_bias(number - 1) { format!(", b{number}") } else { String::new() };
            format!("W{number}{bias}")
        });
        let mut code = format!("{} = model.get_weights()\n", names.collect::<Vec<_>>().join(", "));
        let mut input = x.to_owned();
        for (activation, number) in activations.iter().zip(1..) {
            let name = if number == count { "prediction_np".to_owned() } else { format!("a{number}") };
            let z = format!("np.dot({input}, W{number}){}", bias(format!("b{number}"), number - 1));
            code += &format!("{name} = {}\n", layer(activation, z));
            input = name;
        }
        code
    }
}

/// The NumPy code before and behind the weighted sum, for activations that fit on one line.
fn by_hand(activation: Activation) -> Option<[&'static str; 2]> {
    match activation {
        Activation::Linear => Some(["", ""]),
        Activation::Sigmoid => Some(["1 / (1 + np.exp(-(", ")))"]),
        Activation::Relu => Some(["np.maximum(0, ", ")"]),
        Activation::Tanh => Some(["np.tanh(", ")"]),
        _ => None,
    }
}

pub(super) fn part(text: String) -> Part {
    Part { text, knob: None, held: None }
}

fn stream(text: &str) -> Output {
    output(OutputKind::Stream, vec![text.into()])
}

/// A cell that has run. The prompts are numbered at the end.
pub(super) fn cell(name: CellName, code: Vec<Line>) -> Cell {
    let (output, wrong, note) = (Vec::new(), None, None);
    Cell { name, prompt: Some(0), folded: false, live: false, code, output, wrong, note }
}
