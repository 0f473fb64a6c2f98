//! Finds the tags of built HTML, and reads and changes their attributes.
//!
//! Trunk writes attributes with and without quotes; both are read here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// A start tag of a page, from `<` to `>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a>(pub(crate) &'a str);

impl<'a> Tag<'a> {
    /// The tags of that name in a page, in their order.
    pub(crate) fn all(page: &'a str, name: &str) -> Vec<Self> {
        let start = format!("<{name} ");
        let at = page.match_indices(&start).map(|(index, _)| index);
        at.filter_map(|index| page[index..].split_inclusive('>').next().map(Tag)).collect()
    }

    /// The element's name.
    pub(crate) fn name(self) -> &'a str {
        self.0[1..].split(['>', '/', ' ', '\n']).next().unwrap_or_default()
    }

    /// The value of an attribute; empty where the attribute stands alone.
    pub(crate) fn attribute(self, name: &str) -> Option<&'a str> {
        let mut rest = self.0.trim_end_matches('>').trim_end_matches('/').split_once(' ')?.1;
        loop {
            rest = rest.trim_start();
            let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            if key.is_empty() {
                return None;
            }
            let (value, after) = match after.strip_prefix('=') {
                Some(quoted) if quoted.starts_with('"') => {
                    quoted[1..].split_once('"').unwrap_or((&quoted[1..], ""))
                }
                Some(plain) => plain.split_at(plain.find([' ', '\n']).unwrap_or(plain.len())),
                None => ("", after),
            };
            if key == name {
                return Some(value);
            }
            rest = after;
        }
    }

    /// The tag's address: `src` or `href`, without a leading `./`.
    pub(crate) fn address(self) -> Option<&'a str> {
        let address = self.attribute("src").or_else(|| self.attribute("href"))?;
        Some(address.strip_prefix("./").unwrap_or(address))
    }

    /// The same tag with one more attribute.
    pub(crate) fn with(self, attribute: &str) -> String {
        format!("{} {attribute}>", self.0.trim_end_matches('>').trim_end_matches('/').trim_end())
    }
}

/// The subresource integrity of some content: `sha384-...`.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// The hash by which a policy allows an inline script or style: `'sha256-...'`.
pub(crate) fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// A short hash of some content, for file names.
pub(crate) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes as text for a script.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_with_and_without_quotes() {
        let page =
            r#"<link rel=modulepreload href=js/a.js crossorigin><link href="./b c.css" rel="stylesheet" />"#;
        let [first, second] = Tag::all(page, "link")[..] else { panic!("two links") };
        assert_eq!((first.attribute("rel"), first.address()), (Some("modulepreload"), Some("js/a.js")));
        assert_eq!((first.attribute("crossorigin"), first.attribute("src")), (Some(""), None));
        assert_eq!((second.address(), second.attribute("rel")), (Some("b c.css"), Some("stylesheet")));
        assert_eq!(second.with("integrity=x"), r#"<link href="./b c.css" rel="stylesheet" integrity=x>"#);
    }

    #[test]
    fn hashes_are_those_of_the_standards() {
        // From the W3C's note on subresource integrity and the policy's own examples: alert('Hello, world.');
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
        assert_eq!(
            policy_hash("alert('Hello, world.');"),
            "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
        );
        assert_eq!(fingerprint([&b"a"[..], b"bc"]).len(), 16);
        assert_ne!(fingerprint([&b"a"[..], b"bc"]), fingerprint([&b"ab"[..], b"c"]));
    }
}
