//! The hosted folder. All files but `index.html` and `two-knobs.js` have a hash of their content in their name, so that they can be
//! cached for ever; checked by the browser before use; compressed beside itself for hosts that send such files.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::failure::{Failure, Result};
use crate::markup::{Tag, fingerprint, integrity};
use crate::workspace::{create_folder, file_failure, files_below, read, write};

/// Folders whose files import each other by relative paths. They move together, under one hashed name.
const TOGETHER: [&str; 4] = ["page", "i18n", "lessons", "extras"];
/// Smaller files gain nothing from compression.
const WORTH_COMPRESSING: usize = 700;
const COMPRESSED: [&str; 6] = ["html", "css", "js", "json", "svg", "wasm"];

pub(super) fn finish(site: &Path, base: Option<&str>) -> Result<()> {
    let assets = gather(site)?;
    let index = site.join("index.html");
    let mut page = read(&index)?;
    for folder in TOGETHER {
        for before in ["=", "=\"", "=./", "=\"./"] {
            page = page.replace(&format!("{before}{folder}/"), &format!("{before}{assets}/{folder}/"));
        }
    }
    page = checked(site, &page)?;
    if let Some(base) = base {
        page = announced(site, &page, base)?;
    }
    write(&index, &page)?;
    write(&site.join("404.html"), NOT_FOUND)?;
    write(&site.join("_headers"), &headers(&assets, &policy(&page)?))?;
    compress(site)
}

/// Moves these folders into one folder and returns its name.
fn gather(site: &Path) -> Result<String> {
    let folders: Vec<_> = TOGETHER.into_iter().filter(|folder| site.join(folder).is_dir()).collect();
    let mut contents = Vec::new();
    for folder in &folders {
        for path in files_below(&site.join(folder))? {
            let name = path.strip_prefix(site).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            contents.push(name.into_bytes());
            contents.push(bytes(&path)?);
        }
    }
    let assets = format!("assets-{}", fingerprint(contents.iter().map(Vec::as_slice)));
    create_folder(&site.join(&assets))?;
    for folder in folders {
        let (from, to) = (site.join(folder), site.join(&assets).join(folder));
        fs::rename(&from, &to).map_err(|error| file_failure("moved", &from, &error))?;
    }
    Ok(assets)
}

/// Adds subresource integrity to scripts, modules and styles.
fn checked(site: &Path, page: &str) -> Result<String> {
    let mut checked = page.to_owned();
    let scripts = Tag::all(page, "script").into_iter();
    let links = Tag::all(page, "link").into_iter();
    let links = links.filter(|tag| matches!(tag.attribute("rel"), Some("stylesheet" | "modulepreload")));
    for tag in scripts.chain(links).filter(|tag| tag.attribute("integrity").is_none()) {
        let Some(address) = tag.address() else { continue };
        let hash = integrity(&bytes(&site.join(address))?);
        checked = checked.replace(tag.0, &tag.with(&format!("integrity=\"{hash}\"")));
    }
    Ok(checked)
}

/// Adds the tags for sites that show a link as a card or an embed.
fn announced(site: &Path, page: &str, base: &str) -> Result<String> {
    let base = base.trim_end_matches('/');
    let plain = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
    if plain.is_none_or(|rest| rest.is_empty() || rest.contains(['"', '<', '>', ' ', '#', '?'])) {
        return Err(Failure::new(format!(
            "--base-url takes a web address such as https://example.org/two-knobs, not {base:?}."
        )));
    }
    let embed = format!(
        "<iframe src=\"{base}/#embed=1\" title=\"Two Knobs: one neuron\" width=\"640\" height=\"480\" style=\"border:0\" loading=\"lazy\" allow=\"clipboard-write; fullscreen\"></iframe>"
    );
    let oembed = serde_json::json!({
        "version": "1.0", "type": "rich", "provider_name": "Two Knobs", "provider_url": base,
        "title": "Two Knobs: what weights and biases do", "html": embed, "width": 640, "height": 480,
        "thumbnail_url": format!("{base}/card.png"), "thumbnail_width": 1200, "thumbnail_height": 630,
    });
    write(&site.join("oembed.json"), &format!("{oembed:#}\n"))?;
    let head = format!(
        "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{base}/oembed.json\" title=\"Two Knobs\">\
         <link rel=\"canonical\" href=\"{base}/\"><meta name=\"base-url\" content=\"{base}/\">\
         <meta property=\"og:type\" content=\"website\"><meta property=\"og:url\" content=\"{base}/\">\
         <meta property=\"og:title\" content=\"Two Knobs: what weights and biases do\">\
         <meta property=\"og:description\" content=\"One neuron, two knobs: the weight tilts the line, the bias lifts it.\">\
         <meta property=\"og:image\" content=\"{base}/card.png\"><meta name=\"twitter:card\" content=\"summary_large_image\">"
    );
    Ok(page.replacen("</title>", &format!("</title>{head}"), 1))
}

/// The page's own policy, which a host's header repeats.
fn policy(page: &str) -> Result<String> {
    let policies = Tag::all(page, "meta").into_iter();
    let mut policies = policies.filter(|tag| tag.attribute("http-equiv") == Some("Content-Security-Policy"));
    let policy = policies.next().and_then(|tag| tag.attribute("content"));
    policy.map(str::to_owned).ok_or_else(|| Failure::new("The built page has no Content-Security-Policy."))
}

/// The `_headers` file, for hosts that read it: every site may embed the page; which files browsers may cache for ever.
fn headers(assets: &str, policy: &str) -> String {
    let for_ever = "  Cache-Control: public, max-age=31536000, immutable\n";
    let asked = "  Cache-Control: no-cache\n";
    format!(
        "/*\n  Content-Security-Policy: {policy}\n  Cross-Origin-Embedder-Policy: require-corp\n  \
         Cross-Origin-Resource-Policy: cross-origin\n  Access-Control-Allow-Origin: *\n  \
         X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n\
         /{assets}/*\n{for_ever}/*.css\n{for_ever}/*.wasm\n{for_ever}/*-wasm-*.js\n{for_ever}/favicon-*\n{for_ever}\
         /\n{asked}/index.html\n{asked}/two-knobs.js\n{asked}"
    )
}

const NOT_FOUND: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Not here: Two Knobs</title>\n<h1>This page is not here.</h1>\n<p>The address may be mistyped, or the page has moved. <a href=\"./\">Open Two Knobs.</a></p>\n</html>\n";

/// Writes `.br` and `.gz` beside each file that gains from it.
fn compress(site: &Path) -> Result<()> {
    for path in files_below(site)? {
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let content = bytes(&path)?;
        if !COMPRESSED.contains(&extension.as_str()) || content.len() < WORTH_COMPRESSING {
            continue;
        }
        let beside = |suffix: &str| path.with_extension(format!("{extension}.{suffix}"));
        for (path, packed) in [(beside("br"), brotli(&content)), (beside("gz"), Ok(gzip(&content)))] {
            let packed = packed.map_err(|error| file_failure("compressed", &path, &error))?;
            fs::write(&path, packed).map_err(|error| file_failure("written", &path, &error))?;
        }
    }
    Ok(())
}

fn brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)?;
    Ok(packed)
}

/// The smallest gzip of the bytes, without a time stamp, so that the same input gives the same file.
pub(super) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing into memory does not fail.
    encoder.write_all(content).and_then(|()| encoder.finish()).unwrap_or_default()
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| file_failure("read", path, &error))
}
