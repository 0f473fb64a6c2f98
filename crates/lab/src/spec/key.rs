//! One key of the link: its name, and how its value is written and read.

use crate::words::message::Message;

/// One key of the link. `T` is the type that holds the value read.
pub(crate) struct Key<T: 'static> {
    /// The key's name in a link.
    pub(crate) name: &'static str,
    /// The key's text in docs/embedding.md. A test of this crate writes the text, so browsers need not load it.
    #[cfg(test)]
    pub(crate) docs: Docs,
    /// Reads a text into the value's place, or says what the key accepts.
    pub(crate) read: fn(&str, &mut T) -> Result<(), Message>,
    /// The value's text; `None` if the link leaves the key out.
    pub(crate) write: fn(&T) -> Option<String>,
}

/// A key's row in the docs.
#[cfg(test)]
pub(crate) struct Docs {
    /// What the key does.
    pub(crate) about: &'static str,
    /// What the key accepts.
    pub(crate) accepts: fn() -> String,
    /// An example of the key.
    pub(crate) example: &'static str,
}

/// Makes a key whose value is one of the [`Values`](crate::spec::values::Values) `$values`; `$place` is the field of
/// `T` that holds the value as an `Option`.
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
