//! Printed weights in: `get_weights()` as Python prints it, in any of its forms, becomes arrays again.
//!
//! ```
//! use two_knobs_lab::keras::read;
//! let printed = read::arrays("[array([[200.]], dtype=float32), array([100.], dtype=float32)]").unwrap();
//! assert_eq!((printed[0].tensor.shape.as_slice(), printed[1].tensor.values.as_slice()), (&[1, 1][..], &[100.0][..]));
//! let printed = read::arrays("w = [[-1.03]], b=[0.]").unwrap();
//! assert_eq!((printed[0].name.as_deref(), printed[0].tensor.values[0]), (Some("w"), -1.03));
//! assert_eq!(read::arrays("[]").unwrap_err().key, "read.empty");
//! ```

use two_knobs_core::network::Tensor;

use crate::keras::paper::{self, Array, Node};
use crate::keras::weights::Weights;
use crate::message::Message;

/// One array that was printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The label before it, such as `w`, or a variable's path.
    pub name: Option<String>,
    /// Its shape and its numbers; infinity and NaN are kept as printed.
    pub tensor: Tensor,
}

/// The weights that a printout shows, ready to be set.
///
/// # Errors
/// Those of [`arrays`] and of [`Weights::new`].
pub fn weights(text: &str) -> Result<Weights, Message> {
    Weights::new(&arrays(text)?)
}

/// Every array of a printout, in order: `repr`, `str`, labelled blocks, wrapped lines, scientific numbers, Keras
/// variables, nested lists of JSON or Python, code that sets weights, and what a notebook puts around them.
///
/// # Errors
/// A message that says what is wrong: `read.truncated` (NumPy left numbers out), `read.empty` (`[]`: not built yet),
/// `read.unbalanced`, `read.rows` (rows of different lengths), `read.word` (something that is no number), `read.noValues`
/// (a variable printed without its values), `read.nothing`, `read.long`, `read.deep`. Numbers in them count from 1.
pub fn arrays(text: &str) -> Result<Vec<Printed>, Message> {
    let mut found = Found::default();
    for item in paper::items(text)? {
        let before = found.arrays.len();
        found.collect(item.node)?;
        if let [only] = &mut found.arrays[before..] {
            only.name = only.name.take().or(item.name);
        }
    }
    if found.arrays.is_empty() && !found.has_empty {
        found.arrays = labelled_numbers(text);
    }
    match found {
        Found { arrays, has_empty: true } if arrays.is_empty() => Err(Message::new("read.empty")),
        Found { arrays, .. } if arrays.is_empty() => Err(Message::new("read.nothing")),
        Found { arrays, .. } => Ok(arrays),
    }
}

#[derive(Default)]
struct Found {
    arrays: Vec<Printed>,
    /// Whether a list had nothing in it: layers without weights, or not built yet.
    has_empty: bool,
}

impl Found {
    fn collect(&mut self, node: Node) -> Result<(), Message> {
        match node {
            Node::List(nodes) if nodes.is_empty() => self.has_empty = true,
            // Lists of names, progress bars, code.
            Node::List(nodes) if !has_numbers(&nodes) => {
                self.has_empty |= nodes.iter().all(is_empty);
            }
            Node::List(nodes) if is_one_array(&nodes) => self.take(None, None, &Node::List(nodes))?,
            Node::List(nodes) => {
                for node in nodes {
                    match node {
                        Node::Number(_) => return Err(self.about("read.rows")),
                        Node::Hidden => return Err(self.truncated(None)),
                        Node::Word => return Err(self.about("read.word")),
                        node => self.collect(node)?,
                    }
                }
            }
            Node::Array(Array { content: None, .. }) => return Err(self.about("read.noValues")),
            Node::Array(Array { content: Some(content), .. }) if is_empty(&content) => self.has_empty = true,
            Node::Array(Array { name, shape, content: Some(content) }) => self.take(name, shape, &content)?,
            Node::Number(_) | Node::Hidden | Node::Word => {}
        }
        Ok(())
    }

