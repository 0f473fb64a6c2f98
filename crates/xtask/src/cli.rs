//! The arguments of `cargo xtask`.

use crate::failure::{Failure, Result};

pub(crate) const HELP: &str = "\
Two Knobs: every command a person needs. Each one first installs what it misses.

    cargo xtask serve [--port N] [--open]   build the page, serve it on http://127.0.0.1:8080, rebuild on changes
    cargo xtask test [--rust | --browser] [-- PLAYWRIGHT OPTIONS]
                                            run every test, or only Rust's, or only those in real browsers
    cargo xtask test --notebooks            run the widget in a real notebook with a real Keras layer (installs both)
    cargo xtask check [--write]             format, lints, rooms, types, sizes; --write puts right what it can
    cargo xtask dist [--base-url URL]       write the hosted folder, the single file, the notebook widget and the npm
                                            package to dist/; the address goes into oEmbed, card and links
    cargo xtask bench [--page] [--json FILE] [--only W1,W2] [--rounds N] [--ms N]
                                            training speed beside peers in a real browser, or the page's own figures
";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    Help,
    Serve(ServeOptions),
    Test(TestOptions),
    Check(CheckOptions),
    Dist(DistOptions),
    /// The options, which tests/bench/bench.js reads.
    Bench(Vec<String>),
}

/// Where to serve the page, and whether to open a browser on it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ServeOptions {
    pub(crate) port: u16,
    pub(crate) open: bool,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self { port: 8080, open: false }
    }
}

/// Which tests to run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TestOptions {
    pub(crate) rust: bool,
    pub(crate) browser: bool,
    /// The widget in a real notebook. This test runs only when it is asked for.
    pub(crate) notebooks: bool,
    /// Options that are passed on to Playwright.
    pub(crate) playwright: Vec<String>,
}

/// Where the hosted folder will be, if that is known.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct DistOptions {
    pub(crate) base_url: Option<String>,
}

/// Whether the checks may change files.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CheckOptions {
    pub(crate) write: bool,
}

pub(crate) fn parse(args: impl IntoIterator<Item = String>) -> Result<Command> {
    let mut args = args.into_iter();
    let Some(name) = args.next() else { return Ok(Command::Help) };
    match name.as_str() {
        "help" | "-h" | "--help" => Ok(Command::Help),
        "serve" => parse_serve(args).map(Command::Serve),
        "test" => parse_test(args).map(Command::Test),
        "check" => parse_check(args).map(Command::Check),
        "dist" => parse_dist(args).map(Command::Dist),
        "bench" => parse_bench(args).map(Command::Bench),
        _ => Err(Failure::new(format!("There is no command {name:?}.")).run_by_hand("cargo xtask help")),
    }
}

fn parse_serve(mut args: impl Iterator<Item = String>) -> Result<ServeOptions> {
    let mut options = ServeOptions::default();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--open" => options.open = true,
            "--port" => options.port = parse_port(args.next().as_deref())?,
            _ => match arg.strip_prefix("--port=") {
                Some(port) => options.port = parse_port(Some(port))?,
                None => return Err(unknown_option("serve", &arg)),
            },
        }
    }
    Ok(options)
}

fn parse_test(mut args: impl Iterator<Item = String>) -> Result<TestOptions> {
    let (mut rust, mut browser, mut notebooks) = (false, false, false);
    let mut playwright = Vec::new();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--rust" => rust = true,
            "--browser" => browser = true,
            "--notebooks" => notebooks = true,
            "--" => playwright.extend(args.by_ref()),
            _ => return Err(unknown_option("test", &arg)),
        }
    }
    // Neither flag means both kinds of tests, except that options for Playwright mean the browser tests alone.
    if !rust && !browser && !notebooks {
        (rust, browser) = (playwright.is_empty(), true);
    }
    Ok(TestOptions { rust, browser, notebooks, playwright })
}

fn parse_check(args: impl Iterator<Item = String>) -> Result<CheckOptions> {
    let mut options = CheckOptions { write: false };
    for arg in args {
        match arg.as_str() {
            "--write" => options.write = true,
            _ => return Err(unknown_option("check", &arg)),
        }
    }
    Ok(options)
}

