//! Finds the nested lists of numbers in any text that Python printed.
//!
//! This module does not know what the numbers mean. `array(...)`, `np.array(...)`, `<Variable ... value=...>` and the
//! like mark where an array begins and ends. Prompts, commas, quotes and labels around the numbers are skipped.

use crate::keras::label;
use crate::keras::words::{is_array, is_by_unit, is_scalar, number, without_prompts};
use crate::words::message::Message;

/// The longest text that is read, in bytes.
pub(crate) const MAX_LENGTH: usize = 1_000_000;
/// The deepest nesting that is read. Layers of arrays of rows are nested four deep.
const MAX_DEPTH: usize = 12;

/// What a list can hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A number, also infinity or NaN.
    Number(f32),
    /// Three dots, which NumPy prints in the place of numbers that it leaves out.
    Hidden,
    /// Anything else.
    Word,
    /// `[...]`, `(...)` or `{...}`
    List(Vec<Node>),
    /// Whole numbers between round brackets, as shapes are printed.
    Shape(Vec<Node>),
    /// A node with a name, as in a dictionary or in a pair such as `('weight', tensor(...))`.
    Named(String, Box<Node>),
    /// Text that is marked as one array.
    Array(Array),
}

/// `array(...)` or a variable: one array, with the name and shape that were printed with it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Array {
    /// The path of the variable.
    pub(crate) name: Option<String>,
    /// The shape, where the text prints it.
    pub(crate) shape: Option<Vec<usize>>,
    /// Whether the array is PyTorch's, whose kernels have a row for each unit.
    pub(crate) by_unit: bool,
    /// A number, a list, or nothing that could be read.
    pub(crate) content: Option<Box<Node>>,
}

impl Node {
    /// The node without names, and with shapes turned into lists.
    pub(crate) fn bare(self) -> Self {
        let all = |nodes: Vec<Self>| nodes.into_iter().map(Self::bare).collect();
        match self {
            Self::List(nodes) | Self::Shape(nodes) => Self::List(all(nodes)),
            Self::Named(_, node) => node.bare(),
            Self::Array(Array { content: Some(content), name, shape, by_unit }) => {
                Self::Array(Array { content: Some(Box::new(content.bare())), name, shape, by_unit })
            }
            node => node,
        }
    }
}

impl Array {
    /// An array of which only the content was printed.
    pub(crate) fn bare() -> Self {
        Self { name: None, shape: None, by_unit: false, content: None }
    }
}

/// A list, an array or a labelled number outside all brackets, with the name before it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    /// `w` of `w = [[1.]]`.
    pub(crate) name: Option<String>,
    /// A list, an array or a number.
    pub(crate) node: Node,
    /// Whether a comma and a digit follow, which may belong to the number: 1,5.
    pub(crate) has_comma: bool,
}

/// All lists, arrays and labelled numbers of a text, in order.
///
/// # Errors
/// `read.long`, `read.deep`; `read.unbalanced` for brackets that are not closed or were never opened. Where the text
/// also has three dots, the message is `read.truncated` instead, because the dots are the likelier cause.
pub(crate) fn items(text: &str) -> Result<Vec<Item>, Message> {
    if text.len() > MAX_LENGTH {
        return Err(Message::new("read.long").number("limit", MAX_LENGTH as f64));
    }
    let text = without_prompts(text);
    let mut reader = Reader { rest: &text, depth: 0, arrays: 0, has_hidden: false };
    let mut items = Vec::new();
    let mut label_from: &str = &text;
    while let Some(next) = reader.rest.chars().next() {
        let before = &label_from[..label_from.len() - reader.rest.len()];
        let node = match next {
            '[' if before.ends_with(|c: char| c.is_alphanumeric() || "_])".contains(c)) => {
                reader.subscript_or_list()?
            }
            '[' => Some(reader.bracket(']')?),
            ']' => return Err(reader.unbalanced()),
            '<' => reader.variable()?,
            _ => match reader.token() {
                "" => {
                    reader.bump();
                    None
                }
                word if reader.rest.starts_with('(') && is_array(word) => {
                    reader.bump();
                    Some(reader.array(')', is_by_unit(word))?)
                }
                word if reader.rest.starts_with('(') && is_scalar(word) => reader.scalar()?,
                // A number at the end of a sentence has the sentence's full stop behind it.
                word => number(word).or_else(|| number(word.strip_suffix('.')?)).map(Node::Number),
            },
        };
        let Some(node) = node else { continue };
        let name = label::name_at_end(before);
        if matches!(node, Node::Number(_)) {
            let Some(_) = &name else { continue };
        }
        let after = reader.rest.strip_prefix(',').and_then(|rest| rest.chars().next());
        let has_comma = after.is_some_and(|c| c.is_ascii_digit());
        items.push(Item { name, node, has_comma });
        label_from = reader.rest;
    }
    Ok(items)
}

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
    /// The number of arrays that were read to the end.
    arrays: usize,
    has_hidden: bool,
}

