//! `cargo xtask <command>`: the project's commands, which call the ordinary tools.
//!
//! Each command first installs what is missing ([`setup`], [`browsers`]), prints what it does and why, and finds nothing
//! left to install the second time. Where the set-up fails it prints one sentence and the command to run by hand ([`failure`]).
#![forbid(unsafe_code)]
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool speaks through its terminal"
)]

mod bench;
mod browsers;
mod bundle;
mod check;
mod cli;
mod dist;
mod failure;
mod markup;
mod optimise;
mod serve;
mod setup;
mod shell;
mod site;
mod test;
mod workspace;

use std::process::ExitCode;

use cli::Command;
use failure::Result;
use workspace::Workspace;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let command = cli::parse(std::env::args().skip(1))?;
    if let Command::Help = command {
        print!("{}", cli::HELP);
        return Ok(());
    }
    let workspace = Workspace::find()?;
    match command {
        Command::Help => Ok(()),
        Command::Serve(options) => serve::run(&workspace, &options),
        Command::Test(options) => test::run(&workspace, &options),
        Command::Check(options) => check::run(&workspace, &options),
        Command::Dist(options) => dist::run(&workspace, &options),
        Command::Bench(options) => bench::run(&workspace, &options),
    }
}
