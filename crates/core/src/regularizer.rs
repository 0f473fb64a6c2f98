//! A penalty on large weights (or outputs): l1 sum |w| + l2 sum w^2, added to the loss of every batch.
//!
//! ```
//! use two_knobs_core::regularizer::Regularizer;
//! let regularizer = Regularizer { l1: 0.0, l2: 0.5 };
//! assert_eq!(regularizer.value(&[3.0]), 4.5);
//! assert_eq!(regularizer.slope(3.0), 3.0); // how much the penalty rises when this weight rises
//! ```

use crate::error::{Error, Kind};

/// L1, L2 or both; zero is off.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Regularizer {
    /// The factor of |w|.
    pub l1: f32,
    /// The factor of w^2.
    pub l2: f32,
}

impl Regularizer {
    /// No penalty.
    pub const NONE: Regularizer = Regularizer { l1: 0.0, l2: 0.0 };

    /// `l1`, `l2` or `l1_l2` (also as class names), at Keras's 0.01.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "l1" | "L1" => Ok(Regularizer { l1: 0.01, l2: 0.0 }),
            "l2" | "L2" => Ok(Regularizer { l1: 0.0, l2: 0.01 }),
            "l1_l2" | "l1l2" | "L1L2" => Ok(Regularizer { l1: 0.01, l2: 0.01 }),
            _ => Err(Error::UnknownName { kind: Kind::Regularizer, name: name.into() }),
        }
    }

    /// Refuses a negative or non-finite factor.
    pub fn check(&self) -> Result<(), Error> {
        for (name, value) in [("l1", self.l1), ("l2", self.l2)] {
            if !(value >= 0.0 && value.is_finite()) {
                return Err(Error::Penalty { name, received: format!("{value:?}") });
            }
        }
        Ok(())
    }

    /// Whether there is a penalty.
    pub fn is_on(&self) -> bool {
        self.l1 != 0.0 || self.l2 != 0.0
    }

    /// The penalty on these weights.
    pub fn value(&self, weights: &[f32]) -> f32 {
        let mut penalty = 0.0;
        if self.l1 != 0.0 {
            penalty += self.l1 * weights.iter().map(|w| w.abs()).sum::<f32>();
        }
        if self.l2 != 0.0 {
            penalty += self.l2 * weights.iter().map(|w| w * w).sum::<f32>();
        }
        penalty
    }

    /// How much the penalty rises when this weight rises; the slope of |w| at 0 is taken as 0.
    #[inline(always)]
    pub fn slope(&self, weight: f32) -> f32 {
        let sign = if weight > 0.0 {
            1.0
        } else if weight < 0.0 {
            -1.0
        } else {
            0.0
        };
        self.l1 * sign + 2.0 * self.l2 * weight
    }
}
