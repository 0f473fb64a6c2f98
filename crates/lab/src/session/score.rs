//! Counts right and wrong answers where y is a class. One output answers class 1 from one half on; of several outputs
//! the greatest says the class.

use two_knobs_core::activation::Activation;
use two_knobs_core::data::Dataset;
use two_knobs_core::loss::Loss;

use crate::data::datasets;
use crate::session::Session;
use crate::session::classes::Classes;

/// From here on one output answers class 1.
const HALF: f32 = 0.5;

impl Session {
    /// The counts; `None` where y is a measured number.
    pub(crate) fn classes(&self) -> Option<Classes> {
        let outputs = self.model.trainer.network().outputs();
        let labelled = datasets::named(self.spec.data, self.labels).classes > 0
            || matches!(self.spec.loss, Loss::BinaryCrossentropy { .. })
            || self.spec.layers.last().is_some_and(|last| last.activation == Activation::Sigmoid);
        let count = match outputs {
            1 if labelled && self.data().y.iter().all(|y| *y == 0.0 || *y == 1.0) => 2,
            1 => return None,
            count => count,
        };
        let confusions = self.confusions(self.data(), count);
        let test = self.model.test.as_ref().map(|test| self.confusions(&test.data, count));
        Some(Classes {
            accuracy: right(&confusions),
            test_accuracy: test.map(|test| right(&test)),
            confusions,
        })
    }

    fn confusions(&self, data: &Dataset, count: usize) -> Vec<Vec<u32>> {
        let mut confusions = vec![vec![0; count]; count];
        let is_single = self.model.trainer.network().outputs() == 1;
        for (guess, y) in self.guesses(&data.x).into_iter().zip(&data.y) {
            let answer = if is_single { usize::from(guess >= HALF) } else { guess as usize };
            if let Some(cell) = confusions.get_mut(*y as usize).and_then(|row| row.get_mut(answer)) {
                *cell += 1;
            }
        }
        confusions
    }
}

fn right(confusions: &[Vec<u32>]) -> f64 {
    let right: u32 = confusions.iter().enumerate().filter_map(|(class, row)| row.get(class)).sum();
    let all: u32 = confusions.iter().flatten().sum();
    f64::from(right) / f64::from(all.max(1))
}
