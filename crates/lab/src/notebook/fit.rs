//! The last cells: compile, fit, and the weights after the fit. Where the page's training is not a whole number of
//! epochs, the code trains update by update, so that Keras computes the same weights.

use crate::keras::python::float;
use crate::keras::script;
use crate::notebook::cells::{cell, part};
use crate::notebook::code::lines;
use crate::notebook::output::{output, weights};
use crate::notebook::page::Page;
use crate::notebook::parts::{Cell, CellName, OutputKind};
use crate::session::trained::Trained;
use crate::words::message::Message;
use crate::words::places::parameters;

/// The epochs of a fit that has not run yet.
const EPOCHS: u64 = 100;

/// The updates in the order of the code: the rest of an epoch, whole epochs, and the beginning of one more epoch.
struct Updates {
    /// The first batch of that rest, and the batch before which the rest ends.
    rest: [u64; 2],
    epochs: u64,
    more: u64,
}

impl Updates {
    fn new(trained: &Trained, batches: u64) -> Self {
        let (first, made) = (trained.first as u64 % batches, trained.updates as u64);
        let rest = if first == 0 { 0 } else { made.min(batches - first) };
        let made = made - rest;
        Self { rest: [first, first + rest], epochs: made / batches, more: made % batches }
    }
}

impl Page<'_> {
    pub(super) fn fit(&self) -> Cell {
        let (session, spec) = (self.session, &self.session.spec);
        let lock = self.trained.and_then(|trained| parameters(&trained.frozen));
        let lock = lock.as_deref().unwrap_or(&spec.lock);
        let (frozen, class) = script::frozen(spec, lock, &self.base, "tf.keras");
        let made =
            if self.is_single() { format!("model = Sequential([{}])\n", self.name) } else { String::new() };
        let code = format!(
            "{made}{frozen}model.compile(optimizer={class}({}),\n              loss={})\n{}{}\
             model.evaluate({}, Y_train, batch_size={}, verbose=0)",
            script::optimizer_arguments(spec, "tf.keras"),
            script::loss(spec.loss, "tf.keras"),
            script::later(session, self.trained.map_or(0, |trained| trained.first as u64)),
            self.fitting(),
            self.x,
            session.data().rows(),
        );
        let cell = cell(CellName::Fit, lines(&code));
        if self.trained.is_none() {
            return Cell { prompt: None, note: Some(Message::new("notebook.untrained")), ..cell };
        }
        let loss = part(float(f64::from(session.model.trainer.loss())));
        Cell {
            output: vec![output(OutputKind::Out, vec![loss])],
            note: self.differs().map(Message::new),
            ..cell
        }
    }

    /// The lines of code that train.
    fn fitting(&self) -> String {
        let (spec, x, rows) = (&self.session.spec, self.x, self.session.data().rows());
        let batch = self.batch();
        let shuffle = if spec.shuffle { "" } else { "shuffle=False, " };
        let epochs = |epochs: u64| {
            format!(
                "history = model.fit({x}, Y_train, batch_size={batch}, epochs={epochs}, {shuffle}verbose=0)\n"
            )
        };
        let Some(trained) = self.trained else { return epochs(EPOCHS) };
        let some = |[from, to]: [u64; 2], which: &str| {
            if from == to {
                return String::new();
            }
            let places = if batch == 1 {
                format!("{from}, {to}")
            } else {
                format!("{}, {}, {batch}", from * batch as u64, (to * batch as u64).min(rows as u64))
            };
            let places = places.strip_prefix("0, ").filter(|_| batch == 1).unwrap_or(&places);
            format!(
                "for i in range({places}):  # {which} of an epoch\n    \
                 model.train_on_batch({x}[i:i+{batch}], Y_train[i:i+{batch}])\n"
            )
        };
        let updates = Updates::new(trained, self.session.batches_per_epoch());
        let whole = if updates.epochs > 0 { epochs(updates.epochs) } else { String::new() };
        some(updates.rest, "the rest") + &whole + &some([0, updates.more], "the beginning")
    }

    /// The rows of one update.
    fn batch(&self) -> usize {
        let rows = self.session.data().rows();
        self.session.spec.batch_size.map_or(rows, |size| (size as usize).min(rows))
    }

    /// The reason why Keras would print other numbers, if there is one.
    fn differs(&self) -> Option<&'static str> {
        match self.trained {
            Some(Trained { warm: true, .. }) => Some("notebook.warm"),
            _ if self.session.spec.shuffle && self.batch() < self.session.data().rows() => {
                Some("notebook.shuffled")
            }
            _ => None,
        }
    }

    pub(super) fn after(&self) -> Cell {
        let cell = cell(CellName::After, self.getting());
        if self.trained.is_none() {
            return Cell { prompt: None, ..cell };
        }
        let arrays = self.session.model.trainer.network().get_layer_weights(self.layer);
        Cell { output: vec![weights(&arrays, self.held())], live: true, ..cell }
    }
}
