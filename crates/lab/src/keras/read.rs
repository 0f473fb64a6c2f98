//! Reads printed weights: any form in which Python prints `get_weights()` becomes arrays again.
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

use crate::keras::label;
use crate::keras::paper::{self, Array, Node};
use crate::keras::printed::Printed;
use crate::keras::weights::Weights;
use crate::words::message::Message;

/// The weights that a printed text shows, ready to be set.
///
/// # Errors
/// The errors of [`arrays`] and of [`Weights::new`].
pub fn weights(text: &str) -> Result<Weights, Message> {
    Weights::new(&arrays(text)?)
}

/// Every array of a printed text, in order. The text may hold `repr`, `str`, labelled blocks, wrapped lines, scientific
/// numbers, Keras variables, nested lists of JSON or Python, dictionaries, sentences, code that sets weights, and the
/// marks that a notebook puts around these. A name beside an array says whether it is a kernel or a bias. A single
/// number with such a name is an array too.
///
/// # Errors
/// A message that says what is wrong: `read.truncated` (NumPy left numbers out), `read.empty` (`[]`: not built yet),
/// `read.unbalanced`, `read.rows` (rows of different lengths), `read.word` (something that is no number),
/// `read.noValues` (a variable printed without its values), `read.nothing`, `read.long`, `read.deep`, `read.comma`,
/// `read.scalars`, `read.plain`, `read.biasTable`. The messages count arrays and rows from 1.
pub fn arrays(text: &str) -> Result<Vec<Printed>, Message> {
    let mut found = Found::default();
    for item in paper::items(text)? {
        match item.name {
            Some(name) if item.has_comma && matches!(item.node, Node::Number(_)) => {
                if label::role(&name).is_some() {
                    return Err(Message::new("read.comma"));
                }
            }
            Some(name) => found.named(name, item.node)?,
            None => found.collect(item.node)?,
        }
    }
    found.arrays = label::by_name(&found.arrays)?;
    found.all()
}

/// Every array of a text whose arrays are not weights: each keeps its shape, whatever its name is. Single numbers are
/// ignored.
///
/// # Errors
/// The errors of [`arrays`] about brackets and about the text between brackets.
pub fn lists(text: &str) -> Result<Vec<Printed>, Message> {
    let mut found = Found::default();
    for item in paper::items(text)? {
        let before = found.arrays.len();
        found.collect(item.node.bare())?;
        found.name(before, item.name);
    }
    found.all()
}

#[derive(Default)]
struct Found {
    arrays: Vec<Printed>,
    /// Whether an empty list was read: the layers have no weights, or are not built yet.
    has_empty: bool,
}

impl Found {
    fn all(self) -> Result<Vec<Printed>, Message> {
        match self {
            Self { arrays, has_empty: true } if arrays.is_empty() => Err(Message::new("read.empty")),
            Self { arrays, .. } if arrays.is_empty() => Err(Message::new("read.nothing")),
            Self { arrays, .. } => Ok(arrays),
        }
    }

    /// Gives the name to the array that was read since `before`. A name does not hold for a list of several arrays.
    fn name(&mut self, before: usize, name: Option<String>) {
        if let [only] = &mut self.arrays[before..] {
            only.name = only.name.take().or(name);
        }
    }

    /// Reads the node that was printed under a name.
    fn named(&mut self, name: String, node: Node) -> Result<(), Message> {
        let before = self.arrays.len();
        match node {
            Node::Number(value) if label::role(&name).is_some() => {
                let tensor = Tensor { shape: Vec::new(), values: vec![value] };
                self.arrays.push(Printed { name: None, tensor, by_unit: false });
            }
            node => self.collect(node)?,
        }
        self.name(before, Some(name));
        Ok(())
    }

    fn collect(&mut self, node: Node) -> Result<(), Message> {
        match node {
            Node::List(nodes) if nodes.is_empty() => self.has_empty = true,
            // Lists of names, progress bars and code hold no numbers.
            Node::List(nodes) if !has_numbers(&nodes) => {
                self.has_empty |= nodes.iter().all(is_empty);
            }
            Node::List(nodes) if is_one_array(&nodes) => self.take(&Array::bare(), &Node::List(nodes))?,
            Node::List(nodes) => {
                let has_names = nodes.iter().any(|node| matches!(node, Node::Named(..)));
                for node in nodes {
                    match node {
                        Node::Named(name, node) => self.named(name, *node)?,
                        Node::Word if has_names => {}
                        Node::Number(_) => return Err(self.about("read.rows")),
                        Node::Hidden => return Err(self.truncated(None)),
                        Node::Word => return Err(self.about("read.word")),
                        node => self.collect(node)?,
                    }
                }
            }
            Node::Array(mut array) => match array.content.take() {
                None => return Err(self.about("read.noValues")),
                Some(content) if is_empty(&content) => self.has_empty = true,
                // A list inside an array is never a shape.
                Some(content) => self.take(&array, &content.bare())?,
            },
            Node::Named(name, node) => self.named(name, *node)?,
            Node::Number(_) | Node::Hidden | Node::Word | Node::Shape(_) => {}
        }
        Ok(())
    }

    fn take(&mut self, about: &Array, node: &Node) -> Result<(), Message> {
        let mut tensor = Tensor { shape: Vec::new(), values: Vec::new() };
        match fill(&mut tensor, node, 0) {
            Ok(()) => {
                self.arrays.push(Printed { name: about.name.clone(), tensor, by_unit: about.by_unit });
            }
            Err(Flaw::Hidden) => return Err(self.truncated(about.shape.as_deref())),
            Err(Flaw::Word) => return Err(self.about("read.word")),
            Err(Flaw::Rows) => return Err(self.about("read.rows")),
        }
        Ok(())
    }

    /// A message about the present array.
    fn about(&self, key: &'static str) -> Message {
        Message::new(key).number("array", self.arrays.len() as f64 + 1.0)
    }

    fn truncated(&self, shape: Option<&[usize]>) -> Message {
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
        Node::Named(_, node) => has_numbers(std::slice::from_ref(node)),
        Node::Hidden | Node::Word | Node::Shape(_) => false,
    })
}

fn is_empty(node: &Node) -> bool {
    matches!(node, Node::List(nodes) if nodes.iter().all(is_empty))
}

/// Whether a list without a mark is one array: a row of numbers, or rows of numbers. A deeper list is a list of arrays.
fn is_one_array(nodes: &[Node]) -> bool {
    let is_row = |node: &Node| match node {
        Node::List(row) => {
            !row.iter().any(|node| matches!(node, Node::List(_) | Node::Array(_) | Node::Named(..)))
        }
        Node::Array(_) | Node::Named(..) | Node::Shape(_) => false,
        Node::Number(_) | Node::Hidden | Node::Word => true,
    };
    nodes.iter().all(is_row) && !nodes.iter().any(|node| matches!(node, Node::List(row) if row.is_empty()))
}

enum Flaw {
    Hidden,
    Word,
    Rows,
}

/// Appends a node's numbers. The first length met at each depth becomes part of the shape; later lengths must be equal
/// to it.
fn fill(tensor: &mut Tensor, node: &Node, axis: usize) -> Result<(), Flaw> {
    match node {
        Node::Number(value) if axis == tensor.shape.len() => tensor.values.push(*value),
        Node::Number(_) | Node::Array(_) => return Err(Flaw::Rows),
        Node::Hidden => return Err(Flaw::Hidden),
        Node::Word | Node::Named(..) | Node::Shape(_) => return Err(Flaw::Word),
        Node::List(nodes) => {
            // Where numbers were left out, the three dots explain why rows differ in length.
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
