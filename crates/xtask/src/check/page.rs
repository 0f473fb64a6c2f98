//! The page's source: index.html, with the files of its parts inserted.

use std::path::Path;

use crate::failure::Result;
use crate::markup::Tag;
use crate::workspace::read;

pub(super) const PAGE: &str = "www/index.html";

/// The whole page, as Trunk assembles it.
pub(super) fn whole(root: &Path) -> Result<String> {
    put_in(&read(&root.join(PAGE))?, |address| read(&root.join("www").join(address)))
}

/// Replaces each link to a part's file by the content of the file.
fn put_in(page: &str, file: impl Fn(&str) -> Result<String>) -> Result<String> {
    let links = Tag::all(page, "link").into_iter();
    links.filter(|tag| tag.attribute("rel") == Some("inline")).try_fold(page.to_owned(), |page, link| {
        Ok(page.replacen(link.0, &file(link.address().unwrap_or_default())?, 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    #[test]
    fn the_parts_stand_in_their_places() {
        let page = "<main><link data-trunk rel=\"inline\" href=\"page/a.html\" /><p><link rel=\"icon\" href=\"b\" /></p></main>";
        let whole = put_in(page, |address| Ok(format!("<i>{address}</i>")));
        assert_eq!(
            whole.as_deref(),
            Ok("<main><i>page/a.html</i><p><link rel=\"icon\" href=\"b\" /></p></main>")
        );
        assert!(put_in(page, |_| Err(Failure::new("not there"))).is_err());
    }
}
