//! The experiment as a Python script for Keras 3: data, layers, weights, compile and fit, and prints of what the page
//! shows. This module also writes the weights alone, as Python and as JSON.
//!
//! The script starts from the present weights. Where the page scales inputs, the script scales them too, and its
//! weights are those of the scaled inputs, as in the page's trainer.

use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;
use two_knobs_core::network::{Sequential, Tensor};

use crate::data::features::Feature;
use crate::keras::python::{array, float, wrap};
use crate::link::display::Display;
use crate::session::Session;
use crate::spec::Spec;
use crate::words::places::Parameter;
use crate::words::terms::{OptimizerName, ScheduleName};

/// The name by which the script imports Keras. Both names mean the same code; courses write the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Flavour {
    /// `import tensorflow as tf`, then `tf.keras.…`
    #[default]
    TfKeras,
    /// `import keras`
    Keras,
}

impl Flavour {
    fn import(self) -> &'static str {
        match self {
            Self::TfKeras => "import tensorflow as tf",
            Self::Keras => "import keras",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::TfKeras => "tf.keras",
            Self::Keras => "keras",
        }
    }
}

/// The longest link, in characters, that the script's first lines show.
const LONGEST_LINK: usize = 300;

/// The script that fits this experiment for `epochs` epochs from the present weights. The last line prints all weights
/// as JSON, in full.
pub fn script(session: &Session, flavour: Flavour, epochs: u64) -> String {
    let network = session.model.trainer.network();
    let keras = flavour.name();
    [
        head(session, flavour),
        data(session, keras),
        model(session, network, keras),
        compile(session, network, keras),
        fit(session, network, epochs),
    ]
    .join("\n")
}

/// Python code that sets the weights in a model of these layers.
pub fn weights_python(session: &Session) -> String {
    let tensors = session.model.trainer.network().get_weights();
    let names = names(session.model.trainer.network());
    let lines =
        names.iter().zip(&tensors).map(|(name, tensor)| format!("{name} = {}\n", np_array(tensor, 0)));
    let lines: String = lines.collect();
    format!("import numpy as np\n\n{lines}model.set_weights([{}])\n", names.join(", "))
}

/// The weights as nested lists, as `json.dumps([w.tolist() for w in model.get_weights()])` prints them. Each number has
/// the fewest digits that read back as the same f32.
pub fn weights_json(session: &Session) -> String {
    let tensors = session.model.trainer.network().get_weights();
    let lists: Vec<_> = tensors.iter().map(|tensor| array(&tensor.shape, &tensor.values)).collect();
    format!("[{}]", lists.join(", "))
}

/// The names of the arrays: `w`, `b`; for networks `W1`, `b1`, `W2`, ...
pub(crate) fn names(network: &Sequential) -> Vec<String> {
    let layers = network.layers();
    if let [only] = layers {
        return ["w", "b"].into_iter().take(if only.use_bias { 2 } else { 1 }).map(str::to_owned).collect();
    }
    let names = layers.iter().zip(1..).map(|(layer, number)| {
        [Some(format!("W{number}")), layer.use_bias.then(|| format!("b{number}"))].into_iter().flatten()
    });
    names.flatten().collect()
}

fn head(session: &Session, flavour: Flavour) -> String {
    let link = session.link(&Display::default()).ok().filter(|link| (1..LONGEST_LINK).contains(&link.len()));
    let link = link.map_or(String::new(), |link| format!("# Two Knobs: {link}\n"));
    let import = flavour.import();
    let imports = if import < "import numpy" {
        format!("{import}\nimport numpy as np\n")
    } else {
        format!("import numpy as np\n{import}\n")
    };
    format!("{link}import json\n\n{imports}")
}

