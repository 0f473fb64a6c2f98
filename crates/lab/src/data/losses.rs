//! The losses that can be chosen, with their names in the link.

use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;

use crate::words::choices::{name_of, named};

/// The most classes that y may count.
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

/// The loss called `word`, by its short or its long name.
pub(crate) fn loss(word: &str) -> Option<Loss> {
    let long = || Loss::from_name(word).ok().filter(|loss| LOSSES.iter().any(|(_, known)| known == loss));
    named(word, LOSSES).or_else(long)
}

/// A loss's name in the link.
pub(crate) fn loss_name(loss: Loss) -> &'static str {
    name_of(&loss, LOSSES)
}

/// A number for each class: 1 for the class `y`, 0 for the others.
pub(crate) fn one_hot(y: f32, classes: usize) -> impl Iterator<Item = f32> {
    (0..classes).map(move |class| f32::from(y == class as f32))
}

/// The number of classes, where y counts classes: whole numbers from 0, at least two, and at most [`MAX_CLASSES`].
pub(crate) fn classes(data: &Dataset) -> Option<usize> {
    let whole = |y: &f32| *y >= 0.0 && *y < MAX_CLASSES as f32 && y.fract() == 0.0;
    let most = data.y.iter().fold(0.0f32, |most, y| most.max(*y));
    (most >= 1.0 && data.y.iter().all(whole)).then_some(most as usize + 1)
}
