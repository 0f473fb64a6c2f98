//! The kinds of values in a link. Each kind reads and writes its values, and says what it accepts.

use two_knobs_core::data::Dataset;
use two_knobs_core::initializer::Initializer;
use two_knobs_core::loss::Loss;

use crate::data::datasets::DataName;
use crate::data::losses::{LOSSES, loss, loss_name};
use crate::words::base64;
use crate::words::choices::{list, name_of, named};
use crate::words::message::Message;
use crate::words::places::{self, Parameter, Place};
use crate::words::ranges::{BATCH_SIZE, COORDINATE, Limits, MAX_LAYERS, MAX_POINTS, MAX_UNITS, PARAMETER};
use crate::words::terms::Layer;
use crate::words::text::{self, decimal, integer, number};

/// A kind of values that a link can carry as text.
pub(crate) trait Values<T> {
    /// Reads a value from its text.
    fn read(&self, text: &str) -> Result<T, Message>;

    /// Writes a value so that [`Values::read`] reads it back; `None` if a link need not carry the value.
    fn write(&self, value: &T) -> Option<String>;
}

/// The values that a kind accepts, for the table of keys in docs/embedding.md.
#[cfg(test)]
pub(crate) trait Accepts {
    fn accepts(&self) -> String;
}

/// A decimal number.
pub(crate) struct Number(pub(crate) Limits);

impl Values<f64> for Number {
    fn read(&self, text: &str) -> Result<f64, Message> {
        decimal(text, self.0).ok_or_else(|| ranged("link.number", self.0))
    }

    fn write(&self, value: &f64) -> Option<String> {
        Some(number(*value))
    }
}

#[cfg(test)]
impl Accepts for Number {
    fn accepts(&self) -> String {
        format!("a number from {} to {}", number(self.0.min), number(self.0.max))
    }
}

impl Values<f32> for Number {
    fn read(&self, text: &str) -> Result<f32, Message> {
        Values::<f64>::read(self, text).map(|value| value as f32)
    }

    fn write(&self, value: &f32) -> Option<String> {
        Some(number(*value))
    }
}

/// A number or `None`; a link can't write `None`.
impl Values<Option<f64>> for Number {
    fn read(&self, text: &str) -> Result<Option<f64>, Message> {
        Values::<f64>::read(self, text).map(Some)
    }

    fn write(&self, value: &Option<f64>) -> Option<String> {
        value.map(number)
    }
}

/// A whole number.
pub(crate) struct Whole(pub(crate) Limits);

impl Values<u64> for Whole {
    fn read(&self, text: &str) -> Result<u64, Message> {
        integer(text, self.0).ok_or_else(|| ranged("link.integer", self.0))
    }

    fn write(&self, value: &u64) -> Option<String> {
        Some(value.to_string())
    }
}

#[cfg(test)]
impl Accepts for Whole {
    fn accepts(&self) -> String {
        format!("a whole number from {} to {}", self.0.min, self.0.max)
    }
}

impl Values<u32> for Whole {
    fn read(&self, text: &str) -> Result<u32, Message> {
        Values::<u64>::read(self, text).map(|value| value as u32)
    }

    fn write(&self, value: &u32) -> Option<String> {
        Some(value.to_string())
    }
}

