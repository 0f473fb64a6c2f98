//! One key of the link: its name, and how its value goes to text and back.

use crate::words::message::Message;

/// One key of the link. `T` is what it is read into.
pub(crate) struct Key<T: 'static> {
    /// As it is written.
    pub(crate) name: &'static str,
    /// What docs/embedding.md says of it, which a test of this crate writes: no browser fetches this text.
    #[cfg(test)]
    pub(crate) docs: Docs,
    /// Puts the value that a text writes into its place, or says what the key accepts.
    pub(crate) read: fn(&str, &mut T) -> Result<(), Message>,
    /// Its value, where a link is to say it.
    pub(crate) write: fn(&T) -> Option<String>,
}

/// What is told of a key in the docs.
#[cfg(test)]
pub(crate) struct Docs {
    /// What it does.
    pub(crate) about: &'static str,
    /// What it accepts.
    pub(crate) accepts: fn() -> String,
    /// One use of it.
    pub(crate) example: &'static str,
}

/// Writes a key whose value is one of the [`Values`](crate::spec::values::Values) `$values`; `$place` is where an `Option` of
/// it lies in `T`.
macro_rules! key {
    ($name:literal, $place:ident $([$index:literal])?, $values:expr, $about:expr, $example:literal) => {
        Key {
            name: $name,
            #[cfg(test)]
            docs: Docs { about: $about, accepts: || $values.accepts(), example: $example },
            read: |text, into| {
                into.$place $([$index])? = Some($values.read(text)?);
                Ok(())
            },
            write: |from| from.$place $([$index])?.as_ref().and_then(|value| $values.write(value)),
        }
    };
}
pub(crate) use key;