/// The content of a bracket, and the names in it.
#[derive(Default)]
struct Content {
    nodes: Vec<Node>,
    name: Option<String>,
    shape: Option<Vec<usize>>,
    /// The name of the next node.
    label: Option<String>,
}

impl Content {
    fn push(&mut self, node: Node) {
        self.nodes.push(match self.label.take() {
            Some(label) => Node::Named(label, Box::new(node)),
            None => node,
        });
    }
}

impl<'a> Reader<'a> {
    fn bump(&mut self) {
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    /// Takes the characters of a word or a number; an empty text where there is neither.
    fn token(&mut self) -> &'a str {
        let belongs = |c: char| c.is_alphanumeric() || "_.+-−".contains(c);
        let end = self.rest.find(|c: char| !belongs(c)).unwrap_or(self.rest.len());
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        token
    }

    fn unbalanced(&self) -> Message {
        let key = if self.has_hidden { "read.truncated" } else { "read.unbalanced" };
        Message::new(key).number("arrays", self.arrays as f64)
    }

    /// Reads a list, from its opening bracket.
    fn bracket(&mut self, close: char) -> Result<Node, Message> {
        self.bump();
        Ok(Node::List(self.content(close)?.nodes))
    }

    /// Reads an array, from behind its opening bracket.
    fn array(&mut self, close: char, by_unit: bool) -> Result<Node, Message> {
        let Content { nodes, name, shape, .. } = self.content(close)?;
        self.arrays += 1;
        let content = nodes.into_iter().find(|node| *node != Node::Word);
        Ok(match content {
            // `<tf.Variable ... numpy=array(...)>`
            Some(Node::Array(inner)) => {
                self.arrays -= 1;
                let by_unit = by_unit || inner.by_unit;
                Node::Array(Array { name, shape: shape.or(inner.shape), by_unit, content: inner.content })
            }
            content => Node::Array(Array { name, shape, by_unit, content: content.map(Box::new) }),
        })
    }

    /// Reads `<Variable path=..., value=[...]>`; `None` where `<` means something else.
    fn variable(&mut self) -> Result<Option<Node>, Message> {
        self.bump();
        let word = self.token();
        let is_variable = matches!(word, "Variable" | "KerasVariable" | "tf.Variable" | "tf.Tensor");
        if is_variable { self.array('>', false).map(Some) } else { Ok(None) }
    }

    /// Reads the number in `np.float32(200.0)`, from its opening bracket.
    fn scalar(&mut self) -> Result<Option<Node>, Message> {
        self.bump();
        Ok(self.content(')')?.nodes.into_iter().next())
    }

    /// Reads a list between round brackets. A list of whole numbers alone may be a shape.
    fn tuple(&mut self) -> Result<Node, Message> {
        let from = self.rest;
        let node = self.bracket(')')?;
        let text = &from[..from.len() - self.rest.len()];
        let is_shape = text.contains(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || "(), ".contains(c));
        Ok(match node {
            Node::List(nodes) if is_shape => Node::Shape(nodes),
            node => node,
        })
    }

    /// Skips `layers[0]`, a subscript; reads `b[0.]`, a label directly before its array.
    fn subscript_or_list(&mut self) -> Result<Option<Node>, Message> {
        let inside = self.rest.split_inclusive(']').next().unwrap_or_default();
        if !inside.contains('.') && inside.ends_with(']') && !inside[1..].contains('[') {
            self.rest = &self.rest[inside.len()..];
            return Ok(None);
        }
        self.bracket(']').map(Some)
    }

