//! A value as somebody outside sends it, before any check: any number, any text, any shape.
//!
//! [`Command::read`](crate::Command::read) and the functions like it make a typed value of an [`Input`], or refuse it
//! with a [`Message`]. No value from outside may stop the page.

use crate::words::message::Message;

/// A value from outside, as JavaScript knows values.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// `null`
    Null,
    /// `true` or `false`
    Switch(bool),
    /// Any number: NaN and infinities too.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Input>),
    /// An object: its fields by name.
    Fields(Vec<(String, Input)>),
    /// What no request holds: a function, a symbol, or values nested too deep.
    Other,
}

/// The refusal of a value of the wrong type or shape, or with a field too few or too many.
pub fn unreadable() -> Message {
    Message::new("refused.unreadable")
}

impl Input {
    pub(crate) fn number(&self) -> Result<f64, Message> {
        if let Self::Number(number) = self { Ok(*number) } else { Err(unreadable()) }
    }

    pub(crate) fn switch(&self) -> Result<bool, Message> {
        if let Self::Switch(on) = self { Ok(*on) } else { Err(unreadable()) }
    }

    pub(crate) fn text(&self) -> Result<&str, Message> {
        if let Self::Text(text) = self { Ok(text) } else { Err(unreadable()) }
    }

    pub(crate) fn list(&self) -> Result<&[Input], Message> {
        if let Self::List(items) = self { Ok(items) } else { Err(unreadable()) }
    }

    /// Both ends of a range.
    pub(crate) fn ends(&self) -> Result<[f64; 2], Message> {
        let [low, high] = self.list()? else { return Err(unreadable()) };
        Ok([low.number()?, high.number()?])
    }

    /// The value that the text names. The refusal lists the names and does not repeat the text.
    pub(crate) fn choice<T: Copy>(&self, names: &[(&'static str, T)]) -> Result<T, Message> {
        let word = self.text()?;
        let found = names.iter().find(|(name, _)| *name == word);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<_> = names.iter().map(|(name, _)| *name).collect();
            Message::new("refused.choice").text("choices", &names.join(", "))
        })
    }

    /// `None` where the value is `null`.
    pub(crate) fn optional<T>(
        &self,
        read: impl Fn(&Self) -> Result<T, Message>,
    ) -> Result<Option<T>, Message> {
        if *self == Self::Null { Ok(None) } else { read(self).map(Some) }
    }

    /// The fields with these names, in this order; `null` stands for a missing field. Any other field is refused.
    pub(crate) fn some_of<const N: usize>(&self, names: [&str; N]) -> Result<[&Input; N], Message> {
        let Self::Fields(fields) = self else { return Err(unreadable()) };
        if fields.iter().any(|(name, _)| !names.contains(&name.as_str())) {
            return Err(unreadable());
        }
        let find = |name: &str| fields.iter().find(|(field, _)| field == name);
        Ok(names.map(|name| find(name).map_or(&Self::Null, |(_, value)| value)))
    }

    /// The numbers in the fields with these names. Missing and further fields are refused.
    pub(crate) fn numbers<const N: usize>(&self, names: [&str; N]) -> Result<[f64; N], Message> {
        let mut numbers = [0.0; N];
        for (number, field) in numbers.iter_mut().zip(self.some_of(names)?) {
            *number = field.number()?;
        }
        Ok(numbers)
    }

    /// The switches in the fields `w` and `b`.
    pub(crate) fn of_each_knob(&self) -> Result<[bool; 2], Message> {
        let [w, b] = self.some_of(["w", "b"])?;
        Ok([w.switch()?, b.switch()?])
    }
}