/// One of some named values.
pub(crate) struct Choice<T: 'static>(pub(crate) &'static [(&'static str, T)]);

impl<T: Copy + PartialEq> Values<T> for Choice<T> {
    fn read(&self, text: &str) -> Result<T, Message> {
        named(text, self.0).ok_or_else(|| choices(&list(self.0)))
    }

    fn write(&self, value: &T) -> Option<String> {
        Some(name_of(value, self.0).to_owned())
    }
}

#[cfg(test)]
impl<T> Accepts for Choice<T> {
    fn accepts(&self) -> String {
        list(self.0)
    }
}

/// Some of some named values, each once and in the order of their names.
pub(crate) struct SomeOf<T: 'static>(pub(crate) &'static [(&'static str, T)]);

impl<T: Copy + PartialEq> Values<Vec<T>> for SomeOf<T> {
    fn read(&self, text: &str) -> Result<Vec<T>, Message> {
        let asked: Option<Vec<T>> = text.split(',').map(|word| named(word, self.0)).collect();
        let asked = asked.ok_or_else(|| choices(&list(self.0)))?;
        Ok(self.0.iter().map(|(_, value)| *value).filter(|value| asked.contains(value)).collect())
    }

    fn write(&self, value: &Vec<T>) -> Option<String> {
        Some(value.iter().map(|value| name_of(value, self.0)).collect::<Vec<_>>().join(","))
    }
}

#[cfg(test)]
impl<T> Accepts for SomeOf<T> {
    fn accepts(&self) -> String {
        list(self.0)
    }
}

/// A data set's name.
pub(crate) struct DataNames;

impl Values<DataName> for DataNames {
    fn read(&self, text: &str) -> Result<DataName, Message> {
        Choice(DataName::NAMES).read(text)
    }

    /// `points=` already says that the data are the learner's own.
    fn write(&self, value: &DataName) -> Option<String> {
        Choice(DataName::NAMES).write(value).filter(|_| *value != DataName::Points)
    }
}

#[cfg(test)]
impl Accepts for DataNames {
    fn accepts(&self) -> String {
        list(DataName::NAMES)
    }
}

/// A loss, by its short or its long name.
pub(crate) struct Losses;

impl Values<Loss> for Losses {
    fn read(&self, text: &str) -> Result<Loss, Message> {
        loss(text).ok_or_else(|| choices(&list(LOSSES)))
    }

    fn write(&self, value: &Loss) -> Option<String> {
        Some(loss_name(*value).to_owned())
    }
}

#[cfg(test)]
impl Accepts for Losses {
    fn accepts(&self) -> String {
        list(LOSSES)
    }
}

/// An initializer's name in Keras.
pub(crate) struct Initializers;

impl Values<Initializer> for Initializers {
    fn read(&self, text: &str) -> Result<Initializer, Message> {
        Initializer::from_name(text).map_err(|_| Message::new("link.initializer"))
    }

    fn write(&self, value: &Initializer) -> Option<String> {
        Some(value.name().to_owned())
    }
}

#[cfg(test)]
impl Accepts for Initializers {
    fn accepts(&self) -> String {
        "a Keras initializer's name".to_owned()
    }
}

/// Rows of one update: a whole number, or `all`, which is `None`.
pub(crate) struct BatchSizes;

impl Values<Option<u32>> for BatchSizes {
    fn read(&self, text: &str) -> Result<Option<u32>, Message> {
        let rows = || integer(text, BATCH_SIZE).map(|rows| rows as u32);
        if text == "all" { Ok(None) } else { rows().map(Some).ok_or_else(|| ranged("link.rows", BATCH_SIZE)) }
    }

    fn write(&self, value: &Option<u32>) -> Option<String> {
        Some(value.map_or("all".into(), |rows| rows.to_string()))
    }
}

#[cfg(test)]
impl Accepts for BatchSizes {
    fn accepts(&self) -> String {
        format!("all, {} to {}", BATCH_SIZE.min, BATCH_SIZE.max)
    }
}

/// `x,y;x,y;...` or `x1,x2,y;...`
pub(crate) struct Points;

impl Values<Dataset> for Points {
    fn read(&self, text: &str) -> Result<Dataset, Message> {
        text::points(text).ok_or_else(|| {
            Message::new("link.points").number("rows", MAX_POINTS as f64).number("max", COORDINATE.max)
        })
    }

    fn write(&self, value: &Dataset) -> Option<String> {
        Some(text::write_points(value))
    }
}

#[cfg(test)]
impl Accepts for Points {
    fn accepts(&self) -> String {
        format!("at most {MAX_POINTS} points, coordinates within {}", number(COORDINATE.max))
    }
}

/// `units:activation,...`
pub(crate) struct Layers;

impl Values<Vec<Layer>> for Layers {
    fn read(&self, text: &str) -> Result<Vec<Layer>, Message> {
        text::layers(text).ok_or_else(|| {
            Message::new("link.layers").number("layers", MAX_LAYERS as f64).number("units", MAX_UNITS as f64)
        })
    }

    fn write(&self, value: &Vec<Layer>) -> Option<String> {
        Some(text::write_layers(value))
    }
}

#[cfg(test)]
impl Accepts for Layers {
    fn accepts(&self) -> String {
        format!("at most {MAX_LAYERS} layers of at most {MAX_UNITS} units")
    }
}

/// `layer,input,unit`; a link can't write `None`.
pub(crate) struct Places;

impl Values<Option<Place>> for Places {
    fn read(&self, text: &str) -> Result<Option<Place>, Message> {
        Place::read(text).map(Some).ok_or_else(|| Message::new("link.hold"))
    }

    fn write(&self, value: &Option<Place>) -> Option<String> {
        value.map(Place::write)
    }
}

#[cfg(test)]
impl Accepts for Places {
    fn accepts(&self) -> String {
        "a layer, one of its inputs and one of its units, each counted from 0".to_owned()
    }
}

/// Frozen parameters.
pub(crate) struct Locks;

impl Values<Vec<Parameter>> for Locks {
    fn read(&self, text: &str) -> Result<Vec<Parameter>, Message> {
        places::parameters(text).ok_or_else(|| Message::new("link.lock"))
    }

    fn write(&self, value: &Vec<Parameter>) -> Option<String> {
        Some(places::write_parameters(value))
    }
}

#[cfg(test)]
impl Accepts for Locks {
    fn accepts(&self) -> String {
        "w, b, w,b or none; in a network layer,input,unit or layer,b,unit, with semicolons between".to_owned()
    }
}

/// Numbers of layers, each once and in order.
pub(crate) struct LayerNumbers;

impl Values<Vec<usize>> for LayerNumbers {
    fn read(&self, text: &str) -> Result<Vec<usize>, Message> {
        let numbers = text.split(',').map(|number| places::index(number, MAX_LAYERS)).collect();
        let mut numbers: Vec<usize> = if text == "none" { Some(Vec::new()) } else { numbers }
            .ok_or_else(|| Message::new("link.frozen").number("max", MAX_LAYERS as f64 - 1.0))?;
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    fn write(&self, value: &Vec<usize>) -> Option<String> {
        let numbers: Vec<String> = value.iter().map(usize::to_string).collect();
        Some(if numbers.is_empty() { "none".into() } else { numbers.join(",") })
    }
}

#[cfg(test)]
impl Accepts for LayerNumbers {
    fn accepts(&self) -> String {
        "numbers of layers, counted from 0, with commas between; none".to_owned()
    }
}

/// base64url of little-endian f32.
pub(crate) struct Parameters;

impl Values<Vec<f32>> for Parameters {
    fn read(&self, text: &str) -> Result<Vec<f32>, Message> {
        let within = |values: &Vec<f32>| values.iter().all(|value| PARAMETER.hold(f64::from(*value)));
        let values = base64::read(text).filter(within);
        values.ok_or_else(|| Message::new("link.params").number("max", PARAMETER.max))
    }

    fn write(&self, value: &Vec<f32>) -> Option<String> {
        Some(base64::write(value))
    }
}

#[cfg(test)]
impl Accepts for Parameters {
    fn accepts(&self) -> String {
        format!("numbers within {}, as many as the network has", number(PARAMETER.max))
    }
}

fn ranged(key: &'static str, limits: Limits) -> Message {
    Message::new(key).number("min", limits.min).number("max", limits.max)
}

fn choices(list: &str) -> Message {
    Message::new("link.choice").text("choices", list)
}
