//! Bundles the page's sources into fewer files: a browser fetches a dozen instead of sixty before the page works
//! (docs/decisions/0010-bundles.md). Modules become those of [`ENTRIES`] and what these share, style sheets become one.

use std::path::Path;

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::markup::{Tag, fingerprint, policy_hash};
use crate::setup;
use crate::workspace::{Workspace, copy_folder, file_failure, parse_json, read, remove_folder, write};

/// Modules that are imported by name: the first ones, and those that load when something is opened.
const ENTRIES: [&str; 12] = [
    "boot",
    "main",
    "lessons",
    "map",
    "menu",
    "notebook",
    "numbers",
    "one-step",
    "share",
    "share-code",
    "snippets",
    "translate",
];
/// The modules among these that the page fetches before it works.
const FIRST: [&str; 2] = ["boot.js", "main.js"];
/// A script that is not a module: it runs before the first paint.
const EARLY: &str = "early.js";

/// Bundles a built page in place.
pub(crate) fn bundle(workspace: &Workspace, site: &Path) -> Result<()> {
    let modules = scripts(workspace, &site.join("js"))?;
    let index = site.join("index.html");
    let page = announced(&read(&index)?, &modules)?;
    let page = inlined(&page, read(&site.join("js").join(EARLY))?.trim_end())?;
    write(&index, &one_sheet(site, &page)?)
}

/// Bundles and minifies the modules of a folder. Returns the names of those that the page needs before it works.
fn scripts(workspace: &Workspace, folder: &Path) -> Result<Vec<String>> {
    let bundled = workspace.target.join("bundle");
    remove_folder(&bundled)?;
    let into = |option: &str, name: &str| format!("--{option}={}", bundled.join(name).display());
    let about = workspace.target.join("bundle.json");
    setup::node_tool(workspace, "esbuild")?
        .args(["--bundle", "--splitting", "--format=esm", "--minify", "--log-level=warning"])
        .args(["--chunk-names=shared-[hash]", &into("outdir", "")])
        .args([format!("--metafile={}", about.display())])
        .args(ENTRIES.map(|name| folder.join(name).with_extension("js")))
        .run()?;
    setup::node_tool(workspace, "esbuild")?
        .args(["--minify", "--log-level=warning", &into("outfile", EARLY)])
        .args([folder.join(EARLY)])
        .run()?;
    remove_folder(folder)?;
    copy_folder(&bundled, folder)?;
    Ok(needed(&parse_json(&read(&about)?)?, &FIRST))
}

/// These files and the files that they import at once, from esbuild's report.
fn needed(about: &Value, entries: &[&str]) -> Vec<String> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let outputs = about["outputs"].as_object();
    let mut needed: Vec<String> = entries.iter().map(|&entry| entry.to_owned()).collect();
    let mut at = 0;
    while let Some(file) = needed.get(at).cloned() {
        let output = outputs.into_iter().flatten().find(|(path, _)| name(path) == file);
        let imports = output.and_then(|(_, output)| output["imports"].as_array()).into_iter().flatten();
        for import in imports.filter(|import| import["kind"] == "import-statement") {
            let import = name(import["path"].as_str().unwrap_or_default());
            if !needed.contains(&import) {
                needed.push(import);
            }
        }
        at += 1;
    }
    needed
}

/// Names the modules in the page; otherwise a browser finds each one only after loading the module that imports it.
fn announced(page: &str, modules: &[String]) -> Result<String> {
    let boot = Tag::all(page, "script").into_iter().find(|tag| tag.address() == Some("js/boot.js"));
    let Tag(boot) = boot.ok_or_else(|| Failure::new("The built page does not start js/boot.js."))?;
    let links: String =
        modules.iter().map(|name| format!("<link crossorigin href=js/{name} rel=modulepreload>")).collect();
    Ok(page.replacen(boot, &format!("{links}{boot}"), 1))
}

/// Puts the script that runs before the first paint into the page, so that the page does not wait for it. The page's policy allows it by
/// its hash.
fn inlined(page: &str, early: &str) -> Result<String> {
    let tag = Tag::all(page, "script").into_iter().find(|tag| tag.address() == Some("js/early.js"));
    let (Some(tag), true) = (tag, page.contains(OWN_SCRIPTS)) else {
        return Err(Failure::new("The built page has no js/early.js, or no policy for its scripts."));
    };
    let folder = tag.attribute("data-folder").unwrap_or_default();
    let script = format!("<script data-folder={folder}>{early}</script>");
    let page = page.replacen(&format!("{}</script>", tag.0), &script, 1);
    Ok(page.replacen(OWN_SCRIPTS, &format!("{OWN_SCRIPTS} {}", policy_hash(early)), 1))
}

