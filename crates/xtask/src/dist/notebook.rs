//! The anywidget module: the single file in a frame, its knobs and link as traitlets, both ways.

use std::path::Path;

use crate::failure::{Failure, Result};
use crate::workspace::write as write_file;

/// The module around the page; it exchanges messages with the page.
const MODULE: &str = include_str!("widget.js");
const PLACE: &str = "\"THE PAGE\"";

pub(super) fn write(folder: &Path, page: &str) -> Result<()> {
    if !MODULE.contains(PLACE) {
        return Err(Failure::new("The widget's module has no place for the page."));
    }
    // The page's text as a JavaScript string: a JSON string, except for two line separators.
    let text = serde_json::Value::from(page)
        .to_string()
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    write_file(&folder.join("two_knobs.mjs"), &MODULE.replacen(PLACE, &text, 1))
}
