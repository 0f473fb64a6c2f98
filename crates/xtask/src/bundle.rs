//! Bundles the page's sources into fewer files: a browser fetches a dozen instead of sixty before the page works
//! (docs/decisions/0010-bundles.md). Modules become those of [`ENTRIES`] and what these share, style sheets become one.

use std::path::Path;

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::markup::{Tag, fingerprint, policy_hash};
use crate::setup;
use crate::workspace::{
    Workspace, copy_folder, file_failure, files_below, parse_json, read, remove_folder, write,
};

/// The folder of the page's modules, in `www` and where it is built.
const FOLDER: &str = "page";
/// Modules that are imported by name: the first ones, and those that load when something is opened.
const ENTRIES: [&str; 17] = [
    "start/boot.js",
    "main.js",
    "lessons/lessons.js",
    "look/map.js",
    "look/numbers.js",
    "look/one-step.js",
    "notebook/notebook.js",
    "rig/initializers.js",
    "rig/layer.js",
    "rig/menu.js",
    "rig/network.js",
    "rig/training.js",
    "rig/trouble.js",
    "share/share.js",
    "share/share-code.js",
    "share/snippets.js",
    "words/translate.js",
];
/// The modules among these that the page fetches before it works.
const FIRST: [&str; 2] = ["start/boot.js", "main.js"];
/// Style sheets that load when something is opened.
const LATER: [&str; 4] = ["notebook/notebook.css", "rig/layer.css", "rig/network.css", "share/share.css"];
/// A script that is not a module: it runs before the first paint.
const EARLY: &str = "start/early.js";

/// Bundles a built page in place.
pub(crate) fn bundle(workspace: &Workspace, site: &Path) -> Result<()> {
    let index = site.join("index.html");
    let page = one_sheet(workspace, site, &read(&index)?)?;
    let modules = scripts(workspace, &site.join(FOLDER))?;
    let page = announced(&page, &modules)?;
    let page = inlined(&page, read(&site.join(FOLDER).join(EARLY))?.trim_end())?;
    write(&index, &page)
}

/// Bundles and minifies the modules of a folder. Returns the names of those that the page needs before it works.
fn scripts(workspace: &Workspace, folder: &Path) -> Result<Vec<String>> {
    let bundled = workspace.target.join(BUNDLED);
    remove_folder(&bundled)?;
    let into = |option: &str, name: &str| format!("--{option}={}", bundled.join(name).display());
    let about = workspace.target.join("bundle.json");
    setup::node_tool(workspace, "esbuild")?
        .args(["--bundle", "--splitting", "--format=esm", "--minify", "--log-level=warning"])
        .args(["--chunk-names=shared-[hash]", &into("outdir", "")])
        .args([format!("--metafile={}", about.display())])
        .args([format!("--outbase={}", folder.display())])
        .args(ENTRIES.iter().chain(&LATER).map(|name| folder.join(name)))
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
    let into = format!("{BUNDLED}/");
    let name = |path: &str| path.split_once(&into).map_or(path, |(_, name)| name).to_owned();
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
    let [boot, _] = FIRST.map(|name| format!("{FOLDER}/{name}"));
    let tag = Tag::all(page, "script").into_iter().find(|tag| tag.address() == Some(&boot));
    let Tag(tag) = tag.ok_or_else(|| Failure::new(format!("The built page does not start {boot}.")))?;
    let links: String = modules
        .iter()
        .map(|name| format!("<link crossorigin href={FOLDER}/{name} rel=modulepreload>"))
        .collect();
    Ok(page.replacen(tag, &format!("{links}{tag}"), 1))
}

/// Puts the script that runs before the first paint into the page, so that the page does not wait for it. The page's policy allows it by
/// its hash.
fn inlined(page: &str, early: &str) -> Result<String> {
    let address = format!("{FOLDER}/{EARLY}");
    let tag = Tag::all(page, "script").into_iter().find(|tag| tag.address() == Some(&address));
    let (Some(tag), true) = (tag, page.contains(OWN_SCRIPTS)) else {
        return Err(Failure::new(format!("The built page has no {address}, or no policy for its scripts.")));
    };
    let folder = tag.attribute("data-folder").unwrap_or_default();
    let script = format!("<script data-folder={folder}>{early}</script>");
    let page = page.replacen(&format!("{}</script>", tag.0), &script, 1);
    Ok(page.replacen(OWN_SCRIPTS, &format!("{OWN_SCRIPTS} {}", policy_hash(early)), 1))
}