    fn content(&mut self, close: char) -> Result<Content, Message> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(Message::new("read.deep").number("limit", MAX_DEPTH as f64));
        }
        let mut content = Content::default();
        loop {
            let Some(next) = self.rest.chars().next() else { return Err(self.unbalanced()) };
            match next {
                _ if next == close => break,
                '[' => content.push(self.bracket(']')?),
                '(' => content.push(self.tuple()?),
                '{' => content.push(self.bracket('}')?),
                ']' | ')' | '}' => return Err(self.unbalanced()),
                '<' => content.push(self.variable()?.unwrap_or(Node::Word)),
                '\'' if close == '>' => self.quoted_name(&mut content),
                // A line end that was printed as `
                // `, as Python writes it in code.
                '\\' if self.rest.starts_with("\\n") => self.rest = &self.rest[2..],
                ',' | '"' | '\'' => self.bump(),
                '…' => {
                    self.bump();
                    self.hidden(&mut content);
                }
                _ if next.is_whitespace() => self.bump(),
                _ => self.word(&mut content, close)?,
            }
        }
        self.bump();
        self.depth -= 1;
        Ok(content)
    }

    fn hidden(&mut self, content: &mut Content) {
        self.has_hidden = true;
        content.push(Node::Hidden);
    }

    /// Reads `'dense/kernel:0'` in `<tf.Variable 'dense/kernel:0' shape=...>`.
    fn quoted_name(&mut self, content: &mut Content) {
        self.bump();
        if let Some((name, rest)) = self.rest.split_once('\'') {
            content.name = Some(name.chars().take(80).collect());
            self.rest = rest;
        }
    }

    /// Reads a number, three dots, `array(`, `shape=`, or a word without a meaning here.
    fn word(&mut self, content: &mut Content, close: char) -> Result<(), Message> {
        let token = self.token();
        if token.is_empty() {
            self.bump();
            content.push(Node::Word);
            return Ok(());
        }
        if token.len() >= 3 && token.bytes().all(|byte| byte == b'.') {
            self.hidden(content);
            return Ok(());
        }
        let after = self.rest.trim_start_matches(['"', '\'']);
        if self.rest.starts_with('(') && is_array(token) {
            self.bump();
            content.push(self.array(')', is_by_unit(token))?);
        } else if self.rest.starts_with('(') && is_scalar(token) {
            let scalar = self.scalar()?;
            content.push(scalar.unwrap_or(Node::Word));
        } else if self.rest.starts_with('(') {
            self.bracket(')')?;
            content.push(Node::Word);
        } else if let Some(rest) = self.rest.strip_prefix('=') {
            self.rest = rest;
            self.named(token, content)?;
        } else if let Some(rest) = after.strip_prefix(':') {
            // The key of a dictionary.
            self.rest = rest;
            content.label = Some(token.chars().take(80).collect());
        } else if close == ')'
            && content.nodes.is_empty()
            && after.len() < self.rest.len()
            && after.starts_with(',')
        {
            content.label = Some(token.chars().take(80).collect());
        } else if let Some(rest) = self.rest.strip_prefix(" containing:").filter(|_| token == "Parameter") {
            self.rest = rest;
        } else {
            content.push(number(token).map_or(Node::Word, Node::Number));
        }
        Ok(())
    }

    /// Reads the text behind `name=`.
    fn named(&mut self, name: &str, content: &mut Content) -> Result<(), Message> {
        let until = |end: &[char]| self.rest.find(end).unwrap_or(self.rest.len());
        match name {
            // The array itself comes next.
            "value" | "numpy" | "object" => {}
            "shape" if self.rest.starts_with('(') => {
                if let Node::List(axes) = self.bracket(')')? {
                    let axis = |node: &Node| match node {
                        Node::Number(length) => Some(*length as usize),
                        _ => None,
                    };
                    content.shape = axes.iter().map(axis).collect();
                }
            }
            "path" | "name" => {
                let (path, rest) = self.rest.split_at(until(&[',', '>', ')', ']', '\n']));
                content.name = Some(path.trim_matches(['\'', '"', ' ']).chars().take(80).collect());
                self.rest = rest;
            }
            _ if self.rest.starts_with(['(', '[']) => {
                let close = if self.rest.starts_with('(') { ')' } else { ']' };
                self.bracket(close)?;
            }
            _ => self.rest = &self.rest[until(&[',', '>', ')', ']', '\n', ' '])..],
        }
        Ok(())
    }
}
