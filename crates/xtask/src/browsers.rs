//! The browsers in which the tests run: the system's browsers, or newly installed ones where none is found.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::setup;
use crate::shell::{Tool, find_on_path, say, version_of};
use crate::workspace::Workspace;

/// A browser as Playwright's project names it, and where to look for it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Browser {
    name: &'static str,
    /// The environment variable that names its program; playwright.config.js reads it too.
    variable: &'static str,
    /// Its names on PATH.
    programs: &'static [&'static str],
    debian_package: &'static str,
}

const BROWSERS: [Browser; 2] = [
    Browser {
        name: "chromium",
        variable: "CHROME_PATH",
        programs: &["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"],
        debian_package: "chromium",
    },
    Browser {
        name: "firefox",
        variable: "FIREFOX_PATH",
        programs: &["firefox-esr", "firefox"],
        debian_package: "firefox-esr",
    },
];

/// Fonts, which a bare machine lacks. With these the page has the same measures everywhere.
const DEBIAN_FONTS: [&str; 2] = ["fonts-inter", "fonts-dejavu-core"];

/// Where a browser was found.
enum Found {
    OfTheSystem(PathBuf),
    PlaywrightsOwn,
}

/// Finds or installs the browsers that Playwright's options ask for; returns the environment that names them.
pub(crate) fn ensure(workspace: &Workspace, options: &[String]) -> Result<Vec<(&'static str, PathBuf)>> {
    let wanted = wanted(options);
    let browsers = missing(workspace, &wanted)?.into_iter().map(|browser| browser.debian_package);
    // A machine that has a browser may still lack the fonts.
    let packages: Vec<_> =
        browsers.chain(DEBIAN_FONTS.into_iter().filter(|font| !is_installed(font))).collect();
    if !packages.is_empty() && may_use_apt() && !install_with_apt(&packages)? {
        say("apt-get could not install them; trying Playwright's own builds of what is missing");
    }
    let missing = self::missing(workspace, &wanted)?;
    if !missing.is_empty() && !install_with_playwright(workspace, &missing)? {
        return Err(not_installed(&missing));
    }
    let mut environment = Vec::new();
    for browser in wanted {
        if let Some(Found::OfTheSystem(path)) = find(workspace, browser)? {
            environment.push((browser.variable, path));
        }
    }
    Ok(environment)
}

/// All browsers, or those that `--project` names.
fn wanted(options: &[String]) -> Vec<&'static Browser> {
    let mut words = options.iter().flat_map(|option| option.split('='));
    let mut named = Vec::new();
    while let Some(word) = words.next() {
        if word == "--project" {
            named.extend(words.next());
        }
    }
    BROWSERS.iter().filter(|browser| named.is_empty() || named.contains(&browser.name)).collect()
}

fn missing(workspace: &Workspace, wanted: &[&'static Browser]) -> Result<Vec<&'static Browser>> {
    let mut missing = Vec::new();
    for browser in wanted {
        if find(workspace, browser)?.is_none() {
            missing.push(*browser);
        }
    }
    Ok(missing)
}

fn find(workspace: &Workspace, browser: &Browser) -> Result<Option<Found>> {
    if let Some(path) = env::var_os(browser.variable).filter(|path| !path.is_empty()).map(PathBuf::from) {
        return match version_of(&path) {
            Some(_) => Ok(Some(Found::OfTheSystem(path))),
            None => Err(Failure::new(format!("{} names no browser that starts.", browser.variable))
                .run_by_hand(format!("{} --version", path.display()))),
        };
    }
    // The program must print a version: Ubuntu has programs of these names that only explain how to install a snap.
    let on_path = browser.programs.iter().filter_map(|program| find_on_path(program));
    if let Some(path) = on_path.into_iter().find(|path| version_of(path).is_some()) {
        return Ok(Some(Found::OfTheSystem(path)));
    }
    let script = format!("require('@playwright/test').{}.executablePath()", browser.name);
    let own = Tool::new("node").args(["--print", &script]).current_dir(&workspace.root).output()?;
    Ok(Path::new(own.trim()).is_file().then_some(Found::PlaywrightsOwn))
}

fn may_use_apt() -> bool {
    let root = || Tool::new("id").args(["-u"]).output().is_ok_and(|id| id.trim() == "0");
    find_on_path("apt-get").is_some() && root()
}

/// Whether a Debian package is installed: each has a folder of this name.
fn is_installed(package: &str) -> bool {
    Path::new("/usr/share/doc").join(package).is_dir()
}

fn install_with_apt(packages: &[&str]) -> Result<bool> {
    say(&format!("installing {} with apt-get, for the browser tests (about a minute)", packages.join(", ")));
    let apt = || Tool::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    Ok(apt().args(["update", "--quiet"]).succeeds()?
        && apt()
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(packages)
            .succeeds()?)
}

fn install_with_playwright(workspace: &Workspace, missing: &[&Browser]) -> Result<bool> {
    let names = missing.iter().map(|browser| browser.name);
    say("installing Playwright's own browsers, for the browser tests (a minute or two)");
    setup::node_tool(workspace, "playwright")?.args(["install"]).args(names).succeeds()
}

fn not_installed(missing: &[&Browser]) -> Failure {
    let list = |of: fn(&Browser) -> &str| missing.iter().map(|browser| of(browser)).collect::<Vec<_>>();
    Failure::new(format!(
        "The tests need {}: not found, and not to be installed from here. Install what is missing, or name its \
         program in {}.",
        list(|browser| browser.name).join(" and "),
        list(|browser| browser.variable).join(" and "),
    ))
    .run_by_hand(format!(
        "sudo apt-get install {}   (or: npx playwright install --with-deps {})",
        list(|browser| browser.debian_package).join(" "),
        list(|browser| browser.name).join(" "),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_projects_browsers_are_wanted() {
        let rows: [(&[&str], &[&str]); 5] = [
            (&[], &["chromium", "firefox"]),
            (&["-g", "knobs"], &["chromium", "firefox"]),
            (&["--project=firefox"], &["firefox"]),
            (&["--project", "chromium", "--headed"], &["chromium"]),
            (&["--project=chromium", "--project=firefox"], &["chromium", "firefox"]),
        ];
        for (options, expected) in rows {
            let options: Vec<_> = options.iter().map(|&option| option.to_owned()).collect();
            let names: Vec<_> = wanted(&options).iter().map(|browser| browser.name).collect();
            assert_eq!(names, expected, "{options:?}");
        }
    }

    #[test]
    fn a_missing_browser_is_told_with_both_ways_to_install_it() {
        let failure = not_installed(&[&BROWSERS[1]]).to_string();
        assert_eq!(
            failure,
            "The tests need firefox: not found, and not to be installed from here. Install what is missing, or name \
             its program in FIREFOX_PATH.\n  by hand: sudo apt-get install firefox-esr   (or: npx playwright install \
             --with-deps firefox)"
        );
    }
}
