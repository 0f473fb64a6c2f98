//! The arrays that the notebook sets, as code with scrubbable numbers and shape badges.

use two_knobs_core::network::Tensor;

use crate::message::Message;
use crate::notebook::cells::{Page, decimals};
use crate::notebook::code::{Piece, line, lines, literal};
use crate::notebook::output::knob;
use crate::notebook::{Badge, Line};

/// Numbers of a kernel that are written out; of more only the first, where the knob is.
const KERNEL: usize = 24;

impl Page<'_> {
    /// The lines that make the arrays to set, each with its badge.
    pub(super) fn setting(&self) -> Vec<Line> {
        if self.is_large() {
            return self.setting_first();
        }
        let arrays = self.names.iter().zip(&self.arrays).enumerate();
        arrays
            .flat_map(|(index, (name, tensor))| {
                let start = format!("set_{name} = np.array(");
                self.literal(index, tensor, &start, ")", Some(&self.badge(index)))
            })
            .collect()
    }

    /// Whether the kernel is too large to be written out.
    pub(super) fn is_large(&self) -> bool {
        self.arrays.first().is_some_and(|kernel| kernel.values.len() > KERNEL)
    }

    /// Of large arrays only the first numbers are set.
    pub(super) fn setting_first(&self) -> Vec<Line> {
        let list: Vec<_> = self.names.iter().map(|name| format!("set_{name}")).collect();
        let comma = if list.len() == 1 { "," } else { "" };
        let getting = format!("{}{comma} = {}.get_weights()", list.join(", "), self.name);
        let firsts = self.arrays.iter().enumerate().map(|(index, tensor)| {
            let place = if index == 0 { "[0, 0]" } else { "[0]" };
            let start = format!("{}{place} = ", list[index]);
            line(vec![start.into(), self.number(index, 0, tensor.values[0])], Some(self.badge(index)))
        });
        lines(&getting).into_iter().chain(firsts).collect()
    }

    /// An array as code, a line for each row of a kernel.
    pub(super) fn literal(
        &self,
        index: usize,
        tensor: &Tensor,
        start: &str,
        end: &str,
        badge: Option<&Badge>,
    ) -> Vec<Line> {
        let width = tensor.shape.last().copied().unwrap_or(1).max(1);
        let rows = tensor.values.len() / width;
        let depth = tensor.shape.len();
        let indent = " ".repeat(start.len() + depth - 1);
        let row = |number: usize| {
            let open =
                if number == 0 { format!("{start}{}", "[".repeat(depth)) } else { format!("{indent}[") };
            let mut pieces: Vec<Piece> = vec![open.into()];
            for column in 0..width {
                let entry = number * width + column;
                pieces.extend((column > 0).then(|| ", ".into()));
                pieces.push(self.number(index, entry, tensor.values[entry]));
            }
            let is_last = number + 1 == rows;
            pieces.push(if is_last { "]".repeat(depth) + end } else { "],".into() }.into());
            line(pieces, badge.filter(|_| number == 0).cloned())
        };
        (0..rows).map(row).collect()
    }

    /// A number of an array in code.
    pub(super) fn number(&self, index: usize, entry: usize, value: f32) -> Piece {
        Piece::Number {
            text: literal(value, decimals(self.session, index)),
            knob: knob(index),
            scrub: entry == 0 && self.scrubs(),
        }
    }

    fn badge(&self, index: usize) -> Badge {
        let shape = &self.arrays[index].shape;
        let axis = |key, length: usize| Message::new(key).number("count", length as f64);
        let units = |length: usize| axis("notebook.units", length);
        let (axes, hint) = match *shape.as_slice() {
            [inputs, width] => (vec![axis("notebook.inputs", inputs), units(width)], "notebook.kernel"),
            _ => (shape.iter().map(|length| units(*length)).collect(), "notebook.bias"),
        };
        Badge { knob: knob(index), axes, hint: Message::new(hint), wrong: false }
    }

    /// `linear_layer.set_weights([set_w, set_b])` with these arrays.
    pub(super) fn handing(&self, arrays: usize) -> String {
        let number = self.names.first().map_or("", |name| &name[1..]);
        let names = [format!("set_{}", self.names[0]), format!("set_b{number}")];
        format!("{}.set_weights([{}])", self.name, names[..arrays].join(", "))
    }
}
