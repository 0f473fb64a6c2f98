//! The data sets: one row each, with its name, what suits it, and its points.

use two_knobs_core::Error;
use two_knobs_core::data::Dataset;
use two_knobs_core::portable::sin;

use crate::data::about::{
    ARMS, About, BENDS, CLOUDS, EDGES, GOOD, HILLS, KINKS, LINE, LOGISTIC, MALIGNANT, ROAST, SIZE_SQFT,
    STAIR, TEMPERATURE, TIME, TUMOR_SIZE, curve, field, houses, noisy, parted, plain,
};
use crate::data::generated::{
    Generator, Make, circle, four_clouds, hills, moons, quarters, spiral, two_clouds,
};
use crate::data::tables::{
    ANSCOMBE_1, ANSCOMBE_2, ANSCOMBE_3, ANSCOMBE_4, ANSCOMBE_X, FLAT, HOUSES, LAB, ORIGIN, OUTLIER, TUMOR,
};
use crate::words::choices::choices;

/// Where a data set's points come from.
enum Source {
    /// A table of `[x, y]`.
    Rows(fn() -> Vec<[f32; 2]>),
    /// The learner's own points.
    Own,
    /// A generator.
    Made(fn(Make) -> Result<Dataset, Error>),
}

/// Writes [`DataName`] and all facts of each data set from one row: variant, name in the link, [`About`], [`Source`].
macro_rules! data_sets {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $about:expr, $source:expr;)*) => {
        choices! {
            /// A data set's name, as the link and the page write it.
            #[derive(Default)]
            DataName {
                $($(#[$doc])* $variant = $word,)*
            }
        }

        /// The facts of the data set called `name`.
        pub fn about(name: DataName) -> About {
            match name {
                $(DataName::$variant => $about,)*
            }
        }

        fn source(name: DataName) -> Source {
            match name {
                $(DataName::$variant => $source,)*
            }
        }
    };
}

data_sets! {
    /// The course lab's two houses.
    #[default]
    Lab = "lab", houses(), Source::Rows(|| LAB.to_vec());
    /// Fourteen houses with noise.
    Houses = "houses", noisy(), Source::Rows(|| HOUSES.to_vec());
    /// The same houses with sizes in square feet: numbers too large to train on without scaling.
    Sqft = "sqft", About { x: SIZE_SQFT, learning_rate: None, x_reach: Some([0.0, 3400.0]), ..noisy() }, Source::Rows(houses_in_sqft);
    /// Houses whose price is a multiple of their size: no bias needed.
    Origin = "origin", houses(), Source::Rows(|| ORIGIN.to_vec());
    /// Houses whose price does not depend on their size: w = 0.
    Flat = "flat", houses(), Source::Rows(|| FLAT.to_vec());
    /// Eight houses, one of them sold for far too little.
    Outlier = "outlier", houses(), Source::Rows(|| OUTLIER.to_vec());
    /// A noisy line, generated.
    Line = "line", curve(0.5, LINE), Source::Made(|make| make.curve(&|x| 1.5 * x + 0.5));
    /// Anscombe's first set: a noisy line.
    Anscombe1 = "anscombe1", plain(), Source::Rows(|| anscombe(ANSCOMBE_1));
    /// Anscombe's second: a curve.
    Anscombe2 = "anscombe2", plain(), Source::Rows(|| anscombe(ANSCOMBE_2));
    /// Anscombe's third: a line and one outlier.
    Anscombe3 = "anscombe3", plain(), Source::Rows(|| anscombe(ANSCOMBE_3));
    /// Anscombe's fourth: one point decides.
    Anscombe4 = "anscombe4", plain(), Source::Rows(|| ANSCOMBE_4.to_vec());
    /// Tumors by size, benign (0) or malignant (1), from the course lab.
    Tumor = "tumor", tumors(), Source::Rows(|| TUMOR.to_vec());
    /// The learner's own points.
    Points = "points", plain(), Source::Own;
    /// A wave, generated.
    Sine = "sine", curve(0.1, BENDS), Source::Made(|make| make.curve(&|x| sin(f64::from(x)) as f32));
    /// A step from 0 to 1, generated.
    Step = "step", curve(0.1, STAIR), Source::Made(|make| make.curve(&|x| if x < 0.0 { 0.0 } else { 1.0 }));
    /// The absolute value, whose line has a corner at 0, generated.
    Abs = "abs", curve(0.1, KINKS), Source::Made(|make| make.curve(&f32::abs));
    /// A cubic, which turns twice, generated.
    Cubic = "cubic", curve(0.2, BENDS), Source::Made(|make| make.curve(&|x| 0.2 * x * x * x - x));
    /// A disc of ones within a ring of zeros. This set and all that follow are generated and have two inputs.
    Circle = "circle", parted(2, 0.1, EDGES), Source::Made(|make| make.classes(2, &circle));
    /// Ones where both inputs have the same sign.
    Xor = "xor", parted(2, 0.1, EDGES), Source::Made(|make| make.classes(2, &quarters));
    /// Two clouds.
    Gauss = "gauss", parted(2, 0.8, LOGISTIC), Source::Made(|make| make.classes(2, &two_clouds));
    /// Two spiral arms, one within the other.
    Spiral = "spiral", parted(2, 0.05, ARMS), Source::Made(|make| make.classes(2, &spiral));
    /// Two half rings, each with one end inside the other.
    Moons = "moons", parted(2, 0.2, EDGES), Source::Made(|make| make.classes(2, &moons));
    /// Coffee roasts by temperature and time, good (1) or bad (0), as in a course lab.
    Coffee = "coffee", About { x: TEMPERATURE, x2: Some(TIME), y: GOOD, x_reach: None, scale: true, ..parted(2, 0.0, ROAST) }, Source::Made(Make::coffee);
    /// A tilted plane: y is a number at each place.
    Plane = "plane", field(0.1, LINE), Source::Made(|make| make.field(&|x1, x2| (x1 + x2) / 3.0));
    /// Hills and hollows: y is a number at each place.
    Gaussians = "gaussians", field(0.05, HILLS), Source::Made(|make| make.field(&hills));
    /// Four clouds, one class each.
    Blobs = "blobs", parted(4, 0.6, CLOUDS), Source::Made(|make| make.classes(4, &four_clouds));
}

fn tumors() -> About {
    About {
        x: TUMOR_SIZE,
        y: MALIGNANT,
        learning_rate: Some(0.1),
        x_reach: Some([0.0, 5.7]),
        classes: 2,
        layers: LOGISTIC,
        ..plain()
    }
}

fn houses_in_sqft() -> Vec<[f32; 2]> {
    HOUSES.iter().map(|[size, price]| [(size * 1000.0).round(), *price]).collect()
}

fn anscombe(y: [f32; 11]) -> Vec<[f32; 2]> {
    ANSCOMBE_X.into_iter().zip(y).map(|(x, y)| [x, y]).collect()
}

/// The facts of the data set called `name`. The learner's own points keep the quantities of the set `labels` from which
/// they began.
pub(crate) fn named(name: DataName, labels: DataName) -> About {
    let (own, named) = (about(name), about(labels));
    if name == DataName::Points {
        About { x: named.x, y: named.y, x_reach: named.x_reach, classes: named.classes, ..own }
    } else {
        own
    }
}

/// The points of the data set called `name`. `own` are the learner's points; `generator` holds the settings of a
/// generated set. A class is given by its number.
///
/// # Errors
/// The data set has no points.
pub fn dataset(name: DataName, own: Option<&Dataset>, generator: Generator) -> Result<Dataset, Error> {
    match source(name) {
        Source::Rows(rows) => {
            let rows = rows();
            let column = |index: usize| rows.iter().map(|row| row[index]).collect();
            Dataset::new(column(0), column(1), 1, 1)
        }
        Source::Own => own.cloned().ok_or(Error::Empty { what: "data" }),
        Source::Made(make) => make(Make::new(generator)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use two_knobs_core::analysis::best_line;

    fn best(name: DataName) -> [f64; 2] {
        let line = best_line(&dataset(name, None, Generator::default()).unwrap(), true).unwrap();
        [line.w, line.b]
    }

    #[test]
    fn the_sets_are_what_they_are_called() {
        let close = |[w, b]: [f64; 2], line: [f64; 2], within: f64| {
            (w - line[0]).abs() < within && (b - line[1]).abs() < within
        };
        assert!(close(best(DataName::Origin), [200.0, 0.0], 1e-9));
        assert!(close(best(DataName::Flat), [0.0, 300.0], 1e-9));
        assert!(close(
            best(DataName::Sqft),
            [best(DataName::Houses)[0] / 1000.0, best(DataName::Houses)[1]],
            1e-4
        ));
        for name in [DataName::Anscombe1, DataName::Anscombe2, DataName::Anscombe3, DataName::Anscombe4] {
            assert!(close(best(name), [0.5, 3.0], 0.003), "{name:?}");
        }
    }

    #[test]
    fn classes_are_counted_from_zero_and_all_there() {
        for &(word, name) in DataName::NAMES {
            let About { classes, generator, x2, .. } = about(name);
            if name == DataName::Points {
                continue;
            }
            let data = dataset(name, None, generator.unwrap_or_default()).unwrap();
            assert_eq!(data.inputs, if x2.is_some() { 2 } else { 1 }, "{word}");
            let share = |class: usize| data.y.iter().filter(|y| **y == class as f32).count();
            if classes > 0 {
                let shares: Vec<usize> = (0..classes).map(share).collect();
                assert_eq!(shares.iter().sum::<usize>(), data.rows(), "{word}");
                assert!(shares.iter().all(|count| count * classes * 5 >= data.rows()), "{word} {shares:?}");
            }
        }
    }

    #[test]
    fn a_generator_makes_what_it_is_asked_for() {
        let line = |generator| dataset(DataName::Line, None, generator).unwrap();
        let plain = Generator::default();
        assert_eq!(line(plain), line(plain));
        assert_ne!(line(plain).x, line(Generator { seed: 1, ..plain }).x);
        let exact = line(Generator { noise: 0.0, n: 7, ..plain });
        assert_eq!(exact.rows(), 7);
        assert!(exact.x.iter().zip(&exact.y).all(|(x, y)| *y == 1.5 * x + 0.5));
    }
}