fn data(session: &Session, keras: &str) -> String {
    let (data, spec) = (session.data(), &session.spec);
    let table = |name: &str, values: &[f32], width: usize| {
        let values = array(&[values.len() / width, width], values);
        wrap(&format!("{name} = np.array({values}, dtype=np.float32)"), "    ") + "\n"
    };
    let is_plain = session.model.scaling.features.is_empty();
    let fed = |end: &str| if is_plain { String::new() } else { format!("x{end} = features(x{end})\n") };
    let held_out = session.model.test.as_ref().map(|test| &test.data);
    let tables = |end: &str, data: &Dataset| {
        table(&format!("x{end}"), &data.x, data.inputs) + &table(&format!("y{end}"), &data.y, data.outputs)
    };
    let test = held_out.map_or(String::new(), |test| {
        let scaled = match (spec.scale, spec.use_bias) {
            (false, _) => "",
            (true, true) => "x_test = ((x_test - columns.mean(axis=0)) / deviation).astype(np.float32)\n",
            (true, false) => "x_test = (x_test / size).astype(np.float32)\n",
        };
        "# Held out: not trained on.\n".to_owned()
            + &tables("_test", test)
            + &fed("_test")
            + scaled
            + &one_hot(session, "y_test", keras)
    });
    let scaling = match (spec.scale, spec.use_bias) {
        (false, _) => "",
        (true, true) => {
            "# Scaled inputs: mean 0 and standard deviation 1 in each column.\n\
             columns = x.astype(np.float64)\n\
             deviation = columns.std(axis=0)\n\
             deviation[deviation == 0] = 1.0\n\
             x = ((columns - columns.mean(axis=0)) / deviation).astype(np.float32)\n"
        }
        (true, false) => {
            "# Scaled inputs. Without a bias 0 stays 0: only the size of each column is brought to 1.\n\
             columns = x.astype(np.float64)\n\
             size = np.sqrt((columns * columns).mean(axis=0))\n\
             size[size == 0] = 1.0\n\
             x = (columns / size).astype(np.float32)\n"
        }
    };
    tables("", data) + &features(session) + &fed("") + scaling + &one_hot(session, "y", keras) + &test
}

/// The function that makes the network's inputs, where they are other features than x1 and x2.
fn features(session: &Session) -> String {
    let features = &session.model.scaling.features;
    if features.is_empty() {
        return String::new();
    }
    format!(
        "\n\ndef features(x):\n    x1, x2 = x.T\n    return np.stack([{}], axis=1)\n\n\n",
        in_python(features)
    )
}

/// Features of the arrays `x1` and `x2`, as the items of a Python list.
pub(crate) fn in_python(features: &[Feature]) -> String {
    features.iter().map(|feature| feature.python()).collect::<Vec<_>>().join(", ")
}

/// The line that turns a class's number into one column for each class, where the network has a unit for each class.
pub(crate) fn one_hot(session: &Session, y: &str, keras: &str) -> String {
    match session.model.trainer.network().outputs() {
        1 => String::new(),
        classes => format!("{y} = {keras}.utils.to_categorical({y}, {classes})  # a column for each class\n"),
    }
}

fn model(session: &Session, network: &Sequential, keras: &str) -> String {
    let spec = &session.spec;
    let mut text =
        format!("model = {keras}.Sequential([\n    {keras}.Input(shape=({},)),\n", network.inputs());
    for (index, layer) in spec.layers.iter().enumerate() {
        let bias = if spec.has_bias(index) { "" } else { ", use_bias=False" };
        let name = if spec.layers.len() > 1 { format!(", name='layer{}'", index + 1) } else { String::new() };
        let (units, activation) = (layer.units, layer.activation.name());
        let price = price(spec, keras);
        text += &format!(
            "    {keras}.layers.Dense(units={units}, activation='{activation}'{bias}{price}{name}),\n"
        );
    }
    let arrays: Vec<_> =
        network.get_weights().iter().map(|tensor| format!("    {},\n", np_array(tensor, 4))).collect();
    text + &format!("])\nmodel.set_weights([\n{}])\n", arrays.concat())
}

