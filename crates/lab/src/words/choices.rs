//! Closed sets of named values: an enum whose variants have names in the link and on the page.

/// Writes such an enum. Each variant stands beside its name. Rust, the link, the page and the boundary's TypeScript
/// read that row.
macro_rules! choices {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// All values with their names.
            pub const NAMES: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)*];
        }
    };
}
pub(crate) use choices;

/// The value whose name is `word`.
pub(crate) fn named<T: Copy>(word: &str, names: &[(&str, T)]) -> Option<T> {
    names.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The name of a value; an empty text where the value has no name.
pub(crate) fn name_of<T: PartialEq>(value: &T, names: &[(&'static str, T)]) -> &'static str {
    names.iter().find(|(_, other)| other == value).map_or("", |(name, _)| name)
}

/// The names as a sentence lists them: `sgd, rmsprop, adam`.
pub(crate) fn list<T>(names: &[(&str, T)]) -> String {
    names.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}