fn parse_dist(mut args: impl Iterator<Item = String>) -> Result<DistOptions> {
    let mut options = DistOptions::default();
    while let Some(arg) = args.next() {
        let url = match arg.as_str() {
            "--base-url" => args.next(),
            _ => match arg.strip_prefix("--base-url=") {
                Some(url) => Some(url.to_owned()),
                None => return Err(unknown_option("dist", &arg)),
            },
        };
        match url.filter(|url| url.starts_with("http://") || url.starts_with("https://")) {
            Some(url) => options.base_url = Some(url),
            None => {
                return Err(Failure::new("--base-url takes the address of the hosted folder.")
                    .run_by_hand("cargo xtask dist --base-url https://example.org/two-knobs"));
            }
        }
    }
    Ok(options)
}

/// Refuses unknown options at once, before any build starts.
fn parse_bench(mut args: impl Iterator<Item = String>) -> Result<Vec<String>> {
    let mut options = Vec::new();
    while let Some(arg) = args.next() {
        let value = match arg.as_str() {
            "--page" => None,
            "--json" | "--only" | "--rounds" | "--ms" => match args.next() {
                Some(value) => Some(value),
                None => {
                    return Err(Failure::new(format!("{arg} takes a value.")).run_by_hand("cargo xtask help"));
                }
            },
            _ => return Err(unknown_option("bench", &arg)),
        };
        options.push(arg);
        options.extend(value);
    }
    Ok(options)
}

fn parse_port(text: Option<&str>) -> Result<u16> {
    match text.and_then(|text| text.parse().ok()) {
        Some(port) if port > 0 => Ok(port),
        _ => Err(Failure::new("--port takes a number from 1 to 65535.")
            .run_by_hand("cargo xtask serve --port 8081")),
    }
}

fn unknown_option(command: &str, arg: &str) -> Failure {
    Failure::new(format!("{command} has no option {arg:?}.")).run_by_hand("cargo xtask help")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Command> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn lines_a_person_may_type() {
        let serve = |port, open| Command::Serve(ServeOptions { port, open });
        let test = |rust, browser, playwright: &[&str]| {
            let playwright = playwright.iter().map(|&arg| arg.to_owned()).collect();
            Command::Test(TestOptions { rust, browser, notebooks: false, playwright })
        };
        let rows = [
            ("", Command::Help),
            ("--help", Command::Help),
            ("serve", serve(8080, false)),
            ("serve --port 9000 --open", serve(9000, true)),
            ("serve --port=9000", serve(9000, false)),
            ("test", test(true, true, &[])),
            ("test --rust", test(true, false, &[])),
            ("test --browser", test(false, true, &[])),
            ("test -- --project=firefox --rust", test(false, true, &["--project=firefox", "--rust"])),
            ("test --rust --browser -- -g knobs", test(true, true, &["-g", "knobs"])),
            (
                "test --notebooks",
                Command::Test(TestOptions {
                    rust: false,
                    browser: false,
                    notebooks: true,
                    playwright: vec![],
                }),
            ),
            ("check", Command::Check(CheckOptions { write: false })),
            ("check --write", Command::Check(CheckOptions { write: true })),
            ("dist", Command::Dist(DistOptions::default())),
            (
                "dist --base-url https://a.b/c",
                Command::Dist(DistOptions { base_url: Some("https://a.b/c".into()) }),
            ),
            ("bench --only W1", Command::Bench(vec!["--only".to_owned(), "W1".to_owned()])),
            ("bench --page", Command::Bench(vec!["--page".to_owned()])),
        ];
        for (line, expected) in rows {
            assert_eq!(parse_line(line), Ok(expected), "cargo xtask {line}");
        }
    }

    #[test]
    fn mistakes_are_named() {
        let rows = [
            ("sreve", "There is no command \"sreve\"."),
            ("serve --port", "--port takes a number"),
            ("serve --port 0", "--port takes a number"),
            ("serve --port 70000", "--port takes a number"),
            ("serve --fast", "serve has no option \"--fast\"."),
            ("test --fast", "test has no option \"--fast\"."),
            ("check --fast", "check has no option \"--fast\"."),
            ("bench --fast", "bench has no option \"--fast\"."),
            ("bench --ms", "--ms takes a value."),
            ("dist --base-url", "--base-url takes the address"),
            ("dist --base-url=ftp://a", "--base-url takes the address"),
            ("dist --fast", "dist has no option \"--fast\"."),
        ];
        for (line, sentence) in rows {
            let failure = parse_line(line).expect_err(line).to_string();
            assert!(failure.starts_with(sentence), "cargo xtask {line}: {failure}");
        }
    }
}
