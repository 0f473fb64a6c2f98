//! What goes wrong and what helps: the shapes that the snapshot carries.

use serde::Serialize;

use crate::spec::pairing::Mismatch;
use crate::words::choices::choices;

/// Something that goes wrong, with what helps.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Hint {
    /// What goes wrong.
    pub fault: Fault,
    /// The hidden layer that it concerns, counted from 0.
    pub layer: Option<u32>,
    /// How many units it concerns.
    pub units: u32,
    /// What helps: each repair is the commands that a button sends one after the other.
    pub repairs: Vec<Repair>,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", untagged)]
pub enum Fault {
    /// The output's activation and the loss don't go together.
    Pairing(Mismatch),
    /// Units or training.
    Training(Trouble),
}

choices! {
    /// What goes wrong with units or with training.
    Trouble {
        /// Units of a layer have the same weights in and out, so every update changes them alike.
        Twins = "twins",
        /// Units answer 0 to every row, so that no update changes them.
        Dead = "dead",
        /// Units answer almost the same to every row, where their activation is flat.
        Stuck = "stuck",
        /// Training has diverged, and no limit holds the gradient.
        Exploding = "exploding",
        /// The loss no longer falls and is still large.
        Plateau = "plateau",
    }
}

/// What helps.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Repair {
    /// Another activation of the output.
    Activation(&'static str),
    /// Another loss.
    Loss(&'static str),
    /// A limit on the gradient.
    Clip(f64),
    /// Another random start.
    NewStart,
    /// A random initializer, by its name in Keras, and a new start with it.
    Initializer(&'static str),
}

/// A unit of a hidden layer that no longer helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// The layer, counted from 0.
    pub layer: u32,
    /// The unit, counted from 0.
    pub unit: u32,
    /// What is wrong with it.
    pub kind: NoteKind,
    /// For a twin: the first unit that is like it.
    pub like: Option<u32>,
}

/// What is wrong with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum NoteKind {
    /// It has the same weights in and out as an earlier unit.
    Twin,
    /// It answers 0 to every row.
    AlwaysZero,
    /// It answers almost its least value to every row.
    StuckLow,
    /// It answers almost its greatest value to every row.
    StuckHigh,
}
