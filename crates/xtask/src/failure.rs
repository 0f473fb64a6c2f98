//! The error type of these commands: a sentence, and a command to run by hand.

use std::fmt;

/// What went wrong, in one sentence, and the command to run by hand.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    sentence: String,
    by_hand: Option<String>,
}

pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), by_hand: None }
    }

    /// Adds the command to run by hand.
    pub(crate) fn run_by_hand(mut self, command: impl Into<String>) -> Self {
        self.by_hand = Some(command.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        match &self.by_hand {
            Some(command) => write!(f, "\n  by hand: {command}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_reads_as_a_sentence_with_the_command_below() {
        let plain = Failure::new("Port 8080 is taken.");
        assert_eq!(plain.to_string(), "Port 8080 is taken.");
        let with_command = plain.run_by_hand("cargo xtask serve --port 8081");
        assert_eq!(with_command.to_string(), "Port 8080 is taken.\n  by hand: cargo xtask serve --port 8081");
    }
}