/// The argument that gives a layer its kernel regularizer, which adds the penalty to the loss.
pub(crate) fn price(spec: &Spec, keras: &str) -> String {
    let amounts = [("l1", spec.l1), ("l2", spec.l2)];
    let used: Vec<_> = amounts
        .iter()
        .filter(|(_, amount)| *amount > 0.0)
        .map(|(name, amount)| format!("{name}={}", float(*amount)))
        .collect();
    let class = match (spec.l1 > 0.0, spec.l2 > 0.0) {
        (false, false) => return String::new(),
        (true, false) => "L1",
        (false, true) => "L2",
        (true, true) => "L1L2",
    };
    format!(", kernel_regularizer={keras}.regularizers.{class}({})", used.join(", "))
}

fn compile(session: &Session, network: &Sequential, keras: &str) -> String {
    let spec = &session.spec;
    let optimizer = optimizer_arguments(spec, keras);
    let (frozen, class) = frozen(spec, &spec.lock, network, keras);
    let loss = loss(spec.loss, keras);
    let later = later(session, session.model.trainer.updates());
    format!("{frozen}model.compile(\n    optimizer={class}({optimizer}),\n    loss={loss},\n)\n{later}")
}

/// The line that says how many updates were made before: a schedule goes on from there.
pub(crate) fn later(session: &Session, updates: u64) -> String {
    if session.spec.schedule == ScheduleName::Constant || updates == 0 {
        return String::new();
    }
    format!("model.optimizer.iterations.assign({updates})  # the schedule goes on\n")
}

/// The learning rate, as a number or as one of Keras's schedules.
fn learning_rate(spec: &Spec, keras: &str) -> String {
    let (rate, steps) = (float(spec.learning_rate), spec.decay_steps);
    match spec.schedule {
        ScheduleName::Constant => rate,
        ScheduleName::Exponential => {
            let decay = float(spec.decay_rate);
            format!(
                "{keras}.optimizers.schedules.ExponentialDecay({rate}, decay_steps={steps}, decay_rate={decay})"
            )
        }
        ScheduleName::Cosine => {
            format!("{keras}.optimizers.schedules.CosineDecay({rate}, decay_steps={steps})")
        }
    }
}

/// The arguments of `SGD(...)`, `RMSprop(...)` or `Adam(...)`.
pub(crate) fn optimizer_arguments(spec: &Spec, keras: &str) -> String {
    let mut optimizer = format!("learning_rate={}", learning_rate(spec, keras));
    if spec.momentum > 0.0 && spec.optimizer != OptimizerName::Adam {
        optimizer += &format!(", momentum={}", float(spec.momentum));
    }
    if spec.nesterov && spec.optimizer == OptimizerName::Sgd {
        optimizer += ", nesterov=True";
    }
    if spec.clip > 0.0 {
        optimizer += &format!(", clipnorm={}", float(spec.clip));
    }
    optimizer
}

/// The code that keeps training from the layers that are not trainable and from the frozen parameters, and the name of
/// the optimizer.
pub(crate) fn frozen(spec: &Spec, lock: &[Parameter], network: &Sequential, keras: &str) -> (String, String) {
    let class = spec.optimizer.class();
    let own = format!("{keras}.optimizers.{class}");
    let line = |layer: &usize| format!("model.layers[{layer}].trainable = False\n");
    let layers: String = spec.frozen.iter().map(line).collect();
    // The arrays that Keras trains: the layer, its kernel or bias, the array's length, and the entries that are frozen.
    let mut arrays = Vec::new();
    for layer in (0..network.layers().len()).filter(|layer| !spec.frozen.contains(layer)) {
        let (mut kernel, mut bias) = (Vec::new(), Vec::new());
        for parameter in lock {
            match *parameter {
                Parameter::Weight(place) if place.layer == layer => {
                    kernel.push(format!("{}, {}", place.input, place.unit));
                }
                Parameter::Bias { layer: of, unit } if of == layer => bias.push(unit.to_string()),
                _ => {}
            }
        }
        arrays.push((layer, "kernel", network.kernel_range(layer).len(), kernel));
        arrays.extend(network.bias_range(layer).map(|range| (layer, "bias", range.len(), bias)));
    }
    let is_single = network.layers().len() == 1;
    if arrays.iter().all(|(.., length, entries)| entries.is_empty() || entries.len() == *length) {
        let whole = arrays.iter().filter(|(.., entries)| !entries.is_empty());
        let lines = whole.map(|(layer, name, ..)| {
            let place = if is_single { "-1".to_owned() } else { layer.to_string() };
            format!("model.layers[{place}].{name}.trainable = False  # frozen\n")
        });
        return (layers + &lines.collect::<String>(), own);
    }
    // Keras freezes whole arrays only. To freeze one number of several, the code sets the number's gradient to zero.
    let mut keep = String::new();
    for (number, (.., entries)) in arrays.iter().enumerate() {
        for entry in entries {
            keep += &format!("keep[{number}][{entry}] = 0.0\n");
        }
    }
    let freezing = format!(
        "{layers}# Frozen: the gradients of these parameters count as zero.\n\
         keep = [np.ones(variable.shape, dtype=np.float32) for variable in model.trainable_variables]\n\
         {keep}\n\n\
         class Freezing{class}({own}):\n    \
             def apply(self, grads, trainable_variables=None):\n        \
                 grads = [grad * kept for grad, kept in zip(grads, keep)]\n        \
                 super().apply(grads, trainable_variables)\n\n\n"
    );
    (freezing, format!("Freezing{class}"))
}

