//! Runs other programs through one builder, so that every failure names the command that failed.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Result};

/// Prints what the command does next, why, and about how long it takes.
pub(crate) fn say(step: &str) {
    println!("xtask: {step}");
}

/// A program about to be run.
pub(crate) struct Tool(Command);

impl Tool {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        Self(Command::new(program))
    }

    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.0.args(args);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.0.env_remove(name);
        self
    }

    pub(crate) fn current_dir(mut self, folder: &Path) -> Self {
        self.0.current_dir(folder);
        self
    }

    /// Runs it with its output going to the terminal; a failure names the command.
    pub(crate) fn run(mut self) -> Result<()> {
        if self.succeeds()? { Ok(()) } else { Err(self.failed()) }
    }

    /// Runs it with its output going to the terminal; returns whether it succeeded.
    pub(crate) fn succeeds(&mut self) -> Result<bool> {
        match self.0.stdin(Stdio::null()).status() {
            Ok(status) => Ok(status.success()),
            Err(error) => Err(self.did_not_start(&error)),
        }
    }

    /// Runs it and passes each line of its output to a function; returns whether it succeeded.
    pub(crate) fn each_line(mut self, mut read: impl FnMut(&str)) -> Result<bool> {
        let mut child = match self.0.stdin(Stdio::null()).stdout(Stdio::piped()).spawn() {
            Ok(child) => child,
            Err(error) => return Err(self.did_not_start(&error)),
        };
        for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).lines()) {
            let line = line.map_err(|error| self.did_not_start(&error))?;
            println!("{line}");
            read(&line);
        }
        child.wait().map(|status| status.success()).map_err(|error| self.did_not_start(&error))
    }

    /// Runs it and returns its output; a failure includes its error output.
    pub(crate) fn output(mut self) -> Result<String> {
        let output = match self.0.stdin(Stdio::null()).output() {
            Ok(output) => output,
            Err(error) => return Err(self.did_not_start(&error)),
        };
        if !output.status.success() {
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
            return Err(self.failed());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Replaces this process by the program, so that ending this process ends it; returns only where that fails.
    #[cfg(unix)]
    pub(crate) fn become_it(mut self) -> Result<()> {
        use std::os::unix::process::CommandExt;
        let error = self.0.exec();
        Err(self.did_not_start(&error))
    }

    /// Windows can't replace a process: runs the program and waits for it.
    #[cfg(not(unix))]
    pub(crate) fn become_it(self) -> Result<()> {
        self.run()
    }

    fn failed(&self) -> Failure {
        Failure::new("A command failed; what it printed is above.").run_by_hand(self.line())
    }

    fn did_not_start(&self, error: &std::io::Error) -> Failure {
        let program = self.0.get_program().to_string_lossy();
        Failure::new(format!("{program} could not be started: {error}.")).run_by_hand(self.line())
    }

    fn line(&self) -> String {
        let words = std::iter::once(self.0.get_program()).chain(self.0.get_args());
        words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }
}

/// The version that `program --version` prints, where the program starts at all.
pub(crate) fn version_of(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first of the programs of that name on PATH.
pub(crate) fn find_on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

/// PATH with these folders before all others.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let old = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&old)))
        .map_err(|error| Failure::new(format!("PATH can't hold the tools' folders: {error}.")))
}

/// npm and npx are scripts with an extension of their own on Windows.
pub(crate) fn node_script(name: &str) -> String {
    if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() }
}
