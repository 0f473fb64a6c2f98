//! The losses that can be chosen, by their names in the link.

use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;

use crate::words::choices::{name_of, named};

/// Classes that y may count.
pub(crate) const MAX_CLASSES: usize = 10;

/// The losses that can be chosen: one row each.
pub(crate) const LOSSES: &[(&str, Loss)] = &[
    ("mse", Loss::Mse),
    ("mae", Loss::Mae),
    ("huber", Loss::Huber { delta: 1.0 }),
    ("log_cosh", Loss::LogCosh),
    ("bce", Loss::BinaryCrossentropy { from_logits: false, label_smoothing: 0.0 }),
    ("cce", Loss::CategoricalCrossentropy { from_logits: false, label_smoothing: 0.0 }),
];

/// The loss that a link or the page names, by its short or its long name.
pub(crate) fn loss(word: &str) -> Option<Loss> {
    let long = || Loss::from_name(word).ok().filter(|loss| LOSSES.iter().any(|(_, known)| known == loss));
    named(word, LOSSES).or_else(long)
}

/// The name that a link gives to a loss.
pub(crate) fn loss_name(loss: Loss) -> &'static str {
    name_of(&loss, LOSSES)
}

/// A column for each class: 1 in that of `y`.
pub(crate) fn one_hot(y: f32, classes: usize) -> impl Iterator<Item = f32> {
    (0..classes).map(move |class| f32::from(y == class as f32))
}

/// How many classes y counts, where it counts classes: whole numbers from 0, at least two, and no more than can be told
/// apart.
pub(crate) fn classes(data: &Dataset) -> Option<usize> {
    let whole = |y: &f32| *y >= 0.0 && *y < MAX_CLASSES as f32 && y.fract() == 0.0;
    let most = data.y.iter().fold(0.0f32, |most, y| most.max(*y));
    (most >= 1.0 && data.y.iter().all(whole)).then_some(most as usize + 1)
}
