//! The arrays that the notebook sets, as code with scrubbable numbers and shape badges.

use std::ops::Range;

use two_knobs_core::network::Tensor;

use crate::keras::python::{array, wrap};
use crate::notebook::cells::cell;
use crate::notebook::code::{Piece, line, lines};
use crate::notebook::output::knob;
use crate::notebook::page::Page;
use crate::notebook::parts::{Badge, Cell, CellName, Line};
use crate::words::base64;
use crate::words::message::Message;

/// A network with at most this many numbers is written out in full where all its weights are set.
const WRITTEN: usize = 200;

impl Page<'_> {
    /// The lines that make the arrays to set; each array's first line has the array's badge.
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

    /// The cell that sets every weight. `None` where all weights but those that the next cell sets are the seed's.
    pub(super) fn all(&self) -> Option<Cell> {
        let seeded = &self.session.model.seeded;
        let is_set = |index: usize| {
            let kernel = self.base.kernel_range(self.layer);
            let arrays = [Some(kernel), self.base.bias_range(self.layer)];
            let is_in = |(array, range): (usize, Range<usize>)| {
                let only = range.start + self.written_entry(array);
                if self.is_large() { index == only } else { range.contains(&index) }
            };
            arrays.into_iter().flatten().enumerate().any(is_in)
        };
        let mut pairs = self.base.parameters().iter().zip(seeded).enumerate();
        if pairs.all(|(index, (value, seeded))| is_set(index) || value.to_bits() == seeded.to_bits()) {
            return None;
        }
        let code = if seeded.len() > WRITTEN { self.unpacking() } else { self.listing() };
        let note = Some(Message::new("notebook.all"));
        Some(Cell { folded: true, note, ..cell(CellName::All, lines(&code)) })
    }

    fn listing(&self) -> String {
        let array = |tensor: &Tensor| {
            wrap(&format!("    np.array({}),", array(&tensor.shape, &tensor.values)), "        ") + "\n"
        };
        let arrays: String = self.base.get_weights().iter().map(array).collect();
        format!("{}.set_weights([\n{arrays}])", self.whole())
    }

    /// Nobody reads so many numbers, so they are written like the link's `params`.
    fn unpacking(&self) -> String {
        let (whole, mut packed) = (self.whole(), base64::write(self.base.parameters()));
        packed.push_str(&"=".repeat((4 - packed.len() % 4) % 4));
        format!(
            "import base64  # the numbers lie in the order of get_weights()\n\
             numbers = np.frombuffer(base64.urlsafe_b64decode('{packed}'), dtype=np.float32)\n\
             arrays = {whole}.get_weights()\n\
             parts = np.split(numbers, np.cumsum([array.size for array in arrays])[:-1])\n\
             {whole}.set_weights([part.reshape(array.shape) for part, array in zip(parts, arrays)])"
        )
    }

    /// Of large arrays the code sets only the knobs' numbers.
    pub(super) fn setting_first(&self) -> Vec<Line> {
        let list: Vec<_> = self.names.iter().map(|name| format!("set_{name}")).collect();
        let comma = if list.len() == 1 { "," } else { "" };
        let getting = format!("{}{comma} = {}.get_weights()", list.join(", "), self.name);
        let firsts = self.arrays.iter().enumerate().map(|(index, tensor)| {
            let entry = self.written_entry(index);
            let units = self.session.spec.layers[self.layer].units;
            let place =
                if index == 0 { format!("{}, {}", entry / units, entry % units) } else { entry.to_string() };
            let start = format!("{}[{place}] = ", list[index]);
            line(vec![start.into(), self.number(index, entry, tensor.values[entry])], Some(self.badge(index)))
        });
        lines(&getting).into_iter().chain(firsts).collect()
    }

    /// An array as code, with one line for each row of a kernel.
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
            text: self.written(index, value),
            knob: knob(index),
            scrub: self.scrubs() && entry == self.held_entry(index),
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

    /// `linear_layer.set_weights([set_w, set_b])` with this many arrays.
    pub(super) fn handing(&self, arrays: usize) -> String {
        let number = self.names.first().map_or("", |name| &name[1..]);
        let names = [format!("set_{}", self.names[0]), format!("set_b{number}")];
        format!("{}.set_weights([{}])", self.name, names[..arrays].join(", "))
    }
}
