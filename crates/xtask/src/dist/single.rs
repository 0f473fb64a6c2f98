//! The page in one file: scripts, styles, words and WebAssembly inlined. It runs from a disk and from any LMS upload,
//! without headers; its policy allows its own scripts and styles by their hashes and nothing else.

use std::fmt::Write as _;
use std::path::Path;

use super::hosted::{bytes, gzip};
use crate::failure::{Failure, Result};
use crate::markup::{Tag, base64, policy_hash};
use crate::setup;
use crate::workspace::{self, Workspace, files_below, parse_json, read};

/// Data that the running page reads by path.
const DATA: [&str; 2] = ["i18n", "lessons"];

/// Writes the file and returns its text.
pub(super) fn write(shop: &Workspace, site: &Path, to: &Path, base: Option<&str>) -> Result<String> {
    let built = read(&site.join("index.html"))?;
    let script = script(shop, site, &built)?;
    let mut styles = String::new();
    for link in Tag::all(&built, "link").iter().filter(|tag| tag.attribute("rel") == Some("stylesheet")) {
        styles += &read(&site.join(link.address().unwrap_or_default()))?;
    }
    // The style sheets that the hosted page fetches when something is opened.
    for path in files_below(&site.join("page"))? {
        if path.extension().is_some_and(|extension| extension == "css") {
            styles += &read(&path)?;
        }
    }
    // A script ends at the first `</script`, even inside a string.
    let script = script.replace("</script", "<\\/script");
    let early = read(&site.join("page/start/early.js"))?;
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; style-src {}; img-src data:; frame-src 'self' file: https: http: blob:; base-uri 'none'; form-action 'none'",
        policy_hash(&early),
        policy_hash(&script),
        policy_hash(&styles),
    );
    let icon = Tag::all(&built, "link").into_iter().find(|tag| tag.attribute("rel") == Some("icon"));
    let icon = bytes(&site.join(icon.and_then(Tag::address).unwrap_or_default()))?;
    let body = built.split_once("<body").and_then(|(_, rest)| rest.split_once('>'));
    let (_, body) = body.ok_or_else(|| Failure::new("The built page has no body."))?;
    // The start tag names the languages and the page.
    let html = Tag::all(&built, "html").first().map_or("<html>", |tag| tag.0);
    let title = built.split_once("<title").and_then(|(_, rest)| rest.split_once("</title>"));
    let (title, _) = title.ok_or_else(|| Failure::new("The built page has no title."))?;
    let base = base.map_or(String::new(), |base| {
        format!("<meta name=\"base-url\" content=\"{}/\">", base.trim_end_matches('/'))
    });
    let page = format!(
        "<!doctype html>\n{html}<head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title{title}</title>{base}\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml;base64,{}\">\
         <script>{early}</script><style>{styles}</style></head><body>{}<script>{script}</script></body></html>\n",
        base64(&icon),
        body.trim_end().trim_end_matches("</html>").trim_end_matches("</body>"),
    );
    workspace::write(to, &page)?;
    Ok(page)
}

/// All modules in one script, with the words and the WebAssembly in it.
fn script(shop: &Workspace, site: &Path, built: &str) -> Result<String> {
    let app = Tag::all(built, "meta").into_iter().find(|tag| tag.attribute("name") == Some("app"));
    let app = app.ok_or_else(|| Failure::new("The built page does not name its WebAssembly."))?;
    let beside = |name: &str| site.join(app.attribute(name).unwrap_or_default().trim_start_matches("./"));
    let wasm = base64(&gzip(&bytes(&beside("data-wasm"))?));
    let extras = site.join("extras/two-knobs-extras.js");
    let more_wasm = base64(&gzip(&bytes(&site.join("extras/two-knobs-extras_bg.wasm"))?));
    let mut files = serde_json::Map::new();
    for folder in DATA.into_iter().map(|folder| site.join(folder)).filter(|folder| folder.is_dir()) {
        for path in files_below(&folder)? {
            let name = path.strip_prefix(site).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, parse_json(&read(&path)?)?);
        }
    }
    let modules = shop.root.join("www/page");
    let mut entry = String::new();
    // Writing into a text does not fail.
    let _ = write!(
        entry,
        "import {{ start }} from {start:?};\nimport * as glue from {glue:?};\nimport * as extras from {extras:?};\n\
         const files = {files};\nconst wasm = {wasm:?};\nconst moreWasm = {more_wasm:?};\n\
         async function unpack(text) {{\n\
         const packed = new Blob([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))]);\n\
         const bytes = packed.stream().pipeThrough(new DecompressionStream(\"gzip\"));\n\
         return new Uint8Array(await new Response(bytes).arrayBuffer());\n}}\n\
         void start({{\n\
         async json(path) {{ if (!Object.hasOwn(files, path)) throw new Error(path); return structuredClone(files[path]); }},\n\
         page: () => import({main:?}),\n\
         glue: async () => glue,\n\
         async lab() {{ await glue.default({{ module_or_path: await unpack(wasm) }}); return glue.Lab; }},\n\
         async extras() {{ await extras.default({{ module_or_path: await unpack(moreWasm) }}); return extras; }},\n}});\n",
        start = modules.join("start/start.js"),
        main = modules.join("main.js"),
        glue = beside("content"),
        files = serde_json::Value::Object(files),
    );
    let folder = shop.target.join("single");
    let (from, to) = (folder.join("entry.js"), folder.join("bundle.js"));
    workspace::write(&from, &entry)?;
    setup::node_tool(shop, "esbuild")?
        .args(["--bundle", "--minify", "--format=iife", "--charset=utf8", "--log-level=error"])
        // wasm-bindgen's script needs its own address only where it is not given the bytes.
        .args(["--define:import.meta.url=\"\\\"about:blank\\\"\""])
        .args([&format!("--outfile={}", to.display()), &from.display().to_string()])
        .run()?;
    read(&to)
}
