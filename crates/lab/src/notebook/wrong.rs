//! The wrong turns: the cell that sets the weights, with a mistake, and the error that the mistake causes.

use two_knobs_core::layer::Layer;
use two_knobs_core::network::{Sequential, Tensor};

use crate::notebook::code::{Piece, line, lines, tokens};
use crate::notebook::output::{Part, output};
use crate::notebook::page::Page;
use crate::notebook::parts::{Badge, Cell, KnobName, Line, OutputKind, Token, Wrong, WrongTurn};
use crate::words::message::Message;

/// Python's own error: a list has no shape, and the error comes before any layer sees the list.
const NO_SHAPE: [&str; 2] = ["AttributeError", "'list' object has no attribute 'shape'"];

/// Puts the mistake and its error into the cell.
pub(super) fn turn(page: &Page, turn: WrongTurn, cell: &mut Cell) {
    let arrays = &page.arrays;
    let [name, message] = match turn {
        WrongTurn::Lists => NO_SHAPE.map(String::from),
        WrongTurn::Unbuilt => error(page, arrays, false),
        WrongTurn::OneArray => error(page, &arrays[..1], true),
        WrongTurn::TwoArrays => error(page, &[arrays[0].clone(), zeros(arrays[0].shape[1])], true),
        WrongTurn::WrongShape => {
            let flat = Tensor { shape: vec![arrays[0].values.len()], values: arrays[0].values.clone() };
            error(page, &[&[flat], &arrays[1..]].concat(), true)
        }
    };
    cell.code = code(page, turn);
    cell.output = vec![output(
        OutputKind::Error,
        vec![name.as_str().into(), Part::from(format!(": {message}").as_str())],
    )];
    let (from, to) = repair(page, turn);
    let plain = Message::new(match turn {
        WrongTurn::Unbuilt => "notebook.wrong.unbuilt",
        WrongTurn::OneArray => "notebook.wrong.oneArray",
        WrongTurn::TwoArrays => "notebook.wrong.twoArrays",
        WrongTurn::WrongShape => "notebook.wrong.shape",
        WrongTurn::Lists => "notebook.wrong.lists",
    });
    cell.wrong = Some(Wrong { turn, plain, from, to });
    cell.note = None;
}

fn zeros(length: usize) -> Tensor {
    Tensor { shape: vec![length], values: vec![0.0; length] }
}

/// The error of a layer like this one for these arrays; an empty message where the layer accepts them.
fn error(page: &Page, arrays: &[Tensor], is_built: bool) -> [String; 2] {
    let network = page.session.model.trainer.network();
    let message = network.layers().get(page.layer).and_then(|dense| {
        // A new layer's number follows those of the cells before, because Keras goes on counting.
        let number = if is_built { page.layer } else { page.layer + network.layers().len() };
        let mut layer = Layer::new(&Sequential::layer_name(number), dense.clone()).ok()?;
        if is_built {
            layer.build(page.arrays[0].shape[0]).ok()?;
        }
        layer.set_weights(arrays).err()
    });
    ["ValueError".into(), message.map_or(String::new(), |error| error.to_string())]
}

fn code(page: &Page, turn: WrongTurn) -> Vec<Line> {
    let both = page.arrays.len();
    match turn {
        WrongTurn::Unbuilt => {
            let setting = if page.is_large() { Vec::new() } else { page.setting() };
            // Large arrays are not written in the code, so they are read from the layer of the cells before.
            let before = if page.is_large() { page.setting_first() } else { Vec::new() };
            [before, lines(&page.making()), setting, lines(&page.handing(both))].concat()
        }
        WrongTurn::OneArray => [page.setting(), lines(&page.handing(1))].concat(),
        WrongTurn::TwoArrays => {
            let number = &page.names[0][1..];
            let values = vec!["0"; page.arrays[0].shape[1]].join(", ");
            let bias = lines(&format!("set_b{number} = np.array([{values}])"));
            [page.setting(), bias, lines(&page.handing(2))].concat()
        }
        WrongTurn::WrongShape => {
            let mut code = page.setting();
            let kernel = &page.arrays[0];
            let flat = Tensor { shape: vec![kernel.values.len()], values: kernel.values.clone() };
            let badge = Badge {
                knob: KnobName::W,
                axes: vec![Message::new("notebook.shape").number("count", flat.values.len() as f64)],
                hint: Message::new("notebook.kernel"),
                wrong: true,
            };
            let name = &page.names[0];
            if page.is_large() {
                let ravel = line(vec![format!("set_{name} = set_{name}.ravel()").into()], Some(badge));
                code.push(ravel);
            } else {
                let written = page.literal(0, &flat, &format!("set_{name} = np.array("), ")", Some(&badge));
                code.splice(..kernel.shape[0], written);
            }
            [code, lines(&page.handing(both))].concat()
        }
        WrongTurn::Lists => {
            let named = page.names.iter().zip(&page.arrays).enumerate();
            let mut code = if page.is_large() { page.setting_first() } else { Vec::new() };
            for (index, (name, tensor)) in named {
                if page.is_large() {
                    code.extend(lines(&format!("set_{name} = set_{name}.tolist()")));
                } else {
                    code.extend(page.literal(index, tensor, &format!("set_{name} = "), "", None));
                }
            }
            [code, lines(&page.handing(both))].concat()
        }
    }
}

/// The wrong code, and the code that "Fix it" writes instead.
fn repair(page: &Page, turn: WrongTurn) -> (Vec<Token>, Vec<Token>) {
    let write = |code: String| tokens(vec![code.into()]);
    let name = &page.names[0];
    let number = &name[1..];
    let handed = |count: usize| match count {
        1 => format!("[set_{name}]"),
        _ => format!("[set_{name}, set_b{number}]"),
    };
    // The first number between brackets stands for the whole array.
    let bracketed = |before: &str, depth: usize, after: &str| {
        let rest = if page.arrays[0].values.len() > 1 { ", ..." } else { "" };
        let open: Piece = format!("{before}{}", "[".repeat(depth)).into();
        let close: Piece = format!("{rest}{}{after}", "]".repeat(depth)).into();
        let number = match page.number(0, 0, page.arrays[0].values[0]) {
            Piece::Number { text, knob, .. } => Piece::Number { text, knob, scrub: false },
            code => code,
        };
        tokens(vec![open, number, close])
    };
    match turn {
        WrongTurn::Unbuilt => {
            let called = format!("{}({})", page.whole(), page.example());
            (write(page.handing(page.arrays.len())), write(called))
        }
        WrongTurn::OneArray => (write(handed(1)), write(handed(2))),
        WrongTurn::TwoArrays => (write(handed(2)), write(handed(1))),
        WrongTurn::WrongShape => (bracketed("", 1, ""), bracketed("", 2, "")),
        WrongTurn::Lists => (bracketed("", 2, ""), bracketed("np.array(", 2, ")")),
    }
}