/// Makes one style sheet of the page's own and all that it imports, in their order.
fn one_sheet(workspace: &Workspace, site: &Path, page: &str) -> Result<String> {
    let links = Tag::all(page, "link").into_iter();
    let mut links = links.filter(|tag| tag.attribute("rel") == Some("stylesheet"));
    let link = links.next().ok_or_else(|| Failure::new("The built page has no style sheet."))?;
    let list = site.join(link.address().unwrap_or_default());
    let sheet = workspace.target.join("page.css");
    setup::node_tool(workspace, "esbuild")?
        .args(["--bundle", "--minify", "--log-level=warning"])
        .args([format!("--outfile={}", sheet.display())])
        .args([&list])
        .run()?;
    // The one sheet has their content now.
    for path in files_below(site)?.into_iter().filter(|path| path.parent() == Some(site)) {
        if path.extension().is_some_and(|extension| extension == "css") {
            std::fs::remove_file(&path).map_err(|error| file_failure("removed", &path, &error))?;
        }
    }
    let text = read(&sheet)?;
    let name = format!("page-{}.css", fingerprint([text.as_bytes()]));
    write(&site.join(&name), &text)?;
    Ok(page.replacen(link.0, &format!("<link crossorigin href=./{name} rel=stylesheet>"), 1))
}

/// The folder below `target` into which esbuild writes.
const BUNDLED: &str = "bundle";
/// The part of the page's policy that allows its scripts.
const OWN_SCRIPTS: &str = "script-src 'self'";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_at_once_is_followed_and_what_opens_later_is_not() {
        let about = serde_json::json!({ "outputs": {
            "target/bundle/start/boot.js": { "imports": [
                { "path": "target/bundle/main.js", "kind": "dynamic-import" },
            ] },
            "target/bundle/main.js": { "imports": [
                { "path": "target/bundle/shared-A.js", "kind": "import-statement" },
                { "path": "target/bundle/look/map.js", "kind": "dynamic-import" },
            ] },
            "target/bundle/shared-A.js": { "imports": [
                { "path": "target/bundle/shared-B.js", "kind": "import-statement" },
            ] },
            "target/bundle/shared-B.js": { "imports": [
                { "path": "target/bundle/shared-A.js", "kind": "import-statement" },
            ] },
            "target/bundle/look/map.js": { "imports": [
                { "path": "target/bundle/shared-C.js", "kind": "import-statement" },
            ] },
        } });
        assert_eq!(needed(&about, &FIRST), ["start/boot.js", "main.js", "shared-A.js", "shared-B.js"]);
    }

    #[test]
    fn modules_are_named_before_the_first_starts() {
        let page = "<head><script src=page/start/early.js></script><script src=page/start/boot.js type=module></script></head>";
        let named = announced(page, &["start/boot.js".to_owned(), "shared-A.js".to_owned()]).unwrap();
        assert_eq!(
            named,
            "<head><script src=page/start/early.js></script><link crossorigin href=page/start/boot.js rel=modulepreload>\
             <link crossorigin href=page/shared-A.js rel=modulepreload><script src=page/start/boot.js type=module></script></head>"
        );
        assert!(announced("<head></head>", &[]).is_err());
    }

    #[test]
    fn the_early_script_is_in_the_page_and_its_policy_knows_it() {
        let page = "<meta content=\"script-src 'self' 'wasm-unsafe-eval'\"><script data-folder=page/ src=page/start/early.js></script><p>";
        assert_eq!(
            inlined(page, "run()").unwrap(),
            format!(
                "<meta content=\"script-src 'self' {} 'wasm-unsafe-eval'\"><script data-folder=page/>run()</script><p>",
                policy_hash("run()")
            )
        );
        assert!(inlined("<script data-folder=page/ src=page/start/early.js></script>", "run()").is_err());
    }
}
