//! The folders: the checkout, cargo's target folder, and the cache that all checkouts share.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::shell::Tool;

/// The folders that the commands work in.
pub(crate) struct Workspace {
    /// The top of the checkout.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, where the user's settings put it.
    pub(crate) target: PathBuf,
    /// Built tools, shared by all checkouts of this user.
    pub(crate) cache: PathBuf,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self> {
        let metadata = Tool::new("cargo").args(["metadata", "--no-deps", "--format-version=1"]).output()?;
        let metadata = parse_json(&metadata)?;
        let folder = |key: &str| match metadata[key].as_str() {
            Some(path) => Ok(PathBuf::from(path)),
            None => Err(Failure::new(format!("cargo metadata named no {key}."))),
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")?, cache: cache()? })
    }

    /// The version of all packages of this project.
    pub(crate) fn package_version(&self) -> Result<String> {
        self.locked_version("two-knobs-core")
    }

    /// The version of a package in Cargo.lock, which is the only place that states wasm-bindgen's version.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let lock = read(&self.root.join("Cargo.lock"))?;
        locked_version(&lock, package)
            .ok_or_else(|| Failure::new(format!("Cargo.lock names no version of {package}.")))
    }
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| **line != name).skip(1);
    Some(lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

fn cache() -> Result<PathBuf> {
    let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = folder("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            folder("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            folder("HOME").map(|home| home.join("Library/Caches"))
        } else {
            folder("HOME").map(|home| home.join(".cache"))
        }
    });
    match base {
        Some(base) => Ok(base.join("two-knobs")),
        None => Err(Failure::new("There is no home folder to keep the built tools in: set XDG_CACHE_HOME.")),
    }
}

/// Reads a text file, naming it when that fails.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| file_failure("read", path, &error))
}

/// Writes a text file and the folders above it, naming it when that fails.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    fs::write(path, text).map_err(|error| file_failure("written", path, &error))
}

/// Creates a folder and those above it, if it is not there.
pub(crate) fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| file_failure("created", path, &error))
}

/// Removes a folder and all in it, if it is there.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(file_failure("removed", path, &error))
        }
        _ => Ok(()),
    }
}

/// Copies a folder with all in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for path in files_below(from)? {
        let copy = to.join(path.strip_prefix(from).unwrap_or(&path));
        create_folder(copy.parent().unwrap_or(to))?;
        fs::copy(&path, &copy).map_err(|error| file_failure("copied", &path, &error))?;
    }
    Ok(())
}

/// All files below a folder, in a fixed order.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| file_failure("listed", folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| file_failure("listed", folder, &error))?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

pub(crate) fn file_failure(done: &str, path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} could not be {done}: {error}.", path.display()))
}

pub(crate) fn parse_json(text: &str) -> Result<Value> {
    serde_json::from_str(text)
        .map_err(|error| Failure::new(format!("This is not the JSON it should be: {error}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_each_packages_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.129"));
        assert_eq!(locked_version(lock, "js-sys"), None);
    }
}