/// The loss: its name where its arguments are Keras's defaults, otherwise its class.
pub(crate) fn loss(loss: Loss, keras: &str) -> String {
    let logits = |on: bool| if on { "from_logits=True" } else { "from_logits=False" };
    let class = |name: &str, arguments: &str| format!("{keras}.losses.{name}({arguments})");
    if Loss::from_name(loss.name()).is_ok_and(|default| default == loss) {
        return format!("'{}'", loss.name());
    }
    match loss {
        Loss::Huber { delta } => class("Huber", &format!("delta={}", float(delta))),
        Loss::BinaryCrossentropy { from_logits, label_smoothing } => {
            let smoothing = format!("{}, label_smoothing={}", logits(from_logits), float(label_smoothing));
            class("BinaryCrossentropy", &smoothing)
        }
        Loss::CategoricalCrossentropy { from_logits, label_smoothing } => {
            let smoothing = format!("{}, label_smoothing={}", logits(from_logits), float(label_smoothing));
            class("CategoricalCrossentropy", &smoothing)
        }
        Loss::SparseCategoricalCrossentropy { from_logits } => {
            class("SparseCategoricalCrossentropy", logits(from_logits))
        }
        other => format!("'{}'", other.name()),
    }
}

fn fit(session: &Session, network: &Sequential, epochs: u64) -> String {
    let spec = &session.spec;
    let rows = session.data().rows();
    let batch = spec.batch_size.map_or(rows, |size| (size as usize).min(rows));
    let shuffle = if spec.shuffle { "True" } else { "False" };
    let names = names(network);
    let show = match names.as_slice() {
        [w, b] => format!("{w}, {b} = model.get_weights()\nprint(f'{w} = {{{w}}}, {b} = {{{b}}}')\n"),
        _ => "print(model.get_weights())\n".to_owned(),
    };
    let test = match session.model.test {
        Some(_) => "print('test loss:', model.evaluate(x_test, y_test, batch_size=len(x_test), verbose=0))\n",
        None => "",
    };
    format!(
        "print('loss before training:', model.evaluate(x, y, batch_size=len(x), verbose=0))\n\
         history = model.fit(x, y, batch_size={batch}, epochs={epochs}, shuffle={shuffle}, verbose=0)\n\
         print('loss of each epoch:', history.history.get('loss', []))\n\
         print('loss after training:', model.evaluate(x, y, batch_size=len(x), verbose=0))\n\
         {test}{show}print(model.predict(x, verbose=0)[:10])\n\
         print(json.dumps([w.tolist() for w in model.get_weights()]))\n"
    )
}

fn np_array(tensor: &Tensor, indent: usize) -> String {
    let values = array(&tensor.shape, &tensor.values);
    wrap(&format!("np.array({values}, dtype=np.float32)"), &" ".repeat(indent + 4))
}