    fn take(&mut self, name: Option<String>, shape: Option<Vec<usize>>, node: &Node) -> Result<(), Message> {
        let mut tensor = Tensor { shape: Vec::new(), values: Vec::new() };
        match fill(&mut tensor, node, 0) {
            Ok(()) => self.arrays.push(Printed { name, tensor }),
            Err(Flaw::Hidden) => return Err(self.truncated(shape)),
            Err(Flaw::Word) => return Err(self.about("read.word")),
            Err(Flaw::Rows) => return Err(self.about("read.rows")),
        }
        Ok(())
    }

    /// A message about the array that is being read.
    fn about(&self, key: &'static str) -> Message {
        Message::new(key).number("array", self.arrays.len() as f64 + 1.0)
    }

    fn truncated(&self, shape: Option<Vec<usize>>) -> Message {
        let message = self.about("read.truncated");
        match shape {
            Some(shape) => {
                let axes: Vec<_> = shape.iter().map(usize::to_string).collect();
                message.text("shape", &format!("({})", axes.join(", ")))
            }
            None => message,
        }
    }
}

fn has_numbers(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Number(_) | Node::Array(_) => true,
        Node::List(nodes) => has_numbers(nodes),
        Node::Hidden | Node::Word => false,
    })
}

fn is_empty(node: &Node) -> bool {
    matches!(node, Node::List(nodes) if nodes.iter().all(is_empty))
}

/// Whether a bare list is one array, a row of numbers or rows of numbers. Anything deeper is a list of arrays.
fn is_one_array(nodes: &[Node]) -> bool {
    let is_row = |node: &Node| match node {
        Node::List(row) => !row.iter().any(|node| matches!(node, Node::List(_) | Node::Array(_))),
        Node::Array(_) => false,
        Node::Number(_) | Node::Hidden | Node::Word => true,
    };
    nodes.iter().all(is_row) && !nodes.iter().any(|node| matches!(node, Node::List(row) if row.is_empty()))
}

enum Flaw {
    Hidden,
    Word,
    Rows,
}

/// Appends a node's numbers; lengths met for the first time become the shape, later ones must agree.
fn fill(tensor: &mut Tensor, node: &Node, axis: usize) -> Result<(), Flaw> {
    match node {
        Node::Number(value) if axis == tensor.shape.len() => tensor.values.push(*value),
        Node::Number(_) | Node::Array(_) => return Err(Flaw::Rows),
        Node::Hidden => return Err(Flaw::Hidden),
        Node::Word => return Err(Flaw::Word),
        Node::List(nodes) => {
            // Three dots explain rows of odd lengths.
            if nodes.contains(&Node::Hidden) {
                return Err(Flaw::Hidden);
            }
            match tensor.shape.get(axis) {
                None if tensor.values.is_empty() => tensor.shape.push(nodes.len()),
                Some(length) if *length == nodes.len() => {}
                _ if nodes.contains(&Node::Word) => return Err(Flaw::Word),
                _ => return Err(Flaw::Rows),
            }
            for node in nodes {
                fill(tensor, node, axis + 1)?;
            }
        }
    }
    Ok(())
}

/// `w = 200.0, b = 100.0`: a single neuron printed number by number.
fn labelled_numbers(text: &str) -> Vec<Printed> {
    let value = |names: [&str; 5]| {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || ",;=:".contains(c))
            .filter(|word| !word.is_empty())
            .collect();
        words.windows(2).find(|pair| names.contains(&pair[0])).and_then(|pair| pair[1].parse::<f32>().ok())
    };
    let array = |name: &str, shape: &[usize], value: f32| Printed {
        name: Some(name.to_owned()),
        tensor: Tensor { shape: shape.into(), values: vec![value] },
    };
    let w = value(["w", "W", "weight", "weights", "kernel"]);
    let b = value(["b", "B", "bias", "biases", "Bias"]);
    match (w, b) {
        (Some(w), b) => [array("w", &[1, 1], w)].into_iter().chain(b.map(|b| array("b", &[1], b))).collect(),
        (None, _) => Vec::new(),
    }
}