/// Makes one style sheet of all that the page links, in their order.
fn one_sheet(site: &Path, page: &str) -> Result<String> {
    let links: Vec<_> =
        Tag::all(page, "link").into_iter().filter(|tag| tag.attribute("rel") == Some("stylesheet")).collect();
    let mut text = String::new();
    let mut merged = page.to_owned();
    for (index, link) in links.iter().enumerate() {
        let path = site.join(link.address().unwrap_or_default());
        text += &read(&path)?;
        std::fs::remove_file(&path).map_err(|error| file_failure("removed", &path, &error))?;
        merged = merged.replacen(link.0, if index == 0 { PLACE } else { "" }, 1);
    }
    let name = format!("page-{}.css", fingerprint([text.as_bytes()]));
    write(&site.join(&name), &text)?;
    Ok(merged.replacen(PLACE, &format!("<link crossorigin href=./{name} rel=stylesheet>"), 1))
}

/// The part of the page's policy that allows its scripts.
const OWN_SCRIPTS: &str = "script-src 'self'";
/// A placeholder for the link to the one style sheet; no page contains it.
const PLACE: &str = "<link the-one-sheet>";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_at_once_is_followed_and_what_opens_later_is_not() {
        let about = serde_json::json!({ "outputs": {
            "out/boot.js": { "imports": [{ "path": "out/main.js", "kind": "dynamic-import" }] },
            "out/main.js": { "imports": [
                { "path": "out/shared-A.js", "kind": "import-statement" },
                { "path": "out/map.js", "kind": "dynamic-import" },
            ] },
            "out/shared-A.js": { "imports": [{ "path": "out/shared-B.js", "kind": "import-statement" }] },
            "out/shared-B.js": { "imports": [{ "path": "out/shared-A.js", "kind": "import-statement" }] },
            "out/map.js": { "imports": [{ "path": "out/shared-C.js", "kind": "import-statement" }] },
        } });
        assert_eq!(needed(&about, &FIRST), ["boot.js", "main.js", "shared-A.js", "shared-B.js"]);
    }

    #[test]
    fn modules_are_named_before_the_first_starts() {
        let page =
            "<head><script src=js/early.js></script><script src=js/boot.js type=module></script></head>";
        let named = announced(page, &["boot.js".to_owned(), "shared-A.js".to_owned()]).unwrap();
        assert_eq!(
            named,
            "<head><script src=js/early.js></script><link crossorigin href=js/boot.js rel=modulepreload>\
             <link crossorigin href=js/shared-A.js rel=modulepreload><script src=js/boot.js type=module></script></head>"
        );
        assert!(announced("<head></head>", &[]).is_err());
    }

    #[test]
    fn the_early_script_is_in_the_page_and_its_policy_knows_it() {
        let page = "<meta content=\"script-src 'self' 'wasm-unsafe-eval'\"><script data-folder=js/ src=js/early.js></script><p>";
        assert_eq!(
            inlined(page, "run()").unwrap(),
            format!(
                "<meta content=\"script-src 'self' {} 'wasm-unsafe-eval'\"><script data-folder=js/>run()</script><p>",
                policy_hash("run()")
            )
        );
        assert!(inlined("<script data-folder=js/ src=js/early.js></script>", "run()").is_err());
    }

    #[test]
    fn sheets_become_one_in_their_order() {
        let site = std::env::temp_dir().join(format!("two-knobs-sheets-{}", std::process::id()));
        write(&site.join("a.css"), "a{}").unwrap();
        write(&site.join("b.css"), "b{}").unwrap();
        let page =
            "<link href=./a.css rel=stylesheet><link href=i.svg rel=icon><link href=./b.css rel=stylesheet>";
        let one = one_sheet(&site, page).unwrap();
        let link = Tag::all(&one, "link")[0];
        assert_eq!(read(&site.join(link.address().unwrap())), Ok("a{}b{}".to_owned()));
        assert_eq!(one, format!("{}<link href=i.svg rel=icon>", link.0));
        assert!(!site.join("b.css").exists());
        remove_folder(&site).unwrap();
    }
}
