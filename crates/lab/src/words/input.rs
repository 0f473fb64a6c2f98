//! A value as somebody outside sends it, before anything is known of it: any number, any text, any shape.
//!
//! [`Command::read`](crate::Command::read) and its like make a typed value of an [`Input`] or refuse it with a [`Message`].
//! Nothing that is sent from outside ends the page.

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
    /// What no request holds: a function, a symbol, what lies too deep.
    Other,
}

/// The refusal of what has the wrong type or shape, or a field too few or too many.
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

    /// One of the named values. The refusal lists the names and does not repeat the text.
    pub(crate) fn choice<T: Copy>(&self, names: &[(&'static str, T)]) -> Result<T, Message> {
        let word = self.text()?;
        let found = names.iter().find(|(name, _)| *name == word);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<_> = names.iter().map(|(name, _)| *name).collect();
            Message::new("refused.choice").text("choices", &names.join(", "))
        })
    }

    /// `None` for `null`.
    pub(crate) fn optional<T>(
        &self,
        read: impl Fn(&Self) -> Result<T, Message>,
    ) -> Result<Option<T>, Message> {
        if *self == Self::Null { Ok(None) } else { read(self).map(Some) }
    }

    /// The fields of these names, in this order; `null` stands for one that is missing. Any other field is refused.
    pub(crate) fn some_of<const N: usize>(&self, names: [&str; N]) -> Result<[&Input; N], Message> {
        let Self::Fields(fields) = self else { return Err(unreadable()) };
        if fields.iter().any(|(name, _)| !names.contains(&name.as_str())) {
            return Err(unreadable());
        }
        let find = |name: &str| fields.iter().find(|(field, _)| field == name);
        Ok(names.map(|name| find(name).map_or(&Self::Null, |(_, value)| value)))
    }

    /// The numbers in the fields of these names: no field more, none less.
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
